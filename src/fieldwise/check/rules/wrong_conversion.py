"""FW306."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.values import constant_of, value_of
from fieldwise.errors import InputError
from fieldwise.quote import quotations


def wrong_conversion(context: Context) -> Iterator[Finding]:
    """A quotation asks for a unit that does not exist or does not fit.

    Finds: `in UNIT` where no unit is called so, or where the unit measures something else than
    the value; and a conversion of a constant, which is printed as it was declared.

    Why: the number cannot be converted, and a reader would see the braces.

    Caught:

        ## loss.bridge

        A residual is current measured less current foretold; the loss, the mean of the squares,
        is {{ mse:.1f in km }}.

    Mend: convert into a unit of the same kind: the slope has the unit of y by that of x, the MSE
    that of y, squared. A unit of the field's own is declared in `field.yaml`.

    Silent: any unit of the same kind, whatever its size.
    """
    if context.units is None:
        return
    for text in context.markdown:
        for quotation in quotations(text.text):
            if not quotation.unit:
                continue
            place = text.at(quotation.start, len(quotation.raw))
            if constant_of(quotation.name, context) and not value_of(quotation.name, context):
                yield Finding(
                    place,
                    f"the constant `{quotation.name}` is printed as declared; it is not converted.",
                    f"Write `{{{{ {quotation.name} }}}}`.",
                )
                continue
            unit = context.of.get(quotation.name.partition(".")[0])
            if value_of(quotation.name, context) is None or unit is None:
                continue
            try:
                other = context.units.read(quotation.unit)
            except InputError as error:
                yield Finding(place, error.what, error.hint)
                continue
            if not unit.is_like(other):
                yield Finding(
                    place,
                    f"`{quotation.name}` is in {unit.text or 'no unit'}, which is no "
                    f"{quotation.unit}.",
                    "Convert into a unit of the same kind.",
                )
