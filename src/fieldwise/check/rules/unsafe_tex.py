"""FW508."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import outside_code

_COMMAND = re.compile(
    r"\\(?P<name>href|url|html[A-Za-z]*|class|cssId|style|data|require|def|gdef|edef|xdef|let"
    r"|newcommand|renewcommand|providecommand|newenvironment|DeclareMathOperator|input|include"
    r"|includegraphics|write\d*|openout|read|catcode|csname|unicode|mmlToken|bbox|special|usepackage"
    r"|documentclass|immediate|loop|expandafter|everymath)(?![A-Za-z])"
)


def unsafe_tex(context: Context) -> Iterator[Finding]:
    r"""A formula does more than set mathematics.

    Finds: TeX commands that link, load, define, style or write: `\href`, `\require`, `\def`,
    `\newcommand`, `\class`, `\includegraphics` and their like.

    Why: a notebook's mathematics engine may obey them, beyond the formula; the page does not
    know them.

    Caught:

        ## loss.bridge

        The loss averages the squares of the residual, $\href{https://example.org}{r}$ for short.

    Mend: write the formula out in plain commands.

    Silent: every command that sets a sign, a fraction, a matrix, an accent or a space.
    """
    for text in context.texts:
        if "\\" not in text.text:
            continue
        plain = outside_code(text.text)
        for match in _COMMAND.finditer(plain):
            yield Finding(
                text.at(match.start(), len(match[0])),
                f"the TeX command `\\{match['name']}` does more than set mathematics.",
                "Write the formula out without it.",
            )
