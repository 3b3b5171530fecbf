from __future__ import annotations

import numpy as np
import pytest

from fieldwise.data import Choice
from tables import Save, look, pairs, read, refusal, table

HEADER = """\
# %ECSV 1.0
# ---
# datatype:
# - {name: time, unit: s, datatype: float64}
# - {name: flux, unit: erg / (s cm2), datatype: float64, description: calibrated}
# - {name: name, datatype: string}
# - {name: vector, datatype: string, subtype: 'float64[3]'}
# meta: !!omap
# - {epoch: !astropy.time.Time {scale: utc}}
# schema: astropy-2.0
"""
NAMES = "time flux name vector"
ROWS = table(form='{a} {b} "a b" [1,2,3]', head=NAMES)


def test_names_and_units_come_from_the_header(save: Save) -> None:
    got = read(save("t.ecsv", HEADER + ROWS), Choice("time", "flux"))
    assert np.array_equal(got.y, pairs()[1])
    assert got.x_column.unit == "s"
    assert got.y_column.unit == "erg/(s·cm²)"
    assert got.y_column.unit_from == "the ECSV header"


def test_columns_that_hold_no_single_number(save: Save) -> None:
    path = save("t.ecsv", HEADER + ROWS)
    assert [c.kind for c in look(path).table.columns] == ["number", "number", "text", "list"]
    assert refusal(path, Choice("time", "vector")).startswith(
        "t.ecsv: the column “vector” holds several values a row"
    )


def test_commas_and_empty_cells(save: Save) -> None:
    header = HEADER.replace("# datatype:", "# delimiter: ','\n# datatype:")
    rows = table(form="{a},{b},x,y", head=NAMES.replace(" ", ","))
    got = read(save("t.ecsv", header + rows + "1,,x,y\n"), Choice("time", "flux"))
    assert (got.rows, len(got.x), got.left_out[0].examples[0].where) == (31, 30, "line 43")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HEADER, "t.ecsv:11: the ECSV header describes 4 columns, but 0 are named below it."),
        (HEADER + "a b\n1 2\n", "t.ecsv:11: the ECSV header describes 4 columns, but 2 are named"),
        (HEADER + NAMES + "\n", "t.ecsv: the table has a header and no rows."),
        (
            "# %ECSV 1.0\n# ---\n# {{{\na b\n1 2\n",
            "t.ecsv: the header of this ECSV file is damaged.",
        ),
    ],
)
def test_damaged_headers(save: Save, content: str, sentence: str) -> None:
    assert refusal(save("t.ecsv", content)).startswith(sentence)


def test_what_astropy_writes_is_read(save: Save) -> None:
    tables = pytest.importorskip("astropy.table")
    units = pytest.importorskip("astropy.units")
    path = save("t.ecsv", "")
    x, y = pairs()
    tables.Table({"t": x * units.s, "f": y * units.Unit("ct / s")}).write(path, overwrite=True)
    got = read(path, Choice("t", "f"))
    assert np.array_equal(got.x, x)
    assert got.y_column.unit == "ct/s"
