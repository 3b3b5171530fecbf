"""Read a field's folder name and its `field.yaml`: who the learners are."""

from __future__ import annotations

from pathlib import Path

from fieldwise import files
from fieldwise.front import Table, read_table
from fieldwise.model import Diagnostic, Field, Place, UnitDefinition
from fieldwise.read.reading import Reading, read_source, salvage


def read_field(folder: Path) -> Reading[Field]:
    """Read a field; without a `field.yaml` its name comes from the folder's."""
    path = folder / "field.yaml"
    found: list[Diagnostic] = []
    source = (read_source(path, found) or salvage(path)) if path.exists() else ""
    start = Place(str(path), 1)
    table = read_table(source, start, found) if source.strip() else Table(None, start, found)
    if found and not list(table):  # what cannot be read is not missing besides
        table = Table(None, start, [])
    name = folder.name.replace("-", " ").capitalize()
    words = table.table("false_friends")
    field = Field(
        id=folder.name,
        name=table.text("name", name),
        learner=table.text("learner", f"someone in {name.lower()}"),
        summary=table.text("summary", ""),
        units=read_units(table.table("units")),
        false_friends={word: words.text(word) for word in words},
        path=str(path),
        digest=files.digest(source),
        places=table.places(),
    )
    table.close()
    return Reading(None if found else field, source, tuple(sorted(found)), field)


def read_units(table: Table) -> tuple[UnitDefinition, ...]:
    """The units that a table declares; what is wrong goes to its findings."""
    units = []
    for name in table:
        entry = table.table(name)
        units.append(
            UnitDefinition(
                name=name,
                definition=entry.text("is"),
                plural=entry.text("plural", name),
                means=entry.text("means", ""),
            )
        )
        entry.close()
    return tuple(units)
