"""FW104."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding

_LONG = 25
"""Words from which on a paragraph that equals one of the default's is no coincidence."""


def default_left(context: Context) -> Iterator[Finding]:
    """The lesson's default text was left in.

    Finds: a slot whose text is the lesson's default, or a paragraph of at least 25 words that
    stands in the default word for word.

    Why: the default says what is true of any field. A reader of this field gets nothing from it
    that the canon has not said already.

    Example:

        ## scene

        One {{ observation }} is {{ each }}. It gives one pair of numbers: {{ x.phrase }}, in
        {{ x.unit }}, and {{ y.phrase }}, in {{ y.unit }}.

    Mend: say it as somebody in the field would, or delete the heading: the default is then
    printed all the same, and the story is honest about what it tells.

    Silent: short phrases that agree with the default, such as a hint of one sentence.
    """
    for name, text in context.told.items():
        default = context.slots[name].text
        if _words(text.text) == _words(default):
            yield Finding(
                text.at(0),
                f"`{name}` repeats the lesson's default.",
                "Tell it in the field's words, or delete the heading.",
            )
            continue
        known = {words for _, words in _paragraphs(default) if len(words) >= _LONG}
        for offset, words in _paragraphs(text.text):
            if words in known:
                yield Finding(
                    text.at(offset),
                    f"this paragraph of `{name}` is the lesson's default.",
                    "Tell it in the field's words.",
                )


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _paragraphs(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    for match in re.finditer(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text):
        yield match.start(), _words(match[0])
