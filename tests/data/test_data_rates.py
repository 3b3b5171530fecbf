from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwise.data.rates import RUNAWAY, SLOW, curvatures, learning_rates

CANONICAL = np.random.default_rng(42).uniform(10, 200, size=80)


def test_the_lessons_own_data_get_the_lessons_own_rates() -> None:
    assert learning_rates(CANONICAL) == (1e-6, 1e-3)
    assert round(SLOW, 3) == 0.014
    assert round(RUNAWAY, 1) == 13.9


@pytest.mark.parametrize("factor", [1e-3, 1e-1, 1e2, 1e5])
def test_rates_are_the_same_part_of_the_largest_stable_step(factor: float) -> None:
    x = CANONICAL * factor
    rate, too_large = learning_rates(x)
    stable = 2 / np.linalg.eigvalsh(2 * np.array([[np.mean(x**2), x.mean()], [x.mean(), 1]]))[1]
    assert 0.66 * SLOW < rate / stable < 1.34 * SLOW
    assert 9 < too_large / stable < 20
    assert f"{rate:.0e}" == f"{rate:e}".replace(".000000", "")


@given(st.lists(st.floats(-1e4, 1e4), min_size=3, max_size=30))
def test_curvatures_are_the_eigenvalues(values: list[float]) -> None:
    x = np.array(values)
    flat, steep = curvatures(x)
    exact = np.linalg.eigvalsh(2 * np.array([[np.mean(x**2), x.mean()], [x.mean(), 1.0]]))
    assert steep == pytest.approx(exact[1], rel=1e-12)
    assert flat == pytest.approx(exact[0], abs=1e-12 * steep)
