"""How a text is laid out: comments, delimiter, header, units, the way numbers are written.

    lines ─ comment mark ─ delimiter ─ where the table begins ─ number style ─ header ─ units row

Whatever is decided is said, with what it was seen by.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fieldwise.data.cells import PLAIN, Style, find_style, kind_of_cell, tidy
from fieldwise.data.delimiter import NAMES, SPACE, Row, Split, find_delimiter, read_rows, spoken
from fieldwise.data.measured import Choice, Finding
from fieldwise.data.unit_words import looks_like_unit, normal_unit
from fieldwise.data.words import count, listed, quoted
from fieldwise.errors import InputError

_COMMENTS = ("#", "%", "//", "!")
_MOSTLY = 0.6
"""The share of a column's filled cells that must be numbers for it to be one of numbers."""

_NUMBERED = frozenset({"nr", "no", "#", "id"})
"""What stands in a row of units below a column that numbers the rows."""


_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the rows of a table."""

    names: tuple[str, ...] = ()
    """The columns' names; empty if there are none."""
    units: tuple[str, ...] = ()
    """The cells of the row of units; empty if there is none."""
    units_line: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text is laid out."""

    split: Split
    style: Style
    width: int
    """Cells in a row."""
    first: int
    """The line on which the first row of data begins."""
    heading: Heading
    findings: tuple[Finding, ...]
    rows: tuple[Row, ...]
    """The rows of data among the lines looked at."""


def find_dialect(lines: Sequence[str], choice: Choice) -> Dialect:
    """The dialect of a text whose first lines are given, complete and without their ends.

    Raises:
        InputError: these lines are no table of two columns or more.
    """
    numbered = list(enumerate(lines, 1))
    asked = spoken(choice.delimiter)
    if match := re.fullmatch(r"sep=(.)\s*", lines[0]) if lines else None:
        asked = match[1] if asked is None else asked
        numbered = numbered[1:]
    comment = _comment(numbered)
    body = [
        (number, line)
        for number, line in numbered
        if line.strip() and not (comment and line.lstrip().startswith(comment))
    ]
    if not body:
        raise InputError("the file holds no table: every line is blank or a comment.")
    split, findings = _split(body, comment, asked)
    rows = _rows(body, split)
    start, width = _start(rows)
    table = [row for row in rows if row[0] >= start]
    above = [(n, line) for n, line in numbered if n < start and line.strip()]
    cells = (cell for _, row in table for cell in row)
    style, written = find_style(cells, split.delimiter, choice.decimal)
    heading, table = _heading(table, above, split, width, style)
    return _dialect(split, style, width, heading, table, (*findings, written))


def dialect_of_rows(rows: Sequence[Row]) -> Dialect:
    """The dialect of a sheet, whose cells are apart already and whose numbers are plain.

    Raises:
        InputError: these rows are no table of two columns or more.
    """
    filled = [(number, _trimmed(cells)) for number, cells in rows if any(cells)]
    if not filled:
        raise InputError("the sheet is empty.")
    start, width = _start_of_sheet(filled)
    table = [(n, [*cells, *[""] * (width - len(cells))]) for n, cells in filled if n >= start]
    split = Split(",")
    heading, table = _heading(table, [], split, width, PLAIN)
    return _dialect(split, PLAIN, width, heading, table, ())


def _trimmed(cells: list[str]) -> list[str]:
    """The cells without the empty ones at their end."""
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _dialect(
    split: Split,
    style: Style,
    width: int,
    heading: Heading,
    rows: list[Row],
    findings: tuple[Finding, ...],
) -> Dialect:
    if not rows:
        raise InputError("the table has a header and no rows.")
    found = (*findings, *heading.findings)
    return Dialect(split, style, width, rows[0][0], heading, found, tuple(rows))


def _rows(body: list[tuple[int, str]], split: Split) -> list[Row]:
    """The rows up to where the lines break off, perhaps within a quoted cell."""
    rows: list[Row] = []
    try:
        for row in read_rows(body, split):
            if row[1]:
                rows.append(row)
    except InputError:
        if not rows:
            raise
    return rows


def _comment(lines: list[tuple[int, str]]) -> str:
    """The mark that begins comments; empty if no line has one."""
    for mark in _COMMENTS:
        marked = sum(line.lstrip().startswith(mark) for _, line in lines)
        if 0 < marked < len(lines):
            return mark
    return ""


def _split(
    body: list[tuple[int, str]], comment: str, asked: str | None
) -> tuple[Split, tuple[Finding, ...]]:
    """What splits the lines, as asked or as found."""
    if asked is not None:
        split, how = Split(asked, '"', comment), "as you or the file's first line said"
    else:
        found = find_delimiter(body, comment)
        if found is None:
            raise _one_column(body)
        split, width = found
        how = f"it splits the lines into {count(width, 'cell')} each"
    findings = [Finding("delimiter", NAMES.get(split.delimiter, split.delimiter), how)]
    if comment:
        findings.append(Finding("comments", f"lines that begin with {comment}", "passed over"))
    return split, tuple(findings)


def _one_column(body: list[tuple[int, str]]) -> InputError:
    numbers = sum(kind_of_cell(line, PLAIN) == "number" for _, line in body)
    if body and numbers > _MOSTLY * len(body):
        return InputError(
            "the table has one column; the lesson needs two.",
            hint="One column, y, is to be predicted from another, x.",
        )
    return InputError(
        "this is not a table: nothing splits its lines into columns.",
        hint="Write one row a line, with commas, semicolons or tabs between the cells.",
    )


def _start(rows: list[Row]) -> tuple[int, int]:
    """The line on which the table begins, and its width: text above it may be split by chance."""
    if not rows:
        raise _one_column([])
    widths = Counter(len(cells) for _, cells in rows[len(rows) // 2 :])
    width = max(widths, key=lambda w: (widths[w], w))
    if width < 2:
        raise _one_column([(number, " ".join(cells)) for number, cells in rows])
    first = len(rows) - 1
    for index, (_, cells) in enumerate(rows):
        after = rows[index : index + 5]
        if len(cells) == width and sum(len(c) == width for _, c in after) > 0.6 * len(after):
            first = index
            break
    is_short = first > 0 and len(rows[first - 1][1]) == width - 1
    if is_short and _kinds(rows[first - 1][1]) <= {"text", "empty"}:
        first -= 1  # a header that leaves the column of row names without a name
    return rows[first][0], width


def _start_of_sheet(rows: list[Row]) -> tuple[int, int]:
    """The same of a sheet, whose rows end anywhere: by the columns that are filled below."""
    filled = [{at for at, cell in enumerate(cells) if cell} for _, cells in rows]
    lower = filled[len(filled) // 2 :]
    times = Counter(at for row in lower for at in row)
    usual = {at for at in times if 2 * times[at] >= len(lower)}
    likes = [2 * len(row & usual) >= len(usual) and len(row & usual) > 1 for row in filled]
    for index, (number, _) in enumerate(rows):
        after = likes[index : index + 5]
        if likes[index] and sum(after) > 0.6 * len(after):
            return number, max(len(cells) for _, cells in rows[index:])
    raise _one_column([(number, " ".join(filter(None, cells))) for number, cells in rows])


def _kinds(cells: Sequence[str]) -> set[str]:
    return {kind_of_cell(cell, PLAIN) for cell in cells}


def _heading(
    table: list[Row],
    above: list[tuple[int, str]],
    split: Split,
    width: int,
    style: Style,
) -> tuple[Heading, list[Row]]:
    """Names and units, and the rows below them."""
    numeric = _numeric(table[1:] or table, width, style)
    heads = _heads(table, numeric, style)
    rows = table[len(heads) :]
    passed = [number for number, _ in above if not split.comment]
    if not heads:
        line, names = _names_above(above, split, width)
        passed = [number for number in passed if number != line]
        how = f"it has {width} words" if names else f"line {table[0][0]} already holds numbers"
        place = f"line {line}" if names else "none"
        return Heading(names, findings=(Finding("names", place, how), *_over(passed))), rows
    number, cells = next((head for head in heads if _is_plain(head[1])), heads[0])
    findings = [Finding("names", f"line {number}", "its cells are no numbers")]
    passed += [head[0] for head in heads if head[0] != number]
    units: tuple[str, ...] = ()
    units_line = 0
    if heads[-1][0] > number and _is_units(heads[-1][1], numeric, style):
        units_line, row = heads[-1]
        passed.remove(units_line)
        units = tuple(normal_unit(cell) if looks_like_unit(cell) else "" for cell in row)
        shown = listed([quoted(unit) for unit in units if unit]) or "no unit"
        findings.append(Finding("units", f"line {units_line}", f"it holds {shown}, and no number"))
    found = (*findings, *_over(passed))
    return Heading(_named(cells, rows, width), units, units_line, found), rows


def _over(passed: list[int]) -> tuple[Finding, ...]:
    """What is said of lines above the rows that are neither names nor units."""
    if not passed:
        return ()
    where = f"line {passed[0]}" if len(passed) == 1 else f"{len(passed)} lines above the table"
    return (Finding("passed over", where, "neither names, nor units, nor numbers"),)


def _numeric(rows: Sequence[Row], width: int, style: Style) -> list[bool]:
    """For each column whether it is one of numbers, the first row left out of account."""
    kinds = [Counter[str]() for _ in range(width)]
    for _, cells in rows:
        for kind, cell in zip(kinds, cells, strict=False):
            kind[kind_of_cell(cell, style)] += 1
    return [
        kind["number"] > 0 and kind["number"] >= _MOSTLY * (kind.total() - kind["empty"])
        for kind in kinds
    ]


def _heads(table: list[Row], numeric: list[bool], style: Style) -> list[Row]:
    """The rows on top that are no data: text in columns of numbers, and no number there."""
    heads: list[Row] = []
    if len(table) > 1 and _are_years(table[0][1], numeric) and not _are_years(table[1][1], numeric):
        return table[:1]
    for number, cells in table[:20]:
        kinds = [kind_of_cell(cell, style) for cell in cells]
        if len(cells) < len(numeric):
            below = set(kinds)
        else:
            below = {kind for kind, is_number in zip(kinds, numeric, strict=False) if is_number}
        is_text = bool(below - {"number", "empty"})
        if not any(numeric):
            is_text = not heads and set(kinds) <= {"text"} and len(set(cells)) == len(cells)
        # A year may name a column; only the first row can be such a header.
        if not is_text or ("number" in below and heads):
            break
        heads.append((number, cells))
        if "number" in below:
            break
    return heads


def _are_years(cells: list[str], numeric: list[bool]) -> bool:
    """Whether columns of numbers beside one of text are headed by years, one after the other."""
    pairs = list(zip(cells, numeric, strict=False))
    beside = [cell for cell, is_number in pairs if not is_number and tidy(cell)]
    texts = [tidy(cell) for cell, is_number in pairs if is_number]
    if not beside or len(texts) < 2 or not all(map(_YEAR.fullmatch, texts)):
        return False
    return {abs(int(after) - int(before)) for before, after in pairwise(texts)} == {1}


def _is_plain(cells: list[str]) -> bool:
    """Whether cells look like names rather than like remarks such as `Date: 1 May`."""
    return not any(":" in cell or "=" in cell or not cell.strip() for cell in cells[1:]) and (
        ":" not in cells[0]
    )


def _named(cells: list[str], rows: list[Row], width: int) -> tuple[str, ...]:
    """The names; one too few is that of the row names, or of nothing after a last delimiter."""
    names = [tidy(cell) for cell in cells]
    if len(names) == width - 1:
        is_trailing = not any(cells[-1].strip() for _, cells in rows)
        names = [*names, ""] if is_trailing else ["row name", *names]
    return tuple(names[:width])


def _names_above(
    above: list[tuple[int, str]], split: Split, width: int
) -> tuple[int, tuple[str, ...]]:
    """The names in the last line above a table of numbers, if it has as many words as columns."""
    if not above:
        return 0, ()
    number, line = above[-1]
    text = line.strip().removeprefix(split.comment).strip()
    rows = list(read_rows([(number, text)], replace(split, comment="")))
    trials = [rows[0][1] if rows else []]
    if split.delimiter == SPACE:
        trials.append(re.split(r"\s{2,}|\t", text))
    for cells in trials:
        if len(cells) == width and _kinds(cells) <= {"text"}:
            return number, tuple(tidy(cell) for cell in cells)
    return 0, ()


def _is_units(cells: list[str], numeric: list[bool], style: Style) -> bool:
    """Whether a row holds units wherever a column of numbers has anything there."""
    below = [cell for cell, is_number in zip(cells, numeric, strict=False) if is_number]
    filled = [cell for cell in below if kind_of_cell(cell, style) != "empty"]
    units = [cell for cell in filled if cell.casefold().strip(" .") not in _NUMBERED]
    return bool(units) and all(map(looks_like_unit, units))
