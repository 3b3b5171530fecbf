"""Bind an edition to a run: words and numbers take the place of their quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fieldwise.errors import InputError
from fieldwise.model import Edition, Executed, ExecutedCell, Quoted, Run
from fieldwise.quote import Quotation, print_number, substitute
from fieldwise.units import Unit, Units
from fieldwise.weave import quantity_units, value_unit

_MARKUP = re.compile(r"[\\`*_\[\]<>$|#~]")
_NBSP = "\N{NO-BREAK SPACE}"


class Binder:
    """Says what each quotation of one edition reads as, given one run's values."""

    def __init__(self, edition: Edition, values: Mapping[str, float]) -> None:
        self._edition = edition
        self._values = values
        self._units = Units(edition.story.field.units)
        quantities = quantity_units(edition.lesson, edition.story)
        self._of = {
            spec.name: value_unit(spec.unit, edition.story, quantities)
            for spec in edition.lesson.values.values()
        }

    def read(self, quoted: Quotation) -> str | None:
        """What a reader sees in place of a quotation; None if it names nothing."""
        name, capital = quoted.name, ""
        words = self._edition.words
        if name not in words and name not in self._values:
            head, dot, last = name.rpartition(".")
            name, capital = f"{head}{dot}{last[:1].lower()}{last[1:]}", last[:1]
        if name in words and not quoted.format and not quoted.unit:
            word = words[name] if name == "false_friends" else plain(words[name])
            return word[:1].upper() + word[1:] if capital.isupper() else word
        base, _, part = quoted.name.partition(".")
        if base in self._edition.story.constants and base not in self._values:
            return self._constant(base, quoted)
        if base not in self._values or part not in ("", "number"):
            return None
        try:
            return self._value(base, quoted, bare=part == "number")
        except InputError:
            return None

    def convert(self, name: str, to: str) -> tuple[float, Unit]:
        """A value in another unit of the same kind.

        Raises:
            InputError: the unit does not exist, or measures something else.
        """
        unit, other = self._of[name], self._units.read(to)
        if not unit.is_like(other):
            raise InputError(f"`{name}` is in {unit.text or 'no unit'}, which is no {to}.")
        return self._values[name] * unit.scale / other.scale, other

    def _value(self, name: str, quoted: Quotation, *, bare: bool) -> str:
        number, unit = self._values[name], self._of[name]
        if quoted.unit:
            number, unit = self.convert(name, quoted.unit)
        style = quoted.format or self._edition.formats[name]
        return with_unit(print_number(number, style), "" if bare else plain(unit.text))

    def _constant(self, name: str, quoted: Quotation) -> str:
        constant = self._edition.story.constants[name]
        number = (
            print_number(constant.value, quoted.format) if quoted.format else f"{constant.value:g}"
        )
        bare = quoted.name.endswith(".number")
        return with_unit(number.replace("-", "−"), "" if bare else plain(constant.unit))


def bind(edition: Edition, run: Run) -> Executed:
    """The edition with one run's outputs and numbers."""
    binder = Binder(edition, run.values)
    quoted: list[Quoted] = []

    def texts() -> Iterator[ExecutedCell]:
        for cell in edition.cells:
            if cell.is_code:
                yield ExecutedCell(cell, cell.body, run.outputs.get(cell.id, ()))
                continue

            def resolve(quotation: Quotation, where: str = cell.id) -> str | None:
                text = binder.read(quotation)
                name = quotation.name.partition(".")[0]
                if text is not None and name in run.values and quotation.name not in edition.words:
                    quoted.append(Quoted(name, where, text))
                return text

            heading = substitute(cell.heading, resolve)
            yield ExecutedCell(cell, substitute(cell.body, resolve), heading=heading)

    cells = tuple(texts())
    return Executed(edition, run, cells, tuple(quoted))


def with_unit(number: str, unit: str) -> str:
    """A number and its unit, held together: `0.257 × 10³ ADU/s`."""
    if not unit:
        return number
    times = f"{_NBSP}×" if unit[:1].isdigit() else ""
    return f"{number}{times}{_NBSP}{unit}"


def plain(word: str) -> str:
    """A word in which no character means anything to Markdown."""
    return _MARKUP.sub(lambda sign: f"\\{sign[0]}", word)
