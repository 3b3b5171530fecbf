"""The nouns of Fieldwise: one immutable type per stage of the way from text to edition.

    Lesson, Field, Story  ─ read
    Edition               ─ weave:  cells whose prose still quotes values by name
    Run                   ─ run:    outputs and values of the edition's code
    Executed              ─ bind:   the same cells with this run's outputs and numbers

Positions are 1-based, and stay with a text from the moment it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from fieldwise.about import About
from fieldwise.level import USUAL, Level
from fieldwise.provenance import UNRECORDED, Standing

Kind = Literal["canon", "code", "card", "story", "glossary", "prompts", "exercises", "notes"]
"""What a cell is; the value of `kind` in a notebook cell's metadata."""

DataKind = Literal["synthetic", "measured"]
"""Whether the data were made by the lesson (so the truth is known) or observed."""

OWN = "own"
"""The id of the field in which a learner's data are told that belong to none."""

Output = dict[str, Any]
"""One cell output as the notebook format has it (nbformat 4)."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a text file; line and column count from 1."""

    path: str
    line: int
    column: int = 1

    def down(self, lines: int, column: int = 1) -> Place:
        """The place `lines` below, at `column`."""
        return Place(self.path, self.line + lines, column)


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """The edition cannot be proven; it is not built."""
    WARNING = "warning"
    """To be mended; the edition is built all the same."""
    ADVICE = "advice"
    """Worth knowing; counts as a finding only when asked for strictness."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding about an author's text."""

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    excerpt: str = ""
    """The source line it is about."""


@dataclass(frozen=True, slots=True)
class Term:
    """A canonical term and its one-line definition (Markdown)."""

    name: str
    means: str
    forms: tuple[str, ...]
    """Every spelling under which a text may use it: the name, its plural or singular."""


@dataclass(frozen=True, slots=True)
class ValueSpec:
    """A number of the run that prose may quote by name."""

    name: str
    cell: str
    """The code cell after which it is read."""
    expression: str
    """A Python expression over the run's variables."""
    unit: str
    """A monomial of quantities (`y/x`, `y^2`), empty for a pure number."""
    format: str
    """How it prints unless a quotation says otherwise; also the digits it has."""
    only: DataKind | None
    """The kind of data for which alone it exists, if so."""
    place: Place


@dataclass(frozen=True, slots=True)
class SeriesSpec:
    """An array of the run that the figures to play with work on."""

    name: str
    cell: str
    """The code cell after which it is read."""
    expression: str
    """A Python expression over the run's variables."""
    place: Place


@dataclass(frozen=True, slots=True)
class Canon:
    """Locked Markdown, the same source in every edition."""

    id: str
    text: str
    place: Place
    """Where the text begins."""
    only: DataKind | None = None
    level: str | None = None
    """The readers an optional passage serves (`calculus`), if it is optional."""
    lists_terms: bool = False
    """Whether the list of all terms, each linking to its definition, follows the text."""


@dataclass(frozen=True, slots=True)
class Code:
    """Locked code, the same in every edition."""

    id: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Card:
    """The one code cell that differs: its `{{ names }}` become Python literals."""

    id: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap in the canon that a story fills, with a default over the scenario."""

    id: str
    kind: Kind
    text: str
    """The default text."""
    place: Place
    brief: str
    """What the author is asked to write."""
    words: tuple[int, int]
    """The least and the most words."""
    terms: tuple[str, ...] = ()
    """Canonical terms that the telling itself must use."""
    title: str = ""
    """A heading that the lesson prints above, `### With its hashes`; bare hashes make the
    slot's own text the heading."""
    label: str = ""
    """A run-in label that the lesson prints before the text."""
    only: DataKind | None = None


@dataclass(frozen=True, slots=True)
class AboutData:
    """A place where what is known of measured data is told; without such, it is left out."""

    id: str
    part: Literal["source", "notes"]
    """Where the data come from, or what a careful colleague would say of them."""
    title: str
    """Its heading, with its hashes; empty if it has none."""
    label: str
    """A run-in label before the text; empty if it has none."""
    place: Place
    only: DataKind = "measured"


