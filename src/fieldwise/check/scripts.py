"""Which letters look like Latin ones and are none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
"""A word of letters, with the accents that follow them."""

_CYRILLIC = dict(
    zip(
        "аеорсухіјѕһԛԝАВЕЅІЈКМНОРСТУХҮԌԛԜѵ",
        "aeopcyxijshqwABESIJKMHOPCTYXYGqWv",
        strict=True,
    )
)
_GREEK = dict(zip("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲϳ", "oABEZHIKMNOPTYXcj", strict=True))
_GREEK_WITHIN = dict(zip("αικνρτυωγη", "aikvptuwyn", strict=True))
_LATIN = {"ɑ": "a", "ɡ": "g", "ı": "i", "ⅼ": "l", "ꞓ": "c", "ᴏ": "o", "ɩ": "i", "ʟ": "L", "ꜱ": "s"}
_ALIKE = _CYRILLIC | _GREEK | _GREEK_WITHIN | _LATIN
_FAMILIES = ("CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "GEORGIAN", "DESERET", "OLD")


def problem(word: str, *, alone: bool) -> str:
    """What is wrong with a word's letters, or nothing.

    `alone` says that no other word of a foreign script stands near it.
    """
    if word.isascii():
        return ""
    return _problem(word, alone)


@lru_cache(maxsize=4096)
def _problem(word: str, alone: bool) -> str:
    families = [family(sign) for sign in word]
    latin = sum(name == "LATIN" for name in families)
    for sign, name in zip(word, families, strict=True):
        if name in _FAMILIES and latin:
            return describe(sign)
        if name == "STYLED" and (len(word) > 1 or sign == "\u212a"):
            return describe(sign)
        if sign in _GREEK and latin >= 2:
            return describe(sign)
        within = word.strip(sign) == word and latin >= 3
        if sign in _GREEK_WITHIN and within:
            return describe(sign)
        if sign in _LATIN and sign != "ı" and latin >= 2:
            return describe(sign)
    if alone and all(sign in _CYRILLIC for sign in word):
        return describe(word[0])
    return ""


@lru_cache(maxsize=4096)
def family(sign: str) -> str:
    """The script of a letter; `STYLED` for a Latin letter in disguise, `` for marks."""
    if sign.isascii():
        return "LATIN"
    if unicodedata.category(sign) in ("Mn", "Mc", "Lm"):
        return ""
    folded = unicodedata.normalize("NFKC", sign)
    if folded != sign and folded.isascii() and folded.isalpha():
        return "STYLED"
    return unicodedata.name(sign, "UNKNOWN").split()[0]


def plain(word: str) -> str:
    """A word as it looks: look-alikes by their Latin letters, accents taken off."""
    folded = unicodedata.normalize("NFKD", word)
    return "".join(_ALIKE.get(c, c) for c in folded if unicodedata.category(c) != "Mn")


def describe(sign: str) -> str:
    """A letter by name, with what it looks like."""
    name = unicodedata.name(sign, "a letter without a name")
    alike = plain(sign)
    looks = f", which looks like “{alike}”" if alike.isascii() and alike else ""
    return f"“{sign}” is U+{ord(sign):04X}, {name}{looks}"
