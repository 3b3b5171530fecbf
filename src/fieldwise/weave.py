"""Weave a lesson, a story and data into an edition.

    weave = for each block of the lesson that these data have:
            canon and code as they are, the card filled in, each slot told or left to its default

No canonical character is touched on the way: values and words stay quoted by name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from fieldwise.model import (
    AboutData,
    Canon,
    Card,
    Cell,
    Code,
    Data,
    Edition,
    Lesson,
    Slot,
    Story,
)
from fieldwise.quote import Quotation, quotations, substitute
from fieldwise.told import told, told_words
from fieldwise.units import Unit, Units

SYNTHETIC = Data()
"""The lesson's own data."""

OPTIONAL = frozenset({"false_friends", "why", "today", "practice", "unlike"})
"""Words that a field may leave unsaid; a default's paragraph that quotes one is left out then."""
_QUOTES_OPTIONAL = re.compile(rf"\{{\{{\s*(?:{'|'.join(sorted(OPTIONAL))})\b")
NO_UNIT = "no unit"
"""What the card says where a quantity has none."""

_MORE = {"x": "x_digits", "y": "y_digits", "y/x": "slope_digits", "y^2": "squared_digits"}
"""The number on the card that says how many more decimals a value of such a unit has."""
_FIXED = re.compile(r",?\.(?P<digits>\d+)f")
_WIDTH = 76
"""Characters of a line of pairs on the card."""
_FEWEST, _MOST = -6, 7
"""Decimals beyond which a number prints with a power of ten; the lesson's code has the same."""


def weave(lesson: Lesson, story: Story, data: Data = SYNTHETIC) -> Edition:
    """The edition of a lesson for one field and one data set.

    Raises:
        InputError: a unit of the scenario does not exist.
    """
    words = scenario_words(lesson, story)
    if data.kind == "measured":
        words["unlike"] = ""  # it is about the lesson's own
    bare = {name: NO_UNIT for name, word in words.items() if name.endswith(".unit") and not word}
    card: dict[str, Any] = {**words, **bare, **lesson.card, **data.card}
    card["data"] = None if data.pairs is None else [list(pair) for pair in data.pairs]
    cells = tuple(_cells(lesson, story, data, card))
    words |= told_words(data.about)
    return Edition(lesson, story, data, cells, words, card, value_formats(lesson, card))


def quantity_units(lesson: Lesson, story: Story) -> dict[str, Unit]:
    """The unit of each quantity.

    Raises:
        InputError: one does not exist.
    """
    units = Units(story.field.units)
    return {name: units.read(story.scenario.quantities[name].unit) for name in lesson.quantities}


def value_unit(form: str, story: Story, of: Mapping[str, Unit]) -> Unit:
    """The unit of a value, as the lesson's form (`y/x`) and the scenario give it."""
    unit = Units(story.field.units).monomial(form, of)
    if form == "y/x" and story.scenario.slope_unit:
        return Unit(story.scenario.slope_unit, unit.scale, unit.dimensions)
    return unit


def scenario_words(lesson: Lesson, story: Story) -> dict[str, str]:
    """Every word that a lesson's text may quote from the scenario, by dotted name."""
    scenario, field, units = story.scenario, story.field, quantity_units(lesson, story)
    words = {
        "field": field.name,
        "learner": field.learner,
        "setting": scenario.setting,
        "observation": scenario.observation,
        "observation.a": f"{scenario.article} {scenario.observation}",
        "observations": scenario.observations,
        "each": scenario.each,
        "held_back": scenario.held_back,
        "why": scenario.why,
        "today": scenario.today,
        "practice": scenario.practice,
        "unlike": scenario.unlike,
        "false_friends": "\n".join(
            f"- **{word}**: {meaning}" for word, meaning in field.false_friends.items()
        ),
    }
    for name, quantity in scenario.quantities.items():
        words[f"{name}.name"] = quantity.name
        words[f"{name}.phrase"] = quantity.phrase
        words[f"{name}.symbol"] = quantity.symbol
        words[f"{name}.unit"] = quantity.unit
        words[f"{name}.in"] = _in(quantity.unit)
        words[f"{name}.low"] = f"{quantity.low:g}"
        words[f"{name}.high"] = f"{quantity.high:g}"
    for value in lesson.values.values():
        unit = value_unit(value.unit, story, units).text
        words[f"{value.name}.unit"] = unit
        words[f"{value.name}.in"] = _in(unit)
    return words


