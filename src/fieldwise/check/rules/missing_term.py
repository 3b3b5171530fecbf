"""FW201."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.glossary import glossaries
from fieldwise.check.rules.renamed_term import renamed


def missing_term(context: Context) -> Iterator[Finding]:
    """A canonical term has no row in the glossary.

    Finds: each term of the lesson for which the story's glossary has no row.

    Why: every edition promises a learner their own word for every term, a hover or key press
    away from wherever the term stands.

    Caught:

        ## glossary

        Here $x$ is the range of the tide, in cm, and $y$ the current, in cm/s.

        | your field | ML term | bridge |
        |---|---|---|
        | range of the tide | feature | known from the almanac |

    Mend: add a row with your field's word, the term as the lesson spells it, and a short bridge.

    Silent: a story that leaves the glossary to its default, and a term whose row is merely
    misspelled (FW203).
    """
    for glossary in glossaries(context):
        present = {entry.term.plain for entry in glossary.entries}
        excused = renamed(glossary, context.lesson)
        for term in context.lesson.terms.values():
            if term.name not in present and term.name not in excused:
                yield Finding(
                    context.story.tellings[glossary.text.key].heading,
                    f"the glossary has no row for “{term.name}”.",
                    f"Add `| your word | {term.name} | bridge |`. {term.means}",
                )
