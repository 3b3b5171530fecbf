"""What is no notebook of ours is one sentence."""

from __future__ import annotations

import contextlib
import copy
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwise.errors import InputError
from fieldwise.notebook import pack, unpack
from fieldwise.read import Course
from fieldwise.verify import restore, verify
from fieldwise.verify.reading import LARGEST, parse_notebook, read_notebook
from homework import Fresh, Json, Verified

OURS: Json = {"fieldwise": {"certificate": {}}}
CELL: Json = {"cell_type": "markdown", "metadata": {}, "source": "x"}


def book(**changes: Any) -> Json:
    """The least that is read as a notebook of ours, with changes."""
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": OURS, "cells": [CELL], **changes}


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "this is no notebook: it is not JSON (it ends too early)."),
        (b"# A title\n", "it is not JSON (line 1, column 1)."),
        (b'{"cells": [\n', "it is not JSON (it ends too early)."),
        (b'{"a": "caf\xe9"}', "the file is not UTF-8: byte 0xe9 at position 10."),
        (b'{"a": NaN}', "NaN is no number in JSON."),
        (b'{"a": 1, "a": 2}', "one of its JSON objects has the same key twice."),
        (b"[" * 100_000, "its JSON nests too deep."),
        (b'{"a": ' + b"[" * 200 + b"]" * 200 + b"}", "its JSON nests too deep."),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number in it has 5,000 digits."),
        (b"[]", "this is JSON, but no notebook: it names no nbformat."),
        (b'{"nbformat": 3, "worksheets": []}', "this notebook is of nbformat 3;"),
        (b'{"nbformat": 5, "cells": []}', "this notebook is of nbformat 5;"),
        (b'{"nbformat": true, "cells": []}', "format is not given as a number."),
        (json.dumps(book(nbformat_minor="5")).encode(), "format is not given as a number."),
        (json.dumps(book(cells={})).encode(), "has no list of cells, or no metadata."),
        (json.dumps(book(metadata=[])).encode(), "has no list of cells, or no metadata."),
        (json.dumps(book(metadata={})).encode(), "the notebook carries no certificate:"),
        (json.dumps(book(cells=["x"])).encode(), "cell 1 of the notebook has no type."),
        (json.dumps(book(cells=[CELL, {**CELL, "source": [1]}])).encode(), "source of cell 2"),
        (json.dumps(book(cells=[{**CELL, "metadata": 1}])).encode(), "metadata of cell 1"),
        (json.dumps(book(cells=[{**CELL, "outputs": [1]}])).encode(), "outputs of cell 1"),
    ],
)
def test_what_is_no_notebook_is_one_sentence(raw: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "homework.ipynb"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=re.escape(sentence)) as caught:
        read_notebook(path)
    assert caught.value.where == str(path)


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "homework.ipynb"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InputError, match=r"50,000,001 bytes; .* has 50,000,000. Clearing its out"):
        read_notebook(path)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("", "this is a folder"), ("missing.ipynb", "cannot read: No such file"), ("\0", "name")],
)
def test_what_is_no_file_is_one_sentence(name: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=sentence):
        read_notebook(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="not an ordinary file"):
        read_notebook(tmp_path / "pipe")


def test_text_is_read_as_a_person_sees_it() -> None:
    cell = {**CELL, "source": ["a\r\n", "b\n", "\n"], "attachments": {}, "id": 7}
    [read] = parse_notebook(book(cells=[cell])).cells
    assert (read.source, read.attached, read.name, read.number) == ("a\nb", False, "", 1)


# ---------------------------------------------------------------- of ours, but not to be judged


def _version(book: Json, number: object) -> None:
    whole = unpack(book["metadata"]["fieldwise"]["originals"])
    whole["metadata"]["fieldwise"]["certificate"]["format"] = number
    book["metadata"]["fieldwise"] = {
        "certificate": whole["metadata"]["fieldwise"]["certificate"],
        "originals": pack(whole),
    }


def _other_lesson(book: Json) -> None:
    whole = unpack(book["metadata"]["fieldwise"]["originals"])
    whole["metadata"]["fieldwise"]["certificate"]["lesson"]["id"] = "linear-regresion"
    book["metadata"]["fieldwise"]["originals"] = pack(whole)


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (_other_lesson, "of the lesson “linear-regresion”, which this course does not have."),
        (lambda book: _version(book, 99), "certificate is of format 99; this Fieldwise knows"),
        (lambda book: _version(book, "1"), "the notebook's certificate cannot be read"),
        (lambda book: book["metadata"].update(OURS), "the notebook's certificate cannot be read"),
    ],
)
def test_a_notebook_that_cannot_be_judged_is_one_sentence(
    edit: Callable[[Json], object], sentence: str, fresh: Fresh, report_on: Verified
) -> None:
    edited = fresh()
    edit(edited)
    with pytest.raises(InputError, match=re.escape(sentence)) as caught:
        report_on(edited)
    assert caught.value.where.endswith("homework.ipynb")


# ---------------------------------------------------------------- anything at all

ODD: list[object] = [
    None,
    True,
    0,
    -1,
    1e999,
    10**400,
    "",
    "x",
    "\ud800",
    "\0",
    [],
    {},
    [1],
    ["a", 2],
    [None],
]
ODD += [{"a": 1}, {"id": "fit", "kind": "code"}, {"id": []}, "../../etc", "stream", {"": [{}]}]


def _paths(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every part of some JSON, of long lists to the first few alone."""
    yield path
    inside = part.items() if isinstance(part, dict) else enumerate(part[:6])
    for key, value in inside if isinstance(part, dict | list) else ():
        yield from _paths(value, (*path, key)) if isinstance(value, dict | list) else [(*path, key)]


def _spoil(part: Json, choice: int, value: object) -> None:
    """Put an odd value somewhere."""
    paths = list(_paths(part))[1:]
    *way, last = paths[choice % len(paths)]
    inside: Any = part
    for key in way:
        inside = inside[key]
    inside[last] = copy.deepcopy(value)


@pytest.mark.kernel
@given(st.integers(0, 10**6), st.sampled_from(ODD), st.booleans())
@settings(max_examples=150, deadline=None)
def test_nothing_but_a_sentence_comes_out_of_anything(
    fresh: Fresh, kiln: Course, tmp_path_factory: Any, choice: int, value: object, inside: bool
) -> None:
    spoilt = fresh()
    if inside:
        whole = unpack(spoilt["metadata"]["fieldwise"]["originals"])
        _spoil(whole, choice, value)
        spoilt["metadata"]["fieldwise"]["originals"] = pack_anything(whole)
    else:
        _spoil(spoilt, choice, value)
    path = tmp_path_factory.mktemp("odd") / "homework.ipynb"
    path.write_text(json.dumps(spoilt))
    try:
        "\n".join(verify(path, kiln).lines()).encode()
    except InputError as error:
        str(error).encode()
    with contextlib.suppress(InputError):
        restore(path)


def pack_anything(whole: Json) -> object:
    """Packed originals, or nothing where they cannot even be packed."""
    try:
        return pack(whole)
    except ValueError:
        return None


@pytest.mark.kernel
@given(st.integers(0, 10**6), st.one_of(st.none(), st.integers(0, 255)))
@settings(max_examples=60, deadline=None)
def test_nor_out_of_a_damaged_file(
    fresh: Fresh, report_on: Verified, place: int, byte: int | None
) -> None:
    raw = bytearray(json.dumps(fresh()).encode())
    at = place % len(raw)
    if byte is None:
        del raw[at:]
    else:
        raw[at] = byte
    try:
        report_on(bytes(raw)).lines()
    except InputError as error:
        str(error).encode()
