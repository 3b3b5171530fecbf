"""A value such as -999 that stands far from all others looks like a mark for “no value”.

Judged so: the value is one that programs write for “no value” (nines, the ends of a whole-number
type, huge powers of ten), it is the least or the greatest, and it is farther from the next than
all others are from each other. A value that stands once must have three nines or more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import Drawing, Note
from fieldwise.data.words import count, listed, number, quoted
from fieldwise.quote import grouped

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers
    from fieldwise.data.notes.view import Mask, View

_NINES = re.compile(r"-?9+(?:\.9+)?|-?9+\.0")
_ENDS = (-32768.0, 32767.0, 65535.0, -2147483648.0, 2147483647.0, 9.969209968386869e36)
_HUGE = 1e20


def find_marks(values: Numbers) -> Mask:
    """Which values look like marks."""
    found = np.zeros(len(values), dtype=bool)
    for extreme in (values.min(), values.max()):
        here = values == extreme
        others = values[~here & ~found]
        if len(others) < 3 or not _is_mark(float(extreme), int(here.sum())):
            continue
        gap = np.abs(others - extreme).min()
        if gap > others.max() - others.min():
            found |= here
    return found


def _is_mark(value: float, times: int) -> bool:
    nines = bool(_NINES.fullmatch(f"{value:.10g}"))
    if times == 1:
        return nines and abs(value) > 900
    return nines or value in _ENDS or abs(value) >= _HUGE


def note(view: View) -> Note | None:
    """What to say of marks for “no value”."""
    if not view.marks.any():
        return None
    measured = view.measured
    columns = (measured.y_column, view.y), (measured.x_column, view.x)
    said, found, rows = list[str](), list[float](), int(view.marks.sum())
    for column, values in columns:
        for mark in np.unique(values[find_marks(values)]).tolist():
            found.append(mark)
            said.append(f"{number(mark)} in {quoted(column.label)}")
    these = "this looks like a mark" if len(said) == 1 else "these look like marks"
    marks = dict.fromkeys(f"{mark:g}" for mark in found)
    return Note(
        code="missing-mark",
        sentence=f"{count(rows, 'row')} of {grouped(len(view.x))} {'has' if rows == 1 else 'have'} "
        f"{listed(said, 'or')}, far from all other values: {these} for “no value”.",
        advice=f"If so, leave {'it' if rows == 1 else 'these rows'} out.",
        option=" ".join(f"--missing {mark}" for mark in marks)
        + f" {'leaves' if len(marks) == 1 else 'leave'} {'it' if rows == 1 else 'them'} out.",
        term="training data",
        section="data.measured",
        drawing=Drawing(
            "cloud",
            f"The pairs, {grouped(rows)} of them far from the others.",
            tuple(np.flatnonzero(view.marks).tolist()),
        ),
    )
