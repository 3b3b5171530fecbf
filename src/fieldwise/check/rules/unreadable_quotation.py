"""FW304."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import Span, blank, outside_code, spans
from fieldwise.check.text import Text
from fieldwise.check.values import is_known, word_of
from fieldwise.quote import QUOTATION, quotations

_HINT = "It is written `{{ mse }}`, `{{ slope:.2f }}` or `{{ slope:.0f in ADU/s }}`."
_BRACES = re.compile(r"\{\{+|\}\}+")
_SINGLE = re.compile(
    r"(?<!\{)\{[ \t]*(?P<name>[A-Za-z_][\w.]{0,60})[ \t]*(?::[^{}\s]{1,8})?\}(?!\})"
)


def unreadable_quotation(context: Context) -> Iterator[Finding]:
    """A quotation that cannot be read.

    Finds: double braces that do not close on their line; a quotation whose inside is not a name,
    a format such as `:.2f` and a unit; a name that exists between single braces; a format or a
    unit for a word of the scenario.

    Why: a reader would see the braces.

    Caught:

        ## loss.bridge

        A residual is current measured less current foretold; the loss, the mean of the squares,
        is {{ mse:2 decimals }}.

    Mend: `{{ mse }}`, `{{ slope:.2f }}`, `{{ slope:.0f in ADU/s }}`, `{{ mse.number }}`. A format
    is a point, the number of digits, and `f`, `e` or `g`, with a comma in front for thousands.

    Silent: braces in code, braces of formulas.
    """
    for text in context.markdown:
        if "{" not in text.text and "}" not in text.text:
            continue
        yield from _unreadable(text, context)
        yield from _unbalanced(text, context)


def _unreadable(text: Text, context: Context) -> Iterator[Finding]:
    maths = [span for span in spans(text.text) if span.kind == "math"]
    for quotation in quotations(text.text):
        place = text.at(quotation.start, len(quotation.raw))
        if not quotation.name:
            if _within(quotation.start, maths) and not quotation.raw.startswith("{{ "):
                continue
            yield Finding(place, f"`{quotation.raw[:60]}` cannot be read.", _HINT)
        elif (quotation.format or quotation.unit) and word_of(quotation.name, context):
            yield Finding(
                place,
                f"`{quotation.name}` is a word of the scenario and has neither format nor unit.",
                f"Write `{{{{ {quotation.name} }}}}`.",
            )


def _unbalanced(text: Text, context: Context) -> Iterator[Finding]:
    rest = QUOTATION.sub(lambda match: " " * len(match[0]), outside_code(text.text))
    maths = tuple(span for span in spans(text.text) if span.kind == "math")
    rest = blank(rest, maths)
    for braces in _BRACES.finditer(rest):
        yield Finding(
            text.at(braces.start(), len(braces[0])),
            f"`{braces[0][:4]}` has no counterpart on its line.",
            _HINT,
        )
    for single in _SINGLE.finditer(rest):
        if is_known(single["name"], context):
            yield Finding(
                text.at(single.start(), len(single[0])),
                f"`{single[0]}` is printed as it stands; a quotation has two braces.",
                f"Write `{{{{ {single['name']} }}}}`.",
            )


def _within(offset: int, parts: list[Span]) -> bool:
    return any(span.start <= offset < span.end for span in parts)
