"""Words for messages: names and cells made safe to show, numbers as people write them."""

from __future__ import annotations

import unicodedata
from math import floor, log10

from fieldwise.quote import grouped, print_number

_LONGEST_NAME = 60
_LONGEST_CELL = 40
_LEAST, _MOST = 1e-4, 1e9
"""Sizes between which a number is written without a power of ten."""
_MOST_DIGITS = 17


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
    return f"{grouped(number)} {noun}{'' if number == 1 else 's'}"


def percent(share: float, decimals: int = 0) -> str:
    """A share in hundredths: `46 %`, held together."""
    return f"{100 * share:.{decimals}f}\N{NO-BREAK SPACE}%"


def capital(sentence: str) -> str:
    """A sentence with a capital at its start, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def listed(items: list[str], joint: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def number(value: float, digits: int = 4) -> str:
    """A number with so many significant digits: `4095`, `12,345`, `−0.00312`, `1.2 × 10¹⁵`."""
    is_plain = value == 0 or _LEAST <= abs(value) < _MOST
    return print_number(float(f"{value:.{digits}g}"), ".15g" if is_plain else f".{digits}g")


def pair(one: float, other: float, digits: int = 4) -> tuple[str, str]:
    """Two numbers with as many digits as tell them apart, to the same decimal: `26.70`, `26.68`."""
    enough = digits
    while number(one, enough) == number(other, enough) and enough < _MOST_DIGITS and one != other:
        enough += 1
    if enough > digits:
        enough += 2
    largest = max(abs(one), abs(other))
    if not _LEAST <= largest < _MOST:
        return number(one, enough), number(other, enough)
    decimals = max(0, enough - 1 - floor(log10(largest)))
    texts = [print_number(value, f".{decimals}f") if value else "0" for value in (one, other)]
    while (parted := [t for t in texts if "." in t]) and all(t[-1] in "0." for t in parted):
        texts = [text[:-1] if "." in text else text for text in texts]
    return texts[0], texts[1]


def span(low: float, high: float, digits: int = 4) -> str:
    """`0.04 to 14.02`, with as many digits as tell both ends apart."""
    return " to ".join(pair(low, high, digits))
