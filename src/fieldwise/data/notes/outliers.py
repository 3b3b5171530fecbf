"""Rows that no scatter like that of the others explains.

Judged by the generalised extreme studentised deviate test (Rosner, 1983) with deleted residuals:
the row with the largest is set aside and the line fitted anew, again and again, up to a tenth of
the rows and twenty; the outliers are the rows set aside up to the last whose residual is beyond
Student's t at a level of 0.5 %, shared among all rows (Bonferroni). Where the data bend or fan
out, residuals are taken from a parabola, in units of the scatter at their x.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fieldwise.bind import with_unit
from fieldwise.data.measured import Drawing, Note
from fieldwise.data.moments import line_of
from fieldwise.data.notes.curve import find_bend
from fieldwise.data.notes.fan import relative_scatter
from fieldwise.data.notes.view import View, fit
from fieldwise.data.words import capital, count, pair
from fieldwise.quote import grouped

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEVEL = 0.005
_MOST = 20
_SHARE = 10
_LEAST_ROWS = 11


def find_outliers(view: View) -> NDArray[np.int64]:
    """The indices of outliers, the farthest first."""
    nothing = np.empty(0, dtype=np.int64)
    if view.is_exact or len(view.keep) < _LEAST_ROWS:
        return nothing
    from scipy.special import stdtrit

    degree = 2 if find_bend(view) else 1
    scale = relative_scatter(view)
    left = view.keep.copy()
    scale = np.ones(len(left)) if scale is None else scale
    aside: list[int] = []
    outliers = 0
    for turn in range(1, min(_MOST, max(len(left) // _SHARE, 1)) + 1):
        found = fit(view.x[left], view.y[left], degree, scale)
        if found is None or found.freedom < 4:
            break
        deleted = np.abs(found.deleted)
        worst = int(deleted.argmax())
        if deleted[worst] > stdtrit(found.freedom - 1, 1 - _LEVEL / 2 / len(left)):
            outliers = turn
        aside.append(int(left[worst]))
        left, scale = np.delete(left, worst), np.delete(scale, worst)
    return np.array(aside[:outliers], dtype=np.int64)


def note(view: View) -> Note | None:
    """What to say of outliers."""
    found = find_outliers(view)
    if not len(found):
        return None
    rest = np.setdiff1d(view.keep, found)
    without = line_of(view.x[rest], view.y[rest])
    line = view.line_of_ordinary()
    worst = int(found[0])
    be, them = ("stands", "it") if len(found) == 1 else ("stand", "them")
    slope, slope_now = pair(without.slope, line.slope)
    mse, mse_now = pair(without.mse, line.mse)
    return Note(
        code="outliers",
        sentence=capital(
            f"{view.aside}{count(len(found), 'row')} of {grouped(len(view.keep))} {be} farther "
            "from the line than scatter like that of the others would bring any; the farthest has "
            f"x = {view.in_x(float(view.x[worst]))} and y = {view.in_y(float(view.y[worst]))}."
        ),
        advice=f"Look {them} up before anything else. Without {them} the slope would be {slope} "
        f"instead of {with_unit(slope_now, view.slope_unit)}, and the MSE {mse} instead of "
        f"{with_unit(mse_now, view.squared_unit)}: squaring makes far rows count most.",
        term="residual",
        section="loss",
        drawing=Drawing(
            "cloud",
            f"The pairs and the line; {len(found)} far from it stand out.",
            tuple(sorted(found.tolist())),
            has_line=True,
        ),
    )
