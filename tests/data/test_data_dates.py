from __future__ import annotations

import numpy as np
import pytest

from fieldwise.data.notes import look, notes
from tables import Floats, measured


def codes(x: Floats) -> set[str]:
    random = np.random.default_rng(1)
    return {note.code for note in notes(look(measured(x, random.normal(0, 1, len(x)))))}


def test_days_written_as_numbers_are_told() -> None:
    days = np.array([y * 10_000 + m * 100 + 15 for y in range(1990, 1995) for m in range(1, 13)])
    found = {note.code: note for note in notes(look(measured(days.astype(float), np.sin(days))))}
    assert found["dates"].sentence.startswith(
        "“x” looks like days written as numbers: 19900115 would be 1990-01-15."
    )


@pytest.mark.parametrize("shift", [0.5, 1e8, 90.0])
def test_other_large_numbers_are_not(shift: float) -> None:
    days = np.array([20_240_101.0 + n for n in range(28)] + [20_240_301.0 + n for n in range(28)])
    assert "dates" in codes(days)
    assert "dates" not in codes(days + shift)
