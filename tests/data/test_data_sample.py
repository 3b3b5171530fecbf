from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fieldwise.data.sample import Sample
from tables import Floats


def _sample(rows: int, size: int, cuts: int, seed: int = 42) -> Floats:
    sample, numbers = Sample(size, seed), np.arange(rows, dtype=float)
    for part in np.array_split(numbers, cuts):
        sample.add(part, -part)
    x, y = sample.take()
    assert np.array_equal(x, -y)
    return x


@given(st.integers(0, 300), st.integers(1, 50), st.integers(1, 20))
def test_rows_in_order_none_twice_and_the_same_however_they_come(
    rows: int, size: int, cuts: int
) -> None:
    taken = _sample(rows, size, cuts)
    assert len(taken) == min(rows, size)
    assert (np.diff(taken) > 0).all()
    assert np.array_equal(taken, _sample(rows, size, 1))


def test_every_row_is_equally_likely() -> None:
    times = np.zeros(100)
    for seed in range(2_000):
        times[_sample(100, 20, 3, seed).astype(int)] += 1
    expected = 2_000 * 20 / 100
    chi2 = float(((times - expected) ** 2 / (expected * (1 - 0.2))).sum())
    assert 60 < chi2 < 148  # 100 cells, 99 degrees of freedom; outside in one of a thousand


def test_a_long_file_is_sampled_from_end_to_end() -> None:
    taken = _sample(1_000_000, 2_000, 7)
    counts, _ = np.histogram(taken, bins=10, range=(0, 1_000_000))
    assert counts.min() > 150
    assert counts.max() < 250
