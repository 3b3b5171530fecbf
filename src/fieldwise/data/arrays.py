"""Batches from columns that hold numbers already, as those of Parquet and FITS files do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import Batch, Column, Example, Reason, Take
from fieldwise.data.rows import EXAMPLES

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers, Reasons


class Arrays:
    """Hands over arrays as batches: what is no number has no value, what is infinite is broken."""

    def __init__(self, x: Column, y: Column, marks: tuple[str, ...], take: Take) -> None:
        self._columns = x, y
        self._marks = [float(mark) for mark in marks if _is_float(mark)]
        self._take = take
        self._shown: Counter[Reason] = Counter()
        self.rows = 0

    def add(self, x: Numbers, y: Numbers) -> None:
        """The next rows."""
        first, self.rows = self.rows, self.rows + len(x)
        # A sum is finite only if every number is: one pass, where looking at each takes three.
        with np.errstate(over="ignore", invalid="ignore"):
            is_good = bool(np.isfinite(x.sum()) and np.isfinite(y.sum()))
        if is_good and not self._marks:
            self._take(Batch(x, y))
            return
        why = np.zeros(len(x), dtype=np.uint8)
        examples: list[Example] = []
        for column, values in zip(self._columns, (x, y), strict=True):
            here = np.where(np.isnan(values), Reason.NO_VALUE, 0).astype(np.uint8)
            here[np.isin(values, self._marks)] = Reason.MARK
            here[np.isinf(values)] = Reason.INFINITE
            why = np.maximum(why, here)
            examples += self._examples(column, values, here, first)
        self._take(Batch(x, y, why if why.any() else None, tuple(examples)))

    def _examples(self, column: Column, values: Numbers, why: Reasons, first: int) -> list[Example]:
        examples = []
        for reason in (Reason.MARK, Reason.INFINITE):
            for at in np.flatnonzero(why == reason)[: EXAMPLES - self._shown[reason]].tolist():
                self._shown[reason] += 1
                where = f"row {first + at + 1}"
                examples.append(Example(where, column.label, f"{values[at]:g}", reason))
        return examples


def _is_float(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
