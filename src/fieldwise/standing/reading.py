"""Read what is recorded beside a story: `<lesson>.standing.yaml`."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import cast, get_args

from fieldwise import files
from fieldwise.errors import InputError
from fieldwise.front import Table, read_table
from fieldwise.model import Diagnostic, Place
from fieldwise.model.provenance import Record, Reviewed, Standing, Verdict, Writer, Written

SUFFIX = ".standing.yaml"
LONGEST = {"name": 200, "note": 5_000}
"""Characters that a text may have, by its key; one that is not listed counts as a name."""


def standing_path(story_path: Path) -> Path:
    """Where a story's standing is recorded."""
    return story_path.with_name(f"{story_path.stem}{SUFFIX}")


def read_standing(story_path: Path) -> Standing:
    """What is recorded of the sections of a story; of a story without records, nothing.

    Raises:
        InputError: the file is there and cannot be read; the sentence names its line.
    """
    found: list[Diagnostic] = []
    standing = gather_standing(story_path, found)
    if found:
        first = min(found)
        raise InputError(
            first.message, where=f"{first.path}:{first.line}:{first.column}", hint=first.hint
        )
    return standing


def gather_standing(story_path: Path, found: list[Diagnostic]) -> Standing:
    """The same; what is wrong goes to `found`."""
    path = standing_path(story_path)
    if not path.exists():
        return Standing(path=str(path))
    try:
        source = files.read_text(path)
    except InputError as error:
        _, _, line = error.where.rpartition(":")
        at = int(line) if line.isdigit() else 1
        found.append(Diagnostic(str(path), at, 1, "FW001", error.what, error.hint))
        return Standing(path=str(path))
    slots = read_table(source, Place(str(path), 1), found).table("slots")
    records = {slot: _record(slots.table(slot)) for slot in slots}
    return Standing(records, str(path), files.digest(source))


def _record(table: Table) -> Record:
    """One slot's record; keys that nobody knows yet are left alone."""
    written = reviewed = None
    if "written" in table:
        entry = table.table("written")
        by = _one_of(entry, "by", get_args(Writer))
        name, on = _plain(entry, "name"), _plain(entry, "on", "")
        written = Written(cast(Writer, by), name, on, _plain(entry, "text"))
    if "reviewed" in table:
        entry = table.table("reviewed")
        reviewed = Reviewed(
            by=_plain(entry, "by"),
            verdict=cast(Verdict, _one_of(entry, "verdict", get_args(Verdict))),
            note=_plain(entry, "note", ""),
            on=_plain(entry, "on", ""),
            canon=_plain(entry, "canon", ""),
            beside=_plain(entry, "beside", ""),
            text=_plain(entry, "text"),
            words=_plain(entry, "words", ""),
        )
    return Record(written, reviewed)


def _one_of(table: Table, key: str, known: tuple[str, ...]) -> str:
    value = _plain(table, key)
    if value and value not in known:
        _wrong(table, key, f"should be {' or '.join(f'`{name}`' for name in known)}.")
    return value


def _plain(table: Table, key: str, default: str | None = None) -> str:
    """A text without signs that cannot be seen; it stands on pages and in terminals."""
    value = table.text(key, default)
    longest = LONGEST.get(key, LONGEST["name"])
    if len(value) > longest:
        _wrong(table, key, f"has {len(value):,} characters; {longest:,} are the most.")
    elif any(is_unseen(sign) for sign in value):
        _wrong(table, key, "holds signs that cannot be seen.")
    else:
        return value
    return ""


def is_unseen(sign: str) -> bool:
    """Whether a sign would not show, or would turn the signs around it."""
    return sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")


def _wrong(table: Table, key: str, what: str) -> None:
    place = table.at(key)
    message = f"`{table.name}.{key}` {what}"
    table.found.append(Diagnostic(place.path, place.line, place.column, "FW005", message))