Block = Canon | Code | Card | Slot | AboutData


@dataclass(frozen=True, slots=True)
class Lesson:
    """The canon of one lesson, its code and its slots."""

    id: str
    number: int
    title: str
    version: str
    summary: str
    packages: tuple[str, ...]
    """The libraries on whose versions its results depend."""
    quantities: Mapping[str, str]
    """The names a scenario must describe (`x`, `y`), each with its role."""
    terms: Mapping[str, Term]
    given: Mapping[str, float]
    """Numbers of the lesson itself that any story may state."""
    card: Mapping[str, Any]
    """Numbers on the card that a data set may change."""
    values: Mapping[str, ValueSpec]
    series: Mapping[str, SeriesSpec]
    """The arrays that figures to play with need, by their names there."""
    play: Mapping[str, str]
    """The figures to play with, each with the block below which it stands."""
    blocks: tuple[Block, ...]
    path: str
    digest: str
    """SHA-256 of the file's text, line ends normalised."""

    @property
    def slots(self) -> Mapping[str, Slot]:
        """The slots by id, in the lesson's order."""
        return {block.id: block for block in self.blocks if isinstance(block, Slot)}


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


@dataclass(frozen=True, slots=True)
class Data:
    """Where the numbers come from."""

    kind: DataKind = "synthetic"
    pairs: tuple[tuple[float, float], ...] | None = None
    """The learner's own (x, y) pairs; None for the lesson's own data."""
    card: Mapping[str, Any] = field(default_factory=dict)
    """Numbers on the card that these data change."""
    about: About | None = None
    """What is known of measured data."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an edition. Prose may still hold `{{ quotations }}`."""

    id: str
    kind: Kind
    body: str
    """Markdown without heading and label; for code, the code."""
    place: Place
    """Where the body stands in the lesson or the story."""
    heading: str = ""
    """`## 2. The model`, when the cell is opened by a heading of the lesson's."""
    label: str = ""
    level: str | None = None
    lists_terms: bool = False
    default: bool = False
    """Whether a slot was left to its default."""

    @property
    def is_code(self) -> bool:
        """Whether a kernel runs it."""
        return self.kind in ("code", "card")

    @property
    def is_canonical(self) -> bool:
        """Whether its source is the same in every edition."""
        return self.kind in ("canon", "code")


@dataclass(frozen=True, slots=True)
class Edition:
    """One lesson woven with one story and one data set."""

    lesson: Lesson
    story: Story
    data: Data
    cells: tuple[Cell, ...]
    words: Mapping[str, str]
    """Every scenario word that prose may quote, by dotted name (`x.name`, `slope.unit`)."""
    card: Mapping[str, Any]
    """What stands on the card, by the same names, as Python literals."""
    formats: Mapping[str, str]
    """How each value prints unless a quotation says otherwise, by name."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a Jupyter kernel gave for an edition's code."""

    key: str
    """Digest of everything the result depends on."""
    outputs: Mapping[str, tuple[Output, ...]]
    """The outputs of each code cell, by cell id."""
    values: Mapping[str, float]
    """Every value of the lesson that these data have, at full precision."""
    series: Mapping[str, tuple[float, ...]]
    """Every series of the lesson, at full precision."""
    versions: Mapping[str, str]
    """Python's version and that of each package the lesson names."""


@dataclass(frozen=True, slots=True)
class ExecutedCell:
    """A cell as a reader meets it."""

    cell: Cell
    text: str
    """The body with words and numbers in place."""
    outputs: tuple[Output, ...] = ()
    heading: str = ""
    """The cell's heading, likewise."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One place where prose quotes a value, and what a reader sees there."""

    name: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Executed:
    """An edition with its run: all that a notebook, a page or a certificate needs."""

    edition: Edition
    run: Run
    cells: tuple[ExecutedCell, ...]
    quoted: tuple[Quoted, ...]
