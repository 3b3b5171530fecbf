"""A small lesson and a story of it in which the check finds nothing; cases change one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from fieldwise.check import check_path
from fieldwise.model import Diagnostic, Lesson, Story
from fieldwise.read import Course
from fieldwise.standing import standing_path

HERE = Path(__file__).parent / "check"
TIDES = HERE / "course" / "fields" / "tides"
STORY, FIELD = TIDES / "line.md", TIDES / "field.yaml"

VALUES = {
    "count": 80.0,
    "x_min": 10.4,
    "x_max": 198.73,
    "y_max": 50.61,
    "slope": 0.2573490630115,
    "intercept": -0.150469389,
    "mse": 7.687238738549479,
    "rmse": 2.7725862,
    "noise_level": 3.0,
    "true_intercept": 1.0,
    "train_mse": 7.941118855342636,
    "test_mse": 7.144315134188173,
    "few_test_mse": 8.518,
    "learning_rate": 1e-6,
    "largest_rate": 7.182e-5,
}


def run(lesson: Lesson, story: Story) -> dict[str, float]:
    """The values of the small lesson, as its code would give them."""
    return VALUES


@dataclass(frozen=True)
class Patched:
    """The good story and field with a fragment worked in."""

    story: str
    field: str
    first: int
    """The line, from 1, on which the fragment begins, in the file it belongs to."""
    standing: str = ""
    """What is recorded of the story's sections; empty for no file."""


def patch(fragment: str) -> Patched:
    """Work a fragment into the good files.

    `## slot` and what follows replaces that slot, or is added; lines after `field.yaml:` replace
    or add keys of that file, and those after `standing:` are records; any other lines are front
    matter. `## *` takes all slots away.
    """
    story, field = STORY.read_text("utf-8"), FIELD.read_text("utf-8")
    if fragment.startswith("field.yaml:\n"):
        field, first = _keys(field, fragment.removeprefix("field.yaml:\n"))
        return Patched(story, field, first)
    if fragment.startswith("standing:\n"):
        return Patched(story, field, 1, fragment.removeprefix("standing:\n"))
    if fragment.startswith("## *\n"):
        front = story.partition("## ")[0]
        return Patched(front + fragment.removeprefix("## *\n"), field, front.count("\n"))
    if not fragment.startswith("## "):
        _, front, body = story.split("---\n", 2)
        front, first = _keys(front, fragment)
        return Patched(f"---\n{front}---\n{body}", field, first + 1)
    name = fragment.split("\n", 1)[0]
    start = story.find(f"{name}\n")
    end = story.find("\n## ", start + 1) if start >= 0 else -1
    if start < 0:
        story, start, end = f"{story}\n", len(story) + 1, len(story) + 1
    tail = story[end:] if end >= 0 else ""
    return Patched(f"{story[:start]}{fragment}\n{tail}", field, story.count("\n", 0, start) + 1)


def line(found: Diagnostic, patched: Patched) -> str:
    """A finding as the cases write it: its line counted from the fragment's first."""
    number = found.line - patched.first + 1
    return f"{number}:{found.column} {found.code} {found.message}"


def _keys(text: str, fragment: str) -> tuple[str, int]:
    """A YAML text with some of its lines replaced by those of the same key and indent."""
    lines, first, last = text.rstrip("\n").split("\n"), 0, -1
    for line in fragment.rstrip("\n").split("\n"):
        key = re.match(r"( *[^\s:#][^:]*:)", line)
        same = [n for n, old in enumerate(lines) if key and old.startswith(key[1])]
        opens = line.rstrip().endswith(":") and same
        if not same:
            last = len(lines) if last < 0 else last + 1
            lines.insert(last, line)
        else:
            last = same[0]
            if not opens:
                indent = len(line) - len(line.lstrip()) + 1
                while lines[last + 1 : last + 2] and lines[last + 1].startswith(" " * indent):
                    del lines[last + 1]
                lines[last] = line
        first = first or last + 1
    return "\n".join(lines) + "\n", first


class FoundIn:
    """Writes patched files and checks them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tides"
        self.course = Course([HERE / "course"])

    def __call__(self, patched: Patched) -> tuple[Diagnostic, ...]:
        """Every finding about the patched story and field."""
        self.folder.mkdir(exist_ok=True)
        (self.folder / "field.yaml").write_text(patched.field, "utf-8")
        path = self.folder / "line.md"
        path.write_text(patched.story, "utf-8")
        if patched.standing:
            standing_path(path).write_text(patched.standing, "utf-8")
        return check_path(self.course, path, run)
