"""The line says next to nothing, or everything.

Nothing: the slope is less than two of its standard errors from zero. Everything: what the line
misses is rounding, a billionth of y's spread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwise.bind import with_unit
from fieldwise.data.measured import Drawing, Note
from fieldwise.data.words import pair, quoted

if TYPE_CHECKING:
    from fieldwise.data.notes.view import View

_ERRORS = 2.0


def note_exact(view: View) -> Note | None:
    """What to say of pairs that lie on a line."""
    if not view.is_exact:
        return None
    x, y = (quoted(c.label) for c in (view.measured.x_column, view.measured.y_column))
    return Note(
        code="exact",
        sentence=f"All pairs lie on one line but for rounding: {y} seems to be computed from {x}.",
        advice="A line through them misses nothing, so there is no error to judge, and exercise 1 "
        "adds none. Measure y, or name another column.",
        term="residual",
        section="loss",
        drawing=Drawing("cloud", "The pairs, all on one straight line."),
    )


def note_none(view: View) -> Note | None:
    """What to say of a slope that may be zero."""
    if view.is_exact:
        return None
    line = view.line_of_ordinary() if len(view.keep) > 2 else view.measured.line
    if abs(line.slope) >= _ERRORS * line.slope_error:
        return None
    x, y = (quoted(c.label) for c in (view.measured.x_column, view.measured.y_column))
    numbers = pair(line.slope, line.slope_error, 2)
    slope, error = (with_unit(text, view.slope_unit) for text in numbers)
    return Note(
        code="no-slope",
        sentence=f"{y} does not visibly depend on {x}: the slope is {slope}, with a standard error "
        f"of {error}.",
        advice="The lesson works, but the line will predict little better than the mean of y.",
        term="weights",
        section="compare.measured",
        drawing=Drawing("cloud", "The pairs and a line that is nearly level.", has_line=True),
    )
