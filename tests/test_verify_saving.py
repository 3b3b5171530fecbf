"""Nothing that saving or running again does raises an alarm."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwise.verify import OutputStanding
from homework import (
    Edit,
    Fresh,
    Json,
    Verified,
    as_older_matplotlib,
    the,
)

pytestmark = pytest.mark.kernel


def _split_sources(book: Json) -> None:
    for cell in book["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)


def _carriage_returns(book: Json) -> None:
    for cell in book["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r\n")
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = output["text"].replace("\n", "\r\n")


def _final_newlines(book: Json) -> None:
    for cell in book["cells"]:
        cell["source"] += "\n"


def _other_ids(book: Json) -> None:
    for number, cell in enumerate(book["cells"]):
        cell["id"] = f"{number:08x}"


def _no_ids(book: Json) -> None:
    book["nbformat_minor"] = 4
    for cell in book["cells"]:
        del cell["id"]


def _cleared(book: Json) -> None:
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}


def _run_again(book: Json) -> None:
    for number, cell in enumerate(c for c in book["cells"] if c["cell_type"] == "code"):
        cell["execution_count"] = number + 40
        cell["metadata"]["execution"] = {"iopub.execute_input": "2026-01-01T00:00:00Z"}


def _jupyter_metadata(book: Json) -> None:
    book["metadata"]["kernelspec"] = {"display_name": "my env", "name": "my-env"}
    book["metadata"]["language_info"] = {"name": "python", "version": "3.13.1"}
    book["metadata"] |= {"widgets": {"application/vnd.jupyter.widget-state+json": {}}}
    book["metadata"] |= {"jupytext": {"formats": "ipynb,py:percent"}, "toc": {}, "orig_nbformat": 4}
    for cell in book["cells"]:
        cell["metadata"] |= {"collapsed": True, "scrolled": False, "trusted": True, "tags": ["x"]}
        cell["metadata"] |= {"jupyter": {"source_hidden": True}, "lines_to_next_cell": 2}


def _newer_minor(book: Json) -> None:
    book["nbformat_minor"] = 9


def _empty_cells(book: Json) -> None:
    code = {"cell_type": "code", "metadata": {}, "source": "", "outputs": []}
    book["cells"] += [{**code, "execution_count": None, "id": "a"}]
    book["cells"].insert(5, {"cell_type": "markdown", "metadata": {}, "source": [], "id": "b"})


def _streams_cut_up(book: Json) -> None:
    cell = the(book, "data")
    first, rest = cell["outputs"][0]["text"].split("\n", 1)
    stream = cell["outputs"][0]
    cell["outputs"] = [{**stream, "text": first}, {**stream, "text": ["\n", rest]}]


def _font_cache(book: Json) -> None:
    text = "Matplotlib is building the font cache; this may take a moment.\n"
    the(book, "setup")["outputs"] = [{"output_type": "stream", "name": "stderr", "text": text}]


def _figure_metadata(book: Json) -> None:
    output = the(book, "plot-fit")["outputs"][0]
    output["metadata"] = {"image/svg+xml": {"isolated": True}, "needs_background": "light"}
    output["jetTransient"] = {"display_id": None}


def _other_matplotlib(book: Json) -> None:
    for name in ("plot-data", "plot-fit", "plot-loss"):
        data = the(book, name)["outputs"][0]["data"]
        data["image/svg+xml"] = as_older_matplotlib(data["image/svg+xml"])


HARMLESS: tuple[Edit, ...] = (
    _final_newlines,
    _carriage_returns,
    _other_ids,
    _run_again,
    _jupyter_metadata,
    _streams_cut_up,
    _font_cache,
    _figure_metadata,
    _other_matplotlib,
    _cleared,
    _split_sources,
    _no_ids,
    _newer_minor,
    _empty_cells,
)
"""In an order in which they can follow each other."""


@pytest.mark.parametrize("edit", HARMLESS, ids=lambda edit: edit.__name__.strip("_"))
def test_saving_and_running_again_raise_no_alarm(
    edit: Edit, fresh: Fresh, report_on: Verified
) -> None:
    book = fresh()
    edit(book)
    assert book != fresh()
    assert report_on(book).findings == ()


@given(st.sets(st.sampled_from(HARMLESS)))
@settings(max_examples=40, deadline=None)
def test_nor_does_any_mixture_of_it(fresh: Fresh, report_on: Verified, edits: set[Edit]) -> None:
    book = fresh()
    for edit in sorted(edits, key=HARMLESS.index):
        edit(book)
    assert report_on(book).findings == ()


@pytest.mark.parametrize(
    "layout",
    [{"indent": 4}, {"separators": (",", ":")}, {"sort_keys": True}, {"ensure_ascii": False}],
)
def test_the_layout_of_the_json_does_not_matter(
    layout: Json, fresh: Fresh, report_on: Verified
) -> None:
    text = json.dumps(fresh(), **layout)
    assert report_on(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()).findings == ()


def test_a_round_trip_through_nbformat_raises_no_alarm(
    fresh: Fresh, report_on: Verified, tmp_path: Path
) -> None:
    path = tmp_path / "saved.ipynb"
    nbformat.write(nbformat.from_dict(fresh()), path)
    assert report_on(path.read_bytes()).findings == ()


def test_outputs_are_said_to_be_cleared_or_run_again(fresh: Fresh, report_on: Verified) -> None:
    book = fresh()
    _other_matplotlib(book)
    the(book, "fit")["outputs"] = []
    outputs = {cell.id: cell.outputs for cell in report_on(book).cells}
    assert outputs["plot-fit"] is OutputStanding.AGAIN
    assert outputs["fit"] is OutputStanding.CLEARED
    assert outputs["mse"] is OutputStanding.BUILT
    assert outputs["setup"] is None


def test_cells_with_ids_of_their_own_are_named_in_a_note(fresh: Fresh, report_on: Verified) -> None:
    book = fresh()
    the(book, "fit")["id"] = "a1b2c3d4"
    report = report_on(book)
    assert report.findings == ()
    assert report.notes == ("`fit`: the cell's own id is another now, which nobody reads or runs.",)


def test_a_notebook_that_is_executed_again_raises_no_alarm(
    fresh: Fresh, report_on: Verified
) -> None:
    from nbclient import NotebookClient

    book = fresh()
    _cleared(book)
    again = nbformat.from_dict(book)
    NotebookClient(again, kernel_name="python3").execute()
    report = report_on(json.loads(json.dumps(again)))
    assert report.findings == ()
    outputs = {cell.outputs for cell in report.cells}
    assert outputs <= {OutputStanding.BUILT, OutputStanding.AGAIN, None}
