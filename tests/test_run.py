"""The run stage: what is run, what is recalled, and that nobody can tell the difference."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fieldwise.errors import RunError, UsageError
from fieldwise.model import Edition, Run
from fieldwise.read import Course
from fieldwise.run import run
from fieldwise.weave import weave
from pottery import Tree

pytestmark = pytest.mark.kernel

LESSON = """\
---
lesson: small
number: 1
title: Small
version: "1.0"
summary: Small.
packages: []
quantities: {{x: the feature}}
terms: {{}}
values:
  third: {{from: code, is: third, format: .3f}}
---

```{{card}} card
NAME, UNIT, DATA = {{{{ x.name }}}}, {{{{ x.unit }}}}, {{{{ data }}}}
```

```{{code-cell}} python
:id: code
third = 1 / 3
{code}
```
"""
STORY = """\
---
scenario:
  setting: a
  observation: b
  each: c
  held_back: d
  x: {{name: {name}, symbol: t, unit: {unit}, range: [0, 1]}}
---
"""
Small = Callable[..., Edition]


@pytest.fixture
def small(course_tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """An edition of a lesson with one line of code, and a cache of its own."""
    monkeypatch.setenv("FIELDWISE_CACHE", str(tmp_path / "cache"))

    def woven(code: str, name: str = "time", unit: str = "s") -> Edition:
        texts = {
            "lessons/small/lesson.md": LESSON.format(code=code),
            "fields/f/small.md": STORY.format(name=json.dumps(name), unit=unit),
        }
        course = Course([course_tree(texts)])
        lesson = course.lesson("small")
        return weave(lesson, course.read_story(course.read_field("f").get(), lesson).get())

    return woven


def kernels(edition: Edition, **how: bool) -> tuple[Run, int]:
    """A run, and how many kernels it took."""
    said: list[str] = []
    result = run(edition, say=said.append, **how)
    return result, said.count("starting a Jupyter kernel")


def text(result: Run) -> str:
    return "".join(output.get("text", "") for output in result.outputs["code"])


def test_a_second_field_takes_no_kernel(small: Small) -> None:
    code = "from IPython.display import HTML\nprint(f'{NAME} [{UNIT}]')\nHTML(f'<b>{NAME}</b>')"
    first, kernels_of_first = kernels(small(code))
    second, kernels_of_second = kernels(small(code, name="dépôt $5_x$", unit="kg"))
    assert (kernels_of_first, kernels_of_second) == (1, 0)
    assert text(first) == "time [s]\n"
    assert text(second) == "dépôt $5_x$ [kg]\n"
    assert second.outputs["code"][1]["data"]["text/html"] == "<b>dépôt $5_x$</b>"
    assert first.key == second.key
    assert first.values == second.values == {"third": 1 / 3}
    assert list(first.outputs) == ["card", "code"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("print(f'{NAME:>9}')", ["     time\n", "     mass\n"]),
        ("print(NAME.upper())", ["TIME\n", "MASS\n"]),
        ("print(sorted([NAME, 'nova'])[0])", ["nova\n", "mass\n"]),
        ("print(NAME[0])", ["t\n", "m\n"]),
        ("print('min' if 'time' in NAME else 0)", ["min\n", "0\n"]),
        ("print(NAME[:30] + '.')", ["time.\n", "mass.\n"]),
        ("print(repr(NAME))", ["'time'\n", "'mass'\n"]),
        ("print(NAME.encode().hex())", ["74696d65\n", "6d617373\n"]),
    ],
)
def test_code_that_works_on_words_runs_with_each(small: Small, code: str, shown: list[str]) -> None:
    time, mass = small(code), small(code, name="mass", unit="kg")
    mine, others = run(time), run(mass)
    assert [text(mine), text(others)] == shown
    assert mine.key != others.key
    assert kernels(time) == (mine, 0)
    assert kernels(mass) == (others, 0)


def test_code_that_gives_other_numbers_each_time_is_not_shared(small: Small) -> None:
    code = "import random; print(NAME, random.random())"
    first = run(small(code))
    assert run(small(code, name="mass")).key != first.key
    assert run(small(code)) == first


@pytest.mark.parametrize("name", ["a & b", "<script>", 'so-called "time"', "曝光", "R&D"])
def test_words_that_are_not_plain_are_run_as_they_are(small: Small, name: str) -> None:
    code = "print(NAME)\nfrom IPython.display import HTML\nHTML(NAME)"
    result = run(small(code, name=name))
    assert text(result) == f"{name}\n"
    assert result.outputs["code"][1]["data"]["text/html"] == name


def test_words_that_look_like_placeholders_stay(small: Small) -> None:
    code = "print(NAME, UNIT)"
    run(small(code))
    assert text(run(small(code, name="⠂ ⠁"))) == "⠂ ⠁ s\n"


def test_signs_that_look_like_placeholders_stay(small: Small) -> None:
    assert text(run(small("print(NAME, '⠁⠂⠃')"))) == "time ⠁⠂⠃\n"


def test_fresh_runs_again(small: Small) -> None:
    code = f"print(open({str(Path(__file__))!r}).name and __import__('time').time_ns())\nNAME"
    first, _ = kernels(small(code))
    again, count = kernels(small(code), fresh=True)
    assert count > 0
    assert text(again) != text(first)
    assert run(small(code)) == again


def test_a_failure_is_told_and_not_remembered(small: Small, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    edition = small(f"print(open({str(gate)!r}).read())")
    with pytest.raises(RunError) as caught:
        run(edition)
    assert str(caught.value) == (
        f"{edition.lesson.path}:21: the cell `code` stops with FileNotFoundError: [Errno 2] "
        f"No such file or directory: {str(gate)!r}."
    )
    gate.write_text("open")
    assert text(run(edition)) == "open\n"
    assert kernels(small(f"print(open({str(gate)!r}).read())", name="mass"))[1] == 0


def test_that_placeholders_do_not_work_is_remembered(small: Small) -> None:
    code = "print({'s': 'second', 'kg': 'kilogram', '': ''}[UNIT])"
    assert [kernels(small(code))[1], kernels(small(code, unit="kg"))[1]] == [2, 1]
    with pytest.raises(RunError, match="stops with KeyError: 'm'"):
        run(small(code, unit="m"))


def test_a_run_may_be_made_in_a_thread(small: Small) -> None:
    editions = [small("print(NAME)"), small("print(NAME[0])")]
    with ThreadPoolExecutor() as threads:
        assert [text(result) for result in threads.map(run, editions)] == ["time\n", "t\n"]


def test_a_cache_that_cannot_be_written_costs_time_only(small: Small, tmp_path: Path) -> None:
    edition = small("print(NAME)")
    (tmp_path / "cache").write_text("")
    assert kernels(edition) == kernels(edition)
    assert kernels(edition)[1] == 1


def test_a_damaged_entry_is_made_again(small: Small, tmp_path: Path) -> None:
    edition = small("print(NAME)")
    first = run(edition)
    entry = next((tmp_path / "cache" / "shared").rglob("*.json"))
    entry.write_bytes(entry.read_bytes()[:-9])
    assert kernels(edition) == (first, 1)
    assert kernels(edition) == (first, 0)


@pytest.mark.parametrize("limit", ["abc", "0", "-1", "nan", "inf"])
def test_a_limit_that_is_none_is_refused(
    small: Small, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setenv("FIELDWISE_CELL_SECONDS", limit)
    with pytest.raises(UsageError, match=f"FIELDWISE_CELL_SECONDS is “{limit}”. It should be"):
        run(small("print(NAME)"))


def test_the_environment_sets_the_limit(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDWISE_CELL_SECONDS", "1")
    with pytest.raises(RunError, match="the cell `code` did not end within 1 s"):
        run(small("import time; time.sleep(60)"))


TOGETHER = """
import sys
from pathlib import Path
from fieldwise.read import Course
from fieldwise.run import run
from fieldwise.weave import weave
course = Course([Path(sys.argv[1])])
lesson = course.lesson("small")
edition = weave(lesson, course.read_story(course.read_field("f").get(), lesson).get())
result = run(edition, say=lambda text: print(text, file=sys.stderr))
print(result.outputs["code"], result.values, result.key)
heavy = {"nbclient", "nbformat", "jupyter_client", "zmq", "asyncio", "numpy", "pint"}
print(sorted(heavy & sys.modules.keys()))
"""


def test_of_two_processes_one_runs_and_both_have_it(small: Small) -> None:
    edition = small("print(NAME)")
    folder = str(Path(edition.lesson.path).parents[2])
    command = [sys.executable, "-W", "error", "-c", TOGETHER, folder]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    (first, said), (second, also_said) = (process.communicate(timeout=60) for process in both)
    assert first.splitlines()[0] == second.splitlines()[0] != ""
    assert (said + also_said).count("starting a Jupyter kernel") == 1
    third = subprocess.run(command, capture_output=True, text=True, check=True)
    assert third.stdout.splitlines() == [first.splitlines()[0], "[]"]
    assert third.stderr == ""
