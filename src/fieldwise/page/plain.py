"""The lesson in plain symbols: an edition without any field's words and without units.

Its text stands beside the lesson, in `plain.md`, written as a story is; what that leaves untold is
the lesson's default. Its numbers and figures are those of the edition's own data.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldwise.model import Cell, Data, Edition, Executed, Field, Lesson, Run, Story
from fieldwise.page.telling import PLAIN
from fieldwise.weave import NO_UNIT, weave

if TYPE_CHECKING:
    from fieldwise.read.reading import Reading

NAME = "plain.md"
"""The file beside a lesson's own."""

_UNIT = f" [{NO_UNIT}]"
_TWICE = re.compile(rf"\b(\w+), \1(?={re.escape(_UNIT)})")
"""A quantity's name and its symbol, which are the same."""


def plain_path(lesson: Lesson) -> Path:
    """Where a lesson's plain text is, if it has one."""
    return Path(lesson.path).with_name(NAME)


def in_plain_symbols(lesson: Lesson, data: Data, run: Callable[[Edition], Run]) -> Executed | None:
    """A lesson with its data in plain symbols; None if it has no text for that.

    Raises:
        InputError: that text has a mistake.
        RunError: the lesson's code fails.
    """
    from fieldwise.bind import bind

    if not plain_path(lesson).is_file():
        return None
    edition = weave(lesson, plain_story(lesson), data)
    edition = replace(edition, cells=tuple(_unlabelled(cell) for cell in edition.cells))
    found = run(edition)
    outputs = {cell: tuple(bare(output) for output in own) for cell, own in found.outputs.items()}
    return bind(edition, replace(found, outputs=outputs))


def plain_story(lesson: Lesson) -> Story:
    """The story that names nothing: quantities are called as the lesson calls them.

    Raises:
        InputError: its text has a mistake.
    """
    return without_units(plain_reading(lesson).get())


def plain_reading(lesson: Lesson) -> Reading[Story]:
    """The same as it is written, with what reading it found."""
    from fieldwise.read.story import read_story

    nobody = Field(PLAIN, "Plain symbols", "everyone", "", (), {}, "", "", {})
    return read_story(plain_path(lesson), nobody, lesson)


def without_units(story: Story) -> Story:
    """A story whose quantities have no unit, not even the word for none."""
    quantities = {
        name: replace(quantity, unit="") for name, quantity in story.scenario.quantities.items()
    }
    return replace(story, scenario=replace(story.scenario, quantities=quantities, slope_unit=""))


def bare(output: Any) -> Any:
    """An output without units where there are none, and with each name once."""
    if isinstance(output, str):
        return _TWICE.sub(r"\1", output).replace(_UNIT, "")
    if isinstance(output, dict):
        return {key: bare(part) for key, part in output.items()}
    if isinstance(output, list):
        return [bare(part) for part in output]
    return output


def _unlabelled(cell: Cell) -> Cell:
    """A cell that is not headed by `In your field`."""
    return replace(cell, label="") if cell.label and not cell.is_canonical else cell
