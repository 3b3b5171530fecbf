"""Pairs that stand several times, more often than the coarseness of the numbers explains.

Judged so: rows that repeat an earlier pair are 5 % or more, and three at least; and coinciding
couples of rows are more than twice as many as expected, with a margin of four standard errors.
Expected is, for each two rows with the same x, the chance that a normal scatter of the size of
the residuals, rounded as finely as y is, gives both the same y.
"""

from __future__ import annotations

from math import pi, sqrt
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import Drawing, Note
from fieldwise.quote import grouped

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers
    from fieldwise.data.notes.view import View

_LEAST_SHARE = 0.05
_LEAST_ROWS = 3


def note(view: View) -> Note | None:
    """What to say of repeated pairs."""
    keep = view.keep
    x, y = view.x[keep], view.y[keep]
    pairs = np.column_stack([x, y])
    _, first, counts = np.unique(pairs, axis=0, return_index=True, return_counts=True)
    repeated = len(pairs) - len(counts)
    if repeated < max(_LEAST_ROWS, _LEAST_SHARE * len(pairs)) or view.is_exact:
        return None
    couples = float((counts * (counts - 1) / 2).sum())
    expected = 2 * _expected(x, y, sqrt(view.line_of_ordinary().mse))
    if couples <= expected + 4 * sqrt(expected) + 1:
        return None
    again = np.setdiff1d(np.arange(len(pairs)), first)
    return Note(
        code="repeats",
        sentence=f"{grouped(repeated)} of {grouped(len(view.x))} rows repeat a pair that stands "
        "before.",
        advice="If the same observation was written down twice, keep it once. A split by chance "
        "puts some of such twins in the training data and some in the test data, and the test "
        "error then looks too good.",
        term="train/test split",
        section="vocabulary",
        drawing=Drawing(
            "cloud",
            f"The pairs; {repeated} of them lie exactly on others.",
            tuple(keep[again].tolist()),
        ),
    )


def _expected(x: Numbers, y: Numbers, scatter: float) -> float:
    """How many couples of rows would coincide by chance."""
    _, sizes = np.unique(x, return_counts=True)
    couples = float((sizes * (sizes - 1) / 2).sum())
    gaps = np.diff(np.unique(y))
    gaps = gaps[gaps > 1e-9 * float(np.abs(y).max())]
    finest = float(gaps.min()) if len(gaps) else 0.0
    return couples * min(1.0, finest / (2 * sqrt(pi) * scatter)) if scatter else couples
