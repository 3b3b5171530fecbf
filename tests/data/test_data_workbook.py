from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from fieldwise.data import Choice
from fieldwise.data.measured import Reason
from tables import look, pairs, read, refusal

pytest.importorskip("python_calamine")

_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """A workbook as small as one can be; None leaves a cell out."""
    with ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        named = "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1)
        )
        book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>'
        archive.writestr("xl/workbook.xml", book)
        root = f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}">{root}</Relationships>')
        links = "".join(
            f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        relations = f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'
        archive.writestr("xl/_rels/workbook.xml.rels", relations)
        for n, rows in enumerate(sheets.values(), 1):
            data = "".join(_row(number, cells) for number, cells in enumerate(rows, 1))
            sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'
            archive.writestr(f"xl/worksheets/s{n}.xml", sheet)
    return path


def _row(number: int, cells: list[object]) -> str:
    written = ""
    for column, cell in zip("ABCDEFG", cells, strict=False):
        if isinstance(cell, str):
            written += f'<c r="{column}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        elif cell is not None:
            written += f'<c r="{column}{number}"><v>{cell}</v></c>'
    return f'<row r="{number}">{written}</row>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty sheet; then remarks, names with units, and numbers, some of them kept as text."""
    rows: list[list[object]] = [["Messreihe", "im Mai"], [], ["Zeit (s)", "U / V", "als Text"]]
    rows += [[a, b, f"{b:.2f}".replace(".", ",")] for a, b in zip(*pairs(), strict=True)]
    rows[7][1] = None
    return workbook(tmp_path / "t.xlsx", {"leer": [], "Daten": rows})


def test_the_first_sheet_that_holds_a_table(path: Path) -> None:
    got = read(path, Choice("Zeit", "U"))
    assert (got.rows, len(got.x), got.x_column.unit, got.y_column.unit) == (30, 29, "s", "V")
    assert got.left_out[0].reason is Reason.NO_VALUE
    assert got.left_out[0].examples[0].where == "row 8"
    assert str(got.findings[0]) == "sheet: “Daten” (there are also “leer”)"


def test_numbers_kept_as_text_are_numbers(path: Path) -> None:
    got = read(path, Choice("Zeit", "als Text"))
    assert np.array_equal(got.y, pairs()[1])


def test_a_sheet_is_asked_for_by_name(path: Path) -> None:
    assert len(look(path, Choice(table="Daten")).table.columns) == 3
    assert refusal(path, Choice(table="Dater")) == (
        "t.xlsx: there is no sheet “Dater”. There are “leer” and “Daten”."
    )
    assert refusal(path, Choice(table="leer")) == "t.xlsx: sheet “leer”: the sheet is empty."


def test_damaged_workbooks(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    assert refusal(path).startswith("t.xlsx: the file is a damaged ZIP archive or workbook.")
    with ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<what")
    assert refusal(path).startswith("t.xlsx: the workbook is damaged (")
    with ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
    assert refusal(path).startswith("t.xlsx: this is a ZIP archive. Unpack it first")


@pytest.mark.parametrize("title", [["Series 14"], ["Contact", "a@b.c"], []])
def test_a_table_may_stand_anywhere_on_a_sheet_and_end_anywhere(
    tmp_path: Path, title: list[object]
) -> None:
    rows: list[list[object]] = [title, [None, None, "No.", "Force", "Path", "Remark"]]
    rows.append([None, None, None, "kN", "mm"])
    rows += [[None, None, n, a, b] for n, (a, b) in enumerate(zip(*pairs(), strict=True), 1)]
    rows[20].append("zeroed again")
    got = read(workbook(tmp_path / "t.xlsx", {"s": rows}), Choice("Force", "Path"))
    assert (got.rows, got.x_column.unit, got.y_column.unit) == (30, "kN", "mm")


def test_rows_are_not_passed_over_because_a_later_column_is_filled_late(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a", "b", "by", "when"]]
    rows += [[a, b] for a, b in zip(*pairs(), strict=True)]
    for row in rows[16:]:
        row += ["me", "today"]
    assert read(workbook(tmp_path / "t.xlsx", {"s": rows})).rows == 30
