"""Read a file in a process of its own, so that no file can bring down who asked for it.

Readers of binary formats trust what a file says: one wrong byte can make them ask for more memory
than there is, which ends their process. Here that is another process, and the end is a sentence.
What the libraries write to standard error meanwhile is for nobody.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from typing import IO, TYPE_CHECKING, Any, Literal

from fieldwise.errors import InputError

if TYPE_CHECKING:
    from fieldwise.data.measured import Choice, Progress
    from fieldwise.data.opened import Opened

Task = Literal["look", "read"]

_PAUSE = 0.05
"""Seconds between two reports of progress."""


def ask(
    task: Task, opened: Opened, choice: Choice, progress: Progress, seconds: float | None = None
) -> Any:
    """What `look_here` or `read_here` returns, from another process.

    Raises:
        InputError: that process says so, did not survive the file, or took longer than `seconds`.
    """
    late = Event()
    with subprocess.Popen(
        [sys.executable, "-m", "fieldwise.data.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:

        def stop() -> None:
            late.set()
            child.kill()

        watch = Timer(seconds or 0, stop)
        try:
            if seconds is not None:
                watch.start()
            _send(child.stdin, task, str(opened.path), choice)
            while (message := _receive(child.stdout)) is not None:
                kind, *content = message
                if kind == "done":
                    return content[0]
                if kind == "refused":
                    what, where, hint = content
                    raise InputError(what, where=where, hint=hint)
                progress(*content)
        finally:
            watch.cancel()
            child.kill()
    if late.is_set():
        raise opened.refuse(
            f"reading the file took longer than the {seconds:.0f} seconds that are allowed here.",
            "Take a part of it, or read it with the command line.",
        )
    opened.recheck()
    raise opened.refuse(
        "the file is damaged, so badly that reading it failed.", "Copy or download it again."
    )


def _send(pipe: IO[bytes] | None, *message: object) -> None:
    """Put a message into a pipe, the only one."""
    with suppress(OSError):  # what has not started will not answer either
        if pipe is not None:
            pickle.dump(message, pipe)
            pipe.close()


def _receive(pipe: IO[bytes] | None) -> tuple[Any, ...] | None:
    """The next message from a pipe, written by this very module; None if there will be none."""
    try:
        message: tuple[Any, ...] | None = pickle.load(pipe) if pipe is not None else None
    except (EOFError, OSError, pickle.UnpicklingError):
        return None
    return message


def main() -> None:
    """Do the task that stands on standard input; answer on what was standard output."""
    task, path, choice = pickle.load(sys.stdin.buffer)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes where errors go

    def say(*message: object) -> None:
        pickle.dump(message, answers)
        answers.flush()

    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if done == total or time.monotonic() - last > _PAUSE:
            last = time.monotonic()
            say("progress", done, total)

    from fieldwise.data.opened import open_file
    from fieldwise.data.read import look_here, read_here

    try:
        opened = open_file(Path(path))
        if task == "look":
            say("done", look_here(opened, choice).table)
        else:
            say("done", read_here(opened, choice, report))
    except InputError as error:
        say("refused", error.what, error.where, error.hint)


if __name__ == "__main__":
    main()
