from __future__ import annotations

import pytest

from fieldwise.nearest import nearest
from fieldwise.read import find_course


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("stars", "astrophysics"),
        ("astronomy", "astrophysics"),
        ("astrofysics", "astrophysics"),
        ("chef", "cooking"),
        ("cookng", "cooking"),
        ("economiks", "economics"),
        ("restaurant kitchens", "cooking"),
        ("household budgets", "economics"),
        ("I am an economist", "economics"),
        ("I cook in a canteen", "cooking"),
        ("shopkeeper", "economics"),
        ("gastronomy", "cooking"),
        ("telescopes", "astrophysics"),
        ("programmer", "software-engineering"),
        ("nurse", "clinical-research"),
        ("soil scientist", "hydrology"),
        ("fisherman", "marine-biology"),
        ("I am a chemist", "analytical-chemistry"),
    ],
)
def test_a_field_is_found_by_what_was_meant(typed: str, first: str) -> None:
    assert nearest(find_course(), typed)[0].id == first


@pytest.mark.parametrize("typed", ["frobnicate", "", "---", "I am a", "law", "violinist"])
def test_what_is_near_to_nothing_finds_nothing(typed: str) -> None:
    assert nearest(find_course(), typed) == ()


def test_only_what_is_about_as_near_as_the_nearest_is_offered() -> None:
    assert [one.id for one in nearest(find_course(), "a chef who counts photons")] == [
        "cooking",
        "astrophysics",
    ]
    (only,) = nearest(find_course(), "cooking chef with planets")
    assert only.id == "cooking"


def test_a_name_is_told_from_a_word_in_a_story() -> None:
    (chef,) = nearest(find_course(), "chef")
    spending, *_ = nearest(find_course(), "spending")
    assert chef.by_name
    assert spending.id == "economics" and not spending.by_name
