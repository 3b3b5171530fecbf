from __future__ import annotations

import pytest

from fieldwise.interview.proposing import filled, scale_of
from fieldwise.interview.questions import BY_NAME
from fieldwise.interview.replies import friend_reply, friend_word, reply

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
        ("field", "MARINE BIOLOGY", "Marine biology"),
        ("learner", "im a marine biologist (penguins mostly)", "a marine biologist"),
        ("learner", "we are potters", "a potter"),
        ("x.name", "I measure the length of the flipper", "length of the flipper"),
        ("x.name", "age in months", "age"),
        ("x.name", "fish in a tank", "fish in a tank"),
        ("x.name", "litres of milk she gives", "amount of milk"),
        ("x.name", "hours before sunrise that we start", "time before sunrise"),
        ("x.name", "days of rain", "days of rain"),
        ("x.name", "metres before the junction", "metres before the junction"),
        ("x.name", "weeks until she walks", "time until she walks"),
        ("x.name", "how much it costs", "cost"),
        ("x.name", "The dog's weight in kg", "weight of the dog"),
        ("x.name", "how long the job takes me", "job time"),
        ("x.name", "what it weighs", "weight"),
        ("setting", "They're in the shift log", "the shift log"),
        ("held_back", "I dunno", ""),
        ("goal", "no", ""),
        ("x.range", "17 to 23 cm", "170 to 230"),
        ("observation", "PENGUINS", "penguin"),
        ("setting", "I've got field sheets", "field sheets"),
        ("setting", "They would come from my ticket machine.", "your ticket machine"),
        ("setting", "weights, as we know them", "weights, as you know them"),
        ("today", "I touch it.", "I touch it"),
        ("why", "it saves a day", "it saves a day."),
        ("why", "it saves a day :-)", "it saves a day :-)"),
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
        ("each", "I don't know", "needed"),
        ("today", "l" * 201, "200 are the most"),
        ("field", "I drive a bus", "the name of a field"),
        ("learner", "I drive a bus", "Say what you are"),
        ("setting", "we weigh everybody twice", "a thing to have"),
    ],
)
def test_what_cannot_be_used_is_a_sentence(name: str, typed: str, says: str) -> None:
    assert says in reply(BY_NAME[name], typed, PAIR).problem


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("One penguin is one adult bird.", "one adult bird"),
        ("one bird that is caught on the beach", "one bird that is caught on the beach"),
        ("a penguin that we caught", "one that you caught"),
        ("its one bird, caught once", "one bird, caught once"),
        ("every bird I caught", "one bird you caught"),
        ("a penguin on the beach, weighed", "a penguin on the beach, weighed"),
        ("a penguin caught once", "one caught once"),
        ("Penguins that we weighed", "one of the penguins that you weighed"),
        ("penguins that I weighed", "one of the penguins that you weighed"),
    ],
)
def test_what_one_observation_is_goes_on_after_one_is(typed: str, kept: str) -> None:
    given = {**PAIR, "observation": "penguin"}
    assert reply(BY_NAME["each"], typed, given).value == kept
    assert reply(BY_NAME["each"], kept, given).value == kept


def test_a_name_alone_does_not_say_what_an_observation_is() -> None:
    made = reply(BY_NAME["each"], "a batch", {"observation": "batch of dough"})
    assert made.problem.startswith("Say more than its name")


def test_a_field_that_exists_is_not_taken_over() -> None:
    made = reply(BY_NAME["field"], "Cooking", {}, {"cooking", "cooking-2"})
    assert "stays as it is" in made.problem
    assert made.offers == (("Cooking 3", ""),)
    assert not reply(BY_NAME["field"], "Cooking 3", {}, {"cooking", "cooking-2"}).problem
    assert not reply(BY_NAME["field"], "Cooking", {"id": "mensa"}, {"cooking"}).problem


def test_a_folder_that_exists_is_not_taken_over() -> None:
    made = reply(BY_NAME["id"], "cooking", {}, {"cooking"})
    assert made.problem
    assert made.offers == (("cooking-2", ""),)


def test_own_units_are_kept_where_somebody_says_so() -> None:
    best, kept = scale_of(PAIR), scale_of({**PAIR, "scale": "keep"})
    assert best is not None
    assert kept is not None
    assert (best.is_plain, kept.is_plain) == (False, True)


def test_what_was_not_said_follows_from_the_rest() -> None:
    full = filled({**PAIR, "observation": "hour", "field": "Å"})
    assert full["x.symbol"] != full["y.symbol"]
    assert (full["article"], full["observations"], full["id"]) == ("an", "hours", "a")
    assert full["held_back"].startswith("one hour in four, drawn at random")


def test_a_number_of_things_without_a_unit_is_counted_in_them() -> None:
    given = {"x.name": "number of guests at the table"}
    assert reply(BY_NAME["x.unit"], "#", given).offers[0] == ("guests", "")
    assert reply(BY_NAME["x.unit"], "#", {}).offers[0][0] == "own points"


def test_what_is_counted_in_its_unit_is_a_number_of_it() -> None:
    full = filled({"x.name": "steps a day", "x.unit": "steps per day"})
    assert full["x.phrase"] == "the number of steps a day"


def test_false_friends_are_words_of_the_lesson_without_numbers() -> None:
    assert friend_word("Weight") == "weights"
    assert friend_word("variance") == ""
    assert friend_reply("It means when the press is off.").value == "that the press is off"
    assert "without digits" in friend_reply("5 kg irons").problem
    said = "In my field a model is a population model."
    assert friend_reply(said, "model").value == "a population model"
    assert friend_reply("in our lab notes, a mark", "model").value == "in our lab notes, a mark"
    assert friend_reply("no idea").value == ""
    assert friend_reply("n.a.").value == ""
