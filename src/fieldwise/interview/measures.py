"""Units as people type them: common spellings, the field's own, and larger or smaller ones.

What the units library reads is a unit; what it does not is a unit of the field's own, once
somebody has said so. Text that is read in a way few people mean is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from fieldwise.errors import InputError
from fieldwise.interview.wording import plural, singular, singular_of, uncapitalised
from fieldwise.model import UnitDefinition
from fieldwise.units import Unit, Units

OWN, KNOWN = "own ", "known "
"""What an answer begins with that settles whether a word is the field's own unit."""

_SPELLINGS = {
    "gram": "g",
    "gr": "g",
    "gramme": "g",
    "kilo": "kg",
    "kgs": "kg",
    "kilogram": "kg",
    "kilogramme": "kg",
    "milligram": "mg",
    "microgram": "µg",
    "ton": "t",
    "tonne": "t",
    "metric ton": "t",
    "meter": "m",
    "metre": "m",
    "millimeter": "mm",
    "millimetre": "mm",
    "centimeter": "cm",
    "centimetre": "cm",
    "kilometer": "km",
    "kilometre": "km",
    "kms": "km",
    "second": "s",
    "sec": "s",
    "secs": "s",
    "minute": "min",
    "mins": "min",
    "hour": "h",
    "hr": "h",
    "hrs": "h",
    "millisecond": "ms",
    "liter": "L",
    "litre": "L",
    "l": "L",
    "milliliter": "mL",
    "millilitre": "mL",
    "ml": "mL",
    "percent": "%",
    "per cent": "%",
    "percentage": "%",
    "degrees celsius": "°C",
    "degree celsius": "°C",
    "celsius": "°C",
    "degc": "°C",
    "degrees fahrenheit": "°F",
    "fahrenheit": "°F",
    "square meter": "m²",
    "square metre": "m²",
    "m2": "m²",
    "sqm": "m²",
    "cm2": "cm²",
    "km2": "km²",
    "cubic meter": "m³",
    "cubic metre": "m³",
    "m3": "m³",
    "hectare": "ha",
    "kmh": "km/h",
    "kph": "km/h",
    "kilowatt hour": "kWh",
    "kilonewton": "kN",
    "newton": "N",
    "megapascal": "MPa",
    "mpa": "MPa",
    "hertz": "Hz",
    "hz": "Hz",
    "khz": "kHz",
    "volt": "V",
    "watt": "W",
    "inche": "in",
    "inch": "in",
    "ug": "µg",
    "ppm": "ppm",
}
_CALENDAR = {"day": "24 hour", "week": "7 day", "month": "365.25/12 day", "year": "365.25 day"}
_MONEY = {
    "euro": ("€", "€", "one euro"),
    "eur": ("€", "€", "one euro"),
    "€": ("€", "€", "one euro"),
    "dollar": ("$", "$", "one dollar"),
    "$": ("$", "$", "one dollar"),
    "usd": ("USD", "USD", "one US dollar"),
    "£": ("£", "£", "one pound sterling"),
    "gbp": ("£", "£", "one pound sterling"),
    "krona": ("krona", "kronor", "one krona"),
    "kronor": ("krona", "kronor", "one krona"),
    "krone": ("krone", "kroner", "one krone"),
    "kroner": ("krone", "kroner", "one krone"),
    "kr": ("kr", "kr", "one krona"),
    "sek": ("SEK", "SEK", "one Swedish krona"),
    "nok": ("NOK", "NOK", "one Norwegian krone"),
    "dkk": ("DKK", "DKK", "one Danish krone"),
    "chf": ("CHF", "CHF", "one Swiss franc"),
    "franc": ("franc", "francs", "one franc"),
    "yen": ("yen", "yen", "one yen"),
    "rupee": ("rupee", "rupees", "one rupee"),
}
_SURPRISING = {
    "point": "a printer's measure of length",
    "pt": "a printer's measure of length",
    "shot": "a measure of volume",
    "hand": "a measure of length",
    "cup": "a measure of volume",
    "turn": "a full angle",
    "stone": "a mass of 14 pounds",
    "pound": "a mass",
    "count": "the bare number",
    "bit": "an amount of information",
    "link": "a surveyor's measure of length",
    "chain": "a surveyor's measure of length",
    "rod": "a surveyor's measure of length",
    "pole": "a surveyor's measure of length",
    "drop": "a measure of volume",
    "barrel": "a measure of volume",
    "pinch": "a measure of volume",
    "dash": "a measure of volume",
    "bag": "a measure of volume",
    "circle": "an angle",
    "cycle": "a full angle",
    "degree": "an angle",
    "particle": "a number of particles",
    "quarter": "a mass",
    "slug": "a mass",
    "line": "a printer's measure of length",
}
_BARE = {"none", "no unit", "nothing", "number", "ratio", "-", "1", "n/a", "unitless", "score"}
_WORD = re.compile(r"[°]?[^\W\d_][^\W\d_ '’.-]*(?:[ '’-][^\W\d_]+){0,3}|[^\W\d_]+|[$€£#]")
_LIKELY = tuple(_SPELLINGS) + tuple(f"{word}s" for word in _SPELLINGS if len(word) > 3)
_FAMILIES = (
    ("nm", "µm", "mm", "cm", "m", "km"),
    ("ng", "µg", "mg", "g", "dag", "kg", "t"),
    ("ms", "s", "min", "h", "day", "week", "month", "year"),
    ("µL", "mL", "cL", "dL", "L", "m³"),
    ("mm²", "cm²", "m²", "ha", "km²"),
    ("Pa", "hPa", "kPa", "MPa", "GPa"),
    ("J", "kJ", "MJ", "GJ"),
    ("Wh", "kWh", "MWh", "GWh"),
    ("mW", "W", "kW", "MW", "GW"),
    ("mN", "N", "kN", "MN"),
    ("N·m", "kN·m", "MN·m"),
    ("Hz", "kHz", "MHz", "GHz"),
    ("nmol", "µmol", "mmol", "mol"),
    ("µV", "mV", "V", "kV"),
    ("µA", "mA", "A", "kA"),
    ("pg/mL", "ng/mL", "µg/mL", "mg/mL"),
    ("ng/L", "µg/L", "mg/L", "g/L"),
    ("nmol/L", "µmol/L", "mmol/L", "mol/L"),
    ("mL/min", "L/min"),
    ("kg/ha", "t/ha"),
    ("kB", "MB", "GB"),
    ("permille", "%"),
    ("in", "ft", "yd", "mi"),
    ("oz", "lb"),
)
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 2.0, 5.0, 10.0, 20.0, 50.0)
_CUSTOMARY = {
    "h": ((0.5, "half hour", "half hours"), (0.25, "quarter hour", "quarter hours")),
    "min": ((0.5, "half minute", "half minutes"), (0.25, "quarter minute", "quarter minutes")),
    "km": ((0.1, "hundred m", "hundreds of m"),),
    "kg": ((0.1, "hundred g", "hundreds of g"),),
    "day": ((0.5, "half day", "half days"),),
    "year": ((0.5, "half year", "half years"), (0.25, "quarter", "quarters")),
}
"""Parts of a unit that people count in, and say."""
_POWERS = ((1e2, "hundred"), (1e3, "thousand"), (1e6, "million"))


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit as a story prints it, with what the field has to declare for it."""

    text: str
    """As it stands after a number: `mm`, `patients`, `hundreds of kronor`."""
    one: str
    """One of it, as it stands after “per”."""
    declared: tuple[UnitDefinition, ...] = ()
    counts: bool = False
    """Whether it counts things, so that parts of one make no sense."""

    def unit(self, others: tuple[UnitDefinition, ...] = ()) -> Unit:
        """The unit, read with its own declarations and `others`."""
        return Units(tuple(dict.fromkeys((*others, *self.declared)))).read(self.text)


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a text is not taken as a unit, and what it may have meant: (answer, meaning)."""

    problem: str
    offers: tuple[tuple[str, str], ...] = ()


