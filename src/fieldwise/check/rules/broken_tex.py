"""FW107."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import formulas, prose, spans
from fieldwise.check.tex import problem
from fieldwise.check.text import Text

_BARE = re.compile(
    r"\\\((?P<inside>[^\n]{0,200}?)\\\)|\\\[(?:[^\n]{0,200}?)\\\]|\\(?P<name>[A-Za-z]{2,})"
)


def broken_tex(context: Context) -> Iterator[Finding]:
    r"""A formula that cannot be set.

    Finds: a dollar sign without its counterpart, braces, environments or `\left` and `\right`
    that do not match, a command that nobody knows, an argument that is missing, an empty
    formula, and TeX outside of dollar signs.

    Why: a page shows MathML. What cannot be converted would be shown as its source, and an open
    dollar sign swallows the text after it.

    Caught:

        ## loss.bridge

        The residual $r_i = y_i - \hat{y_i$ is squared and averaged, and that is the loss.

    Mend: close what was opened. A dollar sign that is meant as one is written `\$`.

    Silent: quotations within a formula, escaped dollar signs, and code.
    """
    for text in context.markdown:
        if "$" not in text.text and "\\" not in text.text:
            continue
        for span in spans(text.text):
            if span.kind == "stray":
                yield Finding(
                    text.at(span.start),
                    "this dollar sign opens a formula that is never closed.",
                    "Write `$x$`, without spaces at its ends; a dollar sign itself is `\\$`.",
                )
        for tex, start in formulas(text.text):
            found = problem(tex)
            if found is not None:
                offset, what = found
                yield Finding(
                    text.at(start + offset),
                    f"the formula “{' '.join(tex.split())[:60]}” cannot be set: {what}.",
                    "Close what was opened, and spell commands as LaTeX does.",
                )
        yield from _outside(text)


def _outside(text: Text) -> Iterator[Finding]:
    for match in _BARE.finditer(prose(text.text)):
        command = match["name"] or match[0][:2]
        yield Finding(
            text.at(match.start()),
            f"TeX stands outside of a formula: `{match[0][:40]}`."
            if match["name"]
            else f"`{command}` opens no formula here; it is printed as a bracket.",
            "A formula stands between dollar signs: `$\\hat{y}$`.",
        )
