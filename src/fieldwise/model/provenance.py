"""The nouns of standing: who wrote a section, who reviewed it, and what is recorded of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Writer = Literal["person", "model"]
"""Who may write a section; a default is written by nobody, so it has no record."""

Verdict = Literal["accepted", "to mend"]
"""What a reviewer says of a section."""

Origin = Literal["person", "model", "edited", "default"]
"""Whose text a section is: `edited` was drafted by a model and changed by a person since."""

State = Literal["accepted", "to mend", "text moved on", "canon moved on", "unreviewed"]
"""What is known of a section's review, today."""


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote a section, and a mark of the text as it was then."""

    by: Writer
    name: str
    """The person's, or the model's."""
    on: str
    """The day, `2026-11-22`."""
    text: str
    """`standing.mark` of the text."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Who reviewed a section, what they said, and marks of what they had before them."""

    by: str
    verdict: Verdict
    note: str
    on: str
    canon: str
    """The lesson's version."""
    beside: str
    """`standing.beside` of the canon; empty where a hand-written record does not say."""
    text: str
    """`standing.mark` of the text."""
    words: str = ""
    """`standing.words` of what it quotes; empty where a record does not say."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is recorded of one section."""

    written: Written | None = None
    reviewed: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is recorded of a story's sections, by slot."""

    records: Mapping[str, Record] = field(default_factory=dict)
    path: str = ""
    """The file it is recorded in, whether there is one yet or not."""
    digest: str = ""
    """SHA-256 of that file's text; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Section:
    """How one section of a story stands today."""

    slot: str
    origin: Origin
    writers: tuple[str, ...]
    """The people who wrote it, or the model that drafted it; empty if nobody is named."""
    state: State
    reviewers: tuple[str, ...] = ()
    note: str = ""
    """What the reviewer wants mended."""
    on: str = ""
    """The day of the review, if it is known."""
    canon: str = ""
    """The version of the lesson it was reviewed against."""

    @property
    def is_open(self) -> bool:
        """Whether somebody in the field should still read it; a default is nobody's to answer."""
        return self.origin != "default" and self.state != "accepted"

    @property
    def is_draft(self) -> bool:
        """Whether it is a model's draft that nobody in the field has accepted as it is."""
        return self.origin in ("model", "edited") and self.state != "accepted"


UNRECORDED = Standing()
"""What is known where nothing was recorded."""
