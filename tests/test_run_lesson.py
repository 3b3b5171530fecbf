"""Lesson 1 in a real kernel: its figures digit by digit, and every edition as Jupyter gives it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest import approx

from fieldwise.model import Data, Edition, Lesson, Output, Run, Story
from fieldwise.read import find_course
from fieldwise.run import run
from fieldwise.run.program import program, words_on_card
from fieldwise.run.words import joined, placeholders
from fieldwise.weave import weave
from pottery import LESSON, Tree

pytestmark = pytest.mark.kernel

FIGURES = {
    "slope": 0.25734906301152605,
    "intercept": -0.15046939018604277,
    "mse": 7.687238738549479,
    "descent_w": 0.25618937525464,
    "descent_b": 0.001494288792127,
    "train_mse": 7.941118855342636,
    "test_mse": 7.144315134188173,
}
PRINTED = {
    "fit": "slope      w = 0.257 [m³/min]\nintercept  b = -0.150 [m³]\n",
    "mse": "MSE = 7.687 [(m³)²]\nits square root = 2.77 [m³]\n",
    "descent": "after 8000 epochs: w = 0.256, b = 0.001\nMSE of the last epoch: 7.692 [(m³)²]\n",
    "split": "train MSE = 7.941 [(m³)²], 60 firings\ntest MSE  = 7.144 [(m³)²], 20 firings\n",
}


@pytest.fixture
def pottery_run(lesson: Lesson, pottery: Story) -> Run:
    return run(weave(lesson, pottery))


def test_figures_are_reproduced_digit_by_digit(pottery_run: Run) -> None:
    values = pottery_run.values
    assert {name: values[name] for name in FIGURES} == approx(FIGURES, rel=1e-12)
    assert values["slope_error"] == approx(0.00612, abs=5e-6)
    assert values["intercept_error"] == approx(0.7217, abs=5e-5)
    assert values["curvature_flat"] == approx(0.3784, abs=5e-5)
    assert values["curvature_steep"] == approx(27_846, abs=0.5)
    assert values["condition"] == approx(73_584, abs=0.5)
    assert values["largest_rate"] == approx(7.2e-5, abs=5e-7)
    assert [values[name] for name in ("count", "train_count", "test_count")] == [80, 60, 20]


def test_printed_lines_show_them(pottery_run: Run) -> None:
    shown = {name: pottery_run.outputs[name][0]["text"] for name in PRINTED}
    assert shown == PRINTED


def test_the_run_says_with_what_it_was_made(pottery_run: Run) -> None:
    assert list(pottery_run.versions) == ["python", "numpy", "scipy", "scikit-learn", "matplotlib"]
    assert pottery_run.versions["python"] == ".".join(map(str, sys.version_info[:3]))


@pytest.mark.parametrize("field", find_course().fields_of(LESSON))
def test_a_shipped_edition_is_what_jupyter_gives(
    lesson: Lesson, tmp_path: Path, field: str
) -> None:
    course = find_course()
    story = course.read_story(course.read_field(field).get(), lesson).get()
    edition = weave(lesson, story)
    run(edition)
    said: list[str] = []
    assert outputs(run(edition, say=said.append)) == by_jupyter(edition, tmp_path)
    assert said == []


PLAIN = """
  x: {name: "x.name --- {0} %s", symbol: "$t_1$", unit: "Å", range: [0, 1]}
  y: {name: "a\\\\nb 'c' É", symbol: "Ĝ_|", unit: "µm", range: [0, 1]}"""
NOT_PLAIN = """
  x: {name: "<script>alert('&amp;')</script>", symbol: "\\"t\\"", unit: "°C", range: [0, 1]}
  y: {name: "曝光 & -- ]]>", symbol: "a\\nb", unit: "m", range: [0, 1]}"""


@pytest.mark.parametrize(("words", "shared"), [(PLAIN, True), (NOT_PLAIN, False)])
def test_nasty_words_come_out_as_jupyter_has_them(
    lesson: Lesson, course_tree: Tree, tmp_path: Path, words: str, shared: bool
) -> None:
    scenario = (
        f"---\nscenario:\n  setting: s\n  observation: o\n  each: e\n  held_back: h{words}\n---\n"
    )
    course = find_course(course_tree({f"fields/nasty/{LESSON}.md": scenario}))
    story = course.read_story(course.read_field("nasty").get(), lesson).get()
    edition = weave(lesson, story)
    result = run(edition)
    assert outputs(result) == by_jupyter(edition, tmp_path)
    holders = placeholders(words_on_card(edition))
    assert (result.key == program(edition, holders).key()) is shared


def test_measured_data_have_their_own_values(lesson: Lesson, pottery: Story) -> None:
    pairs = tuple((float(x), 2.0 * x + x % 3) for x in range(1, 41))
    result = run(weave(lesson, pottery, Data("measured", pairs)))
    assert result.values["slope"] == approx(2.0, abs=0.01)
    assert result.values["count"] == 40
    assert not {"true_slope", "intercept_miss"} & result.values.keys()


def outputs(result: Run) -> dict[str, list[Output]]:
    return {name: [comparable(item) for item in shown] for name, shown in result.outputs.items()}


def by_jupyter(edition: Edition, folder: Path) -> dict[str, list[Output]]:
    """What `jupyter execute` of an edition's code gives, each stream in one piece."""
    import nbformat

    code = [cell for cell in edition.cells if cell.is_code]
    make: Any = nbformat.v4
    cells = [make.new_code_cell(cell.body) for cell in code]
    path = folder / "edition.ipynb"
    path.write_text(nbformat.writes(make.new_notebook(cells=cells)), encoding="utf-8")
    jupyter = "from nbclient.cli import main; main()"
    command = [sys.executable, "-c", jupyter, "--inplace", "--kernel_name=python3", str(path)]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    executed = nbformat.read(path, as_version=4)
    return {
        cell.id: [comparable(item) for item in joined(ran.outputs)]
        for cell, ran in zip(code, executed.cells, strict=True)
    }


def comparable(output: Any) -> Output:
    """An output without the process number that warnings name."""
    plain: Output = {**output}
    if "text" in plain:
        plain["text"] = re.sub(r"\S*ipykernel_\d+", "ipykernel", plain["text"])
    return plain
