"""Units: read once by a units library, then plain arithmetic.

A unit is kept as its printed text, its size in base units and its dimensions, so that the unit
of a slope is computed rather than typed, and a conversion needs no library at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from tokenize import TokenError
from typing import TYPE_CHECKING, Any

from fieldwise import cache as disk
from fieldwise import files
from fieldwise.errors import InputError
from fieldwise.model import UnitDefinition
from fieldwise.versions import version_of

if TYPE_CHECKING:
    import pint

Dimensions = tuple[tuple[str, float], ...]

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RAISED = re.compile(r"[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_EXPRESSION = re.compile(r"[\w\s*/^().%+-]+")
_REFUSALS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    SyntaxError,
    TokenError,
    TypeError,
    ValueError,
)
"""What the library raises, besides its own errors, at text that is no unit."""
_FORMAT = 2
"""Grows when a unit that was remembered would be read in another way."""
_LONGEST = 60
"""No unit's text is longer; what is longer is no unit."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed, its size in base units, and its dimensions (name, power), sorted."""

    text: str
    scale: float
    dimensions: Dimensions

    def is_like(self, other: Unit) -> bool:
        """Whether both measure the same kind of quantity."""
        return self.dimensions == other.dimensions


class Units:
    """The units that one field knows: the library's, and those the field declares."""

    def __init__(self, definitions: tuple[UnitDefinition, ...] = ()) -> None:
        self._definitions = definitions
        self._names = {name for unit in definitions for name in (unit.name, unit.plural)}
        self._singular = {d.plural: d.name for d in definitions if d.plural != d.name}

    def read(self, text: str) -> Unit:
        """The unit that a text such as `10³ ADU/s` names; empty text is the pure number.

        Raises:
            InputError: it names none.
        """
        text = text.strip()
        # What names none of the field's own units means the same in every field.
        own = self._definitions if any(name in text for name in self._names) else ()
        return _own(text, own) or _read(text, own)

    def monomial(self, form: str, of: Mapping[str, Unit]) -> Unit:
        """The unit of a product of powers of quantities, `y/x` or `y^2`.

        The text is composed from the quantities' own texts: `10³ ADU` by `s` gives `10³ ADU/s`.
        """
        return _monomial(self._definitions, form, tuple(of.items()))

    def composed(self, form: str, of: Mapping[str, Unit]) -> Unit:
        """The same, composed anew."""
        text, scale, powers = "", 1.0, dict[str, float]()
        for sign, name, power in re.findall(r"([*/]?)\s*(\w+)(?:\^(\d+))?", form):
            exponent = int(power or 1)
            unit = of[name]
            factor = self._raised(unit.text, exponent)
            if sign == "/":
                below = self._one(factor)
                if not text and below.isalpha():
                    text = f"{below}⁻¹"
                elif factor:
                    text = f"{_grouped(text, '/') or '1'}/{_grouped(below, ' /·*')}"
                exponent = -exponent
            else:
                text = f"{text}·{factor}" if text and factor else text or factor
            scale *= unit.scale**exponent
            for dimension, of_dimension in unit.dimensions:
                powers[dimension] = powers.get(dimension, 0) + of_dimension * exponent
        return Unit(text, scale, tuple(sorted((d, p) for d, p in powers.items() if p)))

    def _one(self, text: str) -> str:
        """A unit's text in the singular, as it stands after a solidus: `h/cover`."""
        if text in self._singular:
            return self._singular[text]
        with suppress(InputError):
            if len(text) > 3 and text.endswith("s"):
                one, many = self.read(text[:-1]), self.read(text)
                if one.is_like(many) and one.scale == many.scale:
                    return text[:-1]
        return text

    @staticmethod
    def _raised(text: str, exponent: int) -> str:
        if exponent == 1 or not text:
            return text
        power = str(exponent).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return f"{text}{power}" if re.fullmatch(r"[A-Za-zµμΩÅ€£$]+", text) else f"({text}){power}"


@lru_cache(maxsize=8192)
def _monomial(
    definitions: tuple[UnitDefinition, ...], form: str, of: tuple[tuple[str, Unit], ...]
) -> Unit:
    return Units(definitions).composed(form, dict(of))


def _grouped(text: str, breaking: str) -> str:
    """The text in brackets, if one of the given signs would make it ambiguous."""
    return f"({text})" if any(sign in text for sign in breaking) else text


