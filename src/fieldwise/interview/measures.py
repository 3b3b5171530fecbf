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
from fieldwise.interview.nouns import plural, singular, singular_of
from fieldwise.interview.spellings import (
    CALENDAR,
    CUSTOMARY,
    EXACTLY,
    FAMILIES,
    MONEY,
    POWERS,
    SPELLINGS,
    SURPRISING,
)
from fieldwise.interview.wording import uncapitalised
from fieldwise.model import UnitDefinition
from fieldwise.units import Unit, Units

OWN, KNOWN = "own ", "known "
"""What an answer begins with that settles whether a word is the field's own unit."""

_BARE = {"none", "no unit", "nothing", "number", "#", "ratio", "-", "1", "n/a", "unitless", "score"}
_WORD = re.compile(
    r"[°]?[^\W\d_][^\W\d_ '’.-]*(?:[ '’-][^\W\d_]+){0,3}|[^\W\d_]+|[$€£]"
    r"|(?:[^\W\d_]{1,3} )?(?:[^\W\d_]{1,3}\.)+[^\W\d_]{0,3}"  # a.u., m w.e.
)
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_REWRITTEN = (
    (r"(?i)^(?:deg(?:ree)?s?\b\.?|°) *(?:c|celsius|centigrade)$", "°C"),
    (r"(?i)^(?:deg(?:ree)?s?\b\.?|°) *(?:f|fahrenheit)$", "°F"),
    (r"^o([CF])$", r"°\1"),
    (r"^1[ .,']?000 (?=\D)|^[kK] ?(?=[€$£]|(?:EUR|USD|GBP|SEK|NOK|DKK|CHF)\b)", "thousand "),
    (r"^([€$£]|EUR|USD|GBP|SEK|NOK|DKK|CHF) ?[kK]$", r"thousand \1"),
    (r"^[mM] ?(?=[€$£]|(?:EUR|USD|GBP|SEK|NOK|DKK|CHF)\b)", "million "),
    (r"^([€$£]|EUR|USD|GBP|SEK|NOK|DKK|CHF) ?[mM]$", r"million \1"),
    (r"^([kM]?)Nm$", r"\1N·m"),
    (r"(?i)^(?:the )?(?:numbers?|no\.?|nr\.?|#) of (?=\w)", ""),
)
"""Other ways to type what is read below."""
POINTS = ((f"{OWN}points", "points of a score"),)
"""What is offered first for a number without a unit."""
_DIVISIBLE = {"point", "unit", "mark", "grade", "score"}
"""Steps of a scale: there are halves of them."""
_BESIDE = {"late", "early", "long", "old", "wide", "deep", "high", "tall", "thick", "away"}
"""What may stand behind a measure and is no part of it: minutes late, years old."""
_SYMBOLS = {symbol.lower(): symbol for symbol in SPELLINGS.values() if symbol not in CALENDAR}
_LIKELY = SPELLINGS | {f"{word}s": symbol for word, symbol in SPELLINGS.items() if len(word) > 3}
_MULTIPLES = tuple(f"{name} " for _, name in POWERS)
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 2.0, 5.0, 10.0, 20.0, 50.0)


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

    @property
    def is_known(self) -> bool:
        """Whether it is none of the field's own."""
        return all(unit.definition != "new" for unit in self.declared)

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
    asked = re.sub(r"^(?:in|as)\s+", "", text.strip()).strip()
    if "." not in asked[:-1]:
        asked = asked.rstrip(".")
    if asked.lower() in _BARE:
        return Unclear(
            "A number counts something, if only steps of a scale.",
            (
                *POINTS,
                (f"{OWN}units", "units of some other scale"),
                ("%", "a percentage"),
            ),
        )
    if asked.lower().startswith(OWN):
        return _own(asked[len(OWN) :].strip())
    if asked.lower().startswith(KNOWN):
        known = asked[len(KNOWN) :].strip()
        return _known(known) if _reads(known) else _unknown(known)
    asked = re.sub(r"(?:\^|\*\*)(-?\d)(?!\d)", lambda one: one[1].translate(RAISED), asked)
    for pattern, form in _REWRITTEN:
        asked = re.sub(pattern, form, asked)
    twice = re.fullmatch(r"(.*[^\s/·*])\s+[(\[](.+?)[)\]]", asked)
    if twice is not None:
        return _said_twice(twice[1], twice[2])
    if re.match(r"(?:1\s*)?/|per\b", asked):
        return Unclear("Say also what is counted, such as “calls per hour”.")
    power = re.fullmatch(
        r"(10[²³⁴⁵⁶⁷⁸⁹]|thousands?|hundreds?|millions?|billions?)(?: of)? (\D+)", asked, re.I
    )
    if power is not None and not _reads(asked):
        return _multiple(power[1].lower().removesuffix("s"), power[2])
    if re.match(r"\d", asked) and power is None:
        return Unclear("A unit is a name without a number in front of it, such as “kg”.")
    for sign in ("/", " per "):
        above, found, below = asked.partition(sign)
        if found:
            ratio = _ratio(above.strip(), below.strip())
            return _single(asked) if isinstance(ratio, Unclear) and _reads(asked) else ratio
    return _single(asked)


