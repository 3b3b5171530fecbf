"""What separates the cells of a text, found by trying."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from fieldwise.data.cells import MISSING, bare_number, tidy
from fieldwise.errors import InputError

SPACE = ""
"""Stands for any run of spaces and tabs; a plain space separates by itself, once."""
_CANDIDATES = ("\t", ";", "|", ",", SPACE)
"""In the order in which they win when two fit equally well."""
NAMES = {
    "\t": "tab",
    ";": "semicolon",
    "|": "vertical bar",
    ",": "comma",
    " ": "one space",
    SPACE: "spaces",
}
_SPOKEN = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}
_SPOKEN_SPACES = (" ", "space", "spaces")
_LOOKED_AT = 200
"""Lines that are tried."""
_LEAST_REGULAR = 0.5
"""The share of lines, from the first such on, that must have as many cells as the table."""
_LEAST_SHARE = 0.2
"""The same, of all lines: above a table may stand a page of remarks."""
_LEAST_NUMBERS = 0.25
"""The share of numbers below which words between spaces, or long cells, are prose."""
_LONG = 12
_QUOTED = re.compile(r'"([^"]*)"(?= |$)|[^ ]+')
"""A cell between spaces, in quotation marks or not."""

_MOST_LINES = 20
"""Line ends in one cell beyond which a quotation mark must have been left open."""

Row = tuple[int, list[str]]
"""The number of a line, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Split:
    """How lines are split into cells."""

    delimiter: str
    quote: str = '"'
    comment: str = ""


def spoken(text: str) -> str | None:
    """The delimiter that a learner names, as itself or in words; None if they name none."""
    if not text:
        return None
    return SPACE if text in _SPOKEN_SPACES else _SPOKEN.get(text.casefold(), text)


def read_rows(lines: Iterable[tuple[int, str]], split: Split) -> Iterator[Row]:
    """The cells of each row, with the number of the row's first line; no blank lines or comments.

    A row in which a quotation mark is out of place has no cells.

    Raises:
        InputError: a quotation mark is never closed; `where` is the line alone.
    """
    if split.delimiter == SPACE:
        for number, line in lines:
            if line.strip() and not _is_comment(line, split):
                yield number, _spaced(line.replace("\t", " "), split.quote)
        return
    source = _Lines(lines, split)
    reader = csv.reader(
        source,
        delimiter=split.delimiter,
        quotechar=split.quote or None,
        quoting=csv.QUOTE_MINIMAL if split.quote else csv.QUOTE_NONE,
        strict=True,
    )
    while True:
        source.is_fresh = True
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field larger" in str(error) or "end of data" in str(error):
                raise _open_quote(source.start) from None
            cells = []
        if split.quote and any(cell.count("\n") > _MOST_LINES for cell in cells):
            raise _open_quote(source.start)
        yield source.start, cells


def _spaced(line: str, quote: str) -> list[str]:
    """The cells of a line between spaces; a quoted one may hold some."""
    if not quote or quote not in line:
        return [cell for cell in line.split(" ") if cell]
    cells = (match[1] if match[1] is not None else match[0] for match in _QUOTED.finditer(line))
    return list(cells)


def _open_quote(line: int) -> InputError:
    return InputError(
        "a quotation mark is opened here and never closed.",
        where=str(line),
        hint="Close it, or take it out.",
    )


class _Lines:
    """Hands lines to a reader, passing over blank lines and comments between two rows."""

    def __init__(self, lines: Iterable[tuple[int, str]], split: Split) -> None:
        self._lines = iter(lines)
        self._split = split
        self.start = 0
        self.is_fresh = True
        """Whether the next line asked for begins a row."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for number, line in self._lines:
            if not self.is_fresh:
                return f"{line}\n"
            if not _is_blank(line, self._split) and not _is_comment(line, self._split):
                self.start, self.is_fresh = number, False
                return f"{line}\n"
        raise StopIteration


def _is_blank(line: str, split: Split) -> bool:
    return not line.strip() and split.delimiter not in line


def _is_comment(line: str, split: Split) -> bool:
    return bool(split.comment) and line.lstrip().startswith(split.comment)


def find_delimiter(lines: list[tuple[int, str]], comment: str) -> tuple[Split, int] | None:
    """What splits lines into the most regular columns of numbers, and into how many.

    None if nothing splits them at all.
    """
    some = lines[-_LOOKED_AT:]
    best: tuple[tuple[float, ...], Split, int] | None = None
    for rank, delimiter in enumerate(_CANDIDATES):
        split = Split(delimiter, _quote(some, delimiter), comment)
        fit = _fit(some, split)
        if fit is not None:
            score = (*fit[0], -rank)
            if best is None or score > best[0]:
                best = (score, split, fit[1])
    return (best[1], best[2]) if best else None


def _fit(lines: list[tuple[int, str]], split: Split) -> tuple[tuple[float, float], int] | None:
    """How regular the rows are, and how many of their cells hold numbers; and the width."""
    rows: list[list[str]] = []
    with suppress(InputError):  # the lines may break off within a quoted cell
        rows.extend(cells for _, cells in read_rows(lines, split))
    widths = Counter(map(len, rows))
    wide = {width: times for width, times in widths.items() if width > 1}
    if not wide:
        return None
    width = max(wide, key=lambda w: (wide[w], w))
    first = next(index for index, row in enumerate(rows) if len(row) == width)
    regular = wide[width] / (len(rows) - first)
    cells = [tidy(cell) for row in rows if len(row) == width for cell in row]
    filled = [cell for cell in cells if cell.casefold() not in MISSING]
    numbers = sum(map(bool, map(bare_number, filled))) / len(filled) if filled else 0.0
    is_prose = numbers < _LEAST_NUMBERS and (
        split.delimiter == SPACE or sum(map(len, filled)) > _LONG * len(filled)
    )
    if regular < _LEAST_REGULAR or wide[width] < _LEAST_SHARE * len(rows) or is_prose:
        return None
    # Regular enough is regular: then numbers decide, as between 1,5;2,5 split at ; and at ,
    return (round(min(regular, 0.8), 1), round(numbers, 1)), width


def _quote(lines: list[tuple[int, str]], delimiter: str) -> str:
    """The quotation mark, unless it stands where it can only be an inch or a second of arc."""
    text = "\n".join(line for _, line in lines)
    if delimiter == SPACE:
        cells = re.findall(r'(?<!\S)"[^"\n]*"(?!\S)', text)
        return '"' if cells and 2 * len(cells) == text.count('"') else ""
    if '"' not in text:
        return '"'
    around = re.escape(delimiter)
    opening = re.findall(rf'(?:^|{around})\s*"', text, re.MULTILINE)
    return '"' if 2 * len(opening) >= text.count('"') - 2 * text.count('""') else ""
