"""The walk through a story's sections, in a terminal; and what is open, listed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click
from rich.box import HEAVY, ROUNDED, Box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from fieldwise.check.report import shown_path
from fieldwise.model import Lesson, Story
from fieldwise.model.provenance import Section, Verdict
from fieldwise.review import Stop, stops
from fieldwise.standing import record_review, sections, words
from fieldwise.standing import review as today
from fieldwise.standing.reading import is_unseen
from fieldwise.standing.wording import reviewed_in_words, written_in_words

_WIDE = 96
"""Columns of a terminal from which on canon and section stand side by side."""
_CANON, _FIELD, _SOFT = "red", "cyan", "dim"
_NO_CANON = "This section has no canon beside it; it answers the lesson as a whole."
_KEYS = {"a": "accept", "m": "mend", "s": "skip", "q": "stop"}
_ASK = "[a]ccept, to [m]end, [s]kip, [q]uit"


def tell_open(lesson: Lesson, story: Story, style: str, *, every: bool) -> int:
    """List the sections that somebody in the field should still read; 1 if there are any."""
    found = sections(lesson, story)
    waiting = [section for section in found if section.is_open]
    shown = list(found) if every else waiting
    if style == "json":
        rows = [_row(story, section) for section in shown]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return 1 if waiting else 0
    for section in shown:
        review = reviewed_in_words(section) or "never"
        click.echo(f"{_where(story, section)} {section.slot}: {_about(section, review)}")
    count = len(waiting)
    click.echo(f"{count} section{'s' * (count != 1)} to review." if count else "Nothing to review.")
    if not every and (left := _defaults(found)):
        click.echo(left)
    return 1 if waiting else 0


def _defaults(found: Iterable[Section]) -> str:
    """What is to be said of sections that nobody has told."""
    count = sum(section.origin == "default" for section in found)
    are = "section is the lesson's default" if count == 1 else "sections are the lesson's defaults"
    return f"{count} {are}; --all has {'it' if count == 1 else 'them'}, too." if count else ""


def _row(story: Story, section: Section) -> dict[str, object]:
    telling = story.tellings.get(section.slot)
    return {
        "slot": section.slot,
        "path": shown_path(story.path),
        "line": telling.heading.line if telling else None,
        "origin": section.origin,
        "writers": list(section.writers),
        "review": section.state,
        "open": section.is_open,
        "reviewers": list(section.reviewers),
        "note": section.note,
        "on": section.on,
        "canon": section.canon,
    }


def _where(story: Story, section: Section) -> str:
    telling = story.tellings.get(section.slot)
    path = shown_path(story.path)
    return f"{path}:{telling.heading.line}" if telling else path


def _about(section: Section, review: str) -> str:
    note = f" “{section.note}”" if section.note else ""
    return f"{written_in_words(section)}; reviewed: {review}{note}"


class Walk:
    """Shows one section after the other, asks, and records each verdict at once."""

    def __init__(self, lesson: Lesson, story: Story, again: str) -> None:
        self._lesson = lesson
        self._story = story
        self._again = again
        self._console = Console(highlight=False)

    def through(self, name: str | None, *, every: bool) -> int:
        """Walk through what waits for a review; it can be left at any point and gone on with."""
        waiting = [stop for stop in self._stops() if every or stop.waits_for_review]
        if not waiting:
            return self._nothing()
        name = (name or "").strip() or self._name()
        if not name:
            self._say("Without a name nothing is recorded.")
            return 0
        own = [stop for stop in waiting if self._is_own(stop, name)]
        waiting = [stop for stop in waiting if stop not in own]
        if own:
            self._say(f"{len(own)} of them {name} wrote; somebody else should read those.")
        done = 0
        for number, stop in enumerate(waiting, 1):
            self._show(stop, number, len(waiting))
            verdict = self._ask(_ASK, _KEYS)
            if verdict == "stop":
                break
            if verdict != "skip" and self._record(stop, name, verdict):
                done += 1
        return self._goodbye(done, len(waiting) - done)

    def _stops(self) -> tuple[Stop, ...]:
        from fieldwise.build import execute
        from fieldwise.check import check
        from fieldwise.cli.printing import progress

        with progress() as say:
            say("running the lesson's code")
            executed = execute(self._lesson, self._story)
            return stops(executed, check(self._lesson, self._story, executed))

    def _is_own(self, stop: Stop, name: str) -> bool:
        return stop.section.origin == "person" and name in stop.section.writers

    def _nothing(self) -> int:
        found = sections(self._lesson, self._story)
        self._say("Nothing waits for a review.")
        for section in found:
            if section.state == "to mend":
                self._say(f"  {section.slot} waits to be mended: “{section.note}”")
        if left := _defaults(found):
            self._say(left)
        return 0

    def _name(self) -> str:
        self._say("Your name, as the certificate should give it:")
        return self._line()

    def _record(self, stop: Stop, name: str, verdict: str) -> bool:
        said: Verdict = "accepted"
        note = ""
        if verdict == "mend":
            said = "to mend"
            self._say("What should be mended? (Nothing: back to the next section.)")
            note = self._line()
            if not note:
                return False
        review = today(
            self._lesson, stop.section.slot, stop.source, by=name, verdict=said, note=note
        )
        review = replace(review, words=words(self._story, stop.source))
        record_review(Path(self._story.path), stop.section.slot, review)
        self._say(f"{stop.section.slot}: {said}.")
        return True

    def _goodbye(self, done: int, left: int) -> int:
        said = f"{done} section{'s' * (done != 1)} reviewed"
        if left:
            self._say(f"{said}, {left} left. Go on with: {self._again}")
        else:
            self._say(f"{said}; nothing is left.")
        return 0

    # One section on the screen

    def _show(self, stop: Stop, number: int, of: int) -> None:
        section, console = stop.section, self._console
        console.print()
        console.print(Rule(Text(f"{number} of {of} · {section.slot}"), align="left", style=_SOFT))
        console.print(Text(_about(section, reviewed_in_words(section) or "no"), style=_SOFT))
        if stop.where:
            console.print(Text(_where(self._story, section), style=_SOFT), soft_wrap=True)
        console.print(Text(f"It was asked for: {stop.slot.brief}", style=_SOFT))
        console.print()
        console.print(self._beside(stop))
        console.print()
        for item in stop.found:
            console.print(Text(f"check: line {item.line}: {item.code} {item.message}", "yellow"))
        if not stop.found and stop.where:
            console.print(Text("check: nothing to say.", style=_SOFT))

    def _beside(self, stop: Stop) -> RenderableType:
        canon = _voice("Canon, the same for everyone", _CANON, HEAVY, stop.canon or [_NO_CANON])
        told = _voice(self._story.field.name, _FIELD, ROUNDED, [stop.told])
        if self._console.width < _WIDE:
            return Group(canon, told)
        grid = Table.grid(padding=(0, 1), expand=True)
        grid.add_column(ratio=1)
        grid.add_column(ratio=1)
        grid.add_row(canon, told)
        return grid

    def _say(self, text: str) -> None:
        self._console.print(Text(_seen(text)), soft_wrap=True)

    def _ask(self, question: str, keys: dict[str, str]) -> str:
        """One of some answers, by its letter or its word; the end of input is the last of them."""
        while True:
            self._console.print(Text(f"{question}: "), end="")
            typed = self._line(end="q").casefold()
            for key, meaning in keys.items():
                if typed and (typed == key or meaning.startswith(typed)):
                    return meaning
            self._say("Please type a, m, s or q.")

    def _line(self, end: str = "") -> str:
        """A line that is typed; `end` if there is no more to come."""
        try:
            return input().strip()
        except EOFError:
            self._console.print()
            return end


def _voice(title: str, colour: str, box: Box, texts: Iterable[str]) -> RenderableType:
    """What one of the two says, in its colour and its frame."""
    text = Text(_seen("\n\n".join(texts)))
    return Panel(text, title=Text(_seen(title)), title_align="left", box=box, border_style=colour)


def _seen(text: str) -> str:
    """A text without signs that could steer a terminal."""
    return "".join(sign for sign in text if not is_unseen(sign))
