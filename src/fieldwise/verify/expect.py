"""What a notebook should hold: from the originals it carries, and again from the course.

The originals say how the notebook was built; the course says whether that was the canon. Where the
installed lesson is of the same version, every canonical cell is rendered anew from it with the
certified numbers; where field and story are the same too, so is every other cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from fieldwise import files
from fieldwise.bind import bind
from fieldwise.certificate import FORMAT, canonical_sources, data_digest, outputs_digest, render
from fieldwise.errors import FieldwiseError, InputError
from fieldwise.model import OWN, Canon, Card, Cell, Code, Edition, ExecutedCell, Kind, Lesson, Run
from fieldwise.notebook import STANDING, source_of, standing_cell, unpack
from fieldwise.read import Course
from fieldwise.verify.align import Original
from fieldwise.verify.card import card_values
from fieldwise.verify.reading import (
    Notebook,
    as_read,
    check_certificate,
    is_deep,
    level_of,
    parse_notebook,
)
from fieldwise.verify.wording import named, shortened
from fieldwise.weave import split_heading, value_formats, weave

_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_MOST = 6
"""Sentences about one thing; more are counted."""


@dataclass(frozen=True, slots=True)
class Expected:
    """How a notebook was built, as far as can be told."""

    proof: Mapping[str, Any]
    """The certificate it was built with."""
    originals: tuple[Original, ...]
    edition: Edition | None
    """The same edition woven anew, where the course still has its lesson and story."""
    altered: tuple[str, ...]
    """Where certificate, originals and course do not agree."""
    notes: tuple[str, ...]


def expect(notebook: Notebook, course: Course) -> Expected:
    """What a notebook should hold.

    Raises:
        InputError: its lesson is not in the course, or nothing tells how it was built.
    """
    altered: list[str] = []
    notes: list[str] = []
    carried, proof = _carried(notebook, altered)
    lesson = _lesson(course, proof["lesson"]["id"])
    edition, fresh = None, dict[str, str]()
    if _is_same(lesson, proof, notes):
        altered += _against_lesson(lesson, proof)
        edition = _edition(course, lesson, proof, notes)
        fresh = _canonical_cells(lesson, proof) | (_all_cells(edition, proof) if edition else {})
    if carried is None:
        if edition is None:
            raise InputError(
                "the originals that the notebook carries are missing or damaged, and the course "
                "does not have the story it was built from; nothing tells how it was.",
                hint="Its cells can only be compared with a fresh export.",
            )
        originals = tuple(_woven(edition, fresh))
    else:
        altered += _against_originals(carried, fresh, proof)
        originals = tuple(_as_built(carried, fresh))
    if fresh:
        altered += _against_card(lesson, originals, proof)
    return Expected(proof, originals, edition, tuple(altered), tuple(notes))


def carried_notebook(notebook: Notebook) -> tuple[Notebook, dict[str, Any]]:
    """The notebook that rides in another's metadata, read and as JSON.

    Raises:
        InputError: it is missing or damaged.
    """
    whole = unpack(notebook.packed)
    damaged = InputError("the originals that the notebook carries are damaged.")
    if is_deep(whole):
        raise damaged
    carried = parse_notebook(whole)
    marks = [cell.mark for cell in carried.cells]
    names = [mark.get("id") if isinstance(mark, dict) else None for mark in marks]
    kinds = [str(mark.get("kind")) if isinstance(mark, dict) else "" for mark in marks]
    sources = [cell["source"] for cell in whole["cells"]]
    if not (
        all(isinstance(name, str) and _ID.fullmatch(name) for name in names)
        and len(set(names)) == len(names)
        and set(kinds) <= set(get_args(Kind))
        and all(isinstance(source, str) for source in sources)
    ):
        raise damaged
    check_certificate(carried.certificate)
    return carried, whole


def _carried(notebook: Notebook, altered: list[str]) -> tuple[Notebook | None, Mapping[str, Any]]:
    """The originals, if they are sound, and the certificate they came with."""
    try:
        carried, _ = carried_notebook(notebook)
    except InputError as error:
        altered.append(str(error))
        return None, check_certificate(notebook.certificate)
    proof = check_certificate(carried.certificate)
    altered += _limited(_changes(carried.certificate, notebook.certificate))
    return carried, proof


def _lesson(course: Course, name: str) -> Lesson:
    if name not in course.lesson_paths:
        raise InputError(
            f"the notebook is of the lesson “{shortened(name)}”, which this course does not have.",
            hint=f"It has {', '.join(sorted(course.lesson_paths)) or 'none'}.",
        )
    return course.lesson(name)


def _is_same(lesson: Lesson, proof: Mapping[str, Any], notes: list[str]) -> bool:
    """Whether the installed lesson is of the version that the notebook was built from."""
    version = proof["lesson"]["version"]
    if version != lesson.version:
        notes.append(
            f"it was built from version {shortened(version)} of the lesson, and version "
            f"{lesson.version} is installed: it is judged by the originals that it carries."
        )
    elif proof["format"] != FORMAT:
        notes.append(
            "it was built by an older Fieldwise: it is judged by the originals that it carries."
        )
    return bool(version == lesson.version and proof["format"] == FORMAT)


def _against_lesson(lesson: Lesson, proof: Mapping[str, Any]) -> Iterator[str]:
    """Where the certificate is not that of the installed lesson."""
    kind = proof["data"]["kind"]
    installed = {name: files.digest(text) for name, text in canonical_sources(lesson, kind).items()}
    certified = proof["canonical"]
    other = [
        name
        for name in installed | certified
        if name not in installed or installed[name] != certified.get(name)
    ]
    if other:
        yield (
            f"the canon it certifies is not that of the installed lesson, which has the same "
            f"version: {named(other)}."
        )
    card = {**lesson.card, **proof["data"].get("card", {})}
    printed = value_formats(lesson, card)
    formats = {s.name: printed[s.name] for s in lesson.values.values() if s.only in (None, kind)}
    other = [
        name
        for name in formats | proof["formats"]
        if formats.get(name) != proof["formats"].get(name)
    ]
    if other or formats.keys() != proof["values"].keys():
        yield f"the values it certifies are not those that the lesson has: {named(other)}."


def _edition(
    course: Course, lesson: Lesson, proof: Mapping[str, Any], notes: list[str]
) -> Edition | None:
    """The edition woven anew, if field and story are installed as they were."""
    name = proof["field"]["id"]
    if name == OWN:
        return None  # a learner's data that belong to no field have no story
    try:
        if (name, lesson.id) in course.story_paths:
            field = course.read_field(name).get()
            story = course.read_story(field, lesson).get()
            if (field.digest, story.digest) == (proof["field"]["digest"], proof["story"]["digest"]):
                return weave(lesson, story) if proof["data"]["kind"] == "synthetic" else None
    except FieldwiseError:  # an author's story that is being mended says nothing about a notebook
        pass
    notes.append(
        f"the story of {shortened(proof['field']['name'])} is not installed as it was told here: "
        "what is not canonical is judged by the originals that the notebook carries."
    )
    return None


def _canonical_cells(lesson: Lesson, proof: Mapping[str, Any]) -> dict[str, str]:
    """The source of each canonical cell, from the installed lesson and the certified values.

    Optional passages are there as far as they serve the level that the notebook was made for.
    """
    kind, cells = proof["data"]["kind"], {}
    level = level_of(proof)
    for block in lesson.blocks:
        if isinstance(block, Code):
            cells[block.id] = as_read(block.text)
        elif isinstance(block, Canon) and block.only in (None, kind) and level.serves(block.level):
            heading, body = (render(part, proof) for part in split_heading(block.text))
            cell = Cell(
                block.id,
                "canon",
                body,
                block.place,
                level=block.level,
                lists_terms=block.lists_terms,
            )
            item = ExecutedCell(cell, body, heading=heading)
            cells[block.id] = as_read(source_of(item, lesson, kind))
    return cells


def _all_cells(edition: Edition, proof: Mapping[str, Any]) -> dict[str, str]:
    """The source of every cell, from lesson, story and the certified values."""
    values = {name: float(number) for name, number in proof["values"].items()}
    executed, level = bind(edition, Run("", {}, values, {}, {})), level_of(proof)
    cells = {
        item.cell.id: as_read(source_of(item, edition.lesson, edition.data.kind))
        for item in executed.cells
        if level.serves(item.cell.level)
    }
    return cells | {STANDING: as_read(standing_cell(proof)["source"])}


def _woven(edition: Edition, fresh: Mapping[str, str]) -> Iterator[Original]:
    for cell in edition.cells:
        if cell.id in fresh:
            kind = "code" if cell.is_code else "markdown"
            yield Original(cell.id, cell.kind, kind, fresh[cell.id], None)
    yield Original(STANDING, "story", "markdown", fresh[STANDING], None)


def _as_built(carried: Notebook, fresh: Mapping[str, str]) -> Iterator[Original]:
    for cell in carried.cells:
        mark = cell.mark if isinstance(cell.mark, dict) else {}
        source = fresh.get(mark["id"], cell.source)
        yield Original(mark["id"], mark["kind"], cell.type, source, cell.outputs)


def _against_originals(
    carried: Notebook, fresh: Mapping[str, str], proof: Mapping[str, Any]
) -> Iterator[str]:
    """Where the originals are not those of the course, or not the certified ones."""
    originals = {original.id: original for original in _as_built(carried, {})}
    other = [
        name
        for name, text in fresh.items()
        if name not in originals or originals[name].source != text
    ]
    if other:
        yield f"the originals it carries are not those of the course: {named(other)}."
    code = {name: o for name, o in originals.items() if o.type == "code"}
    other = [
        name
        for name in code.keys() | proof["outputs"].keys()
        if name not in code
        or outputs_digest(code[name].outputs or ()) != proof["outputs"].get(name)
    ]
    if other:
        yield f"the outputs it carries are not the certified ones: {named(sorted(other))}."


def _against_card(
    lesson: Lesson, originals: tuple[Original, ...], proof: Mapping[str, Any]
) -> Iterator[str]:
    """Whether the card is the lesson's, with literals alone, and holds the certified data."""
    template = next(block for block in lesson.blocks if isinstance(block, Card))
    card = next((original for original in originals if original.id == template.id), None)
    values = card_values(template.text, card.source) if card else None
    if values is None:
        yield "its card holds something else than the lesson's names with literals."
        return
    if data_digest(values["data"]) != proof["data"]["digest"]:
        yield "the data on its card are not the certified ones."
    certified = {**lesson.card, **proof["data"].get("card", {})}
    other = [name for name, number in certified.items() if values.get(name) != number]
    if other:
        yield f"the numbers on its card are not the certified ones: {named(other)}."


def _changes(old: object, new: object, path: str = "") -> Iterator[str]:
    """Where two pieces of JSON differ, a sentence each."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            inside = f"{path}.{key}" if path else key
            if key not in old or key not in new:
                yield f"`{shortened(inside)}` was {'put in' if key in new else 'taken out'}."
            else:
                yield from _changes(old[key], new[key], inside)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True), 1):
            yield from _changes(one, other, f"{path}.{number}")
    elif old != new:
        what = f"`{shortened(path)}`" if path else "it"
        yield f"{what} was {shortened(str(old))} and is now {shortened(str(new))}."


def _limited(sentences: Iterator[str]) -> list[str]:
    every = list(sentences)
    more = [f"and {len(every) - _MOST} more changes."] if len(every) > _MOST else []
    return every[:_MOST] + more
