"""What the tests share: real course folders, and a cache of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fieldwise.model import Lesson, Story
from fieldwise.read import Course, find_course

LESSON = "linear-regression"

POTTERY = """\
---
scenario:
  setting: the kiln log of a small pottery
  observation: firing
  each: one firing of the kiln, from cold to its top temperature
  held_back: firings that play no part in the fitting
  x: {name: firing time, symbol: t, unit: min, range: [10, 200]}
  y: {name: gas burnt, phrase: the gas burnt, symbol: G, unit: m³, range: [2, 52]}
---
"""
"""A fourth field that tells nothing: a scenario alone."""

Tree = Callable[[Mapping[str, str]], Path]


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for the whole session (each worker its own), away from the user's."""
    folder = tmp_path_factory.mktemp("cache")
    patch = pytest.MonkeyPatch()
    patch.setenv("FIELDWISE_CACHE", str(folder))
    return folder


@pytest.fixture
def course_tree(tmp_path: Path) -> Tree:
    """Write a folder of files from a dict of texts, and return the folder."""

    def write(files: Mapping[str, str]) -> Path:
        root = tmp_path / "course"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return write


@pytest.fixture
def pottery_course(course_tree: Tree) -> Course:
    """The shipped course and the scenario-only field `pottery`."""
    return find_course(course_tree({f"fields/pottery/{LESSON}.md": POTTERY}))


@pytest.fixture
def pottery(pottery_course: Course, lesson: Lesson) -> Story:
    """The scenario-only story."""
    field = pottery_course.read_field("pottery").get()
    return pottery_course.read_story(field, lesson).get()


@pytest.fixture(scope="session")
def lesson() -> Lesson:
    """Lesson 1 as shipped."""
    return find_course().lesson(LESSON)
