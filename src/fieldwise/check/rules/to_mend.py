"""FW706."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.standing import sections


def to_mend(context: Context) -> Iterator[Finding]:
    """A reviewer asks for a section to be mended.

    Finds: a section whose reviewer asked for changes, as long as its text is the one they read.

    Why: somebody of the field has said what is wrong. The edition is built all the same, and says
    that changes were asked for.

    Mend: change the section as the note says; it is then open for another review.

    Silent: a section that was changed since.
    """
    if not context.has_standing:
        return
    for section in sections(context.lesson, context.story):
        telling = context.story.tellings.get(section.slot)
        if section.state == "to mend" and telling is not None:
            yield Finding(
                telling.heading,
                f"{', '.join(section.reviewers)[:80]} asks for `{section.slot}` to be mended: "
                f"“{section.note[:300]}”",
                "Mend it, and have it read again: `fieldwise review`.",
            )
