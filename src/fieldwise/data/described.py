"""A learner's data in a story's words: a scenario for them, and the units nobody has declared."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fieldwise.data.measured import Column, Measured
from fieldwise.errors import InputError
from fieldwise.model import Place, Quantity, Scenario, UnitDefinition
from fieldwise.units import Units

_LETTERS = 2
"""Letters of the longest name that needs no article: `JD`."""
_SHORT = 6
"""Letters of the longest name that serves as its own symbol."""


def scenario_of(measured: Measured, article: str = "a") -> Scenario:
    """The scenario of a file: its columns' names and units, a row for an observation."""
    place = Place(measured.source, 1)
    line = measured.line
    x = _quantity(measured.x_column, "x", line.x_low, line.x_high, place)
    y = _quantity(measured.y_column, "y", line.y_low, line.y_high, place)
    return Scenario(
        setting=f"the table in {measured.source}",
        observation="row",
        observations="rows",
        article=article,
        each=f"one line of the table, with its {x.name} and its {y.name}",
        held_back="a quarter of the rows, drawn at random",
        quantities={
            "x": x,
            "y": y,
        },
        slope_unit="",
        place=place,
    )


def new_units(
    texts: Iterable[str], known: tuple[UnitDefinition, ...]
) -> tuple[UnitDefinition, ...]:
    """Declarations for the units that neither the library nor the field knows.

    A file may name any unit; one that nobody can convert is still a unit, of its own kind.
    """
    declared: list[UnitDefinition] = []
    for text in dict.fromkeys(texts):
        try:
            Units((*known, *declared)).read(text)
        except InputError:
            declared.append(UnitDefinition(text, "new", text, "as the file names it"))
    return tuple(declared)


def _quantity(column: Column, axis: str, low: float, high: float, place: Place) -> Quantity:
    short = re.fullmatch(r"[^\W\d_]\w*", column.label) and len(column.label) <= _SHORT
    spoken = re.sub(r"(?<!\d)_|_(?!\d)", " ", column.label)  # 20_00065 is a code, not words
    name = " ".join(spoken.split()) or column.label
    return Quantity(
        name=name,
        phrase=name if len(name) <= _LETTERS else f"the {name}",
        symbol=column.label if short else axis,
        unit=column.unit,
        low=low,
        high=high,
        place=place,
    )
