"""An author at work: a story, and what the watching process says about it."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path


class Author:
    """Edits a story that `fieldwise open --watch` watches."""

    def __init__(self, story: Path, process: subprocess.Popen[str], said: Path) -> None:
        self.story = story
        self.process = process
        self._said = said
        self.heard = 0
        self.address = self._first()

    def save(self, text: str) -> None:
        """Save as most editors do: write beside it and put it in its place."""
        part = self.story.with_name(f".{self.story.name}.swp1")
        part.write_text(text, encoding="utf-8")
        part.replace(self.story)

    def write(self, old: str, new: str) -> None:
        """Replace words in place, as simple editors do."""
        text = self.story.read_text(encoding="utf-8")
        assert old in text
        self.story.write_text(text.replace(old, new), encoding="utf-8")

    def hears(self, seconds: float = 20) -> str:
        """The next line on the terminal about a build."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            lines = self.lines()
            if len(lines) > self.heard:
                self.heard += 1
                return lines[self.heard - 1].partition("  ")[2]
            time.sleep(0.01)
        raise AssertionError(f"nothing more was said: {self._said.read_text()}")

    def lines(self) -> list[str]:
        """All lines about builds so far."""
        said = self._said.read_text(encoding="utf-8").split("\n")
        return [line for line in said if line[:2].isdigit() and line[2:3] == ":"]

    def _first(self) -> str:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            first = self._said.read_text(encoding="utf-8").partition("\n")[0]
            if first.startswith("http"):
                return first
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise AssertionError(self._said.read_text())