def scaled(measure: Measure) -> Iterator[tuple[float, Measure]]:
    """The units for which a story might trade one, each with its size in the one given."""
    yield 1.0, measure
    family = next((names for names in FAMILIES if measure.one in names), ())
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
    for unit in measure.declared[-1:]:
        if unit.plural == measure.text and unit.name.startswith("thousand "):
            yield 0.1, _times(1e2, "hundred", _multiplied(measure))
    is_multiple = measure.one.startswith(_MULTIPLES)
    if measure.text.startswith("10") or (
        not is_multiple and any(" of " in unit.plural for unit in measure.declared)
    ):
        return
    kind = "percent" if measure.one == "%" else measure.one
    for size, one, many in CUSTOMARY.get(measure.one, ()):
        declared = UnitDefinition(one, f"{size:g} {kind}", many, f"{size:g} {measure.text}")
        yield size, Measure(many, one, (*measure.declared, declared))
    for step in _STEPS:
        if step > 1 or not (measure.counts or is_multiple):
            one = f"step of {step:g} {measure.one if is_multiple else measure.text}"
            many, means = f"steps{one[4:]}", "how this story counts"
            declared = UnitDefinition(one, f"{step:g} {kind}", many, means)
            yield step, Measure(many, one, (*measure.declared, declared), measure.counts)
    if "/" in measure.text or kind == "percent" or is_multiple:
        return
    for factor, name in POWERS:
        if family and factor > 100:
            return  # there are prefixes
        yield factor, _times(factor, name, measure)


def _times(factor: float, name: str, measure: Measure) -> Measure:
    """So many of a unit: thousands of kronor."""
    one, many = f"{name} {measure.text}", f"{name}s of {measure.text}"
    declared = UnitDefinition(one, f"{factor:.0f} {measure.one}", many, "how this story counts")
    return Measure(many, one, (*measure.declared, declared), measure.counts)


def _multiplied(measure: Measure) -> Measure:
    """What a unit such as thousands of kronor counts."""
    last = measure.declared[-1]
    _, _, many = last.plural.partition(" of ")
    _, _, one = last.definition.partition(" ")
    return Measure(many, one, measure.declared[:-1], measure.counts)


def _multiple(power: str, kind: str) -> Measure | Unclear:
    """Thousands of something: `10³ €`, `thousands of parcels`."""
    inner = _single(kind)
    if isinstance(inner, Unclear):
        return inner
    if power.startswith("10"):
        text = f"{power} {inner.text}"
        return Measure(text, text, inner.declared)
    sizes = {name: factor for factor, name in (*POWERS, (1e9, "billion"))}
    return _times(sizes[power], power, inner)


def _said_twice(before: str, within: str) -> Measure | Unclear:
    """A unit with something in brackets behind it: `grams (g)`, `points (out of ten)`."""
    first, second = _single(before), _single(within)
    if isinstance(first, Measure) and (first.is_known or isinstance(second, Unclear)):
        return first
    return second if isinstance(second, Measure) and second.is_known else first


def _single(text: str) -> Measure | Unclear:
    low = text.lower()
    one = singular(low)
    if text in MONEY or low in MONEY or one in MONEY:
        name, many, means = MONEY[low if low in MONEY else one]
        return Measure(many, name, (UnitDefinition(name, "new", many, means),))
    if text.isupper() and len(text) == 2 and low in _SYMBOLS:
        return _known(_SYMBOLS[low])  # nobody means megamoles per litre
    if len(text) > 2 and text not in SPELLINGS.values() and low[-1] == "s" and low[:-1] in _SYMBOLS:
        return _known(_SYMBOLS[low[:-1]])  # no cubic metres a second, but a few cm
    if text not in SPELLINGS.values() and (low in SPELLINGS or one in SPELLINGS):
        symbol = SPELLINGS.get(low) or SPELLINGS[one]
        return _calendar(symbol) or Measure(symbol, symbol)
    calendar = _calendar(one)
    if calendar is not None:
        return calendar
    power = re.fullmatch(r"(square|sq\.?|cubic|cu\.?) (\w+)", text, re.I)
    inner = _single(power[2]) if power is not None else None
    if power is not None and isinstance(inner, Measure) and len(inner.text) < 3:
        return _known(f"{inner.text}{'²' if low.startswith('s') else '³'}")
    if not _reads(text) or re.search(r"\w\.\w", text):
        close = text.replace(" ", "")
        if len(text) > 2 and text[:1].isupper() and _reads(low):
            return _single(low)
        if " " in text and max(map(len, text.split())) < 4 and _reads(close):
            return _single(close)
        return _unknown(text)
    return _surprise(text, one) or _known(text)


