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
