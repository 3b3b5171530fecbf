"""FW403."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from fieldwise.check.context import Context, Finding
from fieldwise.units import Units


def slope_unit(context: Context) -> Iterator[Finding]:
    """The slope's unit is not that of y by that of x.

    Finds: a `slope_unit` that measures something else than y divided by x, or that is larger or
    smaller than it.

    Why: `slope_unit` changes how the unit is printed, not the number in front of it. A unit of
    another size would make every slope in the lesson false.

    Caught:

        scenario:
          slope_unit: km/s/cm

    Mend: write the same unit in other words, or leave the key out: the unit is computed.

    Silent: other spellings of the same unit (`€/€` for `(10³ €/year)/(10³ €/year)`).
    """
    text, story = context.story.scenario.slope_unit, context.story
    of = {name: context.of[name] for name in ("x", "y") if name in context.of}
    place = story.places.get("scenario.slope_unit")
    if not text or place is None or len(of) < 2:
        return
    computed = Units(story.field.units).monomial("y/x", of)
    stated = context.read_unit(text)
    if stated is None:
        return
    if not stated.is_like(computed):
        problem = f"measures something else than {computed.text}"
    elif not isclose(stated.scale, computed.scale, rel_tol=1e-9):
        problem = f"is {stated.scale / computed.scale:.6g} times {computed.text}"
    else:
        return
    yield Finding(
        place,
        f"the slope's unit “{text}” {problem}, the unit of y by that of x.",
        "Leave `slope_unit` out, or write that unit in other words.",
    )
