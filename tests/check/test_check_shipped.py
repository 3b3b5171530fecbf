"""The shipped stories: no error, no warning; a scenario alone: advice, and nothing else."""

from __future__ import annotations

import pytest

from fieldwise.check import check, check_lesson
from fieldwise.model import Lesson, Severity, Story
from fieldwise.read import find_course
from tides import HERE

MEASURED = {
    "count": 80.0,
    "x_min": 11.4,
    "x_max": 195.4,
    "y_min": 1.1,
    "y_max": 49.8,
    "slope": 0.25734906301152605,
    "intercept": -0.15046939018604277,
    "mse": 7.687238738549479,
    "train_mse": 7.941118855342636,
    "test_mse": 7.144315134188173,
    "descent_w": 0.25618937525464,
    "descent_b": 0.001494288792127,
}


@pytest.mark.parametrize("name", find_course().fields)
def test_a_shipped_story_has_no_error_and_no_warning(name: str, lesson: Lesson) -> None:
    course = find_course()
    reading = course.read_story(course.read_field(name).get(), lesson)
    found = check(lesson, reading.get(), MEASURED)
    assert [item for item in found if item.severity is not Severity.ADVICE] == []


def test_a_scenario_alone_gets_one_piece_of_advice(pottery: Story, lesson: Lesson) -> None:
    (found,) = check(lesson, pottery, MEASURED)
    assert found.code == "FW704" and found.severity is Severity.ADVICE


def test_the_lessons_are_silent(lesson: Lesson) -> None:
    assert check_lesson(lesson) == ()
    assert HERE.is_dir()
