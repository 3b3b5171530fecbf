"""What a page says of its own making: for whom it is open, who wrote it, who reviewed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from fieldwise.model import Cell, Edition
from fieldwise.model.level import READERS, Level
from fieldwise.model.provenance import Section
from fieldwise.page.spread import Item
from fieldwise.page.templating import macro
from fieldwise.standing import sections
from fieldwise.standing.wording import draft_mark, in_words, reviewed_in_words, written_in_words

_MATHEMATICS = (
    ("none", "none"),
    ("calculus", "calculus"),
    ("linear algebra", "calculus and linear algebra"),
)
_PROGRAMMING = (("none", "none"), ("some", "some"), ("fluent", "fluent"))
_TEMPLATE = "standing.html.j2"


@dataclass(frozen=True, slots=True)
class Row:
    """One section in the panel of proof."""

    slot: str
    written: str
    reviewed: str
    on: str
    """The day of the review, if it is known."""


def marks(edition: Edition) -> Mapping[str, Markup]:
    """What stands at each section that a model drafted and nobody has accepted, by slot."""
    return {
        section.slot: macro(_TEMPLATE, "mark", draft_mark(section))
        for section in sections(edition.lesson, edition.story)
        if section.is_draft
    }


def marked(item: Item, mark: str) -> Item:
    """A section with its mark at its end, within it: what takes its place takes the mark's."""
    inside, end, _ = item.html.rpartition("</div>")
    return replace(item, html=f"{inside}{mark}{end}") if mark and end else item


def optional(cell: Cell, level: Level, html: Markup) -> Markup:
    """An optional passage, open for the readers it serves."""
    serves = READERS.get(cell.level or "", "")
    return macro(_TEMPLATE, "optional", cell.level, serves, level.serves(cell.level), html)


def levels(edition: Edition) -> Markup:
    """The two settings by which a reader opens and folds optional passages."""
    if not any(cell.level for cell in edition.cells):
        return Markup()
    return macro(_TEMPLATE, "levels", edition.story.level, _MATHEMATICS, _PROGRAMMING)


def standing(edition: Edition) -> list[str]:
    """Who wrote the edition, and who has reviewed it."""
    return in_words(_printed(edition))


def every_section(edition: Edition) -> Markup:
    """A line on each section, where they do not all stand alike."""
    found = _printed(edition)
    if len({_kind(section) for section in found}) < 2:
        return Markup()
    rows = [
        Row(
            section.slot,
            written_in_words(section),
            reviewed_in_words(replace(section, on="")),
            section.on,
        )
        for section in found
    ]
    return macro(_TEMPLATE, "sections", rows)


def _printed(edition: Edition) -> list[Section]:
    """The sections that these data have."""
    printed = {cell.id for cell in edition.cells}
    return [s for s in sections(edition.lesson, edition.story) if s.slot in printed]


def _kind(section: Section) -> tuple[object, ...]:
    return section.origin, section.writers, section.state, section.reviewers
