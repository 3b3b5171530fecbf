"""Tellings as a page carries them, and as they stand beside it."""

from __future__ import annotations

import random
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwise.page.pack import (
    MOST,
    alone,
    from_alone,
    head_of,
    held,
    lightened,
    packed,
    put,
    shortened,
    weight,
    within,
)
from page.unpacking import run

READ = """
const all = async (text) => {
  const pack = new read(text);
  const { carried } = JSON.parse(text.split("\\n")[0]);
  const told = [];
  for (const [field] of carried) told.push(await pack.telling(field, "none"));
  return told;
};
"""


def one(field: str, words: int = 3) -> dict[str, Any]:
    text = " ".join(random.Random(field).choices("abcdefghijklmnop", k=words))
    parts = {"#story": f"<p>{text}</p>", f"?{field}": "<b>3</b>"}
    return {"field": field, "name": f"<{field}>", "hue": "1", "parts": parts, "words": {}}


def read(*packs: str) -> Any:
    """The tellings that the page reads in packs."""
    return run("lens-pack.js", "Pack", READ, packs)


def test_a_pack_names_all_and_holds_what_is_carried() -> None:
    text = packed([("a", "A"), ("b", "B"), ("c", "</script>")], [one("a"), one("b")])
    head = head_of(text)
    assert head["carried"] == [["a", "<a>"], ["b", "<b>"]]
    assert head["beside"] == [["c", "</script>"]]
    assert "<" not in text
    [[a, b]] = read(text)
    assert a == {**one("a"), "parts": {**one("a")["parts"], "?b": ""}}
    assert b["name"] == "<b>" and b["parts"]["?b"] == "<b>3</b>"


@pytest.mark.parametrize("room", [0, 150, 400, 3_000, 9_000, 40_000])
def test_a_pack_is_as_full_as_its_room_and_no_fuller(room: int) -> None:
    pack = packed(None, [one(f"f{number}", 1500) for number in range(MOST + 3)])
    text = within(pack, room)
    count = len(head_of(text)["carried"]) if text else -1
    assert weight(text) <= room or not text
    assert count == MOST or weight(shortened(pack, count + 1)) > room


def test_what_is_cut_off_stands_beside_if_anything_does() -> None:
    listed = [("a", "<a>"), ("b", "<b>"), ("c", "C")]
    head = head_of(shortened(packed(listed, [one("a"), one("b")]), 1))
    assert (head["carried"], head["beside"]) == ([["a", "<a>"]], [["b", "<b>"], ["c", "C"]])
    head = head_of(shortened(packed(None, [one("a"), one("b")]), 1))
    assert (head["carried"], head["beside"]) == ([["a", "<a>"]], None)


def test_a_page_is_lightened_of_what_stands_beside_it_and_of_nothing_else() -> None:
    tellings = [one(f"f{number}", 1500) for number in range(6)]
    listed = [(told["field"], told["name"]) for told in tellings]
    frame = b'<p>%s</p><script id="fw-tellings">%s</script>'

    def page(fields: list[tuple[str, str]] | None) -> bytes:
        return frame % (b"a", packed(fields, tellings).encode())

    heavy = page(listed)
    assert lightened(heavy, weight(heavy)) == heavy
    light = lightened(heavy, weight(heavy) - 600)
    assert weight(light) <= weight(heavy) - 600
    assert len(head_of(held(light, "fw-tellings"))["carried"]) in (3, 4, 5)
    assert head_of(held(lightened(heavy, 10), "fw-tellings"))["carried"] == []
    for whole in (page(None), b"<p>a gallery has none</p>"):
        assert lightened(whole, 10) == whole


def test_the_page_reads_what_was_packed_wherever_the_stream_is_cut() -> None:
    chance = random.Random(3)
    alike = "".join(chance.choices(string.ascii_letters + "  é€<>&\n", k=4_000))
    tellings = [
        {**one(f"f{number}", 200), "parts": {"#story": alike[:: number + 1] * 9, ">a.0": "Ab A aB"}}
        for number in range(MOST)
    ]
    pack = packed(None, tellings)
    for count, told in enumerate(read(*(shortened(pack, count) for count in range(MOST + 1)))):
        assert told == tellings[:count]


WORDS = st.text(st.sampled_from("aAbB é-²."), max_size=4)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, st.text(max_size=2_000)), min_size=8, max_size=40))
def test_a_field_may_use_any_words_and_any_text(given: list[tuple[str, str, str]]) -> None:
    tellings = [
        {
            **one(f"f{number}"),
            "words": {"x": {"name": name, "unit": unit}, "observation": name + unit},
            "parts": {"#story": f"{name} {text} {unit}", "=title": text[::-1]},
        }
        for number, (name, unit, text) in enumerate(given)
    ]
    [told] = read(packed(None, tellings))
    without = str.maketrans(dict.fromkeys([*range(9), *range(11, 32)], " "))
    for one_told, telling in zip(told, tellings, strict=True):
        parts = {place: text.translate(without) for place, text in telling["parts"].items()}
        assert one_told == {**telling, "parts": parts}


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
