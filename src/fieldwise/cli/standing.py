"""How far each field's tellings are, for `fieldwise list`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from fieldwise.data.real import FIRST, real_data
from fieldwise.errors import InputError
from fieldwise.model import Lesson, Story
from fieldwise.read import Course
from fieldwise.standing import sections
from fieldwise.standing.wording import in_short


def standings(course: Course) -> list[dict[str, Any]]:
    """One row per field, with a row per lesson that it tells."""
    lessons = {name: course.lesson(name) for name in sorted(course.lesson_paths)}
    return [_field(course, name, lessons) for name in course.fields]


def _field(course: Course, name: str, lessons: dict[str, Lesson]) -> dict[str, Any]:
    field = course.read_field(name).noun
    told = [lesson for lesson in lessons.values() if (name, lesson.id) in course.story_paths]
    rows = []
    for lesson in told:
        story = course.read_story(field, lesson).noun if field else None
        rows.append(
            {
                "lesson": lesson.id,
                "title": lesson.title,
                "standing": _standing(story, lesson),
                "sections": _counts(story, lesson),
            }
        )
    return {
        "field": name,
        "name": field.name if field else name,
        "summary": field.summary if field else "",
        "real_data": [row for lesson in told for row in _real(course, name, lesson)],
        "lessons": rows,
    }


def _real(course: Course, field: str, lesson: Lesson) -> Iterator[dict[str, str]]:
    """The real data that come with a field; none where their description has a mistake."""
    with suppress(InputError):
        for number, real in enumerate(real_data(course.roots, field, lesson)):
            yield {
                "lesson": lesson.id,
                "name": real.name if number else FIRST,
                "title": real.title,
                "licence": real.licence.name,
            }


def _standing(story: Story | None, lesson: Lesson) -> str:
    if story is None:
        return "cannot be read; fieldwise check says why"
    if story.tellings and story.against != lesson.version:
        return f"told against canon {story.against}, which is now {lesson.version}"
    return in_short(sections(lesson, story))


def _counts(story: Story | None, lesson: Lesson) -> dict[str, int]:
    """How many sections there are, who wrote them, and how many somebody should still read."""
    found = sections(lesson, story) if story is not None else ()
    by = Counter(section.origin for section in found)
    return {
        "person": by["person"],
        "model": by["model"] + by["edited"],
        "default": by["default"],
        "to_review": sum(section.is_open for section in found),
    }
