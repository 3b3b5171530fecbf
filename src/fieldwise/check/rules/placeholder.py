"""FW105."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import prose

MARKS = re.compile(
    r"""
    \b(?: TODO | FIXME | XXX+ | T\.?B\.?[DAC] | TKTK | TK | WIP | [Xx]{4,} | INSERT | FILL[ ]?IN )\b
  | (?i:\b(?: todo | fixme | tbd | lorem\s+ipsum | dolor\s+sit\s+amet | asdf\w* | blah(?:\s+blah)+
      | placeholder | coming\s+soon | sample\s+text | dummy\s+text
      | to\s+be\s+(?:written|completed|filled(?:\s+in)?|added|determined|decided)
      | (?:your|some)\s+(?:own\s+)?(?:text|words|story|field|example|content)\s+(?:goes\s+)?here
      | (?:write|put|insert|add)\s+(?:your|something|text|story|the)\b[^.\n]{0,30}\bhere
      | replace\s+(?:this|me)\b[^.\n]{0,30}\b(?:text|with|placeholder)
    )\b)
  | \?{3,}
  | <\s*(?i:your|my|the|insert|add|some|name|unit|field|quantity|text|todo|x|y)\b[^<>\n]{0,60}>
  | \[\s*(?i:your|my|insert|add|name|unit|field|quantity|text|todo|fill|something)\b
      [^\[\]\n]{0,60}\](?![(\[])
  | (?<!\{)\{\s*(?i:your|insert|add|todo|fill)\b[^{}\n]{0,60}\}
  | (?<!\w)_{3,}(?!\w)
  | \[\s*(?:…|\.\.\.)\s*\]
  | ^[ \t]*(?:…|\.\.\.)[ \t]*$
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What people leave where a text is still to come."""
_HINTS = (
    *("todo", "fixme", "xxx", "tb", "t.b", "tk", "wip", "insert", "fill", "lorem", "dolor", "asdf"),
    *("blah", "placeholder", "coming", "sample", "dummy", "replace", "???", "<", "[", "___", "…"),
    "...",
)
"""Every mark holds one of these, in whatever letters, or the next: to look first is quicker."""
_COMMON = re.compile(
    r"to\s+be\s+(?:written|completed|added|determined|decided)"
    r"|(?:text|words|story|field|example|content)\s+(?:goes\s+)?here\b"
    r"|(?:write|put|insert|add)\s[^.]{0,60}\bhere\b"
    r"|\{\s*(?:your|insert|add|todo|fill)"
)
"""The marks whose words are common ones."""


def placeholder(context: Context) -> Iterator[Finding]:
    """A placeholder was left in.

    Finds: TODO, FIXME, XXX, TBD, lorem ipsum, `<your text>`, `[your unit]`, `___`, `???`,
    a line that holds only an ellipsis, “to be written”, and their like, in the story, its front
    matter and `field.yaml`.

    Why: it is printed as it stands.

    Caught:

        ## scene

        One tide is one high water. TODO: say how the gauge is read.

    Mend: write what belongs there, or take the sentence out.

    Silent: words that merely contain one (`Toto`, `methodology`), code, and formulas.
    """
    for text in context.texts:
        plain = prose(text.text)
        for match in MARKS.finditer(plain) if _is_suspect(plain.lower()) else ():
            found = match[0].strip()
            yield Finding(
                text.at(match.start() + match[0].index(found), len(found)),
                f"“{found[:60]}” is a placeholder.",
                "Write what belongs there, or take it out.",
            )


def _is_suspect(lower: str) -> bool:
    """Whether a text in small letters might hold a mark."""
    return any(hint in lower for hint in _HINTS) or _COMMON.search(lower) is not None
