"""FW602."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.prompts import prompts
from fieldwise.check.rules.unused_term import uses


def prompt_without_term(context: Context) -> Iterator[Finding]:
    """A prompt names no canonical term.

    Finds: a prompt in whose text no term of the lesson occurs, in singular or plural.

    Why: the term is what the conversation is to be about, and by what a model knows it.

    Caught:

        ## prompts.loss

        ### What is it?

        I predict the current from the range of the tide. Ask me first how I would measure how
        badly that works, and wait for my answer. After about five minutes, send me back to
        section 3 of my lesson.

        ### Reading residuals

        I fit a line to the current against the range of the tide. Ask me first what a residual
        is, and wait for my answer. After about five minutes, send me back to section 3 of my
        lesson.

    Mend: name the term, as the lesson spells it.

    Silent: any term, in any case.
    """
    for prompt in prompts(context):
        if not any(uses(prompt.body, term) for term in context.lesson.terms.values()):
            yield Finding(
                prompt.text.at(prompt.heading),
                f"the prompt “{prompt.title[:40]}” names no canonical term.",
                f"Name one of: {', '.join(context.lesson.terms)}.",
            )
