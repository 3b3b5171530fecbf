"""What the tests of the check share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tides import FoundIn


@pytest.fixture
def found_in(tmp_path: Path) -> FoundIn:
    """Check the good story with a fragment worked in."""
    return FoundIn(tmp_path)
