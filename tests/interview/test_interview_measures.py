from __future__ import annotations

import math

import pytest

from fieldwise.interview.measures import Measure, Unclear, read_measure, scaled


def measure(text: str) -> Measure:
    found = read_measure(text)
    assert isinstance(found, Measure), found
    return found


@pytest.mark.parametrize(
    ("typed", "text", "one"),
    [
        ("grams", "g", "g"),
        ("in mm.", "mm", "mm"),
        ("Hours", "h", "h"),
        ("kg/m3", "kg/m³", "kg/m³"),
        ("days", "days", "day"),
        ("patients", "patients", "patient"),
        ("frames of bees", "frames of bees", "frame of bees"),
        ("kronor", "kronor", "krona"),
        ("€", "€", "€"),
        ("LUFS", "LUFS", "LUFS"),
        ("own °Brix", "°Brix", "°Brix"),
        ("hours per week", "h/week", "h/week"),
        ("patients per nurse", "patients/nurse", "patients/nurse"),
        ("thousands of parcels", "thousands of parcels", "thousand parcels"),
        ("10³ €", "10³ €", "10³ €"),
        ("own points", "points", "point"),
    ],
)
def test_units_as_people_type_them(typed: str, text: str, one: str) -> None:
    found = measure(typed)
    assert (found.text, found.one) == (text, one)
    assert found.unit().text == text


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("gramms", ["g", "own gramms"]),
        ("points", ["own points", "known points"]),
        ("pounds", ["lb", "£"]),
        ("degrees", ["°C", "°F", "known degrees"]),
        ("none", ["own points", "%"]),
        ("2 kg", []),
        ("<b>kg</b>", []),
    ],
)
def test_what_is_unclear_is_asked_about(typed: str, offers: list[str]) -> None:
    found = read_measure(typed)
    assert isinstance(found, Unclear)
    assert [answer for answer, _ in found.offers] == offers
    for answer in offers:
        measure(answer)


@pytest.mark.parametrize(
    "typed", ["mm", "g", "h", "patients", "kronor", "%", "days", "km/h", "mg/L", "dB", "10³ €"]
)
def test_other_units_have_the_size_they_claim(typed: str) -> None:
    own = measure(typed)
    for size, other in scaled(own):
        ratio = other.unit().scale / own.unit(other.declared).scale
        assert math.isclose(ratio, size, rel_tol=1e-5), other
        assert other.unit().is_like(own.unit(other.declared))


def test_counted_things_are_not_cut_into_parts() -> None:
    assert min(size for size, _ in scaled(measure("patients"))) == 1
    assert min(size for size, _ in scaled(measure("kronor"))) < 1
