from __future__ import annotations

import pytest

from fieldwise.interview.questions import BY_NAME
from fieldwise.interview.replies import filled, friend_reply, friend_word, reply

PAIR = {
    "x.name": "flipper length",
    "x.unit": "mm",
    "x.range": "172 to 231",
    "y.name": "body mass",
    "y.unit": "g",
    "y.range": "2700 to 6300",
}


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("field", "marine biology.", "Marine biology"),
        ("learner", "I'm marine biologist", "a marine biologist"),
        ("observation", "penguins", "penguin"),
        ("each", "One penguin is one adult bird.", "one adult bird"),
        ("setting", "We have our log of 3 seasons", "your log of 3 seasons"),
        ("direction", "1", "larger"),
        ("level.mathematics", "lin", "linear algebra"),
        ("article", "a", "a"),
        ("today", "nothing", ""),
        ("held_back", "I don't know", ""),
        ("why", "“It saves a day.”", "It saves a day."),
        ("y.symbol", "M_b", "M_b"),
    ],
)
def test_answers_are_tidied(name: str, typed: str, kept: str) -> None:
    made = reply(BY_NAME[name], typed, PAIR)
    assert (made.value, made.problem) == (kept, "")
    assert kept == "" or reply(BY_NAME[name], kept, PAIR).value == kept


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("field", "", "needed"),
        ("x.name", "how we do it", "a thing that has a number"),
        ("y.name", "flipper length", "What follows from"),
        ("x.name", "l" * 80, "Shorter"),
        ("y.unit", "gramms", "no unit that is known"),
        ("x.range", "about 5", "two numbers"),
        ("level.programming", "lots", "none, some or fluent"),
        ("direction", "smaller", "wrong way round"),
        ("y.symbol", "w", "uses w for something else"),
        ("why", "<script>alert(1)</script>", "Leave out"),
        ("setting", "a [log](javascript:alert(1))", "Leave out"),
        ("scale", "7", "none of the ways"),
    ],
)
def test_what_cannot_be_used_is_a_sentence(name: str, typed: str, says: str) -> None:
    assert says in reply(BY_NAME[name], typed, PAIR).problem


def test_a_field_that_exists_is_not_taken_over() -> None:
    made = reply(BY_NAME["field"], "Cooking", {}, {"cooking", "cooking-2"})
    assert "stays as it is" in made.problem
    assert made.offers == (("Cooking 3", ""),)
    assert not reply(BY_NAME["field"], "Cooking 3", {}, {"cooking", "cooking-2"}).problem


def test_what_was_not_said_follows_from_the_rest() -> None:
    full = filled({**PAIR, "observation": "hour", "field": "Å"})
    assert full["x.symbol"] != full["y.symbol"]
    assert (full["article"], full["observations"], full["id"]) == ("an", "hours", "a")
    assert full["held_back"].startswith("one hour in four, drawn at random")


def test_false_friends_are_words_of_the_lesson_without_numbers() -> None:
    assert friend_word("Weight") == "weights"
    assert friend_word("variance") == ""
    assert friend_reply("It means when the press is off.").value == "that the press is off"
    assert "without digits" in friend_reply("5 kg irons").problem
