"""Bad input, as people have it: one sentence each, with the line where there is one."""

from __future__ import annotations

import gzip
import math
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from fieldwise.data import Choice, look, read
from fieldwise.data.measured import Reason
from fieldwise.errors import InputError
from tables import AB, Save, pairs, refusal, spoilt, table

BROKEN = "Mend this, or leave such rows out with --leave-out-broken."


def test_a_clean_table_is_read_whole(save: Save) -> None:
    got = read(save("t.csv", table(form="{a},{b}", head="time [s],U / V")), Choice("time", "U"))
    x, y = pairs()
    assert np.array_equal(got.x, x)
    assert np.array_equal(got.y, y)
    assert (got.x_column.label, got.x_column.unit, got.x_column.unit_from) == (
        "time",
        "s",
        "the column's name",
    )
    assert (got.y_column.unit, got.rows, got.left_out, got.is_sample) == ("V", 30, (), False)
    assert got.line.slope == pytest.approx(np.polyfit(x, y, 1)[0], rel=1e-12)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.csv", b"", "empty.csv: the file is empty."),
        ("blank.csv", b"\n \n", "blank.csv: the file holds no table: every line is blank or a"),
        ("prose.csv", b"Once upon a time.\nThe end.\n", "prose.csv: this is not a table: nothing"),
        ("one.csv", b"a\n1\n2\n3\n", "one.csv: the table has one column; the lesson needs two."),
        ("random.csv", bytes(range(256)) * 9, "random.csv: these are binary data, not text."),
        (
            "t.csv.gz",
            gzip.compress(b"a,b\n1,2\n", mtime=0),
            "t.csv.gz: the file is compressed with gzip.",
        ),
        ("t.csv", b"<!DOCTYPE html>\n", "t.csv: this is a web page, not a table."),
        ("t.csv", b'{"a": [1]}', "t.csv: this is JSON, not a table."),
        ("t.csv", b"%PDF-1.7\n", "t.csv: this is a PDF document, not a table of numbers."),
        ("t.csv", b"PK\x03\x04" + b"x" * 99, "t.csv: the file is a damaged ZIP archive or"),
        ("few.csv", b"a,b\n1,2\n2,3\n3,5\n", "few.csv: only 3 rows have both numbers; the lesson"),
        ("open.csv", b'a,b\n1,2\n3,"4\n5,6\n', "open.csv:3: a quotation mark is opened here and"),
    ],
)
def test_files_that_are_no_table(save: Save, name: str, content: bytes, sentence: str) -> None:
    assert refusal(save(name, content)).startswith(sentence)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("saturated", f"t.csv:5: “saturated” in the column “b” is not a number. {BROKEN}"),
        ("inf", "t.csv:5: “inf” in the column “b” is infinite or too large for a number."),
        ("<0.5", "t.csv:5: “<0.5” in the column “b” is a limit, not a number."),
        ("2024-05-01", "t.csv:5: “2024-05-01” in the column “b” is a date or a time, not a"),
        ("1,2", "t.csv:5: there are 3 cells, unlike in the other rows."),
        ("1\u202e2" + "x" * 99, "t.csv:5: “1 2xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” in the"),
    ],
)
def test_one_broken_cell_is_named_with_its_line(save: Save, cell: str, sentence: str) -> None:
    assert refusal(save("t.csv", spoilt(cell))).startswith(sentence)


def test_several_broken_rows_are_counted(save: Save) -> None:
    text = spoilt("what") + "x,y\nz,1\n"
    assert "2 more rows of 32 are broken too." in refusal(save("t.csv", text))


def test_broken_rows_are_left_out_if_asked(save: Save) -> None:
    got = read(save("t.csv", spoilt("what")), replace(AB, leave_out_broken=True))
    (left,) = got.left_out
    assert (left.reason, left.rows, left.examples[0].where) == (Reason.TEXT, 1, "line 5")
    assert len(got.x) == 29


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("{a},7", "t.csv: “b” is 7 in all 30 rows: where nothing varies, no line can learn"),
        ("7,{b}", "t.csv: “a” is 7 in all 30 rows: where nothing varies, no line can predict"),
        (f"{{a}},1{{i}}{'0' * 299}", "t.csv: “b” holds numbers as large as 1.29 × 10³⁰¹, whose"),
        ("{a},{i}e-200", "t.csv: “b” varies by only 2.9 × 10⁻¹⁹⁹, whose square a computer takes"),
    ],
)
def test_numbers_on_which_the_lesson_is_impossible(save: Save, form: str, sentence: str) -> None:
    assert refusal(save("t.csv", table(form=form))).startswith(sentence)


def test_columns_are_offered_with_units_ranges_and_the_likely_pair(save: Save) -> None:
    head = "id,remark,time [s],flux [ADU],sky"
    path = save("t.csv", table(form="{i},note,{a},{b},{a}", head=head))
    assert refusal(path, Choice()) == (
        "t.csv: which column is x, the known one, and which is y, the predicted one? There are "
        "“id”, 0 to 29; “remark”, text; “time” [s], 1.16 to 59.84; “flux” [ADU], 8.83 to 125.11; "
        "“sky”, 1.16 to 59.84. "
        "Say so, for example with --x time --y flux."
    )
    assert look(path).likely == ("time", "flux")
    same = save("t.csv", table(form="433,{a},{b}", head="site,time,flux"))
    assert look(same).likely == ("time", "flux")
    assert "--x time --y flux" in refusal(same, Choice())
    assert refusal(path, Choice("time")).startswith("t.csv: which column is y, the predicted one?")