def _in(unit: str) -> str:
    """A unit as it follows a number's name; nothing for a number without one."""
    return f", in {unit}" if unit else ""


def value_formats(lesson: Lesson, card: Mapping[str, Any]) -> dict[str, str]:
    """How each value prints, given the decimals that the card asks for beyond the lesson's own."""
    return {
        name: _shifted(spec.format, int(card.get(_MORE.get(spec.unit, ""), 0)))
        for name, spec in lesson.values.items()
    }


def _shifted(style: str, more: int) -> str:
    match = _FIXED.fullmatch(style)
    if match is None or not more:
        return style
    digits = int(match["digits"]) + more
    if not _FEWEST <= digits <= _MOST:
        return ".3e"
    return f".{max(digits, 0)}f"


def card_text(template: str, card: Mapping[str, Any]) -> str:
    """The card's cell with its names filled in, as literals."""

    def resolve(quoted: Quotation) -> str:
        value = card[quoted.name]
        return _lines(value) if isinstance(value, list) else literal(value)

    return substitute(template, resolve)


def _lines(pairs: list[list[float]]) -> str:
    """Pairs as a literal of several lines, none of them long."""
    lines, line = [], ""
    for pair in pairs:
        text = f"{literal(pair)},"
        if line and len(line) + len(text) + 1 > _WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {text}" if line else f"    {text}"
    return "\n".join(["[", *lines, line, "]"])


def _cells(lesson: Lesson, story: Story, data: Data, card: Mapping[str, Any]) -> Iterator[Cell]:
    for block in lesson.blocks:
        if getattr(block, "only", None) in (None, data.kind):
            cell = (
                told(block, data.about)
                if isinstance(block, AboutData)
                else _cell(block, story, card)
            )
            if cell is not None:
                yield cell


def _cell(block: Canon | Code | Card | Slot, story: Story, card: Mapping[str, Any]) -> Cell | None:
    match block:
        case Canon():
            heading, body = split_heading(block.text)
            place = block.place.down(block.text.count("\n") - body.count("\n"))
            return Cell(
                block.id,
                "canon",
                body,
                place,
                heading,
                level=block.level,
                lists_terms=block.lists_terms,
            )
        case Code():
            return Cell(block.id, "code", block.text, block.place)
        case Card():
            return Cell(block.id, "card", card_text(block.text, card), block.place)
        case _:
            telling = story.tellings.get(block.id)
            written, place = (telling or block).text, (telling or block).place
            text = _said(written, card)
            if written and not text:
                return None
            heading, label = block.title, block.label
            if heading and not heading.strip("#"):
                heading, text = f"{heading} {text}", ""
            return Cell(block.id, block.kind, text, place, heading, label, default=telling is None)


def _said(text: str, words: Mapping[str, Any]) -> str:
    """A slot's text without the paragraphs that quote what the field leaves unsaid."""
    if _QUOTES_OPTIONAL.search(text) is None:
        return text
    return "\n\n".join(
        paragraph
        for paragraph in text.split("\n\n")
        if all(words[quoted.name] for quoted in quotations(paragraph) if quoted.name in OPTIONAL)
    )


def literal(value: object) -> str:
    """A value as a Python literal; text in double quotes, its letters readable."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def split_heading(text: str) -> tuple[str, str]:
    """A canonical text's opening heading, if it has one, and the rest."""
    first, _, rest = text.partition("\n")
    return (first, rest.lstrip("\n")) if first.startswith("#") else ("", text)
