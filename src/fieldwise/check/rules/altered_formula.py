"""FW310."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import formulas
from fieldwise.model import Canon, Lesson

_INDEX = re.compile(r"[_^]\{(?:i|i=1|n)\}|[_^](?:i|n)(?![A-Za-z])")
_SPACE = re.compile(
    r"\\(?:[,;:! ]|(?:quad|qquad|cdot|times|left|right|[bB]ig[lr]?|mathrm|text)(?![A-Za-z]))"
)
_FRACTION = re.compile(r"\\[dt]frac(?![A-Za-z])")
_ARROW = re.compile(r"\\(?:leftarrow|gets)(?![A-Za-z])|:=")
"""An update of the descent reads like an equation."""
_SYMBOL = re.compile(r"\\?[a-z]+")
_ARGUMENTS = re.compile(r"\([a-z](?:,[a-z])*\)\Z")
_NUMBER = re.compile(r"\d*\.\d|\d{2,}|[3-9]|\{\{")
"""A number that no general formula of the lesson has: then it is an example of one."""

_OBSERVED = r"\b(?:observ|measur|record|actual|seen\b|true\b)"
_FORETOLD = r"\b(?:predict|forecast|foretold|fitted|expected|comput|model|estimat)"
_REVERSED = re.compile(
    rf"\b(?<!negative[ \n])residuals?\b[^.;:\n|]{{0,30}}?(?:\b(?:is|are|means?)\b|[:,|])"
    rf"(?:(?!{_OBSERVED})[^.;|]){{0,60}}?{_FORETOLD}(?:(?!{_OBSERVED})[^.;|]){{0,40}}?"
    rf"\b(?:minus|less(?!\s+than))\b[^.;|]{{0,40}}?{_OBSERVED}",
    re.IGNORECASE,
)
"""A residual as prediction minus target, in words."""


def altered_formula(context: Context) -> Iterator[Finding]:
    r"""A formula of the canon is written otherwise.

    Finds: a formula whose left side the canon defines (`\hat{y} =`, `r =`), with another right
    side, and a residual that is said to be the prediction minus the observation. Spaces, indices,
    dots for products and the order of a sum's terms do not count.

    Why: the formulas are what all editions share. A reader who meets two of them has to find out
    which one the code computes.

    Caught:

        ## limits

        The rule $\hat{y} = w - b x$ knows nothing of the wind, nor of the rain in the hills.

    Mend: write it as the canon does, or leave it out.

    Silent: the same with numbers put in, a meaning that the field gives to a letter ($w = 1/k$),
    other letters on the left side, and formulas that the canon does not have.
    """
    known = _known(tuple(_canon(context.lesson)))
    for text in context.tellings:
        for match in _REVERSED.finditer(text.text) if "residual" in context.lesson.terms else ():
            yield Finding(
                text.at(match.start()),
                "the residual is said the wrong way round.",
                "Here it is the target minus its prediction: observed minus predicted.",
            )
        for tex, start in formulas(text.text):
            left, right = _sides(tex)
            if left not in known or right in known[left] or _NUMBER.search(tex):
                continue
            if len(left) > 1 or _letters(right) <= _letters(*known[left]):
                name = _ARROW.sub("=", tex).partition("=")[0].strip()
                yield Finding(
                    text.at(start),
                    f"the formula for `{name[:40]}` is not the lesson's.",
                    "Write it as the canon does, or leave it out.",
                )


def _letters(*sides: tuple[str, ...]) -> set[str]:
    """The letters and commands of some right sides."""
    return {sign for side in sides for term in side for sign in _SYMBOL.findall(term)}


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
                known.setdefault(left, set()).add(right)
    return known


def _sides(tex: str) -> tuple[str, tuple[str, ...]]:
    """The left side and the terms of the right side, in a form in which spelling is no matter."""
    tex = _ARROW.sub("←=", _FRACTION.sub(r"\\frac", tex))
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
