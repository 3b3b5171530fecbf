"""The program of an edition: its code cells, the values read after them, and its key."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from fieldwise import files
from fieldwise.errors import RunError
from fieldwise.model import Card, Cell, Edition, Lesson, SeriesSpec, ValueSpec
from fieldwise.quote import quotations
from fieldwise.versions import python_version, version_of
from fieldwise.weave import card_text

FORMAT = 2
"""Grows when the same program would be run, or its results kept, in another way."""
_MACHINERY = ("ipykernel", "ipython", "matplotlib-inline", "nbclient")
"""What stands between the code and its outputs."""


class CodeError(RunError):
    """A cell raised an exception."""


@dataclass(frozen=True, slots=True)
class Program:
    """Code cells in order, and the values to be read after each."""

    cells: tuple[Cell, ...]
    values: tuple[ValueSpec, ...]
    series: tuple[SeriesSpec, ...]
    versions: Mapping[str, str]

    def values_of(self, cell: Cell) -> tuple[ValueSpec, ...]:
        """The values that are read after a cell."""
        return tuple(value for value in self.values if value.cell == cell.id)

    def series_of(self, cell: Cell) -> tuple[SeriesSpec, ...]:
        """The series that are read after a cell."""
        return tuple(series for series in self.series if series.cell == cell.id)

    def key(self) -> str:
        """Digest of everything that outputs and values depend on, and of nothing else."""
        parts = {
            "format": FORMAT,
            "cells": [[cell.id, cell.body] for cell in self.cells],
            "values": sorted([value.name, value.cell, value.expression] for value in self.values),
            "series": sorted([each.name, each.cell, each.expression] for each in self.series),
            "versions": dict(self.versions),
            "machine": [sys.implementation.name, platform.system(), platform.machine()],
        }
        return files.digest(json.dumps(parts, sort_keys=True))


def program(edition: Edition, words: Mapping[str, str] | None = None) -> Program:
    """The program of an edition, with other words on its card if any are given.

    Raises:
        RunError: a library that it needs is not installed.
    """
    lesson = edition.lesson
    cells = [cell for cell in edition.cells if cell.is_code]
    if words:
        cells = [_worded(cell, edition, words) if cell.kind == "card" else cell for cell in cells]
    ids = {cell.id for cell in cells}
    values = [
        value
        for value in lesson.values.values()
        if value.only in (None, edition.data.kind) and value.cell in ids
    ]
    series = tuple(series for series in lesson.series.values() if series.cell in ids)
    return Program(tuple(cells), tuple(values), series, versions(lesson))


def versions(lesson: Lesson) -> dict[str, str]:
    """The version of Python and of every library that a lesson's outputs depend on.

    Raises:
        RunError: one is not installed.
    """
    found = {"python": python_version()}
    for package in (*lesson.packages, *_MACHINERY):
        version = version_of(package)
        if version is None:
            raise RunError(
                f"the lesson “{lesson.id}” needs {package}, which is not installed.",
                hint=f"Install it with `{sys.executable} -m pip install {package}`.",
            )
        found[package] = version
    return found


def words_on_card(edition: Edition) -> dict[str, str]:
    """Every text that the card quotes, by its dotted name, in the card's order."""
    names = [quoted.name for quoted in quotations(_card(edition).text)]
    return {name: edition.card[name] for name in names if isinstance(edition.card[name], str)}


def _card(edition: Edition) -> Card:
    return next(block for block in edition.lesson.blocks if isinstance(block, Card))


def _worded(cell: Cell, edition: Edition, words: Mapping[str, str]) -> Cell:
    """The card's cell with other words on it."""
    on_card = {**edition.card, **words}
    return Cell(cell.id, cell.kind, card_text(_card(edition).text, on_card), cell.place)
