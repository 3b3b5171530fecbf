"""FW207."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.markdown import DEFINITION


def defined_again(context: Context) -> Iterator[Finding]:
    """A story defines a term.

    Finds: the role `{def}` in a story or in a note on a false friend.

    Why: a term is defined once, in the canon, the same for everyone. The recap and every mention
    lead there.

    Caught:

        ## loss.bridge

        The {def}`loss` averages the squares of the residual currents, in {{ mse.unit }}.

    Mend: write the term as plain text.

    Silent: terms in emphasis or in code.
    """
    for text in context.markdown:
        for match in DEFINITION.finditer(text.text):
            yield Finding(
                text.at(match.start()),
                f"“{match['term'][:60]}” is defined by the lesson, not by a story.",
                f"Write {match['term'][:60]} without the role.",
            )
