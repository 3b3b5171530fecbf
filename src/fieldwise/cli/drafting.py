"""What `fieldwise draft` shows: the plan, the text as it comes, and what became of it."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import click

from fieldwise.check.report import shown_path
from fieldwise.cli.options import typed
from fieldwise.draft.drafting import ROUNDS, Ear, Outcome
from fieldwise.draft.manuscript import Manuscript
from fieldwise.draft.material import Material
from fieldwise.draft.prompt import messages, size
from fieldwise.draft.reply import so_far
from fieldwise.draft.settings import Endpoint
from fieldwise.model import Diagnostic, Slot
from fieldwise.read.course import user_folder

if TYPE_CHECKING:
    from rich.console import RenderableType

_LINES = 6
"""Lines of the arriving text that are shown."""
_TAIL = 500
"""Characters of it, so that they fill no more than a few rows of the terminal."""
_NARROW, _WIDE = 40, 96
"""Columns of a terminal, and of a source line that is shown, at the least and at the most."""
_LISTED = 8
"""Findings about one section that are listed at the end; a model is told all of them."""
_PER_TOKEN = 4
"""Characters of English that make about one token."""


class View(Ear, Protocol):
    """An ear that also hears how each slot ends."""

    def ends(self, outcome: Outcome) -> None:
        """A slot is done."""


def plan(endpoint: Endpoint, gathered: Material, slots: Sequence[Slot]) -> str:
    """What would be sent to whom."""
    length = sum(size(messages(gathered, slot)) for slot in slots)
    key = "your key goes with each request" if endpoint.key else "no key"
    way = "this machine" if endpoint.is_local else "encrypted" if endpoint.is_encrypted else ""
    way = way or "NOT encrypted: anybody on the way can read it"
    said = ", what you said in the interview" if gathered.said else ""
    rows = {
        "to": f"{endpoint.host} ({way}; {key})",
        "model": endpoint.model,
        "requests": f"{len(slots)}, one for each section; up to {ROUNDS * len(slots)} with "
        "corrections, a few more where one has to be sent again",
        "size": f"about {length / 1000:,.0f} kB, some {length / _PER_TOKEN / 1000:,.0f} thousand "
        "tokens; each correction sends its section's part again",
        "what": "the lesson's text beside each section, your scenario, the words of field.yaml, "
        f"sections that are told{said}; --show prints all of it",
        "sections": ", ".join(slot.id for slot in slots),
    }
    head = (
        f"{len(slots)} {'section' if len(slots) == 1 else 'sections'} of {gathered.lesson.id}, "
        f"in the words of “{gathered.story.field.name}”, would be drafted.\n"
    )
    return "\n".join([head, *(_row(name, text) for name, text in rows.items()), ""])


def show_messages(gathered: Material, slots: Sequence[Slot]) -> None:
    """Print every message of the first round in full."""
    for number, slot in enumerate(slots, 1):
        for message in messages(gathered, slot):
            click.echo(f"=== request {number} of {len(slots)}, `{slot.id}`: {message['role']}\n")
            click.echo(f"{message['content'].rstrip()}\n")


def summary(outcomes: Sequence[Outcome], manuscript: Manuscript, model: str) -> str:
    """What was accepted, what was not and why, and what to do next."""
    accepted = [item for item in outcomes if item.state == "accepted"]
    kept = [item for item in outcomes if item.state == "default"]
    left = [item.slot for item in outcomes if item.state == "left"]
    lines = []
    if accepted:
        what = "section" if len(accepted) == 1 else "sections"
        path = shown_path(str(manuscript.path))
        lines.append(f"{len(accepted)} {what} written by {printable(model)} into {path}.")
    if left:
        lines.append(f"Told already, and left alone: {', '.join(left)}.")
    if kept:
        told = manuscript.story().tellings
        for item in kept:
            stays = "as it was" if item.slot in told else "at the lesson's default"
            lines += ["", f"`{printable(item.slot)}` stays {stays}:", *_reasons(item)]
        lines.append("")
    if accepted:
        lines.append(
            f"Nobody in the field has read these drafts yet: {_next(manuscript, 'review')}"
        )
    return "\n".join(lines).strip("\n") or "Nothing was drafted."


@contextmanager
def view(count: int) -> Iterator[View]:
    """Where the drafting is shown: a terminal, as the text comes; elsewhere, a line a section."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield Lines(count)
        return
    from rich.console import Console
    from rich.live import Live

    console = Console(stderr=True, highlight=False)
    screen = Screen(count, lambda line: console.print(line, markup=False))
    with Live(
        console=console,
        get_renderable=screen.shown,
        transient=True,
        refresh_per_second=8,
        redirect_stdout=False,
        redirect_stderr=False,
    ):
        try:
            yield screen
        finally:
            screen.clear()


