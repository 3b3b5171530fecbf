"""Check whatever a path leads to: a story, a `field.yaml`, a field, a lesson, a course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from fieldwise.check.checker import (
    Execute,
    Once,
    check,
    check_field,
    check_lesson,
    with_excerpts,
)
from fieldwise.errors import InputError
from fieldwise.model import Diagnostic, Lesson, Severity, Story
from fieldwise.read import Course, read_field, read_lesson, read_story
from fieldwise.read.reading import Noun, Reading


def check_path(
    course: Course, path: Path, execute: Execute | None = None
) -> tuple[Diagnostic, ...]:
    """Every finding about what lies at a path, the readers' included, sorted.

    `course` supplies the lessons; `execute` runs an edition when a rule needs its values.

    Raises:
        InputError: there is nothing at the path, or nothing that can be checked.
    """
    if not path.exists():
        if path in course.roots:
            return ()
        raise InputError("there is no such file or folder.", where=str(path))
    if (path / "fields").is_dir() or (path / "lessons").is_dir():
        course = course if path in course.roots else Course([*course.roots, path])
    found = tuple(_of_path(course, path, execute or run_values))
    return tuple(sorted(set(found)))


def run_values(lesson: Lesson, story: Story) -> Mapping[str, float]:
    """The values of a story's edition, from the cache or a kernel.

    Raises:
        FieldwiseError: it cannot be woven, or its code fails.
    """
    from fieldwise.run import run
    from fieldwise.weave import weave

    return run(weave(lesson, story)).values


def _of_path(course: Course, path: Path, execute: Execute) -> Iterator[Diagnostic]:
    if path.is_file():
        if path.name == "field.yaml":
            yield from _field(course, path.parent)
        elif path.name == "lesson.md":
            yield from _lesson(path)
        elif path.name == "plain.md" and path.with_name("lesson.md").is_file():
            yield from _plain(path.with_name("lesson.md"), execute)
        elif path.suffix == ".md":
            yield from _story(course, path, execute)
        else:
            raise InputError(
                "this is neither a story nor a field.yaml nor a lesson.md.",
                where=str(path),
                hint="A story is fields/FIELD/LESSON.md.",
            )
        return
    if (path / "fields").is_dir() or (path / "lessons").is_dir():
        for lesson in sorted(path.glob("lessons/*/lesson.md")):
            yield from _lesson(lesson)
            yield from _plain(lesson, execute)
        for folder in sorted(path.glob("fields/*/")):
            yield from _folder(course, folder, execute)
    elif (path / "lesson.md").is_file():
        yield from _lesson(path / "lesson.md")
        yield from _plain(path / "lesson.md", execute)
    elif (path / "field.yaml").is_file() or any(path.glob("*.md")):
        yield from _folder(course, path, execute)
    elif any(path.glob("*/field.yaml")) or any(path.glob("*/*.md")):
        for folder in sorted(path.glob("*/")):
            yield from _of_path(course, folder, execute)
    elif path not in course.roots:
        raise InputError(
            "this folder holds neither a field nor a lesson nor a course.",
            where=str(path),
            hint="A course folder has fields/FIELD/LESSON.md in it.",
        )


def _folder(course: Course, folder: Path, execute: Execute) -> Iterator[Diagnostic]:
    """A field's folder: its `field.yaml`, all its stories, and what describes its real data."""
    from fieldwise.data.real import read_description

    stories = sorted(folder.glob("*.md"))
    for path in stories:
        yield from _story(course, path, execute)
    if not stories:
        yield from _field(course, folder)
    for path in sorted(folder.glob("data/*.yaml")):
        data = read_description(path, folder.name, _any_lesson(course))
        yield from with_excerpts(data.found, _sources(str(path), data))


def _story(course: Course, path: Path, execute: Execute) -> Iterator[Diagnostic]:
    lesson, fits = _lesson_for(course, path)
    if not fits:
        yield Diagnostic(
            str(path),
            1,
            1,
            "FW008",
            f"no lesson is called `{path.stem}`; this is checked as a telling of `{lesson.id}`.",
            f"Name the file {lesson.id}.md, in a folder named after the field.",
            Severity.WARNING,
        )
    field = read_field(path.parent)
    yield from with_excerpts(field.found, _sources(str(path.parent / "field.yaml"), field))
    teller = field.noun or field.draft
    if teller is None:
        return
    reading = read_story(path, teller, lesson)
    yield from with_excerpts(reading.found, _sources(str(path), reading))
    story = reading.noun or reading.draft
    if story is None:
        yield from check_field(lesson, teller, is_whole=field.noun is not None)
        return
    whole = reading.noun is not None and field.noun is not None
    values = Once(execute if whole else lambda lesson, story: {}, lesson, story)
    yield from check(
        lesson,
        story,
        values,
        field_source=field.source,
        field_is_whole=field.noun is not None,
        story_is_whole=reading.noun is not None,
    )
    yield from values.findings(lesson)


def _field(course: Course, folder: Path) -> Iterator[Diagnostic]:
    field = read_field(folder)
    yield from with_excerpts(field.found, _sources(str(folder / "field.yaml"), field))
    known = field.noun or field.draft
    if known is not None:
        yield from check_field(_any_lesson(course), known, is_whole=field.noun is not None)


def _lesson(path: Path) -> Iterator[Diagnostic]:
    reading = read_lesson(path)
    yield from with_excerpts(reading.found, _sources(str(path), reading))
    if reading.noun is not None:
        yield from check_lesson(reading.noun)


def _plain(path: Path, execute: Execute) -> Iterator[Diagnostic]:
    """A lesson in plain symbols, which is written as a story is and told by nobody.

    So its errors count, and nothing else: what the check advises is about a field's telling, and
    what is left untold there is meant to be the lesson's default.
    """
    from fieldwise.page.plain import plain_path, plain_reading, without_units

    lesson = read_lesson(path).noun
    if lesson is None or not plain_path(lesson).is_file():
        return
    reading = plain_reading(lesson)
    yield from with_excerpts(reading.found, _sources(str(plain_path(lesson)), reading))
    if reading.noun is not None:
        story = without_units(reading.noun)
        found = check(lesson, story, Once(execute, lesson, story))
        yield from (item for item in found if item.severity is Severity.ERROR)


def _lesson_for(course: Course, path: Path) -> tuple[Lesson, bool]:
    """The lesson that a file tells: by its name, else by the slots it names."""
    if path.stem in course.lesson_paths:
        return course.lesson(path.stem), True
    try:
        text = path.read_bytes()[:1_000_000].decode("utf-8", "replace")
    except OSError:
        text = ""
    headings = {line[3:].strip() for line in text.split("\n") if line.startswith("## ")}
    lessons = [course.lesson(name) for name in course.lesson_paths]
    if not lessons:
        raise InputError("the course holds no lesson.", where=str(path))
    best = max(lessons, key=lambda lesson: (len(headings & lesson.slots.keys()), -lesson.number))
    return best, False


def _any_lesson(course: Course) -> Lesson:
    return course.lesson(next(iter(course.lesson_paths)))


def _sources(path: str, reading: Reading[Noun]) -> dict[str, tuple[str, ...]]:
    return {path: tuple(reading.source.split("\n"))}
