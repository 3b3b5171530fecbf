"""FW209."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.glossary import glossaries
from fieldwise.check.spans import outside_code, sentence

_ROLES = {"x": "feature", "y": "target"}
"""What each quantity is in the lesson."""
_NOT_SAID = re.compile(
    r"\b(?:if|whether|suppose|swap\w*|exchang\w+|instead|other way|wrong|mistake\w*|confus\w+|"
    r"not|never|no longer|would|were|could|might|may)\b",
    re.IGNORECASE,
)
"""Words of a sentence that supposes or denies."""
_SAYS = re.compile(
    rf"\b(?:the|our|your)\s+(?P<role>{'|'.join(_ROLES.values())})(?:\s+\$[^$\n]{{1,30}}\$)?"
    r"(?:,?\s+(?:here|then),?)?(?:\s+(?:is|was)|\s*:|(?=\s+the\s))\s+",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:the|our|your|its|measured|recorded|observed|known)\s+", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s*(?:[.,;:)|]|\Z)|\s+(?:and|or|but|which|that|in|here|you|we|it|is|was|for|at|of|as|"
    r"because|since|known|measured|recorded|read)\b|\s+\$",
    re.IGNORECASE,
)


def swapped_role(context: Context) -> Iterator[Finding]:
    """Feature and target are swapped.

    Finds: a sentence that says of one quantity that it is what the other one is (“the feature is”
    and the name of `y`), and a row of the glossary that gives it as the field's word for it.

    Why: the code predicts `y` from `x` whatever the story says. A reader who takes one for the
    other reads every number of the lesson the wrong way round.

    Caught:

        ## scene

        The feature is the current, logged at half ebb; the target is the range of the tide.

    Mend: name the other quantity, or change `x` and `y` in the scenario.

    Silent: sentences that suppose, deny or ask (“if the feature were the current”).
    """
    quantities, terms = context.story.scenario.quantities, context.lesson.terms
    names = {key: quantities[key].name for key in _ROLES if key in quantities}
    if len({name.casefold() for name in names.values() if name}) < 2:
        return
    for key, other in (("x", "y"), ("y", "x")):
        role = _ROLES[key]
        if role in terms:
            hint = f"The {role} is {quantities[key].phrase}."
            yield from _in_sentences(role, names[other], names[key], hint, context)
            yield from _in_rows(role, names[other], hint, context)


def _in_sentences(
    role: str, wrong: str, right: str, hint: str, context: Context
) -> Iterator[Finding]:
    for text in context.tellings:
        if role not in text.text.casefold():
            continue
        plain = outside_code(text.text)
        for says in _SAYS.finditer(plain):
            if says["role"].casefold() != role:
                continue
            start = _start(wrong, right, plain, says.end())
            if start >= 0 and not _NOT_SAID.search(sentence(plain, says.start())):
                yield Finding(
                    text.at(start, len(wrong)),
                    f"“{plain[start : start + len(wrong)]}” is said to be the {role}.",
                    hint,
                )


def _start(wrong: str, right: str, text: str, at: int) -> int:
    """Where the wrong name stands behind an article or two; -1 if it does not, or the right one."""
    for _ in range(4):
        for name in sorted((wrong, right), key=len, reverse=True):
            stands = text[at : at + len(name)].casefold() == name.casefold()
            if stands and _BEHIND.match(text, at + len(name)):
                return at if name == wrong else -1
        before = _BEFORE.match(text, at)
        if before is None:
            break
        at = before.end()
    return -1


def _in_rows(role: str, wrong: str, hint: str, context: Context) -> Iterator[Finding]:
    for glossary in glossaries(context):
        for entry in glossary.entries:
            if entry.term.plain == role and entry.word.plain.casefold() == wrong.casefold():
                yield Finding(
                    glossary.text.at(entry.word.start, len(entry.word.text)),
                    f"“{entry.word.plain}” is said to be the {role}.",
                    hint,
                )
