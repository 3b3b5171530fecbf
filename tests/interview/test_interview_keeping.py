from __future__ import annotations

from pathlib import Path

import pytest

from fieldwise.interview import keeping
from fieldwise.interview.keeping import Unfinished


def test_an_interview_is_found_again_and_let_go(own_folder: Path) -> None:
    assert keeping.kept() is None
    begun = Unfinished({"field": "Nursing", "false_friends.bias": "a"}, ("field",))
    keeping.keep(begun)
    assert keeping.kept() == begun
    keeping.let_go()
    assert keeping.kept() is None
    keeping.let_go()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"given": []}', '{"given": {"x": 1}, "done": 3}'])
def test_a_damaged_one_counts_as_none(own_folder: Path, text: str) -> None:
    keeping.place().parent.mkdir(parents=True)
    keeping.place().write_text(text, encoding="utf-8")
    assert keeping.kept() is None


def test_only_answers_to_questions_are_known() -> None:
    given = {"field": " Nursing ", "level.programming": "some", "rm": "x", "week": 3}
    assert keeping.known(given) == {"field": "Nursing", "level.programming": "some"}
