from __future__ import annotations

import pytest

from fieldwise.interview.measures import Measure, read_measure
from fieldwise.interview.ranges import Proposal, measure_of, printed, proposals, read_range


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
        ("20 ± 5", (15, 25)),
        ("10 to 20k", (10000, 20000)),
        ("500 to 2k", (500, 2000)),
        ("0.5 to 40 million", (5e5, 4e7)),
        ("minus 2 to 6 °C", (-2, 6)),
        ("1e-9 to 5e-8", (1e-9, 5e-8)),
        ("V0 to V10", (0, 10)),
        ("0.125 to 1.375", (0.125, 1.375)),
    ],
)
def test_ranges_as_people_type_them(typed: str, found: tuple[float, float]) -> None:
    assert read_range(typed) == found


@pytest.mark.parametrize(
    ("typed", "unit", "found"),
    [
        ("0.1µm to 1.2µm", "nm", (100, 1200)),
        ("0.1 to 1.2 µm", "nm", (100, 1200)),
        ("6 kg to 3000 g", "g", (3000, 6000)),
        ("45 min to 2 h", "min", (45, 120)),
        ("20 to 120 a day", "min", (20, 120)),
        ("4 to 12 people", "patients", (4, 12)),
        ("10 to 20 degrees", "°C", (10, 20)),
        ("300 to 420 K", "K", (300, 420)),
        ("300K to 420K", "K", (300, 420)),
        ("0.5 to 40 million", "millions of reads", (0.5, 40)),
        ("80cm to 4m", "cms", (80, 400)),
    ],
)
def test_a_range_in_another_unit_is_converted(
    typed: str, unit: str, found: tuple[float, float]
) -> None:
    assert read_range(typed, measure_of(unit)) == pytest.approx(found)


def test_temperatures_on_another_scale_are_asked_for_again() -> None:
    sentence = "Give the range in °C; you answered in °F."
    assert read_range("60 to 80 °F", measure_of("°C")) == sentence


@pytest.mark.parametrize(
    "typed", ["5", "a lot", "1e400 to 2", "1/2 to 3", "200–1.200", "1 to 2 to 3", "7 to 7"]
)
def test_what_is_no_range_is_a_sentence(typed: str) -> None:
    sentence = read_range(typed)
    assert isinstance(sentence, str)
    assert sentence.endswith(".")


def test_numbers_print_as_people_write_them() -> None:
    assert [printed(n) for n in (0, 0.2, 2.5, 172, 20000, -15, 2e-8)] == [
        "0",
        "0.2",
        "2.5",
        "172",
        "20,000",
        "−15",
        "2 × 10⁻⁸",
    ]


def ways(x: str, around: tuple[float, float], y: str, over: tuple[float, float]) -> list[Proposal]:
    units = [unit for unit in map(read_measure, (x, y)) if isinstance(unit, Measure)]
    return proposals((units[0], units[1]), (around, over))


def test_own_units_stay_where_they_fit() -> None:
    best = ways("parcels", (20, 180), "min", (10, 60))[0]
    assert best.plausible
    assert best.is_plain


@pytest.mark.parametrize(
    ("around", "fits"),
    [((10, 200), True), ((80, 200), False), ((10, 115), False), ((10, 120), True)],
)
def test_data_far_outside_of_what_is_usual_are_not_plausible(
    around: tuple[float, float], fits: bool
) -> None:
    own = next(one for one in ways("parcels", around, "min", (2, 52)) if one.is_plain)
    assert own.x.inside >= 0.55
    assert own.plausible == fits


def test_a_slope_far_from_the_usual_one_is_not_plausible() -> None:
    own = next(one for one in ways("parcels", (10, 5000), "min", (2, 52)) if one.is_plain)
    assert own.x.plausible
    assert own.y.plausible
    assert not own.plausible


def test_thousands_are_counted_in_larger_steps() -> None:
    best = ways("m²", (25, 250), "thousand euros", (90, 950))[0]
    assert best.plausible
    assert best.y.measure.text == "steps of 20 thousand €"


def test_what_fits_much_worse_is_not_offered() -> None:
    assert [one.label for one in ways("mm", (10, 200), "g", (2, 52))] == ["mm · g"]


def test_a_larger_unit_is_found() -> None:
    best = ways("visitors", (80, 1500), "SEK", (8000, 120000))[0]
    assert best.label == "steps of 5 visitors · thousands of SEK"
    assert best.x.own == (50, 1000)
    assert best.slope == 50


def test_what_is_far_from_zero_is_counted_from_a_start() -> None:
    best = ways("g/L", (120, 240), "%", (4.5, 9))[0]
    assert best.label == "g/L from 100 · ‰ from 4"
    assert best.y.own == pytest.approx((4.2, 9.2))


def test_no_start_is_proposed_where_a_unit_alone_will_do() -> None:
    found = ways("min", (40, 160), "kg", (2, 52))
    assert found[0].plausible
    assert not any(one.x.start for one in found)


def test_where_nothing_fits_only_the_own_units_are_left() -> None:
    (only,) = ways("patients", (4, 12), "min", (25, 120))
    assert only.is_plain
    assert not only.plausible


def test_a_slope_that_nobody_sees_is_not_proposed() -> None:
    for one in ways("pages", (200, 5000), "h", (4, 130)):
        if one.plausible:
            assert 0.005 < one.slope < 0.13
