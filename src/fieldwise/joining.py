"""Give the pages of a folder the tellings of its other fields, within each page's weight.

    plain symbols, and each edition's telling ─ fill ─► pack ─ put into ─► every page of the lesson

The pack is made once, for the heaviest page, and is the same on all pages. A page that is far
heavier than its neighbours gets what room it has, so that they need not do with less. Tellings
that no page carries are read from beside the pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from fieldwise import cache, files
from fieldwise.errors import InputError
from fieldwise.manifest import BESIDE, Entry, digest_of
from fieldwise.model import Data, Executed, Lesson, Severity
from fieldwise.page.pack import (
    LIMIT,
    MOST,
    SPARE,
    TELLINGS,
    Plain,
    fitting,
    from_alone,
    head_of,
    in_order,
    packed,
    put,
    weight,
)
from fieldwise.read import Course

CARRIED = ("ipynb", "py")
"""Files that a page carries where there is room for all of them."""
NOTHING = {TELLINGS: "", "fw-pack": "", "fw-certificate": ""}
"""What a page carries before it is joined."""
_DOWNLOADS = 30_000
"""Bytes that a page's own files take at the least; with less room they are not even packed."""
_ROOM = LIMIT - SPARE
"""Bytes that a page may weigh when its parts are weighed apart."""
_FAR = 8_000
"""Bytes over the usual bulk from which on a page is on its own."""


@dataclass(frozen=True, slots=True)
class Packs:
    """What the pages of one lesson get."""

    usual: str
    """What all of them carry."""
    room: int
    """Bytes that even the heaviest of them has left, if it carries all tellings there are."""
    heaviest: int
    """The bulk of the heaviest page that carries it."""


