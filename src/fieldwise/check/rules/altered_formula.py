"""FW310."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import formulas
from fieldwise.model import Canon, Lesson

_INDEX = re.compile(r"[_^]\{(?:i|i=1|n)\}|[_^](?:i|n)(?![A-Za-z])")
_SPACE = re.compile(r"\\(?:[,;:! ]|(?:quad|qquad|cdot|times|left|right|[bB]ig[lr]?)(?![A-Za-z]))")
_ARGUMENTS = re.compile(r"\([a-z](?:,[a-z])*\)\Z")
_NUMBER = re.compile(r"\d*\.\d|\d{2,}|[3-9]|\{\{")
"""A number that no general formula of the lesson has: then it is an example of one."""


def altered_formula(context: Context) -> Iterator[Finding]:
    r"""A formula of the canon is written otherwise.

    Finds: a formula whose left side the canon defines (`\hat{y} =`, `r =`), with another right
    side. Spaces, indices, dots for products and the order of a sum's terms do not count.

    Why: the formulas are what all editions share. A reader who meets two of them has to find out
    which one the code computes.

    Caught:

        ## limits

        The rule $\hat{y} = w - b x$ knows nothing of the wind, nor of the rain in the hills.

    Mend: write it as the canon does, or leave it out.

    Silent: the same with numbers put in, other letters on the left side, and formulas that the
    canon does not have.
    """
    known = _known(tuple(_canon(context.lesson)))
    for text in context.tellings:
        if text.kind != "telling":
            continue
        for tex, start in formulas(text.text):
            left, right = _sides(tex)
            if left in known and right not in known[left] and not _NUMBER.search(tex):
                yield Finding(
                    text.at(start),
                    f"the formula for `{tex.partition('=')[0].strip()[:40]}` is not the lesson's.",
                    "Write it as the canon does, or leave it out.",
                )


def _canon(lesson: Lesson) -> Iterator[str]:
    yield from (block.text for block in lesson.blocks if isinstance(block, Canon))
    yield from (term.means for term in lesson.terms.values())


@lru_cache(maxsize=16)
def _known(texts: tuple[str, ...]) -> dict[str, set[tuple[str, ...]]]:
    """The right sides that the canon and the terms' meanings give to each left side."""
    known: dict[str, set[tuple[str, ...]]] = {}
    for text in texts:
        for tex, _ in formulas(text):
            for part in re.split(r"\\qquad|\\\\", tex):
                left, right = _sides(part)
                if left and right:
                    known.setdefault(left, set()).add(right)
    return known


def _sides(tex: str) -> tuple[str, tuple[str, ...]]:
    """The left side and the terms of the right side, in a form in which spelling is no matter."""
    plain = _INDEX.sub("", re.sub(r"[\s&]", "", _SPACE.sub(" ", tex)))
    plain = re.sub(r"[{}]", "", plain)
    left, equals, right = plain.partition("=")
    if not equals or not left or "=" in right:
        return "", ()
    right = right.rstrip(".,;")
    terms = re.split(r"(?=[+-])", right) if "(" not in right else [right]
    return (
        _ARGUMENTS.sub("", left).casefold(),
        tuple(sorted(term.removeprefix("+").casefold() for term in terms if term)),
    )
