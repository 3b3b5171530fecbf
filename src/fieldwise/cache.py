"""What has been computed before, kept in the user's cache folder under the digest of its key.

An entry is sealed with a digest over its key and its content: a damaged or misplaced one counts
as absent. Nothing is lost when the folder is deleted, cannot be written or does not exist.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

from fieldwise import files
from fieldwise.errors import WriteError

LASTS = 90 * 86400.0
"""Seconds after which an entry is let go; what is still needed is then computed anew."""
_PAUSE = 0.05
"""Seconds between two looks at a lock that another process holds."""


def folder() -> Path:
    """The cache folder: `$FIELDWISE_CACHE`, or the platform's own place for such things."""
    named = os.environ.get("FIELDWISE_CACHE")
    if named:
        return Path(named).absolute()
    from platformdirs import user_cache_path

    return user_cache_path("fieldwise", appauthor=False)


def recall(shelf: str, key: str) -> Any | None:
    """What was remembered under a key; None if nothing was, or if it is damaged."""
    try:
        seal, _, content = _place(shelf, key).read_bytes().partition(b"\n")
        if seal == _seal(key, content):
            return json.loads(content)
    except (OSError, ValueError, RecursionError):
        pass
    return None


def remember(shelf: str, key: str, what: Any) -> None:
    """Keep a JSON-like thing under a key; where nothing can be kept, nothing is."""
    content = json.dumps(what, separators=(",", ":")).encode()
    place = _place(shelf, key)
    with suppress(WriteError):
        files.write(place, _seal(key, content) + b"\n" + content, durable=False)
        _tidy(place.parent)


@contextmanager
def alone(shelf: str, key: str, patience: float, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a key, so that of all processes one at a time computes what belongs there.

    `waiting` is called once if another holds it. The system lets go of the lock when its holder
    dies; a holder that does not finish within `patience` seconds is no longer waited for, and
    where there can be no lock, nobody waits.
    """
    # One of 256 files a shelf: nothing to clean up, and strangers seldom meet.
    path = folder() / shelf / "locks" / files.digest(key)[:2]
    with ExitStack() as open_files:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = open_files.enter_context(path.open("ab"))
            _wait(lock, time.monotonic() + patience, waiting)
        yield


def _wait(lock: IO[bytes], until: float, waiting: Callable[[], None]) -> None:
    asked = False
    while not _taken(lock) and time.monotonic() < until:
        if not asked:
            waiting()
            asked = True
        time.sleep(_PAUSE)


def _taken(lock: IO[bytes]) -> bool:
    """Whether the lock is ours now, or cannot be had in this place at all."""
    try:
        if sys.platform == "win32":
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system without locks
        return True
    return True


@cache
def _tidy(place: Path) -> None:
    """Once for each folder: let go of what killed processes left there, and of old entries."""
    files.sweep(place)
    files.sweep(place, pattern="*.json", older=LASTS)


def _seal(key: str, content: bytes) -> bytes:
    return files.digest(files.digest(key).encode() + content).encode()


def _place(shelf: str, key: str) -> Path:
    name = files.digest(key)
    return folder() / shelf / name[:2] / f"{name}.json"
