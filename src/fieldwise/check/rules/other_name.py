"""FW208."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fieldwise.check.context import Context, Finding
from fieldwise.check.rules.unused_term import uses, words_of

OTHER_NAMES = {
    "feature": "input variable|predictor variable|independent variable|explanatory variable",
    "target": "output variable|dependent variable|response variable|outcome variable",
    "training data": "training set|training sample|learning set",
    "test data": "test set|testing set|testing data|validation set|validation data"
    "|hold-out set|holdout set",
    "train/test split": "train-test split|training/testing split|training-test split",
    "loss": "cost function|objective function|error function|penalty function",
    "mean squared error": "mean square error|mean squared deviation|average squared error",
    "gradient descent": "steepest descent|gradient method|hill climbing",
    "learning rate": "step size|learning speed|learn rate|rate of learning|learning step",
    "epoch": "training round|training iteration",
    "overfitting": "over-fitting|overtraining|over-training",
    "underfitting": "under-fitting|undertraining|under-training",
}
"""Canonical terms, and names that books and libraries give to the same things."""


_CUES = (
    " variable", " set", " sample", "-test split", "testing split", " function", "square error",
    "squared error", "squared deviation", "steepest", "gradient method", "hill climb", "step",
    "speed", "learn rate", "rate of learning", "round", "iteration", "over-", "overtr", "under-",
    "undertr",
)  # fmt: skip
"""One of these stands in every such name; a text without any is done with at once."""


def other_name(context: Context) -> Iterator[Finding]:
    """A canonical term goes under another name.

    Finds: a name that books and libraries give to what the lesson calls otherwise (step size,
    cost function, independent variable, training set), in a text that never uses the lesson's
    own term.

    Why: a reader of another field's edition, and of the canon beside the text, knows the thing by
    one name only.

    Caught:

        ## limits

        With a smaller step size the rule would be found more slowly, and would be no better.

    Mend: use the lesson's term; the other name may stand beside it, where the field says so.

    Silent: a text that uses the term itself; the glossary, whose first column is the field's;
    words that fields have of their own, such as regressor and coefficient.
    """
    terms = context.lesson.terms
    for name, text in context.told.items():
        if context.slots[name].kind == "glossary":
            continue
        words = words_of(text.text)
        flat = words.replace("\n", " ")
        if not any(cue in flat for cue in _CUES):
            continue
        for match in _pattern().finditer(words):
            term = next(key for key in OTHER_NAMES if match[_group(key)])
            if term in terms and not uses(text.text, terms[term]):
                found = " ".join(match[0].split())
                yield Finding(
                    text.at(max(0, text.text.casefold().find(match[0]))),
                    f"“{found}” is called “{term}” in this lesson.",
                    f"Write “{term}”; the other name may stand beside it.",
                )


def _group(term: str) -> str:
    return re.sub(r"\W", "_", term)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """One group for each term."""
    ways = (
        rf"(?P<{_group(term)}>{names.replace(' ', chr(92) + 's+')})"
        for term, names in OTHER_NAMES.items()
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ways)})s?(?![\w-])")
