"""A page carries the notebook and the script for a reader who has nothing else."""

from __future__ import annotations

import base64
import json
import zlib

import pytest

from fieldwise.model import Executed
from fieldwise.notebook import notebook_bytes
from fieldwise.page.carried import packed
from fieldwise.script import script


def unpacked(text: str) -> dict[str, str]:
    names, *slices = json.loads(zlib.decompress(base64.b64decode(text)))
    return {name: "".join(piece[at] for piece in slices) for at, name in enumerate(names)}


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
    book, outputs = json.loads(files["a.ipynb"]), json.loads(files["a.ipynb#outputs"])
    own = book["metadata"]["fieldwise"]
    assert list(own) == ["originals"] and list(own["originals"]) == ["form"]
    assert [cell["id"] for cell in book["cells"]] == [c["id"] for c in json.loads(raw)["cells"]]
    assert [cell.get("outputs") for cell in json.loads(raw)["cells"]] == outputs


@pytest.mark.kernel
def test_a_script_beside_its_notebook_costs_little(executed: Executed) -> None:
    book, text = notebook_bytes(executed), script(executed).encode()
    both = len(packed({"a.ipynb": book, "a.py": text}))
    assert both - len(packed({"a.ipynb": book})) < 0.6 * len(packed({"a.py": text}))
