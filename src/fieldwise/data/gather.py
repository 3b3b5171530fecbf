"""Take rows in as they come: leave out what must be, sum up the rest, and keep a sample."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import (
    LEAST,
    SAMPLE,
    Batch,
    Choice,
    Column,
    Example,
    LeftOut,
    Line,
    Reason,
)
from fieldwise.data.moments import Moments, moments_of
from fieldwise.data.opened import Opened
from fieldwise.data.sample import Sample
from fieldwise.data.words import count, number, quoted
from fieldwise.errors import InputError
from fieldwise.quote import grouped

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers, Reasons

_LARGEST = 1e100
"""Beyond it the squares that the lesson sums, in ten diverging steps, leave a computer's range."""
_SMALLEST = 1e-100
"""A spread below it has no square that a computer tells from 0."""
_EXAMPLES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """What became of a table's rows."""

    x: Numbers
    y: Numbers
    rows: int
    left_out: tuple[LeftOut, ...]
    whole: Line


class Gathering:
    """The rows of two columns, taken in batch by batch."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._moments: Moments | None = None
        self._sample = Sample(SAMPLE)
        self._left: Counter[Reason] = Counter()
        self._examples: list[Example] = []
        self._rows = 0

    def add(self, batch: Batch) -> None:
        """Take in the next rows."""
        x, y, why = batch.x, batch.y, batch.why
        first = self._rows
        self._rows += len(x)
        self._examples += [e for e in batch.examples if self._is_wanted(e.reason)]
        limits = self._beyond(y)
        if limits is not None:
            why = limits if why is None else np.where(why == 0, limits, why)
            self._show_limit(y, limits, first)
        if why is not None:
            for reason, times in zip(*np.unique(why, return_counts=True), strict=True):
                if reason:
                    self._left[Reason(reason)] += int(times)
            x, y = x[why == 0], y[why == 0]
        if len(x):
            self._sample.add(x, y)
            part = moments_of(x, y, self._moments.origin if self._moments else None)
            self._moments = part if self._moments is None else self._moments + part

    def finish(self, opened: Opened, x: Column, y: Column) -> Gathered:
        """The result.

        Raises:
            InputError: cells are broken, or the lesson is impossible on what is left.
        """
        self._refuse_broken(opened)
        if self._moments is None or self._moments.rows < LEAST:
            raise self._too_few(opened, self._moments.rows if self._moments else 0)
        self._refuse_impossible(opened, x, y, self._moments)
        xs, ys = self._sample.take()
        for values in (xs, ys):
            values.setflags(write=False)
        left = tuple(
            LeftOut(reason, times, tuple(e for e in self._examples if e.reason is reason))
            for reason, times in sorted(self._left.items())
        )
        return Gathered(xs, ys, self._rows, left, self._moments.line())

    def _is_wanted(self, reason: Reason) -> bool:
        return sum(example.reason is reason for example in self._examples) < _EXAMPLES

    def _beyond(self, y: Numbers) -> Reasons | None:
        """Which rows lie beyond the learner's limits."""
        below, above = self._choice.below, self._choice.above
        if below is None and above is None:
            return None
        beyond = np.zeros(len(y), dtype=bool)
        if below is not None:
            beyond |= y >= below
        if above is not None:
            beyond |= y <= above
        return np.where(beyond, Reason.LIMIT, 0).astype(np.uint8)

    def _show_limit(self, y: Numbers, limits: Reasons, first: int) -> None:
        for at in np.flatnonzero(limits)[:_EXAMPLES].tolist():
            if self._is_wanted(Reason.LIMIT):
                row = f"row {first + at + 1}"
                self._examples.append(Example(row, "", number(float(y[at])), Reason.LIMIT))

    def _refuse_broken(self, opened: Opened) -> None:
        broken = {reason: times for reason, times in self._left.items() if reason.is_broken}
        if not broken or self._choice.leave_out_broken:
            return
        example = next(e for e in self._examples if e.reason.is_broken)
        total = sum(broken.values())
        others = total - 1
        more = ""
        if others:
            be = "is" if others == 1 else "are"
            more = f" {count(others, 'more row')} of {grouped(self._rows)} {be} broken too."
        place, _, at = example.where.partition(" ")
        raise opened.refuse(
            f"{'' if place == 'line' else f'in {example.where}, '}{told(example)}.{more}",
            "Mend this, or leave such rows out with --leave-out-broken.",
            line=int(at) if place == "line" else None,
        )

    def _too_few(self, opened: Opened, rows: int) -> InputError:
        out = sum(self._left.values())
        left = f" after {count(out, 'row')} left out" if out else ""
        have = (
            f"only {count(rows, 'row')} {'has' if rows == 1 else 'have'}" if rows else "no row has"
        )
        return opened.refuse(
            f"{have} both numbers{left}; the lesson needs at least {LEAST}.",
            "One of its exercises fits a line to ten rows and tests it on the others.",
        )

    def _refuse_impossible(self, opened: Opened, x: Column, y: Column, seen: Moments) -> None:
        for column, low, high in ((x, seen.x_low, seen.x_high), (y, seen.y_low, seen.y_high)):
            largest = low if abs(low) > abs(high) else high
            if abs(largest) > _LARGEST:
                raise opened.refuse(
                    f"{quoted(column.label)} holds numbers as large as {number(largest)}, whose "
                    "squares a computer cannot hold.",
                    "Give the column in a larger unit.",
                )
            if low == high:
                what = "predict anything from it" if column is x else "learn from it"
                raise opened.refuse(
                    f"{quoted(column.label)} is {number(low)} in all {grouped(seen.rows)} rows: "
                    f"where nothing varies, no line can {what}.",
                    "Name another column.",
                )
            if high - low < _SMALLEST:
                raise opened.refuse(
                    f"{quoted(column.label)} varies by only {number(high - low)}, whose square a "
                    "computer takes for 0.",
                    "Give the column in a smaller unit.",
                )


def told(example: Example) -> str:
    """A broken row in words: `“saturated” in the column “N” is not a number`."""
    column = f" in the column {quoted(example.column)}"
    match example.reason:
        case Reason.SHAPE if example.cell == "0":
            return "a quotation mark is out of place"
        case Reason.SHAPE:
            be = "is" if example.cell == "1" else "are"
            return f"there {be} {count(int(example.cell), 'cell')}, unlike in the other rows"
        case Reason.INFINITE:
            return f"{quoted(example.cell)}{column} is infinite or too large for a number"
        case Reason.DATE:
            return f"{quoted(example.cell)}{column} is a date or a time, not a number"
        case Reason.TEXT if example.cell.lstrip()[:1] in ("<", ">", "≤", "≥"):
            return f"{quoted(example.cell)}{column} is a limit, not a number"
        case _:
            return f"{quoted(example.cell)}{column} is not a number"
