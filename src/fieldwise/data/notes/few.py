"""Too few rows to split.

The relative standard error of a mean of m squared normal residuals is √(2/m). With fewer than
eight test rows it is more than a half, and the test error says next to nothing.
"""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING

from fieldwise.data.measured import Note
from fieldwise.data.words import percent

if TYPE_CHECKING:
    from fieldwise.data.notes.view import View

_LEAST_TEST = 8
_SHARE = 0.25


def note(view: View) -> Note | None:
    """What to say of few rows."""
    rows = len(view.x)
    test = ceil(_SHARE * rows)
    if test >= _LEAST_TEST:
        return None
    error = sqrt(2 / test)
    return Note(
        code="few",
        sentence=f"{rows} rows are few to split: a quarter of them is {test}, and the MSE of "
        f"{test} test rows is uncertain by about {percent(error)} of itself.",
        advice="Read nothing into a difference between training and test error. Repeated splits "
        "with every row as a test row once (cross-validation) use so few rows better.",
        term="test data",
        section="evaluation",
    )
