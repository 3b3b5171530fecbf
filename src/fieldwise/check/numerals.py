"""Numbers as people type them.

1,234.5     1.2e-3     7.2 × 10⁻⁵     10^{-6}     2½     ２５     .25
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

_GROUP = r"[,'’\u00a0\u2009\u202f]|\{,\}|\\,"
_EXPONENT = r"\^\{?[+\-−–]?\d{1,3}\}?|\*\*[+\-−]?\d{1,3}|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
NUMBER = re.compile(
    rf"""
    (?P<mantissa>
        \d{{1,3}}(?:(?:{_GROUP})\d{{3}})+(?!\d)(?:\.\d+)?     # 1,234.5
      | \d+(?:(?:\.|,|\{{,\}})\d+)?                           # 25, 0.25, 0,25
      | \.\d+                                                 # .25
    )
    (?P<vulgar>[¼-¾⅐-⅞↉])?
    (?: [eE](?P<e>[+\-−–]?\d{{1,3}})(?![^\W\d_])
      | (?:\s|\\,|~)*(?:[×·⋅∙*]|\\times|\\cdot)(?:\s|\\,)*10(?P<power>{_EXPONENT})
    )?
  | (?P<sole>[¼-¾⅐-⅞↉Ⅰ-ↈ①-⒛⓪-⓿❶-➓])
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"[\d¼-¾⅐-⅞↉Ⅰ-ↈ①-⒛⓪-⓿❶-➓]")
"""Every number holds one; most texts hold none, and this sees it sooner."""
_POWER = re.compile(rf"10(?P<power>{_EXPONENT})")
_DESIGNATION = re.compile(r"[A-Z][^\W\d_]*-$")
_LOOK_BACK = 40
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text; `value` is without its sign."""

    raw: str
    value: float
    mantissa: float
    """Without its power of ten."""
    step: float
    """The size of its last digit."""
    start: int
    end: int

    @property
    def is_power(self) -> bool:
        """Whether it is a bare power of ten."""
        return self.mantissa == 1 and self.raw.startswith("10") and self.value != 10


def numerals(text: str) -> Iterator[Numeral]:
    """Every number in a text. Digits within a name (CO2, x_1, Sentinel-2) are none."""
    position = 0 if _DIGIT.search(text) else len(text)
    while match := NUMBER.search(text, position):
        start = match.start()
        before = text[start - 1] if start else " "
        name = before == "_" or (before.isalpha() and not _is_ideograph(before))
        if name or _DESIGNATION.search(text, max(0, start - _LOOK_BACK), start):
            position = _name_end(text, start)
            continue
        number = numeral_at(text, start)
        if number is None:
            position = match.end()
            continue
        yield number
        position = number.end


def numeral_at(text: str, start: int) -> Numeral | None:
    """The number that begins at an offset, if one does."""
    if power := _POWER.match(text, start):
        value = _raised(_ascii(power["power"]))
        return Numeral(power[0], value, 1.0, value, start, power.end())
    match = NUMBER.match(text, start)
    if match is None:
        return None
    if match["sole"]:
        value = unicodedata.numeric(match["sole"])
        return Numeral(match[0], value, value, 0.0, start, match.end())
    plain = _plain(match["mantissa"])
    _, _, decimals = plain.partition(".")
    mantissa, step = float(plain), 10.0 ** -len(decimals)
    if match["vulgar"]:
        mantissa, step = mantissa + unicodedata.numeric(match["vulgar"]), 0.0
    exponent = match["e"] or match["power"]
    scale = _raised(_ascii(exponent)) if exponent else 1.0
    return Numeral(match[0], mantissa * scale, mantissa, step * scale, start, match.end())


def _name_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return max(end, start + 1)


def _is_ideograph(sign: str) -> bool:
    """Whether a letter belongs to a script that writes words and numbers without a gap."""
    return sign > "\u2e7f" and not unicodedata.name(sign, "").startswith(("FULLWIDTH", "LATIN"))


def _plain(mantissa: str) -> str:
    """A mantissa as `float` reads it."""
    text = _ascii(mantissa)
    grouped = re.fullmatch(rf"(\d{{1,3}}(?:(?:{_GROUP})\d{{3}})+)(\.\d+)?", text)
    if grouped:
        return re.sub(_GROUP, "", grouped[1]) + (grouped[2] or "")
    return re.sub(r",|\{,\}", ".", text)


def _ascii(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _raised(exponent: str) -> float:
    power = int(re.sub(r"[^\d+\-]", "", exponent.translate(_DIGITS)))
    try:
        return 10.0**power
    except OverflowError:
        return inf
