"""The gallery: every field with one line and one picture, and a box that finds the nearest.

An edition's entry is made when the edition is built and kept as plain text, so that a gallery of
hundreds is put together without opening one of them again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fieldwise import __version__
from fieldwise.model import Executed
from fieldwise.nearest import trade_words
from fieldwise.page.assets import assets
from fieldwise.page.figure import figure
from fieldwise.page.templating import hue, template

_TEXT = re.compile(r"<text\b[^>]*>([^<]*)</text>")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_VIEW = re.compile(r'<svg viewBox="([\d. ]+)">(.*)</svg>', re.DOTALL)
_PREFIX = "fw-picture"


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure as the gallery shows it: a drawing that many share, and its own words."""

    drawing: str
    box: str
    words: Markup
    alt: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson that a field tells."""

    address: str
    number: int
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One field."""

    id: str
    name: str
    summary: str
    learner: str
    words: str
    """What a search may find it by."""
    picture: Picture | None
    lessons: tuple[Lesson, ...]

    @property
    def hue(self) -> int:
        """Which of the page's colours it has."""
        return hue(self.id)


def gallery_card(executed: Executed) -> dict[str, str]:
    """What the gallery needs of an edition, as plain text that can be kept."""
    edition = executed.edition
    field, lesson, scenario = edition.story.field, edition.lesson, edition.story.scenario
    x, y = (quantity.name for quantity in list(scenario.quantities.values())[:2])
    return {
        "field": field.id,
        "name": field.name,
        "learner": field.learner,
        "summary": field.summary or f"From {x} to {y}.",
        "lesson": lesson.id,
        "number": str(lesson.number),
        "title": lesson.title,
        "about": lesson.summary,
        "words": _words(executed),
        "picture": _picture(executed),
    }


def gallery(cards: Sequence[Mapping[str, str]]) -> str:
    """The gallery of all editions as one HTML file; each stands at FIELD/LESSON.html beside it."""
    drawings: dict[str, str] = {}
    entries = _entries(cards, drawings)
    return template("gallery.html.j2").render(
        assets=assets("gallery"),
        drawings={name: Markup(drawing) for name, drawing in drawings.items()},
        entries=entries,
        lessons=sorted(
            {(one.number, one.title, one.about) for entry in entries for one in entry.lessons}
        ),
        version=__version__,
    )


def _entries(cards: Sequence[Mapping[str, str]], drawings: dict[str, str]) -> tuple[Entry, ...]:
    """The fields in alphabetical order; drawings are added to those that are shared."""
    by_field: dict[str, list[Mapping[str, str]]] = {}
    for card in sorted(cards, key=lambda card: (card["name"].casefold(), int(card["number"]))):
        by_field.setdefault(card["field"], []).append(card)
    return tuple(_entry(field, own, drawings) for field, own in by_field.items())


def _entry(field: str, cards: Sequence[Mapping[str, str]], drawings: dict[str, str]) -> Entry:
    first = cards[0]
    lessons = (
        Lesson(f"{field}/{card['lesson']}.html", int(card["number"]), card["title"], card["about"])
        for card in cards
    )
    words = " ".join(dict.fromkeys(" ".join(card["words"] for card in cards).split()))
    return Entry(
        field,
        first["name"],
        first["summary"],
        first["learner"],
        words,
        _shared(first["picture"], drawings),
        tuple(lessons),
    )


def _picture(executed: Executed) -> str:
    """The edition's richest figure, as JSON of its markup and its words; empty if it has none."""
    texts = (
        "".join(output.get("data", {}).get("image/svg+xml", ""))
        for cell in executed.cells
        for output in cell.outputs
    )
    richest_first = sorted(texts, key=len, reverse=True)
    drawn = next(filter(None, (figure(text, _PREFIX) for text in richest_first)), None)
    return json.dumps([drawn.svg, drawn.words], ensure_ascii=False) if drawn else ""


def _shared(picture: str, drawings: dict[str, str]) -> Picture | None:
    """Part a picture in a drawing, kept once however many fields have it, and its own words."""
    if not picture:
        return None
    svg, alt = json.loads(picture)
    parted = _VIEW.fullmatch(svg)
    if parted is None:
        return None
    own = [text[0] for text in _TEXT.finditer(parted[2]) if _LETTERS.search(text[1])]
    drawing = _TEXT.sub(lambda text: "" if text[0] in own else text[0], parted[2])
    name = f"d{hashlib.sha256(drawing.encode()).hexdigest()[:8]}"
    drawings.setdefault(name, drawing.replace(_PREFIX, name))
    return Picture(name, parted[1], Markup("".join(own)), alt)


def _words(executed: Executed) -> str:
    """Words that tell this field from others: its story's own, without those of the canon."""
    story, lesson = executed.edition.story, executed.edition.lesson
    field, scenario = story.field, story.scenario
    known = {word.lower() for term in lesson.terms for word in _WORD.findall(term)}
    texts = [field.name, field.learner, field.summary, scenario.setting, scenario.observations]
    texts += [quantity.name for quantity in scenario.quantities.values()]
    texts += list(field.false_friends)
    texts += [
        line.split("|")[1]
        for telling in story.tellings.values()
        for line in telling.text.splitlines()
        if line.startswith("|")
    ]
    texts += trade_words(f"{field.name} {field.learner} {field.summary}")
    found = (word.lower() for text in texts for word in _WORD.findall(text))
    return " ".join(dict.fromkeys(word for word in found if word not in known))
