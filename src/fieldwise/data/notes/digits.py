"""In these units the lesson's numbers print badly.

The lesson prints slope, intercept and MSE with three decimals, x and y with one. A number that
shows fewer than two digits, or more than nine before the point, is hard to read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwise.data.measured import Note
from fieldwise.data.words import listed, number

if TYPE_CHECKING:
    from fieldwise.data.notes.view import View

_SMALL = 0.0095
_LARGE = 1e9


def note(view: View) -> Note | None:
    """What to say of numbers too small or too large to print."""
    line = view.measured.line
    shown = {"the slope": abs(line.slope), "the MSE": line.mse}
    if view.is_exact or line.slope == 0:
        del shown["the MSE"]
    small = [f"{name}, {number(value, 2)}," for name, value in shown.items() if 0 < value < _SMALL]
    spans = {
        **shown,
        "the intercept": abs(line.intercept),
        "x": max(abs(line.x_low), abs(line.x_high)),
        "y": max(abs(line.y_low), abs(line.y_high)),
    }
    large = [f"{name}, {number(value, 2)}," for name, value in spans.items() if value >= _LARGE]
    if not small and not large:
        return None
    words = [f"{listed(small)} as next to nothing"] if small else []
    words += [f"{listed(large)} with very many digits"] if large else []
    return Note(
        code="digits",
        sentence=f"In these units the lesson prints {listed(words)}.",
        advice="Give the columns in other units, so that most of their numbers lie between 1 and "
        "1,000.",
        term="weights",
        section="model",
        numbers={"slope": line.slope, "mse": line.mse},
    )
