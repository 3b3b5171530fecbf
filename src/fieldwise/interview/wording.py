"""Scenario words from clumsy answers: noun phrases, articles, plurals, symbols.

Whatever is derived here is a proposal: it is shown, and can be corrected.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence


def words_of(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_CLUMSY: tuple[tuple[str, str], ...] = (
    (r"how long (?:it|that) takes (?:us |me |them )?(?:to )?(?P<a>.+)", r"time to \g<a>"),
    (r"how long (?:i|we|they|you|he|she|one) (?:needs?|takes?)\b(?P<a>.*)", "time needed"),
    (r"how long (?:i|we|they|you|he|she|one) (?P<a>.*)", "time"),
    (r"how long (?P<a>.+?) (?:takes?|lasts?|took)", r"\g<a> time"),
    (r"how many (?P<a>.+)", r"number of \g<a>"),
    (
        r"how (?P<how>warm|hot|cold|deep|loud|bright|salty) it (?:is|gets|was) ?(?P<a>.*)",
        r"{how} \g<a>",
    ),
    (r"how (?:much|heavy) (?P<a>.+?) weighs?", r"\g<a> weight"),
    (r"what (?P<a>.+?) weighs?", r"\g<a> weight"),
    (r"(?:how much|what) (?P<a>.+?) costs?", r"cost of \g<a>"),
    (r"how expensive (?P<a>.+?) (?:is|are|was|were|will be)", r"cost of \g<a>"),
    (
        r"how (?P<how>long|heavy|tall|high|deep|wide|thick|old|fast|warm|hot|cold|big|large|far|"
        r"loud|steep|strong|bright|salty|dense) (?P<a>.+?) (?:is|are|was|were|will be|gets|goes)",
        r"\g<a> {how}",
    ),
    (r"how much (?P<a>.+)", r"amount of \g<a>"),
    (r"(?P<a>[a-zà-ÿ]+)['’]s (?P<b>.+)", r"\g<b> of the \g<a>"),
    (r"(?:the )?(?:numbers?|nr|no\.|#) of (?P<a>.+)", r"number of \g<a>"),
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
}
_TAIL = re.compile(
    r" (?:(?:we|i|they|you|he|she|one) .+|(?:is|are|was|were|will be|there are|there is)\b.*)$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=\w) (?:that |which )?(?:we|i|they|you|he|she) .+$", re.IGNORECASE)
_FIRST = re.compile(
    r"^(?:it is |it's |that is |this is )?(?:the|a|an|my|our|their|your|his|her|its|one|each|every)"
    r" (?=\w)",
    re.IGNORECASE,
)
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
    "passer-by": "passers-by",
}
_SINGULAR = {plural: word for word, plural in _IRREGULAR.items()}
_SAME = words_of(
    "fish sheep deer salmon trout cod tuna squid shrimp series species aircraft spacecraft bison "
    "offspring means"
)
_NO_PLURAL = words_of(
    "mass loss gas glass pressure access stress bias process class bus lens pass success progress "
    "thickness hardness stiffness fitness illness sickness brightness loudness steepness business "
    "dress cross grass brass moss boss virus status campus corpus census radius focus surplus "
    "plus analysis basis axis diagnosis thesis emphasis diabetes sepsis stenosis physics "
    "mathematics news lens atlas canvas biomass basis chaos"
)
_OF = re.compile(r" (?:of|per|in|for|at|on|from|to|with|by|above|below|between|during|after) ")
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


def noun_phrase(text: str, unit: str = "") -> str:
    """A bare noun phrase, as it stands within a sentence, from what somebody typed.

    “How long the flipper is (mm)” becomes “flipper length”.
    """
    phrase = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", text).strip(" .;:,!?\"'“”")
    if unit:
        phrase = re.sub(rf"[,]? in {re.escape(unit)}$", "", phrase, flags=re.IGNORECASE)
    phrase = _bare(uncapitalised(phrase))
    for pattern, form in _CLUMSY:
        found = re.fullmatch(pattern, phrase, 0 if "['’]s" in pattern else re.IGNORECASE)
        if found is not None:
            how = _HOW.get((found.groupdict().get("how") or "").lower(), "")
            inner = _bare(found["a"])
            if not pattern.startswith("how long (?:it"):
                inner = _TAIL.sub("", inner)
            whole = form.replace(r"\g<a>", inner).replace("{how}", how)
            return whole.replace(r"\g<b>", found.groupdict().get("b") or "").strip()
    return _CLAUSE.sub("", phrase)


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


def uncapitalised(text: str) -> str:
    """Words without the capital of a title or a sentence; names and acronyms keep theirs."""
    words = text.split(" ")
    is_title = len(words) > 1 and all(word[:1].isupper() or len(word) < 4 for word in words)
    for number, word in enumerate(words):
        if (number == 0 or is_title) and re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ-]+[,.;:]?|A", word):
            words[number] = word.lower()
    return " ".join(words)


def phrase_of(name: str, *, counts: bool) -> str:
    """The name with its article, in the singular, to be the subject of “runs from”."""
    if not is_plural(name):
        return f"the {name}"
    if name.startswith(("number of ", "amount of ", "total of ")):
        return f"the {name}"
    counts = counts or name.startswith(("hours ", "minutes ", "days ", "weeks ", "seconds "))
    return f"the number of {name}" if counts else f"the total of {name}"


def is_plural(name: str) -> bool:
    """Whether a noun phrase would take “are”."""
    head = _OF.split(f"{name} ")[0].split()
    words = [word.strip(",") for word in head] or [""]
    last = words[-1].lower()
    # “covers booked”: a participle follows its noun
    if len(words) > 1 and re.fullmatch(r"\w+(?:ed|sold|made|sent|taken|given|held|lost)", last):
        last = words[-2].lower()
    return singular(last) != last


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
    split = _OF.search(f"{phrase} ")
    head, rest = (phrase[: split.start()], phrase[split.start() :]) if split else (phrase, "")
    before, _, last = head.rpartition(" ")
    return f"{before} {singular(last)}".strip() + rest


def plural(phrase: str) -> str:
    """The plural of a noun phrase: its head's, where a preposition follows the head."""
    split = _OF.search(f"{phrase} ")
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


