"""What one edition says where another says something else, by place."""

from __future__ import annotations

import re

import pytest

from fieldwise.model import Executed
from fieldwise.page.compose import page, rendered
from fieldwise.page.telling import Telling, packable, telling

pytestmark = pytest.mark.kernel


def told(executed: Executed) -> Telling:
    shown = rendered(executed)
    return telling(executed, shown.cells, shown.glossary)


def test_every_telling_fills_the_same_places(editions: dict[str, Executed]) -> None:
    places = {name: set(told(executed).parts) for name, executed in editions.items()}
    assert places["astrophysics"] == places["cooking"] == places["economics"]
    assert places["pottery"] == places["cooking"]


def test_a_place_holds_what_the_page_shows_there(editions: dict[str, Executed]) -> None:
    executed = editions["cooking"]
    parts, text = told(executed).parts, page(executed)
    assert parts["#title"] == "<h1>From covers booked to hours of preparation</h1>"
    for place in ("#story", "#card", "#prompts.loss", "#exercises.noise.answer", "#false-friends"):
        inside = parts[place].partition(">")[2]
        assert inside and inside in text
    assert parts[">fit.0"].startswith("slope      w = 0.257 [h/cover]\n")
    label, *words = parts[">plot-data.0"].split("\n")
    assert f'aria-label="{label}"' in text
    assert words == ["covers booked, C [covers]", "preparation time, T [h]"]
    assert parts["residual"].startswith("labour variance\n")
    assert re.search(r'data-q="slope"[^>]*>' + parts["?slope"], text)


def test_a_field_without_false_friends_has_room_for_those_of_others(
    editions: dict[str, Executed],
) -> None:
    assert (
        told(editions["pottery"]).parts["#false-friends"]
        == '<div class="cell field friends"></div>'
    )
    empty = '<div class="cell field friends" data-cell="false-friends" data-kind="glossary"></div>'
    assert empty in page(editions["pottery"])


def test_only_the_root_loses_what_all_tellings_have_alike() -> None:
    html = '<div class="cell field" id="a" data-cell="a" data-kind="story"><p id="b">x</p></div>'
    assert packable(html) == '<div class="cell field"><p id="b">x</p></div>'


def test_figures_get_the_fields_words(editions: dict[str, Executed]) -> None:
    words = told(editions["cooking"]).words
    assert words["x"]["name"] == "covers booked" and words["slope"] == {"unit": "h/cover"}
