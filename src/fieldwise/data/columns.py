"""A table's columns as its first rows show them: names, units, kinds, ranges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from fieldwise.data.cells import Style, is_number, kind_of, kind_of_cell, read_number, tidy
from fieldwise.data.dialect import Dialect
from fieldwise.data.header import split_name, tidy_names
from fieldwise.data.measured import Column, Kind, Reason
from fieldwise.data.unit_words import looks_like_unit, normal_unit

_MOSTLY = 0.6
_AFFIX = 0.9
"""The share of a column's cells that must carry the same sign or unit for it to be taken off."""
_BEFORE = re.compile(r"(?P<affix>[€$£¥₹~]|[A-Z]{3}) ?(?=[-+]?[\d.,])")
_AFTER = re.compile(r"(?<=[\d.,]) ?(?P<affix>[^\d\s.,()+-][^\d\s]*)$")
_COUNTER_NAMES = frozenset(
    {"", "id", "index", "idx", "no", "nr", "n", "#", "row", "row name", "obs", "unnamed"}
)


def columns_of(dialect: Dialect) -> tuple[Column, ...]:
    """The columns of a text, from its header and the rows looked at."""
    heading = dialect.heading
    names = [*heading.names, *[""] * (dialect.width - len(heading.names))]
    units = [*heading.units, *[""] * (dialect.width - len(heading.units))]
    shown = tidy_names(names)
    columns = []
    for at, name in enumerate(shown):
        cells = [row[at] for _, row in dialect.rows if at < len(row)]
        column = _named(name, units[at], f"line {heading.units_line}")
        columns.append(_filled(column, cells, dialect.style, names[at].strip()))
    return label_apart(columns)


def label_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Columns with their whole names for labels where labels without units would be alike."""
    times = Counter(column.label for column in columns)
    return tuple(c if times[c.label] == 1 else replace(c, label=c.name) for c in columns)


def _named(name: str, unit_below: str, place: str) -> Column:
    label, unit = split_name(name)
    if unit_below:
        return Column(name, label if unit else name, "empty", unit_below, place)
    return Column(name, label, "empty", unit, "the column's name" if unit else "")


def _filled(column: Column, cells: Sequence[str], style: Style, name: str) -> Column:
    """The column with the kind and range of its cells."""
    column, bare = _without_affix(column, cells)
    read = [read_number(cell, style) for cell in bare]
    kinds: Counter[str] = Counter(map(kind_of, bare, read))
    filled = kinds.total() - kinds["empty"]
    if not filled:
        return column
    best: Kind = "text"
    for kind in ("number", "date", "truth"):
        if kinds[kind] >= _MOSTLY * filled:
            best = kind
    example = next((tidy(c) for c in cells if kind_of_cell(c, style) == best), "")
    if best != "number":
        return replace(column, kind=best, example=example)
    values = [value for value in read if not isinstance(value, Reason)]
    return replace(
        column,
        kind="number",
        low=min(values, default=None),
        high=max(values, default=None),
        example=example,
        is_counter=counts_rows(name, values),
    )


def counts_rows(name: str, values: Sequence[float]) -> bool:
    """Whether a column merely numbers the rows."""
    steps = {after - before for before, after in pairwise(values)}
    starts = bool(values) and values[0] in (0, 1)
    plain = name.casefold().rstrip(".: 0")
    is_counter = not _COUNTER_NAMES.isdisjoint({plain, re.split(r"[\s_]", plain)[-1]})
    return steps == {1.0} and starts and is_counter


def _without_affix(column: Column, cells: Sequence[str]) -> tuple[Column, list[str]]:
    """The cells without the currency sign or unit that nearly all of them carry."""
    texts = [tidy(cell) for cell in cells]
    for form in (_BEFORE, _AFTER):
        matches = [form.search(t) if form is _AFTER else form.match(t) for t in texts]
        carried = Counter(match["affix"] for match in matches if match)
        affix, times = carried.most_common(1)[0] if carried else ("", 0)
        if not times or times < _AFFIX * (times + sum(map(is_number, texts))):
            continue
        if not looks_like_unit(affix):
            continue
        whole = next(m[0] for m in matches if m and m["affix"] == affix)
        is_before = form is _BEFORE
        column = replace(
            column,
            prefix=whole if is_before else "",
            suffix="" if is_before else whole,
            unit=column.unit or normal_unit(affix),
            unit_from=column.unit_from or "the cells themselves",
        )
        bare = [t.removeprefix(column.prefix).removesuffix(column.suffix) for t in texts]
        return column, bare
    return column, texts
