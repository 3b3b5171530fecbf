"""The check of one story: severities, excerpts, order, limits, and when values are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from fieldwise.check import check, check_field, check_numbers, check_text
from fieldwise.model import Executed, Severity, Story, Telling
from fieldwise.read import Course
from tides import HERE, VALUES, FoundIn, patch

COURSE = Course([HERE / "course"])
LESSON = COURSE.lesson("line")


@pytest.fixture
def story() -> Story:
    """The good story."""
    return COURSE.read_story(COURSE.read_field("tides").get(), LESSON).get()


def saying(story: Story, text: str) -> Story:
    """The story with one slot told otherwise."""
    old = story.tellings["limits"]
    tellings = {**story.tellings, "limits": Telling("limits", text, old.place, old.heading)}
    return replace(story, tellings=tellings)


def test_the_good_story_is_silent(story: Story) -> None:
    assert check(LESSON, story, VALUES) == ()
    assert check_field(LESSON, story.field) == ()


def test_values_are_asked_for_only_by_the_rules_that_need_them(story: Story) -> None:
    asked = []

    def values() -> Mapping[str, float]:
        asked.append(1)
        return VALUES

    text = saying(story, "The rule misses by {{ mse }}, and {{ rmse }} · {{ rmse }} = {{ y_max }}.")
    assert [item.code for item in check(LESSON, text, values)] == ["FW302"]
    assert asked
    assert check(LESSON, text) == check_text(LESSON, text)[0] == ()


def test_text_and_numbers_together_are_the_whole_check(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fieldwise.check.checker._as_values", lambda executed: lambda: VALUES)
    text = saying(story, "There are 12 <b>tides</b>, and {{ rmse }} · {{ rmse }} = {{ y_max }}.")
    executed = Executed.__new__(Executed)
    found, left = check_text(LESSON, text)
    assert [rule.code for rule in left] == ["FW301", "FW302", "FW402"]
    parts = {*found, *check_numbers(LESSON, text, executed, left)}
    assert parts == {*check(LESSON, text, VALUES)}
    assert {item.code for item in parts} == {"FW301", "FW302", "FW501"}


def test_findings_are_sorted_and_carry_line_excerpt_and_severity(found_in: FoundIn) -> None:
    patched = patch("## limits\n\nTODO: 12 <b>tides</b> and a lоss, more than that.\n")
    found = found_in(patched)
    assert [(item.code, item.severity) for item in found] == [
        ("FW105", Severity.WARNING),
        ("FW301", Severity.ERROR),
        ("FW501", Severity.ERROR),
        ("FW506", Severity.ERROR),
    ]
    assert {item.excerpt for item in found} == {"TODO: 12 <b>tides</b> and a lоss, more than that."}
    assert [item.column for item in found] == [1, 7, 10, 29]


def test_one_rule_does_not_bury_the_others(story: Story) -> None:
    found = check(LESSON, saying(story, "12 <b> " * 2000), VALUES)
    numbers = [item for item in found if item.code == "FW301"]
    assert len(numbers) == 100 and "more of the kind" in max(numbers).hint
    assert "FW501" in {item.code for item in found}
