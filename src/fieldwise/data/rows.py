"""Rows of text read cell by cell: slow, exact, and able to say which line is wrong and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from fieldwise.data.cells import MISSING, Style, read_number, tidy
from fieldwise.data.delimiter import Row, Split
from fieldwise.data.measured import Batch, Column, Example, Reason

EXAMPLES = 3
"""Rows shown for each reason."""


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


def batch_of(rows: Iterable[Row], layout: Layout, noun: str = "line") -> Batch:
    """The numbers in some rows, each of which is a line of a text or a row of a sheet."""
    xs: list[float] = []
    ys: list[float] = []
    why: list[int] = []
    examples: list[Example] = []
    shown: Counter[Reason] = Counter()
    for number, cells in rows:
        x, y, reason, at = judge(cells, layout)
        xs.append(x)
        ys.append(y)
        why.append(reason or 0)
        if reason is not None and shown[reason] < EXAMPLES:
            shown[reason] += 1
            examples.append(example_of(f"{noun} {number}", cells, reason, at, layout))
    reasons = np.array(why, dtype=np.uint8) if any(why) else None
    return Batch(np.array(xs, float), np.array(ys, float), reasons, tuple(examples))


def example_of(
    where: str, cells: Sequence[str], reason: Reason, at: int, layout: Layout
) -> Example:
    """A row that is left out, for a message."""
    if at < 0:
        return Example(where, "", str(len(cells)), reason)
    return Example(where, layout.columns[at].label, cells[at], reason)
