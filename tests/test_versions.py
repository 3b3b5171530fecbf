"""Versions, against the standard library's own way of finding them."""

from __future__ import annotations

import os
from importlib.metadata import distributions, version
from pathlib import Path

import pytest

from fieldwise import versions


def test_every_installed_distribution_has_the_version_that_metadata_gives() -> None:
    names = {distribution.name for distribution in distributions()}
    assert {name: versions.version_of(name) for name in names} == {
        name: version(name) for name in names
    }


@pytest.mark.parametrize("name", ["scikit-learn", "Scikit_Learn", "scikit.learn"])
def test_a_name_may_be_spelled_in_any_way(name: str) -> None:
    assert versions.version_of(name) == version("scikit-learn")


def test_what_is_not_installed_has_none() -> None:
    assert versions.version_of("no-such-library") is None


def test_the_first_on_the_path_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "numpy-0.1+local.dist-info").mkdir()
    (tmp_path / "notes-of-mine.txt").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert versions.version_of("numpy") == "0.1+local"


def test_what_is_installed_meanwhile_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "numpy-0.1.dist-info").mkdir()
    assert versions.version_of("numpy") == "0.1"
    os.utime(tmp_path, (1, 1))  # however coarse the clock, this is another time
    (tmp_path / "numpy-0.1.dist-info").rename(tmp_path / "numpy-0.2.dist-info")
    assert versions.version_of("numpy") == "0.2"
