"""One section of a story's file, put in, replaced or taken out; all other bytes stay.

A file is bytes here: its line ends, its byte-order mark and what stands in other sections are
the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fieldwise.errors import InputError
from fieldwise.read.story import slot_headings

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BOM = b"\xef\xbb\xbf"
_LAST = "the section that follows"
"""The heading of a section that is put behind another, to see whether that one lets it be."""


@dataclass(frozen=True, slots=True)
class Section:
    """Where a section stands, as offsets into the file's bytes, its heading included."""

    slot: str
    start: int
    end: int


def sections(raw: bytes) -> Iterator[Section]:
    """Every section of a story's file, in the order of the file.

    Raises:
        InputError: the file has no front matter, or one that never ends.
    """
    ends = [0]
    for match in _LINE.finditer(raw):
        ends.append(match.end())
    lines = [_plain(raw[a:b]) for a, b in pairwise(ends)]
    first = _first(lines)
    headings = [(name, first + at) for name, at in slot_headings(lines[first:])]
    for (name, at), (_, end) in pairwise([*headings, ("", len(lines))]):
        yield Section(name, ends[at], ends[end])


def with_section(raw: bytes, slot: str, text: str, order: Sequence[str]) -> bytes:
    """The file with a slot told by a text; `order` is that of the lesson's slots."""
    found = list(sections(raw))
    line_end = _line_end(raw)
    body = f"## {slot}\n\n{text}\n".replace("\n", line_end).encode()
    gap = line_end.encode()
    for section in found:
        if section.slot == slot:
            closing = gap if section.end < len(raw) else b""
            return raw[: section.start] + body + closing + raw[section.end :]
    at = _place(found, slot, order, len(raw))
    if at < len(raw):
        return raw[:at] + body + gap + raw[at:]
    return raw + _lead(raw, gap) + body


def without_section(raw: bytes, slot: str) -> bytes:
    """The file with a slot left to its default."""
    for section in sections(raw):
        if section.slot == slot:
            before, after = raw[: section.start], raw[section.end :]
            gap = _line_end(raw).encode()
            return before + after if after else before.rstrip(b"\r\n") + gap
    return raw


def is_contained(slot: str, text: str) -> bool:
    """Whether a text stays within its own section: no heading, no open fence, nothing lost."""
    trial = ["---", "---", f"## {slot}", "", *text.split("\n"), "", f"## {_LAST}", ""]
    found = [name for name, _ in slot_headings(trial[2:])]
    return found == [slot, _LAST] and not set("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029") & set(text)


def _place(found: list[Section], slot: str, order: Sequence[str], end: int) -> int:
    """Where a new section belongs: behind the nearest told one that comes before it."""
    rank = {name: number for number, name in enumerate(order)}
    before = [s for s in found if rank.get(s.slot, len(rank)) < rank[slot]]
    if before:
        return max(before, key=lambda section: rank[section.slot]).end
    return found[0].start if found else end


def _lead(raw: bytes, gap: bytes) -> bytes:
    """What keeps an empty line above a section that is added at the end."""
    if not raw.endswith((b"\n", b"\r")):
        return gap * 2
    return b"" if raw.endswith(gap * 2) else gap


def _line_end(raw: bytes) -> str:
    first = _LINE.match(raw)
    line = first[0] if first else b""
    return "\r\n" if line.endswith(b"\r\n") else "\r" if line.endswith(b"\r") else "\n"


def _plain(line: bytes) -> str:
    return line.removeprefix(_BOM).rstrip(b"\r\n").decode("utf-8", "replace")


def _first(lines: list[str]) -> int:
    """The line on which the sections begin."""
    for number, line in enumerate(lines):
        if number and line.rstrip() == "---":
            return number + 1
        if number == 0 and line.rstrip() != "---":
            break
    raise InputError(
        "the story has no front matter, or one that never ends.",
        hint="Write its scenario between two lines `---` first.",
    )
