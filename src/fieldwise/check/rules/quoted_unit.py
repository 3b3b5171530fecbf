"""FW405."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isclose

from fieldwise.check.context import Context, Finding
from fieldwise.check.unit_words import unit_words
from fieldwise.check.values import Shown, shown, value_of
from fieldwise.quote import Quotation, quotations
from fieldwise.units import Unit

_BEHIND = re.compile(
    r"(?:[ \u00a0]|-)?(?P<unit>\(?[^\W_][^\s,;:|*]{0,30}"
    r"(?:[ \u00a0](?:per[ \u00a0])?[^\W\d_/]{1,8}[²³]?)?)"
)


def quoted_unit(context: Context) -> Iterator[Finding]:
    """A unit is typed behind a quotation that prints its own, or does not fit the number.

    Finds: a unit right after a quotation that prints with its unit; and a unit of another size
    right after one that prints the bare number (`.number`).

    Why: `{{ x_max }} s` reads “195.4 s s”, and `{{ x_max.number }} min` is false.

    Caught:

        ## loss.bridge

        A residual is current measured less current foretold; the loss, the mean of the squares,
        is {{ mse }} cm²/s².

    Mend: take the typed unit out, or quote the bare number: `{{ mse.number }}`.

    Silent: any other word behind a quotation; counts, which have no unit.
    """
    if context.units is None:
        return
    for text in context.markdown:
        for quotation in quotations(text.text):
            behind = _BEHIND.match(text.text, quotation.end)
            if behind is None or not quotation.name:
                continue
            unit = _unit_of(quotation, context)
            if unit is None or not unit.dimensions:
                continue
            typed = _typed(behind["unit"], unit, context)
            if typed is None:
                continue
            bare = quotation.name.endswith(".number")
            if bare and isclose(typed[1].scale, unit.scale, rel_tol=1e-6):
                continue
            yield Finding(
                text.at(behind.start("unit"), len(typed[0])),
                f"`{quotation.raw}` is a number in {unit.text}, not in {typed[0]}."
                if bare
                else f"`{quotation.raw}` prints its unit, {unit.text}; “{typed[0]}” follows it.",
                f"Write {unit.text}, or convert: `{{{{ {value_name(quotation)} in {typed[0]} }}}}`."
                if bare
                else "Take the typed unit out.",
            )


def value_name(quotation: Quotation) -> str:
    """The name of a quotation's value, without `.number`."""
    return quotation.name.removesuffix(".number")


def _unit_of(quotation: Quotation, context: Context) -> Unit | None:
    if value_of(quotation.name, context) is None:
        known: Shown | None = shown(quotation, context)
        return known.unit if known else None
    unit = context.of.get(value_name(quotation))
    if unit is not None and quotation.unit:
        return context.read_unit(quotation.unit)
    return unit


def _typed(text: str, unit: Unit, context: Context) -> tuple[str, Unit] | None:
    """The unit with which a text begins, if it is of the same kind."""
    own = {known.text for known in context.of.values()}
    declared = {n for d in context.story.field.units for n in (d.name, d.plural)}
    for candidate in (text.rstrip(".)?!"), text.split()[0].rstrip(".)?!")):
        name = re.sub(r"[ \u00a0]per[ \u00a0]", "/", candidate)
        word = unit_words().get(candidate) or unit_words().get(candidate.lower())
        listed = candidate in own or candidate in declared or "/" in name or "²" in candidate
        if word is None and not listed:
            continue
        if word is not None and not word.is_symbol and not candidate.endswith("s"):
            continue
        found = context.read_unit(word.name if word else name)
        if found is not None and found.is_like(unit):
            return candidate, found
    return None
