"""Scenario words from clumsy answers: noun phrases, articles, plurals, symbols.

Whatever is derived here is a proposal: it is shown, and can be corrected.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from fieldwise.interview.nouns import (
    BEHIND,
    article,
    is_participle,
    is_plural,
    singular,
    singular_of,
)

_HOW = {
    "long": "length",
    "heavy": "weight",
    "tall": "height",
    "high": "height",
    "deep": "depth",
    "wide": "width",
    "thick": "thickness",
    "old": "age",
    "fast": "speed",
    "warm": "temperature",
    "hot": "temperature",
    "cold": "temperature",
    "big": "size",
    "large": "size",
    "far": "distance",
    "loud": "loudness",
    "steep": "steepness",
    "strong": "strength",
    "bright": "brightness",
    "salty": "salinity",
    "dense": "density",
    "late": "delay",
    "wet": "moisture",
    "hard": "hardness",
    "dark": "darkness",
}
_ADJECTIVES = "|".join(_HOW)
_CLUMSY: tuple[tuple[str, str], ...] = (
    (r"how long (?:it|that) takes (?:us |me |them )?(?:to )?(?P<a>.+)", r"time to \g<a>"),
    (r"how long (?:i|we|they|you|he|she|one) (?:needs?|takes?)\b(?P<a>.*)", "time needed"),
    (r"how long (?:i|we|they|you|he|she|one) (?P<a>.*)", "time"),
    (r"how long (?P<a>.+?) (?:takes?|lasts?|took)(?: me| us| them)?", r"\g<a> time"),
    (r"how many (?P<a>.+)", r"number of \g<a>"),
    (
        rf"how (?P<how>{_ADJECTIVES}) (?:it|i|we|they|you|he|she) "
        r"(?:is|am|are|was|were|gets?|got|will be)\b ?(?P<a>.*)",
        r"{how} \g<a>",
    ),
    (r"how (?:much|heavy) (?P<a>.+?) weighs?", r"\g<a> weight"),
    (r"what (?P<a>.+?) weighs?", r"\g<a> weight"),
    (r"(?:how much|what) (?P<a>.+?) costs?", r"cost of \g<a>"),
    (r"how expensive (?P<a>.+?) (?:is|are|was|were|will be)", r"cost of \g<a>"),
    (
        rf"how (?P<how>{_ADJECTIVES}) (?P<a>.+?) (?:is|are|was|were|will be|gets|goes)",
        r"\g<a> {how}",
    ),
    (r"how much (?P<a>.+)", r"amount of \g<a>"),
    (r"(?P<a>[a-zà-ÿ]+)['’]s (?P<b>.+)", r"\g<b> of the \g<a>"),
    (r"(?:the )?(?:numbers?|nr|no\.|#) of (?P<a>.+)", r"number of \g<a>"),
)
_TAIL = re.compile(
    r" (?:(?:we|i|they|you|he|she|one) .+|(?:is|are|was|were|will be|there are|there is)\b.*)$",
    re.IGNORECASE,
)
_CONJUNCTIONS = frozenset(("until", "before", "after", "since", "when", "while", "than", "as"))
_CLAUSE = re.compile(r"(?<=\w) (?:that |which )?(?:we|i|they|you|he|she) .+$", re.IGNORECASE)
_FIRST = re.compile(
    r"^(?:it is |it's |that is |this is )?"
    r"(?:(?:the|a|an|my|our|their|your|his|her|its|one|each|every) )+(?=\w)",
    re.IGNORECASE,
)
_SYMBOLS = {
    "length": "L",
    "mass": "m",
    "weight": "m",
    "time": "t",
    "duration": "t",
    "temperature": "T",
    "number": "N",
    "count": "N",
    "cost": "C",
    "price": "P",
    "distance": "d",
    "depth": "d",
    "height": "h",
    "age": "A",
    "speed": "V",
    "area": "A",
    "volume": "V",
    "pressure": "p",
    "power": "P",
    "energy": "E",
    "force": "F",
    "load": "F",
    "dose": "D",
    "diameter": "D",
    "concentration": "C",
    "current": "I",
    "voltage": "U",
    "frequency": "f",
    "money": "M",
    "minute": "t",
    "hour": "t",
    "strength": "f",
    "amount": "A",
}
TAKEN = frozenset("wbxynrecvzsiWBXYHSQO")
"""Letters that the lesson's formulas and code use, and those that look like digits."""


def noun_phrase(text: str) -> str:
    """A bare noun phrase, as it stands within a sentence, from what somebody typed.

    “How long the flipper is (mm)” becomes “flipper length”.
    """
    phrase = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", text).strip(" .;:,!?\"'“”")
    said = r"^(?:i|we) \w+ (?=(?:the|an?|my|our|how|what) )"  # “I measure the …”
    phrase = _bare(uncapitalised(re.sub(said, "", phrase, flags=re.IGNORECASE)))
    for pattern, form in _CLUMSY:
        found = re.fullmatch(pattern, phrase, 0 if "['’]s" in pattern else re.IGNORECASE)
        if found is not None:
            how = _HOW.get((found.groupdict().get("how") or "").lower(), "")
            inner = _bare(found["a"])
            if not pattern.startswith("how long (?:it"):
                inner = _TAIL.sub("", inner)
            if pattern.startswith("how many"):
                inner = _with_clause(inner)
            whole = form.replace(r"\g<a>", inner).replace("{how}", how)
            whole = whole.replace(r"\g<b>", found.groupdict().get("b") or "").strip()
            return re.sub(r"^(?:it|this|that|they) | of (?:it|this|that|them)$", "", whole)
    bare = _CLAUSE.sub("", phrase)
    return phrase if bare.rpartition(" ")[2] in _CONJUNCTIONS else bare


