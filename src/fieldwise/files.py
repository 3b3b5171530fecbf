"""Reading and writing files so that nothing is ever half-written or taken on trust."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from fieldwise.errors import InputError, WriteError

LARGEST_TEXT = 1_000_000
"""Bytes of the largest text file an author may hand in; a lesson has about 40,000."""


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


def write(path: Path, content: str | bytes) -> None:
    """Put a file in place whole: a reader sees the old content or the new, never a part.

    Raises:
        WriteError: the system refuses; the old content stays.
    """
    raw = content.encode() if isinstance(content, str) else content
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise WriteError.from_os(path, error) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
