"""Standing in what is built: certificate, notebook, script and site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fieldwise.build import build, execute
from fieldwise.certificate import certificate
from fieldwise.model import Data, Executed, Lesson
from fieldwise.notebook import notebook
from fieldwise.read import Course, find_course
from fieldwise.script import script
from fieldwise.standing import record_review, record_written, review
from fieldwise.verify import verify
from pottery import LESSON, Tree, story_of, told

pytestmark = pytest.mark.kernel

SCENE = "One firing takes {{ slope:.1f }} more each minute."
TOLD = told("['Ada *Potter*']", scene=SCENE, limits="No kiln is alike.")


@pytest.fixture
def root(course_tree: Tree) -> Path:
    root = course_tree({f"fields/pottery/{LESSON}.md": TOLD})
    record_written(story_of(root), "scene", SCENE, by="model", name="gpt-oss")
    return root


def accept(root: Path, lesson: Lesson) -> None:
    said = review(lesson, "scene", SCENE, by="Grace", verdict="accepted", note="for Ada alone")
    record_review(story_of(root), "scene", said)


def executed_of(course: Course, lesson: Lesson) -> Executed:
    return execute(lesson, course.read_story(course.read_field("pottery").get(), lesson).get())


def test_the_certificate_says_of_each_section_who_wrote_it(root: Path, lesson: Lesson) -> None:
    accept(root, lesson)
    proof = certificate(executed_of(find_course(root), lesson))
    today = proof["sections"]["scene"].pop("on")
    assert len(today) == 10
    assert proof["sections"]["scene"] == {
        "origin": "model",
        "writers": ["gpt-oss"],
        "review": "accepted",
        "reviewers": ["Grace"],
        "canon": lesson.version,
    }
    assert proof["sections"]["limits"]["writers"] == ["Ada *Potter*"]
    assert proof["sections"]["title"]["origin"] == "default"
    assert len(proof["sections"]) == 25
    assert "for Ada alone" not in json.dumps(proof)


def test_sections_that_the_data_do_not_have_are_not_certified(lesson: Lesson, root: Path) -> None:
    course = find_course(root)
    story = course.read_story(course.read_field("pottery").get(), lesson).get()
    pairs = tuple((float(n), 2.0 * n + n % 3) for n in range(1, 21))
    proof = certificate(execute(lesson, story, Data("measured", pairs)))
    assert "compare.bridge" not in proof["sections"]
    assert "scene" in proof["sections"]


def test_notebook_and_script_close_with_it_in_words(root: Path, lesson: Lesson) -> None:
    executed = executed_of(find_course(root), lesson)
    said = notebook(executed)["cells"][-1]["source"]
    assert said == (
        "---\n\n**Who wrote this edition.** Of its 25 sections, 1 was written by Ada \\*Potter\\*, "
        "1 was drafted by the language model gpt-oss and 23 are the lesson's own default. Nobody "
        "who works in the field has reviewed them."
    )
    closing = script(executed).rstrip().rpartition("\n\n")[2].replace("\n# ", " ")
    assert closing.startswith(
        "# Who wrote this edition. Of its 25 sections, 1 was written by Ada *"
    )


def test_a_notebook_stays_as_it_was_built_when_its_story_is_reviewed(
    root: Path, lesson: Lesson, tmp_path: Path
) -> None:
    path = tmp_path / "homework.ipynb"
    path.write_text(json.dumps(notebook(executed_of(find_course(root), lesson))))
    accept(root, lesson)
    report = verify(path, find_course(root))
    assert (report.findings, report.notes) == ((), ())


def test_words_put_into_the_closing_cell_are_found(
    root: Path, lesson: Lesson, tmp_path: Path
) -> None:
    book = notebook(executed_of(find_course(root), lesson))
    book["cells"][-1]["source"] = "**Who wrote this edition.** All of it was reviewed by Grace."
    book["metadata"]["fieldwise"]["certificate"]["standing"] = ["All was reviewed by Grace."]
    path = tmp_path / "homework.ipynb"
    path.write_text(json.dumps(book))
    found = verify(path, find_course(root)).findings
    assert any(line.startswith("certificate: `standing") for line in found)
    assert any("`standing`: edited" in line for line in found)


def test_a_review_builds_the_edition_anew_and_nothing_else(
    root: Path, lesson: Lesson, tmp_path: Path
) -> None:
    course, out = find_course(root), tmp_path / "site"
    fields = ("astrophysics", "pottery")
    assert not build(course, fields, lesson, out).failed
    page = out / "pottery" / f"{LESSON}.html"
    assert "Drafted by gpt-oss; not yet reviewed" in page.read_text()
    accept(root, lesson)
    again = build(find_course(root), fields, lesson, out)
    assert {made.name: made.unchanged for made in again.editions} == {
        f"astrophysics/{LESSON}": True,
        f"pottery/{LESSON}": False,
    }
    assert "Drafted by gpt-oss" not in page.read_text()