def _own(text: str, definitions: tuple[UnitDefinition, ...]) -> Unit | None:
    """A unit that the field declares as new: its own measure, of which no library knows."""
    for number, unit in reversed([*enumerate(definitions, 1)]):
        if text in (unit.name, unit.plural):
            of_itself = ((_internal(definitions[:number]), 1.0),)
            return Unit(text, 1.0, of_itself) if unit.definition == "new" else None
    return None


@cache
def _read(text: str, definitions: tuple[UnitDefinition, ...]) -> Unit:
    if not text:
        return Unit("", 1.0, ())
    if len(text) > _LONGEST:
        raise InputError(f"“{text[:_LONGEST]}…” is too long for a unit.")
    key = json.dumps(
        [_FORMAT, version_of("pint"), text, [(d.name, d.definition, d.plural) for d in definitions]]
    )
    known = disk.recall("units", key)
    if known is None:
        scale, dimensions = _measure(text, definitions)
        disk.remember("units", key, {"scale": scale, "dimensions": dimensions})
    else:
        scale, dimensions = known["scale"], known["dimensions"]
    return Unit(text, scale, tuple((name, power) for name, power in dimensions))


def _measure(text: str, definitions: tuple[UnitDefinition, ...]) -> tuple[float, list[Any]]:
    """Size in base units, and dimensions, by the units library."""
    import pint

    registry, names = _registry(definitions)
    plain = _plain(text, names)
    if not _EXPRESSION.fullmatch(plain) or re.search(r"\*\*\s*-?\d{3,}", plain):
        raise InputError(f"“{text}” is not a unit.")
    try:
        quantity = 1 * registry.parse_expression(plain)
        if not isinstance(quantity, registry.Quantity):
            quantity = registry.Quantity(quantity)
        base = quantity.to_base_units()
    except pint.UndefinedUnitError as error:
        raise InputError(
            f"no unit is called “{' or '.join(map(str, _named(error)))}”, in “{text}”.",
            hint="A unit of the field's own is declared in field.yaml, under `units`.",
        ) from None
    except (*_REFUSALS, pint.errors.PintError):
        raise InputError(f"“{text}” is not a unit.") from None
    dimensions = sorted(
        (name.strip("[]"), float(power)) for name, power in base.dimensionality.items()
    )
    return float(base.magnitude), [list(pair) for pair in dimensions]


def _plain(text: str, names: Mapping[str, str]) -> str:
    """A unit's text as the library's parser reads it."""
    plain = _signs(text)
    for name in sorted(names, key=len, reverse=True):
        plain = re.sub(rf"(?<!\w){re.escape(_signs(name))}(?!\w)", names[name], plain)
    return re.sub(r"(?<!\w)(?:°|deg)(?=[CF]\b)", "delta_deg", plain)


def _signs(text: str) -> str:
    """Raised digits and dots as the library's parser writes them."""
    plain = _RAISED.sub(lambda power: f"**{power[0].translate(_SUPERSCRIPTS)}", text)
    for sign in "·⋅×":
        plain = plain.replace(sign, "*")
    return plain


def _named(error: pint.UndefinedUnitError) -> list[object]:
    names = error.unit_names
    return [names] if isinstance(names, str) else list(names)


@cache
def _registry(definitions: tuple[UnitDefinition, ...]) -> tuple[Any, dict[str, str]]:
    """The registry, and the names under which its parser reads the field's own units."""
    import pint

    registry, names = _library(), dict[str, str]()
    for number, unit in enumerate(definitions):
        internal = _internal(definitions[: number + 1])
        is_new = unit.definition == "new"
        meaning = f"[{internal}]" if is_new else _plain(unit.definition, names)
        try:
            if not is_new:
                _measure(unit.definition, definitions[:number])
            if internal not in registry:
                registry.define(f"{internal} = {meaning}")
        except (*_REFUSALS, InputError, pint.errors.PintError):
            raise InputError(
                f"the unit “{unit.name}” is defined as “{unit.definition}”, which cannot be read.",
                hint="Write `new`, or other units, such as `60 minute`.",
            ) from None
        names[unit.name] = names[unit.plural] = internal
    return registry, names


@cache
def _library() -> Any:
    """The one registry of all fields: to make one takes longer than to weave an edition."""
    import pint

    return pint.UnitRegistry()


def _internal(definitions: tuple[UnitDefinition, ...]) -> str:
    """A name for the last of a field's units that no other field's unit has by chance."""
    meaning = json.dumps([(unit.name, unit.definition, unit.plural) for unit in definitions])
    return f"fieldwise_unit_{files.digest(meaning)[:16]}"
