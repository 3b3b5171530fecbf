"""FW704."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.text import end_of


def bare_scenario(context: Context) -> Iterator[Finding]:
    """The story is a scenario alone.

    Finds: a story that tells no slot. It is advice: the edition is complete, told by the
    lesson's defaults.

    Why: the defaults are true of any field, and say nothing that only this one knows.

    Mend: tell the slots, one after the other; `scene` and the bridges first.

    Silent: a story that tells even one slot; those it leaves out are named then (FW103).
    """
    if context.is_bare:
        count = len(context.slots)
        yield Finding(
            end_of(context.story),
            f"the story is a scenario alone; all {count} slots are left to their defaults.",
            "Tell them under headings such as `## scene`.",
        )
