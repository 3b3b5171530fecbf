"""How many decimals the lesson's numbers need on other data than its own.

The lesson prints x and y with one decimal, slope, intercept and MSE with three: on its own data
that shows as many digits as they have. On other data the same numbers are shifted by the powers
of ten between what is printed there and here, so that about as many digits are shown: of a
standard error, three.
"""

from __future__ import annotations

from math import floor, isfinite, log10, sqrt
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import Line

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers

_X_SPAN, _Y_SPAN, _SLOPE, _MSE = 2, 1, -1, 0
"""Powers of ten of the lesson's own data: of the range of x and y, of slope and MSE."""
_SLOPE_ERROR, _Y_ERROR = -3, -1
"""Likewise of the standard errors of slope and intercept, to which more decimals may be due."""
_FINER, _COARSER, _COARSER_SLOPE = 4, 1, 2
"""Decimals that a small error may add at most, and a large one take: y's are those of the data."""
_MOST = 20
_NOISE = 1e-9
"""The part of y's range below which what a line misses is rounding."""


def decimals(line: Line, x: Numbers) -> dict[str, int]:
    """The numbers of the card that say how many more decimals these data need."""
    y_span = line.y_high - line.y_low
    x_digits = min(_X_SPAN - _power(line.x_high - line.x_low), _written(x) - 1)
    y = _Y_SPAN - _power(y_span)
    slope = _SLOPE - _power(max(abs(line.slope), line.slope_error))
    squared = _MSE - _power(line.mse)
    if sqrt(line.mse) > _NOISE * y_span:
        by_error = _Y_ERROR - _power(line.intercept_error)
        y = min(max(by_error, y - _COARSER), y + _FINER)
        by_error = _SLOPE_ERROR - _power(line.slope_error)
        slope = min(max(by_error, slope - _COARSER_SLOPE), slope + _FINER)
    return {"x_digits": x_digits, "y_digits": y, "slope_digits": slope, "squared_digits": squared}


def _written(values: Numbers) -> int:
    """The decimals that the numbers have, but for rounding; at most twenty."""
    steps = (n for n in range(_MOST) if np.allclose(values, np.round(values, n), 1e-12, 0))
    return next(steps, _MOST)


def _power(value: float) -> int:
    """The power of ten of a number's first digit; 0 for what has none."""
    return floor(log10(value)) if value > 0 and isfinite(value) else 0
