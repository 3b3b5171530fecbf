"""What a file is, by its first bytes: its name proves nothing."""

from __future__ import annotations

from typing import Literal

from fieldwise.data.opened import Opened

FileKind = Literal["text", "ecsv", "parquet", "workbook", "fits"]

_ODD_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27}) + b"\x7f"
_MOST_CONTROLS = 0.01
"""The share of control characters above which bytes are no text."""

_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (b"PAR1", "parquet"),
    (b"SIMPLE  =", "fits"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
)

_COMPRESSED = (
    (b"\x1f\x8b", "gzip", "gunzip"),
    (b"BZh", "bzip2", "bunzip2"),
    (b"\xfd7zXZ\x00", "xz", "unxz"),
    (b"\x28\xb5\x2f\xfd", "zstd", "unzstd"),
    (b"\x04\x22\x4d\x18", "lz4", "unlz4"),
)

_OTHERS = (
    (b"PARE", "an encrypted Parquet file"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x89HDF\r\n", "an HDF5 file"),
    (b"CDF\x01", "a NetCDF file"),
    (b"CDF\x02", "a NetCDF file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ARROW1", "an Arrow file"),
    (b"FEA1", "a Feather file"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"$FL2", "an SPSS file"),
    (b"$FL3", "an SPSS file"),
    (b"<stata_dta>", "a Stata file"),
    (b"MATLAB 5.0", "a MATLAB file"),
    (b"RDX", "an R data file"),
    (b"Obj\x01", "an Avro file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"version https://git-lfs", "a Git LFS pointer, which stands for a file not fetched yet"),
)


def kind_of(opened: Opened) -> FileKind:
    """What a file is.

    Raises:
        InputError: it is nothing that holds a table this stage can read.
    """
    head = opened.head
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(opened)
    for magic, name, unpack in _COMPRESSED:
        if head.startswith(magic):
            raise opened.refuse(
                f"the file is compressed with {name}.", f"Unpack it first, with {unpack}."
            )
    for magic, name in _OTHERS:
        if head.startswith(magic) and not (magic == b"MZ" and b"\x00" not in head):
            raise opened.refuse(f"this is {name}, not a table of numbers.", _SAVE)
    _refuse_markup(opened)
    if is_binary(head):
        raise opened.refuse("these are binary data, not text.", _SAVE)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "ecsv" if start.startswith(b"# %ECSV ") else "text"


_SAVE = "Save the table as CSV or Parquet."


def is_binary(head: bytes) -> bool:
    """Whether bytes can be no text in any encoding that is read."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide(head):
        return False
    return len(head) - len(head.translate(None, _ODD_CONTROLS)) > len(head) * _MOST_CONTROLS


def _wide(head: bytes) -> bool:
    """Whether every other byte is 0, as in text of two bytes for each character."""
    even, odd = head[0::2], head[1::2]
    nulls = sorted((even.count(0), odd.count(0)))
    return nulls[1] > 0.7 * len(odd) and nulls[0] < 0.05 * len(odd) and len(odd) > 0


def _in_zip(opened: Opened) -> FileKind:
    """Whether a ZIP archive is a workbook; one that unpacks to far too much is refused."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(opened.path) as archive:
            names = set(archive.namelist())
            unpacked = sum(item.file_size for item in archive.infolist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise opened.refuse("the file is a damaged ZIP archive or workbook.") from None
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise opened.refuse("this is a ZIP archive.", "Unpack it first, and name a file of it.")
    if unpacked > _LARGEST_WORKBOOK:
        raise opened.refuse(
            f"the workbook unpacks to {unpacked:,} bytes, which is too much.",
            "Save the sheet as CSV.",
        )
    return "workbook"


_LARGEST_WORKBOOK = 500_000_000


def _refuse_markup(opened: Opened) -> None:
    start = opened.head[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise opened.refuse(
            "this is a web page, not a table.",
            "A download may have needed a login; fetch the data file itself.",
        )
    if start.startswith((b"<?xml", b"<votable")):
        raise opened.refuse("this is XML, not a table.", _SAVE)
    if start.startswith((b"{", b"[{", b"[[", b"[\n")):
        raise opened.refuse("this is JSON, not a table.", _SAVE)
