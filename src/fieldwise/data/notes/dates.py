"""Days written as whole numbers, 19580329, which are no measure of time.

Judged so: every x is a whole number of eight digits that names a day from 1700 to 2199, and they
span more than one month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import Note
from fieldwise.data.words import quoted

if TYPE_CHECKING:
    from fieldwise.data.notes.view import View

_FIRST, _LAST = 17_000_101, 21_991_231


def note(view: View) -> Note | None:
    """What to say of days written as numbers."""
    x = view.x
    if x.min() < _FIRST or x.max() > _LAST or (x != np.round(x)).any():
        return None
    month, day = x // 100 % 100, x % 100
    if ((month < 1) | (month > 12) | (day < 1) | (day > 31)).any() or np.ptp(x) < 100:
        return None
    first = int(x.min())
    return Note(
        code="dates",
        sentence=f"{quoted(view.measured.x_column.label)} looks like days written as numbers: "
        f"{first} would be {first // 10_000}-{first // 100 % 100:02}-{first % 100:02}. From "
        "December to January such numbers leap by 8870, though a day has passed.",
        advice="Add a column with the days since a start, and name that.",
        term="feature",
        section="vocabulary",
    )
