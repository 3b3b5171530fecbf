from __future__ import annotations

from pathlib import Path

import pytest

from fieldwise.check import check_path
from fieldwise.interview.answers import read_given
from fieldwise.interview.mapping import caution, mapping, unlike
from fieldwise.interview.plan import plan, sentence, settle
from fieldwise.interview.proposing import is_random
from fieldwise.interview.questions import BY_NAME, worded
from fieldwise.interview.writing import write
from fieldwise.model import Lesson, Severity
from fieldwise.read import find_course
from interview.conftest import ANSWERS, Planned


@pytest.mark.kernel
@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: str(path.stem))
def test_every_described_field_passes_the_check(path: Path, tmp_path: Path, lesson: Lesson) -> None:
    settled, found = settle(read_given(path), ())
    assert found == ()
    made = plan(settled, lesson)
    paths = write(made, lesson, tmp_path)
    findings = check_path(find_course(tmp_path), paths[0].parent)
    assert [item for item in findings if item.severity != Severity.ADVICE] == []


def test_settling_what_has_been_settled_changes_nothing() -> None:
    for path in ANSWERS:
        settled, found = settle(read_given(path))
        assert settle(settled) == (settled, found)


def test_what_is_missing_or_wrong_is_told_by_name(lesson: Lesson) -> None:
    given = {"field": "Cooking", "x.name": "salt", "x.unit": "grams", "why": "<b>"}
    given |= {"false_friends.batch": "one tray"}
    settled, found = settle(given, {"cooking"})
    said = [sentence(problem, settled) for problem in found]
    assert said[0].startswith("field: There is a field called “cooking” already")
    assert (
        "y.name: not answered. (Name one thing that you would like to predict from the salt.)"
        in (said)
    )
    assert any(line.startswith("why: Leave out") for line in said)
    assert any(line.startswith("false_friends.batch: The lesson has no word") for line in said)


def test_questions_name_what_was_answered_before() -> None:
    given = {"x.name": "guests", "x.unit": "own guests", "y.name": "photos", "y.unit": "photos"}
    assert worded(BY_NAME["direction"].ask, given) == (
        "When the number of guests is larger, what does the number of photos tend to be?"
    )
    assert worded(BY_NAME["x.range"].ask, given).endswith("is usual for the guests, in guests?")
    assert "the second number tend" in worded(BY_NAME["direction"].ask, {"x.name": "guests"})


def test_a_field_in_other_letters_needs_a_folder() -> None:
    _, found = settle({"field": "看護"})
    assert "id" in {problem.name for problem in found}
    _, found = settle({"field": "看護", "id": "kango"})
    assert "id" not in {problem.name for problem in found}


def test_the_mapping_says_what_each_letter_means(planned: Planned) -> None:
    lines = {line.label: line.text for line in mapping(planned("logistics"))}
    assert lines["the model"] == "predicted time to load the van = w × number of parcels + b"
    assert lines["w, the weight"].startswith("in min per parcel: by how much the predicted time to")
    assert "outside of what you see, 20 to 180 parcels" in lines["b, the bias"]
    assert "in min²" in lines["the loss"]


def test_a_start_is_named_in_the_story_and_not_in_the_unit(planned: Planned) -> None:
    made = planned("cider-making")
    assert (made.x.name, made.x.measure.text) == ("sugar in the must above 100 g/L", "g/L")
    assert (made.x.low, made.x.high) == (10, 200)
    lines = {line.label: line.text for line in mapping(made)}
    assert "where the sugar in the must is 100 g/L, from where" in lines["b, the bias"]
    assert "which is 0.025 % per g/L" in lines["w, the weight"]


def test_numbers_that_are_not_theirs_are_called_so(planned: Planned) -> None:
    assert caution(planned("logistics")) == ""
    assert "the numbers will not look like yours" in caution(planned("nursing"))
    assert "the heating rises with the temperature outside; with you it falls" in caution(
        planned("housing")
    )


def test_holding_back_otherwise_than_the_code_does_is_quoted(planned: Planned) -> None:
    made = planned("marine-biology")
    assert made.practice == "the penguins of next season"
    assert made.held_back == "one penguin in four, drawn at random and kept out of the fit"
    made = planned("civil-engineering")
    assert (made.held_back, made.practice) == ("a random quarter of the deliveries", "")
    assert not is_random("wafers from another lot")
    assert not is_random("blood drawn in the evening")
    assert is_random("we draw lots")


def test_what_is_unlike_is_said_of_the_quantities_themselves(planned: Planned) -> None:
    made = planned("bakery")
    assert made.y.phrase == "the proofing time above 1.2 h"
    assert unlike(made) == "there, the proofing time falls as the temperature of the dough grows"
