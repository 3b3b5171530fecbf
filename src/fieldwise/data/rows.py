"""Rows of text read cell by cell: slow, exact, and able to say which line is wrong and how."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from fieldwise.data.cells import MISSING, Style, read_number, tidy
from fieldwise.data.delimiter import SPACE, Row, Split, read_rows
from fieldwise.data.measured import Batch, Column, Example, Reason
from fieldwise.errors import InputError

EXAMPLES = 3
"""Rows shown for each reason."""
_LONGEST_CELL = 20
"""Line ends in one cell beyond which a quotation mark must have been left open."""


@dataclass(frozen=True, slots=True)
class Layout:
    """All that is needed to read two columns from the lines of a table."""

    split: Split
    style: Style
    width: int
    x: int
    y: int
    columns: tuple[Column, ...]
    marks: tuple[str, ...]
    """The learner's own marks for “no value”."""

    @property
    def mark_values(self) -> tuple[float, ...]:
        """Those of the marks that are numbers."""
        values = [read_number(mark, self.style) for mark in self.marks]
        return tuple(value for value in values if not isinstance(value, Reason))


def value_of(cell: str, column: Column, layout: Layout) -> float | Reason:
    """The number in a cell of a column, without what stands around every number there."""
    text = tidy(cell)
    if text in layout.marks:
        return Reason.MARK
    if text.casefold() not in MISSING and (column.prefix or column.suffix):
        text = text.removeprefix(column.prefix).removesuffix(column.suffix)
    value = read_number(text, layout.style)
    return Reason.MARK if value in layout.mark_values else value


def judge(cells: Sequence[str], layout: Layout) -> tuple[float, float, Reason | None, int]:
    """Both numbers of a row, why it is to be left out, if so, and the column at fault."""
    if len(cells) != layout.width and any(map(str.strip, cells[layout.width :])):
        return nan, nan, Reason.SHAPE, -1
    if len(cells) < layout.width:
        return nan, nan, Reason.SHAPE, -1
    x = value_of(cells[layout.x], layout.columns[layout.x], layout)
    y = value_of(cells[layout.y], layout.columns[layout.y], layout)
    if not isinstance(x, Reason) and not isinstance(y, Reason):
        return x, y, None, -1
    reasons = [(v, at) for v, at in ((x, layout.x), (y, layout.y)) if isinstance(v, Reason)]
    worst, at = max(reasons, key=lambda reason: reason[0])
    return nan, nan, worst, at


def read_batch(lines: Iterable[tuple[int, str]], layout: Layout) -> Batch:
    """The rows of some lines.

    Raises:
        InputError: a quotation mark is never closed; `where` is the line alone.
    """
    xs: list[float] = []
    ys: list[float] = []
    why: list[int] = []
    examples: list[Example] = []
    shown: Counter[Reason] = Counter()
    for number, cells in safe_rows(lines, layout.split):
        x, y, reason, at = judge(cells, layout)
        xs.append(x)
        ys.append(y)
        why.append(reason or 0)
        if reason is not None and shown[reason] < EXAMPLES:
            shown[reason] += 1
            examples.append(example_of(number, cells, reason, at, layout))
    reasons = np.array(why, dtype=np.uint8) if any(why) else None
    return Batch(np.array(xs, float), np.array(ys, float), reasons, tuple(examples))


def example_of(
    number: int, cells: Sequence[str], reason: Reason, at: int, layout: Layout
) -> Example:
    """A row that is left out, for a message."""
    if at < 0:
        return Example(f"line {number}", "", str(len(cells)), reason)
    return Example(f"line {number}", layout.columns[at].label, cells[at], reason)


def safe_rows(lines: Iterable[tuple[int, str]], split: Split) -> Iterator[Row]:
    """The cells of each row.

    Raises:
        InputError: a quotation mark is never closed; `where` is the line alone.
    """
    last = 0
    try:
        for number, cells in read_rows(lines, split):
            last = number
            if split.quote and split.delimiter != SPACE:
                for cell in cells:
                    if cell.count("\n") > _LONGEST_CELL:
                        raise _open_quote(number)
            yield number, cells
    except csv.Error:
        raise _open_quote(last + 1) from None


def _open_quote(line: int) -> InputError:
    return InputError(
        "a quotation mark is opened here and never closed.",
        where=str(line),
        hint="Close it, or take it out.",
    )
