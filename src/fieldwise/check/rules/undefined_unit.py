"""FW401."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding, readable_units
from fieldwise.errors import InputError
from fieldwise.model import Place


def undefined_unit(context: Context) -> Iterator[Finding]:
    """A unit does not exist.

    Finds: a unit of the scenario, of a constant or under `also_units` that neither the units
    library nor the field knows, and a unit of the field's own whose definition cannot be read.

    Why: the units of the slope and of the loss are computed from these, and conversions too.

    Caught:

        scenario:
          y: {name: current, symbol: v, unit: knotts, range: [2, 52]}

    Mend: write the unit as the field does: `s`, `10³ ADU`, `mg·h/L`. A unit that only the field
    knows is declared in `field.yaml`: `units: {cover: {is: new, plural: covers}}`.

    Silent: units of any size, with powers and prefixes, and those that the field declares.
    """
    field, story = context.story.field, context.story
    for definition, error in readable_units(field):
        if error is not None:
            place = field.places.get(f"units.{definition.name}.is", Place(field.path, 1))
            yield Finding(place, error.what, error.hint)
    if context.units is None:
        return
    stated = [
        (story.places.get(f"scenario.{name}.unit"), quantity.unit)
        for name, quantity in story.scenario.quantities.items()
    ]
    stated += [(story.places.get(key), unit) for key, unit in context.stated_units]
    stated.append((story.places.get("scenario.slope_unit"), story.scenario.slope_unit))
    for where, unit in stated:
        try:
            context.units.read(unit)
        except InputError as error:
            yield Finding(where or Place(story.path, 1), error.what, error.hint)
