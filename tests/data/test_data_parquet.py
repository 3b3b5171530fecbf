from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from fieldwise.data import Choice, parquet
from fieldwise.data.measured import Reason
from tables import AB, Save, look, pairs, read, refusal, table


@pytest.fixture
def frame() -> pl.DataFrame:
    x, y = pairs(60)
    columns: dict[str, Any] = {
        "^a.*$": np.arange(60),
        "time [s]": x,
        "b": y,
        "note": ["x"] * 60,
        "ok": [True] * 60,
        "when": [None] * 60,
        "many": [[1, 2]] * 60,
    }
    return pl.DataFrame(columns).with_columns(pl.lit("2024-05-01").str.to_date().alias("day"))


def test_two_columns_are_read(frame: pl.DataFrame, tmp_path: Path) -> None:
    frame.write_parquet(tmp_path / "[1].parquet", row_group_size=7)
    got = read(tmp_path / "[1].parquet", Choice("time", "b"))
    assert np.array_equal(got.x, pairs(60)[0])
    assert np.array_equal(got.y, pairs(60)[1])
    assert (got.x_column.unit, got.rows, str(got.findings[0])) == (
        "s",
        60,
        "format: Parquet (60 rows in 8 columns)",
    )


def test_columns_are_offered_with_their_kinds(frame: pl.DataFrame, tmp_path: Path) -> None:
    frame.write_parquet(tmp_path / "t.parquet")
    kinds = [column.kind for column in look(tmp_path / "t.parquet").table.columns]
    assert kinds == ["number", "number", "number", "text", "truth", "empty", "list", "date"]
    sentence = refusal(tmp_path / "t.parquet", Choice("day", "b"))
    assert sentence.startswith("t.parquet: the column “day” holds dates or times, such as")


def test_what_is_null_or_infinite_is_told(tmp_path: Path) -> None:
    x, y = pairs(60)
    y[3], y[5] = np.inf, np.nan
    frame = pl.DataFrame({"a": x, "b": y}).with_columns(
        pl.when(pl.col("a") == x[8]).then(None).otherwise(pl.col("a")).alias("a")
    )
    frame.write_parquet(tmp_path / "t.parquet")
    assert refusal(tmp_path / "t.parquet").startswith(
        "t.parquet: in row 4, “inf” in the column “b” is infinite or too large for a number."
    )
    got = read(tmp_path / "t.parquet", Choice("a", "b", leave_out_broken=True))
    assert {item.reason: item.rows for item in got.left_out} == {
        Reason.NO_VALUE: 2,
        Reason.INFINITE: 1,
    }


@pytest.mark.parametrize("keep", [4, 20, 700, -1])
def test_damaged_files(frame: pl.DataFrame, tmp_path: Path, keep: int) -> None:
    path = tmp_path / "t.parquet"
    frame.write_parquet(path)
    path.write_bytes(path.read_bytes()[:keep])
    assert refusal(path).startswith("t.parquet: the Parquet file is damaged: its end is missing.")
    path.write_bytes(b"PAR1" + bytes(500) + b"\x99\0\0\0PAR1")
    assert refusal(path).startswith("t.parquet: the Parquet file is damaged or of an unknown kind")


def test_no_damage_to_any_byte_escapes_as_anything_but_a_sentence(tmp_path: Path) -> None:
    path, random = tmp_path / "t.parquet", np.random.default_rng(0)
    pl.DataFrame(dict(zip("ab", pairs(60), strict=True))).write_parquet(path)
    good = path.read_bytes()
    for _ in range(150):
        spoilt = bytearray(good)
        for at in random.integers(0, len(good), 4):
            spoilt[at] = random.integers(256)
        path.write_bytes(spoilt)
        refusal(path)


def test_a_file_that_shrinks_while_it_is_read(tmp_path: Path, monkeypatch: Any) -> None:
    path = tmp_path / "t.parquet"
    monkeypatch.setattr(parquet, "_BATCH", 10)
    pl.DataFrame(dict(zip("ab", pairs(5_000), strict=True))).write_parquet(path, row_group_size=50)

    def truncate(done: int, total: int) -> None:
        os.truncate(path, 2_000)

    with pytest.raises(Exception, match="the file changed while it was being read"):
        read(path, AB, truncate)


def test_a_large_files_digest_is_of_its_footer(
    frame: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.parquet"
    frame.write_parquet(path)
    small = read(path, Choice("time", "b"))
    monkeypatch.setattr(parquet, "_DIGESTED", 100)
    large = read(path, Choice("time", "b"))
    assert small.digest_of == "the file"
    assert large.digest_of == "the length and the footer of the file"
    assert small.digest != large.digest


def test_the_same_rows_as_text_and_as_parquet_give_the_same_sample(
    save: Save, tmp_path: Path
) -> None:
    x, y = pairs(5_000)
    pl.DataFrame({"a": x, "b": y}).write_parquet(tmp_path / "t.parquet", row_group_size=333)
    one, other = read(save("t.csv", table(5_000)), AB), read(tmp_path / "t.parquet", AB)
    assert np.array_equal(one.x, other.x)
    assert one.whole.slope == pytest.approx(other.whole.slope, rel=1e-12)
