"""The canon of a lesson: its blocks, terms and values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from fieldwise.model.findings import Place

Kind = Literal["canon", "code", "card", "story", "glossary", "prompts", "exercises", "notes"]
"""What a cell is; the value of `kind` in a notebook cell's metadata."""

DataKind = Literal["synthetic", "measured"]
"""Whether the data were made by the lesson (so the truth is known) or observed."""


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
