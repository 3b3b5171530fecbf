"""The fast way of reading gives what the slow one gives, or leaves the work to it."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwise.data.cells import Style
from fieldwise.data.delimiter import SPACE, Split, read_rows
from fieldwise.data.fast import read_fast
from fieldwise.data.measured import Batch, Choice, Column
from fieldwise.data.rows import Layout, batch_of
from fieldwise.errors import InputError
from tables import Save, read, refusal, table

ODD = [
    *("NA", "", "nan", "inf", "-", "1e5", "1d5", "+.5", "5.", "−3", "1_000", "0x1", "abc", " 7 "),
    *("\xa08", "1e999", "-999", "12%", "1.234.567", "2024-01-01", "'x'", "１２", "1 234", "0"),
    *("1'234", "12.5", "-0", "1,5", "1.5,5"),
]
LETTERS = st.characters(exclude_characters='\r\n",;\t |#', exclude_categories=["Cs"])
CELLS = st.one_of(
    st.floats(-1e6, 1e6).map(lambda value: f"{value:.3f}"),
    st.integers(-(10**9), 10**9).map(str),
    st.sampled_from(ODD),
    st.text(LETTERS, max_size=5),
)
STYLES = st.sampled_from([Style(), Style(",", ""), Style(",", "."), Style(".", "'")])


def _layout(split: Split, style: Style, width: int, marks: tuple[str, ...] = ()) -> Layout:
    columns = tuple(Column(name, name, "number") for name in "abcdef"[:width])
    return Layout(split, style, width, 0, 1, columns, marks)


def _slow(data: bytes, layout: Layout) -> Batch:
    lines = data.decode().split("\n")[: data.count(b"\n")]
    return batch_of(read_rows(enumerate(lines, 1), layout.split), layout)


def _same(fast: Batch, slow: Batch) -> None:
    ours, theirs = (
        np.zeros(len(batch.x), np.uint8) if batch.why is None else batch.why
        for batch in (fast, slow)
    )
    assert np.array_equal(ours, theirs)
    good = ours == 0
    assert np.array_equal(fast.x[good], slow.x[good])
    assert np.array_equal(fast.y[good], slow.y[good])


@settings(max_examples=300, deadline=None)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    style=STYLES,
    quote=st.booleans(),
    marks=st.sampled_from([(), ("-999",), ("abc", "0")]),
)
def test_tables_of_any_cells(
    rows: list[tuple[str, ...]],
    delimiter: str,
    style: Style,
    quote: bool,
    marks: tuple[str, ...],
) -> None:
    form = '"{}"' if quote else "{}"
    if not quote:
        rows = [tuple(cell.replace(delimiter, "") for cell in row) for row in rows]
    lines = [delimiter.join(map(form.format, row)) for row in rows]
    data = "".join(f"{line}\n" for line in lines).encode()
    layout = _layout(Split(delimiter), style, 3, marks)
    fast = read_fast(data, layout)
    if fast is not None:
        _same(fast[0], _slow(data, layout))


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.sampled_from('1.5,-NAx"#\n \t'), max_size=60),
    st.sampled_from(
        [Split(","), Split(SPACE, "", "#"), Split(SPACE), Split(",", '"', "#"), Split(" ")]
    ),
)
def test_any_text_at_all(text: str, split: Split) -> None:
    data = f"{text}\n".encode()
    layout = _layout(split, Style(), 2)
    fast = read_fast(data, layout)
    if fast is None:
        return
    try:
        _same(fast[0], _slow(data, layout))
        assert fast[1] == data.count(b"\n")
    except InputError as error:
        pytest.fail(f"fast reads what slow refuses: {error}")


@pytest.mark.parametrize(
    "data",
    [b"1,2,3\n4,5\n", b"1,2,3\n4,5,6,7\n", b'1,"2,3\n4,5,6\n', b'1,2,5" x\n4,5,6\n'],
    ids=["short", "long", "open", "inch"],
)
def test_what_is_not_regular_is_left_to_the_slow_way(data: bytes) -> None:
    assert read_fast(data, _layout(Split(","), Style(), 3)) is None


def test_plain_rows_are_read_fast() -> None:
    data = b"1,2.5,x\n\n3,4.5,y\n"
    found = read_fast(data, _layout(Split(","), Style(), 3))
    assert found is not None
    batch, lines = found
    assert (batch.x.tolist(), batch.y.tolist(), batch.why, lines) == ([1, 3], [2.5, 4.5], None, 3)


def test_a_point_is_no_decimal_mark_where_commas_are() -> None:
    layout = _layout(Split(";"), Style(",", ""), 2)
    found = read_fast(b"1,5;2\n1.5;3\n", layout)
    assert found is not None
    assert found[0].why is not None
    assert found[0].why.tolist() == [0, 6]


@pytest.mark.parametrize("form", ["{a},{b}", '"{a}",{b}', "{a},{b},{i},x y"])
def test_large_files_are_read_without_polars_too(
    save: Save, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    path = save("t.csv", table(300_000, form, head="a,b,i,t" if "i" in form else "a,b"))
    assert path.stat().st_size > 1 << 22 or "i" not in form
    with_polars = read(path)
    monkeypatch.setitem(sys.modules, "polars", None)
    without = read(path)
    assert without.line == with_polars.line and without.whole == with_polars.whole
    assert without.pairs == with_polars.pairs


def test_parquet_without_polars_is_one_sentence(
    save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    assert refusal(save("t.parquet", b"PAR1" + bytes(99))) == (
        "t.parquet: this is a Parquet file, and the part that reads those is not installed. Save "
        "the table as CSV, or run: pip install 'fieldwise[data]'"
    )


def test_a_delimiter_of_several_bytes_is_read_slowly(save: Save) -> None:
    path = save("t.csv", table(200_000, "{a}§{b}", head="a§b"))
    assert read(path, Choice("a", "b", delimiter="§")).rows == 200_000


def test_quoted_cells_between_spaces(save: Save) -> None:
    data = b'"Mazda RX" 4 1.5\n"Fiat"  "5" 2\n'
    layout = _layout(Split(SPACE, '"'), Style(), 3)
    layout = replace(layout, x=1, y=2)
    fast = read_fast(data, layout)
    assert fast is not None
    _same(fast[0], _slow(data, layout))
    assert fast[0].x.tolist() == [4, 5]
