"""A learner's own data, and the real data of a field: from a file to all that an edition needs.

    Request ─ read ─► Measured ─ notes, decimals, rates ─► Own(story, data)

`execute(lesson, own.story, own.data)` and `render` do the rest. Nothing here knows a terminal or a
browser: whoever asks gives a callback for progress and limits, and catches `FieldwiseError`, whose
text is one sentence for a learner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fieldwise.data.measured import Choice, Progress, Table, ignore
from fieldwise.errors import InputError, UsageError
from fieldwise.model import (
    OWN,
    AboutData,
    Canon,
    Data,
    Field,
    Lesson,
    Place,
    Quantity,
    Scenario,
    Slot,
    Story,
    UnitDefinition,
    untold,
)
from fieldwise.model.about import About, Remark, Whole
from fieldwise.quote import grouped
from fieldwise.read import Course

if TYPE_CHECKING:
    from fieldwise.data.measured import Line, Measured, Note
    from fieldwise.data.notes.view import View
    from fieldwise.data.real import Real

ANY_CHOICE = Choice()


@dataclass(frozen=True, slots=True)
class Request:
    """What a learner asks for: a file, or the name of data that come with their field."""

    source: Path | str
    """A path is a file; a text is a name: `real`, or that of one data set."""
    choice: Choice = ANY_CHOICE
    """Columns, units, limits; all of it may be left to be found."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, and how long reading it may take; None is without limit."""

    size: int | None = None
    """Bytes."""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """A story that is true of a learner's data, and the data: what `execute` takes."""

    story: Story
    data: Data


NO_LIMITS = Limits()


def columns(path: Path, choice: Choice = ANY_CHOICE, limits: Limits = NO_LIMITS) -> Table:
    """The columns that a file offers, without reading it to its end.

    Raises:
        InputError: it is too large, or holds no table that can be read.
    """
    from fieldwise.data.read import look

    _refuse_large(path, limits)
    return look(path, choice, limits.seconds)


def own_data(
    course: Course,
    field: str | None,
    lesson: Lesson,
    request: Request,
    progress: Progress = ignore,
    limits: Limits = NO_LIMITS,
) -> Own:
    """What an edition on a learner's own data, or a field's real data, is made of.

    `field` lends its words where they hold for any data; None tells it in no field's. `progress`
    is told how much is done, and of how much; it may raise to stop.

    Raises:
        UsageError: there is no such field, or it has no such data.
        InputError: the file cannot be read or is too large, columns are not named or do not
            exist, cells are broken, or the lesson is impossible on these numbers.
    """
    from fieldwise.data.read import read

    story = _story(course, field, lesson)
    real = _real(course, story.field.id, lesson, request.source)
    path = real.path if real else Path(request.source)
    choice = _merged(request.choice, real) if real else request.choice
    _refuse_large(path, limits)
    measured = read(path, choice, progress, limits.seconds)
    is_told = real is not None and not (request.choice.x or request.choice.y)
    return _own(story, lesson, measured, real, is_told)


def named_source(course: Course, field: str | None, lesson: Lesson, text: str) -> Path | str:
    """What a text typed after `--data` means: a file, `real`, or another data set's name.

    A file of that name wins, except over `real`.

    Raises:
        InputError: a description of the field's data has a mistake.
    """
    from fieldwise.data.real import FIRST, real_data

    if text == FIRST:
        return FIRST
    if not Path(text).exists() and field is not None:
        names = [real.name for real in real_data(course.roots, field, lesson)]
        if text in names:
            return text
    return Path(text)


def file_name(lesson: str, data: Data) -> str:
    """What a notebook on these data is called: the lesson, and the file or its title, plainly."""
    source = data.about.source if data.about else ""
    words = re.sub(r"\.\w{1,8}$", "", source.lower())
    return f"{lesson}-{re.sub(r'[^a-z0-9]+', '-', words).strip('-')[:40] or 'data'}"


def no_field(lesson: Lesson) -> Story:
    """A story that tells a lesson in nobody's words, for data that belong to no field."""
    start = Place(lesson.path, 1)
    quantity = Quantity("x", "the x", "x", "", 0.0, 1.0, start)
    scenario = Scenario(
        setting="",
        observation="",
        observations="",
        article="a",
        each="",
        held_back="",
        quantities=dict.fromkeys(lesson.quantities, quantity),
        slope_unit="",
        place=start,
    )
    return untold(lesson, Field(OWN, "Your data", "you", "", (), {}, "", "", {}), scenario)


def _story(course: Course, field: str | None, lesson: Lesson) -> Story:
    if field is None:
        return no_field(lesson)
    return course.read_story(course.read_field(field).get(), lesson).get()


