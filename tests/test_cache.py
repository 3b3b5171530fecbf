"""The cache: sealed entries, and locks that die with their holders."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwise import cache

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
HOLD = """
import sys, time
from fieldwise import cache
with cache.alone("shelf", "key", 9, lambda: print("waiting", flush=True)):
    print("held", flush=True)
    time.sleep(float(sys.argv[1]))
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIELDWISE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def entry(own: Path) -> Path:
    return next(own.rglob("*.json"))


@given(key=st.text(), what=JSON)
def test_what_is_remembered_is_recalled(key: str, what: object) -> None:
    cache.remember("shelf", key, what)
    assert cache.recall("shelf", key) == what
    assert cache.recall("other", key) is None


@given(place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_an_entry_with_any_bit_changed_counts_as_absent(place: int, bit: int) -> None:
    cache.remember("shelf", "key", {"mse": 7.687238738549479})
    path = entry(cache.folder())
    raw = bytearray(path.read_bytes())
    raw[place % len(raw)] ^= 1 << bit
    path.write_bytes(raw)
    assert cache.recall("shelf", "key") is None


def test_an_entry_in_the_place_of_another_counts_as_absent(own: Path) -> None:
    cache.remember("shelf", "one", 1)
    first = entry(own)
    cache.remember("shelf", "two", 2)
    second = next(path for path in own.rglob("*.json") if path != first)
    first.replace(second)
    assert cache.recall("shelf", "two") is None


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path, own: Path) -> None:
    own.write_text("a file where the folder should be")
    cache.remember("shelf", "key", 1)
    assert cache.recall("shelf", "key") is None
    with cache.alone("shelf", "key", 1, pytest.fail):
        pass
    assert own.is_file()


def test_old_entries_and_leftovers_go(own: Path) -> None:
    cache.remember("shelf", "key", 1)
    folder = entry(own).parent
    (folder / "0.json").write_text("")
    (folder / ".0.json.1.part").write_text("")
    for path in folder.iterdir():
        os.utime(path, (0, 0))
    cache._tidy.cache_clear()
    cache.remember("shelf", "key", 2)
    assert [path.name for path in folder.iterdir()] == [entry(own).name]


def test_many_writers_never_damage_an_entry() -> None:
    def work(number: int) -> object:
        cache.remember("shelf", "key", [number] * 1000)
        return cache.recall("shelf", "key")

    with ThreadPoolExecutor(8) as threads:
        seen = list(threads.map(work, range(200)))
    assert all(isinstance(found, list) and len(set(found)) == 1 for found in seen)


def test_a_lock_dies_with_its_holder() -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, "60"], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    waited: list[int] = []

    def kill() -> None:
        waited.append(1)
        holder.kill()

    with holder, cache.alone("shelf", "key", 30, kill):
        assert waited == [1]
        with cache.alone("shelf", "another key", 0, pytest.fail):
            pass


def test_nobody_waits_longer_than_their_patience() -> None:
    asked: list[int] = []
    with cache.alone("shelf", "key", 9, pytest.fail):
        start = time.monotonic()
        with cache.alone("shelf", "key", 0.2, lambda: asked.append(1)):
            assert 0.2 <= time.monotonic() - start < 5
    assert asked == [1]
