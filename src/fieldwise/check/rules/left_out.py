"""FW308."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fieldwise.check.context import Context, Finding
from fieldwise.check.numerals import numerals
from fieldwise.quote import QUOTATION

_LETTER = re.compile(r"(?<![\w\\'’])[b-zB-HJ-Z](?![\w'’.])")
"""A letter that stands alone and is no word."""


def left_out(context: Context) -> Iterator[Finding]:
    """A number or a symbol that the slot is about is left out.

    Finds: a numeral, or a single letter that is not one of the lesson's quantities, that the
    slot's `brief` names and the telling does not.

    Why: the canon and its code go on with just these numbers and letters; a worked example with
    others, or with none, is another example.

    Caught:

        ## exercises.rate

        Set the learning rate a thousand times higher. **Predict first:** does training converge?

    Mend: state each of them, letters in a formula: `$w$ = 0.24`.

    Silent: any spelling of the same number; numbers that the brief gives in words.
    """
    for name, text in context.told.items():
        brief = context.slots[name].brief
        numbers, letters = _named(brief)
        if not text.text or not (numbers or letters):
            continue
        plain = QUOTATION.sub(lambda quoted: " " * len(quoted[0]), text.text)
        stated = {numeral.value for numeral in numerals(plain)}
        missing = [raw for raw, value in numbers if value not in stated]
        missing += [
            letter
            for letter in letters
            if letter not in context.lesson.quantities
            and not re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", plain)
        ]
        if missing:
            what = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
            yield Finding(
                context.story.tellings[name].heading,
                f"`{name}` leaves out {what}.",
                f"It asks for: {brief}",
            )


@lru_cache(maxsize=256)
def _named(brief: str) -> tuple[tuple[tuple[str, float], ...], tuple[str, ...]]:
    """The numbers that a brief names, each as written, and the letters."""
    numbers = tuple((item.raw, item.value) for item in numerals(brief))
    return numbers, tuple(dict.fromkeys(_LETTER.findall(brief)))
