"""A section is put in, replaced or taken out; every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draft.tide_book import open_book
from fieldwise.draft.reply import cleaned
from fieldwise.draft.section import is_contained, sections, with_section, without_section
from fieldwise.errors import InputError, ReplyError

ORDER = ["title", "story", "scene", "limits"]
FRONT = "---\nscenario: {x: 1}\n---\n"


def test_a_section_comes_behind_the_one_before_it() -> None:
    raw = f"{FRONT}\n## limits\n\nWind.\n\n## own\n\nMine.\n\n## title\n\nTides\n".encode()
    told = with_section(raw, "scene", "One tide.", ORDER)
    assert [section.slot for section in sections(told)] == ["limits", "own", "title", "scene"]
    assert told.startswith(raw) and told.endswith(b"\n\n## scene\n\nOne tide.\n")
    first = with_section(f"{FRONT}\n## limits\n\nWind.\n".encode(), "title", "Tides", ORDER)
    assert first.decode() == f"{FRONT}\n## title\n\nTides\n\n## limits\n\nWind.\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(end: str, bom: bytes) -> None:
    text = f"{FRONT}\n## title\n\nTides\n\n\n## limits  ##\n  \nWind \u2028 and rain.\x0b\n"
    raw = bom + text.replace("\n", end).encode()
    told = with_section(raw, "scene", "One\ntide.", ORDER)
    added = "## scene\n\nOne\ntide.\n\n".replace("\n", end).encode()
    assert told.replace(added, b"") == raw
    assert without_section(told, "scene") == raw


def test_a_section_at_the_end_leaves_no_empty_lines() -> None:
    raw = f"{FRONT}\n## title\n\nTides\n".encode()
    assert without_section(raw + b"\n## scene\n\nOne tide.\n", "scene") == raw


def test_a_section_is_replaced_where_it_stands() -> None:
    raw = f"{FRONT}\n## limits\n\nWind.\n\n## title\n\nTides\n".encode()
    told = with_section(raw, "limits", "Rain.", ORDER)
    assert told == raw.replace(b"Wind.", b"Rain.")
    assert with_section(told, "title", "Ebb", ORDER) == told.replace(b"Tides", b"Ebb")


@pytest.mark.parametrize("tail", ["", "\n", "\n\n"])
def test_an_empty_line_stands_above_a_section_at_the_end(tail: str) -> None:
    raw = f"---\nscenario: 1\n---{tail}".encode()
    told = with_section(raw, "scene", "One tide.", ORDER)
    assert told == b"---\nscenario: 1\n---\n\n## scene\n\nOne tide.\n"


def test_a_file_without_front_matter_is_not_touched() -> None:
    for raw in (b"", b"## scene\n\nOne.\n", b"---\nscenario: 1\n"):
        with pytest.raises(InputError, match="no front matter"):
            with_section(raw, "scene", "One tide.", ORDER)


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("One.\n\n## limits\n\nOther.", False),
        ("One.\n##", False),
        ("```\ncode", False),
        ("~~~~\n~~~\ncode", False),
        ("One.\r## limits", False),
        ("One.\u2028two", False),
        ("One.\x0ctwo", False),
        ("One.\n\n### Hint\n\nTwo.", True),
        ("```\n## code\n```", True),
        ("---\n\nscenario: other", True),
    ],
)
def test_a_text_stays_within_its_section_or_is_known_not_to(text: str, stays: bool) -> None:
    assert is_contained("scene", text) == stays


@settings(deadline=None)
@given(st.text(alphabet="#`~-=: \n\r\t\\$|ab{}\u2028\x85\x0b", max_size=60))
def test_no_text_changes_another_section(text: str) -> None:
    raw = f"{FRONT}\n## title\n\nTides\n\n## limits\n\nWind.\n".encode()
    try:
        text = cleaned(text, "scene")
    except ReplyError:
        return
    if is_contained("scene", text):
        told = with_section(raw, "scene", text, ORDER)
        found = {section.slot: told[section.start : section.end] for section in sections(told)}
        assert list(found) == ["title", "scene", "limits"]
        assert told.replace(found["scene"], b"", 1) == raw


def test_what_is_told_is_what_the_reader_reads(tmp_path: Path) -> None:
    book = open_book(tmp_path)
    raw = book.path.read_bytes()
    for slot, text in reversed(book.good.items()):
        raw = with_section(raw, slot, text, list(book.manuscript.lesson.slots))
    book.path.write_bytes(raw)
    assert book.told == book.good
    assert list(book.told) == [slot for slot in book.manuscript.lesson.slots if slot in book.good]
