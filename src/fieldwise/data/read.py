"""Read a learner's file: look what it is, choose two columns, take in their rows.

path ─ open ─ kind ─ look ─► Table ─ choose ─ gather ─► Measured
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from fieldwise.data.choose import choose, with_unit
from fieldwise.data.kind import FileKind, kind_of
from fieldwise.data.measured import Choice, Measured, Progress, Table, ignore
from fieldwise.data.opened import Opened, open_file

_READERS: dict[FileKind, str] = {
    "text": "text",
    "ecsv": "ecsv",
    "parquet": "parquet",
    "workbook": "workbook",
    "fits": "fits",
}
"""The module whose `look` reads each kind of file."""

_ANY = Choice()


def look(path: Path, choice: Choice = _ANY) -> Table:
    """What table a file holds, and which columns.

    Raises:
        InputError: it holds none that can be read.
    """
    return _look(open_file(path), choice)


def read(path: Path, choice: Choice = _ANY, progress: Progress = ignore) -> Measured:
    """Two columns of a file, of any size.

    Raises:
        InputError: the file cannot be read, columns are not named or do not exist, cells are
            broken, or the lesson is impossible on these numbers.
    """
    from fieldwise.data.gather import Gathering
    from fieldwise.data.moments import line_of

    opened = open_file(path)
    table = _look(opened, choice)
    x, y = choose(opened, table, choice)
    x_column = with_unit(table.columns[x], choice.x_unit)
    y_column = with_unit(table.columns[y], choice.y_unit)
    gathering = Gathering(choice)
    table.feed(x, y, gathering.add, progress)
    got = gathering.finish(opened, x_column, y_column)
    return Measured(
        source=table.source,
        digest=table.digest(),
        digest_of=table.digest_of,
        x=got.x,
        y=got.y,
        x_column=x_column,
        y_column=y_column,
        rows=got.rows,
        left_out=got.left_out,
        findings=table.findings,
        choice=choice,
        line=got.whole if got.whole.rows == len(got.x) else line_of(got.x, got.y),
        whole=got.whole,
    )


def _look(opened: Opened, choice: Choice) -> Table:
    reader = import_module(f"fieldwise.data.{_READERS[kind_of(opened)]}")
    table: Table = reader.look(opened, choice)
    return table