class Lines:
    """A line for each section that is done."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._done = 0

    def begins(self, slot: str, round_: int) -> None:
        """Say nothing; the line comes at the end."""

    def hears(self, reply: str) -> None:
        """Say nothing."""

    def waits(self, seconds: float, why: str) -> None:
        """Say why it takes longer."""
        click.echo(f"waiting {seconds:.0f} s: {printable(why)}", err=True)

    def judged(self, slot: str, found: tuple[Diagnostic, ...]) -> None:
        """Say nothing."""

    def ends(self, outcome: Outcome) -> None:
        """Say what became of it."""
        self._done += 1
        number = str(self._done).rjust(len(str(self._count)))
        click.echo(f"{number} of {self._count}  {ending(outcome)}", err=True)


class Screen:
    """The section that is being written, a few lines of it; those that are done stand above."""

    def __init__(self, count: int, say: Callable[[str], None]) -> None:
        self._count = count
        self._say = say
        self._done = 0
        self._slot, self._state, self._reply = "", "", ""

    def begins(self, slot: str, round_: int) -> None:
        """Show the section's name."""
        again = "" if round_ == 1 else f", reply {round_} of {ROUNDS}"
        self._slot, self._state, self._reply = slot, f"asked{again}", ""

    def hears(self, reply: str) -> None:
        """Show the text so far."""
        self._state = self._state.replace("asked", "writing")
        self._reply = reply

    def waits(self, seconds: float, why: str) -> None:
        """Say why it takes longer."""
        self._state = f"waiting {seconds:.0f} s: {why}"

    def judged(self, slot: str, found: tuple[Diagnostic, ...]) -> None:
        """Say how many findings go back."""
        number = f"{len(found)} {'finding' if len(found) == 1 else 'findings'}"
        self._state = f"checked: {number if found else 'nothing found'}"

    def ends(self, outcome: Outcome) -> None:
        """Leave a line for the section, and go on."""
        self._done += 1
        self._slot = ""
        self._say(ending(outcome))

    def clear(self) -> None:
        """Show nothing any more."""
        self._slot = ""

    def shown(self) -> RenderableType:
        """What stands below the sections that are done, at this moment."""
        from rich.console import Group
        from rich.padding import Padding
        from rich.text import Text

        if not self._slot:
            return Text("")
        text = printable(so_far(self._reply))
        words = f" · {len(text.split())} words" if text else ""
        head = Text(f"{self._done + 1} of {self._count}  ", "dim")
        head.append(self._slot, "bold").append(f"{words} · {printable(self._state)}", "dim")
        tail = "\n".join(text[-_TAIL:].rstrip().split("\n")[-_LINES:])
        return Group(head, Padding(Text(tail, "dim", overflow="fold"), (0, 2)))


def ending(outcome: Outcome) -> str:
    """One line for a section that is done."""
    slot = printable(outcome.slot).ljust(24)
    again = "" if outcome.rounds <= 1 else f", reply {outcome.rounds}"
    match outcome.state:
        case "accepted":
            return f"✓ {slot} {outcome.words} words{again}"
        case "left":
            return f"· {slot} told meanwhile; left alone"
        case _:
            codes = ", ".join(dict.fromkeys(item.code for item in outcome.found))
            return f"– {slot} not accepted: {codes or _shortened(outcome.why)}"


def _shortened(text: str) -> str:
    return textwrap.shorten(printable(text), 48, placeholder=" …")


def printable(text: str) -> str:
    """A text that came from elsewhere, without signs that steer a terminal."""
    return "".join(
        sign if sign in "\n\t" or unicodedata.category(sign)[0] != "C" else "\ufffd"
        for sign in text
    )


def _next(manuscript: Manuscript, command: str) -> str:
    """A command for the same story, as it would be typed."""
    root = manuscript.path.parents[2]
    course = None if root == user_folder() else root
    return typed(command, manuscript.field.id, manuscript.lesson.id, course)


def _row(name: str, text: str) -> str:
    return textwrap.fill(
        text,
        78,
        initial_indent=f"  {name:<10}",
        subsequent_indent=" " * 12,
        break_on_hyphens=False,
    )


def _reasons(item: Outcome) -> Iterator[str]:
    if item.why:
        yield _wrapped(item.why, 2)
    for found in item.found[:_LISTED]:
        yield _wrapped(f"{found.code} {found.message}", 2)
        if found.excerpt.strip():
            yield f"      {_around(found)}"
        if found.hint:
            yield _wrapped(found.hint, 6)
    more = len(item.found) - _LISTED
    if more > 0:
        yield f"  and {more} more {'finding' if more == 1 else 'findings'}."


def _around(found: Diagnostic) -> str:
    """As much of the line as fits, around the place."""
    text = printable(found.excerpt)
    room = min(_WIDE, max(_NARROW, _width() - 9))
    start = max(0, min(found.column - 1 - room // 2, len(text) - room))
    lead, tail = "…" if start else "", "…" if start + room < len(text) else ""
    return f"{lead}{text[start : start + room].strip()}{tail}"


def _width() -> int:
    """The terminal's width; a great one where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 10_000


def _wrapped(text: str, indent: int) -> str:
    """A text that came from elsewhere, in lines as wide as the terminal; elsewhere in one."""
    blank = " " * indent
    return textwrap.fill(
        printable(text),
        max(_NARROW, _width() - 1),
        initial_indent=blank,
        subsequent_indent=blank,
        break_on_hyphens=False,
        break_long_words=False,
    )
