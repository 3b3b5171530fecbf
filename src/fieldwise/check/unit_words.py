"""Unit words and symbols that prose uses, and which of them may be taken at their word.

Only words that hardly mean anything else are listed; a letter such as `s` counts as a unit only
right after a number. Each maps to the name under which the units library knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_WORDS = """
nanosecond microsecond millisecond minute hour day week month year fortnight
nanometer micrometer millimeter centimeter decimeter meter kilometer inch:inches yard mile parsec
kiloparsec megaparsec
nanogram microgram milligram gram kilogram tonne ounce
microliter milliliter centiliter deciliter liter gallon teaspoon tablespoon
hectare acre
kelvin newton kilonewton pascal kilopascal megapascal joule kilojoule megajoule calorie kilocalorie
watt kilowatt megawatt volt millivolt ampere milliampere coulomb ohm tesla
hertz:hertz kilohertz megahertz gigahertz
bit byte kilobyte megabyte gigabyte terabyte
"""
_ALSO = {
    "second": "second",
    "seconds": "second",
    "decade": "10*year",
    "decades": "10*year",
    "centuries": "century",
    "century": "century",
    "light-year": "light_year",
    "light-years": "light_year",
    "kilowatt-hour": "kilowatt_hour",
    "kilowatt-hours": "kilowatt_hour",
    "feet": "foot",
    "foot": "foot",
    "pounds": "pound",
    "moles": "mole",
    "millimoles": "millimole",
    "cups": "cup",
    "pints": "pint",
    "miles per hour": "mile/hour",
    "square metres": "meter**2",
    "square meters": "meter**2",
    "square kilometres": "kilometer**2",
    "square kilometers": "kilometer**2",
    "cubic metres": "meter**3",
    "cubic meters": "meter**3",
    "cubic centimetres": "centimeter**3",
    "cubic centimeters": "centimeter**3",
    "degrees celsius": "kelvin",
    "degrees fahrenheit": "delta_degF",
}
_SYMBOLS = """
ns µs μs ms s sec secs min mins h hr hrs d wk yr yrs
nm µm μm um mm cm dm m km ft yd mi pc kpc Mpc au ly Å
ng µg μg ug mg g kg t lb lbs oz
nL µL μL uL mL cL dL L nl µl μl ul ml cl dl l
m² cm² mm² km² ha m³ cm³ mm³ m^2 cm^2 m^3 cm^3
K mK °C °F N mN kN MN Pa hPa kPa MPa GPa bar mbar psi atm mmHg J kJ MJ kWh cal kcal eV keV MeV
W mW kW MW V mV kV A mA µA C F T mol mmol µmol μmol nmol mM µM μM nM pM
Hz kHz MHz GHz kB KB MB GB TB B km/h kph mph m/s mm/s cm/s
"""
_SPELLED = {
    "um": "µm", "ug": "µg", "uL": "µL", "ul": "µL", "sec": "s", "secs": "s",
    "mins": "min", "hr": "h", "hrs": "h", "d": "day", "wk": "week", "yr": "year", "yrs": "year",
    "ft": "foot", "yd": "yard", "mi": "mile", "pc": "parsec",
    "kpc": "kiloparsec", "Mpc": "megaparsec", "ly": "light_year", "lbs": "lb", "KB": "kB",
    "°C": "kelvin", "°F": "delta_degF", "kph": "km/h", "mph": "mile/hour", "cal": "calorie",
    "kcal": "kilocalorie", "t": "tonne", "au": "astronomical_unit", "mM": "millimolar",
    "µM": "micromolar", "μM": "micromolar", "nM": "nanomolar", "pM": "picomolar", "B": "byte",
    "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "h": "hour",
}  # fmt: skip
CALENDAR = frozenset(("day", "week", "fortnight", "month", "year", "10*year", "century"))
"""Times so long that prose names them for what they are, beside quantities in seconds."""

INFORMATION = frozenset(
    f"{prefix}{name}" for prefix in ("", "kilo", "mega", "giga", "tera") for name in ("bit", "byte")
)
"""Units without a dimension that are told apart all the same."""


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit word: how prose writes it, how the units library does."""

    text: str
    name: str
    is_symbol: bool


@cache
def unit_words() -> dict[str, UnitWord]:
    """Every vetted word and symbol, by its spelling; words in small letters."""
    return {word.text: word for word in (*_plain_words(), *_symbols())}


def _plain_words() -> Iterator[UnitWord]:
    for entry in _WORDS.split():
        name, _, plural = entry.partition(":")
        for text in {name, plural or f"{name}s"}:
            yield UnitWord(text, name, False)
            if name.endswith(("meter", "liter")):
                yield UnitWord(re.sub(r"er(s?)$", r"re\1", text), name, False)
            if name.endswith("gram"):
                yield UnitWord(text.replace("gram", "gramme"), name, False)
    for text, name in _ALSO.items():
        yield UnitWord(text, name, False)


def _symbols() -> Iterator[UnitWord]:
    for text in _SYMBOLS.split():
        yield UnitWord(text, _SPELLED.get(text, text), True)
