"""Real data that come with a field: found, described in a story's words, and with their licence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fieldwise.data.measured import Choice
from fieldwise.errors import UsageError
from fieldwise.front import Table, read_table
from fieldwise.model import Diagnostic, Lesson, Place, Scenario, UnitDefinition
from fieldwise.read.field import read_units
from fieldwise.read.reading import Reading, read_source
from fieldwise.read.story import read_scenario

FIRST = "real"
"""The name under which a field's first data set opens, whatever its own name."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where data come from."""

    title: str
    authors: str
    year: str
    where: str


@dataclass(frozen=True, slots=True)
class Licence:
    """What may be done with data, and the line that names who made them."""

    id: str
    """As the SPDX list has it, or `LicenseRef-…`."""
    name: str
    url: str
    credit: str


@dataclass(frozen=True, slots=True)
class Real:
    """One data set that comes with a field."""

    name: str
    field: str
    title: str
    order: int
    """The least opens as `real`."""
    path: Path
    choice: Choice
    """The columns to read."""
    scenario: Scenario
    units: tuple[UnitDefinition, ...]
    """Units that neither the library nor the field knows."""
    remarks: tuple[str, ...]
    source: Source
    licence: Licence


def real_data(roots: Iterable[Path], field: str, lesson: Lesson) -> tuple[Real, ...]:
    """The data sets of a field, the one that opens as `real` first; a later root wins.

    Raises:
        InputError: a description has a mistake.
    """
    found = {}
    for root in roots:
        for path in sorted((root / "fields" / field / "data").glob("*.yaml")):
            found[path.stem] = read_description(path, field, lesson).get()
    return tuple(sorted(found.values(), key=lambda real: (real.order, real.name)))


def find_real(data: tuple[Real, ...], name: str, field: str) -> Real:
    """The data set of that name, or the first if the name is `real`.

    Raises:
        UsageError: there is none.
    """
    if not data:
        raise UsageError(
            f"The field “{field}” comes with no real data.",
            hint="`fieldwise list` names the fields that do; your own go with --data FILE.",
        )
    if name == FIRST:
        return data[0]
    for real in data:
        if real.name == name:
            return real
    raise UsageError.unknown("data set", name, [FIRST, *(real.name for real in data)])


def read_description(path: Path, field: str, lesson: Lesson) -> Reading[Real]:
    """A data set's description, with all that is wrong in it."""
    found: list[Diagnostic] = []
    source = read_source(path, found)
    table = read_table(source, Place(str(path), 1), found)
    if found and not list(table):  # what cannot be read is not missing besides
        table = Table(None, Place(str(path), 1), [])
    columns = table.table("columns", needed=True)
    scenario = read_scenario(table.table("scenario", needed=True), lesson)
    real = Real(
        name=path.stem,
        field=field,
        title=table.text("title"),
        order=int(table.number("order", 1)),
        path=path.parent / table.text("file"),
        choice=Choice(x=columns.text("x"), y=columns.text("y")),
        scenario=scenario,
        units=read_units(table.table("units")),
        remarks=table.texts("remarks"),
        source=_source(table.table("source", needed=True)),
        licence=_licence(table.table("licence", needed=True)),
    )
    columns.close()
    table.close()
    if not found and not real.path.is_file():
        line = table.places()["file"].line
        missing = f"the data file {real.path.name} is missing."
        found.append(Diagnostic(str(path), line, 1, "FW001", missing, "Put it beside this file."))
    return Reading(None if found else real, source, tuple(sorted(found)), real)


def _source(table: Table) -> Source:
    names = ("title", "authors", "year", "where")
    source = Source(*(table.text(name) for name in names))
    table.close()
    return source


def _licence(table: Table) -> Licence:
    names = ("id", "name", "url", "credit")
    licence = Licence(*(table.text(name) for name in names))
    table.close()
    return licence
