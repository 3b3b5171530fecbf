"""How far each field's tellings are, for `fieldwise list`."""

from __future__ import annotations

from typing import Any

from fieldwise.model import Lesson, Story
from fieldwise.read import Course


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
            {"lesson": lesson.id, "title": lesson.title, "standing": _standing(story, lesson)}
        )
    return {
        "field": name,
        "name": field.name if field else name,
        "summary": field.summary if field else "",
        "lessons": rows,
    }


def _standing(story: Story | None, lesson: Lesson) -> str:
    if story is None:
        return "cannot be read; fieldwise check says why"
    slots = [slot for slot in lesson.slots if slot != "false-friends"]
    told = sum(slot in story.tellings for slot in slots)
    if not told:
        return "a scenario alone"
    if story.against != lesson.version:
        return f"told against canon {story.against}, which is now {lesson.version}"
    if told < len(slots):
        return f"{told} of {len(slots)} slots told"
    if not story.reviewers:
        return "complete, not yet reviewed"
    return f"complete, reviewed by {', '.join(story.reviewers)}"
