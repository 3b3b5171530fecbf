from __future__ import annotations

import ast
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldwise.errors import InputError
from fieldwise.model import Canon, Code, Data, Lesson, Place, Story, Telling
from fieldwise.weave import literal, weave


def told(story: Story, **slots: str) -> Story:
    place = Place("story.md", 10)
    names = {name.replace("_", "."): text for name, text in slots.items()}
    tellings = {name: Telling(name, text, place, place) for name, text in names.items()}
    return replace(story, tellings=tellings)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scene=st.text(max_size=200), name=st.text(max_size=40), setting=st.text(max_size=40))
def test_weaving_never_alters_a_canonical_byte(
    lesson: Lesson, pottery: Story, scene: str, name: str, setting: str
) -> None:
    x = replace(pottery.scenario.quantities["x"], name=name)
    quantities = {**pottery.scenario.quantities, "x": x}
    scenario = replace(pottery.scenario, quantities=quantities, setting=setting)
    edition = weave(lesson, told(replace(pottery, scenario=scenario), scene=scene))
    cells = {cell.id: cell for cell in edition.cells}
    for block in lesson.blocks:
        if isinstance(block, Canon | Code) and block.id in cells:
            cell = cells[block.id]
            assert "\n\n".join(filter(None, [cell.heading, cell.body])) == block.text


def test_a_told_slot_replaces_its_default_and_keeps_its_place(
    lesson: Lesson, pottery: Story
) -> None:
    cells = {cell.id: cell for cell in weave(lesson, told(pottery, scene="Clay.")).cells}
    assert (cells["scene"].body, cells["scene"].default) == ("Clay.", False)
    assert cells["scene"].heading == "## 1. Setting the scene"
    assert cells["scene"].place.path == "story.md"
    assert cells["pattern"].default
    assert cells["pattern"].place.path.endswith("lesson.md")


def test_the_card_holds_literals_only(lesson: Lesson, pottery: Story) -> None:
    own = Data("measured", ((1.0, 2.5), (3.0, 4.0)))
    card = next(cell.body for cell in weave(lesson, pottery, own).cells if cell.kind == "card")
    names: dict[str, object] = {}
    for statement in ast.parse(card).body:
        assert isinstance(statement, ast.Assign)
        value = ast.literal_eval(statement.value)
        [target] = statement.targets
        if isinstance(target, ast.Tuple):
            names |= {ast.unparse(t): v for t, v in zip(target.elts, value, strict=True)}
        else:
            names[ast.unparse(target)] = value
    assert names["DATA"] == [[1.0, 2.5], [3.0, 4.0]]
    assert (names["X_NAME"], names["SLOPE_UNIT"]) == ("firing time", "m³/min")
    assert names["LEARNING_RATE"] == 1e-6


@given(st.text())
def test_any_word_becomes_a_literal_that_reads_back(word: str) -> None:
    assert ast.literal_eval(literal(word)) == word


def test_what_is_only_true_of_made_data_is_left_out_elsewhere(
    lesson: Lesson, pottery: Story
) -> None:
    made = {cell.id for cell in weave(lesson, pottery).cells}
    measured = {cell.id for cell in weave(lesson, pottery, Data("measured", ((1, 2),))).cells}
    assert made - measured == {
        "data.synthetic",
        "compare",
        "compare.bridge",
        "look-closer.synthetic",
    }
    assert measured - made == {"data.measured", "compare.measured"}


def test_an_unknown_unit_is_said_before_anything_runs(lesson: Lesson, pottery: Story) -> None:
    x = replace(pottery.scenario.quantities["x"], unit="flibbets")
    scenario = replace(pottery.scenario, quantities={**pottery.scenario.quantities, "x": x})
    with pytest.raises(InputError, match="flibbets"):
        weave(lesson, replace(pottery, scenario=scenario))


def test_a_default_quotes_somebodys_words_only_where_they_are_given(
    lesson: Lesson, pottery: Story
) -> None:
    def body(story: Story, slot: str, data: Data | None = None) -> str:
        cells = weave(lesson, story, data or Data()).cells
        return next(cell.body for cell in cells if cell.id == slot)

    own = Data("measured", ((1.0, 2.5), (3.0, 4.0)))
    said = replace(pottery.scenario, why="Gas is dear.", unlike="there, gas falls")
    assert "{{ why }}" not in body(pottery, "story")
    assert "{{ why }}" in body(replace(pottery, scenario=said), "story")
    assert "{{ unlike }}" in body(replace(pottery, scenario=said), "scene")
    assert "{{ unlike }}" not in body(replace(pottery, scenario=said), "scene", own)
    assert "{{ unlike }}" not in body(pottery, "scene")
