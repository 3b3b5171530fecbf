"""What verifying found, as text for a person and as JSON for a program."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Standing(StrEnum):
    """How a cell stands to the edition that was built."""

    CANONICAL = "canonical"
    """Canon or code, as in every edition."""
    STORY = "story"
    """The field's own text or card, as it was built."""
    EDITED = "edited"
    MOVED = "moved"
    DUPLICATED = "duplicated"
    MISSING = "missing"
    ADDED = "added"
    EMPTY = "empty"
    """A cell with nothing in it, which is no finding."""


class OutputStanding(StrEnum):
    """How a cell's outputs stand to those of the run."""

    BUILT = "as built"
    AGAIN = "run again"
    """Other bytes that show the same, as another version of a library writes them."""
    CLEARED = "cleared"
    FOREIGN = "not from this code"


_AS_BUILT = (Standing.CANONICAL, Standing.STORY, Standing.EMPTY)


@dataclass(frozen=True, slots=True)
class CellReport:
    """What is to be said of one cell."""

    id: str
    """The id of the original it is or was; empty for an added cell."""
    kind: str
    number: int | None
    """Its place in the notebook, from 1; None if it is missing."""
    standing: Standing
    outputs: OutputStanding | None = None
    """None for a cell that shows no outputs and should show none."""
    says: tuple[str, ...] = ()
    """What is wrong with it, a sentence each."""

    @property
    def is_finding(self) -> bool:
        """Whether it is not as it was built."""
        return self.standing not in _AS_BUILT or self.outputs is OutputStanding.FOREIGN

    @property
    def name(self) -> str:
        """How a person finds it: by its place, and by its id if it has one."""
        parts = [f"cell {self.number}"] * (self.number is not None) + [f"`{self.id}`"] * bool(
            self.id
        )
        return " ".join(parts)

    def line(self) -> str:
        """The finding in one line."""
        told = self.standing if self.standing not in _AS_BUILT else "outputs"
        return f"{self.name}: {told}. {' '.join(self.says)}".rstrip()


@dataclass(frozen=True, slots=True)
class Report:
    """What verifying one notebook found."""

    path: str
    lesson: str
    version: str
    field: str
    cells: tuple[CellReport, ...]
    """Every cell of the notebook in its order, a missing one where it should stand."""
    certificate: tuple[str, ...] = ()
    """What is wrong with the certificate and the originals it comes with."""
    notes: tuple[str, ...] = ()
    """What a reader of this report should know, though nothing is wrong."""

    @property
    def findings(self) -> tuple[str, ...]:
        """Everything that is not as it was built, a line each; empty if all is well."""
        altered = tuple(f"certificate: {sentence}" for sentence in self.certificate)
        return altered + tuple(cell.line() for cell in self.cells if cell.is_finding)

    def lines(self) -> list[str]:
        """The report for a person."""
        standing = Counter(cell.standing for cell in self.cells)
        outputs = Counter(cell.outputs for cell in self.cells if cell.outputs)
        found = self.findings
        verdict = f"{len(found)} finding{'s' * (len(found) != 1)}" if found else "as it was built"
        return [
            f"{self.path}: {verdict}",
            f"  lesson {self.lesson} {self.version}, field {self.field}",
            f"  cells: {_listed(standing)}",
            *([f"  outputs: {_listed(outputs)}"] if outputs else []),
            *(f"  {line}" for line in found),
            *(f"  note: {note}" for note in self.notes),
        ]

    def as_json(self) -> dict[str, Any]:
        """The report for a program."""
        return {
            "path": self.path,
            "lesson": self.lesson,
            "version": self.version,
            "field": self.field,
            "as_built": not self.findings,
            "cells": [
                {
                    "id": cell.id,
                    "kind": cell.kind,
                    "number": cell.number,
                    "standing": cell.standing.value,
                    "outputs": cell.outputs.value if cell.outputs else None,
                    "says": list(cell.says),
                }
                for cell in self.cells
            ],
            "certificate": list(self.certificate),
            "notes": list(self.notes),
        }


def _listed(counts: Counter[Any]) -> str:
    order = [*Standing, *OutputStanding]
    return ", ".join(f"{counts[kind]} {kind}" for kind in order if counts[kind])
