"""The glossary of a story: which field word stands for which canonical term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldwise.check.context import Context
from fieldwise.check.tables import Cell, Table, tables
from fieldwise.check.text import Text
from fieldwise.model import Lesson


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the field's own word, and the term it stands for."""

    word: Cell
    term: Cell


@dataclass(frozen=True, slots=True)
class Glossary:
    """A slot that maps the field's words to the lesson's terms."""

    text: Text
    entries: tuple[Entry, ...]


def glossaries(context: Context) -> Iterator[Glossary]:
    """The glossaries that a story tells; none, if it leaves them to the default."""
    for name, text in context.told.items():
        slot = context.slots[name]
        if slot.kind != "glossary" or not text.text:
            continue
        column = _term_column(slot.text, context.lesson)
        if column is None:
            continue
        rows = [row for table in tables(text.text).whole for row in table.rows]
        entries = tuple(
            Entry(row.cells[0 if column else 1], row.cells[column])
            for row in rows
            if len(row.cells) > max(column, 1)
        )
        yield Glossary(text, entries)


def _term_column(default: str, lesson: Lesson) -> int | None:
    """The column of a default's table that holds the lesson's terms."""
    for table in tables(default).whole:
        for column in range(len(table.header.cells)):
            if _holds_terms(table, column, lesson):
                return column
    return None


def _holds_terms(table: Table, column: int, lesson: Lesson) -> bool:
    cells = [row.cells[column].plain for row in table.rows if len(row.cells) > column]
    return bool(cells) and all(cell in lesson.terms for cell in cells)
