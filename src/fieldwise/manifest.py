"""What a built folder says of itself: the editions it holds, and what their pages carry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldwise import files
from fieldwise.model import Lesson

GALLERY = "index.html"
MANIFEST = ".fieldwise.json"
BESIDE = "telling.js"
"""How the file ends in which an edition's telling stands beside its page."""

_NEEDED = {"key", "files", "found", "card", "bulk"}

Entry = Mapping[str, Any]
"""Key, files with their digests, findings, gallery card and page bulk of an edition."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a folder holds, as its manifest says."""

    editions: Mapping[str, Entry]
    """By name, which is `field/lesson`."""
    gallery: str
    """Digest of the gallery."""
    joined: Mapping[str, str]
    """For each lesson, digest of all that decides what its pages carry of each other."""


def read_site(out: Path) -> Site:
    """What earlier builds left in the folder; nothing, if that cannot be known."""
    try:
        known = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        editions = {n: entry for n, entry in known["editions"].items() if entry.keys() >= _NEEDED}
        return Site(editions, str(known["gallery"]), dict(known["joined"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Site({}, "", {})


def write_site(
    out: Path, lesson: Lesson, engine: str, before: Site, fresh: Mapping[str, Entry]
) -> Mapping[str, Entry]:
    """Join a lesson's pages, write gallery and manifest; all editions that stand in the folder.

    Raises:
        InputError: the lesson's plain text has a mistake.
        WriteError: the folder cannot be written.
    """
    from fieldwise.joining import join, join_key

    stand = {
        name: entry
        for name, entry in before.editions.items()
        if all((out / written).exists() for written in entry["files"])
    }
    entries: Mapping[str, Entry] = dict(sorted({**stand, **fresh}.items()))
    if before.joined.get(lesson.id) != join_key(lesson, entries, engine):
        entries = join(out, lesson, entries)
    joined = {**before.joined, lesson.id: join_key(lesson, entries, engine)}
    stands = before.gallery and digest_of(out / GALLERY) == before.gallery
    if stands and entries == before.editions and joined == before.joined:
        return entries
    from fieldwise.page import gallery

    shown = gallery([entry["card"] for entry in entries.values()])
    manifest = {"editions": entries, "gallery": files.digest(shown), "joined": joined}
    files.write(out / GALLERY, shown, durable=False)
    files.write(out / MANIFEST, json.dumps(manifest, ensure_ascii=False), durable=False)
    return entries


def digest_of(path: Path) -> str:
    """Digest of a file's bytes; empty if they cannot be read."""
    try:
        return files.digest(path.read_bytes())
    except OSError:
        return ""
