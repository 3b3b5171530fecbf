from __future__ import annotations

import numpy as np
import pytest

from fieldwise.data.decimals import decimals
from fieldwise.data.moments import line_of
from tables import Floats


def lessons_own() -> tuple[Floats, Floats]:
    """The lesson's own data."""
    random = np.random.default_rng(42)
    x = random.uniform(10, 200, size=80)
    return x, 0.25 * x + 1.0 + random.normal(0, 3.0, size=80)


def test_the_lessons_own_data_need_no_other_decimals() -> None:
    x, y = lessons_own()
    assert set(decimals(line_of(x, y), x).values()) == {0}


@pytest.mark.parametrize("power", [-12, -3, 4, 9])
def test_other_units_shift_by_their_powers_of_ten(power: int) -> None:
    x, y = lessons_own()
    y = y * 10.0**power
    assert decimals(line_of(x, y), x) == {
        "x_digits": 0,
        "y_digits": -power,
        "slope_digits": -power,
        "squared_digits": -2 * power,
    }


def test_a_feature_gets_no_decimals_that_it_does_not_have() -> None:
    x, (_, y) = np.arange(1871.0, 1951.0), lessons_own()
    assert decimals(line_of(x, y), x)["x_digits"] == -1
    assert decimals(line_of(x / 4, y), x / 4)["x_digits"] == 1


def test_what_a_tiny_error_deserves_is_limited() -> None:
    x, _ = lessons_own()
    y = 3 * x + 1e-6 * np.sin(x)
    found = decimals(line_of(x, y), x)
    assert found["slope_digits"] == 3
    exact = decimals(line_of(x, 3 * x), x)
    assert (exact["y_digits"], exact["slope_digits"]) == (-1, -1)


@pytest.mark.parametrize("noise", [0.3, 3.0, 30.0, 300.0])
def test_standard_errors_print_with_three_digits(noise: float) -> None:
    x, _ = lessons_own()
    line = line_of(x, 2 * x + np.random.default_rng(1).normal(0, noise, 80))
    shown = f"{line.slope_error:.{5 + decimals(line, x)['slope_digits']}f}"
    assert len(shown.replace(".", "").lstrip("0")) == 3
