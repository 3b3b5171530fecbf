"""FW404."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isclose

from fieldwise.check.context import MOST_UNITS, Context, Finding
from fieldwise.check.mentions import Mention, mentions
from fieldwise.check.spans import formulas, prose, sentence
from fieldwise.check.text import Text
from fieldwise.check.unit_words import CALENDAR, INFORMATION, UnitWord
from fieldwise.quote import quotations
from fieldwise.units import Unit

_POWER = re.compile(r"10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+[ \u00a0]?")
_FAR = 1e4
"""A calendar unit this many times the scenario's is no way to give the quantity."""
_MOMENT = re.compile(r"\s+(?:ago|later|earlier|old|apart|away|afterwards|beforehand)\b")
_WAY_BACK = re.compile(r"\b(?:lesson|back|stop|finish|sum up|end)\b", re.IGNORECASE)
_IN_FORMULA = re.compile(
    r"\d\s*(?:\\[,;: ]|~|\s)*\\(?:text|mathrm)\s*\{\s*(?P<unit>[^{}]{1,20}?)\s*\}"
)


def other_unit(context: Context) -> Iterator[Finding]:
    """A quantity is given in another unit than the scenario's.

    Finds: a unit of the same kind as x, y or the slope, but of another size, after a
    number (also in words), after “in” or “per”, or in a sentence that names the quantity:
    minutes where the scenario says s, km/h where it says m/s.

    Why: the numbers of this edition are in the scenario's units. A reader who takes them for
    minutes is off by a factor of sixty.

    Caught:

        ## loss.bridge

        A residual is the current measured less the current foretold, in metres per second. The
        loss is the mean of the squares, and a miss of 3 m/s would be a record.

    Mend: say it in the scenario's unit; or quote a conversion, `{{ x_max:.0f in min }}`; or, if
    another unit is meant, list it under `also_units` in the front matter.

    Silent: the scenario's units in words or symbols, units of another kind, those under
    `also_units`, those of constants and of conversions; words that are units only by chance
    (second, bar, degree, foot); the minutes that a prompt takes; dates and spans of days beside
    quantities in seconds.
    """
    if not context.of or context.units is None:
        return
    allowed = list({(unit.scale, unit.dimensions): unit for unit in _allowed(context)}.values())
    below = list(_denominators(context))
    own = _own_words(context)
    for text in context.markdown:
        plain = _without_own_units(prose(text.text), context)
        for mention in (*mentions(plain, own), *_in_formulas(text)):
            unit = context.read_unit(mention.name)
            known = [*allowed, *below] if mention.is_per else allowed
            if unit is None or any(_same(unit, other) for other in known):
                continue
            names = _kind_of(unit, mention, context)
            if (
                not names
                or _is_part(mention, context)
                or _is_excused(mention, unit, text, plain, context)
            ):
                continue
            if mention.is_bare and not _names_quantity(mention, plain, names, context):
                continue
            yield _finding(text, mention, names[0], context)


def _own_words(context: Context) -> dict[str, UnitWord]:
    """The units that the field declares, by their spellings."""
    return {
        name: UnitWord(name, name, False)
        for unit in context.story.field.units[:MOST_UNITS]
        for name in (unit.name, unit.plural)
    }


def _finding(text: Text, mention: Mention, name: str, context: Context) -> Finding:
    spec = context.lesson.values.get(name)
    what = f"`{name}`" if spec is None else f"the unit of `{name}`"
    return Finding(
        text.at(mention.start, len(mention.text)),
        f"“{' '.join(mention.text.split())}” is a unit of the kind of {what}, which is "
        f"in {context.of[name].text}.",
        "Say it in that unit, quote a conversion, or list the unit under `also_units`.",
    )


def _denominators(context: Context) -> Iterator[Unit]:
    """What may stand behind “per”: the hour of L/h is no other unit of time."""
    for text in _texts(context):
        _, slash, below = text.partition("/")
        # half of `(€/year)²` is no unit, and to learn that takes the units library
        unit = context.read_unit(below) if slash and below.count("(") == below.count(")") else None
        if unit is not None:
            yield unit


