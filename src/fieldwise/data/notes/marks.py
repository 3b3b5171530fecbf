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
from fieldwise.data.words import count, number, quoted

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
    column, values = view.measured.y_column, view.y
    if not find_marks(values).any():
        column, values = view.measured.x_column, view.x
    here = find_marks(values)
    mark = float(values[here][0])
    times = int(here.sum())
    return Note(
        code="missing-mark",
        sentence=f"{count(times, 'row')} of {len(values):,} "
        f"{'has' if times == 1 else 'have'} {number(mark)} in {quoted(column.label)}, far from "
        "all other values: this looks like a mark for “no value”.",
        advice=f"If it is one, leave these rows out with --missing {mark:g}.",
        term="training data",
        section="data.measured",
        numbers={"value": mark, "rows": times},
        drawing=Drawing(
            "cloud",
            f"The pairs, {times} of them far from the others at {number(mark)}.",
            tuple(np.flatnonzero(here).tolist()),
        ),
    )
