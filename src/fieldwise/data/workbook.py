"""Sheets of a workbook, as Excel, LibreOffice and others write them; an extra."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from fieldwise.data.cells import Style, find_style, read_number
from fieldwise.data.columns import columns_of
from fieldwise.data.delimiter import Row
from fieldwise.data.dialect import Dialect, dialect_of_rows
from fieldwise.data.measured import Choice, Column, Finding, Progress, Readable, Reason, Table, Take
from fieldwise.data.opened import Opened
from fieldwise.data.rows import Layout, batch_of
from fieldwise.data.words import listed, quoted
from fieldwise.errors import InputError

_LARGEST = 200_000_000
"""Bytes of the largest workbook that is read; all of it is kept in memory."""
_LOOKED_AT = 2_000
_BATCH = 50_000


def look(opened: Opened, choice: Choice) -> Readable:
    """The table that a sheet holds: the one named, or the first that is not empty.

    Raises:
        InputError: there is none, or the extra is not installed.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise opened.refuse(
            "this is a workbook, and the part that reads those is not installed.",
            "Save the sheet as CSV, or run: pip install 'fieldwise[excel]'",
        ) from None
    if opened.size > _LARGEST:
        raise opened.refuse("the workbook is too large to be read.", "Save the sheet as CSV.")
    raw = _read(opened)
    try:
        book = CalamineWorkbook.from_path(opened.path)
        names = list(book.sheet_names)
        name, cells = _sheet(opened, book, names, choice.table)
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        reason = str(error).strip().partition("\n")[0][:200]
        raise opened.refuse(f"the workbook is damaged ({reason}).") from None
    rows, written = _plain_rows(cells, choice.decimal)
    try:
        dialect = dialect_of_rows(rows[:_LOOKED_AT])
    except InputError as error:
        raise opened.refuse(f"sheet {quoted(name)}: {error.what}", error.hint) from None
    others = [quoted(other) for other in names if other != name]
    how = f"there are also {listed(others)}" if others else "it is the only one"
    columns = columns_of(dialect)
    table = [row for row in rows if row[0] >= dialect.first and any(row[1])]
    findings = (Finding("sheet", quoted(name), how), *written, *dialect.findings)
    feed = Sheet(opened, tuple(table), dialect, columns, choice.missing).feed
    return Readable(Table(opened.name, columns, findings), feed, sha256(raw).hexdigest)


def _read(opened: Opened) -> bytes:
    try:
        return opened.path.read_bytes()
    except OSError as error:
        raise opened.refuse(f"cannot read: {error.strerror or error}.") from None


def _sheet(opened: Opened, book: Any, names: list[str], asked: str) -> tuple[str, list[list[Any]]]:
    """The name and the cells of the sheet asked for, or of the first that holds anything."""
    if asked and asked not in names and not (asked.isdecimal() and 0 < int(asked) <= len(names)):
        raise opened.refuse(
            f"there is no sheet {quoted(asked)}.", f"There are {listed(list(map(quoted, names)))}."
        )
    wanted = names
    if asked:
        wanted = [asked if asked in names else names[int(asked) - 1]]
    for name in wanted:
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if asked or sum(any(cell != "" for cell in row) for row in cells) > 1:
            return name, cells
    raise opened.refuse("every sheet of the workbook is empty.")


def _plain_rows(cells: list[list[Any]], decimal: str) -> tuple[list[Row], tuple[Finding, ...]]:
    """The sheet's cells as text with plain numbers, also where numbers are kept as text."""
    texts = (cell for row in cells for cell in row if isinstance(cell, str) and cell)
    style, how = find_style(texts, "", decimal)
    is_told = style != Style()
    rows = [(n, [_plain(cell, style) for cell in row]) for n, row in enumerate(cells, 1)]
    return rows, (how,) if is_told else ()


def _plain(cell: Any, style: Style) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return str(int(cell)) if cell == int(cell) and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat(*(" ",) if isinstance(cell, datetime) else ())
    if isinstance(cell, timedelta):
        return f"{int(cell.total_seconds()) // 3600}:{int(cell.total_seconds()) % 3600 // 60:02}"
    text = str(cell)
    value = read_number(text, style)
    return text if isinstance(value, Reason) else repr(value)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet."""

    opened: Opened
    rows: tuple[Row, ...]
    dialect: Dialect
    columns: tuple[Column, ...]
    marks: tuple[str, ...]

    def feed(self, x: int, y: int, take: Take, progress: Progress) -> None:
        """Hand over all rows of two columns."""
        found = self.dialect
        layout = Layout(found.split, found.style, found.width, x, y, self.columns, self.marks)
        for start in range(0, len(self.rows), _BATCH):
            part = self.rows[start : start + _BATCH]
            padded = ((n, [*cells, *[""] * (found.width - len(cells))]) for n, cells in part)
            take(batch_of(padded, layout, "row"))
            progress(start + len(part), len(self.rows))
        self.opened.recheck()
