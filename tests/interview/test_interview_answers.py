from __future__ import annotations

from pathlib import Path

import pytest

from fieldwise.errors import InputError
from fieldwise.interview import read_answers
from fieldwise.interview.answers import answers_text, read_given, tidy

NURSING = Path(__file__).parent / "answers" / "nursing.yaml"


def test_answers_are_read_as_one_noun() -> None:
    answers = read_answers(NURSING)
    assert answers.y.range == "25 to 120 min"
    assert answers.false_friends["bias"].startswith("treating")
    assert (answers.mathematics, answers.programming) == ("none", "none")


def test_answers_survive_being_written_and_read(tmp_path: Path) -> None:
    given = read_given(NURSING)
    path = tmp_path / "interview.yaml"
    path.write_text(answers_text(given), encoding="utf-8")
    assert read_given(path) == given
    assert read_answers(tmp_path) == read_answers(NURSING)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("lerner: a nurse\n", "no question is called “lerner”. Did you mean “learner”?"),
        ("x: {naem: length}\n", "no question is called “x.naem”"),
        ("week: [a: b\n", "broken YAML"),
        ("- field\n", "no mapping of keys"),
        ("a: &a 1\nweek: *a\n", "anchors, aliases"),
    ],
)
def test_a_file_that_is_no_answers_is_one_sentence(
    tmp_path: Path, text: str, sentence: str
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"answers\.yaml:\d") as caught:
        read_given(path)
    assert sentence in str(caught.value)


def test_what_is_invisible_or_a_quotation_does_not_get_in() -> None:
    assert tidy("a\u202eb\x00  c\n{{ mse }}") == "a b c { { mse }}"
    assert len(tidy("x" * 10_000)) == 2000
