"""Learning rates for a learner's x: the same part of the largest stable step as the lesson's own.

The largest stable step of descent on the MSE is 2/λ, where λ is the largest curvature, the larger
eigenvalue of H = 2 [[mean x², mean x], [mean x, 1]].
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers

_CANONICAL_CURVATURE = 27_846.0
"""Of the lesson's own data."""
_CANONICAL_RATE = 1e-6
_CANONICAL_TOO_LARGE = 1e-3
SLOW = _CANONICAL_RATE * _CANONICAL_CURVATURE / 2
"""The lesson's learning rate in largest stable steps: 1.4 % of one."""
RUNAWAY = _CANONICAL_TOO_LARGE * _CANONICAL_CURVATURE / 2
"""The exercise's learning rate that is too large, likewise: 13.9 of them."""


def learning_rates(x: Numbers) -> tuple[float, float]:
    """The learning rate, and the one that is too large, each rounded to one digit."""
    largest = 2 / curvatures(x)[1]
    return _one_digit(SLOW * largest), _one_digit(RUNAWAY * largest)


def curvatures(x: Numbers) -> tuple[float, float]:
    """The smaller and the larger eigenvalue of H, without cancellation in either."""
    mean = float(x.mean())
    square = float((x * x).mean())
    spread = float(((x - mean) ** 2).mean())
    largest = square + 1 + hypot(square - 1, 2 * mean)
    # The product of both is the determinant, four times the variance of x.
    return 4 * spread / largest, largest


def _one_digit(value: float) -> float:
    return float(f"{value:.0e}")
