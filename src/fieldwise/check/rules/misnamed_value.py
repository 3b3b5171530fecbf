"""FW311."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fieldwise.check.context import Context, Finding
from fieldwise.check.values import value_of
from fieldwise.quote import quotations

_BEFORE = 60
"""Characters before a quotation in which it may be named."""
_OTHER = re.compile(r"\b(?:root|error|deviation|ratio|square|unit)\b", re.IGNORECASE)


def misnamed_value(context: Context) -> Iterator[Finding]:
    """A value is quoted under the name of another.

    Finds: a value right behind the name of another value of the lesson and “is”, “of”, “at” or
    the like (“the slope is {{ intercept }}”), where the two are not in the same unit, or where
    the name says which of several is meant (“the test MSE is {{ train_mse }}”).

    Why: a quotation is always a number of the run, and so looks proven; the sentence around it
    is false all the same.

    Caught:

        ## limits

        The fitted slope is {{ intercept }}, which no pilot would believe of a harbour entrance.

    Mend: quote the value that the sentence names.

    Silent: a plain name for one of several, such as “the slope” of another fit; roots and errors
    of the value that is named; names of values without a unit, which are mostly counts.
    """
    values = context.lesson.values
    names = {name.replace("_", " "): spec for name, spec in values.items() if spec.unit}
    names |= {f"training{name[5:]}": s for name, s in names.items() if name.startswith("train ")}
    names |= {re.sub(r"mse\Z", "error", name): s for name, s in names.items() if " mse" in name}
    named = _pattern(tuple(names))
    for text in context.tellings:
        for quoted in quotations(text.text):
            spec = value_of(quoted.name, context)
            before = text.text[max(0, quoted.start - _BEFORE) : quoted.start]
            match = named.search(before) if spec is not None else None
            if spec is None or match is None or _OTHER.search(before[: match.start()][-20:]):
                continue
            said = names[" ".join(match["name"].lower().split())]
            which, _, base = said.name.partition("_")
            if said.unit != spec.unit or (base in values and which not in spec.name.split("_")):
                yield Finding(
                    text.at(quoted.start, len(quoted.raw)),
                    f"`{spec.name}` stands behind “{match['name']}”, which is another value.",
                    f"If the {match['name']} is meant, write `{{{{ {said.name} }}}}`.",
                )


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """One of the names at the end of a text, with the words that lead from it to a value."""
    longest = sorted(names, key=len, reverse=True)
    ways = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest)
    return re.compile(
        rf"\b(?P<name>{ways})"
        r"(?:\s+\$[^$\n]{1,20}\$)?,?\s*"
        r"(?:(?:is|was|of|at|equals|comes\s+(?:out\s+)?(?:at|to))\s+|=\s*)?"
        r"(?:(?:about|only|now|just|then|again)\s+)?\Z",
        re.IGNORECASE,
    )
