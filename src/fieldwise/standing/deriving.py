"""What follows from the records: how each section of a story stands today."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.model import Lesson, Story
from fieldwise.model.provenance import Origin, Record, Section, State
from fieldwise.standing.marks import beside, mark, words


def origin_of(story: Story, slot: str) -> Origin:
    """Whose text a section is."""
    telling = story.tellings.get(slot)
    if telling is None:
        return "default"
    written = story.standing.records.get(slot, Record()).written
    if written is None or written.by == "person":
        return "person"
    return "model" if written.text == mark(telling.text) else "edited"


def sections(lesson: Lesson, story: Story) -> tuple[Section, ...]:
    """How each section of a story stands, in the lesson's order."""
    return tuple(_sections(lesson, story))


def _sections(lesson: Lesson, story: Story) -> Iterator[Section]:
    for slot in lesson.slots.values():
        telling = story.tellings.get(slot.id)
        if telling is None and slot.words[0] == 0:
            continue  # nothing need stand there
        origin = origin_of(story, slot.id)
        record = story.standing.records.get(slot.id, Record())
        writers: tuple[str, ...] = ()
        if origin != "default":
            writers = (record.written.name,) if record.written else story.authors
        text = telling.text if telling else slot.text
        if record.reviewed is None or (origin == "person" and record.reviewed.by in writers):
            yield _without_review(lesson, story, Section(slot.id, origin, writers, "unreviewed"))
        else:
            state = _state(lesson, story, slot.id, text)
            said = record.reviewed
            yield Section(
                slot.id, origin, writers, state, (said.by,), said.note, said.on, said.canon
            )


def _state(lesson: Lesson, story: Story, slot: str, text: str) -> State:
    said = story.standing.records[slot].reviewed
    if said is None:
        return "unreviewed"
    if said.text != mark(text) or (said.words and said.words != words(story, text)):
        return "text moved on"
    same = said.beside == beside(lesson, slot) if said.beside else said.canon == lesson.version
    return said.verdict if same else "canon moved on"


def _without_review(lesson: Lesson, story: Story, section: Section) -> Section:
    """A section that was not reviewed by itself.

    The reviewers whom the front matter names vouch for what people wrote, against the canon it
    names. What a model drafted needs a review of its own.
    """
    others = tuple(name for name in story.reviewers if name and name not in story.authors)
    if section.origin != "person" or not others:
        return section
    state: State = "accepted" if story.against == lesson.version else "canon moved on"
    return Section(
        section.slot, section.origin, section.writers, state, others, canon=story.against
    )