def read_measure(text: str) -> Measure | Unclear:
    """The unit that an answer names, or a sentence and offers."""
    asked = re.sub(r"^(?:in|as)\s+", "", text.strip().rstrip(".")).strip()
    if asked.lower() in _BARE:
        return Unclear(
            "A number counts something, if only steps of a scale.",
            ((f"{OWN}points", "points of a score"), ("%", "a percentage")),
        )
    if asked.lower().startswith(OWN):
        return _own(asked[len(OWN) :].strip())
    if asked.lower().startswith(KNOWN):
        known = asked[len(KNOWN) :].strip()
        return Measure(known, singular(known)) if _reads(known) else _unknown(known)
    power = re.fullmatch(r"(10[²³⁴⁵⁶⁹]|thousands?|hundreds?|millions?)(?: of)? (\D+)", asked, re.I)
    if power is not None and not _reads(asked):
        return _multiple(power[1].lower().removesuffix("s"), power[2])
    if re.match(r"\d", asked) and power is None:
        return Unclear("A unit is a name without a number in front of it, such as “kg”.")
    for sign in ("/", " per "):
        above, found, below = asked.partition(sign)
        if found and (sign == " per " or not _reads(asked)):
            return _ratio(above.strip(), below.strip())
    return _single(asked)


def scaled(measure: Measure) -> Iterator[tuple[float, Measure]]:
    """The units for which a story might trade one, each with its size in the one given."""
    yield 1.0, measure
    family = next((names for names in _FAMILIES if measure.one in names), ())
    for name in family:
        if name == measure.one:
            continue
        other = _calendar(name) or Measure("‰" if name == "permille" else name, name)
        if name == "permille":
            declared = UnitDefinition("‰", "permille", "‰", "one in a thousand")
            other = Measure("‰", "‰", (declared,))
        factor = other.unit().scale / measure.unit().scale
        if 1e-4 < factor < 1e5:
            yield float(f"{factor:.6g}"), other
    if measure.text.startswith("10") or any(" of " in unit.plural for unit in measure.declared):
        return
    kind = "percent" if measure.one == "%" else measure.one
    for size, one, many in _CUSTOMARY.get(measure.one, ()):
        declared = UnitDefinition(one, f"{size:g} {kind}", many, f"{size:g} {measure.text}")
        yield size, Measure(many, one, (*measure.declared, declared))
    for step in _STEPS:
        if step > 1 or not measure.counts:
            one = f"step of {step:g} {measure.text}"
            many, means = f"steps{one[4:]}", "how this story counts"
            declared = UnitDefinition(one, f"{step:g} {kind}", many, means)
            yield step, Measure(many, one, (*measure.declared, declared), measure.counts)
    if "/" in measure.text or kind == "percent":
        return
    for factor, name in _POWERS:
        if family and factor > 100:
            return  # there are prefixes
        one, many = f"{name} {measure.text}", f"{name}s of {measure.text}"
        declared = UnitDefinition(one, f"{factor:.0f} {measure.one}", many, "how this story counts")
        yield factor, Measure(many, one, (*measure.declared, declared), measure.counts)


