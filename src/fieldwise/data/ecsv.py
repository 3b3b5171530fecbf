"""ECSV, astronomers' text tables: the header says each column's name, unit and type."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import replace

import yaml

from fieldwise.data.cells import PLAIN
from fieldwise.data.columns import columns_of
from fieldwise.data.delimiter import Split, read_rows
from fieldwise.data.dialect import Dialect, Heading
from fieldwise.data.measured import Choice, Column, Finding, Readable, Table
from fieldwise.data.opened import HEAD, Opened
from fieldwise.data.text import Text
from fieldwise.data.unit_words import formal_unit
from fieldwise.data.words import clean
from fieldwise.errors import InputError

_LOOKED_AT = 2_000


def look(opened: Opened, choice: Choice) -> Readable:
    """The table that an ECSV file holds.

    Raises:
        InputError: its header is damaged.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    text = decoder.decode(opened.head, final=opened.size <= HEAD)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if opened.size > HEAD:
        del lines[-1]
    above = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    delimiter, described = _header(opened, [line[2:] for line in lines[1:above]])
    split = Split(delimiter)
    try:
        rows = list(read_rows(enumerate(lines[above:][:_LOOKED_AT], above + 1), split))
    except InputError as error:
        raise opened.refuse(error.what, error.hint, int(error.where)) from None
    if not rows or len(rows[0][1]) != len(described):
        count = len(rows[0][1]) if rows else 0
        raise opened.refuse(
            f"the ECSV header describes {len(described)} columns, but {count} are named below it.",
            line=above + 1,
        )
    (_, names), *rows = rows
    if not rows:
        raise opened.refuse("the table has a header and no rows.")
    heading = Heading(tuple(names))
    dialect = Dialect(split, PLAIN, len(names), rows[0][0], heading, (), tuple(rows))
    columns = tuple(map(_described, columns_of(dialect), described))
    findings = (Finding("format", "ECSV", f"{len(names)} columns, described in the header"),)
    reader = Text(opened, "utf-8-sig", dialect, columns, choice)
    return Readable(Table(opened.name, columns, findings), reader.feed, reader.digest)


def _header(opened: Opened, lines: list[str]) -> tuple[str, list[dict[str, str]]]:
    """The delimiter, and what is said of each column; no other part of the header is looked at."""
    try:
        root = yaml.compose("\n".join(lines), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        root = None
    delimiter, columns = " ", list[dict[str, str]]()
    for key, value in _pairs(root):
        if key == "delimiter" and isinstance(value, yaml.ScalarNode):
            delimiter = str(value.value)
        if key == "datatype" and isinstance(value, yaml.SequenceNode):
            columns = [
                {k: str(v.value) for k, v in _pairs(node) if isinstance(v, yaml.ScalarNode)}
                for node in value.value
            ]
    if not columns or delimiter not in (" ", ","):
        raise opened.refuse("the header of this ECSV file is damaged.", "Write the table again.")
    return delimiter, columns


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield str(key.value), value


def _described(column: Column, said: dict[str, str]) -> Column:
    """The column with the unit and the type that the header gives it."""
    unit = formal_unit(clean(said.get("unit", "")))
    column = replace(
        column, label=column.name, unit=unit, unit_from="the ECSV header" if unit else ""
    )
    if "subtype" in said:
        return replace(column, kind="list", low=None, high=None)
    return column
