"""What the tests share: real course folders, and a cache of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fieldwise.model import Executed, Lesson, Story
from fieldwise.read import Course, find_course
from fieldwise.verify import Report, verify
from homework import Fresh, Json, Verified
from pottery import LESSON, POTTERY, Tree


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


@pytest.fixture(scope="session")
def kiln(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The shipped course and the scenario-only field `pottery`, for the whole session."""
    root = tmp_path_factory.mktemp("kiln")
    story = root / "fields" / "pottery" / f"{LESSON}.md"
    story.parent.mkdir(parents=True)
    story.write_text(POTTERY, encoding="utf-8")
    return find_course(root)


@pytest.fixture(scope="session")
def executed(kiln: Course, lesson: Lesson) -> Executed:
    """The scenario-only edition, run in a kernel."""
    from fieldwise.build import execute

    return execute(lesson, kiln.read_story(kiln.read_field("pottery").get(), lesson).get())


@pytest.fixture(scope="session")
def report_on(kiln: Course, tmp_path_factory: pytest.TempPathFactory) -> Verified:
    """Verify a notebook that is given as JSON or as the bytes of its file."""
    path = tmp_path_factory.mktemp("verify") / "homework.ipynb"

    def verified(notebook: Any) -> Report:
        raw = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
        path.write_bytes(raw)
        return verify(path, kiln)

    return verified


@pytest.fixture(scope="session")
def fresh(executed: Executed) -> Fresh:
    """Makes the edition's notebook anew."""
    from fieldwise.notebook import notebook

    built = json.dumps(notebook(executed))

    def make() -> Json:
        book: Json = json.loads(built)
        return book

    return make
