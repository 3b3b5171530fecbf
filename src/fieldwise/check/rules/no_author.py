"""FW701."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.model import Place


def no_author(context: Context) -> Iterator[Finding]:
    """Nobody stands for the story.

    Finds: a story that tells slots and names no `authors`.

    Why: a reader who doubts a sentence needs somebody to ask.

    Caught:

        authors: []

    Mend: name whoever wrote it, under `authors` in the front matter.

    Silent: a scenario alone.
    """
    if context.has_standing and not any(context.story.authors):
        yield Finding(
            context.story.places.get("authors", Place(context.story.path, 1)),
            "the story names no author.",
            "Write `authors: [Your Name]` into the front matter.",
        )
