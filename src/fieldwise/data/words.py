"""Words for messages: names and cells made safe to show, numbers as people write them."""

from __future__ import annotations

import unicodedata

_LONGEST_NAME = 60
_LONGEST_CELL = 40


def clean(text: str) -> str:
    """A name from a file on one line, without characters that cannot be seen, cut at 60."""
    seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return cut(" ".join(seen.split()), _LONGEST_NAME)


def quoted(cell: str) -> str:
    """A cell as a message shows it: “saturated”."""
    return f"“{cut(clean(cell), _LONGEST_CELL)}”"


def cut(text: str, longest: int) -> str:
    """A text no longer than that, with an ellipsis if something is gone."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


def count(number: int, noun: str) -> str:
    """`1 row`, `12,345 rows`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(items: list[str], joint: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def number(value: float, digits: int = 4) -> str:
    """A number with so many significant digits: `4,095`, `0.00312`, `1.2e+15`."""
    if value == 0 or 1e-4 <= abs(value) < 1e12:
        return f"{float(f'{value:.{digits}g}'):,.15g}"
    return f"{value:.{digits}g}"
