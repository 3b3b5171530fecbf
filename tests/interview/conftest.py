"""Fields that nobody here prepared, each described in a few clumsy sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldwise.interview.answers import read_given
from fieldwise.interview.plan import Plan, plan, settle
from fieldwise.model import Lesson

ANSWERS = sorted((Path(__file__).parent / "answers").glob("*.yaml"))

Planned = Callable[[str], Plan]


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder of this test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "fieldwise"


@pytest.fixture
def planned(lesson: Lesson) -> Planned:
    """The plan that one of the answer files comes to."""

    def made(name: str) -> Plan:
        path = Path(__file__).parent / "answers" / f"{name}.yaml"
        settled, found = settle(read_given(path))
        assert found == ()
        return plan(settled, lesson)

    return made
