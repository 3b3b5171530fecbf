"""A uniform random sample of rows of which nobody knows beforehand how many there are."""

from __future__ import annotations

from math import exp, floor, log, log1p
from random import Random
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
        self._random = Random(seed).random
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
            fresh = filled - start
            self._x[start:filled], self._y[start:filled] = x[:fresh], y[:fresh]
            self._rows[start:filled] = np.arange(start, filled)
        while self._next < end:
            slot = floor(self._random() * self._size)
            at = self._next - start
            self._x[slot], self._y[slot], self._rows[slot] = x[at], y[at], self._next
            self._skip()
        self._seen = end

    def take(self) -> tuple[Numbers, Numbers]:
        """The rows, in the order in which they came."""
        count = min(self._seen, self._size)
        order = np.argsort(self._rows[:count])
        return self._x[:count][order], self._y[:count][order]

    def _skip(self) -> None:
        """Choose the next row that enters."""
        first, second = 1.0 - self._random(), 1.0 - self._random()  # never the logarithm of 0
        self._largest *= exp(log(first) / self._size)
        self._next += floor(log(second) / log1p(-self._largest)) + 1
