"""Findings about an author's text, and the places they are about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a text file; line and column count from 1."""

    path: str
    line: int
    column: int = 1

    def down(self, lines: int, column: int = 1) -> Place:
        """The place `lines` below, at `column`."""
        return Place(self.path, self.line + lines, column)


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """The edition cannot be proven; it is not built."""
    WARNING = "warning"
    """To be mended; the edition is built all the same."""
    ADVICE = "advice"
    """Worth knowing; counts as a finding only when asked for strictness."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding about an author's text."""

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    excerpt: str = ""
    """The source line it is about."""
