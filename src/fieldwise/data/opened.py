"""Open a file so that it is certain what is read: a regular file, and the same at the end."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from fieldwise.errors import InputError

HEAD = 1 << 20
"""Bytes looked at before a text is read for good."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that exists and can be read, with its first bytes."""

    path: Path
    size: int
    stamp: tuple[int, ...]
    """What changes when the file does: its number, size and time of last change."""
    head: bytes

    @property
    def where(self) -> str:
        """The path as messages name it."""
        return str(self.path)

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name

    def refuse(self, what: str, hint: str = "", line: int | None = None) -> InputError:
        """The error that says what is wrong with this file, and on which line."""
        return InputError(what, where=self.where + (f":{line}" if line else ""), hint=hint)

    def recheck(self) -> None:
        """Make sure that the file is still what it was when it was opened.

        Raises:
            InputError: it has changed, or is gone.
        """
        try:
            now = stamp_of(self.path.stat())
        except OSError:
            now = ()
        if now != self.stamp:
            raise self.refuse(
                "the file changed while it was being read.",
                "Wait until it is written to its end, or read a copy.",
            )


def open_file(path: Path) -> Opened:
    """Look whether a path can be read as a file.

    Raises:
        InputError: there is no such file, it is empty, a folder or a device, or not to be read.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError("this is a folder, not a file.", where=str(path))
        if not stat.S_ISREG(status.st_mode):
            raise InputError("this is a device or a pipe, not a file.", where=str(path))
        with path.open("rb") as file:
            head = file.read(HEAD)
            status = os.fstat(file.fileno())
    except FileNotFoundError:
        raise InputError("there is no such file.", where=str(path), hint=_near(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot read: {reason}.", where=str(path)) from None
    if not head:
        raise InputError("the file is empty.", where=str(path))
    return Opened(path, status.st_size, stamp_of(status), head)


def stamp_of(status: os.stat_result) -> tuple[int, ...]:
    """What changes when a file does."""
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def _near(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except (OSError, ValueError):
        return ""
    near = get_close_matches(path.name, names, n=2, cutoff=0.6)
    return f"Did you mean {' or '.join(near)}?" if near else ""
