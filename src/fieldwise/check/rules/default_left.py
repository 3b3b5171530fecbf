"""FW104."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fieldwise.check.context import Context, Finding
from fieldwise.quote import substitute

_LONG = 25
"""Words from which on a paragraph that equals one of the default's is no coincidence."""


def default_left(context: Context) -> Iterator[Finding]:
    """The lesson's default text was left in.

    Finds: a slot whose text is the lesson's default, or a paragraph of at least 25 words that
    stands in the default word for word, also with the scenario's words filled in.

    Why: the default says what is true of any field. A reader of this field gets nothing from it
    that the canon has not said already.

    Caught:

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
        known = _long_ones(default) | set(_of_length(_printed(default, context)))
        for offset, words in _paragraphs(text.text):
            if words in known:
                yield Finding(
                    text.at(offset),
                    f"this paragraph of `{name}` is the lesson's default.",
                    "Tell it in the field's words.",
                )


@lru_cache(maxsize=256)
def _long_ones(default: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_of_length(default))


def _of_length(text: str) -> Iterator[tuple[str, ...]]:
    return (words for _, words in _paragraphs(text) if len(words) >= _LONG)


def _printed(default: str, context: Context) -> str:
    """The default with the scenario's words in place, as somebody might copy it from a page."""
    scenario = context.story.scenario
    words = {
        "setting": scenario.setting,
        "observation": scenario.observation,
        "observation.a": f"{scenario.article} {scenario.observation}",
        "observations": scenario.observations,
        "each": scenario.each,
        "held_back": scenario.held_back,
    }
    for name, quantity in scenario.quantities.items():
        for part in ("name", "phrase", "symbol", "unit"):
            words[f"{name}.{part}"] = getattr(quantity, part)
    return substitute(default, lambda quoted: words.get(quoted.name))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _paragraphs(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    for match in re.finditer(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text):
        yield match.start(), _words(match[0])
