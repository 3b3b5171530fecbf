"""A fourth field that tells nothing, and how to write a course folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

LESSON = "linear-regression"

POTTERY = """\
---
scenario:
  setting: the kiln log of a small pottery
  observation: firing
  each: one heating of the kiln, from cold to its top temperature
  held_back: firings that play no part in the fitting
  x: {name: firing time, symbol: t, unit: min, range: [10, 200]}
  y: {name: gas burnt, phrase: the gas burnt, symbol: G, unit: m³, range: [2, 52]}
---
"""
"""A fourth field that tells nothing: a scenario alone."""

Tree = Callable[[Mapping[str, str]], Path]
"""Writes a folder of files from a dict of texts, and returns the folder."""


def story_of(root: Path) -> Path:
    """The pottery story's file below a course's root."""
    return root / "fields" / "pottery" / f"{LESSON}.md"


def told(authors: str, **sections: str) -> str:
    """The pottery story with authors, telling some sections."""
    front = POTTERY.replace("---\n", f"---\nauthors: {authors}\n", 1)
    return front + "".join(
        f"\n## {slot.replace('_', '.')}\n\n{text}\n" for slot, text in sections.items()
    )
