"""What reading a file gives: the noun, if it could be read, and all that was wrong."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from fieldwise import files
from fieldwise.errors import InputError
from fieldwise.front import Table, read_table
from fieldwise.model import Diagnostic, Place

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Noun]):
    """A noun, or None, with its source text and the findings."""

    noun: Noun | None
    source: str
    found: tuple[Diagnostic, ...]
    draft: Noun | None = None
    """What could be read in spite of the findings: for the check only, never to be built."""

    def get(self) -> Noun:
        """The noun.

        Raises:
            InputError: it could not be read; the sentence is that of the first finding.
        """
        if self.noun is None:
            first = self.found[0]
            raise InputError(
                first.message, where=f"{first.path}:{first.line}:{first.column}", hint=first.hint
            )
        return self.noun


def read_source(path: Path, found: list[Diagnostic]) -> str:
    """A file's text; what cannot be read is a finding, and reads as empty."""
    try:
        return files.read_text(path)
    except InputError as error:
        _, _, line = error.where.rpartition(":")
        found.append(
            Diagnostic(
                str(path),
                int(line) if line.isdigit() else 1,
                1,
                "FW001",
                error.what,
                error.hint,
            )
        )
        return ""


def salvage(path: Path) -> str:
    """The text of a file that is not UTF-8, for the check to go on with; the rest as Windows-1252.

    Empty if the file is too large, cannot be read, or is no text.
    """
    try:
        if path.stat().st_size > files.LARGEST_TEXT:
            return ""
        raw = path.read_bytes()
    except OSError:
        return ""
    text = "" if b"\0" in raw else raw.decode("utf-8-sig", "fieldwise.windows1252")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _as_windows1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "ignore"), error.end


codecs.register_error("fieldwise.windows1252", _as_windows1252)


def split_front(source: str, path: Path, found: list[Diagnostic]) -> tuple[Table, list[str], int]:
    """The front matter, the lines after it, and the number (from 1) of the first of those."""
    lines = source.split("\n")
    start = Place(str(path), 1)
    if lines[0].rstrip() != "---":
        found.append(
            Diagnostic(
                str(path),
                1,
                1,
                "FW004",
                "the front matter is missing.",
                "A file begins with a line `---`, keys and values, and another line `---`.",
            )
        )
        return Table(None, start, found), lines, 1
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        found.append(
            Diagnostic(
                str(path), 1, 1, "FW002", "the front matter never ends.", "Close it with `---`."
            )
        )
        first = next((n for n, line in enumerate(lines) if line.startswith("## ")), len(lines))
        return Table(None, start, found), lines[first:], first + 1
    table = read_table("\n".join(lines[1:end]), Place(str(path), 2), found)
    return table, lines[end + 1 :], end + 2
