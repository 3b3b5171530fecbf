"""FW302."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from fieldwise.check.arithmetic import Equation, Side, comes_out, equations, work_out
from fieldwise.check.context import MOST_UNITS, Context, Finding
from fieldwise.check.expressions import Quote, Vocabulary, tokenise
from fieldwise.check.text import Text
from fieldwise.check.values import shown
from fieldwise.quote import Quotation

_WORTH_READING = re.compile(
    r"(?:\d|\}\}|\})[^=≈≃≅\n]{0,60}(?:[=≈≃≅]|\\approx|\\simeq|&(?:equals|asymp|approx);)"
    r"|(?:\d|\}\}|%)[^.\n]{0,40}?(?:[·⋅∙×÷+*/−^]|\\times|\\cdot"
    r"|\b(?:times|plus|minus|divided|multiplied|of)\b)[^.\n]{0,9}(?:\d|\{\{)"
)
_HOLDS_NUMBER = re.compile(r"[\d}%]")
"""Most sentences hold none, and this sees it a hundred times sooner."""
_SENTENCE = re.compile(r"(?:[^\n.!?]+|[.!?](?!\s)|\n(?!\s*\n))+")
_LETTERS = frozenset(string.ascii_letters) - {"a"}


def false_arithmetic(context: Context) -> Iterator[Finding]:
    """Arithmetic that does not come out.

    Finds: sums, products, powers, fractions and roots of typed and quoted numbers, in prose, in
    code and in formulas, whose result is not the number behind the equals sign, or behind
    “gives”, “is”, “equals” or “≈”; and two quantities that are said to be equal and are not
    (`1 h = 50 min`).

    Why: it is the line that a reader works out with pen and paper.

    Caught:

        ## worked-example

        With $w$ = 0.24 and $b$ = 1.1 the model predicts 0.24 · 100 + 1.1 = 25.3, in cm/s.

    Mend: work it out again. What a reader sees rounded may be off by half of its last digit,
    and no more.

    Silent: a result rounded to the digits it shows; units and words between the numbers; a side
    that holds a letter for an unknown number; conversions that come out once units are minded.
    """
    vocabulary = _vocabulary(context)
    for text in context.markdown:
        for equation in _equations(text, vocabulary, context):
            if not comes_out(equation):
                yield _finding(text, equation)


def _finding(text: Text, equation: Equation) -> Finding:
    written = " ".join(text.text[equation.start : equation.end].split())
    left, right = _value(equation.left), _value(equation.right)
    return Finding(
        text.at(equation.start, 1),
        f"“{written[:120]}” does not come out: {left} on the left, {right} on the right.",
        "Work it out again; a rounded result may be off by half of its last digit.",
    )


def _value(side: Side) -> str:
    value = work_out(side.tokens, units=False)
    return f"{value.middle:.6g}" if value is not None else "nothing"


def _equations(text: Text, vocabulary: Vocabulary, context: Context) -> Iterator[Equation]:
    def resolve(quotation: Quotation) -> Quote | None:
        found = shown(quotation, context)
        if found is None:
            return None
        return Quote(found.number, found.step, found.unit.scale if found.unit.text else None)

    for sentence in _SENTENCE.finditer(text.text):
        if _HOLDS_NUMBER.search(sentence[0]) and _WORTH_READING.search(sentence[0]):
            tokens = tokenise(sentence[0], vocabulary, resolve, sentence.start())
            yield from equations(list(tokens))


def _vocabulary(context: Context) -> Vocabulary:
    units = {unit.text: unit.scale for unit in context.of.values()}
    declared = context.story.field.units[:MOST_UNITS]
    for name in (
        *(unit for _, unit in context.stated_units),
        *(unit.name for unit in declared),
        *(unit.plural for unit in declared),
        "h", "min", "s", "ms", "km", "m", "cm", "mm", "kg", "g", "mg", "hours", "minutes",
        "seconds", "days",
    ):  # fmt: skip
        unit = context.read_unit(name)
        if unit is not None and name:
            units.setdefault(name, unit.scale)
    quantities = context.story.scenario.quantities.values()
    symbols = frozenset(quantity.symbol for quantity in quantities) - units.keys()
    return Vocabulary.of(units, (symbols | _LETTERS) - units.keys())
