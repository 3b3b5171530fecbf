"""FW205."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.glossary import glossaries


def shared_word(context: Context) -> Iterator[Finding]:
    """Two terms are mapped to one word.

    Finds: a word in the first column of the glossary that stands for two terms; and an entry of
    `shared_words` that names no term of the lesson.

    Why: whoever meets the word can no longer tell which of the two is meant. Sometimes that is
    how a field speaks; then the story says so.

    Caught:

        ## glossary

        Here $x$ is the range of the tide, in cm, and $y$ the current, in cm/s.

        | your field | ML term | bridge |
        |---|---|---|
        | the reading | feature | known from the almanac |
        | the reading | target | what the pilot asks for |

    Mend: find the word that tells them apart, or declare the pair in the front matter:
    `shared_words: [[feature, target]]`.

    Silent: pairs declared under `shared_words`; words that differ in more than their article.
    """
    shared = [frozenset(group) for group in context.story.shared_words]
    for group in context.story.shared_words:
        for name in group:
            if name not in context.lesson.terms:
                yield Finding(
                    context.story.places["shared_words"],
                    f"`shared_words` names “{name[:60]}”, which is not a term of the lesson.",
                    f"The terms are: {', '.join(context.lesson.terms)}.",
                )
    for glossary in glossaries(context):
        seen: dict[str, str] = {}
        for entry in glossary.entries:
            word, term = _normal(entry.word.plain), entry.term.plain
            first = seen.setdefault(word, term)
            declared = any({first, term} <= group for group in shared)
            if word and first != term and not declared:
                yield Finding(
                    glossary.text.at(entry.word.start),
                    f"“{entry.word.plain}” stands for “{first}” and for “{term}”.",
                    "Tell them apart, or declare them: "
                    f"`shared_words: [[{first}, {term}]]` in the front matter.",
                )


def _normal(word: str) -> str:
    return re.sub(r"^(?:the|a|an|your)\s+", "", word.casefold())
