"""Where lessons and fields are: the shipped course, and folders that add to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from fieldwise.errors import InputError, UsageError
from fieldwise.model import Field, Lesson, Story
from fieldwise.read.field import read_field
from fieldwise.read.lesson import read_lesson
from fieldwise.read.reading import Reading
from fieldwise.read.story import read_story


class Course:
    """Lessons and fields found below one or more folders; a later folder wins over an earlier."""

    def __init__(self, roots: Iterable[Path]) -> None:
        self.roots = tuple(roots)

    @cached_property
    def lesson_paths(self) -> dict[str, Path]:
        """`lesson.md` of each lesson, by id."""
        found = [p for root in self.roots for p in sorted(root.glob("lessons/*/lesson.md"))]
        return {path.parent.name: path for path in found}

    @cached_property
    def story_paths(self) -> dict[tuple[str, str], Path]:
        """Each story's file, by field and lesson."""
        found = [p for root in self.roots for p in sorted(root.glob("fields/*/*.md"))]
        return {(path.parent.name, path.stem): path for path in found}

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The ids of all fields that tell at least one lesson."""
        return tuple(sorted({field for field, _ in self.story_paths}))

    def fields_of(self, lesson: str) -> tuple[str, ...]:
        """The ids of the fields that tell a lesson."""
        return tuple(sorted(field for field, told in self.story_paths if told == lesson))

    def lesson(self, name: str) -> Lesson:
        """A lesson.

        Raises:
            UsageError: there is none of that name.
            InputError: its file has a mistake.
        """
        if name not in self.lesson_paths:
            raise UsageError.unknown("lesson", name, self.lesson_paths)
        return read_lesson(self.lesson_paths[name]).get()

    def read_field(self, name: str) -> Reading[Field]:
        """A field as read, with what is wrong with it.

        Raises:
            UsageError: there is none of that name.
        """
        return read_field(self.field_folder(name))

    def read_story(self, field: Field, lesson: Lesson) -> Reading[Story]:
        """A story as read, with what is wrong with it.

        Raises:
            UsageError: the field does not tell this lesson.
        """
        return read_story(self.story_path(field.id, lesson.id), field, lesson)

    def field_folder(self, name: str) -> Path:
        """The folder of a field.

        Raises:
            UsageError: there is none of that name.
        """
        for root in reversed(self.roots):
            if (root / "fields" / name).is_dir() and name in self.fields:
                return root / "fields" / name
        raise _unknown_field(self, name)

    def story_path(self, field: str, lesson: str) -> Path:
        """The file in which a field tells a lesson.

        Raises:
            UsageError: it does not tell it.
        """
        path = self.story_paths.get((field, lesson))
        if path is None and field not in self.fields:
            raise _unknown_field(self, field)
        if path is None:
            raise UsageError(
                f"The field “{field}” does not tell the lesson “{lesson}”.",
                hint=f"These fields do: {', '.join(self.fields_of(lesson)) or 'none'}.",
            )
        return path


def find_course(extra: Path | None = None) -> Course:
    """The shipped course with the user's own folder and `extra`, an author's, on top.

    Raises:
        InputError: `extra` holds neither lessons nor fields.
    """
    if extra is not None and not ((extra / "fields").is_dir() or (extra / "lessons").is_dir()):
        raise InputError(
            "this folder holds neither `fields` nor `lessons`.",
            where=str(extra),
            hint="A course folder has fields/FIELD/LESSON.md in it.",
        )
    return Course([shipped(), user_folder(), *([extra] if extra else [])])


def _unknown_field(course: Course, name: str) -> UsageError:
    """The sentence for a field that is not there, with the nearest that are."""
    from fieldwise.nearest import nearest

    near = [one.id for one in nearest(course, name)]
    if near:
        known = f"Did you mean {' or '.join(near)}?"
    else:
        known = f"There are: {', '.join(course.fields)}."
    return UsageError(
        f"There is no field called “{name}”.",
        hint=f"{known} To describe your own: fieldwise new",
    )


def shipped() -> Path:
    """The course that comes with Fieldwise."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "course"
    return inside if inside.is_dir() else package.parents[1] / "course"


def user_folder() -> Path:
    """The folder in which a user's own fields are looked for."""
    from platformdirs import user_data_path

    return user_data_path("fieldwise", appauthor=False) / "course"
