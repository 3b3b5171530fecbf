"""The manner of a draft: what a person may do at will and a model is asked not to.

These are no rules of the check, which leaves a person's voice alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from fieldwise.check.rules.other_language import is_other
from fieldwise.check.spans import prose
from fieldwise.model import Diagnostic, Severity, Slot
from fieldwise.quote import quotations
from fieldwise.weave import OPTIONAL

CODE = "manner"
"""Stands in place of a rule's code."""

_RULES = (
    (
        re.compile(r"(?<=[\w)\"”’*])!"),
        "an exclamation mark cheers the reader on.",
        "Write a plain sentence.",
    ),
    (
        re.compile(r"(?i)\b(?:https?://|www\.|mailto:)\S+"),
        "a web address, which nobody has opened.",
        "Leave it out.",
    ),
    (
        re.compile(
            r"(?i)\b(?:exciting|fascinating|amazing|incredible|game[- ]changer|dive into"
            r"|embark on|in today['’]s world|it(?:['’]s| is) (?:important to note|worth noting)"
            r"|in conclusion|needless to say)\b"
        ),
        "filler, or cheer.",
        "Say what it maps to in the lesson, or leave it out.",
    ),
    (
        re.compile(r"(?i)\((?:author's |editor's |revision )?note(?: to [\w ]{1,30})?:"),
        "a remark about the text.",
        "Leave it out.",
    ),
)
_SENTENCE = re.compile(r"[^\s.!?][^.!?\n]*")


def unquoted(slot: Slot, text: str, words: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What somebody said in the interview, and the default quotes, and a draft has dropped."""
    quoted = {item.name for item in quotations(text)}
    for item in quotations(slot.text):
        said = item.name in OPTIONAL - {"false_friends"} and words.get(item.name)
        if said and item.name not in quoted:
            yield Diagnostic(
                slot.id,
                1,
                1,
                CODE,
                f"{item.raw} is left out: the learner's own words, which the default quotes.",
                f"Quote it where it belongs, in quotation marks: “{item.raw}”.",
                Severity.WARNING,
            )


def manner(slot: str, text: str) -> Iterator[Diagnostic]:
    """What is found in a draft's manner, at most one of each kind."""
    for match, what, hint in _found(text):
        line = text.count("\n", 0, match.start())
        column = match.start() - text.rfind("\n", 0, match.start())
        said = f"“{match[0][:40]}”: {what}"
        excerpt = text.split("\n")[line]
        yield Diagnostic(slot, line + 1, column, CODE, said, hint, Severity.WARNING, excerpt)


def _found(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    shown = prose(text)
    for pattern, what, hint in _RULES:
        match = pattern.search(text if "http" in pattern.pattern else shown)
        if match:
            yield match, what, hint
    foreign = (match for match in _SENTENCE.finditer(shown) if is_other(match[0]))
    for match in islice(foreign, 1):
        yield match, "a sentence that is not in English.", "Write it in English."
