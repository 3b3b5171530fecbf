"""What the app's tests share: a course that is watched by a real process, and a real browser."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.author import Author
from page.conftest import browser
from pottery import LESSON, POTTERY

__all__ = ["browser"]

STORY = f"""{POTTERY}
## title

Gas and time

## scene

One firing begins with a cold kiln.

It ends when the cone bends.
"""


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[..., Author]]:
    """Start `fieldwise open pottery --watch` on a course of the author's own."""
    processes: list[subprocess.Popen[str]] = []

    def start(text: str = STORY, *arguments: str) -> Author:
        story = tmp_path / "course" / "fields" / "pottery" / f"{LESSON}.md"
        story.parent.mkdir(parents=True)
        story.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "fieldwise", "open", *(arguments or ("pottery",))]
        command += ["--watch", "--no-browser", "--port", "0", "--course", str(tmp_path / "course")]
        with (tmp_path / "said.txt").open("w") as said:
            process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, text=True)
        processes.append(process)
        return Author(story, process, tmp_path / "said.txt")

    yield start
    for process in processes:
        process.send_signal(signal.SIGINT)
        end = time.monotonic() + 10
        while process.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        assert process.returncode == 0
    said = (tmp_path / "said.txt").read_text() if processes else ""
    assert "Traceback" not in said and "ERROR" not in said, said
