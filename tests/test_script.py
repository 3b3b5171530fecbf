from __future__ import annotations

import ast
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from fieldwise.model import Executed
from fieldwise.script import script

pytestmark = pytest.mark.kernel


def with_story(executed: Executed, text: str) -> Executed:
    """The edition with another text in its first story cell."""
    cells = [
        replace(item, text=text) if item.cell.id == "story" else item for item in executed.cells
    ]
    return replace(executed, cells=tuple(cells))


def told(executed: Executed, text: str) -> str:
    """What the script makes of a text, without its comment signs."""
    lines = script(with_story(executed, text)).split("\n\n# ## Your words")[0].split("\n\n")[-1]
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines.split("\n"))


def test_it_runs_as_plain_python_and_prints_the_same(executed: Executed, tmp_path: Path) -> None:
    path = tmp_path / "lesson.py"
    path.write_text(script(executed), encoding="utf-8")
    environment = {**os.environ, "MPLBACKEND": "Agg", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", path],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for item in executed.cells:
        for output in item.outputs:
            if output["output_type"] == "stream":
                assert output["text"] in done.stdout, item.cell.id


@pytest.mark.parametrize(
    "text",
    ["a\rimport os", "a\n\nimport os", "a\x0cimport os", "a\u2028import os", "a\x00b", '"""', "\\"],
)
def test_prose_never_becomes_code(executed: Executed, text: str) -> None:
    code = "\n".join(item.text for item in executed.cells if item.cell.is_code)
    assert ast.dump(ast.parse(script(with_story(executed, text)))) == ast.dump(ast.parse(code))


def test_prose_is_filled_and_nothing_of_it_is_lost(executed: Executed) -> None:
    words = " ".join(["exposure"] * 60)
    lines = told(executed, words).split("\n")
    assert " ".join(lines) == words
    assert 70 < max(map(len, lines)) <= 86


@pytest.mark.parametrize(
    ("text", "as_told"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        (
            "A sum,\n\n$$\na_1 +\nb_2\n$$\n\nin symbols.",
            "A sum,\n\n$$\na_1 +\nb_2\n$$\n\nin symbols.",
        ),
        ("- one\n- two", "- one\n- two"),
        ("1. one\n2. two", "1. one\n2. two"),
        (r"t\_exp costs 5\$, and $a\_b$ stays", r"t_exp costs 5$, and $a\_b$ stays"),
        ("> quoted\n> twice", "> quoted\n> twice"),
        ("The {def}`feature`.", "The *feature*."),
    ],
)
def test_a_text_reads_well_as_comments(executed: Executed, text: str, as_told: str) -> None:
    assert told(executed, text) == as_told


def test_all_code_is_there_as_it_is_with_a_mark_for_editors(executed: Executed) -> None:
    text = script(executed)
    for item in executed.cells:
        if item.cell.is_code:
            assert f"# %% {item.cell.id}\n{item.text}\n" in text


def test_it_says_what_it_is_and_how_to_run_it(executed: Executed) -> None:
    text = " ".join(script(executed).replace("#", "").split())
    assert text.startswith("Simple linear regression, told for Pottery.")
    assert "it needs numpy, scipy, scikit-learn, matplotlib." in text


def test_the_rows_of_a_matrix_stay_apart(executed: Executed) -> None:
    matrix = "$$\n\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}\n$$"
    assert matrix in told(executed, f"A matrix:\n\n{matrix}\n\nIt costs 3\\$.")
    assert script(with_story(executed, "It costs 3\\$.")).count("It costs 3$.") == 1