@pytest.mark.parametrize(
    ("choice", "x", "y"),
    [
        (Choice(), "time", "flux"),
        (Choice("Flux"), "flux", "time"),
        (Choice("", "2"), "flux", "time"),
    ],
)
def test_the_only_two_columns_of_numbers_are_taken_and_it_is_said(
    save: Save, choice: Choice, x: str, y: str
) -> None:
    form, head = "{i},{a},{b},2024-01-01", "id,time,flux,day"
    got = read(save("t.csv", table(form=form, head=head)), choice)
    assert (got.x_column.label, got.y_column.label) == (x, y)
    said = f"columns: x is “{x}”, y is “{y}” (the only two columns of numbers)"
    assert str(got.findings[-1]) == said


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (Choice("a", "c"), "t.csv: there is no column “c” to be y. There are “a”, 1.16 to 59.84"),
        (Choice("a", "a"), "t.csv: x and y are the same column, “a”."),
        (Choice("d", "b"), "t.csv: the column “d” holds dates or times, such as “2024-01-01”; the"),
        (Choice("e", "b"), "t.csv: the column “e” holds text, such as “x”; the lesson needs"),
        (Choice("f", "b"), "t.csv: the column “f” is empty."),
    ],
)
def test_columns_that_cannot_be_used(save: Save, choice: Choice, sentence: str) -> None:
    path = save("t.csv", table(form="{a},{b},2024-01-01,x,", head="a,b,d,e,f"))
    assert refusal(path, choice).startswith(sentence)


def test_a_misspelled_column_suggests_the_nearest(save: Save) -> None:
    path = save("t.csv", table(head="exposure,signal"))
    assert refusal(path, Choice("expsure", "signal")).endswith("Did you mean “exposure”?")


def test_a_missing_file_suggests_its_neighbour_and_a_folder_is_none(save: Save) -> None:
    folder = save("data.csv", table()).parent
    assert refusal(folder / "date.csv") == (
        "date.csv: there is no such file. Did you mean data.csv?"
    )
    with pytest.raises(InputError, match="this is a folder, not a file"):
        read(folder, AB)


def test_a_name_that_is_a_script_is_only_a_name(save: Save) -> None:
    name = "<script>alert(1)</script>"
    got = read(save("t.csv", table(head=f"{name},b")), Choice(name, "b"))
    assert got.x_column.label == name
    assert got.line.rows == 30


def test_a_file_that_changes_while_it_is_read(save: Save) -> None:
    path = save("t.csv", table())

    def append(done: int, total: int) -> None:
        with path.open("a") as file:
            file.write("1,2\n")

    with pytest.raises(InputError, match="the file changed while it was being read"):
        read(path, AB, append)


def test_a_file_that_vanishes_while_it_is_read(save: Save) -> None:
    path = save("t.csv", table())
    with pytest.raises(InputError, match="the file changed while it was being read"):
        read(path, AB, lambda done, total: path.unlink())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(tmp_path / "pipe.csv") == "pipe.csv: this is a device or a pipe, not a file."


def test_limits_and_marks_leave_rows_out(save: Save) -> None:
    path = save("t.csv", table() + "10,-999\n11,-999.0\n12,NA\n")
    got = read(path, Choice("a", "b", below=100, above=10, missing=("-999",)))
    left = {item.reason: item.rows for item in got.left_out}
    _, y = pairs()
    beyond = int(((y >= 100) | (y <= 10)).sum())
    assert left == {Reason.NO_VALUE: 1, Reason.MARK: 2, Reason.LIMIT: beyond}
    assert got.y.min() > 10
    assert got.y.max() < 100


def test_a_unit_that_the_learner_says_wins_and_the_files_is_kept(save: Save) -> None:
    path = save("t.csv", table(head="t [ms],b"))
    got = read(path, Choice("t", "b", x_unit="s", y_unit=" 10³  ADU "))
    assert (got.x_column.unit, got.x_column.unit_from, got.x_column.stated) == ("s", "you", "ms")
    assert (got.y_column.unit, got.y_column.stated) == ("10³ ADU", "")


def test_the_whole_of_a_large_table_is_summed_up_and_a_sample_taken(save: Save) -> None:
    x, y = pairs(3_000)
    got = read(save("t.csv", table(3_000)), AB)
    assert (got.is_sample, len(got.x), got.whole.rows) == (True, 2_000, 3_000)
    assert got.whole.slope == pytest.approx(np.polyfit(x, y, 1)[0], rel=1e-10)
    assert got.line.slope == pytest.approx(np.polyfit(got.x, got.y, 1)[0], rel=1e-10)
    assert got.whole.mse != got.line.mse
    assert math.isclose(got.whole.slope, got.line.slope, abs_tol=4 * got.line.slope_error)
