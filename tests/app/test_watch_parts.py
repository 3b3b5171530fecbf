"""The parts of watching that need no browser."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from fieldwise.app.part import Extra, added, allowed
from fieldwise.app.watch import Watched, editor_pattern
from fieldwise.app.watch.channel import Channel
from fieldwise.app.watch.editors import link
from fieldwise.errors import UsageError


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched((tmp_path / "a", tmp_path / "b"), ("pottery", "cooking"), "line", tmp_path)


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ("b/fields/pottery/line.md", ("pottery",)),
        ("a/fields/cooking/field.yaml", ("cooking",)),
        ("a/fields/pottery/line.standing.yaml", ("pottery",)),
        ("a/lessons/line/plain.md", ("pottery", "cooking")),
        ("a/fields/cooking", ("cooking",)),
        ("a/fields", ("pottery", "cooking")),
        ("b/lessons/line/lesson.md", ("pottery", "cooking")),
        ("b/lessons", ("pottery", "cooking")),
        ("b/fields/pottery/.line.md.swp", ()),
        ("b/fields/pottery/other.md", ()),
        ("b/fields/weaving/line.md", ()),
        ("c/fields/pottery/line.md", ()),
    ],
)
def test_a_change_concerns_the_fields_that_are_made_of_it(
    watched: Watched, tmp_path: Path, changed: str, fields: tuple[str, ...]
) -> None:
    assert watched.affected(tmp_path.resolve() / changed) == fields


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({"FIELDWISE_EDITOR": "zed"}, "zed://file/a%20b/c.md:3:7"),
        ({"TERM_PROGRAM": "vscode"}, "vscode://file/a%20b/c.md:3:7"),
        ({"TERM_PROGRAM": "vscode", "CURSOR_TRACE_ID": "1"}, "cursor://file/a%20b/c.md:3:7"),
        ({"TERM_PROGRAM": "vscode", "FIELDWISE_EDITOR": "copy"}, ""),
        ({"FIELDWISE_EDITOR": "mine:{path}#{line}"}, "mine:/a%20b/c.md#3"),
        ({}, ""),
    ],
)
def test_a_finding_opens_the_editor_around_us(environment: dict[str, str], address: str) -> None:
    assert link(editor_pattern(environment), "/a b/c.md", 3, 7) == address


@pytest.mark.parametrize("name", ["notepad", "javascript:alert({path})", "vscode://file"])
def test_an_editor_that_is_none_is_a_sentence(name: str) -> None:
    with pytest.raises(UsageError, match="FIELDWISE_EDITOR names no known editor"):
        editor_pattern({"FIELDWISE_EDITOR": name})


def test_who_comes_late_is_told_what_is_known_and_the_end_ends_it() -> None:
    channel = Channel()
    channel.tell({"a": 1})

    async def listen() -> list[str]:
        heard = []
        async for event in channel.listen():
            heard.append(event)
            if len(heard) == 1:
                await asyncio.to_thread(channel.tell, {"b": 2})
                await asyncio.to_thread(channel.end)
        return heard

    first, second = asyncio.run(listen())
    assert json.loads(first.partition("data: ")[2]) == {"a": 1}
    assert json.loads(second.partition("data: ")[2]) == {"b": 2}


def test_a_page_s_policy_allows_what_is_added_and_nothing_else() -> None:
    page = b"<meta content=\"script-src 'sha256-a'; style-src 'sha256-b'\"><body>text</body>"
    made = added(page, Extra("x-y", "<p>hi</p>", "p{}", "1"), {"name": '"<'}).decode()
    assert f"script-src {allowed('1')} 'sha256-a'; style-src {allowed('p{}')} 'sha256-b'" in made
    assert '<x-y data-name="&quot;&lt;"><template shadowrootmode="open"><style>p{}</style>' in made
    assert made.endswith("<script>1</script>\n</body>")
    assert added(b"no page", Extra("x-y", "", "", ""), {}) == b"no page"
