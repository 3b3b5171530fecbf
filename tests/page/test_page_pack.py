"""Tellings as a page carries them, and as they stand beside it."""

from __future__ import annotations

import base64
import bz2
import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import fieldwise
from fieldwise.page.pack import MOST, alone, filled, from_alone, packed, put, weight

BZIP = Path(fieldwise.__file__).parent / "page" / "static" / "lens-bzip.js"


def one(field: str, words: int = 3) -> dict[str, Any]:
    text = " ".join(random.Random(field).choices("abcdefghijklmnop", k=words))
    parts = {"#story": f"<p>{text}</p>", f"?{field}": "<b>3</b>"}
    return {"field": field, "name": f"<{field}>", "hue": "1", "parts": parts, "words": {}}


def unpacked(text: str) -> tuple[dict[str, Any], list[str]]:
    head, _, body = text.partition("\n")
    raw = bz2.decompress(base64.b64decode(body)).decode() if body else ""
    return json.loads(head), raw.split("\x1f")


def test_a_pack_names_all_and_holds_what_is_carried() -> None:
    text = packed([("a", "A"), ("b", "B"), ("c", "</script>")], [one("a"), one("b")])
    head, (first, *parts) = unpacked(text)
    assert head == {"fields": [["a", "A"], ["b", "B"], ["c", "</script>"]], "carried": ["a", "b"]}
    assert json.loads(first)[0] == ["#story", "?a", "?b"]
    assert parts[2:] == ["<b>3</b>", "", "", "<b>3</b>"]
    assert "<" not in text


@pytest.mark.parametrize("room", [0, 60, 400, 3_000, 9_000, 40_000])
def test_a_pack_is_as_full_as_its_room_and_no_fuller(room: int) -> None:
    tellings = [one(f"f{number}", 1500) for number in range(MOST + 3)]
    text = filled(None, tellings, room)
    count = len(unpacked(text)[0]["carried"]) if text else -1
    assert weight(text) <= room or not text
    assert count == MOST or weight(packed(None, tellings[: count + 1])) > room


def test_a_telling_beside_the_page_comes_back_as_it_was() -> None:
    assert from_alone(alone(one("é"))) == one("é")
    for damaged in ("", "fwTelling(", "fwTelling({)\n", "{}\n"):
        with pytest.raises(ValueError, match=r".*"):
            from_alone(damaged)


def test_a_page_is_filled_and_emptied_in_its_places() -> None:
    page = b'<p>id="a"></p><script id="a"></script><script id="b">x</script>'
    filled_page = put(page, {"a": "1", "b": ""})
    assert filled_page == b'<p>id="a"></p><script id="a">1</script><script id="b"></script>'
    assert put(filled_page, {"a": "", "b": "x"}) == page
    with pytest.raises(ValueError, match="not found"):
        put(page, {"c": ""})


@pytest.mark.parametrize(
    "raw",
    [
        *(b"a" * count + b"b" for count in (0, 1, 3, 4, 5, 9, 258, 259, 260, 1000)),
        *(bytes(range(256)) * 3, b"\x00" * 70_000, random.Random(1).randbytes(120_000)),
        "Ein Satz, noch einer; é €.\n".encode() * 40_000,
    ],
)
def test_the_page_reads_what_was_compressed(raw: bytes) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node")
    code = (
        f"import {{ unzipped }} from {json.dumps(BZIP.as_uri())}; import fs from 'node:fs';"
        "process.stdout.write(unzipped(new Uint8Array(fs.readFileSync(0))))"
    )
    command = [node, "--no-warnings", "--input-type=module", "-e", code]
    assert subprocess.run(command, input=bz2.compress(raw), capture_output=True).stdout == raw
