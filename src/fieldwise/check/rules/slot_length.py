"""FW109."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import spans

_WORD = re.compile(r"[^\W_][^\s|]*")


def slot_length(context: Context) -> Iterator[Finding]:
    """A text is shorter or longer than its slot allows.

    Finds: a telling whose words number fewer or more than the slot's `words`. A quotation and a
    formula count as one word each; the signs of a table and its line of hyphens do not count.

    Why: the two columns of the page are laid out for these lengths, and a reader's patience is.

    Caught:

        ## worked-example

        The model predicts something.

    Mend: cut what maps to no concept of the lesson; add what a practitioner would miss.

    Silent: any length within the range, its ends included.
    """
    for name, text in context.told.items():
        least, most = context.slots[name].words
        count = count_words(text.text)
        if not text.text or least <= count <= most:
            continue
        few = count < least
        yield Finding(
            context.story.tellings[name].heading,
            f"`{name}` has {count} {'word' if count == 1 else 'words'}; "
            f"{f'at least {least}' if few else f'at most {most}'} are asked for.",
            f"It asks for: {context.slots[name].brief}" if few else "",
        )


def count_words(text: str) -> int:
    """The words of a text as a reader counts them."""
    pieces, done = [], 0
    for span in spans(text):
        if span.kind in ("math", "quotation"):
            pieces += [text[done : span.start], "0"]
            done = span.end
    return len(_WORD.findall("".join([*pieces, text[done:]])))
