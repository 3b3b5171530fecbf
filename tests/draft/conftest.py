"""What the tests of the drafting share: an endpoint, and a story of the small lesson to be told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from draft.endpoint import Server, serving
from draft.tide_book import Book, open_book


@pytest.fixture
def endpoint() -> Iterator[Server]:
    """A model's endpoint on this machine."""
    with serving() as server:
        yield server


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """The tides, a scenario alone, with the texts that a good model would write."""
    return open_book(tmp_path)
