"""Verify as a whole: what is as it was built, what was forged, and giving back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwise.errors import InputError
from fieldwise.model import Executed
from fieldwise.notebook import notebook, notebook_bytes, to_bytes
from fieldwise.read import Course
from fieldwise.verify import Standing, restore, verify
from homework import (
    CELLS,
    PLACES,
    SIGNS,
    Fresh,
    Json,
    Verified,
    found,
)

pytestmark = pytest.mark.kernel


def test_an_edition_as_built_is_as_built(fresh: Fresh, report_on: Verified) -> None:
    book = fresh()
    report = report_on(book)
    assert report.findings == report.notes == ()
    assert {cell.standing for cell in report.cells} == {Standing.CANONICAL, Standing.STORY}
    assert len(report.cells) == len(book["cells"])
    assert "as it was built" in report.lines()[0]
    assert report.as_json()["as_built"]


@pytest.mark.parametrize("field", ["astrophysics", "economics", "cooking"])
def test_every_shipped_edition_is_as_built(
    field: str, executed: Executed, kiln: Course, report_on: Verified
) -> None:
    from fieldwise.build import execute

    lesson = executed.edition.lesson
    story = kiln.read_story(kiln.read_field(field).get(), lesson).get()
    assert report_on(notebook_bytes(execute(lesson, story))).findings == ()


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda ours: ours["certificate"]["values"].update(slope=0.3), "`values.slope` was 0.257"),
        (lambda ours: ours["certificate"]["canonical"].update(fit="0"), "`canonical.fit` was"),
        (lambda ours: ours["certificate"]["terms"].pop("loss"), "`terms.loss` was taken out."),
        (lambda ours: ours["certificate"].update(seal="good"), "`seal` was put in."),
        (lambda ours: ours.pop("certificate"), "it was {"),
        (lambda ours: ours.update(certificate=7), "it was {"),
        (lambda ours: ours.pop("originals"), "the originals that the notebook carries are missing"),
        (lambda ours: ours["originals"].update(data="AAAA"), "are missing or damaged"),
        (lambda ours: ours["originals"].update(digest="0"), "are missing or damaged"),
    ],
)
def test_an_altered_certificate_is_found(
    edit: Callable[[Json], object], sentence: str, fresh: Fresh, report_on: Verified
) -> None:
    book = fresh()
    edit(book["metadata"]["fieldwise"])
    report = report_on(book)
    assert sentence in report.certificate[0]
    assert report.findings[0].startswith("certificate: ")
    assert found(report) == {}


def forged(executed: Executed, **changes: Any) -> Json:
    """A notebook whose certificate and originals were made to fit an edit."""
    cells = [
        replace(item, **changes.get(item.cell.id.replace("-", "_"), {})) for item in executed.cells
    ]
    return notebook(replace(executed, cells=tuple(cells)))


def test_originals_that_were_forged_are_found_by_the_course(
    executed: Executed, report_on: Verified
) -> None:
    story = report_on(forged(executed, pattern={"text": "The points fall."}))
    assert story.certificate == (
        "the originals it carries are not those of the course: `pattern`.",
    )
    assert found(story)["pattern"][0] == "edited"
    canon = report_on(forged(executed, loss={"text": "A loss is good."}))
    assert found(canon)["loss"][0] == "edited"


def test_a_forged_run_is_found_by_running_again(
    executed: Executed, kiln: Course, tmp_path: Path
) -> None:
    from fieldwise.run import run

    values = {**executed.run.values, "scaled_b": 7.0}
    lie = ({"output_type": "stream", "name": "stdout", "text": "slope w = 9\n"},)
    book = forged(replace(executed, run=replace(executed.run, values=values)), fit={"outputs": lie})
    path = tmp_path / "forged.ipynb"
    path.write_text(json.dumps(book), encoding="utf-8")
    report = verify(path, kiln, rerun=run)
    assert "`scaled_b` is certified as 7.0; the code gives" in " ".join(report.certificate)
    assert "the outputs of `fit` are not what the code gives." in report.certificate


@given(st.lists(st.tuples(CELLS, PLACES, SIGNS), max_size=5), st.booleans())
@settings(max_examples=25, deadline=None)
def test_the_originals_come_back_byte_for_byte(
    fresh: Fresh,
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[tuple[int, int, str]],
    add: bool,
) -> None:
    book = fresh()
    built = to_bytes(book)
    for cell, place, sign in edits:
        at = book["cells"][cell % len(book["cells"])]
        at["source"] = at["source"][: place % (len(at["source"]) + 1)] + sign
    book["metadata"]["fieldwise"]["certificate"] = {}
    book["cells"] += [{"cell_type": "raw", "metadata": {}, "source": "mine"}] * add
    path = tmp_path_factory.mktemp("restore") / "homework.ipynb"
    path.write_text(json.dumps(book), encoding="utf-8")
    before = path.read_bytes()
    assert restore(path) == built
    assert path.read_bytes() == before


def test_originals_that_are_gone_cannot_come_back(fresh: Fresh, tmp_path: Path) -> None:
    book = fresh()
    del book["metadata"]["fieldwise"]["originals"]
    path = tmp_path / "homework.ipynb"
    path.write_text(json.dumps(book), encoding="utf-8")
    with pytest.raises(InputError, match=r"missing or damaged. For a fresh one: fieldwise export"):
        restore(path)
