"""What a careful colleague would say about the data, before the fit: one module for each note.

Notes are advice, not obstacles. Those that rest on a test give a false alarm on clean data (a
straight line, normal scatter) in at most two data sets of a hundred, each for itself; a test of
this project holds them to that.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fieldwise.data.measured import Measured, Note
from fieldwise.data.notes import (
    curve,
    dates,
    descent,
    fan,
    few,
    flat,
    marks,
    order,
    outliers,
    reading,
    repeats,
    slope,
)
from fieldwise.data.notes.view import View

RULES: tuple[Callable[[View], Note | None], ...] = (
    reading.note_left_out,
    reading.note_guess,
    reading.note_units,
    reading.note_sample,
    dates.note,
    marks.note,
    flat.note_top,
    flat.note_bottom,
    slope.note_exact,
    slope.note_none,
    outliers.note,
    curve.note,
    fan.note,
    repeats.note,
    descent.note,
    few.note,
    order.note,
)
"""In the order in which they are told: how the file was read, what may spoil the fit, the rest."""


def notes(view: View) -> tuple[Note, ...]:
    """All that is worth saying about the data."""
    with np.errstate(all="ignore"):
        return tuple(note for rule in RULES if (note := rule(view)) is not None)


def look(measured: Measured, slope_unit: str = "", squared_unit: str = "") -> View:
    """The data with the pairs set apart that are not ordinary; the units are for the notes."""
    x, y = measured.x, measured.y
    found = marks.find_marks(x) | marks.find_marks(y)
    usual = ~found
    top, bottom = np.zeros_like(found), np.zeros_like(found)
    if usual.sum() > 2 and np.ptp(x[usual]) > 0 and np.ptp(y[usual]) > 0:
        top[usual] = flat.find_flat(x[usual], y[usual], 1)
        below = usual & ~top
        bottom[below] = flat.find_flat(x[below], y[below], -1)
    return View(measured, found, top, bottom, slope_unit, squared_unit)
