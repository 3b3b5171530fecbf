"""One build at a time in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from fieldwise.errors import WriteError


@contextmanager
def locked(lock: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold a folder by a file in it; who comes second waits until the first is done.

    Raises:
        WriteError: the folder cannot be written.
    """
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        file = lock.open("a")
    except OSError as error:
        raise WriteError.from_os(lock.parent, error) from None
    with file:
        _wait_for(file, say)
        yield


def _wait_for(lock: IO[str], say: Callable[[str], None]) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: files are still replaced whole, builds merely do not queue
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say(f"waiting for another build into {Path(lock.name).parent}")
        fcntl.flock(lock, fcntl.LOCK_EX)
