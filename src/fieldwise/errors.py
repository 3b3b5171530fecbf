"""What can go wrong while Fieldwise works, as sentences a person can act on.

FieldwiseError
├── UsageError          the command line asks for something that does not exist
├── InputError          a file cannot be read, or is not what it should be
├── RunError            the lesson's code failed, hung, or its kernel died
├── ModelError          a language model's endpoint cannot be used
│   └── ReplyError      one request was not answered by one usable reply
└── WriteError          the disk is full, read-only, or otherwise in the way

A mistake in an author's text is no exception but a `fieldwise.model.Diagnostic`: those are
collected, so that an author sees all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class FieldwiseError(Exception):
    """Something a person must know: what happened, where, and what to do about it."""

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}{self.what}{hint}"


class UsageError(FieldwiseError):
    """The request itself cannot be met."""

    @classmethod
    def unknown(cls, kind: str, name: str, known: Iterable[str]) -> UsageError:
        """An unknown field or lesson, with the nearest names that do exist."""
        names = sorted(known)
        near = get_close_matches(name, names, n=3, cutoff=0.4)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(names)}."
        return cls(f"There is no {kind} called “{name}”.", hint=hint)


class InputError(FieldwiseError):
    """A file cannot be read, or is not what it should be."""


class RunError(FieldwiseError):
    """The lesson's code could not be run to its end."""


class ModelError(FieldwiseError):
    """A language model's endpoint cannot be used: to ask it again would not help."""


class ReplyError(ModelError):
    """One request was not answered by one usable reply; another may be."""


class WriteError(FieldwiseError):
    """A result could not be written; what was there before is untouched."""

    @classmethod
    def from_os(cls, path: object, error: OSError) -> WriteError:
        """The sentence for an operating system's refusal."""
        return cls(
            f"cannot write: {error.strerror or error}.",
            where=str(path),
            hint="Nothing that was there before has changed.",
        )
