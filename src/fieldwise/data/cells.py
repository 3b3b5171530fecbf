"""What one cell of a text says: a number, no value, or why it is neither."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import isfinite

from fieldwise.data.measured import Finding, Reason
from fieldwise.data.unit_words import looks_like_unit

_MISSING = """
na n/a n.a. n.a #n/a #na <na> nan null none nil missing nd n.d. n/d k.a. \\n
- -- --- – — . .. ... … : ? #value! #div/0! #ref! #name? #num! #null!
"""
MISSING = frozenset(["", *_MISSING.split()])
"""Ways to write “no value”, in small letters; spreadsheets' errors are among them."""

_INFINITE = re.compile(r"[+-]?(?:inf|infinity|∞)", re.IGNORECASE)
_DATE = re.compile(
    r"\d{4}-\d{1,2}(?:-\d{1,2})?(?:[T ]\d{1,2}:\d{2}.*)?|\d{4}/\d{1,2}/\d{1,2}.*"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?:[T ,]+\d{1,2}:\d{2}.*)?"
    r"|\d{1,3}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?"
    r"|\d{1,2}[ -][A-Za-z]{3,9}\.?[ -]\d{2,4}.*|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}.*",
    re.IGNORECASE,
)
_TRUTH = frozenset({"true", "false", "yes", "no"})
_SIGNS = str.maketrans({"−": "-", "\u2012": "-", "\xa0": " ", "\u202f": " ", "\u2009": " "})
_LOOSE = re.compile(
    r"[+-]?(?:[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+[.,]?[0-9]*|[.,][0-9]+"
    r"|[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}\.?[0-9]*|[0-9]{1,3}(?:\.[0-9]{3})+,?[0-9]*)"
    r"(?:[eEdD][+-]?[0-9]+)?"
)
"""What might be a number in some country's writing."""
_BESIDE = re.compile(rf"[€$£¥₹]? ?(?P<number>{_LOOSE.pattern}) ?(?P<after>[^\d\s.,]*)")

