"""The glossary: each canonical term beside the field's own word for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from fieldwise.model import Executed, Term
from fieldwise.page import prose
from fieldwise.page.prose import Read, Table
from fieldwise.page.terms import slug

_UNTOLD = (Markup(), Markup(), Markup())


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: the canon's name and definition, the field's word and bridge; all HTML."""

    slug: str
    term: Markup
    means: Markup
    word: Markup
    bridge: Markup


@dataclass(frozen=True, slots=True)
class Friend:
    """A word that the field already uses for something else; HTML."""

    slug: str
    word: Markup
    means: Markup
    terms: tuple[str, ...]
    """The terms it could be taken for, as slugs."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """All entries in the lesson's order, and the text around them."""

    cell: str
    entries: tuple[Entry, ...]
    before: Markup
    after: Markup


def glossary(executed: Executed, read: Read) -> Glossary | None:
    """An edition's glossary; None if its table is missing or not one of three columns."""
    for executed_cell in executed.cells:
        cell = executed_cell.cell
        found = prose.table(cell.body, read) if cell.kind == "glossary" else None
        if found is not None and len(found.head) == 3:
            entries = _entries(found, executed.edition.lesson.terms, read)
            return Glossary(cell.id, entries, found.before, found.after)
    return None


def friends(executed: Executed, read: Read) -> tuple[Friend, ...]:
    """The false friends that the field declares."""
    terms = executed.edition.lesson.terms
    return tuple(
        Friend(
            slug(word),
            prose.inline(word, read),
            prose.inline(means, read),
            tuple(slug(term.name) for term in terms.values() if word in (term.name, *term.forms)),
        )
        for word, means in executed.edition.story.field.false_friends.items()
    )


def _entries(table: Table, terms: Mapping[str, Term], read: Read) -> tuple[Entry, ...]:
    """A line for every term that the lesson has, told or not, then what else the table holds."""
    told = {slug(row[1]): row for row in table.rows}
    entries = []
    for term in terms.values():
        own = next((key for key in map(slug, term.forms) if key in told), "")
        word, _, bridge = told.pop(own, _UNTOLD)
        means = prose.inline(term.means, read)
        entries.append(Entry(slug(term.name), prose.inline(term.name, read), means, word, bridge))
    rest = [Entry(key, term, Markup(), word, bridge) for key, (word, term, bridge) in told.items()]
    return (*entries, *rest)
