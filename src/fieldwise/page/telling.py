"""A telling: what one edition's page says where another's says something else.

Editions of a lesson share their canon, their code and their numbers. What differs is gathered here
by the place where it stands, so that any page of the lesson can say it in place of its own:

    =name      a phrase of the page itself, by its `data-t`
    ?source    a word or a value that canon or a heading quotes, by its `data-q`
    #cell      what the field says in a cell, by its `data-cell`
    >cell.n    the nth output of a code cell: its text, or the words of a drawing
    term       the field's word and bridge in the glossary, by the term's slug

Everything in it has been made by the page's own renderer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from html import escape, unescape
from typing import Any

from fieldwise.model import Executed
from fieldwise.page import figures
from fieldwise.page.cells import Shown
from fieldwise.page.glossary import Glossary
from fieldwise.page.templating import hue, within

PLAIN = "plain-symbols"
"""What a reader asks for to read a lesson without any field's words."""
MINE = "My data"
"""What a learner's own data are called, where a field's name would stand."""

_QUOTED = re.compile(r'<span data-q="([^"]*)">(.*?)</span>', re.DOTALL)
_ROOT = re.compile(
    r"<(?P<tag>\w+)(?P<class> class=\"[^\"]*\")?[^>]*?data-cell=\"(?P<id>[^\"]*)\"[^>]*>"
)
_OUTPUT = re.compile(
    r'<div class="field output" data-cell="(?P<of>[^"]*)">.*?<samp>(?P<text>.*?)</samp>'
    r'|<figure class="field figure" data-cell="(?P<drawn>[^"]*)">'
    r'<svg role="img" aria-label="(?P<words>[^"]*)"(?P<drawing>.*?)</svg>',
    re.DOTALL,
)
_TEXT = re.compile(r"<text\b[^>]*>([^<]*)</text>")


@dataclass(frozen=True, slots=True)
class Telling:
    """What differs in one edition, by place; and what the lens says of it."""

    field: str
    """The field's id."""
    name: str
    hue: str
    """Which of the page's colours it has."""
    parts: Mapping[str, str]
    """HTML, by place."""
    words: Mapping[str, Any]
    """The scenario's words, for figures that are drawn on the page."""

    @property
    def plain(self) -> dict[str, Any]:
        """The telling as JSON-like data."""
        return asdict(self)


def telling(executed: Executed, cells: Iterable[Shown], glossary: Glossary | None) -> Telling:
    """What an edition's cells, as they stand on its page, say of their own."""
    field = executed.edition.story.field
    parts = {f"={name}": escape(text, quote=False) for name, text in phrases(executed).items()}
    outputs: dict[str, int] = {}
    for shown in cells:
        parts |= _quoted(shown)
        for key, html in _told(shown, glossary, outputs):
            parts[key] = html
    if glossary is not None:
        parts |= _glossary(glossary)
    colour = "plain" if field.id == PLAIN else str(hue(field.id))
    edition = executed.edition
    words = figures.words(edition.words) if edition.lesson.play else {}
    return Telling(field.id, name_of(executed), colour, parts, words)


def name_of(executed: Executed) -> str:
    """What the lens calls an edition."""
    data, field = executed.edition.data, executed.edition.story.field
    of_field = data.about is not None and data.about.credit
    return field.name if data.kind == "synthetic" or of_field or field.id == PLAIN else MINE


def phrases(executed: Executed) -> dict[str, str]:
    """What the page itself says of the field, as plain text by the name of the place."""
    lesson, field = executed.edition.lesson, executed.edition.story.field
    about = executed.edition.data.about
    if field.id == PLAIN:
        inside, told = "in plain symbols", "Told in plain symbols"
    elif about is not None:
        inside = f"on the data of “{about.source}”"
        told = f"Told {inside}"
    else:
        inside, told = f"in the words of {within(field.name)}", f"Told for {field.learner}"
    return {
        "title": f"{lesson.title}, told {inside}",
        "inside": inside,
        "told": told,
        "made": within(told),
    }


def packable(html: str) -> str:
    """A cell's HTML without what every telling of the cell has alike."""
    return _ROOT.sub(r"<\g<tag>\g<class>>", html, count=1)


def _quoted(shown: Shown) -> dict[str, str]:
    canon = [item.html for item in shown.items if item.side == "canon"]
    heading = [shown.heading.html] if shown.heading and shown.heading.level > 1 else []
    return {
        f"?{unescape(name)}": text
        for html in [*heading, *canon]
        for name, text in _QUOTED.findall(html)
    }


def _told(
    shown: Shown, glossary: Glossary | None, outputs: dict[str, int]
) -> Iterator[tuple[str, str]]:
    for item in shown.items:
        if item.side != "field" or shown.cell.kind == "notes":  # those speak of a file
            continue
        if glossary is not None and shown.cell.id == glossary.cell:
            continue
        if shown.cell.kind == "code":
            yield from _outputs(item.html, outputs)
        else:
            yield f"#{shown.cell.id}", packable(item.html)


def _outputs(html: str, seen: dict[str, int]) -> Iterator[tuple[str, str]]:
    for found in _OUTPUT.finditer(html):
        cell = found["of"] or found["drawn"]
        seen[cell] = seen.get(cell, -1) + 1
        text = found["text"] if found["of"] else "\n".join(_words(found["words"], found["drawing"]))
        yield f">{cell}.{seen[cell]}", text


def _words(words: str, drawing: str) -> Iterator[str]:
    """A drawing's description, then each of its texts in which there is a letter."""
    yield words
    for text in _TEXT.findall(drawing):
        if any(map(str.isalpha, unescape(text))):
            yield text


def _glossary(glossary: Glossary) -> dict[str, str]:
    means = {
        f"?{unescape(n)}": text for e in glossary.entries for n, text in _QUOTED.findall(e.means)
    }
    rows = {entry.slug: f"{entry.word}\n{entry.bridge}" for entry in glossary.entries}
    return {"=before": glossary.before, "=after": glossary.after, **means, **rows}


def as_json(content: object) -> str:
    """Content as JSON without needless spaces."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
