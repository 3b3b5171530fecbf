"""The course, its versions and the data: what a notebook is held against."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fieldwise.bind import bind
from fieldwise.errors import InputError
from fieldwise.model import Data, Executed
from fieldwise.notebook import notebook
from fieldwise.read import Course
from fieldwise.verify import Report, Standing, verify
from fieldwise.weave import weave
from homework import Fresh, Json, found, the
from pottery import LESSON, POTTERY

pytestmark = pytest.mark.kernel

Build = Callable[..., Course]


@pytest.fixture
def installed(tmp_path: Path, executed: Executed) -> Build:
    """A course with the lesson and the story `pottery`, each changed as asked."""
    lesson = Path(executed.edition.lesson.path).read_text(encoding="utf-8")

    def build(
        change: Callable[[str], str] = str, story: str | None = POTTERY, name: str = LESSON
    ) -> Course:
        root = tmp_path / "course"
        (root / "lessons" / name).mkdir(parents=True)
        (root / "lessons" / name / "lesson.md").write_text(change(lesson), encoding="utf-8")
        (root / "fields" / "pottery").mkdir(parents=True)
        if story is not None:
            (root / "fields" / "pottery" / f"{name}.md").write_text(story, encoding="utf-8")
        return Course([root])

    return build


@pytest.fixture
def judged(tmp_path: Path) -> Callable[[Json, Course], Report]:
    """Verify a notebook against some course."""

    def judge(book: Json, course: Course) -> Report:
        path = tmp_path / "homework.ipynb"
        path.write_text(json.dumps(book), encoding="utf-8")
        return verify(path, course)

    return judge


Judged = Callable[[Json, Course], Report]


def newer(lesson: str) -> str:
    """The lesson in another version, with other canon."""
    return (
        re.sub(r'version: "[^"]+"', 'version: "9.9"', lesson)
        .replace("A **", "Any **")
        .replace("is a quantity we know", "is any quantity we know")
    )


def test_another_version_of_the_lesson_is_said_and_the_originals_serve(
    fresh: Fresh, installed: Build, judged: Judged
) -> None:
    course, book = installed(newer), fresh()
    report = judged(book, course)
    assert report.findings == ()
    assert re.search(r"from version 1\.\d of the lesson, and version 9\.9", report.notes[0])
    the(book, "vocabulary")["source"] += "!"
    assert list(found(judged(book, course))) == ["vocabulary"]


def test_other_canon_in_the_same_version_is_found(
    fresh: Fresh, installed: Build, judged: Judged
) -> None:
    changed = installed(lambda text: text.replace("is a quantity we know", "is what we know"))
    report = judged(fresh(), changed)
    assert report.certificate == (
        "the canon it certifies is not that of the installed lesson, which has the same version: "
        "`vocabulary`.",
        "the originals it carries are not those of the course: `vocabulary`.",
    )
    assert list(found(report)) == ["vocabulary"]


def test_another_format_of_a_value_in_the_same_version_is_found(
    fresh: Fresh, installed: Build, judged: Judged
) -> None:
    other = installed(lambda text: re.sub(r"(\n  mse: .*format: )\.3f", r"\1.2f", text))
    report = judged(fresh(), other)
    assert report.certificate[0] == (
        "the values it certifies are not those that the lesson has: `mse`."
    )


@pytest.mark.parametrize(
    "story",
    [
        None,
        POTTERY.replace("gas burnt", "gas used"),
        POTTERY.replace("scenario:", "scenery:"),
        POTTERY.replace("m³", "flibbets"),
    ],
    ids=["gone", "retold", "broken", "with a unit that is none"],
)
def test_where_the_story_is_another_now_the_originals_serve(
    story: str | None, fresh: Fresh, installed: Build, judged: Judged
) -> None:
    course, book = installed(story=story), fresh()
    report = judged(book, course)
    assert report.findings == ()
    assert "the story of Pottery is not installed as it was told here" in report.notes[0]
    the(book, "scene")["source"] += "!"
    the(book, "fit")["source"] += "!"
    assert list(found(judged(book, course))) == ["scene", "fit"]


def test_without_its_originals_a_notebook_is_held_against_the_course(
    fresh: Fresh, installed: Build, judged: Judged
) -> None:
    book = fresh()
    del book["metadata"]["fieldwise"]["originals"]
    the(book, "scene")["source"] += "!"
    the(book, "fit")["outputs"] = []
    the(book, "mse")["outputs"][0]["text"] = "MSE = 1"
    report = judged(book, installed())
    assert report.certificate == (
        "the originals that the notebook carries are missing or damaged.",
    )
    findings = found(report)
    assert list(findings) == ["scene", "mse"]
    assert findings["mse"][1:] == (
        "foreign",
        "Its outputs do not have the digest that was certified.",
    )


def test_without_its_originals_and_its_story_nothing_can_be_said(
    fresh: Fresh, installed: Build, judged: Judged
) -> None:
    book = fresh()
    del book["metadata"]["fieldwise"]["originals"]
    with pytest.raises(InputError, match="nothing tells how it was"):
        judged(book, installed(story=None))


def test_a_lesson_that_is_not_there_is_named(
    fresh: Fresh, installed: Build, judged: Judged
) -> None:
    course = installed(
        lambda text: text.replace(f"lesson: {LESSON}", "lesson: other"), name="other"
    )
    with pytest.raises(InputError, match=r"“linear-regression”, which .* It has other\."):
        judged(fresh(), course)


# ---------------------------------------------------------------------------- own data

PAIRS = tuple((10.0 + 3 * n, 4.5 + 0.5 * n + (n % 3)) for n in range(30))


@pytest.fixture(scope="session")
def measured(executed: Executed) -> Json:
    """The notebook of an edition on data of the learner's own."""
    from fieldwise.run import run

    edition = weave(executed.edition.lesson, executed.edition.story, Data("measured", PAIRS))
    return notebook(bind(edition, run(edition)))


