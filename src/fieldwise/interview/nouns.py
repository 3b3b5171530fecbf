"""Nouns of English: plurals, singulars, articles; by rule, with the exceptions that people need."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)")
_YOU_SOUND = re.compile(r"(?:uni(?!n|m)|use|usu|ut[ei]|eu|one\b|once\b|ewe|u-)")
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
"""Capital letters whose names begin with a vowel: an MRI, a UFO."""
_IRREGULAR = {
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
    "ox": "oxen",
    "analysis": "analyses",
    "axis": "axes",
    "basis": "bases",
    "crisis": "crises",
    "hypothesis": "hypotheses",
    "diagnosis": "diagnoses",
    "biopsy": "biopsies",
    "criterion": "criteria",
    "phenomenon": "phenomena",
    "bacterium": "bacteria",
    "datum": "data",
    "stratum": "strata",
    "larva": "larvae",
    "nucleus": "nuclei",
    "matrix": "matrices",
    "leaf": "leaves",
    "half": "halves",
    "loaf": "loaves",
    "shelf": "shelves",
    "knife": "knives",
    "life": "lives",
    "calf": "calves",
    "wolf": "wolves",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "echo": "echoes",
    "krona": "kronor",
    "krone": "kroner",
    "quiz": "quizzes",
    "penny": "pence",
    "passer-by": "passers-by",
}
_SINGULAR = {plural: word for word, plural in _IRREGULAR.items()}
_SAME = _words(
    "fish sheep deer salmon trout cod tuna squid shrimp series species aircraft spacecraft bison "
    "offspring means"
)
_NO_PLURAL = _words(
    "mass loss gas glass pressure access stress bias process class bus lens pass success progress "
    "thickness hardness stiffness fitness illness sickness brightness loudness steepness business "
    "dress cross grass brass moss boss virus status campus corpus census radius focus surplus "
    "plus analysis basis axis diagnosis thesis emphasis diabetes sepsis stenosis physics "
    "mathematics news lens atlas canvas biomass basis chaos"
)
_PARTICIPLE = re.compile(
    r"\w+(?:ed|ing)|sold|made|sent|taken|given|held|lost|laid|born|paid|caught|built|bought|kept|won"
)
BEHIND = re.compile(
    r" (?:of|per|in|for|at|on|from|to|with|by|above|below|between|during|after|since|before|until|"
    r"who|that|which|i|we|they|you|he|she|it|an?|the|my|our|their|each) "
)
"""What stands behind the head of a noun phrase."""


def is_plural(name: str, *, counts: bool = False) -> bool:
    """Whether a noun phrase would take “are”; `counts` if it is known to count things."""
    head = BEHIND.split(f"{name} ")[0].split()
    words = [word.strip(",") for word in head] or [""]
    last = words[-1].lower()
    # “covers booked”, “calls waiting”: a participle follows its noun
    is_behind = is_participle(last) and (counts or not last.endswith("ing"))
    if len(words) > 1 and is_behind:
        last = words[-2].lower()
    return singular(last) != last


def is_participle(word: str) -> bool:
    """Whether a word looks like what follows a noun: booked, waiting."""
    return _PARTICIPLE.fullmatch(word) is not None


def singular(word: str) -> str:
    """The singular of a plural noun; any other word as it is."""
    low = word.lower()
    if low in _SINGULAR:
        return _SINGULAR[low]
    if low in _SAME or low in _NO_PLURAL or not low.endswith("s") or len(low) < 4:
        return word
    if low.endswith(("ss", "us", "is", "ness", "ics", "itis", "osis")):
        return word
    if low.endswith("ies") and len(low) > 4:
        return f"{word[:-3]}y"
    if re.search(r"(?:x|ch|sh|ss|zz)es$", low):
        return word[:-2]
    return word[:-1]


def singular_of(phrase: str) -> str:
    """The singular of a noun phrase: its head's, where a preposition follows the head."""
    split = BEHIND.search(f"{phrase} ")
    head, rest = (phrase[: split.start()], phrase[split.start() :]) if split else (phrase, "")
    before, _, last = head.rpartition(" ")
    return f"{before} {singular(last)}".strip() + rest


def plural(phrase: str) -> str:
    """The plural of a noun phrase: its head's, where a preposition follows the head."""
    split = BEHIND.search(f"{phrase} ")
    head, rest = (phrase[: split.start()], phrase[split.start() :]) if split else (phrase, "")
    before, _, last = head.rpartition(" ")
    low = last.lower()
    if not low or not low[-1].isascii():
        return phrase
    if low in _IRREGULAR:
        many = _IRREGULAR[low]
    elif low in _SAME:
        many = last
    elif re.search(r"[^aeiou]y$", low):
        many = f"{last[:-1]}ies"
    elif re.search(r"(?:s|x|z|ch|sh)$", low):
        many = f"{last}es"
    else:
        many = f"{last}s"
    return f"{before} {many}".strip() + rest


def article(phrase: str) -> str:
    """`a` or `an`, by how the first word sounds."""
    first = (phrase.split() or [""])[0]
    if re.fullmatch(r"[A-Z](?:[A-Z0-9].*|-.*|)", first):
        return "an" if first[0] in _VOWEL_LETTERS else "a"
    low = first.lower()
    if _SILENT_H.match(low):
        return "an"
    if _YOU_SOUND.match(low):
        return "a"
    return "an" if low[:1] in "aeiou8" and low[:1] else "a"
