"""Words for messages: names and cells made safe to show, numbers as people write them."""

from __future__ import annotations

import unicodedata

_LONGEST_NAME = 60
_LONGEST_CELL = 40
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


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


def capital(sentence: str) -> str:
    """A sentence with a capital at its start, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def listed(items: list[str], joint: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def number(value: float, digits: int = 4) -> str:
    """A number with so many significant digits: `4095`, `12,345`, `0.00312`, `1.2 × 10¹⁵`."""
    rounded = float(f"{value:.{digits}g}")
    if value == 0 or 1e-4 <= abs(value) < 1e12:
        return f"{rounded:,.15g}" if abs(rounded) >= 1e4 else f"{rounded:.15g}"
    size, _, power = f"{value:.{digits}g}".partition("e")
    return f"{size} × 10{str(int(power)).translate(_RAISED)}" if power else size


def span(low: float, high: float, digits: int = 4) -> str:
    """`0.04 to 14.02`, with as many digits as tell both ends apart."""
    apart = [n for n in range(digits, 17) if number(low, n) != number(high, n)]
    enough = apart[0] + 3 if apart and apart[0] > digits else digits
    return f"{number(low, enough)} to {number(high, enough)}"