def _multiple(power: str, kind: str) -> Measure | Unclear:
    """Thousands of something: `10³ €`, `thousands of parcels`."""
    inner = _single(kind)
    if isinstance(inner, Unclear):
        return inner
    if power.startswith("10"):
        text = f"{power} {inner.text}"
        return Measure(text, text, inner.declared)
    sizes = {"hundred": 1e2, "thousand": 1e3, "million": 1e6}
    return next(other for size, other in scaled(inner) if size == sizes[power])


def _single(text: str) -> Measure | Unclear:
    low = text.lower()
    one = singular(low)
    if text in _MONEY or low in _MONEY or one in _MONEY:
        name, many, means = _MONEY[low if low in _MONEY else one]
        return Measure(many, name, (UnitDefinition(name, "new", many, means),))
    if text not in _SPELLINGS.values() and (low in _SPELLINGS or one in _SPELLINGS):
        symbol = _SPELLINGS.get(low) or _SPELLINGS[one]
        return Measure(symbol, symbol)
    calendar = _calendar(one)
    if calendar is not None:
        return calendar
    if one in _SURPRISING and _reads(text):
        offers = [(f"{OWN}{text}", f"the field's own: one {one}, many {plural(one)}")]
        if one == "degree":
            offers = [("°C", "degrees Celsius"), ("°F", "degrees Fahrenheit")]
        if one == "pound":
            offers = [("lb", "the mass"), ("£", "the money")]
        else:
            offers.append((f"{KNOWN}{text}", _SURPRISING[one] or "the known unit"))
        return Unclear(f"“{text}” may mean more than one thing.", tuple(offers))
    if _reads(text):
        return Measure(text, text)
    return _unknown(text)


