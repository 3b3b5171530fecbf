"""Build editions into a folder: gather and check everything, then write.

    stories ─ read ─ weave ─ run ─ bind ─ check ─ certify ─ notebook, page ─ write

What has not changed is not built again; what cannot be proven is not written, and its last good
build stays. A build that is killed leaves whole files, and the next one completes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, Any

from fieldwise import __version__, files
from fieldwise.errors import FieldwiseError, InputError, WriteError
from fieldwise.model import Data, Diagnostic, Executed, Lesson, Severity, Story
from fieldwise.read import Course
from fieldwise.weave import SYNTHETIC, weave
from fieldwise.workers import workers

MANIFEST = ".fieldwise.json"
LOCK = ".fieldwise.lock"
_FEW = 4
"""Editions up to this number are built in this process: starting others would take longer."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """One edition to build."""

    lesson: Lesson
    story: Story
    data: Data
    found: tuple[Diagnostic, ...]
    """What reading the story found."""
    key: str
    """Digest of everything its files depend on."""

    @property
    def name(self) -> str:
        """`field/lesson`, which is also where it is written."""
        return f"{self.story.field.id}/{self.lesson.id}"


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one edition."""

    name: str
    found: tuple[Diagnostic, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """Digest of each file written, by path below the folder; empty if none was."""
    card: Mapping[str, str] = field(default_factory=dict)
    """What the gallery shows of it."""
    error: str = ""
    """Why it could not be built at all."""
    unchanged: bool = False

    @property
    def failed(self) -> bool:
        """Whether its files were not written."""
        return not self.files


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build."""

    out: Path
    editions: tuple[Made, ...]

    @property
    def failed(self) -> bool:
        """Whether any edition could not be built."""
        return any(made.failed for made in self.editions)


def build(
    course: Course,
    fields: tuple[str, ...],
    lesson: Lesson,
    out: Path,
    say: Say = lambda text: None,
) -> Built:
    """Build a lesson's editions for some fields into `out`, with a gallery over all it holds.

    Raises:
        UsageError: a field does not exist or does not tell the lesson.
        RunError: the lesson's code fails.
        WriteError: the folder cannot be written.
    """
    tasks = [_task(course, lesson, name) for name in fields]
    with _locked(out, say):
        before = _manifest(out)
        made = [task for task in tasks if isinstance(task, Made)]
        keys, changed = {}, []
        for task in tasks:
            if isinstance(task, Task):
                keys[task.name] = task.key
                known = _unchanged(task, before, out)
                changed += [task] if known is None else []
                made += [] if known is None else [known]
        for result in _make_all(changed, out, say):
            say(f"{result.name} {'not built' if result.failed else 'built'}")
            made.append(result)
        _write_site(course, out, before, made, keys)
        return Built(out, tuple(sorted(made, key=lambda item: item.name)))


def execute(lesson: Lesson, story: Story, data: Data = SYNTHETIC) -> Executed:
    """Weave, run and bind one edition.

    Raises:
        InputError: a unit of the scenario does not exist.
        RunError: the code fails.
    """
    from fieldwise.bind import bind
    from fieldwise.run import run

    edition = weave(lesson, story, data)
    return bind(edition, run(edition))


def render(executed: Executed) -> dict[str, bytes]:
    """The files of an edition: page, notebook and certificate, by suffix."""
    from fieldwise.certificate import certificate, certificate_bytes
    from fieldwise.notebook import notebook_bytes
    from fieldwise.page import page

    proof = certificate(executed)
    return {
        "ipynb": notebook_bytes(executed, proof),
        "certificate.json": certificate_bytes(proof),
        "html": page(executed, proof).encode(),
    }


@cache
def engine_digest() -> str:
    """Digest of the program itself, so that a newer one builds anew."""
    package = Path(__file__).parent
    parts = sorted(p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    inside = [p for p in parts if "course" not in p.relative_to(package).parts[:1]]
    return files.digest(
        __version__
        + "".join(f"{p.relative_to(package)}{files.digest(p.read_bytes())}" for p in inside)
    )


def _task(course: Course, lesson: Lesson, name: str) -> Task | Made:
    read_field = course.read_field(name)
    if read_field.noun is None:
        return Made(f"{name}/{lesson.id}", read_field.found)
    reading = course.read_story(read_field.noun, lesson)
    if reading.noun is None:
        return Made(f"{name}/{lesson.id}", reading.found)
    story = reading.noun
    parts = [engine_digest(), lesson.digest, story.field.digest, story.field.id, story.digest]
    from fieldwise.run import versions

    key = files.digest(json.dumps([*parts, versions(lesson)]))
    return Task(lesson, story, SYNTHETIC, reading.found, key)


def _unchanged(task: Task, before: Mapping[str, Any], out: Path) -> Made | None:
    """What the last build made of this edition, if it still holds and its files still stand."""
    entry = before.get(task.name)
    if not entry or entry["key"] != task.key:
        return None
    for name, digest in entry["files"].items():
        try:
            if files.digest((out / name).read_bytes()) != digest:
                return None
        except OSError:
            return None
    found = tuple(
        Diagnostic(**{**item, "severity": Severity(item["severity"])}) for item in entry["found"]
    )
    return Made(task.name, found, entry["files"], entry["card"], unchanged=True)


def _make_all(tasks: list[Task], out: Path, say: Say) -> Iterator[Made]:
    if not tasks:
        return
    if len(tasks) <= _FEW:
        yield from (_make(task, out) for task in tasks)
        return
    with workers() as pool:
        say("running the lesson's code")
        first, *rest = tasks
        yield _make(first, out)
        yield from pool.map(_make, rest, [out] * len(rest), chunksize=4)


def _make(task: Task, out: Path) -> Made:
    """Build one edition; an edition with an error in its text is not written."""
    from fieldwise.check import check

    try:
        executed = execute(task.lesson, task.story, task.data)
        found = tuple(sorted({*task.found, *check(task.lesson, task.story, executed)}))
        if any(item.severity is Severity.ERROR for item in found):
            return Made(task.name, found)
        written = {}
        for suffix, content in render(executed).items():
            name = f"{task.name}.{suffix}"
            files.write(out / name, content)
            written[name] = files.digest(content)
    except InputError as error:
        return Made(task.name, task.found, error=str(error))
    return Made(task.name, found, written, _card(executed))


def _card(executed: Executed) -> dict[str, str]:
    from fieldwise.page import gallery_card

    return gallery_card(executed)


def _manifest(out: Path) -> dict[str, Any]:
    """What earlier builds left in the folder; nothing, if that cannot be known."""
    try:
        known = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        needed = {"key", "files", "found", "card"}
        return {name: entry for name, entry in known.items() if needed <= entry.keys()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write_site(
    course: Course, out: Path, before: Mapping[str, Any], made: list[Made], keys: Mapping[str, str]
) -> None:
    """Manifest and gallery, over all editions that stand in the folder."""
    entries = {
        name: entry
        for name, entry in before.items()
        if all((out / written).exists() for written in entry["files"])
    }
    for item in made:
        if item.files and not item.unchanged:
            found = [_plain(diagnostic) for diagnostic in item.found]
            entries[item.name] = {
                "key": keys[item.name],
                "files": dict(item.files),
                "found": found,
                "card": dict(item.card),
            }
    if entries == before and (out / "index.html").exists():
        return
    from fieldwise.page import gallery

    cards = [entries[name]["card"] for name in sorted(entries)]
    files.write(out / "index.html", gallery(cards))
    files.write(out / MANIFEST, json.dumps(dict(sorted(entries.items())), ensure_ascii=False))


def _plain(found: Diagnostic) -> dict[str, Any]:
    return {name: getattr(found, name) for name in Diagnostic.__dataclass_fields__}


@contextmanager
def _locked(out: Path, say: Say) -> Iterator[None]:
    """Hold the folder for this build; a second build waits until the first is done."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = (out / LOCK).open("a")
    except OSError as error:
        raise WriteError.from_os(out, error) from None
    with lock:
        _wait_for(lock, say)
        yield


def _wait_for(lock: IO[str], say: Say) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: files are still replaced whole, builds merely do not queue
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say(f"waiting for another build into {Path(lock.name).parent}")
        fcntl.flock(lock, fcntl.LOCK_EX)


__all__ = ["Built", "FieldwiseError", "Made", "build", "execute", "render"]
