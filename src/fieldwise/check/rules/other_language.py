"""FW114."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import prose

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_USUAL = """
the of and to that is are it its with for from by this these which what each how than you your if
does has have would where when they their there been were because between about after before only
same
"""
_SMALL = "a an in on as at not no or but be was will can do so all one into me my i"
_FOREIGN = """
der das und eine einer von vom zur zum mit ist dem für aus le la les des du de au aux et une est
dans pour avec el los las del una por para il lo gli della di che het een van voor naar och att av
og til fra da na z ze od
"""
_ENGLISH = frozenset(_USUAL.split())
"""Words that hardly any English paragraph does without, and hardly any other language has."""
_ENGLISH_TOO = _ENGLISH | frozenset(_SMALL.split())
_OTHER = frozenset(_FOREIGN.split())
"""Small words of some other languages, for a text too short to miss the English ones."""
_SHORT = 20
"""Words from which on an English paragraph surely has some of the usual ones."""
_LEAST = 0.08
"""The share of those words; the shipped stories have at least 0.16, other languages 0.03."""
_LEAST_IN_TABLE = 0.02
"""The share in a table, where a cell may hold no more than a noun."""


def other_language(context: Context) -> Iterator[Finding]:
    """A text is not in English.

    Finds: a paragraph of at least 20 words that has almost none of the small words of which
    every English text is full (the, of, and, is, with); a shorter text that has none of them
    and two of another language's; and a text in another script.

    Why: the canon, the terms and the code are in English. A reader would meet a paragraph that
    answers to none of them, and no other rule can vouch for what it says.

    Caught:

        ## limits

        La corrente all'imboccatura segue la marea di quel giorno, insieme con il vento. Una retta
        che passa per una stagione intera non sa nulla dell'uno e dell'altro.

    Mend: write it in English; a word of the field's own language can stay, in italics.

    Silent: names and single words of other languages, tables with any of the small words,
    formulas and code.
    """
    for text in context.tellings:
        for match in _PARAGRAPH.finditer(prose(text.text)):
            if is_other(match[0]):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield Finding(
                    text.at(start),
                    "this paragraph is not in English.",
                    "The canon around it is; write it in English.",
                )
                break


def is_other(paragraph: str) -> bool:
    """Whether a paragraph, or a sentence, is in another language than English."""
    least = _LEAST_IN_TABLE if paragraph.lstrip().startswith("|") else _LEAST
    roughly = paragraph.lower().split()
    if sum(map(_ENGLISH.__contains__, roughly)) >= least * len(roughly) > 0:
        return False  # nearly all are, and this is the quickest way to know
    words = [word.lower() for word in _WORD.findall(paragraph)]
    letters = [sign for word in words for sign in word]
    latin = sum(bool(_LATIN.match(sign)) for sign in letters)
    if len(letters) >= 6 and latin < len(letters) / 2:
        return True
    if len(words) >= _SHORT:
        return sum(word in _ENGLISH for word in words) < least * len(words)
    small = {part for word in words for part in re.split("['’]", word)}
    return len(small & _OTHER) >= 2 and not small & _ENGLISH_TOO
