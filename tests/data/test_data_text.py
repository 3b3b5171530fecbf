from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldwise.data import Choice, text
from fieldwise.data.delimiter import Row
from fieldwise.data.measured import Batch, ignore
from fieldwise.data.opened import open_file
from fieldwise.data.rows import Layout, batch_of
from tables import AB, Save, look, pairs, read, refusal, rows_of, table

SMALL = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def tiny_blocks(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Small files take the way of large ones, in blocks of a few bytes."""
    monkeypatch.setattr(text, "_FAST_FROM", 0)
    monkeypatch.setattr(text, "_BLOCK", 64)
    return monkeypatch


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.usefixtures("tiny_blocks")
def test_any_encoding_and_line_end_in_any_block(save: Save, encoding: str, ends: str) -> None:
    content = table(form="{A};{B};Größe", head="Länge (µm);b;c").replace("\n", ends)
    path = save("t.csv", content.encode(encoding))
    got = read(path, Choice("Länge", "b"))
    assert np.array_equal(got.x, pairs()[0])
    assert got.x_column.unit == "µm"
    assert got.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_how_the_encoding_was_found_is_said(save: Save) -> None:
    found = look(save("t.csv", table(head="a,Größe").encode("cp1252"))).table
    assert str(found.findings[0]) == ("encoding: Windows-1252 (byte 0xf6 on line 1 is not UTF-8)")


def test_an_encoding_that_does_not_exist_is_refused(save: Save) -> None:
    asked = Choice("a", "b", encoding="utf-9")
    assert refusal(save("t.csv", table()), asked) == (
        "t.csv: there is no encoding called “utf-9”. Try utf-8, windows-1252 or utf-16."
    )


@SMALL
@given(
    block=st.integers(8, 400),
    delimiter=st.sampled_from([",", ";", "\t", "|", "  "]),
    forms=st.tuples(st.booleans(), st.booleans(), st.booleans()),
)
def test_blocks_change_nothing(
    save: Save,
    tiny_blocks: pytest.MonkeyPatch,
    block: int,
    delimiter: str,
    forms: tuple[bool, bool, bool],
) -> None:
    quoted, blank, final = forms
    cell = '"b\nc, d; ""e"""' if quoted and delimiter != "  " else "x"
    content = table(form=delimiter.join(["{a}", "{b}", cell]), head=delimiter.join("abc"))
    content = content.replace("\n1", "\n\n1") if blank else content
    path = save("t.csv", content if final else content.rstrip("\n"))
    tiny_blocks.setattr(text, "_BLOCK", block)
    got = read(path, AB)
    assert np.array_equal(got.x, pairs()[0])
    assert np.array_equal(got.y, pairs()[1])


@pytest.mark.usefixtures("tiny_blocks")
def test_lines_are_counted_across_blocks(save: Save) -> None:
    content = "# remark\n\n" + table(60, form='{a},{b},"two\nlines"', head="a,b,c") + "oops,1,x\n"
    assert refusal(save("t.csv", content)).startswith("t.csv:124: “oops” in the column “a” is not")


@pytest.mark.usefixtures("tiny_blocks")
def test_a_broken_last_line_of_a_long_file(save: Save) -> None:
    content = table(5_000, form="{a},{b},{i}", head="a,b,c") + "1.5,2.5\n"
    assert refusal(save("t.csv", content)).startswith("t.csv:5002: there are 2 cells, unlike in")


def test_one_odd_line_does_not_make_its_block_slow(
    save: Save, tiny_blocks: pytest.MonkeyPatch
) -> None:
    slow = list[int]()

    def count(rows: Iterable[Row], layout: Layout) -> Batch:
        batch = batch_of(rows, layout)
        slow.append(len(batch.x))
        return batch

    tiny_blocks.setattr(text, "_BLOCK", 1 << 20)
    tiny_blocks.setattr(text, "_SLOW", 500)
    tiny_blocks.setattr(text, "batch_of", count)
    content = table(2_000, form="{a},{b},{i}", head="a,b,c").replace(",999\n", ",999,x\n")
    assert refusal(save("t.csv", content)).startswith("t.csv:1001: there are 4 cells, unlike")
    assert len(slow) == 1
    assert slow[0] < 60


def test_a_line_without_end_is_no_table(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(save("t.csv", "1," * 600_000)) == (
        "t.csv: the first line has more than a million bytes; this is no table."
    )
    monkeypatch.setattr(text, "_LONGEST", 1_000)
    monkeypatch.setattr(text, "_BLOCK", 500)
    path = save("u.csv", table() + '"' + "x" * 5_000)
    assert refusal(path).startswith("u.csv:32: this line is longer than any line of a table")


def test_progress_ends_at_the_size_of_the_file(save: Save) -> None:
    path, told = save("t.csv", table()), list[tuple[int, int]]()
    read(path, AB, lambda done, total: told.append((done, total)))
    size = path.stat().st_size
    assert told[-1] == (size, size)


def test_a_table_can_be_looked_at_before_it_is_read(save: Save) -> None:
    found = look(save("t.csv", table(form="{i},{a},{b},yes", head="id,a,b,ok")))
    kinds = [(c.name, c.kind, c.is_counter) for c in found.table.columns]
    assert kinds == [
        ("id", "number", True),
        ("a", "number", False),
        ("b", "number", False),
        ("ok", "truth", False),
    ]
    assert sum(len(batch.x) for batch in rows_of(found, 1, 2)) == 30


def test_amounts_with_their_signs_and_units_are_numbers(save: Save) -> None:
    path = save("t.csv", table(form="${a},{b} kg", head="price,weight"))
    got = read(path, Choice("price", "weight"))
    assert np.array_equal(got.x, pairs()[0])
    assert (got.x_column.unit, got.x_column.unit_from) == ("$", "the cells themselves")
    assert got.y_column.unit == "kg"


def test_the_opened_file_knows_when_it_has_changed(save: Save) -> None:
    path = save("t.csv", table())
    opened = open_file(path)
    opened.recheck()
    path.write_text(table(31))
    with pytest.raises(Exception, match="changed while it was being read"):
        opened.recheck()
    ignore(1, 2)


def test_a_table_as_r_writes_it(save: Save) -> None:
    lines = (f'"{i}" {a} {b}' for i, (a, b) in enumerate(zip(*pairs(), strict=True), 1))
    got = read(save("t.txt", "\n".join(['"speed (km/h)" "dist"', *lines])), Choice())
    assert (got.x_column.label, got.x_column.unit, got.y_column.name) == ("speed", "km/h", "dist")
    assert np.array_equal(got.y, pairs()[1])
    named = "\n".join(f'"Mazda RX {i}" {i} {2 * i + i % 3}' for i in range(12))
    assert read(save("t.txt", f'"a" "b"\n{named}')).y.tolist()[:3] == [0, 3, 6]


def test_units_in_the_cells_tell_columns_apart_as_numbers_do(save: Save) -> None:
    path = save("t.csv", table(form="{A} %;{B} °C", head="load;heat"))
    got = read(path, Choice())
    assert (got.x_column.unit, got.y_column.unit) == ("%", "°C")
    assert np.array_equal(got.x, pairs()[0])


def test_what_is_no_number_in_any_country_does_not_decide_the_delimiter(save: Save) -> None:
    path = save("t.csv", table(form="{i},{b} ± 0.05", head="T (K),rho"))
    assert [column.kind for column in look(path).table.columns] == ["number", "text"]


def test_a_few_rows_with_a_remark_do_not_change_the_delimiter(save: Save) -> None:
    lines = table(form="{A};{B}", head="t;U").split("\n")
    for at in (4, 11, 17):
        lines[at] += ";late"
    got = read(save("t.csv", "\n".join(lines)), replace(Choice(), leave_out_broken=True))
    assert (len(got.x), got.x_column.name, got.y_column.name) == (27, "t", "U")


def test_a_unit_in_the_name_and_in_a_row_below_is_said_once(save: Save) -> None:
    got = read(save("t.csv", table(head="t (s),U (outside)\ns,V")), Choice())
    assert (got.x_column.label, got.x_column.unit) == ("t", "s")
    assert (got.y_column.label, got.y_column.unit) == ("U (outside)", "V")
