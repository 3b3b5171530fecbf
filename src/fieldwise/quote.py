"""Quotations: `{{ name }}`, `{{ name:.2f }}`, `{{ name:.0f in ADU/s }}` in prose.

A quotation names a value of the run or a word of the scenario; nothing in it is executed.
A capital letter at the start of its last part asks for a capital first letter:
`{{ Observations }}`, `{{ x.Phrase }}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import floor, log10

QUOTATION = re.compile(r"\{\{(?P<inside>[^{}\n]*)\}\}")
_INSIDE = re.compile(
    r"\s*(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)"
    r"\s*(?::(?P<format>[^\s]+))?"
    r"(?:\s+in\s+(?P<unit>\S.*?))?\s*"
)
_GROUPED = 10_000
_PLAIN = range(-2, 3)
"""Powers of ten without which a number reads better: 0.01, not 1 × 10⁻²."""
_FORMAT = re.compile(r",?\.(?P<digits>\d{1,2})(?P<style>[feg])")
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation as written; `start` and `end` are offsets into the text."""

    raw: str
    name: str
    """Empty when what stands between the braces cannot be read."""
    format: str
    unit: str
    start: int
    end: int


@lru_cache(maxsize=4_096)
def quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation in a text, in order; many rules ask for those of the same texts."""
    return tuple(_quotations(text))


def _quotations(text: str) -> Iterator[Quotation]:
    for match in QUOTATION.finditer(text):
        inside = _INSIDE.fullmatch(match["inside"])
        name, style, unit = (
            (inside["name"], inside["format"] or "", inside["unit"] or "")
            if inside
            else ("", "", "")
        )
        if style and not _FORMAT.fullmatch(style):
            name = ""
        yield Quotation(match[0], name, style, unit, match.start(), match.end())


def substitute(text: str, resolve: Callable[[Quotation], str | None]) -> str:
    """The text with each quotation replaced; one that resolves to None stays as it is."""
    pieces, done = [], 0
    for quotation in quotations(text):
        replacement = resolve(quotation)
        pieces.append(text[done : quotation.start])
        pieces.append(quotation.raw if replacement is None else replacement)
        done = quotation.end
    return "".join([*pieces, text[done:]])


def print_number(number: float, style: str) -> str:
    """A number as prose prints it: a true minus sign, powers of ten as 7.2 × 10⁻⁵.

    One that its decimals would show as nothing prints with two digits: 0.00031, not 0.000. Five
    digits before the point and more are grouped: 59,369. Small powers of ten are worked out: 0.01.
    """
    text = format(number, f",{style}" if style[:1] == "." and abs(number) >= _GROUPED else style)
    if style.endswith("f") and number and not text.strip("-0.,"):
        text = format(number, ".2g")
    mantissa, _, exponent = text.partition("e")
    if style.endswith("e") and int(exponent) in _PLAIN:
        decimals = len(mantissa.partition(".")[2]) - int(exponent)
        return f"{float(text):.{max(decimals, 0)}f}".replace("-", "−")
    if exponent:
        mantissa += f" × 10{str(int(exponent)).translate(_SUPERSCRIPT)}"
    return mantissa.replace("-", "−")


def grouped(count: int) -> str:
    """A count as prose prints it: `2000`, `12,345`."""
    return print_number(count, ".0f")


def resolution(number: float, style: str) -> float:
    """The size of the last digit that a number shows under a format, e.g. 0.001 for `.3f`.

    Raises:
        ValueError: the format is not one that a quotation may use.
    """
    match = _FORMAT.fullmatch(style)
    if match is None:
        raise ValueError(style)
    digits = int(match["digits"])
    if match["style"] == "f":
        return 10.0**-digits
    leading = floor(log10(abs(number))) if number else 0
    return 10.0 ** (leading - digits + (match["style"] == "g"))
