"""FW402."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.model import Place

_SHARED = 0.8
"""The least share of the data's span that a range has to cover."""


def empty_range(context: Context) -> Iterator[Finding]:
    """A range is empty, or the lesson's data lie outside of it.

    Finds: a quantity of the scenario whose range does not go from a smaller number to a larger,
    or covers less than four fifths of the run's data.

    Why: the range is printed as the plausible one, and the figures to play with are drawn
    within it.

    Caught:

        scenario:
          x: {name: range of the tide, symbol: R, unit: cm, range: [200, 10]}

    Mend: write the smaller number first; choose quantities and units for which the lesson's own
    data are plausible.

    Silent: negative numbers in the right order; a range that the data overstep a little.
    """
    for name, quantity in context.story.scenario.quantities.items():
        place = context.story.places.get(f"scenario.{name}.range")
        if place is None or not _has_two_numbers(place, context):
            continue
        if quantity.low >= quantity.high:
            yield Finding(
                place,
                f"the range of `{name}` goes from {quantity.low:g} to {quantity.high:g}.",
                "Write the smaller number first.",
            )
            continue
        values = context.values()
        least, most = values.get(f"{name}_min"), values.get(f"{name}_max")
        if least is None or most is None or most <= least:
            continue
        shared = min(most, quantity.high) - max(least, quantity.low)
        if shared < _SHARED * (most - least):
            yield Finding(
                place,
                f"the range of `{name}`, {quantity.low:g} to {quantity.high:g}, is not that of "
                f"the data, {least:.4g} to {most:.4g}.",
                "Choose quantities and units for which the lesson's data are plausible.",
            )


def _has_two_numbers(place: Place, context: Context) -> bool:
    """Whether a range could be read; what could not counts as 0 and is reported elsewhere."""
    if context.is_whole:
        return True
    line = context.sources[place.path][place.line - 1][place.column - 1 :]
    inside = line.partition("]")[0]
    return len(re.findall(r"[^\s,\[]+", inside)) == len(re.findall(r"\d[\d.eE+-]*", inside)) == 2
