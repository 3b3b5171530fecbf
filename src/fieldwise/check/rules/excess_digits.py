"""FW305."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.values import value_of
from fieldwise.model import ValueSpec
from fieldwise.quote import Quotation, quotations, resolution


def excess_digits(context: Context) -> Iterator[Finding]:
    """A value is quoted to more digits than it has.

    Finds: a quotation whose last digit is finer than that of the value's own format in the
    lesson, after conversion into the unit that the quotation asks for.

    Why: digits that the data do not support say something false about the data.

    Caught:

        ## loss.bridge

        A residual is current measured less current foretold; the loss, the mean of the squares,
        is {{ mse:.6f }}.

    Mend: leave the format out, or ask for fewer digits.

    Silent: as many digits or fewer; a conversion into a smaller unit that keeps the last digit
    (0.257 km as 257 m).
    """
    for text in context.markdown:
        for quotation in quotations(text.text):
            spec = value_of(quotation.name, context) if quotation.name else None
            if spec is None or not (quotation.format or quotation.unit):
                continue
            steps = _steps(quotation, spec, context)
            if steps is not None and steps[0] < steps[1] * (1 - 1e-6):
                yield Finding(
                    text.at(quotation.start, len(quotation.raw)),
                    f"`{quotation.raw}` shows more digits than `{spec.name}` has: steps of "
                    f"{steps[0]:.3g}, where the lesson has steps of {steps[1]:.3g}.",
                    f"The lesson's own format is `:{spec.format}`"
                    f"{' before the conversion' if quotation.unit else ''}.",
                )


def _steps(quotation: Quotation, spec: ValueSpec, context: Context) -> tuple[float, float] | None:
    """The sizes of the last digit shown and of the last that the value has, in one unit."""
    style = quotation.format or spec.format
    factor = 1.0
    if quotation.unit:
        unit, other = context.of.get(spec.name), context.read_unit(quotation.unit)
        if unit is None or other is None or not unit.is_like(other) or not other.scale:
            return None
        factor = unit.scale / other.scale
    value = 1.0
    if "f" not in style or "f" not in spec.format:
        known = context.values().get(spec.name)
        if known is None:
            return None
        value = known
    try:
        return resolution(value * factor, style), resolution(value, spec.format) * factor
    except (ValueError, ArithmeticError):
        return None
