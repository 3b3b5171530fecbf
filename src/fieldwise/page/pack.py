"""Tellings packed for a page to carry, as many as its weight allows, and one alone for beside it.

    {"carried": [["cooking", "Cooking"], …], "ends": […], "beside": [["hydrology", "Hydrology"], …]}
    AFsBjp9Y…

Below the first line, which names what there is, stands what is carried, one telling after the
other in one stream. It may be cut after any telling; `ends` says where.

A telling says its field's own words again and again. Where it does, a sign stands for the word.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fieldwise.page.assets import assets
from fieldwise.page.stream import Stream
from fieldwise.page.telling import as_json

LIMIT = 150_000
"""Bytes that a page may weigh in all, as a server sends it: after gzip."""
TELLINGS = "fw-tellings"
"""The element that holds them."""
MOST = 13
"""Tellings that a page carries: plain symbols, and a dozen fields."""
SPARE = 500
"""Bytes that parts weighed apart may at most be short of the whole."""
_LEVEL = 6
"""What most servers compress with; the best takes longer and gives little less."""
_QUICK = 1
"""Enough to tell which of many pages is the heaviest, in a third of the time."""

_BETWEEN, _CAPITAL = "\x1f", "\x01"
_WORDS = "\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d"
"""The signs that stand for a telling's own words, in their order."""
_SIGNS = re.compile(r"[\x00-\x08\x0b-\x1f]")
_LARGE = re.compile(r"(?<![A-Za-z])[A-Z](?=[a-z])")
_CALL = "fwTelling("

Plain = Mapping[str, Any]
"""A telling as JSON-like data."""


Fields = Sequence[tuple[str, str]]
"""Fields by id and name."""


def packed(fields: Fields | None, tellings: Sequence[Plain]) -> str:
    """Tellings as a page carries them; `fields` are all that can be had, some from beside it.

    Without `fields` nothing stands beside the page.
    """
    carried = [[told["field"], told["name"]] for told in tellings]
    places = list(dict.fromkeys(place for told in tellings for place in told["parts"]))
    stream = Stream()
    stream.add(as_json(places))
    ends = [stream.add(_BETWEEN.join(_parts(told, places))) for told in tellings]
    ids = {field for field, _ in carried}
    others = None if fields is None else [list(field) for field in fields if field[0] not in ids]
    head = {"carried": carried, "ends": ends, "beside": others}
    return _joined(head, stream.whole())


def shortened(pack: str, count: int) -> str:
    """A pack with its first tellings only, which it was made to be cut for."""
    head, body = head_of(pack), pack.partition("\n")[2]
    carried, ends, beside = head["carried"], head["ends"], head["beside"]
    others = None if beside is None else carried[count:] + beside
    first = {"carried": carried[:count], "ends": ends[:count], "beside": others}
    return _joined(first, body[: ends[count - 1] if count else 0])


def within(pack: str, room: int) -> str:
    """A pack with as many of its first tellings as weigh no more than `room`; or nothing."""
    ends = [0, *head_of(pack)["ends"]]
    for count in range(min(len(ends) - 1, MOST), -1, -1):
        if ends[count] * 3 // 4 <= room and weight(text := shortened(pack, count)) <= room:
            return text
    return ""


def fitting(page: bytes, pack: str, limit: int) -> str:
    """What of a pack a page that has none can carry without weighing more than `limit`."""
    room = limit - weight(page)
    while room > 0:
        text = within(pack, room)
        over = weight(put(page, {TELLINGS: text})) - limit
        if over <= 0:
            return text
        room -= over
    return ""


def lightened(page: bytes, limit: int) -> bytes:
    """A page without its last tellings if it weighs too much with them and they stand beside it."""
    over = weight(page) - limit
    pack = held(page, TELLINGS) if over > 0 and f'id="{TELLINGS}"'.encode() in page else ""
    head = head_of(pack)
    if not head["ends"] or head["beside"] is None:
        return page
    ends = [0, *head["ends"]]
    left = ends[-1] - (over + SPARE) * 4 // 3
    count = max((count for count, end in enumerate(ends) if end <= left), default=0)
    return put(page, {TELLINGS: shortened(pack, count)})


def _joined(head: Mapping[str, Any], body: str) -> str:
    return as_json(head).replace("<", "\\u003c") + f"\n{body}"


def _parts(told: Plain, places: Sequence[str]) -> Iterator[str]:
    """What a telling says, with signs for its own words and for capital letters."""
    yield as_json([told["name"], told["hue"], told["words"]])
    signs: dict[str, str] = {}
    for word, sign in zip(_leaves(told["words"]), _WORDS, strict=False):
        if word:
            signs.setdefault(word, sign)
    longest = sorted(signs, key=len, reverse=True)
    own = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if signs else None
    for place in places:
        text = _SIGNS.sub(" ", told["parts"].get(place, ""))
        if own is not None:
            text = own.sub(lambda word: signs[word[0]], text)
        yield _LARGE.sub(lambda letter: f"{_CAPITAL}{letter[0].lower()}", text)


def _leaves(words: Mapping[str, Any]) -> Iterator[str]:
    """The texts in a scenario's words, in their order."""
    for word in words.values():
        yield from [word] if isinstance(word, str) else _leaves(word)


def head_of(pack: str) -> dict[str, Any]:
    """What a pack's first line says; of no pack, that there is nothing."""
    head = pack.partition("\n")[0]
    return dict(json.loads(head)) if head else {"carried": [], "ends": [], "beside": []}


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
        (start, end), wanted = _span(page, name), content.encode()
        if page[start:end] != wanted:
            page = page[:start] + wanted + page[end:]
    return page


def held(page: bytes, name: str) -> str:
    """What such an element of the page holds.

    Raises:
        ValueError: the page has no such element.
    """
    start, end = _span(page, name)
    return page[start:end].decode()


def _span(page: bytes, name: str) -> tuple[int, int]:
    mark = f'id="{name}">'.encode()
    start = page.rindex(mark) + len(mark)
    return start, page.index(b"</script>", start)


def in_order(names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Fields by id and name in the order of the gallery."""
    return sorted(names, key=lambda field: (field[1].casefold(), field[0]))
