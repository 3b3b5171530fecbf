"""Where prose mentions a unit: after a number, after “in” or “per”, or beside a quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from fieldwise.check.unit_words import UnitWord, unit_words

_WORD = re.compile(
    r"[^\W\d_]++(?:-[^\W\d_]++)*+(?:[²³]|\^\d)?+(?:[/·][^\W\d_]++(?:[²³]|\^\d)?+)*+|°[CF]\b|[€$£]"
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
_PER = re.compile(r"\s(?:per|an?)\s([^\W\d_]+)")
_HYPHEN = re.compile(rf"(?:\d|\b(?:{_COUNT}))-\Z", re.IGNORECASE)
_COMPOUND = re.compile(r"[/·-]")
_LOOK_BACK = 32
_MEASURED = frozenset(
    text.rpartition(" ")[2]
    for text in unit_words()
    if text.startswith(("square", "cubic", "degrees"))
)
"""Words that are units behind “square”, “cubic” or “degrees”."""
_ONLY_AFTER_NUMERALS = frozenset(
    ("foot", "feet", "mole", "moles", "cup", "cups", "pint", "pints", "pounds")
)
_PLAIN_SYMBOLS = (
    "s h m g L min ms ns µs mm cm km nm µm mg kg µg ng mL ml kPa MPa hPa mmHg kJ kN kW mV kV mA "
    "kHz MHz GHz kWh ha m² m³ cm² cm³ km²"
)
_AFTER_IN_SYMBOLS = frozenset(_PLAIN_SYMBOLS.split())


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
    is_per: bool = False
    """Whether “per” stands before it: then it may be a part of a compound unit."""
    over: str = ""
    """The unit before the “per”, if one is."""


@lru_cache(maxsize=20_000)
def _is_vetted(word: str) -> bool:
    """Whether a word is a unit in every field, or may be a part of one."""
    lower = word.lower()
    return lower in unit_words() or lower in _MEASURED or word in unit_words()


def mentions(prose: str, own: Mapping[str, UnitWord]) -> Iterator[Mention]:
    """Every unit that a text of nothing but prose mentions; `own` are the field's."""
    vetted = unit_words()
    words = {*_WORD.findall(prose)}
    candidates = {word for word in words if word in own or word.lower() in own}
    known_words = candidates | {word for word in words if _is_vetted(word)}
    candidates = known_words | {word for word in words if _COMPOUND.search(word)}
    if not candidates:
        return
    past = 0
    for match in _WORD.finditer(prose):
        text = match[0]
        if text in candidates:
            known = text in known_words
            if match.start() < past:
                continue
            rate = _rate(match, vetted, own) if known else ()
            found = rate or (_find(text, prose, match.start(), vetted, own),)
            for mention in found:
                if mention is not None:
                    past = mention.start + len(mention.text)
                    yield mention


def _rate(
    match: re.Match[str], vetted: Mapping[str, UnitWord], own: Mapping[str, UnitWord]
) -> tuple[Mention, ...]:
    """A unit in words, such as “metres per second”, and the one below its line by itself."""
    rate = _PER.match(match.string, match.end())
    if rate is None:
        return ()
    text, lower = match[0], match[0].lower()
    over = own.get(text) or own.get(lower) or vetted.get(text) or vetted.get(lower)
    below = own.get(rate[1]) or vetted.get(rate[1].lower())
    if over is None or below is None or below.is_symbol:
        return ()
    name = f"({over.name})/({below.name})"
    whole = Mention(f"{text}{rate[0]}", name, match.start(), False, False)
    lone = Mention(rate[1], below.name, rate.start(1), False, False, True, over.name)
    return (whole, lone) if rate[0].lstrip().startswith("per") else (whole,)


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
        per = bool(_AFTER_PER.search(behind))
        said = bool(per or _HYPHEN.search(behind) or after_number)
        said = said or (counted and word.text != "second")
        return Mention(text, word.name, start, False, False, per) if said else None
    said = counted or bool(_AFTER_IN.search(behind))
    return Mention(text, word.name, start, not said, False)


def _compound(
    text: str, start: int, vetted: Mapping[str, UnitWord], own: Mapping[str, UnitWord]
) -> Mention | None:
    """A unit such as `km/h`, if each of its parts is one; `A/B` and `N/A` are none."""
    names = []
    parts = re.split(r"([/·])", text)
    if all(len(part) == 1 and part.isupper() and part not in own for part in parts[::2]):
        return None
    for part in parts:
        if part in "/·":
            names.append("/" if part == "/" else "*")
            continue
        plain = re.sub(r"[²³]|\^\d", "", part)
        word = own.get(plain) or vetted.get(plain)
        if word is None:
            return None
        power = {"²": "**2", "³": "**3"}.get(part[-1], "")
        names.append(f"({word.name}){power or part[len(plain) :].replace('^', '**')}")
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
