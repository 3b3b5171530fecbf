"""What several notes look at: the pairs, the line through the ordinary ones, its residuals."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.bind import with_unit
from fieldwise.data.moments import line_of
from fieldwise.data.words import number, span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fieldwise.data.measured import Line, Measured, Numbers

    Mask = NDArray[np.bool_]

EXACT = 1e-9
"""Residuals smaller than this part of y's spread are rounding, not scatter."""


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A polynomial fitted to some pairs by least squares, weighted by 1/scale²."""

    coefficients: tuple[float, ...]
    """c0, c1, …, in powers of z = (x - middle) / width."""
    middle: float
    width: float
    residuals: Numbers
    leverages: Numbers
    scale: Numbers
    """The relative size of the scatter of each pair."""

    @property
    def freedom(self) -> int:
        """Degrees of freedom of the residuals."""
        return len(self.residuals) - len(self.coefficients)

    @property
    def mse(self) -> float:
        """The mean squared residual, unweighted."""
        return float((self.residuals**2).mean())

    @property
    def deleted(self) -> Numbers:
        """Residuals in units of their standard error, each judged by a fit without its own pair."""
        scaled = self.residuals / self.scale
        rest = 1 - self.leverages
        whole = float((scaled**2).sum())
        s2 = (whole - scaled**2 / rest) / (self.freedom - 1)
        return scaled / np.sqrt(np.maximum(s2, whole * 1e-15) * rest)

    def in_powers_of_x(self) -> tuple[float, ...]:
        """The coefficients of the powers of x, from 1 on."""
        polynomial = np.polynomial.Polynomial(self.coefficients)
        shift = np.polynomial.Polynomial([-self.middle / self.width, 1 / self.width])
        return tuple(float(c) for c in polynomial(shift).coef)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The data, and which of them are ordinary: neither marks for no value nor at a limit."""

    measured: Measured
    marks: Mask
    """Pairs that hold what looks like a mark for no value."""
    top: Mask
    """Pairs that stand at a ceiling of y."""
    bottom: Mask
    """Pairs that stand at a floor of y."""
    slope_unit: str = ""
    squared_unit: str = ""
    """The unit of the MSE."""

    @property
    def x(self) -> Numbers:
        """All features."""
        return self.measured.x

    @property
    def y(self) -> Numbers:
        """All targets."""
        return self.measured.y

    def in_x(self, value: float, digits: int = 4) -> str:
        """A feature with its unit."""
        return with_unit(number(value, digits), self.measured.x_column.unit)

    def in_y(self, value: float, digits: int = 4) -> str:
        """A target, or a difference of two, with its unit."""
        return with_unit(number(value, digits), self.measured.y_column.unit)

    def span_x(self, values: Numbers) -> str:
        """From where to where features reach."""
        reach = span(float(values.min()), float(values.max()))
        return with_unit(reach, self.measured.x_column.unit)

    @property
    def keep(self) -> NDArray[np.int64]:
        """The indices of the ordinary pairs."""
        return np.flatnonzero(~(self.marks | self.top | self.bottom))

    @property
    def aside(self) -> str:
        """How a sentence about the ordinary pairs begins, if others are set aside."""
        aside = len(self.x) - len(self.keep)
        return {0: "", 1: "that row apart, "}.get(aside, "those rows apart, ")

    @property
    def is_exact(self) -> bool:
        """Whether the ordinary pairs lie on a line but for rounding."""
        keep = self.keep
        return len(keep) > 2 and is_exact(self.line_of_ordinary(), float(self.y[keep].std()))

    def line_of_ordinary(self) -> Line:
        """The line through the ordinary pairs."""
        keep = self.keep
        return line_of(self.x[keep], self.y[keep])

    def fit(self, degree: int = 1, scale: Numbers | None = None) -> Fit | None:
        """A polynomial through the ordinary pairs; None if they are too few or too alike."""
        keep = self.keep
        return fit(self.x[keep], self.y[keep], degree, scale)


def is_exact(line: Line, spread: float) -> bool:
    """Whether a line misses nothing but what rounding takes."""
    return sqrt(line.mse) <= EXACT * spread


def fit(x: Numbers, y: Numbers, degree: int, scale: Numbers | None = None) -> Fit | None:
    """A polynomial through pairs; None if they are too few or too alike to say anything."""
    if len(np.unique(x)) < degree + 2 or len(x) < degree + 6:
        return None
    weights = 1 / (np.ones(len(x)) if scale is None else scale)
    middle = float(np.average(x, weights=weights**2))
    width = float(np.abs(x - middle).max())
    z = (x - middle) / width
    powers = np.vander(z, degree + 1, increasing=True) * weights[:, None]
    basis, triangle = np.linalg.qr(powers)
    if np.abs(np.diag(triangle)).min() < 1e-10 * np.abs(np.diag(triangle)).max():
        return None
    coefficients = np.linalg.solve(triangle, basis.T @ (y * weights))
    residuals = y - np.vander(z, degree + 1, increasing=True) @ coefficients
    leverages = np.minimum((basis**2).sum(axis=1), 1 - 1e-9)
    relative = 1 / weights
    return Fit(tuple(map(float, coefficients)), middle, width, residuals, leverages, relative)


def ranks(values: Numbers) -> Numbers:
    """The rank of each value from 1, equal values sharing the mean of theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    means: Numbers = last - (counts - 1) / 2
    return means[inverse]


def roundest(low: float, high: float) -> float:
    """The number with the fewest digits that is more than `low` and at most `high`."""
    size = max(abs(low), abs(high))
    for digits in range(1, 17):
        step = 10.0 ** (np.floor(np.log10(size)) - digits + 1)
        first, last = np.floor(low / step) + 1, np.floor(high / step)
        if first <= last:
            middle = round((low + high) / 2 / step)
            found = float(f"{min(max(middle, first), last) * step:.{digits + 1}g}")
            if low < found <= high:
                return found
    return high