def _known(text: str) -> Measure:
    """A unit that the library reads, with its singular where that is one, too."""
    one = singular(text)
    if one != text and _reads(one):
        lone, many = Units().read(one), Units().read(text)
        if lone.is_like(many) and lone.scale == many.scale:
            return Measure(text, one)
    return Measure(text, text)


def _surprise(text: str, one: str) -> Unclear | None:
    """What has to be asked about a text that is read in a way few people mean."""
    offers = EXACTLY.get(text, ())
    words = {singular(word.lower()) for word in text.split()}
    if not offers and one in SURPRISING:
        own = _own(text)
        forms = f"one {own.one}, many {own.text}" if isinstance(own, Measure) else text
        offers = ((f"{OWN}{text}", f"the field's own: {forms}"),)
        if one == "degree":
            offers = (("°C", "degrees Celsius"), ("°F", "degrees Fahrenheit"))
        if one == "pound":
            offers = (("lb", "the mass"), ("£", "the money"))
        else:
            offers = (*offers, (f"{KNOWN}{text}", SURPRISING[one]))
    elif not offers and len(words) > 1 and words & SURPRISING.keys():
        offers = ((f"{OWN}{text}", "the field's own"), (f"{KNOWN}{text}", "their product"))
    return Unclear(f"“{text}” may mean more than one thing.", offers) if offers else None


def _unknown(text: str) -> Measure | Unclear:
    first, _, rest = text.replace("%", "% ", 1).partition(" ")
    inner = _single(first) if rest else None
    if isinstance(inner, Measure) and inner.is_known:
        if rest in _BESIDE:
            return inner
        whole = ((f"{OWN}{text}", "a unit of the field's own"),) if _is_word(text) else ()
        means = f"{inner.text}; of what, the name of the quantity can say"
        return Unclear(f"“{text}” is no unit that is known here.", ((inner.text, means), *whole))
    near = get_close_matches(text.lower(), _LIKELY, n=2, cutoff=0.8)
    symbols = dict.fromkeys(_LIKELY[word] for word in near)
    offers = [(symbol, f"{symbol}, which is known") for symbol in symbols]
    is_word = _is_word(text)
    if is_word and not near:
        return _own(text)
    plain = re.sub(r"[()]", "", text)  # dB(A)
    if _is_word(plain):
        offers.append((f"{OWN}{plain}", "a unit of the field's own"))
    return Unclear(f"“{text}” is no unit that is known here.", tuple(offers))


def _own(text: str) -> Measure | Unclear:
    """A unit of the field's own: counted things, or a scale that no library knows."""
    if not _is_word(text):
        return Unclear("A unit of your own is one to four words, letters only, such as “covers”.")
    # dB, LUFS, °Brix, bpm, a.u.
    is_scale = not text[0].isalpha() or not (text.islower() or text.istitle()) or "." in text
    is_short = len(text) < 4 and singular(text) == text and not text.endswith("s")
    if is_scale or is_short or re.search(r"[aeiouyà-ÿ]", text, re.I) is None:
        definition = UnitDefinition(text, "new", text, f"one {text}")
        return Measure(text, text, (definition,))
    many = uncapitalised(text)
    one = singular_of(many)
    if one == many:
        many = plural(one)
    definition = UnitDefinition(one, "new", many, f"one {one}")
    return Measure(many, one, (definition,), counts=one not in _DIVISIBLE)


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
    under = f"({bottom.one})" if " " in bottom.one else bottom.one
    declared = tuple(dict.fromkeys((*top.declared, *bottom.declared)))
    measure = Measure(f"{top.text}/{under}", f"{top.one}/{under}", declared)
    try:
        measure.unit()
    except InputError:
        return Unclear(f"“{above} per {below}” cannot be read as a unit.")
    return measure


def _calendar(one: str) -> Measure | None:
    """A day, week, month or year, which is written out."""
    if one not in CALENDAR:
        return None
    length = {"day": "24 h", "week": "seven days", "month": "a twelfth of a year"}
    means = length.get(one, "twelve months")
    return Measure(f"{one}s", one, (UnitDefinition(one, CALENDAR[one], f"{one}s", means),))


def _reads(text: str) -> bool:
    try:
        return bool(text) and bool(Units().read(text))
    except InputError:
        return False
