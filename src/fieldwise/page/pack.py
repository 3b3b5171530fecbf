"""Tellings packed for a page to carry, as many as its weight allows, and one alone for beside it.

    {"fields": [["cooking", "Cooking"], …], "carried": ["plain-symbols", "cooking", …]}
    QlpoOTFBWSZTW…

Below the first line, which names what there is, stands all that is carried, compressed together:
sorted by what follows, which is what bzip2 does, tellings of one lesson are a fifth smaller than
deflated, and a browser needs sixty lines to read them.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fieldwise.page.assets import assets
from fieldwise.page.telling import as_json

LIMIT = 150_000
"""Bytes that a page may weigh in all, as a server sends it: after gzip."""
MOST = 13
"""Tellings that a page carries: plain symbols, and a dozen fields."""
SPARE = 500
"""Bytes that parts weighed apart may at most be short of the whole."""
_LEVEL = 6
"""What most servers compress with; the best takes longer and gives little less."""
_QUICK = 1
"""Enough to tell which of many pages is the heaviest, in a third of the time."""

_BETWEEN = "\x1f"
_CALL = "fwTelling("

Plain = Mapping[str, Any]
"""A telling as JSON-like data."""


Fields = Sequence[tuple[str, str]]
"""Fields by id and name."""


def packed(fields: Fields | None, tellings: Sequence[Plain]) -> str:
    """Tellings as a page carries them; `fields` are all that can be had, if that is more."""
    own = [(told["field"], told["name"]) for told in tellings]
    listed = [list(field) for field in (own if fields is None else fields)]
    head = as_json({"fields": listed, "carried": [told["field"] for told in tellings]})
    head = head.replace("<", "\\u003c")
    if not tellings:
        return f"{head}\n"
    places = list(dict.fromkeys(place for told in tellings for place in told["parts"]))
    about = [{name: told[name] for name in ("name", "hue", "words")} for told in tellings]
    parts = [told["parts"].get(place, "") for place in places for told in tellings]
    plain = _BETWEEN.join(
        part.replace(_BETWEEN, " ") for part in [as_json([places, about]), *parts]
    )
    return f"{head}\n{base64.b64encode(bz2.compress(plain.encode())).decode('ascii')}"


def head_of(pack: str) -> dict[str, Any]:
    """What a pack's first line says; of no pack, that there is nothing."""
    head = pack.partition("\n")[0]
    return dict(json.loads(head)) if head else {"fields": [], "carried": []}


def filled(fields: Fields | None, tellings: Sequence[Plain], room: int) -> str:
    """As many of the tellings, the first ones first, as weigh no more than `room`; or nothing."""
    count = min(len(tellings), MOST)
    fits, least_too_many = -1, count + 1
    best = ""
    while fits < least_too_many - 1:
        text = packed(fields, tellings[:count])
        heavy = weight(text)
        if heavy <= room:
            fits, best = count, text
            count += 1
        else:
            least_too_many = count
            count = max(fits + 1, min(count - 1, count * room // heavy))
    return best


def weight(text: str | bytes, level: int = _LEVEL) -> int:
    """Bytes that a text adds to a page as a server sends it."""
    return len(gzip.compress(text.encode() if isinstance(text, str) else text, level, mtime=0))


def bulk(page: str) -> int:
    """What a page weighs beside others of its lesson: less exact, and without what they share."""
    made = assets("page")
    for shared in (made.early, made.style, made.script):
        page = page.replace(shared, "", 1)
    return weight(page, _QUICK)


def alone(telling: Plain) -> str:
    """One telling as the file that stands beside its page.

    A page that was opened from a disk may not read it, only run it; a page on a server reads it
    as the JSON that stands between the brackets.
    """
    return f"{_CALL}{as_json(telling)})\n"


def from_alone(text: str) -> Plain:
    """The telling in such a file.

    Raises:
        ValueError: the text is no such file.
    """
    if not text.startswith(_CALL) or not text.endswith(")\n"):
        raise ValueError("no telling")
    told: Plain = json.loads(text[len(_CALL) : -2])
    return told


def put(page: bytes, contents: Mapping[str, str]) -> bytes:
    """The page with other contents in script elements that hold data, by their ids.

    Raises:
        ValueError: the page has no such element.
    """
    for name, content in contents.items():
        mark = f'id="{name}">'.encode()
        start = page.rindex(mark) + len(mark)
        end, wanted = page.index(b"</script>", start), content.encode()
        if page[start:end] != wanted:
            page = page[:start] + wanted + page[end:]
    return page


def in_order(names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Fields by id and name in the order of the gallery."""
    return sorted(names, key=lambda field: (field[1].casefold(), field[0]))
