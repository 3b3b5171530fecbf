"""FW101."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from fieldwise.check.context import Context, Finding


def unknown_slot(context: Context) -> Iterator[Finding]:
    """A heading names no slot of the lesson.

    Finds: a heading `## name` whose name is not the id of a slot, and such a name in the front
    matter's `any_data`.

    Why: no edition shows the text below it, and the slot that was meant keeps its default.

    Caught:

        ## scenes

        One tide is one high water, read off the harbour's gauge.

    Mend: spell the heading as the slot in `lesson.md`, letter for letter. A heading of your own
    inside a slot begins with three hashes.

    Silent: headings of level three and below, and lines in code fences.
    """
    slots, story = context.slots, context.story
    named = [(telling.slot, telling.heading) for telling in story.tellings.values()]
    named += [(slot, story.places["any_data"]) for slot in story.any_data]
    for slot, place in named:
        if slot in slots:
            continue
        near = get_close_matches(slot, slots, n=1, cutoff=0.5)
        listed = ", ".join(slots)
        yield Finding(
            place,
            f"the lesson has no slot `{slot[:60]}`.",
            f"Did you mean `{near[0]}`?" if near else f"The slots are: {listed}.",
        )
