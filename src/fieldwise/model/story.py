"""A field, and its telling of a lesson."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fieldwise.model.findings import Place
from fieldwise.model.lesson import Lesson
from fieldwise.model.level import USUAL, Level
from fieldwise.model.provenance import UNRECORDED, Standing

OWN = "own"
"""The id of the field in which a learner's data are told that belong to none."""


@dataclass(frozen=True, slots=True)
class UnitDefinition:
    """A unit that a field declares: new, or by way of others."""

    name: str
    definition: str
    """`new` for a base unit, else an expression such as `60 minute`."""
    plural: str
    means: str


@dataclass(frozen=True, slots=True)
class Field:
    """Who the learners are, and the words they already use for something else."""

    id: str
    name: str
    learner: str
    """With its article: `an astronomer`."""
    summary: str
    units: tuple[UnitDefinition, ...]
    false_friends: Mapping[str, str]
    """Word -> what it means there and here (Markdown)."""
    path: str
    digest: str
    places: Mapping[str, Place]
    """Where each key and each false friend stands, by dotted path (`false_friends.bias`)."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One measured quantity, in the field's words."""

    name: str
    """A bare noun phrase: `exposure time`."""
    phrase: str
    """With its article, singular: `the exposure time`."""
    symbol: str
    unit: str
    low: float
    high: float
    place: Place


@dataclass(frozen=True, slots=True)
class Scenario:
    """The typed heart of a story: the quantities, the observation, the practice."""

    setting: str
    observation: str
    observations: str
    article: str
    """The indefinite article of `observation`."""
    each: str
    held_back: str
    quantities: Mapping[str, Quantity]
    slope_unit: str
    """How the slope's unit is printed, where the computed text would read badly; else empty."""
    place: Place
    why: str = ""
    """Why the prediction matters, in a learner's own words; a default quotes it as theirs."""
    today: str = ""
    """What serves for the prediction today, in their own words."""
    practice: str = ""
    """How they would hold observations back, where it is not the lesson's way; their words."""
    unlike: str = ""
    """How the lesson's own data differ from what the field sees, where no unit mends that."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that a story states and answers for."""

    name: str
    value: float
    unit: str
    why: str
    place: Place


@dataclass(frozen=True, slots=True)
class Telling:
    """What a story says in one slot."""

    slot: str
    text: str
    place: Place
    """Where the text begins."""
    heading: Place
    """Where the heading that names the slot stands."""


@dataclass(frozen=True, slots=True)
class Story:
    """One field's telling of one lesson."""

    field: Field
    lesson: str
    scenario: Scenario
    tellings: Mapping[str, Telling]
    constants: Mapping[str, Constant]
    also_units: tuple[str, ...]
    """Units used on purpose although they are not the scenario's."""
    shared_words: tuple[tuple[str, ...], ...]
    """Terms that the glossary maps to one word on purpose."""
    against: str
    """The version of the canon it was told against."""
    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    path: str
    source: str
    digest: str
    places: Mapping[str, Place]
    """Where each key of the front matter stands, by dotted path (`scenario.x.unit`)."""
    level: Level = USUAL
    """The readers it is told for; they can change it in the page."""
    standing: Standing = UNRECORDED
    """Who wrote and who reviewed its sections, as far as that is recorded."""
    any_data: tuple[str, ...] = ()
    """Slots whose telling is also true of a learner's own data."""


def untold(lesson: Lesson, field: Field, scenario: Scenario) -> Story:
    """A story that stands in no file and tells no slot: a scenario alone."""
    return Story(
        field=field,
        lesson=lesson.id,
        scenario=scenario,
        tellings={},
        constants={},
        also_units=(),
        shared_words=(),
        against=lesson.version,
        authors=(),
        reviewers=(),
        path="",
        source="",
        digest="",
        places={},
    )
