"""FW108."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.tables import Row, Table, Tables, tables
from fieldwise.check.text import Text


def table_shape(context: Context) -> Iterator[Finding]:
    r"""A table lost or gained a column.

    Finds: a row with more or fewer cells than its table's header, an empty cell, a line of
    hyphens that does not match the header, a row that stands outside of any table, and a
    glossary whose table has not the columns of the lesson's.

    Why: a cell too many is dropped without a word, a cell too few prints as a gap, and a header
    that does not match its line of hyphens makes no table at all.

    Caught:

        ## glossary

        Here $x$ is the range of the tide, in cm, and $y$ the current, in cm/s.

        | your field | ML term | bridge |
        |---|---|---|
        | range of the tide | feature |
        | current | target | what the pilot asks for |

    Mend: give each row as many cells as the header. A vertical bar inside a cell is written
    `\|`, also within code and formulas.

    Silent: rows of any width in the source; pipes at the ends may be left out.
    """
    for text in context.markdown:
        found = tables(text.text)
        yield from _loose(text, found)
        for table in found.whole:
            yield from _rows(text, table)
        yield from _glossary(text, found, context)


def _rows(text: Text, table: Table) -> Iterator[Finding]:
    width = len(table.header.cells)
    for row in table.rows:
        if len(row.cells) != width:
            bars = (
                "A vertical bar inside a cell is written `\\|`." if len(row.cells) > width else ""
            )
            yield _finding(
                text,
                row,
                f"this row has {_cells(len(row.cells))}, its table's header {_cells(width)}.",
                bars or "An empty line ends a table; each row above it needs all its cells.",
            )
            continue
        for cell in row.cells:
            if not cell.text:
                yield Finding(
                    text.at(cell.start), "this row has an empty cell.", "Say what stands there."
                )
                break


def _loose(text: Text, found: Tables) -> Iterator[Finding]:
    for row, columns in found.uneven:
        yield _finding(
            text,
            row,
            f"this header has {_cells(len(row.cells))}, the line of hyphens below it {columns}.",
            "Give both the same number; there is no table otherwise.",
        )
    for number, row in enumerate(found.loose):
        if number and text.text.count("\n", found.loose[number - 1].start, row.start) == 1:
            continue
        yield _finding(
            text,
            row,
            "this row belongs to no table.",
            "A table is a header, a line such as `|---|---|` below it, and rows without an "
            "empty line between them.",
        )


def _glossary(text: Text, found: Tables, context: Context) -> Iterator[Finding]:
    slot = context.slots.get(text.key)
    default = tables(slot.text).whole if slot is not None and text.kind == "telling" else ()
    if not default or slot is None or slot.kind != "glossary":
        return
    width = len(default[0].header.cells)
    for table in found.whole[:1]:
        if len(table.header.cells) != width:
            yield _finding(
                text,
                table.header,
                f"the glossary's table has {_cells(width)}, this one {len(table.header.cells)}.",
                f"They are: {', '.join(cell.text for cell in default[0].header.cells)}.",
            )


def _finding(text: Text, row: Row, message: str, hint: str) -> Finding:
    return Finding(text.at(row.start), message, hint)


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"
