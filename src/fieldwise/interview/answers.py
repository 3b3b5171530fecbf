"""What somebody answered: a flat table of texts while it grows, and one immutable noun at the end.

A file of answers is YAML, nested as in a scenario (`x: {name: …, unit: …}`); within the interview
each answer has a dotted name (`x.unit`), the same as its question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from fieldwise import files
from fieldwise.errors import InputError
from fieldwise.front import read_table
from fieldwise.model import Diagnostic, Place

Given = Mapping[str, str]
"""Answers by the name of their question, as typed or as the question's reader tidied them."""

FILE = "interview.yaml"
"""The file in a field's folder that keeps the answers."""
LONGEST = 2000
"""Characters of one answer; the longest that anybody needs has a few hundred."""
FRIENDS = "false_friends."
"""What the name of each answer about a false friend begins with."""

NAMES = (
    "field",
    "id",
    "learner",
    "week",
    *(f"{q}.{part}" for q in "xy" for part in ("name", "phrase", "symbol", "unit", "range")),
    "direction",
    "scale",
    "observation",
    "observations",
    "article",
    "each",
    "setting",
    "held_back",
    "today",
    "level.mathematics",
    "level.programming",
    "goal",
    "why",
)
"""Every name an answer may have, besides those of false friends."""

_HEAD = """\
# What you told Fieldwise about your field. It stays here, and no edition prints this file:
# `fieldwise new --answers` reads it, and so does whoever drafts the story in more detail.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One quantity, as it was described."""

    name: str
    unit: str
    range: str


@dataclass(frozen=True, slots=True)
class Answers:
    """One person's answers; what was not answered is empty."""

    field: str
    learner: str
    week: str
    x: Asked
    """What they set or know beforehand."""
    y: Asked
    """What they would like to predict from it."""
    observation: str
    each: str
    setting: str
    held_back: str
    """How they would hold some observations back."""
    today: str
    """What they use for the prediction today."""
    false_friends: Mapping[str, str]
    """Word -> what it means in their field."""
    mathematics: str
    """`none`, `calculus` or `linear algebra`."""
    programming: str
    """`none`, `some` or `fluent`."""
    goal: str
    why: str
    """One sentence: why this matters to them."""


def read_answers(path: Path) -> Answers:
    """The answers that a field's folder keeps (the folder, or its file).

    Raises:
        InputError: there is no such file, or it is not one of answers.
    """
    given = read_given(path / FILE if path.is_dir() else path)
    asked = {
        q: Asked(*(given.get(f"{q}.{p}", "") for p in ("name", "unit", "range"))) for q in "xy"
    }
    said = {name: given.get(name, "") for name in NAMES}
    return Answers(
        field=said["field"],
        learner=said["learner"],
        week=said["week"],
        x=asked["x"],
        y=asked["y"],
        observation=said["observation"],
        each=said["each"],
        setting=said["setting"],
        held_back=said["held_back"],
        today=said["today"],
        false_friends=friends(given),
        mathematics=said["level.mathematics"],
        programming=said["level.programming"],
        goal=said["goal"],
        why=said["why"],
    )


def friends(given: Given) -> dict[str, str]:
    """The words that mean something else in the field, each with what it means there."""
    return {
        name.removeprefix(FRIENDS): meaning
        for name, meaning in given.items()
        if name.startswith(FRIENDS) and meaning
    }


def read_given(path: Path) -> dict[str, str]:
    """The answers in a YAML file, by dotted name.

    Raises:
        InputError: it cannot be read, or a name in it is that of no question.
    """
    import yaml

    text = files.read_text(path)
    found: list[Diagnostic] = []
    table = read_table(text, Place(str(path), 1), found)
    if found:
        first = found[0]
        raise InputError(first.message, where=f"{path}:{first.line}", hint=first.hint)
    given: dict[str, str] = {}
    for name, value in _flat(yaml.load(text, yaml.BaseLoader) or {}, ""):
        if name not in NAMES and not name.startswith(FRIENDS):
            near = get_close_matches(name, NAMES, n=1, cutoff=0.5)
            line = table.places().get(name, table.place).line
            raise InputError(
                f"no question is called “{name}”.",
                where=f"{path}:{line}",
                hint=f"Did you mean “{near[0]}”?" if near else f"They are: {', '.join(NAMES)}.",
            )
        given[name] = value
    return {name: value for name, value in given.items() if value}


def tidy(text: str) -> str:
    """A text on one line, without what is invisible or would be read as a quotation."""
    seen = "".join(sign if sign.isprintable() else " " for sign in text[: 2 * LONGEST])
    apart = re.sub(r"\{(?=\{)", "{ ", seen)
    return re.sub(r"\s+", " ", apart).strip()[:LONGEST].strip()


def answers_text(given: Given) -> str:
    """The answers as a YAML file that is pleasant to read."""
    import yaml

    nested: dict[str, Any] = {}
    friends_last = [name for name in given if name.startswith(FRIENDS)]
    for name in (*(name for name in NAMES if name in given), *friends_last):
        head, dot, rest = name.partition(".")
        if not dot:
            nested[name] = given[name]
        else:
            nested.setdefault(head, {})[rest] = given[name]
    body = yaml.safe_dump(nested, allow_unicode=True, sort_keys=False, width=100)
    return f"{_HEAD}{body}"


def _flat(value: Any, name: str) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [
            pair
            for key, inner in value.items()
            for pair in _flat(inner, f"{name}.{key}" if name else str(key))
        ]
    if isinstance(value, list):
        value = " to ".join(str(item) for item in value)
    return [(name, tidy(str(value)))]
