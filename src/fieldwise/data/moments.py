"""The exact least-squares line of any number of rows, in one pass and bounded memory.

Each block's moments are centred and taken of what is left of y over a provisional line, then
merged pair by pair (Chan, Golub and LeVeque, 1983), so that neither a mean far larger than the
spread nor residuals far smaller than y cost digits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import Line

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers

_BLOCK = 16_384
"""Rows taken together: 128 kB for each array, which a processor's cache holds."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The provisional line y0 + slope · (x - x0) that moments are taken against."""

    x0: float
    y0: float
    slope: float


@dataclass(frozen=True, slots=True)
class Moments:
    """Count, means and centred second moments of d = x - x0 and e = y minus the origin's line."""

    origin: Origin
    rows: int
    d_mean: float
    e_mean: float
    dd: float
    de: float
    ee: float
    x_low: float
    x_high: float
    y_low: float
    y_high: float

    def __add__(self, other: Moments) -> Moments:
        """The moments of both sets of rows together."""
        rows = self.rows + other.rows
        d, e = other.d_mean - self.d_mean, other.e_mean - self.e_mean
        share = other.rows / rows
        both = self.rows * share
        return replace(
            self,
            rows=rows,
            d_mean=self.d_mean + d * share,
            e_mean=self.e_mean + e * share,
            dd=self.dd + other.dd + d * d * both,
            de=self.de + other.de + d * e * both,
            ee=self.ee + other.ee + e * e * both,
            x_low=min(self.x_low, other.x_low),
            x_high=max(self.x_high, other.x_high),
            y_low=min(self.y_low, other.y_low),
            y_high=max(self.y_high, other.y_high),
        )

    def line(self) -> Line:
        """The least-squares line; x must not be constant, and there must be three rows or more.

        Standard errors as in the lesson: s² = RSS/(n - 2), se(w) = s/√Sxx,
        se(b) = s √(1/n + x̄²/Sxx).
        """
        turn = self.de / self.dd
        slope = self.origin.slope + turn
        x_mean = self.origin.x0 + self.d_mean
        y_mean = self.origin.y0 + self.origin.slope * self.d_mean + self.e_mean
        rest = max(self.ee - self.de * turn, 0.0)
        s2 = rest / (self.rows - 2)
        return Line(
            rows=self.rows,
            slope=slope,
            intercept=y_mean - slope * x_mean,
            mse=rest / self.rows,
            slope_error=sqrt(s2 / self.dd),
            intercept_error=sqrt(s2 * (1 / self.rows + x_mean * (x_mean / self.dd))),
            x_mean=x_mean,
            y_mean=y_mean,
            x_low=self.x_low,
            x_high=self.x_high,
            y_low=self.y_low,
            y_high=self.y_high,
        )


def origin_of(x: Numbers, y: Numbers) -> Origin:
    """A provisional line: the least-squares line of a first block of rows."""
    with np.errstate(over="ignore", invalid="ignore"):
        flat = _moments(x, y, Origin(float(x.mean()), float(y.mean()), 0.0))
    return replace(flat.origin, slope=flat.de / flat.dd if flat.dd > 0 else 0.0)


def moments_of(x: Numbers, y: Numbers, origin: Origin) -> Moments:
    """The moments of some rows."""
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
    return moments_of(x, y, origin_of(x, y)).line()


def _moments(x: Numbers, y: Numbers, origin: Origin) -> Moments:
    d = x - origin.x0
    e = y - origin.y0
    e -= origin.slope * d
    d_mean, e_mean = float(d.mean()), float(e.mean())
    d -= d_mean
    e -= e_mean
    return Moments(
        origin=origin,
        rows=len(x),
        d_mean=d_mean,
        e_mean=e_mean,
        # Not d @ d: for so many rows that wakes threads, which wait longer than they work.
        dd=float((d * d).sum()),
        de=float((d * e).sum()),
        ee=float((e * e).sum()),
        x_low=float(x.min()),
        x_high=float(x.max()),
        y_low=float(y.min()),
        y_high=float(y.max()),
    )
