"""FW312."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import outside_code, sentence
from fieldwise.check.text import Text

_PARTS = {"test": "test_mse", "training": "train_mse", "train": "train_mse"}
"""The value that each part of the data has."""
_SAYS_LESS = frozenset(("lower", "smaller", "less", "better", "below", "beneath"))
_HEDGES = (
    r"(?:(?:slightly|somewhat|only|well|far|much|clearly|even|just|still|again|also|a\s+little|"
    r"a\s+bit|in\s+fact|here),?\s+)*"
)
_NOT_SAID = re.compile(
    r"\b(?:if|when|whenever|where|whether|unless|suppose|would|could|should|may|might|must|can|"
    r"cannot|usually|often|typically|normally|sometimes|generally|always|means|not|no|never|"
    r"neither|hardly|in\s+(?:one|some|half|most|many|every))\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words of a sentence that speaks of other runs, or denies."""
_OF_ANOTHER = re.compile(r"\{\{\s*\w+_(?:test|train)_mse\b")
"""A quoted error of a fit to other data."""
_RECOVERED = re.compile(
    r"\b(?:fit|line|model|rule|run|regression|descent|estimates?|we|you|it)\s+(?:[a-z]+ly\s+)?"
    r"recover(?:s|ed)?\s+[^.;:\n|]{0,80}",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r"\b(?:slope|intercept)\b", re.IGNORECASE)
_OFF = 0.1
"""The share of the truth by which a fit may miss it and still have recovered it."""


def _measure(name: str) -> str:
    """The error of one part of the data, in words, with the quotation that may follow it."""
    return (
        rf"(?:(?P<{name}>test|training|train)\s+(?:MSE|errors?|loss)"
        rf"|(?:MSE|error|loss|that)\s+(?:of|on|for)\s+the\s+(?P<{name}_on>test|training)\s+data)"
        r"(?:(?:\s+of|\s+at)?,?\s+\(?\{\{[^{}\n]*\}\}\)?,?)?"
    )


_CLAIM = re.compile(
    rf"\b{_measure('one')}\s+"
    rf"(?:(?:is|was|lies|comes\s+out)\s+{_HEDGES}"
    r"(?P<how>higher|larger|greater|bigger|worse|above|lower|smaller|less|better|below|beneath)"
    rf"(?:\s+than)?|exceeds)\s+(?:the\s+)?{_measure('other')}",
    re.IGNORECASE,
)


def false_comparison(context: Context) -> Iterator[Finding]:
    """Two numbers of the run are said to compare as they do not.

    Finds: “the test MSE is higher than the training MSE” where the run has it the other way round;
    and “the fit recovered the intercept” where it missed the true one by more than a tenth.

    Why: it is so usual for the test error to be the larger one that people, and models more so,
    write it without looking. One split is one draw, and in this one it may not be.

    Caught:

        ## limits

        The test error is slightly larger than the training error, as pilots expect.

    Mend: say it as the run has it, and quote both: `{{ train_mse }}`, `{{ test_mse }}`.

    Silent: sentences about what is usual, possible or supposed, or that deny; exercises; texts
    that quote the errors of another fit.
    """
    for name, text in context.told.items():
        if context.slots[name].kind == "exercises" or _OF_ANOTHER.search(text.text):
            continue
        if "test" in text.text:
            yield from _errors(text, context)
        if "recover" in text.text:
            yield from _recovered(text, context)


def _errors(text: Text, context: Context) -> Iterator[Finding]:
    for match in _CLAIM.finditer(outside_code(text.text)):
        one, other = (_PARTS[(match[n] or match[f"{n}_on"]).lower()] for n in ("one", "other"))
        less = (match["how"] or "").lower() in _SAYS_LESS
        larger, smaller = (other, one) if less else (one, other)
        values = context.values()
        known = larger in values and smaller in values
        if known and values[larger] < values[smaller] and _is_said(text, match):
            yield Finding(
                text.at(match.start(), len(match[0])),
                f"`{larger}` is said to be larger than `{smaller}`; in this run it is smaller.",
                f"Say it as the run has it: `{{{{ {larger} }}}}`, `{{{{ {smaller} }}}}`.",
            )


def _recovered(text: Text, context: Context) -> Iterator[Finding]:
    for match in _RECOVERED.finditer(outside_code(text.text)):
        for parameter in _PARAMETER.finditer(match[0]):
            name, values = parameter[0].lower(), context.values()
            truth = values.get(f"true_{name}", values.get(name, 0.0))
            miss = abs(values.get(name, 0.0) - truth)
            if miss > _OFF * abs(truth) > 0 and _is_said(text, match):
                yield Finding(
                    text.at(match.start() + parameter.start(), len(parameter[0])),
                    f"`{name}` is said to be recovered; the fit missed `true_{name}` by "
                    f"{miss / abs(truth):.0%} of it.",
                    f"Say what the fit gave: `{{{{ {name} }}}}`, for `{{{{ true_{name} }}}}`.",
                )


def _is_said(text: Text, match: re.Match[str]) -> bool:
    """Whether the sentence around a claim makes it."""
    return not _NOT_SAID.search(sentence(text.text, match.start()))
