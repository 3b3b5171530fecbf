"""The first ten rows, to which an exercise fits its line, lie on one side of x.

Judged so: the ranks of the first ten span less than 40 % of all. Ten rows drawn at random do so
in two files of a thousand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import Drawing, Note
from fieldwise.data.notes.view import ranks
from fieldwise.data.words import quoted

if TYPE_CHECKING:
    from fieldwise.data.notes.view import View

_FIRST = 10
_LEAST_SPAN = 0.4
_LEAST_ROWS = 24


def note(view: View) -> Note | None:
    """What to say of rows in order."""
    x = view.x
    rank = ranks(x)[:_FIRST]
    if len(x) < _LEAST_ROWS or np.ptp(rank) >= _LEAST_SPAN * len(x):
        return None
    first = x[:_FIRST]
    low, high = float(first.min()), float(first.max())
    label = quoted(view.measured.x_column.label)
    in_order = bool((np.diff(x) >= 0).all() or (np.diff(x) <= 0).all())
    where = (
        f"stand in the order of {label}, and the first ten" if in_order else "begin with ten that"
    )
    reach = f"all have {view.in_x(low)}" if low == high else f"reach only from {view.span_x(first)}"
    return Note(
        code="order",
        sentence=f"The rows {where} {reach}; all of them reach from {view.span_x(x)}.",
        advice="Exercise 3 fits a line to the first ten and tests it on the others, so here it "
        "extrapolates. That is a lesson, too; to have another, shuffle the rows of the file.",
        term="test data",
        section="exercises.few",
        drawing=Drawing(
            "cloud",
            f"The pairs; the first ten reach from {view.span_x(first)}.",
            tuple(range(_FIRST)),
        ),
    )
