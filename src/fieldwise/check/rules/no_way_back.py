"""FW604."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.prompts import prompts

_BACK = re.compile(
    r"\b(?:back|return|go\s+on|continue)\b[^.!?\n]{0,80}\b(?:lesson|section|course|notebook|page)\b"
    r"|\b(?:lesson|section)\b[^.!?\n]{0,60}\b(?:again|back)\b",
    re.IGNORECASE,
)


def no_way_back(context: Context) -> Iterator[Finding]:
    """A prompt does not lead back to the lesson.

    Finds: a prompt that never sends the learner back to the lesson, or to one of its sections.

    Why: a conversation has no end of its own; five minutes of it serve the lesson, an hour
    replaces it.

    Caught:

        ## prompts.loss

        ### What is a loss?

        I predict the current from the range of the tide. Ask me first what a loss is, and wait
        for my answer before you comment.

        ### Reading residuals

        I fit a line to the current against the range of the tide. Ask me first what a residual
        is, and wait for my answer. After about five minutes, send me back to section 3 of my
        lesson.

    Mend: end it with “After about five minutes, send me back to section 3 of my lesson.”

    Silent: any wording that leads back to the lesson, a section or the notebook.
    """
    for prompt in prompts(context):
        if not _BACK.search(" ".join(prompt.plain.split())):
            yield Finding(
                prompt.text.at(prompt.heading),
                f"the prompt “{prompt.title[:40]}” has no way back to the lesson.",
                "End it with “After about five minutes, send me back to section 3 of my lesson.”",
            )
