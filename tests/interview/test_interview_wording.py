from __future__ import annotations

import pytest

from fieldwise.interview import nouns, wording


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("flipper length", "flipper length"),
        ("Flipper Length", "flipper length"),
        ("how long the flipper is (mm)", "flipper length"),
        ("The Cement Content", "cement content"),
        ("my mixing time.", "mixing time"),
        ("How many patients I have medication for", "number of patients"),
        ("how long it takes to load the van", "time to load the van"),
        ("how long the round takes", "round time"),
        ("how long I need", "time needed"),
        ("what the hive weighs", "hive weight"),
        ("how much honey we get", "amount of honey"),
        ("the alcohol we end up with", "alcohol"),
        ("how cold it is outside", "temperature outside"),
        ("The dog's weight", "weight of the dog"),
        ("Young's modulus", "Young's modulus"),
        ("its one pot", "pot"),
        ("BMI", "BMI"),
        ("pH of the soil", "pH of the soil"),
        ("CHEST MEASURE", "chest measure"),
        ("how late I am at the terminus", "delay at the terminus"),
        ("how many people come", "number of people who come"),
        ("how many eggs laid", "number of eggs laid"),
        ("how many sales calls", "number of sales calls"),
    ],
)
def test_clumsy_names_become_noun_phrases(typed: str, name: str) -> None:
    assert wording.noun_phrase(typed) == name
    assert wording.noun_phrase(name) == name
    assert not wording.is_question(name)


@pytest.mark.parametrize("typed", ["how we do it", "whether the bird is ill", "is it heavy"])
def test_a_clause_is_not_taken_for_a_name(typed: str) -> None:
    assert wording.is_question(wording.noun_phrase(typed))


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("penguin", "penguins"),
        ("medication round", "medication rounds"),
        ("day of harvest", "days of harvest"),
        ("case study", "case studies"),
        ("delivery", "deliveries"),
        ("box", "boxes"),
        ("fish", "fish"),
        ("person", "people"),
        ("X-ray", "X-rays"),
        ("biopsy", "biopsies"),
    ],
)
def test_plurals_and_back(one: str, many: str) -> None:
    assert nouns.plural(one) == many
    assert nouns.singular_of(many) == one


@pytest.mark.parametrize("word", ["mass", "pressure", "gas", "lens", "diabetes", "brightness"])
def test_a_singular_that_ends_in_s_stays(word: str) -> None:
    assert nouns.singular(word) == word
    assert not nouns.is_plural(word)


@pytest.mark.parametrize(
    ("noun", "article"),
    [
        ("penguin", "a"),
        ("appearance", "an"),
        ("hour", "an"),
        ("MRI scan", "an"),
        ("unit", "a"),
        ("university", "a"),
        ("umbrella", "an"),
        ("European club", "a"),
        ("X-ray", "an"),
    ],
)
def test_articles_go_by_the_sound(noun: str, article: str) -> None:
    assert nouns.article(noun) == article


def test_a_calling_gets_its_article() -> None:
    assert wording.with_article("I am a ward nurse.") == "a ward nurse"
    assert wording.with_article("Astronomer") == "an astronomer"
    assert wording.with_article("farmers") == "a farmer"


def test_what_takes_are_gets_a_singular_phrase() -> None:
    assert wording.phrase_of("flipper length", counts=False) == "the flipper length"
    assert wording.phrase_of("covers booked", counts=True) == "the number of covers booked"
    assert wording.phrase_of("hours of homework", counts=False) == "the number of hours of homework"
    assert wording.phrase_of("daily sales", counts=False) == "the total of daily sales"
    for name in ("passengers who get on", "words a child says", "calls waiting"):
        assert wording.phrase_of(name, counts=True) == f"the number of {name}"
    assert wording.phrase_of("sales training", counts=False) == "the sales training"


def test_symbols_are_short_and_none_of_the_lessons_own() -> None:
    assert wording.symbol("body mass") == "m"
    assert wording.symbol("body mass", ("m",)) == "M"
    assert wording.symbol("total distance run") == "d"
    assert wording.symbol("BMI") == "BMI"
    assert wording.symbol("amount of milk", ("A",)) == "M"
    for name in ("weight", "x", "bias", "number", "rate", "rest", "sugar in the must", "点滴の量"):
        symbol = wording.symbol(name)
        assert 0 < len(symbol) <= 3
        assert symbol not in wording.TAKEN


def test_a_field_becomes_a_folder() -> None:
    assert wording.slug("Marine biology") == "marine-biology"
    assert wording.slug("Bostadsförvaltning & Øl") == "bostadsforvaltning-ol"
    assert wording.slug("看護") == ""


def test_the_first_person_becomes_you() -> None:
    assert wording.to_you("our cellar book") == "your cellar book"
    assert wording.to_you("times I noted on my sheet") == "times you noted on your sheet"
    assert wording.to_you("the time in mice") == "the time in mice"
    assert wording.to_you("we weighed it (i.e. me); I was late") == (
        "you weighed it (i.e. you); you were late"
    )
    assert wording.to_you("a piano i tune, we've heard") == "a piano you tune, you’ve heard"
