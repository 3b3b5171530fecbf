from __future__ import annotations

import pytest

from fieldwise.interview.measures import Measure, read_measure
from fieldwise.interview.ranges import Proposal, printed, proposals, read_range


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("172-231", (172, 231)),
        ("from 172 to 231 mm", (172, 231)),
        ("between 3 and 5", (3, 5)),
        ("0..500", (0, 500)),
        ("1,5 – 3", (1.5, 3)),
        ("2 700 to 6 300 g", (2700, 6300)),
        ("1,500 to 20,000", (1500, 20000)),
        ("10k to 20k", (10000, 20000)),
        ("-15 to 15", (-15, 15)),
        ("231 to 172", (172, 231)),
    ],
)
def test_ranges_as_people_type_them(typed: str, found: tuple[float, float]) -> None:
    assert read_range(typed) == found


@pytest.mark.parametrize("typed", ["5", "a lot", "1 to 2 to 3", "7 to 7"])
def test_what_is_no_range_is_a_sentence(typed: str) -> None:
    sentence = read_range(typed)
    assert isinstance(sentence, str)
    assert sentence.endswith(".")


def test_numbers_print_as_people_write_them() -> None:
    assert [printed(n) for n in (0, 0.2, 2.5, 172, 20000, -15)] == [
        "0",
        "0.2",
        "2.5",
        "172",
        "20,000",
        "−15",
    ]


def ways(x: str, around: tuple[float, float], y: str, over: tuple[float, float]) -> list[Proposal]:
    units = [unit for unit in map(read_measure, (x, y)) if isinstance(unit, Measure)]
    return proposals((units[0], units[1]), (around, over))


def test_own_units_stay_where_they_fit() -> None:
    best = ways("parcels", (20, 180), "min", (10, 60))[0]
    assert best.plausible
    assert best.is_plain


def test_a_larger_unit_is_found() -> None:
    best = ways("visitors", (80, 1500), "SEK", (8000, 120000))[0]
    assert best.label == "steps of 5 visitors · thousands of SEK"
    assert best.x.own == (50, 1000)
    assert best.slope == 50


def test_what_is_far_from_zero_is_counted_from_a_start() -> None:
    best = ways("g/L", (120, 240), "%", (4.5, 9))[0]
    assert best.label == "g/L from 100 · ‰ from 4"
    assert best.y.own == pytest.approx((4.2, 9.2))


def test_where_nothing_fits_only_the_own_units_are_left() -> None:
    (only,) = ways("patients", (4, 12), "min", (25, 120))
    assert only.is_plain
    assert not only.plausible


def test_a_slope_that_nobody_sees_is_not_proposed() -> None:
    for one in ways("pages", (200, 5000), "h", (4, 130)):
        if one.plausible:
            assert 0.005 < one.slope < 0.13
