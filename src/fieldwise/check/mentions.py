"""Where prose mentions a unit: after a number, after “in” or “per”, or beside a quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fieldwise.check.unit_words import UnitWord, unit_words

_WORD = re.compile(
    r"°[CF]\b|[€$£]|[^\W\d_]+(?:-[^\W\d_]+)*(?:[²³]|\^\d)?(?:[/·][^\W\d_]+(?:[²³]|\^\d)?)*"
)
_SQUARED = re.compile(r"\b(?:square|cubic|degrees)\s+\Z", re.IGNORECASE)
_COUNT = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    r"|fifty|sixty|ninety|hundred|thousand|million|half an?|few|several|many|dozen|couple of"
    r"|dozens of|hundreds of|thousands of"
)
_AFTER_NUMBER = re.compile(r"(?:\d|[½¼¾⁰¹²³⁴-⁹])[ \t\u00a0\u2009\u202f\n-]?\Z")
_AFTER_COUNT = re.compile(rf"\b(?:{_COUNT})(?:[ \t\u00a0]|\n|-)\Z", re.IGNORECASE)
_AFTER_IN = re.compile(r"\b(?:in|per|by the|every|measured in)\s\Z", re.IGNORECASE)
_AFTER_PER = re.compile(r"\b(?:per|every|by the)\s\Z", re.IGNORECASE)
_HYPHEN = re.compile(rf"(?:\d|\b(?:{_COUNT}))-\Z", re.IGNORECASE)
_LOOK_BACK = 32
_MEASURED = frozenset(
    text.rpartition(" ")[2] for text in unit_words() if text.startswith(("square", "cubic", "degrees"))
)
"""Words that are units behind “square”, “cubic” or “degrees”."""
_ONLY_AFTER_NUMERALS = frozenset("foot feet mole moles cup cups pint pints pounds".split())
_AFTER_IN_SYMBOLS = frozenset(
    "s h m g L min ms ns µs mm cm km nm µm mg kg µg ng mL ml kPa MPa hPa mmHg kJ kN kW mV kV mA kHz MHz GHz "
    "kWh ha m² m³ cm² cm³ km²".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit that a text mentions."""

    text: str
    name: str
    """As the units library knows it."""
    start: int
    is_bare: bool
    """Whether neither a number nor “in” or “per” stands before it."""
    is_symbol: bool


def mentions(prose: str, own: Mapping[str, UnitWord]) -> Iterator[Mention]:
    """Every unit that a text of nothing but prose mentions; `own` are the field's."""
    vetted = unit_words()
    for match in _WORD.finditer(prose):
        text = match[0]
        known = text in own or text in vetted or text.lower() in vetted
        if known or "/" in text or "·" in text or "-" in text or text.lower() in _MEASURED:
            found = _find(text, prose, match.start(), vetted, own)
            if found is not None:
                yield found


def _find(
    text: str, prose: str, start: int, vetted: Mapping[str, UnitWord], own: Mapping[str, UnitWord]
) -> Mention | None:
    behind = prose[max(0, start - _LOOK_BACK) : start]
    if squared := _SQUARED.search(behind):
        whole = f"{squared[0].split()[0]} {text}".lower()
        if whole in vetted:
            at = start - len(squared[0])
            behind = prose[max(0, at - _LOOK_BACK) : at]
            bare = not (_AFTER_NUMBER.search(behind) or _AFTER_COUNT.search(behind))
            return Mention(f"{squared[0]}{text}", vetted[whole].name, at, bare, False)
    if "/" in text or "·" in text:
        return _compound(text, start, vetted, own)
    if "-" in text and text.lower() not in vetted:
        return _hyphenated(text, prose, start, vetted)
    word = own.get(text) or vetted.get(text) or vetted.get(text.lower())
    if word is None or (word.is_symbol and word.text != text):
        return None
    after_number = bool(_AFTER_NUMBER.search(behind))
    if word.is_symbol:
        after_in = text in _AFTER_IN_SYMBOLS and bool(_AFTER_IN.search(behind))
        return Mention(text, word.name, start, False, True) if after_number or after_in else None
    counted = after_number or bool(_AFTER_COUNT.search(behind))
    if word.text in _ONLY_AFTER_NUMERALS:
        return Mention(text, word.name, start, False, False) if counted else None
    singular = word.text in ("second", "minute") or not word.text.endswith(("s", "hertz"))
    if singular:
        said = bool(_AFTER_PER.search(behind) or _HYPHEN.search(behind) or after_number)
        said = said or (counted and word.text != "second")
        return Mention(text, word.name, start, False, False) if said else None
    said = counted or bool(_AFTER_IN.search(behind))
    return Mention(text, word.name, start, not said, False)


def _compound(
    text: str, start: int, vetted: Mapping[str, UnitWord], own: Mapping[str, UnitWord]
) -> Mention | None:
    """A unit such as `km/h`, if each of its parts is one."""
    names = []
    for part in re.split(r"([/·])", text):
        if part in "/·":
            names.append("/" if part == "/" else "*")
            continue
        plain = re.sub(r"[²³]|\^\d", "", part)
        word = own.get(plain) or vetted.get(plain)
        if word is None or (len(plain) == 1 and plain.isupper() and not own.get(plain)):
            return None
        power = {"²": "**2", "³": "**3"}.get(part[-1], "")
        names.append(f"({word.name}){power or part[len(plain):].replace('^', '**')}")
    return Mention(text, "".join(names), start, False, True)


def _hyphenated(
    text: str, prose: str, start: int, vetted: Mapping[str, UnitWord]
) -> Mention | None:
    """The unit in `ten-minute`; in `person-hours` there is none of its own."""
    count, _, last = text.rpartition("-")
    word = vetted.get(last.lower())
    if word is None or word.is_symbol or not re.fullmatch(_COUNT, count, re.IGNORECASE):
        return None
    return Mention(text, word.name, start, False, False)
