"""Tables in FITS files, with their units; an extra."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from struct import error as StructError
from typing import TYPE_CHECKING, Any

import numpy as np

from fieldwise.data.arrays import Arrays
from fieldwise.data.columns import counts_rows
from fieldwise.data.header import tidy_names
from fieldwise.data.measured import Choice, Column, Finding, Kind, Progress, Readable, Table, Take
from fieldwise.data.opened import Opened
from fieldwise.data.unit_words import formal_unit
from fieldwise.data.words import clean, listed, quoted
from fieldwise.quote import grouped

if TYPE_CHECKING:
    from fieldwise.data.measured import Numbers

_DAMAGE = (
    *(OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, EOFError),
    *(MemoryError, RuntimeError, SyntaxError, NameError, AssertionError, StructError),
)
"""What reading a damaged file raises: astropy trusts what a header says."""
_KINDS: dict[str, Kind] = {"b": "truth", "c": "list"}
_LOOKED_AT = 1_000
_BATCH = 200_000


def look(opened: Opened, choice: Choice) -> Readable:
    """The table in a FITS file: the one named, or the first.

    Raises:
        InputError: there is none, the file is damaged, or the extra is not installed.
    """
    with _open(opened) as units, _sentences(opened):
        at, unit = _choose(opened, units, choice.table)
        names = tidy_names(unit.columns.names)
        few = unit.data[:_LOOKED_AT]
        columns = tuple(
            _column(name, definition, number, few)
            for number, (name, definition) in enumerate(zip(names, unit.columns, strict=True), 1)
        )
        rows = len(unit.data)
        name = f"extension {at}" + (f", {quoted(unit.name)}" if unit.name else "")
    findings = (Finding("table", name, f"{grouped(rows)} rows in {len(columns)} columns"),)
    feed = Extension(opened, at, columns, choice.missing).feed
    return Readable(Table(opened.name, columns, findings), feed, partial(_digest, opened))


@contextmanager
def _open(opened: Opened) -> Iterator[Any]:
    """The parts of the file."""
    try:
        from astropy.io import fits
    except ImportError:
        raise opened.refuse(
            "this is a FITS file, and the part that reads those is not installed.",
            "Run: pip install 'fieldwise[astro]'",
        ) from None
    with ExitStack() as stack, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _sentences(opened):
            file = stack.enter_context(opened.path.open("rb"))
            units = stack.enter_context(fits.open(file, memmap=True))
        yield units


@contextmanager
def _sentences(opened: Opened) -> Iterator[None]:
    """Say in a sentence what astropy finds wrong with a file."""
    from astropy.io.fits.verify import VerifyError

    try:
        yield
    except (*_DAMAGE, VerifyError) as error:
        opened.recheck()
        reason = str(error).strip().partition("\n")[0][:200] or type(error).__name__
        raise opened.refuse(
            f"the FITS file is damaged ({reason}).", "Copy or download it again."
        ) from None


def _choose(opened: Opened, units: Any, asked: str) -> tuple[int, Any]:
    """The number of the table that is meant, and the table."""
    tables = {at: unit for at, unit in enumerate(units) if hasattr(unit, "columns")}
    if not tables:
        shapes = [" by ".join(map(str, unit.shape[::-1])) for unit in units if unit.shape]
        what = f"an image of {shapes[0]} pixels" if shapes else "a header and no data"
        raise opened.refuse(
            f"this FITS file holds {what}, not a table.",
            "Measure what you need on the image, and save the numbers as a table.",
        )
    for at, unit in tables.items():
        if not asked or asked == str(at) or asked.casefold() == unit.name.casefold():
            return at, unit
    names = listed(
        [f"{at} {quoted(unit.name)}" if unit.name else str(at) for at, unit in tables.items()]
    )
    raise opened.refuse(
        f"there is no table {quoted(asked)}.",
        f"There {'is' if len(tables) == 1 else 'are'} {names}.",
    )


def _column(name: str, definition: Any, number: int, rows: Any) -> Column:
    """The column, with what its first rows show."""
    unit = formal_unit(clean(definition.unit or ""))
    values = rows[definition.name]
    kind: Kind = "number"
    if values.ndim > 1 or values.dtype.kind == "O":
        kind = "list"
    elif values.dtype.kind not in "iuf":
        kind = _KINDS.get(values.dtype.kind, "text")
    column = Column(name, name, kind, unit, f"TUNIT{number}" if unit else "")
    if kind != "number":
        return replace(column, example=clean(str(values[0])) if len(values) else "")
    found = _numbers(values, definition)
    found = found[np.isfinite(found)]
    if not len(found):
        return column
    return replace(
        column,
        low=float(found.min()),
        high=float(found.max()),
        example=f"{found[0]:g}",
        is_counter=counts_rows(name, found.tolist()),
    )


def _numbers(values: Any, definition: Any) -> Numbers:
    """A column's values as the lesson takes them; what the file calls null has no value."""
    numbers = np.asarray(values, dtype=np.float64)
    null = definition.null
    if null is not None and not isinstance(null, str):
        scaled = float(null) * (definition.bscale or 1) + (definition.bzero or 0)
        numbers = np.where(numbers == scaled, np.nan, numbers)
    return numbers


@dataclass(frozen=True, slots=True)
class Extension:
    """One table of the file, to be read to its end."""

    opened: Opened
    number: int
    columns: tuple[Column, ...]
    marks: tuple[str, ...]

    def feed(self, x: int, y: int, take: Take, progress: Progress) -> None:
        """Hand over all rows of two columns."""
        arrays = Arrays(self.columns[x], self.columns[y], self.marks, take)
        with _open(self.opened) as units:
            with _sentences(self.opened):
                unit = units[self.number]
                of_x, of_y = unit.columns[x], unit.columns[y]
                rows = len(unit.data)
            for start in range(0, rows, _BATCH):
                with _sentences(self.opened):
                    part = unit.data[start : start + _BATCH]
                    pair = _numbers(part[of_x.name], of_x), _numbers(part[of_y.name], of_y)
                arrays.add(*pair)
                progress(min(start + _BATCH, rows), rows)
        self.opened.recheck()


def _digest(opened: Opened) -> str:
    sha = sha256()
    with opened.path.open("rb") as file:
        while block := file.read(1 << 24):
            sha.update(block)
    return sha.hexdigest()
