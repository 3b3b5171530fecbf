"""Notebooks to verify: what tests of verify share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from fieldwise.verify import OutputStanding, Report

Json = dict[str, Any]
Edit = Callable[[Json], object]
Fresh = Callable[[], Json]
"""Makes an edition's notebook anew."""
Verified = Callable[[Any], Report]
"""Verifies a notebook that is given as JSON or as the bytes of its file."""

SIGNS = st.sampled_from([*"aA1 -\t.$*", "\u200b", "\u00ad", "\u202e", "\u0430", "\u2212", "\ufeff"])
CELLS = st.integers(0, 10_000)
PLACES = st.integers(0, 10_000)


def found(report: Report) -> dict[str, tuple[str, ...]]:
    """The findings by cell: standing, `foreign` outputs if so, and what is said."""
    return {
        cell.id or f"cell {cell.number}": (
            cell.standing.value,
            *(["foreign"] if cell.outputs is OutputStanding.FOREIGN else []),
            " ".join(cell.says),
        )
        for cell in report.cells
        if cell.is_finding
    }


def the(notebook: Json, name: str) -> Json:
    """The cell of a certain id."""
    cell: Json = next(c for c in notebook["cells"] if c["metadata"]["fieldwise"]["id"] == name)
    return cell


def as_older_matplotlib(svg: str) -> str:
    """A figure as Matplotlib 3.9 writes it: another name, font in one, labels shifted."""
    svg = re.sub(r"Matplotlib v[\d.]+", "Matplotlib v3.9.4", svg)
    svg = svg.replace("font-size: 10px; font-family:", "font: 10px")
    svg = re.sub(r'y="(\d+\.\d+)" transform="rotate\(-0 (\S+) \S+\)"', _shifted, svg)
    return re.sub(r"\bm([0-9a-f]{10})\b", r"m0\1", svg)


def _shifted(found: Any) -> str:
    y = float(found[1]) - 0.32
    return f'y="{y:.6f}" transform="rotate(-0 {found[2]} {y:.6f})"'