def _real(course: Course, field: str, lesson: Lesson, source: Path | str) -> Real | None:
    from fieldwise.data.real import find_real, real_data

    if isinstance(source, Path):
        return None
    if field == OWN:
        raise UsageError(
            "Real data come with a field; name one.",
            hint="Try: fieldwise open astrophysics --data real",
        )
    return find_real(real_data(course.roots, field, lesson), source, field)


def _merged(asked: Choice, real: Real) -> Choice:
    """What a learner asks, with the columns of a field's data where they name none."""
    return replace(asked, x=asked.x or real.choice.x, y=asked.y or real.choice.y)


def _refuse_large(path: Path, limits: Limits) -> None:
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        return  # which reading it will say better
    if limits.size is not None and size > limits.size:
        raise InputError(
            f"the file has {grouped(size)} bytes; the most that is read here is "
            f"{grouped(limits.size)}.",
            where=str(path),
            hint="Take a part of it, or use the command line: fieldwise open --data FILE",
        )


def _own(story: Story, lesson: Lesson, measured: Measured, real: Real | None, told: bool) -> Own:
    from fieldwise.data.decimals import decimals
    from fieldwise.data.described import scenario_of
    from fieldwise.data.rates import learning_rates

    scenario = real.scenario if real and told else scenario_of(measured)
    adapted = _adapted(story, scenario, real.units if real else ())
    rate, too_large = learning_rates(measured.x)
    data = Data(
        kind="measured",
        pairs=measured.pairs,
        card={"learning_rate": rate, "too_large": too_large, **decimals(measured.line, measured.x)},
        about=_about(lesson, adapted, measured, real),
    )
    x, y = (scenario.quantities[axis].name for axis in ("x", "y"))
    source = real.title if real else measured.source
    field = replace(adapted.field, summary=f"From {x} to {y}, on the data of “{source}”.")
    return Own(replace(adapted, field=field), data)


def _adapted(story: Story, scenario: Scenario, more: tuple[UnitDefinition, ...]) -> Story:
    """The story as far as it is true of other data than the lesson's own."""
    from fieldwise.data.described import new_units

    kept = {slot: text for slot, text in story.tellings.items() if slot in story.any_data}
    known = (*story.field.units, *more)
    texts = [quantity.unit for quantity in scenario.quantities.values()]
    field = replace(
        story.field,
        units=(*known, *new_units(texts, known)),
        false_friends=story.field.false_friends if "false-friends" in story.any_data else {},
    )
    return replace(story, field=field, scenario=scenario, tellings=kept)


def _about(lesson: Lesson, story: Story, measured: Measured, real: Real | None) -> About:
    from fieldwise.data.notes import look, notes
    from fieldwise.weave import quantity_units, value_unit

    of = quantity_units(lesson, story)
    view = look(measured, *(value_unit(form, story, of).text for form in ("y/x", "y^2")))
    found = [str(finding) for finding in measured.findings]
    return About(
        source=real.title if real else measured.source,
        digest=measured.digest,
        digest_of=measured.digest_of,
        columns={"x": measured.x_column.name, "y": measured.y_column.name},
        rows=measured.rows,
        line=_whole(measured.line),
        whole=_whole(measured.whole),
        found=() if real else tuple(found),
        remarks=tuple(_remark(lesson, view, note) for note in notes(view)),
        said=(*real.remarks, *_from(real)) if real else (),
        credit=f"{real.licence.credit} {real.licence.url}" if real else "",
    )


def _from(real: Real) -> tuple[str, ...]:
    source = real.source
    return (f"Source: {source.authors} ({source.year}), {source.title}; {source.where}.",)


def _remark(lesson: Lesson, view: View, note: Note) -> Remark:
    from fieldwise.data.chart import chart

    return Remark(
        code=note.code,
        sentence=note.sentence,
        advice=note.advice,
        term=note.term,
        section=note.section,
        where=_heading_above(lesson).get(note.section, ""),
        svg=chart(view, note.drawing) if note.drawing else "",
        words=note.drawing.words if note.drawing else "",
        option=note.option,
    )


def _heading_above(lesson: Lesson) -> Mapping[str, str]:
    """The heading under which each block of a lesson stands, by the block's id."""
    found, heading = {}, lesson.title
    for block in lesson.blocks:
        first = ""
        if isinstance(block, Canon):
            first = block.text.partition("\n")[0]
        elif isinstance(block, Slot | AboutData):
            first = block.title
        if first.startswith("#") and first.strip("#") and "{{" not in first:
            heading = first.strip("# ")
        found[block.id] = heading
    return found


def _whole(line: Line) -> Whole:
    return Whole(line.rows, line.slope, line.intercept, line.mse)
