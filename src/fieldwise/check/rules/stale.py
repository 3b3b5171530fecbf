"""FW703."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.model import Place
from fieldwise.standing import sections
from fieldwise.standing.wording import listed_slots


def stale(context: Context) -> Iterator[Finding]:
    """The story was told, or a section reviewed, against another version of the canon.

    Finds: a story whose `canon` is not the lesson's version, or that does not say which version
    it was told against; a section whose review saw another canon beside it.

    Why: the canon has moved on. A sentence that answered it may now answer something that is no
    longer there.

    Caught:

        canon: "0.9"

    Mend: read what has changed in the lesson, mend the story, and raise its `canon`; have the
    sections that it names read again with `fieldwise review FIELD`.

    Silent: a scenario alone; a section beside which the canon is still what the reviewer saw.
    """
    if not context.has_standing:
        return
    story, version = context.story, context.lesson.version
    place = story.places.get("canon")
    stated = context.sources[story.path][place.line - 1][place.column - 1 :] if place else ""
    if place is None or not stated.partition("#")[0].strip(" \"'"):
        yield Finding(
            place or Place(story.path, 1),
            "the story does not say which version of the canon it was told against.",
            f'The lesson is at {version}: `canon: "{version}"` in the front matter.',
        )
    elif story.against != version:
        yield Finding(
            place,
            f"the story was told against canon {story.against[:20]}; the lesson is at {version}.",
            "Read what has changed, mend the story, and raise its `canon`.",
        )
    moved = [
        section
        for section in sections(context.lesson, story)
        if section.state == "canon moved on"
        and section.slot in story.standing.records
        and section.slot in story.tellings
    ]
    if moved:
        yield Finding(
            story.tellings[moved[0].slot].heading,
            f"reviewed beside an older canon: {listed_slots([item.slot for item in moved])}.",
            "Have it read again beside the canon of today: `fieldwise review`.",
        )
