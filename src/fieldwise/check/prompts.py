"""The prompts of a story, each with its heading and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fieldwise.check.context import Context
from fieldwise.check.rules.missing_part import HEADING
from fieldwise.check.spans import outside_code, prose
from fieldwise.check.text import Text

_TOO_COMMON = "with from that this your their number time data rate size level total mean average"
_COMMON = frozenset(_TOO_COMMON.split())
_QUOTED_SUBJECT = re.compile(
    r"\{\{\s*(?:[xy]\.\w+|observations?(?:\.a)?|field|learner|setting|each)\s*\}\}", re.IGNORECASE
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt of a slot."""

    text: Text
    title: str
    heading: int
    """The offset of its heading."""
    start: int
    """The offset of its text."""
    body: str
    """What a learner copies, as written."""
    names_subject: bool
    """Whether it names the field or a quantity."""

    @property
    def plain(self) -> str:
        """Its prose, every character in its place; quotations and formulas are blank."""
        return prose(self.body)


def prompts(context: Context) -> Iterator[Prompt]:
    """Every prompt that a story tells and that has a text."""
    subject = _subject(context)  # not one pattern: to compile it takes longer than all the rest
    for name, text in context.told.items():
        if context.slots[name].kind != "prompts":
            continue
        headings = list(HEADING.finditer(outside_code(text.text)))
        ends = [heading.start() for heading in headings[1:]] + [len(text.text)] * bool(headings)
        for heading, end in zip(headings, ends, strict=True):
            body = text.text[heading.end() : end]
            if body.strip():
                yield Prompt(
                    text,
                    heading["words"],
                    heading.start(),
                    heading.end(),
                    body,
                    bool(_QUOTED_SUBJECT.search(body)) or _names_any(subject, body.casefold()),
                )


def _subject(context: Context) -> set[str]:
    """Words that say what a prompt is about: the field, a quantity, an observation."""
    field, scenario = context.story.field, context.story.scenario
    phrases = [field.name, field.learner, scenario.observation, scenario.observations]
    phrases += [quantity.name for quantity in scenario.quantities.values()]
    words = {
        word.casefold()
        for phrase in phrases
        for word in _LONG_WORD.findall(phrase)
        if word.casefold() not in _COMMON
    }
    return words | {phrase.casefold() for phrase in phrases if phrase}


def _names_any(words: set[str], text: str) -> bool:
    """Whether any of the words begins a word of the text."""
    return any(_begins_a_word(text, at) for word in words for at in _places(word, text))


def _places(word: str, text: str) -> Iterator[int]:
    """Where a text holds a word, also within others."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _begins_a_word(text: str, at: int) -> bool:
    return not at or not (text[at - 1].isalnum() or text[at - 1] == "_")
