"""FW402."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.model import Place


def empty_range(context: Context) -> Iterator[Finding]:
    """A range has its ends in the wrong order.

    Finds: a quantity of the scenario whose range does not go from a smaller number to a larger.

    Why: the range is printed as the plausible one, and the figures to play with are drawn
    within it.

    Example:

        scenario:
          x: {name: range of the tide, phrase: the range of the tide, symbol: R, unit: m, range: [200, 10]}

    Mend: write the smaller number first.

    Silent: negative numbers in the right order.
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


def _has_two_numbers(place: Place, context: Context) -> bool:
    """Whether a range could be read; what could not counts as 0 and is reported elsewhere."""
    if context.is_whole:
        return True
    line = context.sources[place.path][place.line - 1][place.column - 1 :]
    inside = line.partition("]")[0]
    return len(re.findall(r"[^\s,\[]+", inside)) == len(re.findall(r"\d[\d.eE+-]*", inside)) == 2