OTHER = {".": ",", ",": "."}
"""Of the two marks that may be either, the other."""
_SIGN_NAMES = {".": "point", ",": "comma", " ": "spaces", "'": "apostrophes"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a file writes numbers."""

    decimal: str = "."
    thousands: str = ""
    """The mark between groups of digits; empty if there is none."""


PLAIN = Style()


def read_number(cell: str, style: Style = PLAIN) -> float | Reason:
    """The number in a cell, or why there is none; `1d5` is Fortran for 1e5."""
    text = tidy(cell)
    if not pattern_of(style).fullmatch(text):
        if text.casefold() in MISSING:
            return Reason.NO_VALUE
        if _INFINITE.fullmatch(text):
            return Reason.INFINITE
        return Reason.DATE if _DATE.fullmatch(text) else Reason.TEXT
    if style.thousands:
        text = text.replace(style.thousands, "")
    text = text.replace(style.decimal, ".").replace("d", "e").replace("D", "e")
    value = float(text)
    return value if isfinite(value) else Reason.INFINITE


def tidy(cell: str) -> str:
    """A cell without space around it, with a plain minus sign and plain spaces."""
    return (cell if cell.isascii() else cell.translate(_SIGNS)).strip()


def kind_of_cell(cell: str, style: Style) -> str:
    """The kind of column that a cell suggests: as `Kind`, with `empty` for no value."""
    return kind_of(cell, read_number(cell, style))


def kind_of(cell: str, value: float | Reason) -> str:
    """The same of a cell that has been read."""
    if not isinstance(value, Reason) or value is Reason.INFINITE:
        return "number"
    if value is Reason.NO_VALUE:
        return "empty"
    if value is Reason.DATE:
        return "date"
    return "truth" if tidy(cell).casefold() in _TRUTH else "text"


def is_number(cell: str) -> bool:
    """Whether a cell is a number in the plain style or might be one in another."""
    return bool(_LOOSE.fullmatch(tidy(cell)))


def find_style(cells: Iterable[str], delimiter: str, asked: str = "") -> tuple[Style, Finding]:
    """How numbers are written, and how one sees it; `asked` is the learner's decimal mark.

    A cell such as 1.234,5 settles it. Where 1,234 is all there is, nothing can: then the comma is
    a decimal mark if something else separates the cells, and the finding says that it is a guess.
    """
    decimals: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    either: Counter[str] = Counter()
    seen: dict[str, str] = {}
    for cell in cells:
        text = bare_number(cell)
        if text:
            decimal, group, unsure = _marks(text)
            for votes, mark in ((decimals, decimal), (groups, group), (either, unsure)):
                if mark:
                    votes[mark] += 1
                    seen.setdefault(mark, text)
    if asked or decimals:
        sign = asked or decimals.most_common(1)[0][0]
        marks = groups + Counter({m: n for m, n in either.items() if m != sign})
        del marks[sign]
        group = marks.most_common(1)[0][0] if +marks else ""
        how = "as you said" if asked else f"as in {seen[sign]}"
        return Style(sign, group), _finding(sign, group, how)
    group = groups.most_common(1)[0][0] if groups else ""
    if group in (",", "."):
        sign = OTHER[group]
        return Style(sign, group), _finding(sign, group, f"since {seen[group]} groups thousands")
    if either[","] and not either["."]:
        if delimiter == ",":
            return Style(".", ","), _finding(".", ",", f"as in {seen[',']}")
        how = f"the comma in {seen[',']} might also group thousands"
        return Style(",", group), _finding(",", group, how, sure=False)
    if either["."] and either[","]:
        how = f"the comma in {seen[',']} might also be the decimal mark"
        return Style(".", ","), _finding(".", ",", how, sure=False)
    return Style(".", group), _finding(".", group, "as usual")


def bare_number(cell: str) -> str:
    """The number in a cell, without a currency or a unit beside it; empty if there is none."""
    text = tidy(cell)
    if _LOOSE.fullmatch(text):
        return text
    match = _BESIDE.fullmatch(text)
    is_number = match and (not match["after"] or looks_like_unit(match["after"]))
    return match["number"] if match and is_number else ""


def _finding(decimal: str, group: str, how: str, *, sure: bool = True) -> Finding:
    value = _SIGN_NAMES[decimal]
    if group:
        value += f", thousands grouped by {_SIGN_NAMES[group]}"
    return Finding("decimal mark", value, how, sure)


def _marks(text: str) -> tuple[str, str, str]:
    """The decimal mark and the thousands mark that one number shows, and one that may be either."""
    body = re.split("[eEdD]", text.lstrip("+-"))[0]
    group = next((mark for mark in " '" if mark in body), "")
    body = body.replace(group, "") if group else body
    last = max(body.rfind("."), body.rfind(","))
    if last < 0:
        return "", group, ""
    sign = body[last]
    if OTHER[sign] in body:
        return sign, OTHER[sign], ""
    if body.count(sign) > 1:
        return "", sign, ""
    before, after = body[:last], body[last + 1 :]
    if len(after) == 3 and 1 <= len(before) <= 3 and before[0] != "0" and not group:
        return "", "", sign
    return sign, group, ""


@cache
def pattern_of(style: Style) -> re.Pattern[str]:
    """What a number looks like in a style; groups are of three digits, or in India of two."""
    decimal, mark = re.escape(style.decimal), re.escape(style.thousands)
    whole = rf"[0-9]{{1,3}}(?:{mark}[0-9]{{2,3}})*{mark}[0-9]{{3}}|" if mark else ""
    return re.compile(
        rf"[+-]?(?:(?:{whole}[0-9]+)(?:{decimal}[0-9]*)?|{decimal}[0-9]+)(?:[eEdD][+-]?[0-9]+)?"
    )