def _texts(context: Context) -> set[str]:
    """The units that the scenario, the front matter and the quotations name."""
    texts = {unit.text for unit in context.of.values()}
    texts |= {unit for _, unit in context.stated_units}
    return texts | {
        quotation.unit
        for text in context.markdown
        if "{{" in text.text
        for quotation in quotations(text.text)
        if quotation.unit
    }


def _allowed(context: Context) -> Iterator[Unit]:
    yield from context.of.values()
    for text in _texts(context):
        for way in {text, _POWER.sub("", text)}:
            unit = context.read_unit(way) if way else None
            if unit is not None:
                yield unit


def _same(one: Unit, other: Unit) -> bool:
    return one.is_like(other) and isclose(one.scale, other.scale, rel_tol=1e-6)


def _kind_of(unit: Unit, mention: Mention, context: Context) -> list[str]:
    """The quantities, else the values, that a unit might be meant for."""
    names = []
    for name, of in context.of.items():
        spec = context.lesson.values.get(name)
        if spec is not None and "/" not in spec.unit:
            continue
        known_to_both = mention.name in INFORMATION and of.text in ("B", "kB", "MB", "GB", "TB")
        if unit.is_like(of) and (unit.dimensions or known_to_both):
            names.append(name)
    return names


def _is_part(mention: Mention, context: Context) -> bool:
    """Whether a unit behind “per” is judged together with the one before: words per minute."""
    over = context.read_unit(mention.over) if mention.over else None
    if over is None:
        return False
    whole = context.read_unit(f"({mention.over})/({mention.name})")
    quantities = [context.of[name] for name in context.lesson.quantities if name in context.of]
    return any(_same(over, of) for of in quantities) or (
        whole is not None and bool(_kind_of(whole, mention, context))
    )


def _is_excused(mention: Mention, unit: Unit, text: Text, plain: str, context: Context) -> bool:
    """Whether a span of time is meant that is no quantity of the lesson's."""
    if unit.dimensions != (("time", 1.0),):
        return False
    near = [of.scale for of in context.of.values() if unit.is_like(of)]
    if mention.name in CALENDAR and all(unit.scale / scale > _FAR for scale in near):
        return True
    if _MOMENT.match(plain, mention.start + len(mention.text)):
        return True
    slot = context.slots.get(text.key)
    if slot is None or slot.kind != "prompts" or mention.name != "minute":
        return False
    return bool(_WAY_BACK.search(sentence(plain, mention.start)))


def _names_quantity(mention: Mention, plain: str, names: list[str], context: Context) -> bool:
    """Whether the sentence names a quantity of that kind."""
    around = sentence(plain, mention.start).casefold()
    for name in names:
        quantity = context.story.scenario.quantities.get(name)
        if quantity is not None and quantity.name and quantity.name.casefold() in around:
            return True
    return False


def _without_own_units(plain: str, context: Context) -> str:
    """Blank the scenario's own units, so that no part of one is taken for another."""
    texts = {unit.text for unit in context.of.values()}
    texts |= {unit for key, unit in context.stated_units if key == "also_units"}
    texts |= {_POWER.sub("", text) for text in texts}
    for text in sorted(texts, key=len, reverse=True):
        if len(text) > 1 and text in plain:
            pattern = rf"(?<![^\W\d_]){re.escape(text)}(?![^\W_])"
            plain = re.sub(pattern, lambda match: " " * len(match[0]), plain)
    return plain


def _in_formulas(text: Text) -> Iterator[Mention]:
    for tex, start in formulas(text.text):
        for match in _IN_FORMULA.finditer(tex):
            for mention in mentions(f"1 {match['unit']}", {}):
                if not mention.is_bare:
                    at = start + match.start("unit")
                    yield Mention(match["unit"], mention.name, at, False, True)