def with_article(noun: str) -> str:
    """A person's calling with its article: `an astronomer`."""
    said = re.sub(r"^(?:i am|i'm|we are|as)\s+", "", noun.strip(" ."), flags=re.IGNORECASE)
    bare = uncapitalised(re.sub(r"^(?:an?|the)\s+", "", said, flags=re.IGNORECASE))
    return f"{article(bare)} {bare}"


def symbol(name: str, taken: Iterable[str] = ()) -> str:
    """A short symbol that is none of the lesson's letters and none of `taken`."""
    used = TAKEN | set(taken)
    words = [word for word in re.findall(r"[^\W\d_]+", _folded(name)) if len(word) > 1]
    head = re.findall(r"[^\W\d_]+", _folded(_OF.split(f"{name} ")[0]))
    last = head[-1].lower() if head else ""
    nouns = [word for word in head if len(word) > 1] or words
    proposals = [
        *(_SYMBOLS.get(singular(word.lower()), "") for word in reversed(head)),
        last[:1].upper(),
        nouns[0][:1].upper() if nouns else "",
        "".join(word[0].upper() for word in nouns[:3]) if len(nouns) > 1 else "",
        last[:2].capitalize(),
        *(f"{letter}{number}" for letter in "QK" for number in range(1, 9)),
    ]
    return next(sign for sign in proposals if sign and sign not in used)


def to_you(text: str) -> str:
    """The first person's words as the lesson says them to “you”."""
    swaps = {"i": "you", "we": "you", "my": "your", "our": "your", "me": "you", "us": "you"}
    am = re.sub(r"\bI am\b", "you are", text)
    return re.sub(
        r"(?<![\w'’])(?:I|[wW]e|[mM]y|[oO]ur|me|us)(?![\w'’])",
        lambda one: swaps[one[0].lower()],
        am,
    )


def in_prose(field: str) -> str:
    """A field's name within a sentence: “marine biology”, but “NHS nursing”."""
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
