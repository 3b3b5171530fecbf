"""A lesson woven with a story and data, and what its run gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldwise.model.about import About
from fieldwise.model.findings import Place
from fieldwise.model.lesson import DataKind, Kind, Lesson
from fieldwise.model.story import Story

Output = dict[str, Any]
"""One cell output as the notebook format has it (nbformat 4)."""


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
