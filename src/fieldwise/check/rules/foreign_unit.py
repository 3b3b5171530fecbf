"""FW407."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.rules.swapped_unit import BETWEEN, IDIOMS
from fieldwise.check.spans import outside_code
from fieldwise.check.unit_words import unit_words
from fieldwise.units import Unit

_NAMES = {
    "slope": "slope",
    "w": "slope",
    "intercept": "intercept",
    "b": "intercept",
    "bias": "intercept",
    "residual": "y",
    "mse": "mse",
    "mean squared error": "mse",
    "weights": "slope",
}
"""The words and letters of the lesson, and whose unit each has."""
_NAMED = re.compile(
    r"(?=[SIBRsibrM$|])"  # seen sooner than the words themselves
    rf"(?:(?:\b(?P<word>[Ss]lope|[Ii]ntercept|[Bb]ias|[Rr]esidual|MSE)s?\b|\$(?P<letter>[wb])\$){BETWEEN}"
    r"|\|[ ]*(?P<row>weights|bias|residual|mean squared error|MSE)[ ]*\|"
    r"(?:(?!\b(?:root|invers|recipro))[^|\n])*?\bin[ ])"
    r"(?P<unit>[^\s,;:()|]+?(?:[ \n]per[ \n][^\s,;:()|]+?)?)"
    r"(?=[.]?(?:[\s,;:()|]|\Z))(?![ \n](?:an?|each|every|for|of|per|squared|cubed|and|or|by)\b)"
)
_BY_CHANCE = frozenset(
    ("bar", "au", "second", "minute", "day", "foot", "feet", "cup", "cups", "bit")
)
"""Units that “in” mostly stands before for another reason."""
_PER = re.compile(r"[ \n]per[ \n]")
_OTHER = re.compile(r"\b(?:invers|reciproc|root|square|error)\w*\b[^.;]*\Z", re.IGNORECASE)
"""What the number is that the sentence is about, if not the one named."""
_BEFORE = 40
"""Characters before a name in which that is said."""


def foreign_unit(context: Context) -> Iterator[Finding]:
    """A value is given in a unit of another kind.

    Finds: slope, intercept, bias, MSE or residual, or $w$ or $b$, followed at once by “in” and a
    unit of another kind: the slope in x by y, the MSE in the unit of y; and the same in their rows
    of the glossary.

    Why: the unit of the slope is what tells a reader which way round it is; the wrong one makes a
    stiffness of a compliance.

    Caught:

        ## limits

        The slope, in cm per cm/s, is steeper at springs than a pilot would like it to be.

    Mend: write the value's own unit, or quote it: `{{ slope.unit }}`.

    Silent: units of the same kind (their size is FW404's); the inverse, the root or the error of a
    value; words that are units only by chance.
    """
    for text in context.tellings:
        if _NAMED.search(text.text) is None:
            continue
        for match in _NAMED.finditer(outside_code(text.text)):
            said = match["word"] or match["letter"] or match["row"]
            name = _NAMES[said.lower()]
            before = text.text[max(0, match.start() - _BEFORE) : match.start()]
            own, unit = context.of.get(name), _read(match["unit"], context)
            if own is None or unit is None or unit.is_like(own) or _OTHER.search(before):
                continue
            yield Finding(
                text.at(match.start("unit"), len(match["unit"])),
                f"“{said}” is given in {match['unit']}; its unit is {own.text}.",
                f"Write {own.text}, or quote it: `{{{{ {name}.unit }}}}`.",
            )


def _read(text: str, context: Context) -> Unit | None:
    """A unit, if each of its parts is one beyond doubt."""
    over, _, below = _PER.sub("|", text).partition("|")
    own = {part for of in context.of.values() for part in (of.text, *re.split("[/·]", of.text))}
    for part in re.split("[/·]", re.sub(r"[²³]|\^\d", "", _PER.sub("/", text))):
        sure = part in unit_words() and part not in _BY_CHANCE and len(part) > 1
        if part not in own and not sure:
            return None
    if text in IDIOMS:
        return None
    return context.read_unit(f"({over})/({below})" if below else over)