def _with_clause(phrase: str) -> str:
    """“people come” as “people who come”: a verb straight behind what is counted."""
    noun, _, rest = phrase.partition(" ")
    verb = rest.partition(" ")[0]
    is_verb = verb and singular(noun) != noun and singular(verb) == verb
    if not is_verb or BEHIND.match(f" {verb} ") or is_participle(verb) or verb in ("and", "or"):
        return phrase
    return f"{noun} {'who' if noun == 'people' else 'that'} {rest}"


def is_question(phrase: str) -> bool:
    """Whether a phrase is still a clause rather than the name of a thing."""
    words = phrase.lower().split()
    first = words[:1] and words[0] in {
        "how",
        "what",
        "when",
        "whether",
        "where",
        "why",
        "who",
        "if",
    }
    verbs = {"is", "are", "was", "were", "will", "have", "has", "i", "we", "they"}
    return bool(first) or bool(verbs & set(words))


def lowered(text: str) -> str:
    """A text that was typed in capitals throughout, in small letters; acronyms stay as they are."""
    words = re.findall(r"[^\W\d_]+", text)
    is_long = len(words) > 2 or any(len(word) > 5 for word in words)
    return text.lower() if text.isupper() and is_long else text


def uncapitalised(text: str) -> str:
    """Words without the capital of a title or a sentence; names and acronyms keep theirs."""
    words = lowered(text).split(" ")
    is_title = len(words) > 1 and all(word[:1].isupper() or len(word) < 4 for word in words)
    for number, word in enumerate(words):
        if (number == 0 or is_title) and re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ-]+[,.;:]?|A", word):
            words[number] = word.lower()
    return " ".join(words)


def phrase_of(name: str, *, counts: bool) -> str:
    """The name with its article, in the singular, to be the subject of “runs from”."""
    if not is_plural(name, counts=counts):
        return f"the {name}"
    if name.startswith(("number of ", "amount of ", "total of ")):
        return f"the {name}"
    counts = counts or name.startswith(("hours ", "minutes ", "days ", "weeks ", "seconds "))
    return f"the number of {name}" if counts else f"the total of {name}"


def with_article(noun: str) -> str:
    """A person's calling with its article: `an astronomer`."""
    plain = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", noun).strip(" .")
    said = re.sub(r"^(?:i am|i['’]?m|we are|we['’]re|as)\s+", "", plain, flags=re.IGNORECASE)
    bare = uncapitalised(re.sub(r"^(?:an?|the)\s+", "", said, flags=re.IGNORECASE))
    lone = singular_of(bare) if is_plural(bare) else bare
    return f"{article(lone)} {lone}"


def symbol(name: str, taken: Iterable[str] = ()) -> str:
    """A short symbol that is none of the lesson's letters and none of `taken`."""
    used = TAKEN | set(taken)
    words: list[str] = [word for word in re.findall(r"[^\W\d_]+", _folded(name)) if len(word) > 1]
    head: list[str] = re.findall(r"[^\W\d_]+", _folded(BEHIND.split(f"{name} ")[0]))
    last = head[-1].lower() if head else ""
    nouns = [word for word in head if len(word) > 1] or words
    proposals = [
        *(sign for sign in head[-1:] if sign.isupper() and len(sign) in (2, 3)),
        *(_SYMBOLS.get(singular(word.lower()), "") for word in reversed(head)),
        last[:1].upper(),
        nouns[0][:1].upper() if nouns else "",
        "".join(word[0].upper() for word in nouns[:3]) if len(nouns) > 1 else "",
        *(word[:1].upper() for word in words if word not in head),
        last[:2].capitalize(),
        *(f"{letter}{number}" for letter in "QK" for number in range(1, 9)),
    ]
    return next(sign for sign in proposals if sign and sign not in used)


def to_you(text: str) -> str:
    """The first person's words as the lesson says them to “you”."""
    swaps = {
        "my": "your",
        "our": "your",
        "mine": "yours",
        "ours": "yours",
        "myself": "yourself",
        "ourselves": "yourselves",
    }
    am = re.sub(r"\b[Ii] (am|was)\b", lambda one: f"you {_WITH_YOU[one[1]]}", text)
    have = re.sub(r"\b([Ii]|[wW]e)['’](m|re|ve|ll|d)\b", lambda one: f"you’{_WITH_YOU[one[2]]}", am)
    return re.sub(
        r"(?<![\w'’.])(?:[iI]|[wW]e|[mM]y|[oO]ur|mine|ours|myself|ourselves|me|us)(?![\w'’]|\.\w)",
        lambda one: swaps.get(one[0].lower(), "you"),
        have,
    )


_WITH_YOU = {"am": "are", "was": "were", "m": "re", "re": "re", "ve": "ve", "ll": "ll", "d": "d"}


def in_prose(field: str) -> str:
    """A field's name within a sentence: “seabird ecology”, but “NHS nursing”."""
    return uncapitalised(field)


def slug(name: str) -> str:
    """A folder's name for a field; empty if the name has no Latin letters."""
    return re.sub(r"[^a-z0-9]+", "-", _folded(name).lower()).strip("-")[:40].rstrip("-")


def listed(words: Sequence[str], last: str = "or") -> str:
    """Words in a row, as a sentence has them: `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _bare(phrase: str) -> str:
    """A phrase without the article or the possessive in front of it."""
    return _FIRST.sub("", phrase.strip(), count=1)


def _folded(text: str) -> str:
    """Latin letters without their marks."""
    for sign, plain in (("ø", "o"), ("Ø", "O"), ("ß", "ss"), ("æ", "ae"), ("Æ", "Ae"), ("ł", "l")):
        text = text.replace(sign, plain)
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if sign.isascii())