def join(out: Path, lesson: Lesson, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Put tellings into a lesson's pages below `out`; the entries with the new digests.

    Raises:
        InputError: the lesson's plain text has a mistake.
        RunError: the lesson's code fails.
        WriteError: a page cannot be written.
    """
    own = {name: entry for name, entry in entries.items() if _joins(entry, lesson)}
    if not own:
        return dict(entries)
    packs = _packs(out, lesson, own)
    joined = dict(entries)
    for name, entry in own.items():
        file = f"{name}.html"
        with suppress(OSError, ValueError):  # a page that is not whole is made again next time
            page = (out / file).read_bytes()
            full = put(page, _contents(page, out, name, entry, packs))
            if full != page:
                files.write(out / file, full, durable=False)
                joined[name] = {**entry, "files": {**entry["files"], file: files.digest(full)}}
    return joined


def join_key(lesson: Lesson, entries: Mapping[str, Entry], engine: str) -> str:
    """Digest of everything that a lesson's packs depend on, and of the pages that carry them."""
    from fieldwise.page.plain import plain_path

    engine += digest_of(plain_path(lesson))
    own = [entry for entry in entries.values() if _joins(entry, lesson)]
    return files.digest(
        json.dumps([engine, lesson.digest, [dict(entry["files"]) for entry in own]])
    )


def others(course: Course, lesson: Lesson, field: str) -> Iterator[Executed]:
    """The lesson's editions for other fields, as they are asked for; none that has a mistake."""
    from fieldwise.build import execute

    for name in course.fields_of(lesson.id):
        with suppress(InputError):
            if name != field:
                story = course.read_story(course.read_field(name).get(), lesson)
                yield execute(lesson, story.get())


def tellings_for(page: bytes, executed: Executed, others: Iterable[Executed] = ()) -> bytes:
    """A page that stands alone, with as many tellings as its weight allows, the first ones first.

    A lesson on a learner's own data is told in their words or in plain symbols, and in no others;
    its weight is that of their data, and the plain symbols come on top.
    """
    edition = executed.edition
    plain = plain_telling(edition.lesson, edition.data)
    tellings = [] if plain is None else [plain]
    tellings += [telling_of(other) for other in islice(others, MOST - len(tellings))]
    is_own = edition.data.kind == "measured"
    pack = packed(None, tellings)
    return put(page, {TELLINGS: pack if is_own and tellings else fitting(page, pack, _ROOM)})


def plain_telling(lesson: Lesson, data: Data) -> Plain | None:
    """A lesson's telling in plain symbols, with these data; None if it has none.

    Raises:
        InputError: its text has a mistake.
        RunError: the lesson's code fails.
    """
    from fieldwise.page.plain import in_plain_symbols
    from fieldwise.run import run

    executed = in_plain_symbols(lesson, data, run)
    return None if executed is None else telling_of(executed)


def telling_of(executed: Executed) -> Plain:
    """What an edition says where others say something else."""
    from fieldwise.page.compose import rendered
    from fieldwise.page.telling import telling

    shown = rendered(executed)
    return telling(executed, shown.cells, shown.glossary).plain


def _joins(entry: Entry, lesson: Lesson) -> bool:
    """Whether an edition is one of those that carry each other's tellings."""
    return bool(entry["bulk"]) and entry["card"]["lesson"] == lesson.id


def _packs(out: Path, lesson: Lesson, own: Mapping[str, Entry]) -> Packs:
    """What the pages carry, remembered while no telling changes that one of them carries."""
    fields = in_order((entry["card"]["field"], entry["card"]["name"]) for entry in own.values())
    bulks = {name: entry["bulk"] for name, entry in own.items()}
    usual = median(bulks.values())
    heavy, name = max((bulk, name) for name, bulk in bulks.items() if bulk <= usual + _FAR)
    tellings = [own[f"{field}/{lesson.id}"]["files"] for field, _ in fields[:MOST]]
    digests = [[own[file] for file in sorted(own) if file.endswith(BESIDE)] for own in tellings]
    key = json.dumps([*_plain_key(lesson), heavy, fields, digests])
    known = cache.recall("packs", key)
    if known is None:
        plain = remembered_plain(lesson)
        listed = [(told["field"], told["name"]) for told in plain] + fields
        page = put((out / f"{name}.html").read_bytes(), NOTHING)
        tellings = [*plain, *_beside(out, lesson, fields)]
        pack = fitting(page, packed(listed, tellings), _ROOM)
        room = 0 if head_of(pack)["beside"] else _ROOM - weight(put(page, {TELLINGS: pack}))
        known = {"usual": pack, "room": room, "heaviest": heavy}
        cache.remember("packs", key, known)
    return Packs(**known)


def _contents(page: bytes, out: Path, name: str, entry: Entry, packs: Packs) -> dict[str, str]:
    """What a page carries: the tellings, and its own files if there is room for them as well."""
    if entry["bulk"] > packs.heaviest:
        head = head_of(packs.usual)
        fields = head["carried"] + head["beside"]
        return {**NOTHING, TELLINGS: fitting(put(page, NOTHING), packed(fields, []), _ROOM)}
    tellings = {**NOTHING, TELLINGS: packs.usual}
    if packs.room > _DOWNLOADS:
        whole = {**tellings, **_carried(out, name)}
        if weight(put(page, whole)) <= _ROOM:
            return whole
    return tellings


def _carried(out: Path, name: str) -> dict[str, str]:
    """The files that go with a page, as it carries them."""
    from fieldwise.page.carried import packed
    from fieldwise.page.compose import embedded

    proof = json.loads((out / f"{name}.certificate.json").read_bytes())
    lesson = name.rpartition("/")[2]
    taken = {f"{lesson}.{end}": (out / f"{name}.{end}").read_bytes() for end in CARRIED}
    return {"fw-certificate": str(embedded(proof)), "fw-pack": packed(taken)}


def remembered_plain(lesson: Lesson) -> list[Plain]:
    """The telling in plain symbols, remembered; in a list that is empty if there is none.

    Raises:
        InputError: the lesson's plain text has a mistake.
        RunError: the lesson's code fails.
    """
    key = json.dumps(_plain_key(lesson))
    known = cache.recall("plain", key)
    if known is None:
        _refuse_mistakes(lesson)
        known = [told for told in [plain_telling(lesson, Data())] if told is not None]
        cache.remember("plain", key, known)
    return list(known)


def _refuse_mistakes(lesson: Lesson) -> None:
    """Raise the first error that the check finds in a lesson's plain text, if it has one."""
    from fieldwise.check import check
    from fieldwise.page.plain import plain_path, plain_reading, without_units

    if not plain_path(lesson).is_file():
        return
    reading = plain_reading(lesson)
    for item in (*reading.found, *check(lesson, without_units(reading.get()))):
        if item.severity is Severity.ERROR:
            raise InputError(item.message, where=f"{item.path}:{item.line}", hint=item.hint)


def _plain_key(lesson: Lesson) -> list[object]:
    """All that the lesson's telling in plain symbols depends on."""
    from fieldwise.build import engine_digest
    from fieldwise.page.plain import plain_path
    from fieldwise.run import versions

    return [engine_digest(), lesson.digest, digest_of(plain_path(lesson)), versions(lesson)]


def _beside(out: Path, lesson: Lesson, fields: list[tuple[str, str]]) -> Iterator[Plain]:
    """The first tellings that stand beside the pages, as many as any page may carry."""
    for field, _ in fields[:MOST]:
        with suppress(OSError, ValueError):
            yield from_alone((out / field / f"{lesson.id}.{BESIDE}").read_text("utf-8"))
