from __future__ import annotations

import pytest

from fieldwise.data.words import clean, count, listed, number, pair, quoted, span


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (4095.0, 4, "4095"),
        (9999.6, 4, "10,000"),
        (5_669_639.0, 2, "5,700,000"),
        (0.00312, 4, "0.00312"),
        (-40.7836, 4, "−40.78"),
        (1.2e15, 4, "1.2 × 10¹⁵"),
        (4.4e10, 2, "4.4 × 10¹⁰"),
        (-1e-5, 4, "−1 × 10⁻⁵"),
        (0.0, 4, "0"),
    ],
)
def test_numbers_as_people_write_them(value: float, digits: int, text: str) -> None:
    assert number(value, digits) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.04, 14.02, "0.04 to 14.02"),
        (1871, 1880, "1871 to 1880"),
        (5, 5, "5 to 5"),
        (0, 0.125, "0 to 0.125"),
        (-2.1, 2.22, "−2.10 to 2.22"),
        (-1e-9, 9.96e-10, "−1 × 10⁻⁹ to 9.96 × 10⁻¹⁰"),
        (1.7e9, 1.7e9 + 5, "1,700,000,000 to 1,700,000,005"),
    ],
)
def test_spans(low: float, high: float, text: str) -> None:
    assert span(low, high) == text
    assert span(19_580_329, 19_580_628) == "19,580,329 to 19,580,628"


def test_two_numbers_are_told_apart_to_the_same_decimal() -> None:
    assert pair(26.7, 26.68) == ("26.70", "26.68")
    assert pair(2412.3, 2685.2) == ("2412", "2685")
    assert pair(1.00001, 1.00002) == ("1.00001", "1.00002")
    assert pair(1.23456789, 1.23459988) == ("1.2345679", "1.2345999")


def test_names_are_made_fit_to_show() -> None:
    assert clean("a\u202eb\x00\n c") == "a b c"
    assert quoted("x" * 90) == f"“{'x' * 39}…”"


def test_lists_and_counts() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"], "or") == "a"
    assert [count(n, "row") for n in (1, 2000, 12_345)] == ["1 row", "2000 rows", "12,345 rows"]
