"""The streamed line against exact rational arithmetic."""

from __future__ import annotations

from fractions import Fraction
from math import isclose, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwise.data import moments
from fieldwise.data.moments import line_of, moments_of
from tables import Floats


def _exact(x: Floats, y: Floats) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Slope, intercept, MSE and Sxx without any rounding."""
    xs, ys = [Fraction(v) for v in x.tolist()], [Fraction(v) for v in y.tolist()]
    n = len(xs)
    x_mean, y_mean = sum(xs, Fraction()) / n, sum(ys, Fraction()) / n
    s_xx = sum(((v - x_mean) ** 2 for v in xs), Fraction())
    slope = sum(((a - x_mean) * (b - y_mean) for a, b in zip(xs, ys, strict=True)), Fraction())
    slope /= s_xx
    intercept = y_mean - slope * x_mean
    rest = sum(((b - slope * a - intercept) ** 2 for a, b in zip(xs, ys, strict=True)), Fraction())
    return slope, intercept, rest / n, s_xx


def _data(rows: int, offset: float, spread: float, noise: float) -> tuple[Floats, Floats]:
    random = np.random.default_rng(rows)
    x = offset + random.uniform(0, spread, rows)
    return x, 3 * (x - offset) + 7 + random.normal(0, noise, rows)


@pytest.mark.parametrize(
    ("offset", "spread", "noise"),
    [(0, 1, 1), (0, 1, 1e-6), (1e9, 1, 0.1), (-1e9, 1e3, 1e-3), (1e-9, 1e-9, 1), (0, 1e60, 1e55)],
)
@pytest.mark.parametrize("block", [7, 64, 100_000])
def test_as_exact_as_rational_numbers(
    monkeypatch: pytest.MonkeyPatch, offset: float, spread: float, noise: float, block: int
) -> None:
    monkeypatch.setattr(moments, "_BLOCK", block)
    x, y = _data(400, offset, spread, noise)
    line, (slope, intercept, mse, s_xx) = line_of(x, y), _exact(x, y)
    assert isclose(line.slope, slope, rel_tol=1e-11)
    assert isclose(line.mse, mse, rel_tol=1e-10)
    # An intercept far from the data is only as good as the rounding of slope times distance.
    assert isclose(line.intercept, intercept, rel_tol=1e-11, abs_tol=3e-16 * abs(slope * x.mean()))
    s2 = float(mse) * 400 / 398
    assert isclose(line.slope_error, sqrt(s2 / s_xx), rel_tol=1e-10)
    x_mean = Fraction(line.x_mean)
    assert isclose(
        line.intercept_error, sqrt(s2 * (Fraction(1, 400) + x_mean**2 / s_xx)), rel_tol=1e-9
    )


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-1e6, 1e6, width=32), st.floats(-1e6, 1e6, width=32)),
        min_size=6,
        max_size=40,
    ),
    st.integers(1, 40),
)
def test_how_rows_are_cut_does_not_matter(pairs: list[tuple[float, float]], cut: int) -> None:
    x, y = (np.array(values) for values in zip(*pairs, strict=True))
    if np.ptp(x) < 1:
        return
    total = moments_of(x[:3], y[:3])
    for start in range(3, len(x), cut):
        end = start + cut
        total = total + moments_of(x[start:end], y[start:end], total.origin)
    whole = line_of(x, y)
    scale = float(np.abs(y).max()) or 1.0
    assert isclose(total.line().slope, whole.slope, rel_tol=1e-9, abs_tol=1e-9 * scale)
    assert isclose(total.line().mse, whole.mse, rel_tol=1e-9, abs_tol=1e-9 * scale**2)
    assert (total.x_low, total.y_high) == (x.min(), y.max())


def test_where_x_is_constant_nothing_is_known_of_the_slope() -> None:
    line = line_of(np.array([7.0, 7.0, 7.0]), np.array([1.0, 2.0, 6.0]))
    assert (line.slope, line.intercept, line.slope_error) == (0.0, 3.0, float("inf"))


def test_a_line_without_scatter_has_no_error() -> None:
    x = np.linspace(1e9, 1e9 + 1, 50)
    line = line_of(x, 4 * (x - 1e9))
    assert line.slope == pytest.approx(4, rel=1e-14)
    assert line.mse < 1e-25
