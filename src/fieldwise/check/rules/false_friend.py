"""FW206."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from fieldwise.check.context import Context, Finding
from fieldwise.check.glossary import glossaries
from fieldwise.check.rules.unused_term import uses, words_of
from fieldwise.model import Place, Severity, Slot

_HERE = re.compile(
    r"\b(?:lessons?|here|course|edition|machine[\s-]learning|statistics|model(?:s|ling)?)\b", re.I
)
_SHORTEST = 8
"""Words below which a note cannot say two meanings."""
_MOST = 100


def false_friend(context: Context) -> Iterator[Finding]:
    """A false friend is used unexplained.

    Finds: a note in `false_friends` that does not say both meanings, the field's and the
    lesson's; a declared false friend that the story uses although its own list of false friends
    leaves it out; and a glossary that gives one canonical term as the field's word for another
    without declaring it.

    Why: a word that the learner already uses for something else misleads more than a strange
    one.

    Caught:

        ## glossary

        Here $x$ is the range of the tide, in cm, and $y$ the current, in cm/s.

        | your field | ML term | bridge |
        |---|---|---|
        | loss | residual | what the rule was off by |

    Mend: declare the word in `field.yaml` under `false_friends`, and say in one or two sentences
    what it means there and what it means in this lesson. A story that tells its own list names
    each word it uses.

    Silent: declared words, wherever and in whichever sense the story uses them; words that
    nobody declared and that the glossary does not turn round.
    """
    yield from _notes(context)
    yield from _left_out(context)
    yield from _turned_round(context)


def _notes(context: Context) -> Iterator[Finding]:
    known = context.units is not None  # else field.yaml could not be read
    if known and context.tellings and not context.story.field.false_friends:
        slots = context.slots.values()
        if not any(_is_list(slot) and slot.id in context.told for slot in slots):
            yield Finding(
                Place(context.story.path, 1),
                "the field declares no false friends.",
                "Nearly every field has a word that this lesson uses for something else: bias, "
                "model, weights, loss. Declare it in field.yaml, under `false_friends`.",
                Severity.ADVICE,
            )
    for text in context.field:
        word = text.key.partition(".")[2]
        if text.kind != "friend" or not word:
            continue
        count = len(text.text.split())
        if count < _SHORTEST:
            what = f"has {count} {'word' if count == 1 else 'words'}, too few for two meanings"
        elif not _HERE.search(text.text) and not _names_term(text.text, word, context):
            what = "does not say what the word means in the lesson"
        else:
            continue
        yield Finding(
            text.place,
            f"the note on the false friend “{word[:60]}” {what}.",
            "Say what it means in the field and what “in this lesson”.",
        )


def _names_term(note: str, word: str, context: Context) -> bool:
    """Whether a note names a canonical term other than the word it is about."""
    others = (term for term in context.lesson.terms.values() if word not in term.forms)
    return any(uses(note, term) for term in others)


def _left_out(context: Context) -> Iterator[Finding]:
    for name, text in context.told.items():
        if not _is_list(context.slots[name]) or "false_friends" in text.text:
            continue
        listed = words_of(text.text)
        for word in islice(context.story.field.false_friends, _MOST):
            pattern = re.compile(rf"(?<!\w){re.escape(word.casefold())}(?:e?s)?(?!\w)")
            if pattern.search(listed):
                continue
            for other in context.tellings:
                lowered = other.text.casefold()
                if other is not text and len(lowered) == len(other.text):
                    use = pattern.search(lowered)
                    if use and pattern.search(words_of(other.text)):
                        yield Finding(
                            other.at(use.start()),
                            f"“{word}” is a false friend, used here, and `{name}` leaves it out.",
                            f"Explain it in `{name}`, or quote the whole list there: "
                            "`{{ false_friends }}`.",
                        )
                        break


def _is_list(slot: Slot) -> bool:
    """Whether a slot, left to its default, prints the notes of `field.yaml`."""
    return slot.text.strip() == "{{ false_friends }}"


def _turned_round(context: Context) -> Iterator[Finding]:
    terms = {
        form.casefold(): term.name for term in context.lesson.terms.values() for form in term.forms
    }
    declared = {word.casefold() for word in context.story.field.false_friends}
    for glossary in glossaries(context):
        for entry in glossary.entries:
            word = entry.word.plain.casefold()
            other = terms.get(word)
            forms = {word, other.casefold()} if other else {word}
            if other and other != entry.term.plain and not forms & declared:
                yield Finding(
                    glossary.text.at(entry.word.start),
                    f"“{entry.word.plain}” is your word for “{entry.term.plain}”, and the "
                    f"lesson's term for something else.",
                    f"Declare “{entry.word.plain}” under `false_friends` in field.yaml, with "
                    "both meanings.",
                )
