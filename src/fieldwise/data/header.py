"""Columns' names: a name and a unit are told apart, and a learner's spelling is recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from fieldwise.data.unit_words import looks_like_unit, normal_unit, unit_of_suffix
from fieldwise.data.words import clean, words

_BRACKETS = re.compile(r"(?P<label>.*?\S)\s*\[(?P<unit>[^\[\]]*)\]")
_PARENTHESES = re.compile(r"(?P<label>.*?\S)\s*\((?P<unit>[^()]*(?:\([^()]*\)[^()]*)?)\)")
_SOLIDUS = re.compile(r"(?P<label>.*?\S)\s+/\s+(?P<unit>\S.*)")
_TIGHT = re.compile(r"(?P<label>[^\W\d_]{1,2}\w?)/(?P<unit>\S+|\(.*\))")
_RATIOS = words("m/s m/h g/L g/l g/s g/h L/h l/h L/s l/s N/m V/m J/K W/m W/K A/m")
"""What stands alone as a unit, not as a symbol and its unit like t/s."""
_COMMA = re.compile(r"(?P<label>.*?\S),\s*(?P<unit>\S+)")
_IN = re.compile(r"(?P<label>.*?\S)\s+in\s+(?P<unit>\S.*)")
_REMARK = re.compile(
    r"(?P<name>.*\S)\s*(?:\([^()]*:[^()]*\)|\[(?:[A-Z0-9]+(?:\.[A-Z0-9]+){2,}|YR\d{4})\])"
)
"""A logger's serial numbers, `(LGR S/N: 2011)`, or a code, `[NY.GDP.PCAP.CD]`, behind a name."""
_SUFFIX = re.compile(r"(?P<label>.*[^\W_])_(?P<unit>[A-Za-z]+)")


def split_name(name: str) -> tuple[str, str]:
    """A column's name without its unit, and the unit: `t [s]`, `t (s)`, `t / s`, `t, s`, `t_s`.

    Square brackets always hold a unit; anything else must look like one.
    """
    if match := _REMARK.fullmatch(name):
        return split_name(match["name"])
    if match := _BRACKETS.fullmatch(name):
        return match["label"], normal_unit(match["unit"])
    for form in (_SOLIDUS, _PARENTHESES, _TIGHT, _COMMA, _IN):
        match = form.fullmatch(name)
        if match and looks_like_unit(match["unit"]):
            unit = match["unit"].strip()
            if unit.startswith("(") and unit.endswith(")"):
                unit = unit[1:-1]
            unit = unit.removeprefix("in ")
            if form is not _TIGHT or _is_symbol(match["label"], name):
                return match["label"], normal_unit(unit)
    if (match := _SUFFIX.fullmatch(name)) and (unit := unit_of_suffix(match["unit"])):
        return match["label"], unit
    return name, ""


def tidy_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names fit to show, none empty and no two alike."""
    tidy: list[str] = []
    for number, name in enumerate(names, 1):
        base = shown = clean(name) or f"column {number}"
        again = 1
        while shown in tidy:
            again += 1
            shown = f"{base} ({again})"
        tidy.append(shown)
    return tuple(tidy)


def find_column(asked: str, names: Sequence[str], labels: Sequence[str]) -> int | None:
    """Which column is meant: by its name, its label, either without regard to case, its number."""
    asked = clean(asked)
    for known in (names, labels):
        if asked in known:
            return list(known).index(asked)
    plain = [_plain(name) for name in names], [_plain(label) for label in labels]
    for known in plain:
        if known.count(_plain(asked)) == 1:
            return known.index(_plain(asked))
    if re.fullmatch(r"[0-9]{1,4}", asked) and 1 <= int(asked) <= len(names):
        return int(asked) - 1
    return None


def nearest(asked: str, labels: Sequence[str]) -> list[str]:
    """The labels most like what was asked for."""
    by_plain = {_plain(label): label for label in labels}
    wanted = _plain(clean(asked))
    holding = [name for name in by_plain if wanted and wanted in name]
    near = get_close_matches(wanted, by_plain, n=3, cutoff=0.5)
    return [by_plain[name] for name in dict.fromkeys([*holding, *near])][:3]


def _is_symbol(label: str, name: str) -> bool:
    return name not in _RATIOS and (len(label) == 1 or not looks_like_unit(label))


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
