"""Each kind of cell as what stands on the page: on which side, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from fieldwise.bind import Binder
from fieldwise.model import Cell, Executed, ExecutedCell, Output, Slot
from fieldwise.page import glossary, listing, prose, provenance
from fieldwise.page.figure import figure
from fieldwise.page.spread import Item, Side
from fieldwise.page.templating import macro
from fieldwise.page.terms import names, slug
from fieldwise.told import note_text, shortened_card, tells

_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?:(?P<number>\d+)\.\s+)?(?P<text>.*)")
FRIENDS = "{{ false_friends }}"
"""The text of a slot that lists what field.yaml declares."""
_LONG = 16
"""Lines of code without output from which on a page folds it."""
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading that opens a cell."""

    level: int
    number: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it stands on the page."""

    cell: Cell
    heading: Heading | None
    items: tuple[Item, ...]


def with_friends(executed: Executed) -> tuple[ExecutedCell, ...]:
    """The cells, with the list of false friends even where a field declares none.

    It is hidden while it is empty; another field's telling may fill it.
    """
    cells, before = [*executed.cells], 0
    places = {executed_cell.cell.id: at for at, executed_cell in enumerate(cells, 1)}
    for block in executed.edition.lesson.blocks:
        if isinstance(block, Slot) and block.text == FRIENDS and block.id not in places:
            cell = Cell(block.id, block.kind, FRIENDS, block.place, block.title)
            return (*cells[:before], ExecutedCell(cell, "", heading=block.title), *cells[before:])
        before = places.get(block.id, before)
    return executed.cells


class CellRenderer:
    """Renders the cells of one edition, in order."""

    def __init__(self, executed: Executed) -> None:
        self._edition = executed.edition
        self._read = Binder(executed.edition, executed.run.values).read
        self._terms = names(executed.edition.lesson.terms)
        self._marks = provenance.marks(executed.edition)
        self._figures = 0
        self._after_exercise = False
        self.glossary = glossary.glossary(executed, self._read)
        if self.glossary is not None and self.glossary.cell in self._marks:
            before = self.glossary.before + self._marks[self.glossary.cell]
            self.glossary = replace(self.glossary, before=before)
        self.friends = glossary.friends(executed, self._read)

    def shown(self, executed: ExecutedCell) -> Shown:
        """One cell; to be called for each in turn."""
        cell = executed.cell
        heading = self._heading(cell)
        if cell.is_code:
            items = (*self._code(cell, executed.outputs), *self._play(cell))
            return Shown(cell, heading, items)
        self._after_exercise = cell.kind == "exercises"
        return Shown(cell, heading, (*self._prose(cell, heading), *self._play(cell)))

    def _play(self, cell: Cell) -> Iterator[Item]:
        """The figures to play with that stand below a cell."""
        for name, below in self._edition.lesson.play.items():
            if below == cell.id:
                yield self._item("both", "play", name)

    def _heading(self, cell: Cell) -> Heading | None:
        found = _HEADING.fullmatch(cell.heading.strip())
        if found is None:
            return None
        text = prose.inline(found["text"], self._read)
        return Heading(len(found["marks"]), found["number"] or "", text)

    def _prose(self, cell: Cell, heading: Heading | None) -> Iterator[Item]:
        below = heading if heading is not None and heading.level > 2 else None
        if cell.kind == "canon":
            html = self._html(cell)
            if cell.level:
                html = provenance.optional(cell, self._edition.story.level, html)
            yield self._item("canon", "canon", cell, below, html)
            if cell.lists_terms and self.glossary is not None:
                yield self._item("both", "recap", self.glossary.entries)
            return
        if self.glossary is not None and cell.id == self.glossary.cell:
            if self.glossary.before:
                yield self._item("field", "plain", self.glossary.before, "before")
            yield self._item("both", "glossary", cell, self.glossary)
            return
        if heading is not None and heading.level == 1:
            yield self._item("field", "heading", cell, heading)
        elif below is not None:
            yield replace(self._item("canon", "heading", cell, below), opens=True)
        mark = self._marks.get(cell.id, "")
        yield from (provenance.marked(item, mark) for item in self._field(cell))

    def _field(self, cell: Cell) -> Iterator[Item]:
        if cell.kind == "notes":
            yield from self._notes(cell)
            return
        if cell.kind == "glossary" and cell.body.strip() == FRIENDS:
            yield self._item("field", "friends", cell, self.friends)
            return
        terms = () if cell.kind in ("glossary", "prompts") else self._terms
        parts = prose.parts(cell.body, self._read, terms)
        if not parts:
            return
        if cell.kind == "prompts":
            yield self._item("field", "prompts", cell, parts)
        elif cell.kind == "exercises":
            asks = bool(cell.heading) and not any(part.heading for part in parts)
            opens = cell.heading.startswith("## ")
            yield self._item("field", "exercise", cell, parts, asks and not opens)
        else:
            label = prose.inline(cell.label, self._read)
            field = self._edition.story.field.name
            yield self._item("field", "story", cell, label, field, self._html(cell))

    def _notes(self, cell: Cell) -> Iterator[Item]:
        """What is known of measured data; each note with the figure that shows it."""
        about = self._edition.data.about
        remarks = about.remarks if about and tells(self._edition.lesson, cell) == "notes" else ()
        if not remarks:
            label = prose.inline(cell.label, self._read)
            yield self._item("field", "note", cell, label, self._html(cell), "")
        for number, remark in enumerate(remarks, 1):
            drawn = figure(remark.svg, slug(f"{cell.id}-{number}")) if remark.svg else None
            shown = Markup()
            if drawn is not None:
                self._figures += 1
                shown = self._macro("figure", cell, self._figures, Markup(drawn.named), drawn.words)
            text = prose.html(note_text(number), self._read, self._terms)
            yield self._item("field", "note", cell, "", text, shown)

    def _html(self, cell: Cell) -> Markup:
        return prose.html(cell.body, self._read, self._terms)

    def _code(self, cell: Cell, outputs: tuple[Output, ...]) -> Iterator[Item]:
        body = shortened_card(cell.body) if cell.kind == "card" else cell.body
        code = Markup(listing.highlighted(body))
        lines = cell.body.count("\n") + 1
        folded = lines if not outputs and lines >= _LONG and cell.kind == "code" else 0
        side: Side = "field" if cell.kind == "card" else "canon"
        html = str(self._macro("code", cell, code, folded))
        yield Item(side, html, faced=bool(outputs))
        shown = Markup("").join(self._outputs(cell, outputs))
        if shown:
            yield self._item("field", "reveal" if self._after_exercise else "plain", shown)

    def _outputs(self, cell: Cell, outputs: tuple[Output, ...]) -> Iterator[Markup]:
        for output in outputs:
            data = output.get("data", {})
            svg = _text(data.get("image/svg+xml", ""))
            drawn = figure(svg, slug(cell.id)) if svg else None
            if drawn is not None:
                self._figures += 1
                yield self._macro("figure", cell, self._figures, Markup(drawn.named), drawn.words)
            elif data.get("image/png"):
                self._figures += 1
                words = _text(data.get("text/plain", ""))
                png = re.sub(r"\s", "", _text(data["image/png"]))
                yield self._macro("picture", cell, self._figures, png, words)
            else:
                text = output.get("text") or data.get("text/plain") or output.get("traceback", "")
                yield self._macro("output", cell, _ANSI.sub("", _text(text)).rstrip("\n"))

    def _item(self, side: Side, name: str, *arguments: object) -> Item:
        return Item(side, str(self._macro(name, *arguments)))

    def _macro(self, name: str, *arguments: object) -> Markup:
        return macro("cell.html.j2", name, *arguments)


def _text(value: object) -> str:
    """A notebook's multi-line text, which may be a list of its lines."""
    return "\n".join(value) if isinstance(value, list) else str(value)