def _unknown(text: str) -> Measure | Unclear:
    near = get_close_matches(text.lower(), _LIKELY, n=2, cutoff=0.8)
    symbols = dict.fromkeys(_SPELLINGS.get(word) or _SPELLINGS[singular(word)] for word in near)
    offers = [(symbol, f"{symbol}, which is known") for symbol in symbols]
    is_word = _is_word(text)
    if is_word and not near:
        return _own(text)
    if is_word:
        offers.append((f"{OWN}{text}", "a unit of the field's own"))
    return Unclear(f"“{text}” is no unit that is known here.", tuple(offers))


def _own(text: str) -> Measure | Unclear:
    """A unit of the field's own: counted things, or a scale that no library knows."""
    if not _is_word(text):
        return Unclear("A unit of your own is one to four words, letters only, such as “covers”.")
    # dB, LUFS, °Brix
    is_scale = not text[0].isalpha() or not (text.islower() or text.istitle())
    if is_scale or len(text) < 3:
        definition = UnitDefinition(text, "new", text, f"one {text}")
        return Measure(text, text, (definition,))
    many = uncapitalised(text)
    one = singular_of(many)
    if one == many:
        many = plural(one)
    definition = UnitDefinition(one, "new", many, f"one {one}")
    return Measure(many, one, (definition,), counts=True)


def _is_word(text: str) -> bool:
    """Whether a text can be the name of a unit of the field's own."""
    signs = re.sub(r"[ '’°.$€£#-]", "", text)
    is_letters = not signs or signs.isalpha()  # a raised digit is a letter to a pattern
    return _WORD.fullmatch(text) is not None and is_letters and len(text) <= 40


def _ratio(above: str, below: str) -> Measure | Unclear:
    parts = [_single(above), _single(re.sub(r"^(?:a|an|one)\s+", "", below))]
    for part in parts:
        if isinstance(part, Unclear):
            return part
    top, bottom = (part for part in parts if isinstance(part, Measure))
    text = f"{top.text}/{f'({bottom.one})' if ' ' in bottom.one else bottom.one}"
    declared = tuple(dict.fromkeys((*top.declared, *bottom.declared)))
    measure = Measure(text, text, declared)
    try:
        measure.unit()
    except InputError:
        return Unclear(f"“{above} per {below}” cannot be read as a unit.")
    return measure


def _calendar(one: str) -> Measure | None:
    """A day, week, month or year, which is written out."""
    if one not in _CALENDAR:
        return None
    length = {"day": "24 h", "week": "seven days", "month": "a twelfth of a year"}
    means = length.get(one, "twelve months")
    return Measure(f"{one}s", one, (UnitDefinition(one, _CALENDAR[one], f"{one}s", means),))


def _reads(text: str) -> bool:
    try:
        return bool(text) and bool(Units().read(text))
    except InputError:
        return False
