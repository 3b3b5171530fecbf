"""What a quotation names, and the number that a reader sees in its place."""

from __future__ import annotations

from dataclasses import dataclass

from fieldwise.check.context import Context
from fieldwise.model import Constant, ValueSpec
from fieldwise.quote import Quotation, resolution
from fieldwise.units import Unit

PURE = Unit("", 1.0, ())


@dataclass(frozen=True, slots=True)
class Shown:
    """A quoted number as a reader sees it."""

    number: float
    step: float
    """The size of the last digit shown; 0 if it is shown as typed."""
    unit: Unit
    has_unit: bool
    """Whether the unit is printed."""


def word_of(name: str, context: Context) -> str | None:
    """The scenario word that a quotation names, its last part perhaps with a capital letter."""
    if name in context.words:
        return name
    head, dot, last = name.rpartition(".")
    lowered = f"{head}{dot}{last[:1].lower()}{last[1:]}"
    return lowered if lowered in context.words and name not in context.lesson.values else None


def value_of(name: str, context: Context) -> ValueSpec | None:
    """The value that a quotation names, alone or with `.number`."""
    base, _, part = name.partition(".")
    return context.lesson.values.get(base) if part in ("", "number") else None


def constant_of(name: str, context: Context) -> Constant | None:
    """The constant that a quotation names, alone or with `.number`."""
    base, _, part = name.partition(".")
    return context.story.constants.get(base) if part in ("", "number") else None


def is_known(name: str, context: Context) -> bool:
    """Whether a quotation of that name prints something."""
    return bool(word_of(name, context) or value_of(name, context) or constant_of(name, context))


def names(context: Context) -> list[str]:
    """Everything that may be quoted, values first."""
    return [*context.lesson.values, *context.story.constants, *sorted(context.words)]


def shown(quotation: Quotation, context: Context) -> Shown | None:
    """The number in place of a quotation; None if it is no number, or the run gave none."""
    bare = quotation.name.endswith(".number")
    spec = value_of(quotation.name, context)
    if spec is None:
        return _other_number(quotation, context, bare)
    number, unit = context.values().get(spec.name), context.of.get(spec.name)
    if number is None or unit is None:
        return None
    if quotation.unit:
        other = context.read_unit(quotation.unit)
        if other is None or not unit.is_like(other):
            return None
        number, unit = number * unit.scale / other.scale, other
    try:
        step = resolution(number, quotation.format or spec.format)
    except (ValueError, ArithmeticError):
        return None
    return Shown(number, step, unit, has_unit=bool(unit.text) and not bare)


def _other_number(quotation: Quotation, context: Context, bare: bool) -> Shown | None:
    quantity, _, part = quotation.name.partition(".")
    described = context.story.scenario.quantities.get(quantity)
    if described is not None and part in ("low", "high"):
        return Shown(described.low if part == "low" else described.high, 0.0, PURE, False)
    constant = constant_of(quotation.name, context)
    if constant is None:
        return None
    unit = context.read_unit(constant.unit) or PURE
    step = 0.0
    if quotation.format:
        try:
            step = resolution(constant.value, quotation.format)
        except (ValueError, ArithmeticError):
            return None
    return Shown(constant.value, step, unit, has_unit=bool(constant.unit) and not bare)
