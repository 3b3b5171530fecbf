from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwise.data.cells import Style, find_style, kind_of_cell, read_number
from fieldwise.data.measured import Reason

COMMA = Style(",", ".")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1", 1.0),
        (" 2.5 ", 2.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("+1e-3", 0.001),
        ("1.5D+02", 150.0),
        ("−3", -3.0),
        ("\xa04\xa0", 4.0),
        ("NA", Reason.NO_VALUE),
        ("", Reason.NO_VALUE),
        ("-", Reason.NO_VALUE),
        ("nan", Reason.NO_VALUE),
        ("#DIV/0!", Reason.NO_VALUE),
        ("inf", Reason.INFINITE),
        ("-Infinity", Reason.INFINITE),
        ("1e999", Reason.INFINITE),
        ("2024-03-01", Reason.DATE),
        ("1.3.2024", Reason.DATE),
        ("12:30:15", Reason.DATE),
        ("saturated", Reason.TEXT),
        ("1_000", Reason.TEXT),
        ("0x10", Reason.TEXT),
        ("１２", Reason.TEXT),
        ("1,5", Reason.TEXT),
        ("<0.5", Reason.TEXT),
    ],
)
def test_plain_cells(cell: str, value: float | Reason) -> None:
    assert read_number(cell) == value
    assert isinstance(read_number(cell), Reason) == isinstance(value, Reason)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1.234,5", 1234.5), ("12.345", 12345.0), ("1,5e3", 1500.0), ("1.5", Reason.TEXT)],
)
def test_decimal_commas_with_points_between_thousands(cell: str, value: float | Reason) -> None:
    assert read_number(cell, COMMA) == value


@pytest.mark.parametrize(
    ("cells", "delimiter", "style"),
    [
        (["1.5"], ",", Style(".", "")),
        (["1,5"], ";", Style(",", "")),
        (["0,125"], ";", Style(",", "")),
        (["1,234"], ",", Style(".", ",")),
        (["1,234"], ";", Style(",", "")),
        (["1,234", "1.5"], ";", Style(".", ",")),
        (["1.234", "1,5"], ";", Style(",", ".")),
        (["1.234.567"], ";", Style(",", ".")),
        (["12,34,567"], ",", Style(".", ",")),
        (["1 234,5"], ";", Style(",", " ")),
        (["1'234.5"], ";", Style(".", "'")),
        (["12,5 %"], ";", Style(",", "")),
        (["a1,5b", "version 2,5"], ";", Style(".", "")),
        ([], ",", Style(".", "")),
    ],
)
def test_how_numbers_are_written(cells: list[str], delimiter: str, style: Style) -> None:
    assert find_style(cells, delimiter)[0] == style


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_python_writes_is_read_back(value: float) -> None:
    assert read_number(repr(value)) == value


@given(st.integers(-(10**12), 10**12), st.sampled_from([",", ".", " ", "'"]))
def test_grouped_numbers_are_read_back(value: int, mark: str) -> None:
    style = Style("," if mark == "." else ".", mark)
    assert read_number(f"{value:,}".replace(",", mark), style) == value


@given(st.text(max_size=12))
def test_no_text_is_too_odd(cell: str) -> None:
    value = read_number(cell)
    assert isinstance(value, Reason) or math.isfinite(value)
    assert kind_of_cell(cell, COMMA) in ("number", "text", "date", "truth", "empty")
