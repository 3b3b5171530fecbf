"""FW103."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.text import end_of


def missing_slot(context: Context) -> Iterator[Finding]:
    """A slot is not told.

    Finds: a slot of the lesson for which the story has no heading, or only a heading without
    text. A slot that may be empty (its `words` begin at 0) is not missed.

    Why: the edition prints the slot's default there: correct, but nobody's own words.

    Caught:

        ## scene

    Mend: write a `## heading` with the slot's id, and your text below it. The slot's `brief` in
    `lesson.md` says what belongs there.

    Silent: a story that tells no slot at all; it is a scenario alone (FW704).
    """
    if context.is_bare:
        return
    untold = []
    for slot in context.slots.values():
        telling = context.story.tellings.get(slot.id)
        if telling is None and slot.words[0] > 0:
            untold.append(slot)
        elif telling is not None and not telling.text:
            yield Finding(
                telling.heading,
                f"the slot `{slot.id}` has a heading but no text.",
                f"It asks for: {slot.brief}",
            )
    if len(untold) == 1:
        yield Finding(
            end_of(context.story),
            f"the slot `{untold[0].id}` is not told; its default is printed.",
            f"It asks for: {untold[0].brief}",
        )
    elif untold:  # one finding for all, so that a story in the making is not drowned in them
        names = ", ".join(f"`{slot.id}`" for slot in untold)
        yield Finding(
            end_of(context.story),
            f"{len(untold)} slots are not told; their defaults are printed: {names}.",
            "What each asks for is its `brief` in lesson.md.",
        )
