"""A learner's own data, from a file to an edition."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytest import approx

from fieldwise.build import execute
from fieldwise.data import Choice
from fieldwise.errors import InputError, UsageError
from fieldwise.model import Lesson
from fieldwise.notebook import notebook, notebook_bytes
from fieldwise.own import Limits, Own, Request, columns, file_name, named_source, own_data
from fieldwise.read import Course, find_course
from fieldwise.run.words import joined
from fieldwise.script import script
from fieldwise.verify import verify
from fieldwise.weave import weave
from tables import table


@pytest.fixture
def course() -> Course:
    return find_course()


@pytest.fixture
def own(course: Course, lesson: Lesson, tmp_path: Path) -> Own:
    path = tmp_path / "mine.csv"
    path.write_text(table(head="t [s],counts [ADU]"), encoding="utf-8")
    return own_data(course, "astrophysics", lesson, Request(path))


def test_a_story_is_told_only_where_it_is_true_of_any_data(own: Own) -> None:
    assert dict(own.story.tellings) == {}
    assert "epoch" in own.story.field.false_friends  # which `any_data` of the story names
    x, y = own.story.scenario.quantities.values()
    assert (x.name, x.unit, y.phrase, y.unit) == ("t", "s", "the counts", "ADU")
    assert own.story.field.summary == "From t to counts, on the data of “mine.csv”."


def test_the_code_is_the_same_to_the_byte(course: Course, lesson: Lesson, own: Own) -> None:
    story = course.read_story(course.read_field("astrophysics").get(), lesson).get()
    made = {cell.id: cell.body for cell in weave(lesson, story).cells if cell.kind == "code"}
    edition = weave(lesson, own.story, own.data)
    assert {cell.id: cell.body for cell in edition.cells if cell.kind == "code"} == made
    shared = {cell.id: cell.body for cell in edition.cells if cell.kind == "canon"}
    canon = {cell.id: cell.body for cell in weave(lesson, story).cells if cell.kind == "canon"}
    assert all(canon[name] == body for name, body in shared.items() if name in canon)
    assert shared.keys() - canon.keys() == {"data.measured", "compare.measured"}


def test_what_a_data_set_changes_stands_on_the_card(own: Own) -> None:
    assert own.data.card == {
        "learning_rate": 1e-05,
        "too_large": 0.01,
        "x_digits": 1,
        "y_digits": 0,
        "slope_digits": 0,
        "squared_digits": 1,
    }


def test_real_data_are_told_in_their_own_words(course: Course, lesson: Lesson) -> None:
    real = own_data(course, "astrophysics", lesson, Request("real"))
    about = real.data.about
    assert about is not None
    assert real.story.scenario.observation == "exposure"
    assert "CC BY-SA 3.0" in about.credit
    assert [remark.code for remark in about.remarks] == ["flat-top", "curve", "order"]
    below = own_data(course, "astrophysics", lesson, Request("real", Choice(below=4050)))
    assert below.data.about is not None
    line = below.data.about.whole
    assert line.rows == 38
    assert line.slope == approx(377.3, abs=0.05)
    assert line.intercept == approx(28, abs=0.05)


@pytest.mark.parametrize("field", sorted({*find_course().fields} - {"analytical-chemistry"}))
def test_shipped_fields_have_real_data(course: Course, lesson: Lesson, field: str) -> None:
    real = own_data(course, field, lesson, Request("real"))
    assert real.data.about is not None
    assert real.data.about.credit


def test_a_name_means_a_file_or_a_fields_data(
    course: Course, lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert named_source(course, "astrophysics", lesson, "hubble") == "hubble"
    assert named_source(course, "cooking", lesson, "hubble") == Path("hubble")
    Path("hubble").write_text(table(), encoding="utf-8")
    assert named_source(course, "astrophysics", lesson, "hubble") == Path("hubble")
    assert named_source(course, "astrophysics", lesson, "real") == "real"


def test_data_may_belong_to_no_field(course: Course, lesson: Lesson, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(table(), encoding="utf-8")
    own = own_data(course, None, lesson, Request(path))
    assert (own.story.field.name, own.story.scenario.setting) == ("Your data", "the table in t.csv")
    with pytest.raises(UsageError, match="Real data come with a field"):
        own_data(course, None, lesson, Request("real"))


def test_limits_are_kept(course: Course, lesson: Lesson, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(table(), encoding="utf-8")
    small = Limits(size=100)
    with pytest.raises(InputError, match="the most that is read here is 100"):
        columns(path, limits=small)
    with pytest.raises(InputError, match="the most that is read here is 100"):
        own_data(course, None, lesson, Request(path), limits=small)


def test_time_is_limited(course: Course, lesson: Lesson, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + "1.25,2.5\n2.5,3.5\n" * 500_000, encoding="utf-8")
    with pytest.raises(InputError, match="took longer than the 0 seconds"):
        own_data(course, None, lesson, Request(path), limits=Limits(seconds=0.01))


def test_progress_is_told_and_may_stop_the_reading(
    course: Course, lesson: Lesson, tmp_path: Path
) -> None:
    class Enough(Exception):
        """Somebody wants no more."""

    def report(done: int, total: int) -> None:
        assert 0 < done <= total
        raise Enough

    path = tmp_path / "t.csv"
    path.write_text(table(), encoding="utf-8")
    with pytest.raises(Enough):
        own_data(course, None, lesson, Request(path), report)


@pytest.mark.parametrize(("x", "y"), [(0.0, 0.0), (2.45e6, 1e-13), (1e-9, 1e12), (1e5, -3.0)])
def test_numbers_agree_with_numpy_and_plain_formulas(
    course: Course, lesson: Lesson, tmp_path: Path, x: float, y: float
) -> None:
    from fractions import Fraction

    random = np.random.default_rng(7)
    xs = random.normal(0, 1, 60) * (abs(x) or 1) * 1e-3 + x
    ys = random.normal(0, 1, 60) * (abs(y) or 1) + 2 * xs * (abs(y) or 1) / (abs(x) or 1)
    path = tmp_path / "t.csv"
    lines = [f"{a!r},{b!r}" for a, b in zip(xs.tolist(), ys.tolist(), strict=True)]
    path.write_text("\n".join(["a,b", *lines]), encoding="utf-8")
    about = own_data(course, None, lesson, Request(path)).data.about
    assert about is not None
    a, b = ([Fraction(value) for value in values.tolist()] for values in (xs, ys))
    n = len(a)
    mean_a, mean_b = sum(a) / n, sum(b) / n
    s_xx = sum((p - mean_a) ** 2 for p in a)
    slope = sum((p - mean_a) * (q - mean_b) for p, q in zip(a, b, strict=True)) / s_xx
    intercept = mean_b - slope * mean_a
    mse = sum((q - intercept - slope * p) ** 2 for p, q in zip(a, b, strict=True)) / n
    assert about.whole.slope == approx(float(slope), rel=1e-9)
    assert about.whole.intercept == approx(float(intercept), rel=1e-9)
    assert about.whole.mse == approx(float(mse), rel=1e-9)
    by_numpy = np.polynomial.Polynomial.fit(xs, ys, 1)
    assert about.whole.slope == approx(by_numpy.convert().coef[1], rel=1e-9)


@pytest.mark.kernel
def test_an_edition_stands_alone_and_verify_accepts_it(
    course: Course, lesson: Lesson, own: Own, tmp_path: Path
) -> None:
    executed = execute(lesson, own.story, own.data)
    path = tmp_path / "mine.ipynb"
    path.write_bytes(notebook_bytes(executed))
    report = verify(path, course)
    assert not report.findings
    proof: Any = notebook(executed)["metadata"]["fieldwise"]["certificate"]
    data = proof["data"]
    assert (data["source"], data["rows"], data["kept"], data["sampled"]) == (
        "mine.csv",
        30,
        30,
        False,
    )
    assert data["columns"] == {"x": "t [s]", "y": "counts [ADU]"}
    assert proof["in_words"][0].startswith("The data are “mine.csv”, 30 usable rows of 30; SHA-256")
    forged = replace(executed, edition=replace(executed.edition, data=replace(own.data, card={})))
    path.write_bytes(notebook_bytes(forged))
    assert "the numbers on its card are not the certified ones" in str(
        verify(path, course).certificate
    )


@pytest.mark.kernel
def test_its_outputs_are_what_jupyter_gives(lesson: Lesson, own: Own, tmp_path: Path) -> None:
    import nbformat

    executed = execute(lesson, own.story, own.data)
    path = tmp_path / "mine.ipynb"
    path.write_bytes(notebook_bytes(executed))
    jupyter = "from nbclient.cli import main; main()"
    command = [sys.executable, "-c", jupyter, "--inplace", "--kernel_name=python3", str(path)]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    again: Any = nbformat.read(path, as_version=4)
    built = [item.outputs for item in executed.cells if item.cell.is_code]
    # where a kernel cuts what a cell prints is chance
    ran = [joined(cell.outputs) for cell in again.cells if cell.cell_type == "code"]
    for one, other in zip(built, ran, strict=True):
        assert [item.get("text") for item in one] == [item.get("text") for item in other]
        assert [item.get("data") for item in one] == [item.get("data") for item in other]


@pytest.mark.kernel
def test_its_script_runs_without_fieldwise(lesson: Lesson, own: Own, tmp_path: Path) -> None:
    executed = execute(lesson, own.story, own.data)
    path = tmp_path / "mine.py"
    path.write_text(script(executed), encoding="utf-8")
    command = [sys.executable, "-W", "ignore", str(path)]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={"MPLBACKEND": "agg"}
    )
    fit = next(item for item in executed.cells if item.cell.id == "fit")
    assert fit.outputs[0]["text"] in done.stdout
    text = path.read_text(encoding="utf-8")
    assert "base64" not in text
    assert "# The 20 terms of this lesson.\n" in text  # and no links, which a script has not


def test_a_notebook_is_named_after_the_file(own: Own) -> None:
    assert file_name("linear-regression", own.data) == "linear-regression-mine"


@pytest.mark.kernel
@pytest.mark.parametrize("scale", [1e-12, 1e-3, 1e6, 1e15])
def test_numbers_print_with_their_digits_whatever_the_scale(
    course: Course, lesson: Lesson, tmp_path: Path, scale: float
) -> None:
    random = np.random.default_rng(5)
    x = random.uniform(10, 200, 80) * scale
    y = 0.25 * x + scale + random.normal(0, 3, 80) * scale
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + "\n".join(f"{p:.6g},{q:.6g}" for p, q in zip(x, y, strict=True)))
    own = own_data(course, None, lesson, Request(path))
    executed = execute(lesson, own.story, own.data)
    printed = {item.cell.id: item.outputs for item in executed.cells}
    for cell in ("data", "fit", "mse", "standard-errors", "split", "exercises.few.run"):
        for line in printed[cell][0]["text"].splitlines():
            for number in re.findall(r"(?<![\w.])-?[\d,]*\.?\d+(?:e[+-]\d+)?", line):
                assert len(re.sub(r"e.*|\D", "", number).lstrip("0")) <= 10
                assert float(number.replace(",", "")) or "intercept" in line
    assert not [
        quoted.text for quoted in executed.quoted if re.match(r"−?0(\.0+)?(?![\d.])", quoted.text)
    ]
