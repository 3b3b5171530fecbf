from __future__ import annotations

import math

import pytest

from fieldwise.interview.measures import Measure, Unclear, read_measure, scaled
from fieldwise.interview.spellings import EXACTLY, SURPRISING


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
        ("patients per nurse", "patients/nurse", "patient/nurse"),
        ("thousands of parcels", "thousands of parcels", "thousand parcels"),
        ("10³ €", "10³ €", "10³ €"),
        ("own points", "points", "point"),
        ("grams (g)", "g", "g"),
        ("people (adults)", "people", "person"),
        ("degrees C", "°C", "°C"),
        ("KG", "kg", "kg"),
        ("MM", "mm", "mm"),
        ("YARDS", "yards", "yard"),
        ("yrs", "years", "year"),
        ("minutes late", "min", "min"),
        ("years old", "years", "year"),
        ("number of calls", "calls", "call"),
        ("hours/week", "h/week", "h/week"),
        ("cars per hour", "cars/h", "car/h"),
        ("EUR per year", "€/year", "€/year"),
        ("thousand km", "thousands of km", "thousand km"),
        ("billions of $", "billions of $", "billion $"),
        ("k€", "thousands of €", "thousand €"),
        ("mm Hg", "mmHg", "mmHg"),
        ("sq. m", "m²", "m²"),
        ("Nm", "N·m", "N·m"),
        ("kg/(m·s)", "kg/(m·s)", "kg/(m·s)"),
        ("cms", "cm", "cm"),
        ("ng/ul", "ng/µL", "ng/µL"),
        ("m€", "millions of €", "million €"),
        ("a.u.", "a.u.", "a.u."),
        ("kg/m^2", "kg/m²", "kg/m²"),
        ("10^3 parcels", "10³ parcels", "10³ parcels"),
        ("% (w/w)", "%", "%"),
        ("bpm", "bpm", "bpm"),
        ("cfu/ml", "cfu/mL", "cfu/mL"),
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
        ("none", ["own points", "own units", "%"]),
        ("C", ["°C", "known C"]),
        ("pH", ["own pH", "known pH"]),
        ("bars", ["own bars", "bar"]),
        ("degree days", ["own degree days", "known degree days"]),
        ("m w.e.", ["m", "own m w.e."]),
        ("tonnes of CO2", ["t"]),
        ("g protein", ["g", "own g protein"]),
        ("dB(A)", ["own dBA"]),
        ("%Ro", ["%"]),
        ("maths", ["month", "own maths"]),
        ("#", ["own points", "own units", "%"]),
        ("per hour", []),
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
    "typed",
    (
        *("mm", "g", "h", "patients", "kronor", "%", "days", "km/h", "mg/L", "dB", "10³ €"),
        *("thousands of km", "cars per hour", "own points", "m³/s"),
    ),
)
def test_other_units_have_the_size_they_claim(typed: str) -> None:
    own = measure(typed)
    for size, other in scaled(own):
        ratio = other.unit().scale / own.unit(other.declared).scale
        assert math.isclose(ratio, size, rel_tol=1e-5), other
        assert other.unit().is_like(own.unit(other.declared))


def test_what_surprises_is_read_by_the_units_library() -> None:
    for word in (*SURPRISING, *EXACTLY):
        found = read_measure(word)
        assert isinstance(found, Unclear), word
        for answer, _ in found.offers:
            measure(answer)


def test_counted_things_are_not_cut_into_parts() -> None:
    assert min(size for size, _ in scaled(measure("patients"))) == 1
    assert min(size for size, _ in scaled(measure("kronor"))) < 1
    assert min(size for size, _ in scaled(measure("own points"))) < 1
