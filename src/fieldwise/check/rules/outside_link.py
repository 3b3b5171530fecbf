"""FW504."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.markup import inline, start_of
from fieldwise.check.rules.unsafe_link import bare


def outside_link(context: Context) -> Iterator[Finding]:
    """A link leads out of the lesson.

    Finds: links to other sites, written in place, by reference or as a bare address in angle
    brackets. It is advice: such a link breaks nothing.

    Why: a lesson is one file that works without a network, and addresses die before texts do.

    Caught:

        ## scene

        One tide is one high water, as read by the [tide gauge](https://example.org/gauge).

    Mend: name the source in words.

    Silent: links within the page (`#scene`).
    """
    for text in context.markdown:
        if "](" not in text.text and "][" not in text.text and "<" not in text.text:
            continue
        for token, block in inline(text.text):
            address = str(token.attrGet("href") or "") if token.type == "link_open" else ""
            if not bare(address).startswith(("http:", "https:", "mailto:")):
                continue
            start = start_of(text.text, block)
            offset = text.text.find(address[:20].removeprefix("mailto:"), start)
            yield Finding(
                text.at(max(offset, start)),
                f"this link leads to {address[:60]}, out of a lesson that works offline.",
                "Name the source in words.",
            )
