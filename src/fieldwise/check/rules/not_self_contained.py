"""FW601."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.prompts import prompts

_THINGS = (
    r"(?:code|cell|figure|plot|graph|chart|curve|table|output|formula|equation|text|paragraph"
    r"|section|example|story|lesson|card|notebook|page|definition|data|numbers?|values?)"
)
_POINTING = re.compile(
    rf"""
    \b{_THINGS}s?\s+(?:above|below)\b
  | \b(?:above|below)[ ]{_THINGS}\b
  | \b(?:see|shown|given|listed|described|defined|mentioned|printed|as|from|the)\s+(?:above|below)\b
  | \bth(?:is|ese)\s+(?:lesson|notebook|page|edition|course|figure|plot|graph|chart|cell|code
      |output|table|formula|section|story|card)s?(?:'s)?\b
  | \bth(?:is|e)\s+(?:lesson|notebook|page)(?:'s)\b
  | \bthe\s+(?:previous|preceding|next|following|last|first|second|other)\s+(?:prompt|cell|section
      |figure|plot|exercise|slot)\b
  | \bthe\s+(?:code|notebook)\s+cells?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def not_self_contained(context: Context) -> Iterator[Finding]:
    """A prompt does not stand on its own.

    Finds: a prompt that names neither the field nor one of the quantities, and one that points
    at what a chat model cannot see: “the code below”, “this figure”, “this lesson's data”, “the
    previous prompt”.

    Why: a learner copies the prompt alone. A model that does not see the figure makes one up.

    Caught:

        ## prompts.loss

        ### What is a loss?

        Ask me first what the residuals in the figure above have to do with the loss, and wait
        for my answer. After about five minutes, send me back to section 3 of my lesson.

        ### Reading residuals

        I fit a line to the current against the range of the tide. Ask me first what a residual
        is, and wait for my answer. After about five minutes, send me back to section 3 of my
        lesson.

    Mend: say in the prompt which two quantities there are, in which units, and describe what the
    model has to know.

    Silent: the way back to “my lesson”; the words above and below where they compare numbers.
    """
    for prompt in prompts(context):
        for match in _POINTING.finditer(prompt.plain):
            yield Finding(
                prompt.text.at(prompt.start + match.start()),
                f"“{' '.join(match[0].split())}” points at what a chat model cannot see.",
                "Describe it in the prompt.",
            )
        if not prompt.names_subject:
            yield Finding(
                prompt.text.at(prompt.heading),
                f"the prompt “{prompt.title[:40]}” names neither the field nor a quantity.",
                "Say in it who is learning, and which two quantities there are, in which units.",
            )
