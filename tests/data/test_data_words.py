from __future__ import annotations

import pytest

from fieldwise.data.words import clean, count, listed, number, quoted, span


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (4095.0, 4, "4095"),
        (9999.6, 4, "10,000"),
        (5_669_639.0, 2, "5,700,000"),
        (0.00312, 4, "0.00312"),
        (-40.7836, 4, "-40.78"),
        (1.2e15, 4, "1.2 × 10¹⁵"),
        (1e-5, 4, "1 × 10⁻⁵"),
        (0.0, 4, "0"),
    ],
)
def test_numbers_as_people_write_them(value: float, digits: int, text: str) -> None:
    assert number(value, digits) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(0.04, 14.02, "0.04 to 14.02"), (1871, 1880, "1871 to 1880"), (5, 5, "5 to 5")],
)
def test_spans(low: float, high: float, text: str) -> None:
    assert span(low, high) == text
    assert span(19_580_329, 19_580_628) == "19,580,329 to 19,580,628"


def test_names_are_made_fit_to_show() -> None:
    assert clean("a\u202eb\x00\n c") == "a b c"
    assert quoted("x" * 90) == f"“{'x' * 39}…”"


def test_lists_and_counts() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"], "or") == "a"
    assert (count(1, "row"), count(12_345, "row")) == ("1 row", "12,345 rows")
