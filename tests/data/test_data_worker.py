"""Files that are read in a process of their own."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from fieldwise.data import Choice, look, read
from fieldwise.errors import InputError
from tables import AB, pairs

DEADLY = Path(__file__).with_name("cases") / "abort.parquet"
"""One wrong byte makes polars 2.1 ask for two billion gigabytes, which ends its process."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    pl.DataFrame(dict(zip("ab", pairs(3_000), strict=True))).write_parquet(tmp_path / "t.parquet")
    return tmp_path / "t.parquet"


def test_what_another_process_read_is_the_same(path: Path) -> None:
    told = list[tuple[int, int]]()
    got = read(path, AB, lambda done, total: told.append((done, total)))
    assert (got.rows, got.is_sample, got.source) == (3_000, True, "t.parquet")
    assert np.isin(got.x, pairs(3_000)[0]).all()
    assert not got.x.flags.writeable
    assert told[-1] == (3_000, 3_000)
    assert look(path).likely == ("a", "b")


def test_its_sentences_arrive_whole(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(path, Choice("a", "c"))
    assert caught.value.where == str(path)
    assert caught.value.what == "there is no column “c” to be y."


def test_a_file_that_kills_its_reader_is_only_refused(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match="the file is damaged"):
        read(DEADLY, Choice("1", "2"))
    assert capfd.readouterr() == ("", "")


def test_who_asked_may_lose_interest(path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(path, AB, stop)


def test_a_process_that_does_not_even_start(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(InputError, match="damaged, so badly that reading it failed"):
        read(path, AB)
