"""Build again what an author's change affects, and say how it stands."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from traceback import extract_tb

from fieldwise import files
from fieldwise.build import GALLERY, Made, build, execute, render
from fieldwise.check import check, check_path
from fieldwise.check.report import shown_path
from fieldwise.errors import FieldwiseError
from fieldwise.model import Diagnostic, Severity
from fieldwise.read import Course
from fieldwise.standing.reading import SUFFIX

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Watched:
    """What an author has open."""

    roots: tuple[Path, ...]
    """The folders of lessons and fields; they may go and come back."""
    fields: tuple[str, ...]
    lesson: str
    out: Path
    """Where it is built."""

    @property
    def places(self) -> tuple[Path, ...]:
        """The same folders by their real names, as changes are told."""
        return tuple(root.resolve() for root in self.roots)

    def affected(self, path: Path) -> tuple[str, ...]:
        """The fields that a changed file or folder concerns."""
        of_all = (
            root / "lessons" / self.lesson / name
            for root in self.places
            for name in ("lesson.md", "plain.md")
        )
        if _is_or_holds(path, of_all):
            return self.fields
        names = ("field.yaml", f"{self.lesson}.md", f"{self.lesson}{SUFFIX}")
        return tuple(
            field
            for field in self.fields
            if _is_or_holds(
                path, (root / "fields" / field / name for root in self.places for name in names)
            )
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """How one edition stands after a build."""

    name: str
    """`field/lesson`, which is also the page's path."""
    built: bool
    """Whether the page shows what the author's files say."""
    digest: str
    """Digest of the page; empty if it was not built this time."""
    found: tuple[Diagnostic, ...]
    cells: tuple[str, ...]
    """For each finding the slot in which it stands; empty if in none."""
    error: str = ""
    """Why it could not be built, if no finding says so."""
    seconds: float = 0.0
    """How long the build took."""
    at: float = 0.0
    """When the build was done, in seconds since 1970."""


def rebuild(watched: Watched, fields: tuple[str, ...], say: Say) -> tuple[Standing, ...]:
    """Build some of the fields again; what goes wrong is said in their standings."""
    began = time.perf_counter()
    try:
        standings = _built(watched, fields, say)
    except Exception as error:  # a defect of ours, too: the author's next save is to be built
        why = why_of(error)
        standings = tuple(
            Standing(f"{name}/{watched.lesson}", False, "", (), (), why) for name in fields
        )
    now, seconds = time.time(), time.perf_counter() - began
    return tuple(replace(standing, seconds=seconds, at=now) for standing in standings)


def why_of(error: Exception) -> str:
    """What went wrong, as a sentence; of a defect in Fieldwise also where, for a report."""
    if isinstance(error, FieldwiseError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'the system refuses'}: {error.strerror or error}."
    where = extract_tb(error.__traceback__)[-1]
    said = f": {error}" if str(error) else ""
    return (
        f"Fieldwise has a defect at {Path(where.filename).name}:{where.lineno} "
        f"({type(error).__name__}{said}); please report it, and go on writing."
    )


def rehearse(watched: Watched) -> None:
    """Make an edition for nobody, so that the first change is not kept waiting for imports."""
    with suppress(Exception):  # the build before has said what is wrong
        course = Course(watched.roots)
        lesson = course.lesson(watched.lesson)
        story = course.read_story(course.read_field(watched.fields[0]).get(), lesson).get()
        executed = execute(lesson, story)
        check(lesson, story, executed)
        render(executed)


def gallery_digest(watched: Watched) -> str:
    """Digest of the gallery as it stands; empty if there is none."""
    with suppress(OSError):
        return files.digest((watched.out / GALLERY).read_bytes())
    return ""


def line_of(standing: Standing) -> str:
    """One line for the terminal."""
    name = standing.name.partition("/")[0]
    if standing.built:
        number = _counted(standing.found)
        return f"{name}: built in {standing.seconds * 1000:.0f} ms, {number}"
    if standing.error:
        return f"{name}: not built: {standing.error}"
    first = next((i for i in standing.found if i.severity is Severity.ERROR), standing.found[0])
    place = f"{shown_path(first.path)}:{first.line}:{first.column}"
    number = _counted(standing.found)
    return f"{name}: not built, {number}; {place} {first.code} {first.message}"


def _built(watched: Watched, fields: tuple[str, ...], say: Say) -> tuple[Standing, ...]:
    course = Course(watched.roots)
    own = course.lesson_paths.get(watched.lesson)
    of_lesson = check_path(course, own) if own is not None else ()
    if any(item.severity is Severity.ERROR for item in of_lesson):
        cells = ("",) * len(of_lesson)
        return tuple(
            Standing(f"{name}/{watched.lesson}", False, "", of_lesson, cells) for name in fields
        )
    here = tuple(name for name in fields if name in course.fields_of(watched.lesson))
    made = build(course, here, course.lesson(watched.lesson), watched.out, say).editions
    gone = tuple(_gone(watched, name) for name in fields if name not in here)
    return tuple(_standing(course, item, of_lesson) for item in made) + gone


def _gone(watched: Watched, field: str) -> Standing:
    file = f"fields/{field}/{watched.lesson}.md"
    error = f"{file} is not there; when it is, this goes on."
    return Standing(f"{field}/{watched.lesson}", False, "", (), (), error)


def _standing(course: Course, made: Made, of_lesson: tuple[Diagnostic, ...]) -> Standing:
    field, _, lesson = made.name.partition("/")
    story = course.story_path(field, lesson)
    found = made.found
    if made.failed and not made.error:
        # The build stops at a part that cannot be read; the check goes on with what is readable.
        with suppress(FieldwiseError):
            found = check_path(course, story)
    found = tuple(sorted({*found, *of_lesson}))
    cells = tuple(_slot(item, story) for item in found)
    digest = made.files.get(f"{made.name}.html", "")
    return Standing(made.name, not made.failed, digest, found, cells, made.error)


def _slot(item: Diagnostic, story: Path) -> str:
    """The slot in which a finding about a story stands."""
    if item.path != str(story):
        return ""
    with suppress(OSError, UnicodeDecodeError):
        lines = story.read_text("utf-8").split("\n")[: item.line]
        return next((line[3:].strip() for line in reversed(lines) if line.startswith("## ")), "")
    return ""


def _counted(found: tuple[Diagnostic, ...]) -> str:
    number = len(found)
    return f"{number or 'no'} finding{'' if number == 1 else 's'}"


def _is_or_holds(path: Path, watched: Iterable[Path]) -> bool:
    return any(path == file or path in file.parents for file in watched)
