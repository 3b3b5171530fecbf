"""Every single edit of a cell is found and named."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fieldwise.verify import Standing
from homework import (
    CELLS,
    PLACES,
    SIGNS,
    Fresh,
    Json,
    Verified,
    found,
    the,
)

pytestmark = pytest.mark.kernel


@given(CELLS, PLACES, st.sampled_from(["put", "drop", "swap"]), SIGNS)
@settings(max_examples=150, deadline=None)
def test_one_character_changed_is_found(
    fresh: Fresh, report_on: Verified, cell: int, place: int, how: str, sign: str
) -> None:
    book = fresh()
    edited = book["cells"][cell % len(book["cells"])]
    old = edited["source"]
    at = place % len(old)
    new = old[:at] + (sign if how != "drop" else "") + old[at + (how != "put") :]
    assume(new.rstrip("\n") != old)
    edited["source"] = new
    findings = found(report_on(book))
    assert list(findings) == [edited["metadata"]["fieldwise"]["id"]]
    assert findings[edited["metadata"]["fieldwise"]["id"]][0] == "edited"


@given(CELLS)
@settings(max_examples=40, deadline=None)
def test_a_deleted_cell_is_found(fresh: Fresh, report_on: Verified, cell: int) -> None:
    book = fresh()
    names = [c["metadata"]["fieldwise"]["id"] for c in book["cells"]]
    at = cell % len(names)
    del book["cells"][at]
    place = f"after `{names[at - 1]}`" if at else "at the top"
    assert found(report_on(book)) == {names[at]: ("missing", f"It stood {place}.")}


@given(CELLS, PLACES)
@settings(max_examples=60, deadline=None)
def test_a_doubled_cell_is_found(fresh: Fresh, report_on: Verified, cell: int, to: int) -> None:
    book = fresh()
    doubled = copy.deepcopy(book["cells"][cell % len(book["cells"])])
    book["cells"].insert(to % (len(book["cells"]) + 1), doubled)
    name = doubled["metadata"]["fieldwise"]["id"]
    report = report_on(book)
    assert [c.standing for c in report.cells if c.id == name].count(Standing.DUPLICATED) == 1
    assert list(found(report)) == [name]


@given(CELLS, PLACES)
@settings(max_examples=80, deadline=None)
def test_a_moved_cell_is_found(fresh: Fresh, report_on: Verified, cell: int, to: int) -> None:
    book = fresh()
    count = len(book["cells"])
    before = [c["metadata"]["fieldwise"]["id"] for c in book["cells"]]
    assume(cell % count != to % count)
    book["cells"].insert(to % count, book["cells"].pop(cell % count))
    findings = found(report_on(book))
    neighbours = abs(cell % count - to % count) == 1
    either = {before[cell % count], before[to % count]} if neighbours else {before[cell % count]}
    assert len(findings) == 1 and set(findings) <= either
    assert {standing for standing, *_ in findings.values()} == {"moved"}


@given(CELLS, PLACES)
@settings(max_examples=40, deadline=None)
def test_two_cells_exchanged_are_found(
    fresh: Fresh, report_on: Verified, one: int, other: int
) -> None:
    book = fresh()
    cells = book["cells"]
    i, j = one % len(cells), other % len(cells)
    assume(abs(i - j) > 2)
    cells[i], cells[j] = cells[j], cells[i]
    assert set(found(report_on(book))) == {
        cells[i]["metadata"]["fieldwise"]["id"],
        cells[j]["metadata"]["fieldwise"]["id"],
    }


@given(CELLS, st.sampled_from(["code", "markdown", "raw", "", "Code"]))
@settings(max_examples=60, deadline=None)
def test_another_type_of_cell_is_found(
    fresh: Fresh, report_on: Verified, cell: int, kind: str
) -> None:
    book = fresh()
    edited = book["cells"][cell % len(book["cells"])]
    assume(edited["cell_type"] != kind)
    edited["cell_type"] = kind
    findings = found(report_on(book))
    name = edited["metadata"]["fieldwise"]["id"]
    assert list(findings) == [name] and findings[name][0] == "edited"


MARKS: dict[str, Callable[[Json], object]] = {
    "gone": lambda metadata: metadata.pop("fieldwise"),
    "no table": lambda metadata: metadata.update(fieldwise="fit"),
    "other kind": lambda metadata: metadata["fieldwise"].update(kind="story!"),
    "other id": lambda metadata: metadata["fieldwise"].update(id="mse.two"),
    "id of another": lambda metadata: metadata["fieldwise"].update(id="recap"),
    "no id": lambda metadata: metadata["fieldwise"].update(id=None),
    "more": lambda metadata: metadata["fieldwise"].update(note="x"),
}


@given(CELLS, st.sampled_from(sorted(MARKS)))
@settings(max_examples=60, deadline=None)
def test_changed_marks_are_found(fresh: Fresh, report_on: Verified, cell: int, how: str) -> None:
    book = fresh()
    edited = book["cells"][cell % len(book["cells"])]
    name = edited["metadata"]["fieldwise"]["id"]
    assume(name != "recap")
    MARKS[how](edited["metadata"])
    findings = found(report_on(book))
    assert list(findings) == [name] and findings[name][0] == "edited"
    assert "Fieldwise metadata" in findings[name][-1]


@pytest.mark.parametrize("name", ["fit", "vocabulary"])
def test_an_attached_file_is_found(name: str, fresh: Fresh, report_on: Verified) -> None:
    book = fresh()
    the(book, name)["attachments"] = {"a.png": {"image/png": "AAAA"}}
    assert found(report_on(book)) == {name: ("edited", "A file is attached to it.")}


@given(st.sampled_from(["code", "markdown", "raw"]), PLACES, st.text(min_size=1))
@settings(max_examples=50, deadline=None)
def test_an_added_cell_is_found(
    fresh: Fresh, report_on: Verified, kind: str, to: int, text: str
) -> None:
    assume(text.strip())
    book = fresh()
    at = to % (len(book["cells"]) + 1)
    book["cells"].insert(at, {"cell_type": kind, "metadata": {}, "source": text, "outputs": []})
    findings = found(report_on(book))
    assert list(findings) == [f"cell {at + 1}"] and findings[f"cell {at + 1}"][0] == "added"
