"""Whether a text looks like a unit, without a units library: quick, and strict about words."""

from __future__ import annotations

import re

from fieldwise.data.words import cut, words

_PREFIXES = ("da", *"YZEPTGMkhdcmµμunpfa")
_PREFIXED = words(
    "m g s A K mol cd Hz N Pa J W C V F Ω Ohm ohm S Wb T H lm lx Bq Gy Sv kat L l eV bar pc Jy "
    "cal rad sr as yr a M U Da Torr Wh Ah G t B AU € $ £"
)
_WHOLE = words(
    "min h hr hrs d day days week weeks wk month months mo year years yr yrs decade decades "
    "second seconds sec secs msec usec minute minutes mins hour hours "
    "metre metres meter meters centimetre centimetres centimeter centimeters millimetre "
    "millimetres millimeter millimeters kilometre kilometres kilometer kilometers micron microns "
    "gram grams kilogram kilograms tonne tonnes ton tons litre litres liter liters millilitre "
    "millilitres milliliter milliliters volt volts millivolt millivolts ampere amperes watt watts "
    "kelvin volt celsius fahrenheit pascal pascals newton newtons joule joules hertz percent "
    "euro euros dollar dollars pound pounds cent cents yen franc francs krona kronor rupee rupees "
    "EUR USD GBP CHF SEK NOK DKK JPY CNY INR BRL MXN CAD AUD PLN CZK HUF TRY ZAR "
    "€ $ £ ¥ ₹ ct cts count counts ADU DN e electron electrons photon photons ph px pix pixel "
    "pixels mag dex mas arcsec arcsecs arcmin lux Lux deg degree degrees degC degF ° °C °F ′ ″ "
    "% ‰ pct ppm ppb ppt dB dBm pH rpm mph kph kmh kn ft in inch inches foot feet yd mile miles "
    "lb lbs oz gal psi mmHg atm hPa erg dyn Å angstrom Angstrom ly au lyr "
    "arb RFU RLU cfu CFU bpm IU mAU OD cells cell people persons households vol wt sqm sqft "
    "sekunde sekunden minuten stunde stunden tag tage jahr jahre grad prozent sekunder heures "
    "secondes jours ans mètres grammes litros metros segundos minutos horas "
    "mbar hrs kWh MWh GWh ha acre acres cc ul ml dl cl kg ug mcg nM uM µM mM"
)
_NO_UNIT = frozenset({"1", "-", "–", "—", "none", "unitless", "dimensionless", "n/a"})
_WORD = re.compile(r"[A-Za-zµμΩÅ°€$£¥₹%‰′″]+")
_POWER = re.compile(
    r"(?:(?<=[A-Za-z°])(?<!\de)|(?<=10)(?=\*\*|\^))(?:\*\*|\^)?"
    r"(?:\((?P<inside>[+-]?\d+)\)|(?P<power>[+-]?\d+))(?![\w.])"
)
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_AROUND = re.compile(r"[\s·⋅*×/^()⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺0-9.+\-−]*")
_LONGEST = 30
_LONGEST_KEPT = 40
"""No unit kept is longer; the units library takes 60."""

SUFFIXES = words(
    "s ms us ns min h hr hrs sec secs seconds minutes hours days years yr yrs "
    "m cm mm km um nm ft inch miles pc kpc mpc kg g mg ug ml l hz khz mhz ghz "
    "pa kpa hpa mpa bar mbar v mv kv ma mw kw kwh ev kev mev usd eur gbp chf pct percent "
    "mmhg bpm rpm lux ppm ppb adu dn counts mag deg rad degc celsius kelvin arcsec mas db"
)
"""Units as they end a column's name after an underscore: `exposure_ms`."""

_SUFFIX_UNITS = {
    **{"um": "µm", "us": "µs", "ug": "µg", "mpc": "Mpc", "hz": "Hz", "khz": "kHz", "mhz": "MHz"},
    **{"ghz": "GHz", "pa": "Pa", "kpa": "kPa", "hpa": "hPa", "mpa": "MPa", "v": "V", "mv": "mV"},
    **{"kv": "kV", "ma": "mA", "kw": "kW", "mw": "mW", "kwh": "kWh", "ev": "eV", "kev": "keV"},
    **{"mev": "MeV", "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "pct": "%"},
    **{"percent": "%", "adu": "ADU", "dn": "DN", "degc": "°C", "celsius": "°C", "kelvin": "K"},
    **{
        "l": "L",
        "ml": "mL",
        "db": "dB",
        "mmhg": "mmHg",
        "hr": "h",
        "hrs": "h",
        "sec": "s",
        "secs": "s",
    },
}


def looks_like_unit(text: str) -> bool:
    """Whether every word of a text is a unit's name, and the rest is powers, products, ratios."""
    text = text.strip().strip("[]")
    if not 0 < len(text) <= _LONGEST:
        return False
    if text.casefold() in _NO_UNIT or text.casefold() in ("a.u.", "arb. u.", "arb. units", "e-"):
        return True
    text = re.sub(r"\bper\b", "/", text)
    names = _WORD.findall(text)
    rest = _WORD.sub("", text)
    return bool(names) and bool(_AROUND.fullmatch(rest)) and all(map(is_unit_word, names))


def is_unit_word(word: str) -> bool:
    """Whether a word is the name or symbol of a unit, with or without a prefix."""
    if word in _WHOLE or word in _PREFIXED or (len(word) > 3 and word.casefold() in _WHOLE):
        return True
    return any(word.startswith(p) and word[len(p) :] in _PREFIXED for p in _PREFIXES)


def normal_unit(text: str) -> str:
    """A unit as it is kept: without brackets, and nothing for a pure number."""
    text = cut(" ".join(text.strip().strip("[]").split()), _LONGEST_KEPT)
    return "" if text.casefold() in _NO_UNIT else text


def formal_unit(text: str) -> str:
    """A unit as FITS and ECSV headers write it, in print: `erg s-1 cm**-2` is erg·s⁻¹·cm⁻²."""
    text = " ".join(text.split())
    text = _POWER.sub(lambda p: str(int(p["power"] or p["inside"])).translate(_RAISED), text)
    text = re.sub(r"\s*/\s*", "/", text)
    text = re.sub(r"\s*[*.]\s*|\s+", "·", text)
    return normal_unit(re.sub(r"^(10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[\d.e+-]+)·", r"\1 ", text))


def unit_of_suffix(suffix: str) -> str:
    """The unit that the end of a column's name stands for; empty if none."""
    small = suffix.casefold()
    return _SUFFIX_UNITS.get(small, small) if small in SUFFIXES else ""
