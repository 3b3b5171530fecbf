"""FW203."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from fieldwise.check.context import Context, Finding
from fieldwise.check.glossary import Glossary, glossaries
from fieldwise.model import Lesson


def renamed_term(context: Context) -> Iterator[Finding]:
    """The glossary names a term that the lesson does not have, or one term twice.

    Finds: a cell in the column of the terms that is not a canonical term letter for letter:
    misspelled, translated, in another number or case, or spelled with look-alike letters; and a
    second row for the same term.

    Why: the term is what all fields share. Under another name a learner would not find it in
    the canon, in a book, or in another field's edition.

    Caught:

        ## glossary

        Here $x$ is the range of the tide, in cm, and $y$ the current, in cm/s.

        | your field | ML term | bridge |
        |---|---|---|
        | range of the tide | input feature | known from the almanac |

    Mend: spell the term as the lesson does; your own word belongs into the first column.

    Silent: emphasis around the term.
    """
    for glossary in glossaries(context):
        seen: dict[str, int] = {}
        for entry in glossary.entries:
            name = entry.term.plain
            place = glossary.text.at(entry.term.start)
            if name in seen:
                yield Finding(
                    place,
                    f"“{name}” has a row already, on line {seen[name]}.",
                    "A canonical term has one row.",
                )
            elif name in context.lesson.terms:
                seen[name] = place.line
            elif name:
                near = meant(name, context.lesson)
                yield Finding(
                    place,
                    f"“{name[:60]}” is not a term of the lesson.",
                    f"The lesson's term is spelled “{near}”."
                    if near
                    else f"The terms are: {', '.join(context.lesson.terms)}.",
                )


def meant(name: str, lesson: Lesson) -> str | None:
    """The canonical term that a misspelled one stands for, if one is near."""
    forms = {form.casefold(): term.name for term in lesson.terms.values() for form in term.forms}
    plain = name.casefold().replace("-", "/" if "train" in name.casefold() else " ")
    if plain in forms:
        return forms[plain]
    near = get_close_matches(plain[:80], forms, n=1, cutoff=0.6)
    if near:
        return forms[near[0]]
    inside = [term for form, term in forms.items() if f" {form} " in f" {plain} "]
    return max(inside, key=len, default=None)


def renamed(glossary: Glossary, lesson: Lesson) -> frozenset[str]:
    """The terms that some misspelled row stands for."""
    names = (entry.term.plain for entry in glossary.entries)
    wrong = [meant(name, lesson) for name in names if name and name not in lesson.terms]
    return frozenset(term for term in wrong if term)
