"""A page carries the notebook and the script for a reader who has nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fieldwise.model import Executed
from fieldwise.notebook import notebook_bytes
from fieldwise.page.carried import packed
from fieldwise.script import script
from page.unpacking import read


def unpacked(text: str) -> dict[str, Any]:
    [[content]] = read(text)
    return dict(json.loads(content))


def test_nothing_carried_is_nothing() -> None:
    assert packed({}) == ""


@pytest.mark.parametrize("text", ["", "a", "é" * 23, "print(1)\n" * 500])
def test_a_script_comes_back_as_it_was(text: str) -> None:
    files = {"a.py": text.encode(), "b.py": b"other"}
    assert unpacked(packed(files)) == {"a.py": text, "b.py": "other"}


@pytest.mark.kernel
def test_a_notebook_goes_without_what_the_page_puts_back(executed: Executed) -> None:
    raw = notebook_bytes(executed)
    files = unpacked(packed({"a.ipynb": raw}))
    book = files["a.ipynb"]
    own = book["metadata"]["fieldwise"]
    assert list(own) == ["originals"] and list(own["originals"]) == ["form"]
    for cell, before in zip(book["cells"], json.loads(raw)["cells"], strict=True):
        assert cell == {**before, "source": "".join(before["source"])}


@pytest.mark.kernel
def test_a_script_beside_its_notebook_costs_little(executed: Executed) -> None:
    book, text = notebook_bytes(executed), script(executed).encode()
    both = len(packed({"a.ipynb": book, "a.py": text}))
    assert both - len(packed({"a.ipynb": book})) < 0.6 * len(packed({"a.py": text}))
