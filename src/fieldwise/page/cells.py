"""Each kind of cell as what stands on the page: on which side, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from fieldwise.bind import Binder
from fieldwise.model import Cell, Executed, ExecutedCell, Output
from fieldwise.page import glossary, listing, prose
from fieldwise.page.figure import figure
from fieldwise.page.spread import Item, Side
from fieldwise.page.templating import macro
from fieldwise.page.terms import names, slug

_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?:(?P<number>\d+)\.\s+)?(?P<text>.*)")
FRIENDS = "{{ false_friends }}"
"""The text of a slot that lists what field.yaml declares."""
READERS = {"calculus": "For readers with calculus", "code": "For readers new to Python"}
"""What an optional passage says above itself, by the level it serves."""
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


class CellRenderer:
    """Renders the cells of one edition, in order."""

    def __init__(self, executed: Executed) -> None:
        self._edition = executed.edition
        self._read = Binder(executed.edition, executed.run.values).read
        self._terms = names(executed.edition.lesson.terms)
        self._figures = 0
        self._after_exercise = False
        self.glossary = glossary.glossary(executed, self._read)
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
            level = READERS.get(cell.level, f"Optional: {cell.level}") if cell.level else ""
            yield self._item("canon", "canon", cell, below, self._html(cell), level)
            if cell.lists_terms and self.glossary is not None:
                yield self._item("both", "recap", self.glossary.entries)
            return
        if self.glossary is not None and cell.id == self.glossary.cell:
            if self.glossary.before:
                yield self._item("field", "plain", self.glossary.before)
            yield self._item("both", "glossary", cell, self.glossary)
            return
        if heading is not None and heading.level == 1:
            yield self._item("field", "heading", cell, heading)
        elif below is not None:
            yield replace(self._item("canon", "heading", cell, below), opens=True)
        yield from self._field(cell)

    def _field(self, cell: Cell) -> Iterator[Item]:
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

    def _html(self, cell: Cell) -> Markup:
        return prose.html(cell.body, self._read, self._terms)

    def _code(self, cell: Cell, outputs: tuple[Output, ...]) -> Iterator[Item]:
        code = Markup(listing.highlighted(cell.body))
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
