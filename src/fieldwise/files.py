"""Reading and writing files so that nothing is ever half-written or taken on trust."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from fieldwise.errors import InputError, WriteError

LARGEST_TEXT = 1_000_000
"""Bytes of the largest text file an author may hand in; a lesson has about 40,000."""

STALE = 3600.0
"""Seconds after which a file left by a killed process is certainly nobody's any more."""


def digest(text: str | bytes) -> str:
    """SHA-256 in hexadecimal; of text, with line ends as on Unix."""
    if isinstance(text, str):
        text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()


def read_text(path: Path, largest: int = LARGEST_TEXT) -> str:
    """A text file's content, line ends as on Unix.

    Raises:
        InputError: there is no such file, it is too large, or it is not UTF-8.
    """
    try:
        size = path.stat().st_size
        if size > largest:
            raise InputError(
                f"the file has {size:,} bytes; the largest that is read has {largest:,}.",
                where=str(path),
            )
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror or error}.", where=str(path)) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"the file is not UTF-8: byte 0x{raw[error.start]:02x} stands there.",
            where=f"{path}:{line}",
            hint="Save it as UTF-8.",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write(path: Path, content: str | bytes, *, durable: bool = True) -> None:
    """Put a file in place whole: a reader sees the old content or the new, never a part.

    `durable` waits until the disk has it, so that not even a power cut leaves an empty file.

    Raises:
        WriteError: the system refuses; the old content stays.
    """
    raw = content.encode() if isinstance(content, str) else content
    target = Path(os.path.realpath(path))  # a link stays one; unlike resolve, it takes loops
    part = target.with_name(f".{target.name[:40]}.{secrets.token_hex(8)}.part")
    try:
        if target.exists() and not target.is_file():
            what = "cannot write: this is a folder or a device, no file."
            raise WriteError(what, where=str(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            file.write(raw)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise WriteError.from_os(path, error) from None
    finally:
        with suppress(OSError):  # gone already, if all went well
            part.unlink()


def sweep(folder: Path, *, pattern: str = ".*.part", older: float = STALE) -> None:
    """Remove what killed processes left in a folder, once it is `older` seconds old."""
    limit = time.time() - older
    with suppress(OSError):
        for path in folder.glob(pattern):
            with suppress(OSError):
                if path.stat().st_mtime < limit:
                    path.unlink()
