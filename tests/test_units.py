from __future__ import annotations

import pytest

from fieldwise.errors import InputError
from fieldwise.model import UnitDefinition
from fieldwise.units import Units

ADU = UnitDefinition("ADU", "new", "ADU", "one step of the converter")
COVER = UnitDefinition("cover", "new", "covers", "a guest served")
EURO = UnitDefinition("€", "new", "€", "euro")


@pytest.mark.parametrize(
    ("x", "y", "form", "text"),
    [
        ("s", "10³ ADU", "y/x", "10³ ADU/s"),
        ("covers", "h", "y/x", "h/cover"),
        ("mg", "mg·h/L", "y/x", "(mg·h/L)/mg"),
        ("mg/L", "mm", "y/x", "mm/(mg/L)"),
        ("s", "10³ ADU", "y^2", "(10³ ADU)²"),
        ("s", "h", "y^2", "h²"),
        ("s", "m³", "y^2", "(m³)²"),
    ],
)
def test_texts_of_derived_units(x: str, y: str, form: str, text: str) -> None:
    units = Units((ADU, COVER))
    assert units.monomial(form, {"x": units.read(x), "y": units.read(y)}).text == text


def test_a_slope_converts_by_scale_and_dimension() -> None:
    units = Units((ADU,))
    slope = units.monomial("y/x", {"x": units.read("s"), "y": units.read("10³ ADU")})
    rate = units.read("ADU/s")
    assert slope.is_like(rate)
    assert slope.scale / rate.scale == pytest.approx(1000)


def test_money_by_money_is_a_pure_number() -> None:
    units = Units((EURO,))
    thousand = units.read("10³ €/year")
    share = units.monomial("y/x", {"x": thousand, "y": thousand})
    assert share.is_like(units.read("€/€"))
    assert share.scale == pytest.approx(1)


@pytest.mark.parametrize(
    "text",
    ["ADUs per", "furlongz", "10^^3", "s; import os", "2**9999999 m", "()", "m" * 200, "?"],
)
def test_what_is_no_unit_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InputError):
        Units((ADU,)).read(text)


def test_temperatures_are_differences() -> None:
    celsius = Units().read("°C")
    assert celsius.scale == Units().read("K").scale
    assert Units().read("mm/°C").is_like(Units().read("mm/K"))


def test_an_unknown_unit_is_named_in_the_message() -> None:
    with pytest.raises(InputError, match=r"no unit is called “flibbets”.*field\.yaml"):
        Units().read("10³ flibbets")


def test_a_unit_may_be_defined_by_others() -> None:
    shift = UnitDefinition("shift", "8 hour", "shifts", "a working shift")
    units = Units((shift,))
    assert units.read("shifts").scale == pytest.approx(8 * 3600)
    with pytest.raises(InputError, match="cannot be read"):
        Units((UnitDefinition("x", "= = 3", "x", ""),)).read("x")


def test_a_unit_may_be_defined_by_another_of_the_field() -> None:
    crate = UnitDefinition("crate", "12 covers", "crates", "what one trolley holds")
    units = Units((COVER, crate))
    assert units.read("crates").is_like(units.read("covers"))
    assert units.read("crates").scale == pytest.approx(12)


def test_a_unit_means_what_its_own_field_says() -> None:
    short = Units((UnitDefinition("shift", "6 hour", "shifts", "a half-day"),))
    other = Units((UnitDefinition("shift", "new", "shifts", "one roster entry"),))
    assert short.read("shift").is_like(Units().read("h"))
    assert not other.read("shift").is_like(short.read("shift"))
    with pytest.raises(InputError, match="no unit is called"):
        Units().read("shift")


@pytest.mark.parametrize(
    ("y", "x", "slope"),
    [
        ("euro", "years", "euro/year"),
        ("", "s", "s⁻¹"),
        ("", "years", "year⁻¹"),
        ("m", "ms", "m/ms"),
    ],
)
def test_what_stands_below_stands_in_the_singular(y: str, x: str, slope: str) -> None:
    units = Units((UnitDefinition("euro", "new", "euro", ""),))
    assert units.monomial("y/x", {"y": units.read(y), "x": units.read(x)}).text == slope
