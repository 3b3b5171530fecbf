from __future__ import annotations

import pytest

from fieldwise.data.words import clean, count, listed, number, quoted


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (4095.0, 4, "4,095"),
        (5_669_639.0, 2, "5,700,000"),
        (0.00312, 4, "0.00312"),
        (-40.7836, 4, "-40.78"),
        (1.2e15, 4, "1.2e+15"),
        (1e-5, 4, "1e-05"),
        (0.0, 4, "0"),
    ],
)
def test_numbers_as_people_write_them(value: float, digits: int, text: str) -> None:
    assert number(value, digits) == text


def test_names_are_made_fit_to_show() -> None:
    assert clean("a\u202eb\x00\n c") == "a b c"
    assert quoted("x" * 90) == f"“{'x' * 39}…”"


def test_lists_and_counts() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"], "or") == "a"
    assert (count(1, "row"), count(12_345, "row")) == ("1 row", "12,345 rows")
