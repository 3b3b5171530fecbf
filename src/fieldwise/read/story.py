"""Read a story: the scenario on top, then a `## heading` for each slot it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import cast

from fieldwise import files
from fieldwise.front import Table
from fieldwise.model import (
    Constant,
    Diagnostic,
    Field,
    Lesson,
    Place,
    Quantity,
    Scenario,
    Severity,
    Story,
    Telling,
)
from fieldwise.model.level import MATHEMATICS, PROGRAMMING, USUAL, Level, Mathematics, Programming
from fieldwise.read.reading import Reading, read_source, salvage, split_front
from fieldwise.standing.reading import gather_standing

_SLOT = re.compile(r"##(?!#)[ \t]*(?P<name>.*?)[ \t#]*")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")


def read_story(path: Path, field: Field, lesson: Lesson, text: str | None = None) -> Reading[Story]:
    """Read a story of `lesson`. A mistake in the scenario leaves a draft; one in a slot a story.

    `text`, if it is given, is read in place of what the file holds now.
    """
    found: list[Diagnostic] = []
    source = text if text is not None else read_source(path, found) or salvage(path)
    if found and not source:
        return Reading(None, source, tuple(found))
    unread = len(found)
    front, lines, first = split_front(source, path, found)
    if len(found) > unread and not list(front):  # what cannot be read is not missing besides
        front = Table(None, front.place, [])
    places = front.places()
    scenario = read_scenario(front.table("scenario", needed=True), lesson)
    story = Story(
        field=field,
        lesson=lesson.id,
        scenario=scenario,
        tellings=_tellings(lines, Place(str(path), first), found),
        constants=_constants(front.table("constants")),
        also_units=front.texts("also_units"),
        shared_words=front.lists("shared_words"),
        against=front.text("canon", lesson.version),
        authors=front.texts("authors"),
        reviewers=front.texts("reviewers"),
        path=str(path),
        source=source,
        digest=files.digest(source),
        places=places,
        any_data=front.texts("any_data"),
        level=read_level(front.table("level")),
        standing=gather_standing(path, found),
    )
    front.close()
    fatal = any(item.code != "FW102" for item in found)
    return Reading(None if fatal else story, source, tuple(sorted(found)), story)


def read_scenario(table: Table, lesson: Lesson) -> Scenario:
    """The scenario that a table of front matter holds; what is wrong goes to its findings."""
    observation = table.text("observation")
    scenario = Scenario(
        setting=table.text("setting"),
        observation=observation,
        observations=table.text("observations", f"{observation}s"),
        article=table.text("article", "an" if observation[:1].lower() in "aeiou" else "a"),
        each=table.text("each"),
        held_back=table.text("held_back"),
        quantities={name: _quantity(table.table(name, needed=True)) for name in lesson.quantities},
        slope_unit=table.text("slope_unit", ""),
        place=table.place,
        why=table.text("why", ""),
        today=table.text("today", ""),
        practice=table.text("practice", ""),
        unlike=table.text("unlike", ""),
    )
    table.close()
    return scenario


def read_level(table: Table) -> Level:
    """The readers that a table of front matter describes; what is wrong goes to its findings."""
    level = Level(
        cast(Mathematics, _one_of(table, "mathematics", MATHEMATICS, USUAL.mathematics)),
        cast(Programming, _one_of(table, "programming", PROGRAMMING, USUAL.programming)),
    )
    table.close()
    return level


def _one_of(table: Table, key: str, known: tuple[str, ...], usual: str) -> str:
    value = table.text(key, usual)
    if value in known:
        return value
    place, names = table.at(key), ", ".join(f"`{name}`" for name in known)
    said = f"`level.{key}` is one of {names}."
    table.found.append(Diagnostic(place.path, place.line, place.column, "FW005", said))
    return usual


def _quantity(table: Table) -> Quantity:
    name = table.text("name")
    low, high = table.numbers("range", 2)
    quantity = Quantity(
        name=name,
        phrase=table.text("phrase", f"the {name}"),
        symbol=table.text("symbol"),
        unit=table.text("unit"),
        low=low,
        high=high,
        place=table.place,
    )
    table.close()
    return quantity


def _constants(table: Table) -> dict[str, Constant]:
    constants = {}
    for name in table:
        entry = table.table(name)
        constants[name] = Constant(
            name=name,
            value=entry.number("value"),
            unit=entry.text("unit", ""),
            why=entry.text("why"),
            place=table.at(name),
        )
        entry.close()
    return constants


def _tellings(lines: list[str], start: Place, found: list[Diagnostic]) -> dict[str, Telling]:
    """The text under each slot's heading; a slot told twice is a finding, the first one counts."""
    tellings: dict[str, Telling] = {}
    headings = [*slot_headings(lines), ("", len(lines))]
    for number, line in enumerate(lines[: headings[0][1]]):
        if line.strip():
            found.append(
                Diagnostic(
                    start.path,
                    start.line + number,
                    1,
                    "FW102",
                    "this text stands above the first slot, where no edition shows it.",
                    "Begin each slot with a heading that names it, such as `## scene`.",
                )
            )
            break
    for (name, at), (_, end) in pairwise(headings):
        place = start.down(at)
        if name in tellings:
            first = tellings[name].heading.line
            found.append(
                Diagnostic(
                    place.path,
                    place.line,
                    1,
                    "FW102",
                    f"the slot `{name}` is told twice.",
                    f"It is told first on line {first}; keep one of the two.",
                    Severity.ERROR,
                    lines[at],
                )
            )
            continue
        body = at + 1
        while body < end and not lines[body].strip():
            body += 1
        text = "\n".join(lines[body:end]).rstrip()
        tellings[name] = Telling(name, text, start.down(body), place)
    return tellings


def slot_headings(lines: list[str]) -> Iterator[tuple[str, int]]:
    """Name and line index of each level-2 heading outside of code fences."""
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark["fence"]
        elif mark and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif not fence and (heading := _SLOT.fullmatch(line)):
            yield heading["name"], number
