"""Fixtures of the data stage's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tables import Save


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Write a file and return its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
