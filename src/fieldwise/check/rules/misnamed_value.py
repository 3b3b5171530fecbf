"""FW311."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.values import value_of
from fieldwise.quote import quotations

_BEFORE = 60
"""Characters before a quotation in which it may be named."""
_OTHER = re.compile(r"\b(?:root|error|deviation|ratio|square|unit)\b", re.IGNORECASE)


def misnamed_value(context: Context) -> Iterator[Finding]:
    """A value is quoted under the name of another.

    Finds: a value right behind the name of another value of the lesson and “is”, “of”, “at” or
    the like (“the slope is {{ intercept }}”), where the two are not even in the same unit.

    Why: a quotation is always a number of the run, and so looks proven; the sentence around it
    is false all the same.

    Caught:

        ## limits

        The fitted slope is {{ intercept }}, which no pilot would believe of a harbour entrance.

    Mend: quote the value that the sentence names.

    Silent: a value of the same unit, such as the slope of another fit; roots and errors of
    the value that is named.
    """
    names = {spec.name.replace("_", " "): spec for spec in context.lesson.values.values()}
    named = re.compile(
        rf"\b(?P<name>{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"
        r"(?:\s+\$[^$\n]{1,20}\$)?,?\s*"
        r"(?:(?:is|was|of|at|equals|comes\s+(?:out\s+)?(?:at|to))\s+|=\s*)?"
        r"(?:(?:about|only|now|just|then|again)\s+)?\Z",
        re.IGNORECASE,
    )
    for text in context.tellings:
        for quoted in quotations(text.text):
            spec = value_of(quoted.name, context)
            before = text.text[max(0, quoted.start - _BEFORE) : quoted.start]
            match = named.search(before) if spec is not None else None
            if spec is None or match is None or _OTHER.search(before[: match.start()][-20:]):
                continue
            said = names[match["name"].lower()]
            if said.unit != spec.unit:
                yield Finding(
                    text.at(quoted.start, len(quoted.raw)),
                    f"`{spec.name}` stands behind “{match['name']}”, which is another value and "
                    "has another unit.",
                    f"If the {match['name']} is meant, write `{{{{ {said.name} }}}}`.",
                )
