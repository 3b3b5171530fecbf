"""Read `lesson.md`: the canon, its code and its slots."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from fieldwise import files
from fieldwise.front import Table
from fieldwise.markdown import DEFINITION
from fieldwise.model import (
    AboutData,
    Block,
    Canon,
    Card,
    Code,
    DataKind,
    Diagnostic,
    Kind,
    Lesson,
    Place,
    SeriesSpec,
    Slot,
    Term,
    ValueSpec,
)
from fieldwise.model.level import PASSAGES
from fieldwise.read.reading import Reading, read_source, split_front

FIGURES = ("fit", "descend", "hold-out")
"""The figures to play with that a lesson can place; page/figures has one module for each."""

_OPENING = re.compile(r"(?P<fence>:{3,}|`{3,})\{(?P<name>[\w-]+)\}[ \t]*(?P<argument>.*?)\s*")
_OPTION = re.compile(r":(?P<key>[\w-]+):[ \t]*(?P<value>.*?)\s*")
_ID = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_OPTIONS = {
    "about-data": {"part", "title", "label"},
    "canon": {"data", "level", "list"},
    "card": set[str](),
    "code-cell": {"id"},
    "slot": {"kind", "brief", "words", "terms", "title", "label", "data"},
}


@dataclass(frozen=True, slots=True)
class Directive:
    """One fenced directive as written."""

    name: str
    argument: str
    options: dict[str, str]
    text: str
    place: Place
    """Where the fence opens."""
    body: Place
    """Where the text begins."""


def read_lesson(path: Path) -> Reading[Lesson]:
    """Read a lesson file; a lesson with any mistake in it is not a lesson."""
    found: list[Diagnostic] = []
    source = read_source(path, found)
    if found:
        return Reading(None, source, tuple(found))
    front, lines, first = split_front(source, path, found)
    if found:
        return Reading(None, source, tuple(found))
    lesson = Lesson(
        id=front.text("lesson"),
        number=int(front.number("number")),
        title=front.text("title"),
        version=front.text("version"),
        summary=front.text("summary"),
        packages=front.texts("packages"),
        quantities=_texts(front.table("quantities", needed=True)),
        terms=_terms(front.table("terms", needed=True)),
        given=_numbers(front.table("given")),
        card=_numbers(front.table("card")),
        values=_values(front.table("values")),
        series=_series(front.table("series")),
        play=_texts(front.table("play")),
        blocks=tuple(_blocks(_directives(lines, Place(str(path), first), found), found)),
        path=str(path),
        digest=files.digest(source),
    )
    front.close()
    _agree(lesson, Place(str(path), 1), found)
    return Reading(None if found else lesson, source, tuple(sorted(found)))


def _texts(table: Table) -> dict[str, str]:
    return {key: table.text(key) for key in table}


def _numbers(table: Table) -> dict[str, Any]:
    numbers = {key: table.number(key) for key in table}
    return {key: int(n) if n == int(n) else n for key, n in numbers.items()}


def _terms(table: Table) -> dict[str, Term]:
    terms = {}
    for name in table:
        entry = table.table(name)
        others = (entry.text("plural", ""), entry.text("singular", ""))
        forms = (name, *(form for form in others if form))
        terms[name] = Term(name, entry.text("means"), forms)
        entry.close()
    return terms


def _values(table: Table) -> dict[str, ValueSpec]:
    values = {}
    for name in table:
        entry = table.table(name)
        values[name] = ValueSpec(
            name=name,
            cell=entry.text("from"),
            expression=entry.text("is"),
            unit=entry.text("unit", ""),
            format=entry.text("format"),
            only=cast("DataKind | None", entry.text("data", "") or None),
            place=table.at(name),
        )
        entry.close()
    return values


def _series(table: Table) -> dict[str, SeriesSpec]:
    series = {}
    for name in table:
        entry = table.table(name)
        series[name] = SeriesSpec(name, entry.text("from"), entry.text("is"), table.at(name))
        entry.close()
    return series


def _directives(lines: list[str], start: Place, found: list[Diagnostic]) -> Iterator[Directive]:
    """Every directive; text outside of one is a finding, for no edition would show it."""
    number = 0
    while number < len(lines):
        opening = _OPENING.fullmatch(lines[number])
        if opening is None:
            if lines[number].strip():
                _tell(found, start.down(number), "this text stands outside of any directive.")
            number += 1
            continue
        fence = opening["fence"]
        end = next((n for n in range(number + 1, len(lines)) if lines[n].rstrip() == fence), None)
        if end is None:
            _tell(found, start.down(number), f"this directive is never closed with `{fence}`.")
            return
        options, body = {}, number + 1
        while body < end and (option := _OPTION.fullmatch(lines[body])):
            options[option["key"]] = option["value"]
            body += 1
        while body < end and not lines[body].strip():
            body += 1
        text = "\n".join(lines[body:end]).rstrip()
        name, argument = opening["name"], opening["argument"]
        yield Directive(name, argument, options, text, start.down(number), start.down(body))
        number = end + 1


def _blocks(directives: Iterator[Directive], found: list[Diagnostic]) -> Iterator[Block]:
    for directive in directives:
        known = _OPTIONS.get(directive.name)
        if known is None:
            names = ", ".join(sorted(_OPTIONS))
            _tell(
                found, directive.place, f"there is no directive `{directive.name}`, only {names}."
            )
            continue
        for option in sorted(directive.options.keys() - known):
            _tell(found, directive.place, f"`{directive.name}` has no option `{option}`.")
        name = (
            directive.options.get("id", "") if directive.name == "code-cell" else directive.argument
        )
        if not _ID.fullmatch(name):
            _tell(
                found, directive.place, f"“{name}” is no id: small letters, digits, dots, hyphens."
            )
        only = directive.options.get("data")
        if only is not None and only not in get_args(DataKind):
            _tell(found, directive.place, f"`data` is {' or '.join(get_args(DataKind))}.")
        level = directive.options.get("level")
        if level is not None and level not in PASSAGES:
            _tell(found, directive.place, f"`level` is {' or '.join(PASSAGES)}.")
        yield _block(directive, name, cast("DataKind | None", only), found)


def _block(
    directive: Directive, name: str, only: DataKind | None, found: list[Diagnostic]
) -> Block:
    options, text, place = directive.options, directive.text, directive.body
    if directive.name == "code-cell":
        return Code(name, text, place)
    if directive.name == "card":
        return Card(name, text, place)
    if directive.name == "about-data":
        part = options.get("part", "")
        if part not in ("source", "notes") or text:
            _tell(found, directive.place, "`about-data` has a part, source or notes, and no text.")
        return AboutData(
            id=name,
            part="source" if part == "source" else "notes",
            title=options.get("title", ""),
            label=options.get("label", ""),
            place=place,
        )
    if directive.name == "canon":
        lists_terms = options.get("list") == "terms"
        return Canon(name, text, place, only, options.get("level"), lists_terms)
    kind = options.get("kind", "story")
    words = re.fullmatch(r"(\d+)-(\d+)", options.get("words", ""))
    if kind not in get_args(Kind) or not words or not options.get("brief") or not text:
        _tell(found, directive.place, "a slot has a kind, a brief, words (`20-80`) and a default.")
    return Slot(
        id=name,
        kind=cast("Kind", kind),
        text=text,
        place=place,
        brief=options.get("brief", ""),
        words=(int(words[1]), int(words[2])) if words else (0, 0),
        terms=tuple(t.strip() for t in options.get("terms", "").split(",") if t.strip()),
        title=options.get("title", ""),
        label=options.get("label", ""),
        only=only,
    )


def _agree(lesson: Lesson, start: Place, found: list[Diagnostic]) -> None:
    """What must hold between the parts of a lesson."""
    cell_ids = Counter(cell_id(block.id) for block in lesson.blocks)
    for block in lesson.blocks:
        if cell_ids[cell_id(block.id)] > 1:
            _tell(found, block.place, f"two blocks would share the cell id `{cell_id(block.id)}`.")
        if isinstance(block, Canon) and block.level and DEFINITION.search(block.text):
            _tell(found, block.place, "an optional passage defines no term: not all meet it.")
        if block.id == "standing":
            _tell(found, block.place, "`standing` is the id of a notebook's closing cell.")
        if isinstance(block, Slot):
            for term in sorted(set(block.terms) - lesson.terms.keys()):
                _tell(found, block.place, f"`{term}` is not a term of the lesson.")
    if sum(isinstance(block, Card) for block in lesson.blocks) != 1:
        _tell(found, start, "a lesson has exactly one card.")
    code = {block.id for block in lesson.blocks if isinstance(block, Code)}
    for figure in sorted(lesson.play.keys() - FIGURES):
        _tell(found, start, f"there is no figure `{figure}`, only {', '.join(FIGURES)}.")
    for figure, below in lesson.play.items():
        if below not in {block.id for block in lesson.blocks}:
            _tell(found, start, f"the figure `{figure}` stands below `{below}`, which is no block.")
    read: list[ValueSpec | SeriesSpec] = [*lesson.values.values(), *lesson.series.values()]
    for each in read:
        if each.cell not in code:
            _tell(found, each.place, f"`{each.name}` is from `{each.cell}`, which is no code cell.")
    for value in lesson.values.values():
        for quantity in re.findall(r"[A-Za-z]\w*", value.unit):
            if quantity not in lesson.quantities:
                _tell(found, value.place, f"`{quantity}` is not a quantity of the lesson.")


def cell_id(block_id: str) -> str:
    """The notebook cell id made from a block's id: the same in every edition, for good."""
    return block_id.replace(".", "-")


def _tell(found: list[Diagnostic], place: Place, message: str) -> None:
    found.append(Diagnostic(place.path, place.line, place.column, "FW006", message))
