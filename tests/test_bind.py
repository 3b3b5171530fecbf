from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from fieldwise.bind import Binder, bind, plain
from fieldwise.model import Executed, Lesson, Run, Story
from fieldwise.quote import quotations
from fieldwise.weave import weave

NBSP = "\N{NO-BREAK SPACE}"


def run_of(lesson: Lesson, **values: float) -> Run:
    """A run in which every value is 1.25, but for those that are given."""
    made = {name: 1.25 for name, spec in lesson.values.items() if spec.only != "measured"}
    return Run("key", {}, made | values, {}, {})


def executed(lesson: Lesson, story: Story, **values: float) -> Executed:
    return bind(weave(lesson, story), run_of(lesson, **values))


def read(lesson: Lesson, story: Story, text: str, **values: float) -> str | None:
    binder = Binder(weave(lesson, story), run_of(lesson, **values).values)
    [quoted] = quotations(text)
    return binder.read(quoted)


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("{{ slope }}", f"0.257{NBSP}m³/min"),
        ("{{ slope:.1f in L/min }}", f"257.3{NBSP}L/min"),
        ("{{ slope.number }}", "0.257"),
        ("{{ intercept:.2f }}", f"−0.15{NBSP}m³"),
        ("{{ x.phrase }}", "the firing time"),
        ("{{ x.Phrase }}", "The firing time"),
        ("{{ Observations }}", "Firings"),
        ("{{ observation.a }}", "a firing"),
        ("{{ slope in min }}", None),
        ("{{ slope in flibbets }}", None),
        ("{{ nothing }}", None),
        ("{{ slope.of }}", None),
    ],
)
def test_a_quotation_reads(lesson: Lesson, pottery: Story, quotation: str, text: str) -> None:
    values = {"slope": 0.25734906301152605, "intercept": -0.15046939018604277}
    assert read(lesson, pottery, quotation, **values) == text


def test_a_unit_that_begins_with_a_number_is_multiplied(lesson: Lesson, pottery: Story) -> None:
    y = replace(pottery.scenario.quantities["y"], unit="10³ L")
    quantities = {**pottery.scenario.quantities, "y": y}
    story = replace(pottery, scenario=replace(pottery.scenario, quantities=quantities))
    assert read(lesson, story, "{{ y_min }}") == f"1.2{NBSP}×{NBSP}10³ L"


@pytest.mark.parametrize("word", ["t_exp", "a*b*", "<script>", "[x](y)", "$5$", "`c`", "a|b", "\\"])
def test_a_word_means_nothing_to_markdown(word: str) -> None:
    html = MarkdownIt("commonmark").render(plain(word))
    text = html.removeprefix("<p>").removesuffix("</p>\n")
    assert text == word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_a_scenario_alone_leaves_nothing_unsaid(lesson: Lesson, pottery: Story) -> None:
    result = executed(lesson, pottery)
    for cell in result.cells:
        assert "{{" not in cell.text, cell.cell.id
        if not cell.cell.is_canonical and not cell.cell.is_code:
            assert not re.search(r"\b(a|the) (a|the|an)\b|\s[,.]|  ", cell.text), cell.cell.id


def test_what_is_quoted_is_recorded_with_its_cell(lesson: Lesson, pottery: Story) -> None:
    result = executed(lesson, pottery, mse=7.687238738549479)
    mine = [(item.cell, item.text) for item in result.quoted if item.name == "mse"]
    assert ("exercises.noise.answer", f"7.687{NBSP}(m³)²") in mine
    cells = {cell.cell.id: cell.text for cell in result.cells}
    assert all(item.text in cells[item.cell] for item in result.quoted)
