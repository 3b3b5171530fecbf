"""FW506."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.scripts import WORD, family, plain, problem
from fieldwise.check.text import Text
from fieldwise.model import Place

_ENTITY = re.compile(r"&#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});|&[A-Za-z][A-Za-z0-9]{1,31};")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"(?<![\w.])\d+(?:[OoIl]+\d+|O+)(?!\w)")


def look_alike(context: Context) -> Iterator[Finding]:
    """A letter looks like another one.

    Finds: words in which Latin letters are mixed with letters of another script, such as a
    Cyrillic а in “mаss”; whole words of such letters among Latin ones; full-width, bold and other
    styled letters, and ligatures; and the letters O, I and l among digits. Keys of the YAML,
    terms, symbols and field.yaml are read too, and letters written as entities.

    Why: a search does not find the word, a screen reader spells it out, and a canonical term is
    no longer that term.

    Caught:

        ## scene

        One tide is one high wаter, read off the harbour's gauge.

    Mend: type the word anew on a Latin keyboard.

    Silent: Greek letters as symbols (σ, Δt, µm); names in their own script; accents.
    """
    forms = {form.casefold() for term in context.lesson.terms.values() for form in term.forms}
    for path, lines in context.sources.items():
        for number, line in enumerate(lines, 1):
            for start, length, what in _in_line(line, forms):
                word = line[start : start + length]
                yield _finding(Place(path, number, start + 1), word, what)
    for text in context.texts:
        yield from _hidden(text, forms)


def _in_line(line: str, forms: set[str]) -> Iterator[tuple[int, int, str]]:
    if not line.isascii():
        words = list(WORD.finditer(line))
        foreign = [word for word in words if not word[0].isascii() and _is_foreign(word[0])]
        for word in words:
            what = _mixed(word[0], alone=not foreign) or _of_term(word[0], forms)
            if what:
                yield word.start(), len(word[0]), what
    for digits in _DIGITS.finditer(line) if _DIGIT.search(line) else ():
        yield digits.start(), len(digits[0]), "has a letter among its digits"


def _is_foreign(word: str) -> bool:
    """Whether a word is written in another script throughout, and cannot pass for Latin."""
    families = {family(sign) for sign in word} - {""}
    return "LATIN" not in families and "STYLED" not in families and not problem(word, alone=True)


def _mixed(word: str, *, alone: bool) -> str:
    what = problem(word, alone=alone)
    return f"is not what it looks like: {what}" if what else ""


def _of_term(word: str, forms: set[str]) -> str:
    """What is odd about a word that looks like a canonical term and is none."""
    if word.isascii() or word.casefold() in forms or plain(word).casefold() not in forms:
        return ""
    return f"looks like the term “{plain(word)}” and is spelled differently"


def _hidden(text: Text, forms: set[str]) -> Iterator[Finding]:
    """Look-alikes that the file writes as entities or escapes."""
    if "&" in text.text:
        for entity in _ENTITY.finditer(text.text):
            sign = html.unescape(entity[0])
            beside = text.text[max(0, entity.start() - 1) : entity.start()]
            beside += text.text[entity.end() : entity.end() + 1]
            if len(sign) == 1 and sign.isalpha() and re.search(r"[A-Za-z]", beside):
                what = _mixed(f"aa{sign}aa", alone=True)
                if what:
                    yield _finding(text.at(entity.start()), entity[0], what)
    if text.lines and not text.text.isascii():
        for start, length, what in _in_line(text.text, forms):
            word = text.text[start : start + length]
            place = text.at(start, length)
            if word not in text.lines[place.line - 1]:
                yield _finding(place, word, what)


def _finding(place: Place, word: str, what: str) -> Finding:
    return Finding(
        place,
        f"“{word[:60]}” {what}.",
        "Type the word anew on a Latin keyboard.",
    )
