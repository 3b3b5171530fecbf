"""FW603."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.prompts import prompts

_ASK = re.compile(
    r"\b(?:ask|asks|asking|quiz|question|interview|examine)\s+me\b"
    r"|\b(?:ask|pose|give)\b[^.\n]{0,40}\bquestions?\b"
    r"|\b(?:have|make|get|invite|challenge)\s+me\s+(?:to\s+)?(?:answer|try|guess|predict|explain"
    r"|propose|name|work|decide|give|describe|sketch|choose|invent|compute|say|state)\b"
    r"|\blet\s+me\s+(?:first\s+)?(?:answer|try|guess|predict|explain|propose|name|work|decide|give"
    r"|describe|sketch|choose|invent|compute|compare|say|state|do)\b"
    r"|\bwait\s+for\s+(?:my|me|each|the\s+learner)\b",
    re.IGNORECASE,
)
_TELL = re.compile(
    r"(?:(?<=[.:?!]\s)|(?<=\n)|\A)\s*(?:please\s+|can\s+you\s+|could\s+you\s+|first,?\s+)*"
    r"(?:explain|tell\s+me|teach\s+me|define|summari[sz]e|describe|show\s+me|list|outline"
    r"|walk\s+me\s+through|write\s+(?:me\s+)?an?\s+(?:explanation|summary|introduction)"
    r"|give\s+me\s+(?:the\s+(?:answer|definition|solution)|an?\s+(?:explanation|summary|overview"
    r"|definition|introduction|list))|what\s+(?:is|are)|how\s+do(?:es)?)\b",
    re.IGNORECASE,
)


def tells_first(context: Context) -> Iterator[Finding]:
    """A prompt asks for an explanation before the learner has tried.

    Finds: a prompt that never asks the model to ask the learner, and one that asks it to
    explain, define or summarise before it asks.

    Why: what one has tried to answer is remembered; what one was told is not.

    Caught:

        ## prompts.loss

        ### What is a loss?

        I predict the current from the range of the tide. Explain the loss to me. After about
        five minutes, send me back to section 3 of my lesson.

        ### Reading residuals

        I fit a line to the current against the range of the tide. Ask me first what a residual
        is, and wait for my answer. After about five minutes, send me back to section 3 of my
        lesson.

    Mend: “Ask me first …, and wait for my answer before you comment.”

    Silent: explanations that come after the question.
    """
    for prompt in prompts(context):
        ask, tell = _ASK.search(prompt.plain), _TELL.search(prompt.plain)
        if ask is None:
            yield Finding(
                prompt.text.at(prompt.heading),
                f"the prompt “{prompt.title[:40]}” does not have the model ask first.",
                "“Ask me first …, and wait for my answer before you comment.”",
            )
        elif tell is not None and tell.start() < ask.start():
            start = tell.end() - len(tell[0].lstrip())
            yield Finding(
                prompt.text.at(prompt.start + start),
                f"“{' '.join(tell[0].split())}” has the model tell before it asks.",
                "Ask first; let the explanation come after the answer.",
            )