def test_an_edition_on_own_data_carries_them_and_is_accepted(
    measured: Json, kiln: Course, judged: Judged
) -> None:
    report = judged(measured, kiln)
    assert report.findings == ()
    assert "[10.0, 4.5]" in the(measured, "card")["source"]
    assert {cell.standing for cell in report.cells} == {Standing.CANONICAL, Standing.STORY}
    assert "data.measured" in [cell.id for cell in report.cells]


def test_canon_of_an_edition_on_own_data_is_still_held_against_the_course(
    measured: Json, kiln: Course, judged: Judged
) -> None:
    book = copy.deepcopy(measured)
    the(book, "compare.measured")["source"] += "!"
    the(book, "card")["source"] = the(book, "card")["source"].replace("10.0", "11.0", 1)
    assert list(found(judged(book, kiln))) == ["card", "compare.measured"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[10.0, 4.5]", "[10.0, 4.6]", "the data on its card are not the certified ones."),
        ("RATE = 1e-06", "RATE = 1e-05", "not the certified ones: `learning_rate`"),
        ("DATA = [", "DATA = list([", "something else than the lesson's names with literals."),
    ],
)
def test_a_card_that_was_forged_with_its_originals_is_found(
    old: str, new: str, sentence: str, executed: Executed, kiln: Course, judged: Judged
) -> None:
    edition = weave(executed.edition.lesson, executed.edition.story, Data("measured", PAIRS))
    bound = bind(edition, executed.run)
    cells = [
        replace(item, text=_forged(item.text, old, new)) if item.cell.kind == "card" else item
        for item in bound.cells
    ]
    report = judged(notebook(replace(bound, cells=tuple(cells))), kiln)
    assert sentence in report.certificate[-1]


def _forged(card: str, old: str, new: str) -> str:
    assert old in card
    forged = card.replace(old, new)
    return forged.replace("\n]", "\n])") if "list" in new else forged
