"""Weave a lesson, a story and data into an edition.

    weave = for each block of the lesson that these data have:
            canon and code as they are, the card filled in, each slot told or left to its default

No canonical character is touched on the way: values and words stay quoted by name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fieldwise.model import Block, Canon, Card, Cell, Code, Data, Edition, Lesson, Story
from fieldwise.quote import substitute
from fieldwise.units import Unit, Units

SYNTHETIC = Data()
"""The lesson's own data."""


def weave(lesson: Lesson, story: Story, data: Data = SYNTHETIC) -> Edition:
    """The edition of a lesson for one field and one data set.

    Raises:
        InputError: a unit of the scenario does not exist.
    """
    words = scenario_words(lesson, story)
    card: dict[str, Any] = {**words, **lesson.card}
    card["data"] = None if data.pairs is None else [list(pair) for pair in data.pairs]
    cells = tuple(_cells(lesson, story, data, card))
    return Edition(lesson, story, data, cells, words, card)


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
        "false_friends": "\n".join(
            f"- **{word}**: {meaning}" for word, meaning in field.false_friends.items()
        ),
    }
    for name, quantity in scenario.quantities.items():
        words[f"{name}.name"] = quantity.name
        words[f"{name}.phrase"] = quantity.phrase
        words[f"{name}.symbol"] = quantity.symbol
        words[f"{name}.unit"] = quantity.unit
        words[f"{name}.low"] = f"{quantity.low:g}"
        words[f"{name}.high"] = f"{quantity.high:g}"
    for value in lesson.values.values():
        words[f"{value.name}.unit"] = value_unit(value.unit, story, units).text
    return words


def _cells(lesson: Lesson, story: Story, data: Data, card: Mapping[str, Any]) -> Iterator[Cell]:
    for block in lesson.blocks:
        if getattr(block, "only", None) in (None, data.kind):
            cell = _cell(block, story, card)
            if cell is not None:
                yield cell


def _cell(block: Block, story: Story, card: Mapping[str, Any]) -> Cell | None:
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
            literals = substitute(block.text, lambda quoted: literal(card[quoted.name]))
            return Cell(block.id, "card", literals, block.place)
        case _:
            telling = story.tellings.get(block.id)
            text, place = (telling.text, telling.place) if telling else (block.text, block.place)
            heading, label = block.title, block.label
            if heading and not heading.strip("#"):
                heading, text = f"{heading} {text}", ""
            if text == "{{ false_friends }}" and not story.field.false_friends:
                return None
            return Cell(block.id, block.kind, text, place, heading, label, default=telling is None)


def literal(value: object) -> str:
    """A value as a Python literal; text in double quotes, its letters readable."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def split_heading(text: str) -> tuple[str, str]:
    """A canonical text's opening heading, if it has one, and the rest."""
    first, _, rest = text.partition("\n")
    return (first, rest.lstrip("\n")) if first.startswith("#") else ("", text)
