"""FW110."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import outside_code

HEADING = re.compile(r"^###[ \t]+(?P<words>[^\n]*?)[ \t#]*$", re.MULTILINE)
"""A heading of the third level."""


def missing_part(context: Context) -> Iterator[Finding]:
    """Prompts or exercises lack one of their parts.

    Finds: a `prompts` slot with fewer `###` headings than its default has, a prompt without
    text, and an exercise whose default is divided (`### Hint`, `### Answer`) and which is not
    divided so, in this order.

    Why: the page gives each prompt a button of its own, and hides the answer until it is asked
    for.

    Caught:

        ## exercises.rate.answer

        It does not converge: every correction of the current overshoots by more than the error
        it was meant to mend.

    Mend: put each prompt under a `### heading` of its own; write `### Hint`, then `### Answer`.

    Silent: more prompts than the default has.
    """
    for name, text in context.told.items():
        slot = context.slots[name]
        wanted = [match["words"] for match in HEADING.finditer(slot.text)]
        if slot.kind not in ("prompts", "exercises") or not wanted or not text.text:
            continue
        plain = outside_code(text.text)
        found = [match["words"] for match in HEADING.finditer(plain)]
        heading = context.story.tellings[name].heading
        if slot.kind == "exercises" and found != wanted:
            yield Finding(
                heading,
                f"`{name}` has not the parts {' and '.join(f'“{words}”' for words in wanted)}.",
                f"Write {', then '.join(f'`### {words}`' for words in wanted)}.",
            )
        if slot.kind == "prompts" and len(found) < len(wanted):
            yield Finding(
                heading,
                f"`{name}` has {_prompts(len(found))}; {len(wanted)} are asked for.",
                "Each prompt stands below a heading of its own, `### heading`.",
            )
        yield from (
            Finding(
                text.at(match.start()),
                f"nothing stands under “{match['words'][:40]}”.",
                "Write its text, or take the heading out.",
            )
            for match in HEADING.finditer(plain)
            if re.match(r"\s*(?:#{1,3}\s|\Z)", text.text[match.end() : match.end() + 200])
        )


def _prompts(count: int) -> str:
    return "no prompt" if not count else "1 prompt" if count == 1 else f"{count} prompts"
