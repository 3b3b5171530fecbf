"""Pipe tables with every cell's offset, read as `fieldwise.markdown` reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fieldwise.check.spans import blank, spans

_DELIMITER = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_PIPE = re.compile(r"\\.|\|")
_MARKUP = re.compile(r"[*_`]|\\(?=[^\w\s])")
_QUOTED = re.compile(r"\{\{[^{}\n]*\}\}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `start` is the offset of its first character."""

    text: str
    start: int

    @property
    def plain(self) -> str:
        """Its words, without emphasis and with single spaces."""
        words = _QUOTED.sub(lambda quoted: quoted[0].replace("_", "\0"), self.text)
        return " ".join(_MARKUP.sub("", words).replace("\0", "_").split())


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header and the rows below the line of hyphens."""

    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of a text, and the rows that belong to none."""

    whole: tuple[Table, ...]
    loose: tuple[Row, ...]
    """Lines that begin with a pipe outside of any table."""
    uneven: tuple[tuple[Row, int], ...]
    """Headers whose line of hyphens has another number of columns, and that number."""


@lru_cache(maxsize=256)
def tables(text: str) -> Tables:
    """Every table in a text."""
    if "|" not in text:
        return Tables((), (), ())
    fences = tuple(s for s in spans(text) if s.kind == "code" and "\n" in text[s.start : s.end])
    lines, starts = blank(text, fences).split("\n"), [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    whole: list[Table] = []
    loose: list[Row] = []
    uneven: list[tuple[Row, int]] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if "|" in line and "|" in below and _DELIMITER.fullmatch(below):
            header, columns = _row(line, starts[number]), len(_row(below, 0).cells)
            if len(header.cells) == columns:
                end = _end(lines, number + 2)
                rows = tuple(_row(lines[n], starts[n]) for n in range(number + 2, end))
                whole.append(Table(header, rows))
                number = end
                continue
            uneven.append((header, columns))
            number = _end(lines, number + 2)
            continue
        if line.lstrip().startswith("|") and line.count("|") > 1:
            loose.append(_row(line, starts[number]))
        number += 1
    return Tables(tuple(whole), tuple(loose), tuple(uneven))


def _end(lines: list[str], number: int) -> int:
    """The number of the first line below a table: it is empty, or begins another block."""
    while number < len(lines) and lines[number].strip():
        if re.match(r" {0,3}(#{1,6}\s|>|[-+*]\s|\d{1,9}[.)]\s|`{3}|~{3})", lines[number]):
            break
        number += 1
    return number


def _row(line: str, start: int) -> Row:
    content = line.strip()
    begin = start + len(line) - len(line.lstrip())
    bars = [match.start() for match in _PIPE.finditer(content) if match[0] == "|"]
    if bars and bars[0] == 0:
        begin, content = begin + 1, content[1:]
        bars = [bar - 1 for bar in bars[1:]]
    if bars and bars[-1] == len(content) - 1:
        content = content[:-1]
        bars.pop()
    cells = []
    for first, last in zip([0, *(bar + 1 for bar in bars)], [*bars, len(content)], strict=True):
        text = content[first:last]
        stripped = text.strip()
        cells.append(Cell(stripped, begin + first + len(text) - len(text.lstrip())))
    return Row(tuple(cells), start)
