"""Outputs that the code did not produce are found."""

from __future__ import annotations

import copy
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homework import (
    PLACES,
    Edit,
    Fresh,
    Json,
    Verified,
    found,
    the,
)

pytestmark = pytest.mark.kernel


def _with_html(outputs: list[Json]) -> None:
    outputs[0].setdefault("data", {})["text/html"] = "<b>7</b>"


FOREIGN: dict[str, Edit] = {
    "html": lambda book: _with_html(the(book, "plot-fit")["outputs"]),
    "a number": lambda book: the(book, "fit")["outputs"][0].update(
        text=the(book, "fit")["outputs"][0]["text"].replace("0.257", "0.258")
    ),
    "a warning": lambda book: the(book, "fit")["outputs"].append(
        {"output_type": "stream", "name": "stderr", "text": "Warning: all is lost\n"}
    ),
    "an error": lambda book: the(book, "fit")["outputs"].append(
        {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}
    ),
    "a result": lambda book: the(book, "fit")["outputs"].append(
        {"output_type": "execute_result", "data": {"text/plain": "1"}, "metadata": {}}
    ),
    "one more": lambda book: the(book, "plot-fit")["outputs"].extend(
        copy.deepcopy(the(book, "plot-fit")["outputs"])
    ),
    "another stream": lambda book: the(book, "fit")["outputs"][0].update(name="stderr"),
    "a picture for the figure": lambda book: the(book, "plot-fit")["outputs"][0].update(
        data={"image/png": "AAAA", "text/plain": "<IPython.core.display.SVG object>"}
    ),
    "its size": lambda book: the(book, "plot-fit")["outputs"][0].update(
        metadata={"image/svg+xml": {"width": 1, "height": 1}}
    ),
    "no data": lambda book: the(book, "plot-fit")["outputs"][0].pop("data"),
    "another figure": lambda book: the(book, "plot-fit")["outputs"][0].update(
        data=the(book, "plot-data")["outputs"][0]["data"]
    ),
    "something from the setup": lambda book: the(book, "setup")["outputs"].append(
        {"output_type": "stream", "name": "stdout", "text": "hello\n"}
    ),
    "outputs of prose": lambda book: the(book, "recap").update(
        outputs=[{"output_type": "stream", "name": "stdout", "text": "hello\n"}]
    ),
}


@pytest.mark.parametrize("edit", FOREIGN.values(), ids=FOREIGN)
def test_an_output_that_the_code_did_not_give_is_found(
    edit: Edit, fresh: Fresh, report_on: Verified
) -> None:
    book = fresh()
    edit(book)
    [(name, (standing, foreign, says))] = found(report_on(book)).items()
    assert foreign == "foreign" and says
    assert name in ("fit", "plot-fit", "setup", "recap")
    assert standing == ("story" if name == "story" else "canonical")


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("a warning", "Text on standard error, “Warning: all is lost”, was put in."),
        ("an error", "An error was put in."),
        ("a result", "An output of type text/plain was put in."),
        ("html", "A part of type text/html was put in."),
    ],
)
def test_what_was_put_in_is_named(
    what: str, sentence: str, fresh: Fresh, report_on: Verified
) -> None:
    book = fresh()
    FOREIGN[what](book)
    [(_, (*_, says))] = found(report_on(book)).items()
    assert says == sentence


@given(st.sampled_from(["data", "fit", "mse", "descent", "split"]), PLACES)
@settings(max_examples=60, deadline=None)
def test_one_printed_digit_changed_is_found(
    fresh: Fresh, report_on: Verified, name: str, place: int
) -> None:
    book = fresh()
    [output] = the(book, name)["outputs"]
    text = output["text"]
    digits = [n for n, sign in enumerate(text) if sign.isdigit()]
    at = digits[place % len(digits)]
    other = random.Random(place).choice([d for d in "0123456789" if d != text[at]])
    output["text"] = text[:at] + other + text[at + 1 :]
    assert list(found(report_on(book))) == [name]


def test_where_code_above_has_changed_the_outputs_may_follow(
    fresh: Fresh, report_on: Verified
) -> None:
    book = fresh()
    the(book, "card")["source"] = the(book, "card")["source"].replace("0.001", "0.002")
    FOREIGN["a number"](book)
    findings = found(report_on(book))
    assert "“0.001” became “0.002”" in findings["card"][-1]
    assert findings["fit"][-1].endswith("Code above it has changed, which may be why.")
