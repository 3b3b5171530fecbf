"""The exact least-squares line of any number of rows, in one pass and bounded memory.

Each block of rows is reduced to its means, its own least-squares slope w, Sxx, and the sum of
squared residuals R about its own line. Two blocks then make one: with δ the differences of their
means and h = n₁n₂/(n₁ + n₂),

    w = (Sxx₁ w₁ + Sxx₂ w₂ + h δx δy) / (Sxx₁ + Sxx₂ + h δx²)
    R = R₁ + R₂ + Sxx₁ (w₁ - w)² + Sxx₂ (w₂ - w)² + h (δy - w δx)²

(the merging of Chan, Golub and LeVeque, 1983, carried over to a line). Nothing is subtracted that
is nearly equal, so neither a mean far larger than the spread nor residuals far smaller than y
cost digits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, sqrt
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import Line

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers

_BLOCK = 16_384
"""Rows taken together: 128 kB for each array, which a processor's cache holds."""

Origin = tuple[float, float]
"""The x and y that means are taken from, so that means far from zero keep their digits."""


@dataclass(frozen=True, slots=True)
class Moments:
    """What some rows say about a line."""

    origin: Origin
    rows: int
    x_mean: float
    """From the origin; so is `y_mean`."""
    y_mean: float
    s_xx: float
    slope: float
    rest: float
    """The sum of squared residuals about the rows' own line."""
    x_low: float
    x_high: float
    y_low: float
    y_high: float

    def __add__(self, other: Moments) -> Moments:
        """The moments of both sets of rows together."""
        rows = self.rows + other.rows
        share = other.rows / rows
        h = self.rows * share
        dx, dy = other.x_mean - self.x_mean, other.y_mean - self.y_mean
        s_xx = self.s_xx + other.s_xx + h * dx * dx
        weighted = self.s_xx * self.slope + other.s_xx * other.slope + h * dx * dy
        slope = weighted / s_xx if s_xx > 0 else 0.0
        turned = self.s_xx * (self.slope - slope) ** 2 + other.s_xx * (other.slope - slope) ** 2
        return replace(
            self,
            rows=rows,
            x_mean=self.x_mean + dx * share,
            y_mean=self.y_mean + dy * share,
            s_xx=s_xx,
            slope=slope,
            rest=self.rest + other.rest + turned + h * (dy - slope * dx) ** 2,
            x_low=min(self.x_low, other.x_low),
            x_high=max(self.x_high, other.x_high),
            y_low=min(self.y_low, other.y_low),
            y_high=max(self.y_high, other.y_high),
        )

    def line(self) -> Line:
        """The least-squares line; where x is constant, a level one of which nothing is known.

        Standard errors as in the lesson: s² = R/(n - 2), se(w) = s/√Sxx,
        se(b) = s √(1/n + x̄²/Sxx).
        """
        x_mean, y_mean = self.origin[0] + self.x_mean, self.origin[1] + self.y_mean
        is_known = self.rows > 2 and self.s_xx > 0
        s2 = self.rest / (self.rows - 2) if is_known else inf
        s_xx = self.s_xx if is_known else 1.0
        return Line(
            rows=self.rows,
            slope=self.slope,
            intercept=y_mean - self.slope * x_mean,
            mse=self.rest / self.rows,
            slope_error=sqrt(s2 / s_xx),
            intercept_error=sqrt(s2 * (1 / self.rows + x_mean * (x_mean / s_xx))),
            x_mean=x_mean,
            y_mean=y_mean,
            x_low=self.x_low,
            x_high=self.x_high,
            y_low=self.y_low,
            y_high=self.y_high,
        )


def moments_of(x: Numbers, y: Numbers, origin: Origin | None = None) -> Moments:
    """The moments of some rows; those to be added to others need the same origin."""
    if origin is None:
        origin = float(x[0]), float(y[0])
    total: Moments | None = None
    with np.errstate(over="ignore", invalid="ignore"):  # numbers so large are refused at the end
        for start in range(0, len(x), _BLOCK):
            part = _moments(x[start : start + _BLOCK], y[start : start + _BLOCK], origin)
            total = part if total is None else total + part
    if total is None:
        raise ValueError("no rows")
    return total


def line_of(x: Numbers, y: Numbers) -> Line:
    """The least-squares line of some rows."""
    return moments_of(x, y).line()


def _moments(x: Numbers, y: Numbers, origin: Origin) -> Moments:
    dx, dy = x - origin[0], y - origin[1]
    x_mean, y_mean = float(dx.mean()), float(dy.mean())
    dx -= x_mean
    dy -= y_mean
    # Not dx @ dx: for so many rows that wakes threads, which wait longer than they work.
    s_xx = float((dx * dx).sum())
    slope = float((dx * dy).sum()) / s_xx if s_xx > 0 else 0.0
    dy -= slope * dx
    return Moments(
        origin=origin,
        rows=len(x),
        x_mean=x_mean,
        y_mean=y_mean,
        s_xx=s_xx,
        slope=slope,
        rest=float((dy * dy).sum()),
        x_low=float(x.min()),
        x_high=float(x.max()),
        y_low=float(y.min()),
        y_high=float(y.max()),
    )
