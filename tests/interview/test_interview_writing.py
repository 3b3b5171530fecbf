from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from fieldwise.build import execute
from fieldwise.errors import WriteError
from fieldwise.interview import read_answers
from fieldwise.interview.writing import scalar, write
from fieldwise.model import Lesson
from fieldwise.read import find_course
from interview.conftest import Planned


def test_what_is_there_is_never_overwritten(
    planned: Planned, lesson: Lesson, tmp_path: Path
) -> None:
    made = planned("retail")
    (path, *_) = write(made, lesson, tmp_path)
    path.write_text("name: Mine\n", encoding="utf-8")
    with pytest.raises(WriteError, match="stays as it is"):
        write(made, lesson, tmp_path)
    assert path.read_text(encoding="utf-8") == "name: Mine\n"


def test_the_files_say_what_was_said(planned: Planned, lesson: Lesson, tmp_path: Path) -> None:
    write(planned("football-coaching"), lesson, tmp_path)
    course = find_course(tmp_path)
    story = course.read_story(course.read_field("football-coaching").get(), lesson).get()
    assert story.tellings == {}
    assert story.level.mathematics == "none"
    assert story.scenario.why.startswith("Substitutes who run too little")
    assert story.scenario.quantities["x"].phrase == "the number of minutes played"
    assert read_answers(tmp_path / "fields" / "football-coaching").goal == "plan loads"


@pytest.mark.kernel
def test_the_learners_words_are_quoted_as_theirs_and_mean_nothing_to_markdown(
    planned: Planned, lesson: Lesson, tmp_path: Path
) -> None:
    write(planned("cider-making"), lesson, tmp_path)
    course = find_course(tmp_path)
    story = course.read_story(course.read_field("cider-making").get(), lesson).get()
    texts = {cell.cell.id: cell.text for cell in execute(lesson, story).cells}
    opening = texts["story"]
    assert "in the words of a cider maker: “A bottle that says 6.5 %" in opening
    assert r"\$b\$ and \_w\_ cost me 3000 €" in opening
    assert r"\*my\* father said" in texts["evaluation.bridge"]
    assert (
        "How a cider maker would hold some back: “batches from '23”" in (texts["evaluation.bridge"])
    )


def test_the_story_says_what_its_author_has_to_know(lesson: Lesson, planned: Planned) -> None:
    from fieldwise.interview.writing import compose

    counted = compose(planned("cider-making"), lesson)["linear-regression.md"]
    assert "you said 120 to 240 g/L, counted from 100" in counted
    falling = compose(planned("housing"), lesson)["linear-regression.md"]
    assert falling.startswith("---\n# In the lesson's data, the heating rises with")
    assert "  unlike: " in falling
    assert (
        'slope_unit: "(thousands of SEK)/(step of 5 visitors)"'
        in (compose(planned("retail"), lesson)["linear-regression.md"])
    )


def test_what_was_left_unsaid_leaves_no_trace(lesson: Lesson, planned: Planned) -> None:
    from fieldwise.interview.writing import compose

    story = compose(planned("retail"), lesson)["linear-regression.md"]
    assert "why:" not in story
    assert "practice:" not in story


@pytest.mark.parametrize(
    "text",
    [
        "plain words",
        "no",
        "12",
        "a: b",
        "it's",
        "# hash",
        "“quoted”",
        "a, b",
        "°C",
        "%",
        '"x"',
        "-",
        "é",
    ],
)
def test_every_text_is_the_same_after_yaml(text: str) -> None:
    assert yaml.safe_load(f"{{key: {scalar(text)}}}") == {"key": text}
