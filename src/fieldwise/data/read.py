"""Read a learner's file: look what it is, choose two columns, take in their rows.

path ─ open ─ kind ─ look ─► Table ─ choose ─ gather ─► Measured
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from fieldwise.data.choose import choose, settled, with_unit
from fieldwise.data.kind import FileKind, kind_of
from fieldwise.data.measured import (
    Choice,
    Column,
    Finding,
    Measured,
    Progress,
    Readable,
    Table,
    ignore,
)
from fieldwise.data.opened import Opened, open_file
from fieldwise.data.words import clean, quoted

_READERS: dict[FileKind, str] = {
    "text": "text",
    "ecsv": "ecsv",
    "parquet": "parquet",
    "workbook": "workbook",
    "fits": "fits",
}
"""The module whose `look` reads each kind of file."""

_ANY = Choice()
_SMALL = 1 << 22
"""Bytes of a text that is read here rather than in a process of its own."""


def look(path: Path, choice: Choice = _ANY, seconds: float | None = None) -> Table:
    """What table a file holds, and which columns; `seconds` is how long that may take.

    Raises:
        InputError: it holds none that can be read, or the time is up.
    """
    opened = open_file(path)
    if _is_harmless(opened):
        return look_here(opened, choice).table
    from fieldwise.data.worker import ask

    table: Table = ask("look", opened, choice, ignore, seconds)
    return table


def read(
    path: Path,
    choice: Choice = _ANY,
    progress: Progress = ignore,
    seconds: float | None = None,
) -> Measured:
    """Two columns of a file, of any size; `seconds` is how long that may take.

    Raises:
        InputError: the file cannot be read, columns are not named or do not exist, cells are
            broken, the lesson is impossible on these numbers, or the time is up.
    """
    opened = open_file(path)
    if _is_harmless(opened):
        return read_here(opened, choice, progress)
    from fieldwise.data.worker import ask

    measured: Measured = ask("read", opened, choice, progress, seconds)
    for values in (measured.x, measured.y):
        values.setflags(write=False)  # which does not survive the way from there
    return measured


def look_here(opened: Opened, choice: Choice) -> Readable:
    """The table of an opened file, and a way to its rows, in this very process."""
    reader = import_module(f"fieldwise.data.{_READERS[kind_of(opened)]}")
    found: Readable = reader.look(opened, choice)
    return found


def read_here(opened: Opened, choice: Choice, progress: Progress = ignore) -> Measured:
    """Two columns of an opened file, in this very process."""
    from fieldwise.data.gather import Gathering
    from fieldwise.data.moments import line_of

    found = look_here(opened, choice)
    table = found.table
    named, choice = choice, settled(table, choice)
    x, y = choose(opened, table, choice)
    x_column = with_unit(table.columns[x], choice.x_unit)
    y_column = with_unit(table.columns[y], choice.y_unit)
    gathering = Gathering(choice)
    found.feed(x, y, gathering.add, progress)
    got = gathering.finish(opened, x_column, y_column)
    return Measured(
        source=clean(table.source),
        digest=found.digest(),
        digest_of=found.digest_of,
        x=got.x,
        y=got.y,
        x_column=x_column,
        y_column=y_column,
        rows=got.rows,
        left_out=got.left_out,
        findings=table.findings
        if choice == named
        else (*table.findings, _only(x_column, y_column)),
        choice=choice,
        line=got.whole if got.whole.rows == len(got.x) else line_of(got.x, got.y),
        whole=got.whole,
    )


def _only(x: Column, y: Column) -> Finding:
    what = f"x is {quoted(x.label)}, y is {quoted(y.label)}"
    return Finding("columns", what, "the only two columns of numbers")


def _is_harmless(opened: Opened) -> bool:
    """Whether a file is read by this project's own code alone: a text that is not large."""
    return (kind_of(opened) in ("text", "ecsv") and opened.size < _SMALL) or not sys.executable
