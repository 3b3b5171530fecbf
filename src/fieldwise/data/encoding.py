"""How the bytes of a text stand for characters."""

from __future__ import annotations

import codecs

from fieldwise.data.measured import Finding
from fieldwise.data.opened import HEAD, Opened

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
"""Bytes that stand for nothing in Windows-1252."""


def find_encoding(opened: Opened, asked: str = "") -> tuple[str, Finding]:
    """The name of a text's encoding, for Python, and how it was found.

    Raises:
        InputError: an encoding was asked for that does not exist.
    """
    head = opened.head
    if asked:
        try:
            name = codecs.lookup(asked).name
            "".encode(name)
        except (LookupError, ValueError):
            raise opened.refuse(
                f"there is no encoding called “{asked}”.", "Try utf-8, windows-1252 or utf-16."
            ) from None
        return _with_mark(name), Finding("encoding", asked, "as you said")
    for mark, name, title in _MARKS:
        if head.startswith(mark):
            return name, Finding("encoding", title, "by the byte-order mark")
    if head[1::2].count(0) > 0.7 * (len(head) // 2):
        return "utf-16-le", Finding("encoding", "UTF-16", "every second byte is 0")
    if head[0::2].count(0) > 0.7 * (len(head) // 2):
        return "utf-16-be", Finding("encoding", "UTF-16", "every first byte is 0")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError as error:
        line = head.count(b"\n", 0, error.start) + 1
        name = "latin-1" if _UNDEFINED & set(head) else "cp1252"
        title = {"latin-1": "ISO 8859-1", "cp1252": "Windows-1252"}[name]
        how = f"byte 0x{head[error.start]:02x} on line {line} is not UTF-8"
        return name, Finding("encoding", title, how)
    return "utf-8-sig", Finding("encoding", "UTF-8", "all bytes looked at are valid")


def _with_mark(name: str) -> str:
    """The variant that passes over a byte-order mark."""
    return "utf-8-sig" if name in ("utf-8", "ascii") else name
