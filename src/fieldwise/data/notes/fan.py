"""The scatter grows, or shrinks, with x.

Judged by Spearman's rank correlation of the residuals' sizes with x, at a level of 0.7 %, the
residuals being those of a parabola where the data bend; and the scatter in the highest third of x
must be at least one and a half times that in the lowest, or the other way round.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import Drawing, Note
from fieldwise.data.notes.curve import find_bend
from fieldwise.data.notes.view import Fit, View, ranks
from fieldwise.data.words import capital, quoted

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers

_LEVEL = 0.007
_LEAST_ROWS = 20
_LEAST_FACTOR = 1.5
_NORMAL = 1.4826
"""A normal scatter's standard deviation, in median absolute deviations."""


def find_fan(view: View) -> tuple[Fit, float, float] | None:
    """The fit whose residuals fan out, and their scatter in the lowest and highest third of x."""
    line = find_bend(view) or view.fit(1)
    if line is None or view.is_exact or len(view.keep) < _LEAST_ROWS:
        return None
    from scipy.special import ndtri

    x = view.x[view.keep]
    sizes = np.abs(line.deleted)
    by_x, by_size = ranks(x), ranks(sizes)
    if np.ptp(by_size) == 0:
        return None
    correlation = float(np.corrcoef(by_x, by_size)[0, 1])
    if abs(correlation) * sqrt(len(x) - 1) < -ndtri(_LEVEL / 2):
        return None
    low, high = _scatter(x, line.residuals)
    if min(low, high) <= 0 or max(low, high) < _LEAST_FACTOR * min(low, high):
        return None
    return line, low, high


def _scatter(x: Numbers, residuals: Numbers) -> tuple[float, float]:
    """The scatter in the lowest and the highest third of x, hardly moved by outliers."""
    first, last = np.quantile(x, [1 / 3, 2 / 3])
    low, high = (np.abs(residuals[part]) for part in (x <= first, x >= last))
    return _NORMAL * float(np.median(low)), _NORMAL * float(np.median(high))


def relative_scatter(view: View) -> Numbers | None:
    """How large the scatter is at each ordinary pair, if it varies with x; else None."""
    found = find_fan(view)
    if found is None:
        return None
    _, low, high = found
    x = view.x[view.keep]
    first, last = np.quantile(x, [1 / 6, 5 / 6])
    along = np.interp(x, [first, last], [low, high])
    return along / float(np.median(along))


def note(view: View) -> Note | None:
    """What to say of a fan."""
    found = find_fan(view)
    if found is None:
        return None
    _, low, high = found
    label = quoted(view.measured.x_column.label)
    way = "grows" if high > low else "shrinks"
    return Note(
        code="fan",
        sentence=capital(
            f"{view.aside}the scatter {way} with {label}: about {view.in_y(low, 2)} in its "
            f"lowest third, {view.in_y(high, 2)} in its highest."
        ),
        advice="The MSE is made mostly by the rows that scatter most, and the lesson's standard "
        "errors suppose the same scatter everywhere. Count each row by the inverse of its "
        "variance, or, if x and y are positive, fit their logarithms, which is another model.",
        term="mean squared error",
        section="loss",
        drawing=Drawing(
            "residuals",
            f"Residuals against x; they scatter by about {view.in_y(low, 2)} on the left "
            f"and {view.in_y(high, 2)} on the right.",
        ),
    )
