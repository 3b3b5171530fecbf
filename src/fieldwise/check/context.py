"""What every rule sees: the lesson, the story, its texts, its units, and the run's values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from fieldwise.check.text import (
    Text,
    canon_texts,
    field_texts,
    scenario_texts,
    tellings,
)
from fieldwise.errors import InputError
from fieldwise.model import Field, Lesson, Place, Severity, Slot, Story, UnitDefinition
from fieldwise.units import Unit, Units
from fieldwise.weave import scenario_words, value_unit

MOST_UNITS = 100
"""Units of a field, or of a front matter, that are read; nobody needs more."""

Values = Callable[[], Mapping[str, float]]
"""Gives the run's values when a rule asks for them; empty if there is no run."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule reports; the checker adds code, severity and excerpt."""

    place: Place
    message: str
    hint: str = ""
    severity: Severity | None = None
    """Where it differs from that of the rule."""


@dataclass(frozen=True, slots=True)
class Context:
    """The one thing a rule is given."""

    lesson: Lesson
    story: Story
    tellings: tuple[Text, ...]
    """What the story says in its slots; for a lesson, its canon and defaults."""
    slots: Mapping[str, Slot]
    """The lesson's slots."""
    told: Mapping[str, Text]
    """The tellings of the lesson's own slots, by slot."""
    scenario: tuple[Text, ...]
    """The words of the front matter."""
    field: tuple[Text, ...]
    """The words of `field.yaml`."""
    sources: Mapping[str, tuple[str, ...]]
    """The lines of each file, by path."""
    units: Units | None
    """None if the field's own units cannot be known."""
    of: Mapping[str, Unit]
    """The unit of each quantity and each value, as far as it can be read."""
    words: frozenset[str]
    """The names of all scenario words that prose may quote."""
    values: Values
    is_whole: bool
    """Whether the front matter could be read without a mistake."""

    @property
    def markdown(self) -> tuple[Text, ...]:
        """Every text that is Markdown: what the slots say, and the notes on false friends."""
        return (*self.tellings, *(text for text in self.field if text.kind == "friend"))

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text a reader meets."""
        return (*self.tellings, *self.scenario, *self.field)

    @property
    def has_standing(self) -> bool:
        """Whether somebody has to answer for the story: it tells slots, and its YAML is read."""
        return bool(self.story.tellings and self.story.places)

    @property
    def is_bare(self) -> bool:
        """Whether the story is a scenario alone."""
        return not self.story.tellings and bool(self.story.places)

    @property
    def stated_units(self) -> tuple[tuple[str, str], ...]:
        """The units of constants and those under `also_units`, each with the path of its key."""
        constants = self.story.constants.values()
        stated = [(f"constants.{item.name}.unit", item.unit) for item in constants]
        return (*stated[:MOST_UNITS], *(("also_units", u) for u in self.story.also_units))[
            : 2 * MOST_UNITS
        ]

    def read_unit(self, text: str) -> Unit | None:
        """A unit, or None if it cannot be read."""
        try:
            return self.units.read(text) if self.units is not None else None
        except InputError:
            return None


def story_context(
    lesson: Lesson,
    story: Story,
    values: Values,
    field_source: str,
    *,
    field_is_whole: bool = True,
    story_is_whole: bool = True,
) -> Context:
    """The context of a story; the flags say whether field and front matter could be read."""
    units = _units(story.field) if field_is_whole else None
    told, slots = tellings(story), lesson.slots
    return Context(
        lesson=lesson,
        story=story,
        tellings=told,
        slots=slots,
        told={text.key: text for text in told if text.key in slots},
        scenario=scenario_texts(story),
        field=field_texts(story.field, field_source),
        sources={
            story.path: tuple(story.source.split("\n")),
            story.field.path: tuple(field_source.split("\n")),
        },
        units=units,
        of=dict(_units_of(lesson, story, units)) if units is not None else {},
        words=_word_names(lesson, story),
        values=values,
        is_whole=story_is_whole,
    )


def lesson_context(lesson: Lesson, source: str, story: Story) -> Context:
    """The context of a lesson's own text; `story` is any, for its words."""
    return replace(
        story_context(lesson, story, dict, ""),
        tellings=canon_texts(lesson),
        sources={lesson.path: tuple(source.split("\n"))},
    )


def readable_units(field: Field) -> Iterator[tuple[UnitDefinition, InputError | None]]:
    """Each unit that a field declares, with what is wrong with its definition."""
    declared = field.units[:MOST_UNITS]
    try:
        for definition in declared:
            Units(declared).read(definition.name)
    except InputError:
        yield from _one_by_one(declared)
    else:
        yield from ((definition, None) for definition in declared)


def _one_by_one(
    declared: tuple[UnitDefinition, ...],
) -> Iterator[tuple[UnitDefinition, InputError | None]]:
    good: list[UnitDefinition] = []
    for definition in declared:
        if not definition.definition:  # missing, which the reader has said already
            continue
        try:
            Units((*good, definition)).read(definition.name)
        except InputError as error:
            yield definition, error
        else:
            good.append(definition)
            yield definition, None


def _units(field: Field) -> Units:
    """The units of a field, without those whose definition cannot be read."""
    return Units(tuple(unit for unit, error in readable_units(field) if error is None))


def _units_of(lesson: Lesson, story: Story, units: Units) -> Iterator[tuple[str, Unit]]:
    quantities: dict[str, Unit] = {}
    for name, quantity in story.scenario.quantities.items():
        try:
            if quantity.unit:
                quantities[name] = units.read(quantity.unit)
        except InputError:
            continue
    yield from quantities.items()
    whole = lesson.quantities.keys() <= quantities.keys()
    for spec in lesson.values.values():
        if not spec.unit or whole:
            yield spec.name, value_unit(spec.unit, story, quantities)


def _word_names(lesson: Lesson, story: Story) -> frozenset[str]:
    """The names of the scenario's words, whatever their units are worth."""
    quantities = {
        name: replace(quantity, unit="") for name, quantity in story.scenario.quantities.items()
    }
    scenario = replace(story.scenario, quantities=quantities, slope_unit="")
    plain = replace(story, scenario=scenario, field=replace(story.field, units=()))
    return frozenset(scenario_words(lesson, plain))
