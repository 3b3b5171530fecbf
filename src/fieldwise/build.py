"""Build editions into a folder: gather and check everything, then write.

    stories ─ read ─ weave ─ run ─ bind ─ check ─ certify ─ notebook, page, telling ─ write
    tellings ─ join into the pages ─ write

What has not changed is not built again; what cannot be proven is not written, and its last good
build stays. A build that is killed leaves whole files, and the next one completes. They are not
forced to the disk, which would take longer than to make them: one that a power cut keeps from it
is missed by its digest, and made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldwise import __version__, files
from fieldwise.errors import InputError
from fieldwise.lock import locked
from fieldwise.manifest import BESIDE, GALLERY, Site, digest_of, read_site, write_site
from fieldwise.model import Data, Diagnostic, Executed, Lesson, Run, Severity, Story
from fieldwise.read import Course
from fieldwise.standing import standing_path
from fieldwise.versions import version_of
from fieldwise.weave import SYNTHETIC, weave

if TYPE_CHECKING:
    from fieldwise.check.registry import Rule
    from fieldwise.own import Own

LOCK = ".fieldwise.lock"
_RENDERERS = ("jinja2", "latex2mathml", "markdown-it-py", "mdit-py-plugins", "pint", "pygments")
"""The libraries that shape a page but not a run."""
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
    """What reading the story found, and checking its text, if that is done."""
    key: str
    """Digest of everything its files depend on."""
    rules: tuple[Rule, ...] | None = None
    """The rules that it is still to be checked by; None if that is all."""

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
    key: str = ""
    """Digest of everything these files depend on."""
    bulk: int = 0
    """What its page weighs beside others of its lesson; 0 if nothing is joined to it."""
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
    for name in fields:
        course.story_path(name, lesson.id)  # an unknown one is said before anything is touched
    with locked(out / LOCK, say):
        before = read_site(out)
        known = {name: _unchanged(course, lesson, name, before, out) for name in fields}
        made = [same for same in known.values() if same is not None]
        changed = [name for name, same in known.items() if same is None]
        readings = (_task(course, lesson, name) for name in changed)
        for result in _make_all(readings, lesson, len(changed), out, say):
            say(f"{result.name} {'not built' if result.failed else 'built'}")
            made.append(result)
        return Built(out, _recorded(out, lesson, before, made))


def build_own(own: Own, lesson: Lesson, out: Path, say: Say = lambda text: None) -> Built:
    """Build the edition on a learner's own data into `out`, in place of its field's.

    Raises:
        InputError: a unit does not exist.
        RunError: the lesson's code fails on these data.
        WriteError: the folder cannot be written.
    """
    name = f"{own.story.field.id}/{lesson.id}"
    with locked(out / LOCK, say):
        before = read_site(out)
        say("running the lesson's code")
        executed = execute(lesson, own.story, own.data)
        made = _written(Made(name), executed, out)
        return Built(out, _recorded(out, lesson, before, [made]))


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
    """The files of an edition in a site, by suffix.

    The page does not yet carry its neighbours' tellings, unless it is over a learner's own data:
    then it carries the only other one there is.
    """
    from fieldwise.certificate import certificate, certificate_bytes
    from fieldwise.joining import tellings_for
    from fieldwise.notebook import notebook_bytes
    from fieldwise.page.compose import page, rendered
    from fieldwise.page.pack import alone
    from fieldwise.page.telling import telling
    from fieldwise.script import script

    proof, shown = certificate(executed), rendered(executed)
    html = page(shown).encode()
    if executed.edition.data.kind == "measured":
        html = tellings_for(html, executed)
    return {
        "ipynb": notebook_bytes(executed, proof),
        "py": script(executed).encode(),
        "certificate.json": certificate_bytes(proof),
        BESIDE: alone(telling(executed, shown.cells, shown.glossary).plain).encode(),
        "html": html,
    }


def render_alone(executed: Executed, others: Iterable[Executed] = ()) -> bytes:
    """An edition's page as one file that is whole without anything beside it.

    It carries its notebook, script and certificate, and as many of the others' tellings, the
    first ones first, as its weight allows.
    """
    from fieldwise.certificate import certificate
    from fieldwise.joining import tellings_for
    from fieldwise.notebook import notebook_bytes
    from fieldwise.page import page
    from fieldwise.script import script

    proof, lesson = certificate(executed), executed.edition.lesson
    notebook = notebook_bytes(executed, proof)
    carried = {f"{lesson.id}.ipynb": notebook, f"{lesson.id}.py": script(executed).encode()}
    html = page(executed, proof, carried, home="").encode()
    return tellings_for(html, executed, others)


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


def _key(course: Course, lesson: Lesson, name: str) -> str:
    """Digest of everything that an edition's files depend on.

    It is over the bytes of the author's files: what has not changed need not even be read.
    """
    from fieldwise.run import versions

    story = course.story_path(name, lesson.id)
    told = (course.field_folder(name) / "field.yaml", story, standing_path(story))
    libraries = [versions(lesson), [version_of(package) for package in _RENDERERS]]
    parts = [engine_digest(), lesson.digest, name, *map(digest_of, told), *libraries]
    return files.digest(json.dumps(parts))


def _task(course: Course, lesson: Lesson, name: str) -> Task | Made:
    key = _key(course, lesson, name)  # before its files are read: a change meanwhile is not missed
    read_field = course.read_field(name)
    if read_field.noun is None:
        return Made(f"{name}/{lesson.id}", read_field.found)
    reading = course.read_story(read_field.noun, lesson)
    if reading.noun is None:
        return Made(f"{name}/{lesson.id}", reading.found)
    return Task(lesson, reading.noun, SYNTHETIC, reading.found, key)


def _unchanged(course: Course, lesson: Lesson, field: str, before: Site, out: Path) -> Made | None:
    """What the last build made of an edition, if it still holds and its files still stand.

    Each file is read whole: a size and a time would not show that a disk or a hand damaged it.
    """
    name = f"{field}/{lesson.id}"
    entry = before.editions.get(name)
    if not entry or entry["key"] != (key := _key(course, lesson, field)):
        return None
    if any(digest_of(out / file) != digest for file, digest in entry["files"].items()):
        return None
    found = tuple(
        Diagnostic(**{**item, "severity": Severity(item["severity"])}) for item in entry["found"]
    )
    bulk = entry["bulk"]
    return Made(name, found, entry["files"], entry["card"], key, bulk, unchanged=True)


def _make_all(
    readings: Iterator[Task | Made], lesson: Lesson, count: int, out: Path, say: Say
) -> Iterator[Made]:
    """Build what has changed; with many editions the code runs while their texts are checked."""
    if count <= _FEW:
        yield from (_make(reading, out) for reading in readings)
        return
    from fieldwise.run.anyone import run_for_anyone
    from fieldwise.workers import ahead, workers

    say("running the lesson's code")
    with ahead(run_for_anyone, lesson) as busy:
        tasks = [*readings]
        _rehearse(next((task for task in tasks if isinstance(task, Task)), None))
        tasks = [_checked(task) if busy() else task for task in tasks]
        for task in tasks:
            if busy():
                _prepare(task)
    from fieldwise.joining import remembered_plain  # slow to import: not before the code runs

    with workers() as pool:
        pool.submit(remembered_plain, lesson)  # the pages will ask for it, and say if it fails
        yield from pool.map(_make, tasks, [out] * len(tasks), chunksize=2)


def _rehearse(task: Task | None) -> None:
    """Make an edition with made-up numbers, for nobody: what all share is then at hand."""
    from fieldwise.check import check_numbers
    from fieldwise.page import gallery_card
    from fieldwise.page.pack import bulk

    if task is not None:
        with suppress(InputError):
            executed = _with_any_numbers(task)
            check_numbers(task.lesson, task.story, executed)
            bulk(render(executed)["html"].decode())
            gallery_card(executed)


def _prepare(task: Task | Made) -> None:
    """Have the Markdown of a story at hand, which does not depend on the run."""
    from fieldwise.page.compose import rendered

    if isinstance(task, Task):
        with suppress(InputError):
            rendered(_with_any_numbers(task))


def _with_any_numbers(task: Task) -> Executed:
    from fieldwise.bind import bind

    numbers = dict.fromkeys(task.lesson.values, 1.0)
    series = dict.fromkeys(task.lesson.series, (0.0, 1.0))
    versions = dict.fromkeys(task.lesson.packages, "")
    edition = weave(task.lesson, task.story, task.data)
    return bind(edition, Run("", {}, numbers, series, versions))


def _checked(task: Task | Made) -> Task | Made:
    """The task with its text checked; the rest of the check needs the run."""
    from fieldwise.check import check_text

    if isinstance(task, Made):
        return task
    found, rules = check_text(task.lesson, task.story)
    return replace(task, found=(*task.found, *found), rules=rules)


def _make(task: Task | Made, out: Path) -> Made:
    """Build one edition; an edition with an error in its text is not written."""
    from fieldwise.check import check, check_numbers

    if isinstance(task, Made):
        return task
    lesson, story, rules = task.lesson, task.story, task.rules
    try:
        executed = execute(lesson, story, task.data)
        rest = (
            check(lesson, story, executed)
            if rules is None
            else check_numbers(lesson, story, executed, rules)
        )
        found = tuple(sorted({*task.found, *rest}))
        if any(item.severity is Severity.ERROR for item in found):
            return Made(task.name, found)
        return _written(Made(task.name, found, key=task.key), executed, out)
    except InputError as error:
        return Made(task.name, task.found, error=str(error))


def _written(made: Made, executed: Executed, out: Path) -> Made:
    """Write an edition's files; what became of it, with the digest of each."""
    from fieldwise.page import gallery_card
    from fieldwise.page.pack import bulk

    written, contents = {}, render(executed)
    for suffix, content in contents.items():
        files.write(out / f"{made.name}.{suffix}", content, durable=False)
        written[f"{made.name}.{suffix}"] = files.digest(content)
    own = executed.edition.data.kind == "measured"
    among = 0 if own else bulk(contents["html"].decode())
    return replace(made, files=written, card=gallery_card(executed), bulk=among)


def _recorded(out: Path, lesson: Lesson, before: Site, made: Iterable[Made]) -> tuple[Made, ...]:
    """Join the pages and write down what the folder holds; the editions as they stand then."""
    made = sorted(made, key=lambda item: item.name)
    fresh = {item.name: _entry(item) for item in made if item.files and not item.unchanged}
    entries = write_site(out, lesson, engine_digest(), before, fresh)
    return tuple(
        replace(item, files=entries[item.name]["files"]) if item.files else item for item in made
    )


def _entry(item: Made) -> dict[str, Any]:
    """What the manifest says of an edition."""
    return {
        "key": item.key,
        "files": dict(item.files),
        "found": [_plain(diagnostic) for diagnostic in item.found],
        "card": dict(item.card),
        "bulk": item.bulk,
    }


def _plain(found: Diagnostic) -> dict[str, Any]:
    return {name: getattr(found, name) for name in Diagnostic.__dataclass_fields__}


__all__ = ["GALLERY", "Built", "Made", "build", "build_own", "execute", "render", "render_alone"]
