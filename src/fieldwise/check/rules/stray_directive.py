"""FW111."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import outside_code

_DIRECTIVE = re.compile(
    r"^[ \t]*(?P<fence>:{3,}|`{3,}|~{3,})[ \t]*\{(?P<name>[\w-]{1,40})\}|^[ \t]*:{3,}[ \t]*$"
    r"|(?<!\w)\{(?P<role>[a-z]{2,20})\}`",
    re.MULTILINE,
)


def stray_directive(context: Context) -> Iterator[Finding]:
    """A story holds a directive or a role, which only lessons have.

    Finds: lines such as `:::{note}`, a fence that opens with `{code-cell}`, and roles such as
    `{math}`, in a story or in the notes on false friends.

    Why: a story is plain Markdown; a directive is printed as it stands, and a code cell of a
    story's would never be run.

    Caught:

        ## scene

        :::{note}
        One tide is one high water, read off the harbour's gauge.
        :::

    Mend: write the text without it. Formulas stand between dollar signs.

    Silent: fences without braces, and the role `{def}`, which has a rule of its own (FW207).
    """
    for text in context.markdown:
        if ":::" not in text.text and "{" not in text.text:
            continue
        plain = outside_code(text.text)
        for match in _DIRECTIVE.finditer(text.text):
            name = match["name"] or match["role"]
            inside = not match["fence"] and plain[match.start() : match.end()].isspace()
            if match["role"] == "def" or name is None or inside:
                continue
            yield Finding(
                text.at(match.start()),
                f"`{{{name}}}` is a lesson's; in a story it is printed as it stands.",
                "Write plain Markdown; formulas stand between dollar signs.",
            )
