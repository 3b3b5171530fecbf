"""FW204."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import blank, spans
from fieldwise.model import Term


def unused_term(context: Context) -> Iterator[Finding]:
    """A slot's text does not use a term that the slot asks for.

    Finds: each term in a slot's `terms` that the story's own text in this slot never uses, in
    singular or plural. Quotations and formulas do not count, and the canon around the slot
    proves nothing.

    Why: a bridge that never says the term bridges nothing.

    Caught:

        ## loss.bridge

        A residual is what the pilot was off by: current measured minus current foretold. Each of
        them is squared, and the squares are averaged, in {{ mse.unit }}.

    Mend: say which of your words is the lesson's term, in the sentence where it helps.

    Silent: any case, plural or singular, a line break within the term, emphasis.
    """
    for name, text in context.told.items():
        if not text.text:
            continue
        for term in context.slots[name].terms:
            if not uses(text.text, context.lesson.terms[term]):
                yield Finding(
                    context.story.tellings[name].heading,
                    f"the text of `{name}` never uses the term “{term}”.",
                    f"The slot asks for it. {context.lesson.terms[term].means}",
                )


def uses(text: str, term: Term) -> bool:
    """Whether a text uses a term in its own words."""
    return _pattern(term.forms).search(words_of(text)) is not None


@lru_cache(maxsize=256)
def words_of(text: str) -> str:
    """A text's words, code among them, without emphasis; quotations and formulas are blank."""
    other = tuple(s for s in spans(text) if s.kind not in ("code", "stray"))
    return re.sub(r"[*_`]", "", blank(text, other)).casefold()


@lru_cache(maxsize=512)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    ways = "|".join(
        r"\s+".join(re.escape(word) for word in form.casefold().split())
        for form in sorted(forms, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{ways})(?!\w)")
