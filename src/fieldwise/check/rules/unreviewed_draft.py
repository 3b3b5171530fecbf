"""FW705."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.standing import sections
from fieldwise.standing.wording import listed_slots


def unreviewed_draft(context: Context) -> Iterator[Finding]:
    """A model drafted it, and nobody of the field has accepted it.

    Finds: sections that a language model drafted, edited since or not, and that nobody has
    reviewed as they are now. It is advice: page and notebook say so, too.

    Why: a model writes what sounds right. The check holds its numbers, units and terms to the
    lesson; whether somebody in the field would say so, only they can tell.

    Mend: `fieldwise review FIELD` walks through them, each beside the canon.

    Silent: sections by a person (FW702) and defaults; what a reviewer wants mended (FW706).
    """
    if not context.has_standing:
        return
    drafts = [
        section
        for section in sections(context.lesson, context.story)
        if section.is_draft and section.state in ("unreviewed", "text moved on")
    ]
    if drafts:
        names = list(dict.fromkeys(name for draft in drafts for name in draft.writers))
        yield Finding(
            context.story.tellings[drafts[0].slot].heading,
            f"drafted by {', '.join(names)[:80]}, and nobody of the field has accepted it: "
            f"{listed_slots([draft.slot for draft in drafts])}.",
            "Read it beside the canon: `fieldwise review`.",
        )
