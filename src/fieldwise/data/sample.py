"""A uniform random sample of rows of which nobody knows beforehand how many there are."""

from __future__ import annotations

from math import exp, floor, log, log1p
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers

SEED = 42


class Sample:
    """At most `size` rows, each equally likely to be among them; the same for the same rows.

    Algorithm L (Li, 1994): which row is taken next depends on the rows' count alone, not on how
    they come in batches, and the rows between are not looked at.
    """

    def __init__(self, size: int, seed: int = SEED) -> None:
        self._size = size
        self._random = np.random.default_rng(seed)
        self._x = np.empty(size)
        self._y = np.empty(size)
        self._rows = np.empty(size, dtype=np.int64)
        self._seen = 0
        self._largest = 1.0
        """The largest of `size` random keys, each uniform between 0 and 1."""
        self._next = size - 1
        self._skip()

    def add(self, x: Numbers, y: Numbers) -> None:
        """Take notice of the next rows."""
        start, end = self._seen, self._seen + len(x)
        filled = min(end, self._size)
        if start < filled:
            self._put(slice(start, filled), x[: filled - start], y[: filled - start], start)
        while self._next < end:
            slot = int(self._random.integers(self._size))
            at = self._next - start
            self._put(slice(slot, slot + 1), x[at : at + 1], y[at : at + 1], self._next)
            self._skip()
        self._seen = end

    def take(self) -> tuple[Numbers, Numbers]:
        """The rows, in the order in which they came."""
        count = min(self._seen, self._size)
        order = np.argsort(self._rows[:count])
        return self._x[:count][order], self._y[:count][order]

    def _put(self, slots: slice, x: Numbers, y: Numbers, row: int) -> None:
        self._x[slots], self._y[slots] = x, y
        self._rows[slots] = np.arange(row, row + len(x))

    def _skip(self) -> None:
        """Choose the next row that enters."""
        first, second = 1.0 - self._random.random(2)  # never 0, so never the logarithm of 0
        self._largest *= exp(log(first) / self._size)
        self._next += floor(log(second) / log1p(-self._largest)) + 1
