"""What in an author's text is prose, and what is code, mathematics, a quotation or an address.

One pass from left to right, linear in the text's length. It follows `fieldwise.markdown`, but
keeps the offsets, so that a finding can name the column.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from fieldwise.quote import QUOTATION

SpanKind = Literal["code", "math", "quotation", "address", "stray"]

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_START = re.compile(r"\\[^\n]|`+|\$\$?|\{\{|\]\(|<?\bhttps?:|\n")
_ADDRESS = re.compile(r"<?https?:[^\s<>|]{0,2000}>?")
_TARGET = re.compile(r"\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)")
_TICKS = re.compile(r"`+")
_DOLLAR = re.compile(r"\\.|\$", re.DOTALL)

_ENDS = (". ", ".\n", "? ", "\n\n", "|", "! ")
_FAR = 600
"""Characters from an offset beyond which no sentence is followed."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text; `stray` is a dollar sign that opens nothing."""

    kind: SpanKind
    start: int
    end: int


@lru_cache(maxsize=1024)
def spans(text: str) -> tuple[Span, ...]:
    """Everything that is not prose, in order and without overlap.

    A quotation within mathematics belongs to the mathematics.
    """
    return tuple(_scan(text))


@lru_cache(maxsize=1024)
def prose(text: str) -> str:
    """The text with everything but prose blanked, every character in its place."""
    return blank(text, spans(text))


def blank(text: str, parts: tuple[Span, ...]) -> str:
    """The text with some spans blanked; line ends stay."""
    pieces, done = [], 0
    for span in parts:
        pieces.append(text[done : span.start])
        pieces.append("".join("\n" if c == "\n" else " " for c in text[span.start : span.end]))
        done = span.end
    return "".join([*pieces, text[done:]])


def outside_code(text: str) -> str:
    """The text with its code blanked, mathematics and quotations left."""
    return blank(text, tuple(span for span in spans(text) if span.kind == "code"))


def sentence(text: str, offset: int) -> str:
    """The sentence in which an offset stands, or the table cell."""
    start = max(text.rfind(mark, 0, offset) for mark in _ENDS)
    ends = [end for mark in _ENDS if (end := text.find(mark, offset)) >= 0]
    return text[max(start, offset - _FAR, 0) : min([*ends, offset + _FAR])]


def formulas(text: str) -> Iterator[tuple[str, int]]:
    """The TeX of each formula, with the offset at which it begins."""
    for span in spans(text):
        if span.kind == "math":
            width = 2 if text.startswith("$$", span.start) else 1
            yield text[span.start + width : span.end - width], span.start + width


def _scan(text: str) -> Iterator[Span]:
    blanks = [match.start() for match in _BLANK.finditer(text)]
    unclosed: set[tuple[int, int]] = set()
    position = 0
    if fence := _FENCE.match(text):
        position = _fence_end(text, fence)
        yield Span("code", 0, position)
    while match := _START.search(text, position):
        position = match.end()
        if match[0] == "\n":
            if fence := _FENCE.match(text, position):
                position = _fence_end(text, fence)
                yield Span("code", fence.start(), position)
            continue
        span = _span_at(text, match, blanks, unclosed)
        if span is not None:
            yield span
            position = span.end


def _span_at(
    text: str, match: re.Match[str], blanks: list[int], unclosed: set[tuple[int, int]]
) -> Span | None:
    """The span that a sign opens, if it opens one."""
    start, sign = match.start(), match[0]
    match sign[0]:
        case "`":
            return _code(text, start, len(sign), blanks, unclosed)
        case "$":
            return _math(text, start, len(sign), blanks)
        case "{":
            quotation = QUOTATION.match(text, start)
            return Span("quotation", start, quotation.end()) if quotation else None
        case "]":
            target = _TARGET.match(text, start)
            return Span("address", start + 1, target.end()) if target else None
        case "<" | "h":
            address = _ADDRESS.match(text, start)
            return Span("address", start, address.end()) if address else None
    return None


def _fence_end(text: str, fence: re.Match[str]) -> int:
    closing = re.compile(rf"^ {{0,3}}{fence[1][0]}{{{len(fence[1])},}}[ \t]*$", re.MULTILINE)
    end = closing.search(text, fence.end())
    return end.end() if end else len(text)


def _paragraph_end(text: str, start: int, blanks: list[int]) -> int:
    index = bisect_left(blanks, start)
    return blanks[index] if index < len(blanks) else len(text)


def _code(
    text: str, start: int, width: int, blanks: list[int], unclosed: set[tuple[int, int]]
) -> Span | None:
    """The code between two runs of backticks of one width; `unclosed` keeps failures cheap."""
    end = _paragraph_end(text, start, blanks)
    if (end, width) in unclosed:
        return None
    for ticks in _TICKS.finditer(text, start + width, end):
        if len(ticks[0]) == width:
            return Span("code", start, ticks.end())
    unclosed.add((end, width))
    return None


def _math(text: str, start: int, width: int, blanks: list[int]) -> Span:
    end = _paragraph_end(text, start, blanks)
    for match in _DOLLAR.finditer(text, start + width, end):
        close = match.start()
        if match[0] != "$" or not text.startswith("$" * width, close):
            continue
        inner = text[start + width : close]
        if not inner.strip() or (width == 1 and inner != inner.strip()):
            break
        return Span("math", start, close + width)
    return Span("stray", start, start + width)
