"""A ceiling or a floor: many rows stand at one extreme of y, where the line would go on.

Judged so: three rows or more share the extreme exactly, and a line through the rows away from it
(by a quarter of a per cent of y's range) lies beyond it there on average: by more than three
standard errors, or by anything if no other value of y is shared by a third as many rows, and
their x differ. Rounded data that merely share their greatest value do not trigger it: rows picked
for a great y lie above their prediction, not below.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.bind import with_unit
from fieldwise.data.measured import Drawing, Note
from fieldwise.data.moments import line_of
from fieldwise.data.notes.view import roundest
from fieldwise.data.words import number
from fieldwise.quote import grouped

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers
    from fieldwise.data.notes.view import Mask, View

_TIED = 3
_NEAR = 0.0025
_ERRORS = 3.0
_LEAST_REST = 6


def find_flat(x: Numbers, y: Numbers, sign: int) -> Mask:
    """Which pairs stand at a ceiling of y (sign 1) or at a floor (sign -1)."""
    nothing = np.zeros(len(y), dtype=bool)
    height = sign * y
    extreme = height.max()
    tied = height == extreme
    near = height >= extreme - _NEAR * (extreme - height.min())
    rest = ~near
    if tied.sum() < _TIED or rest.sum() < _LEAST_REST or np.ptp(x[rest]) == 0:
        return nothing
    line = line_of(x[rest], height[rest])
    beyond = float((line.intercept + line.slope * x[tied]).mean()) - float(extreme)
    s2 = line.mse * line.rows / (line.rows - 2)
    away = float(x[tied].mean()) - line.x_mean
    error = sqrt(s2 / int(tied.sum()) + s2 / line.rows + (away * line.slope_error) ** 2)
    rounding = 1e-9 * float(extreme - height.min())
    _, shared = np.unique(height[~tied], return_counts=True)
    is_odd = tied.sum() >= _TIED * shared.max() and len(np.unique(x[tied])) >= _TIED
    return near if beyond > max(0.0 if is_odd else _ERRORS * error, rounding) else nothing


def note_top(view: View) -> Note | None:
    """What to say of a ceiling."""
    return _note(view, view.top, 1)


def note_bottom(view: View) -> Note | None:
    """What to say of a floor."""
    return _note(view, view.bottom, -1)


def _note(view: View, here: Mask, sign: int) -> Note | None:
    if not here.any():
        return None
    y, rest = view.y, ~(here | view.marks)
    extreme = float(y[here].max() if sign > 0 else y[here].min())
    exactly, rows, size = int((y == extreme).sum()), int(here.sum()), len(y)
    if sign > 0:
        limit = roundest(float(y[rest].max()), float(y[here].min()))
    else:
        limit = -roundest(-float(y[rest].min()), -float(y[here].max()))
    place = f"at exactly {view.in_y(extreme)}"
    if exactly < rows:
        side = "below" if sign > 0 else "above"
        place = f"at {view.in_y(extreme)} or just {side} it ({grouped(exactly)} at exactly that)"
    looks = "saturation" if sign > 0 else "a floor, such as a limit of detection"
    where, option = ("or more", "--below") if sign > 0 else ("or less", "--above")
    bound = with_unit(number(limit, 15), view.measured.y_column.unit)
    return Note(
        code="flat-top" if sign > 0 else "flat-bottom",
        sentence=f"{grouped(rows)} of {grouped(size)} stand {place}: this looks like {looks}.",
        advice=f"Leave out the rows whose y is {bound} {where}, or keep them and watch "
        "underfitting.",
        option=f"{option} {limit:.15g} leaves them out.",
        term="underfitting",
        section="evaluation",
        drawing=Drawing(
            "cloud",
            f"The pairs; {grouped(rows)} of {grouped(size)} lie along a level line at "
            f"{view.in_y(extreme)}.",
            tuple(np.flatnonzero(here).tolist()),
            level=extreme,
        ),
    )
