"""FW113."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import prose

_SIGN = re.compile(r"\\.|(?<!\*)\*\*(?!\*)|`+|\n[ \t]*\n|\|", re.DOTALL)
"""An escaped sign, two asterisks, backticks, or what ends a paragraph or a cell."""


def open_markup(context: Context) -> Iterator[Finding]:
    r"""Emphasis or code is opened and never closed.

    Finds: two asterisks or a backtick without a counterpart in the same paragraph or cell.

    Why: they are printed as they stand, and what was to be emphasised is not.

    Caught:

        ## exercises.rate

        Set the learning rate a thousand times higher. **Predict first: does training converge?

    Mend: close it in the same paragraph, without a space before the closing sign.

    Silent: escaped signs (`\*`), and those within code and formulas.
    """
    for text in context.markdown:
        if "**" in text.text or "`" in text.text:
            for offset, sign in sorted(_open(prose(text.text))):
                yield Finding(
                    text.at(offset, len(sign)),
                    f"`{sign}` opens something that is never closed."
                    if sign == "**"
                    else "a backtick opens code that is never closed.",
                    "Close it in the same paragraph, or put a backslash before it.",
                )


def _open(plain: str) -> Iterator[tuple[int, str]]:
    """What stands open; of a text in which whole code and formulas are blank."""
    waiting: list[int] = []
    for match in _SIGN.finditer(plain):
        sign = match[0]
        if sign[0] == "`":
            yield match.start(), sign
        elif sign == "**":
            before, after = plain[: match.start()][-1:], plain[match.end() : match.end() + 1]
            if waiting and before.strip():
                waiting.pop()
            elif after.strip() or waiting:
                waiting.append(match.start())
        elif sign[0] != "\\":
            yield from ((offset, "**") for offset in waiting)
            waiting = []
    yield from ((offset, "**") for offset in waiting)
