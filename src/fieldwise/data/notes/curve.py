"""The residuals bend, or neighbours miss the line on the same side too often.

A bend is judged by the square term of a parabola through the pairs: it must lower the MSE by 3 %
or more, and be more than t standard errors from zero, at a level of 0.5 %, with standard errors
that hold when the scatter varies (HC3: MacKinnon and White, 1985). Other shapes are judged by the
rank version of von Neumann's ratio (Bartels, 1982) of the residuals in the order of x, equal x
averaged, at the same level, if neighbours' ranks correlate by 0.1 or more.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import Drawing, Note
from fieldwise.data.notes.view import Fit, View, ranks
from fieldwise.data.words import capital, percent, quoted

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers

_LEVEL = 0.005
_LEAST_GAIN = 0.03
_LEAST_RATIO = 0.1
_LEAST_ROWS = 12


def find_bend(view: View) -> Fit | None:
    """A parabola through the ordinary pairs, if it is clearly better than the line."""
    line, bent = view.fit(1), view.fit(2)
    if line is None or bent is None or view.is_exact or len(view.keep) < _LEAST_ROWS:
        return None
    if bent.mse > (1 - _LEAST_GAIN) * line.mse:
        return None
    from scipy.special import stdtrit

    critical = stdtrit(bent.freedom, 1 - _LEVEL / 2)
    return bent if abs(_square_term(view, bent)) > critical else None


def _square_term(view: View, bent: Fit) -> float:
    """The square term of a parabola in robust standard errors."""
    z = (view.x[view.keep] - bent.middle) / bent.width
    powers = np.vander(z, 3, increasing=True)
    inverse = np.linalg.inv(powers.T @ powers)
    meat = (powers * (bent.residuals / (1 - bent.leverages))[:, None] ** 2).T @ powers
    variance = float((inverse @ meat @ inverse)[2, 2])
    return bent.coefficients[2] / sqrt(variance) if variance > 0 else 0.0


def neighbours(x: Numbers, residuals: Numbers) -> tuple[float, float]:
    """Correlation of neighbours' residuals in the order of x, and its standard score."""
    values, inverse, counts = np.unique(x, return_inverse=True, return_counts=True)
    if len(values) < _LEAST_ROWS:
        return 0.0, 0.0
    means = np.bincount(inverse, weights=residuals) / counts
    rank = ranks(means)
    size = len(values)
    ratio = float((np.diff(rank) ** 2).sum() / ((rank - rank.mean()) ** 2).sum())
    spread = sqrt(4 * (size - 2) * (5 * size**2 - 2 * size - 9) / (5 * size * (size + 1)))
    return 1 - ratio / 2, (2 - ratio) / (spread / (size - 1))


def note(view: View) -> Note | None:
    """What to say of a curve."""
    bent = find_bend(view)
    line = view.fit(1)
    if line is None or view.is_exact or len(view.keep) < _LEAST_ROWS:
        return None
    if bent is not None:
        gain = 1 - bent.mse / line.mse
        part = sqrt(line.mse) / float(np.ptp(view.y[view.keep]))
        sentence = (
            f"{view.aside}the residuals bend: a parabola would lower the MSE by {percent(gain)}. "
            f"A line through {'the others' if view.aside else 'all'} misses by about "
            f"{view.in_y(sqrt(line.mse), 2)}, {percent(part, 1)} of their range of y."
        )
        curve = bent.in_powers_of_x()
    else:
        from scipy.special import ndtri

        together, score = neighbours(view.x[view.keep], line.residuals)
        if score < -ndtri(_LEVEL) or together < _LEAST_RATIO:
            return None
        label = quoted(view.measured.x_column.label)
        sentence = (
            f"{view.aside}in the order of {label}, neighbours miss the line on the same side more "
            f"often than chance allows (their ranks correlate by {together:.2f})."
        )
        curve = ()
    return Note(
        code="curve",
        sentence=capital(sentence),
        advice="A straight line underfits here: expect a pattern in the residuals, in training "
        "and test data alike. A shorter range of x may be straighter.",
        term="underfitting",
        section="evaluation",
        drawing=Drawing(
            "residuals",
            "Residuals against x; they do not scatter evenly about zero along the whole range.",
            curve=curve,
        ),
    )
