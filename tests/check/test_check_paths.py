"""What a path leads to: stories, fields, lessons, courses; broken ones too."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from fieldwise.check import check_path
from fieldwise.check.paths import run_values
from fieldwise.errors import InputError, RunError
from fieldwise.model import Lesson, Severity, Story
from fieldwise.read import Course, find_course
from fieldwise.read.course import shipped
from tides import FIELD, HERE, STORY, run

COURSE = Course([HERE / "course"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the good field."""
    return Path(shutil.copytree(STORY.parent, tmp_path / "fields" / "tides"))


def codes(path: Path) -> list[str]:
    return [item.code for item in check_path(COURSE, path, run)]


def test_a_course_a_field_a_story_and_a_lesson_are_checked(folder: Path) -> None:
    (folder / "line.md").write_text(STORY.read_text("utf-8").replace("the float.", "the flоat."))
    for path in (folder.parents[1], folder.parent, folder, folder / "line.md"):
        assert codes(path) == ["FW506"], path
    assert codes(HERE / "course") == codes(HERE / "course" / "lessons" / "line") == []


def test_a_byte_that_is_not_utf8_hides_nothing_else(folder: Path) -> None:
    text = STORY.read_bytes().replace(b"harbour's gauge", b"harbour\x92s gauge, 12 of them")
    (folder / "line.md").write_bytes(text)
    found = check_path(COURSE, folder / "line.md", run)
    assert [(item.code, item.line) for item in found] == [("FW001", 43), ("FW301", 43)]
    assert found[0].excerpt.startswith("One tide is one high water")


def test_a_file_that_is_too_large_leaves_the_field_to_be_checked(folder: Path) -> None:
    (folder / "line.md").write_text("x" * 10_000_000)
    (folder / "field.yaml").write_text(FIELD.read_text("utf-8").replace("Coastal", "Cоastal"))
    assert codes(folder) == ["FW506", "FW001"]


def test_a_field_without_stories_is_checked_by_itself(folder: Path) -> None:
    (folder / "line.md").unlink()
    (folder / "field.yaml").write_text("name: <b>x</b>\nunits: {fish: {is: wet fish}}\n")
    assert codes(folder) == codes(folder / "field.yaml") == ["FW501", "FW401"]


@pytest.mark.parametrize(
    ("was", "now", "code", "line"),
    [
        ("title: Fat and", "title: [Fat and", "FW002", 2),
        ("order: 1", "ordre: 1", "FW003", 2),
        ("file: mince.csv", "file: minced.csv", "FW001", 3),
        ("licence:", "license:", "FW003", 33),
    ],
)
def test_what_describes_real_data_is_checked_too(
    tmp_path: Path, was: str, now: str, code: str, line: int
) -> None:
    folder = tmp_path / "fields" / "cooking"
    shutil.copytree(shipped() / "fields" / "cooking", folder)
    path = folder / "data" / "mince.yaml"
    assert not [item for item in check_path(find_course(), folder) if item.path == str(path)]
    path.write_text(path.read_text("utf-8").replace(was, now), "utf-8")
    found = [item for item in check_path(find_course(), folder) if item.path == str(path)]
    assert (code, line) in [(item.code, item.line) for item in found]
    assert code == "FW003" or len(found) == 1


def test_broken_yaml_of_the_field_hides_nothing_of_the_story(folder: Path) -> None:
    (folder / "field.yaml").write_text("name: [\n")
    text = STORY.read_text("utf-8")
    (folder / "line.md").write_text(text.replace("the float.", "the float. <b>"))
    assert codes(folder) == ["FW002", "FW501"]


def test_a_story_that_is_not_named_after_a_lesson_is_checked_all_the_same(folder: Path) -> None:
    path = folder / "my-story.md"
    (folder / "line.md").rename(path)
    (found,) = check_path(COURSE, path, run)
    assert found.code == "FW008" and found.severity is Severity.WARNING
    assert "checked as a telling of `line`" in found.message


def test_a_run_that_fails_is_a_finding_beside_the_others(folder: Path) -> None:
    def fails(lesson: Lesson, story: Story) -> Mapping[str, float]:
        raise RunError("the kernel died.")

    text = STORY.read_text("utf-8").replace("the float.", "the float. It is {{ msee }}.")
    (folder / "line.md").write_text(text)
    found = check_path(COURSE, folder / "line.md", fails)
    assert sorted(item.code for item in found) == ["FW007", "FW303"]
    assert "the kernel died" in next(item.message for item in found if item.code == "FW007")


def test_a_unit_that_does_not_exist_is_no_fault_of_the_lesson(folder: Path) -> None:
    text = STORY.read_text("utf-8").replace("unit: cm, range", "unit: flibbets, range")
    (folder / "line.md").write_text(text)
    found = check_path(COURSE, folder / "line.md")
    assert {item.path for item in found} == {str(folder / "line.md")}
    assert "FW401" in [item.code for item in found]


def test_a_lesson_with_mistakes_in_its_own_text(tmp_path: Path) -> None:
    lesson = (HERE / "course" / "lessons" / "line" / "lesson.md").read_text("utf-8")
    path = tmp_path / "lessons" / "line" / "lesson.md"
    path.parent.mkdir(parents=True)
    path.write_text(lesson.replace("is {{ mse }}, and", "is {{ msse }}, $x$ and $y, and"))
    assert codes(path) == codes(tmp_path) == ["FW303", "FW107"]
    path.write_text(lesson.replace(":::{canon} loss", ":::{canyon} loss"))
    assert codes(path)[0] == "FW006"


def test_plain_symbols_are_checked_for_errors_alone(tmp_path: Path) -> None:
    lesson = tmp_path / "lessons" / "line" / "lesson.md"
    lesson.parent.mkdir(parents=True)
    lesson.write_text((HERE / "course" / "lessons" / "line" / "lesson.md").read_text("utf-8"))
    plain = lesson.with_name("plain.md")
    front = STORY.read_text("utf-8").partition("## title")[0]
    front = re.sub(r"(  [xy]: .*unit: )[^,}]+", r"\1none", front)
    plain.write_text(f"{front}## title\n\nFrom $x$ to $y$\n")
    assert codes(plain) == codes(tmp_path) == []
    plain.write_text(f"{front}## title\n\nTo {{{{ msse }}}}, <b>7.69</b>\n\n## scen\n\nOne.\n")
    assert set(codes(plain)) == set(codes(tmp_path)) == {"FW101", "FW301", "FW303", "FW501"}
    assert codes(lesson) == []


def test_nothing_at_the_path_is_no_finding_but_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        check_path(COURSE, tmp_path / "nothing", run)
    with pytest.raises(InputError, match="holds neither"):
        check_path(COURSE, tmp_path, run)
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(InputError, match="neither a story"):
        check_path(COURSE, tmp_path / "notes.txt", run)
    assert check_path(Course([tmp_path / "nobody's"]), tmp_path / "nobody's", run) == ()


def test_values_come_from_a_run_of_the_woven_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    lesson = COURSE.lesson("line")
    field = COURSE.read_field("tides").get()
    story = COURSE.read_story(field, lesson).get()

    def fails(edition: object) -> object:
        raise RunError("no kernel here.")

    monkeypatch.setattr("fieldwise.run.run", fails)
    with pytest.raises(RunError):
        run_values(lesson, story)
    assert "FW007" in [item.code for item in check_path(COURSE, STORY)]
