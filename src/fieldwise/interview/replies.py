"""Reading one answer: what it is taken for, or a sentence that says what to change."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from fieldwise.interview import nouns, wording
from fieldwise.interview.answers import Given, tidy
from fieldwise.interview.measures import KNOWN, OWN, POINTS, Measure, Unclear, read_measure
from fieldwise.interview.proposing import proposal, scales
from fieldwise.interview.questions import BY_NAME, FALSE_FRIENDS, Question
from fieldwise.interview.ranges import measure_of, read_range

_MARKUP = re.compile(r"[<>|`{}\\]|\]\(|javascript:|https?:", re.IGNORECASE)
_LONGEST = {"long": 2000}
_NAME = 60
_NOTHING = re.compile(
    r"(?:nothing|none|no|n[./]?a|not much|[-–—]+|\?+|no idea|not sure|idk|(?:i )?dunno|"
    r"i (?:do not|don['’]?t) know)[.!]*",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"(?:i|we|they|you|he|she)(?:['’]\w+)? \w+", re.IGNORECASE)
_ARTICLES = re.compile(r"(?:A|An|The|One|Your|Each|This|My|Our|Some|All)\b")


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of an answer."""

    value: str
    """What is kept."""
    problem: str = ""
    """Why it is not accepted; empty if it is."""
    offers: tuple[tuple[str, str], ...] = ()
    """Answers that would be accepted, each with what it means."""


def reply(question: Question, text: str, given: Given, taken: Collection[str] = ()) -> Reply:
    """What becomes of an answer, after the answers given before; `taken` are fields that exist."""
    said = tidy(text)
    if not said:
        return Reply("", "This one is needed." if question.needed else "")
    unfit = _unfit(said, _LONGEST.get(question.kind, 200))
    if unfit:
        return Reply(said, unfit)
    made = _READERS.get(question.name, _kinds(question))(said, given, taken)
    if (
        not made.value
        and not made.problem
        and question.needed
        and not proposal(question.name, given)
    ):
        return Reply("", "This one is needed.")
    return made


def _unfit(said: str, longest: int = 200) -> str:
    """Why no question takes a text; empty if one may."""
    if _MARKUP.search(said):
        return "Leave out links and the signs < > | ` { } \\; plain words are enough."
    if len(said) > longest:
        return f"That has {len(said)} characters; {longest} are the most that fit here."
    return ""


def friend_reply(text: str, word: str = "") -> Reply:
    """What becomes of the meaning of a false friend."""
    name = rf"(?:an? |the |our )?[“\"']?{re.escape(word.rstrip('s'))}s?[”\"']?" if word else "it"
    begun = (
        rf"^(?:(?:in|at|for|to|with) [^,]{{1,30}}?,? )?"
        rf"(?:(?:it|that|this|{name})(?:['’]s| is| are| means?| refers to)|means|is)\s+(?=\S)"
    )
    said = re.sub(begun, "", tidy(text), flags=re.IGNORECASE)
    said = wording.uncapitalised(said.strip(" .;,\"“”'"))
    said = re.sub(r"^(?:when|if)\s+", "that ", said)
    if _NOTHING.fullmatch(said):
        return Reply("")
    if re.search(r"\d", said):
        return Reply(
            said, "Say it without digits: a story states only numbers that it can answer for."
        )
    return Reply(said, _unfit(said))


def friend_word(text: str) -> str:
    """The word of the lesson that a text names, as the interview offers it; empty if none."""
    low = tidy(text).lower().strip(".,;")
    for word in FALSE_FRIENDS:
        if low in (word, nouns.singular(word), nouns.plural(word)):
            return word
    return ""


def _name(said: str, given: Given, taken: Collection[str]) -> Reply:
    name = wording.noun_phrase(_without_unit(said))
    first, _, rest = name.partition(" ")
    relation = rest.partition(" ")[0]
    measure = read_measure(first) if relation in _RELATIONS else None
    if isinstance(measure, Measure) and measure.is_known:
        if relation == "of" and not measure.declared:  # “litres of milk”, but “days of rain”
            name = f"amount {rest}"
        elif relation != "of" and measure.unit().is_like(measure_of("h").unit()):
            name = f"time {rest}"  # “days since harvest”
    if wording.is_question(name) or not name:
        return Reply(said, "Say it as a thing that has a number, such as “flipper length”.")
    if len(name) > _NAME:
        return Reply(said, f"Shorter, please: {_NAME} characters at most; it stands on an axis.")
    if not re.search(r"[^\W\d_]", name):
        return Reply(said, "A name needs letters.")
    return Reply(name)


def _without_unit(said: str) -> str:
    """A name without a unit at its end, “age in months”: that is asked for next."""
    before, _, unit = said.strip(" .").rpartition(" in ")
    measure = read_measure(unit) if before else None
    return before if isinstance(measure, Measure) and measure.is_known else said


def _y_name(said: str, given: Given, taken: Collection[str]) -> Reply:
    found = _name(said, given, taken)
    if not found.problem and found.value == given.get("x.name"):
        return Reply(said, f"That is what the prediction starts from. What follows from {said}?")
    return found


def _unit(name: str) -> Callable[[str, Given, Collection[str]], Reply]:
    def read(said: str, given: Given, taken: Collection[str]) -> Reply:
        found = read_measure(said)
        if isinstance(found, Unclear):
            counted = given.get(f"{name}.name", "").partition("number of ")[2]
            thing = nouns.BEHIND.split(f"{counted} ")[0].strip()
            offers = found.offers
            if offers[:1] == POINTS and thing and nouns.is_plural(thing):
                offers = ((thing, ""), *offers)
            return Reply(said, found.problem, offers)
        kept = said if said.lower().startswith((OWN, KNOWN)) else found.text
        again = read_measure(kept)
        return Reply(kept if isinstance(again, Measure) and again == found else said)

    return read


def _range(name: str) -> Callable[[str, Given, Collection[str]], Reply]:
    def read(said: str, given: Given, taken: Collection[str]) -> Reply:
        found = read_range(said, measure_of(given.get(f"{name}.unit", "")))
        if isinstance(found, str):
            return Reply(said, found)
        return Reply(" to ".join(f"{number:.12g}" for number in found))

    return read


def _choice(question: Question) -> Callable[[str, Given, Collection[str]], Reply]:
    def read(said: str, given: Given, taken: Collection[str]) -> Reply:
        names = [name for name, _ in question.choices]
        low = said.lower()
        if low.isdecimal() and 0 < int(low) <= len(names):
            return Reply(names[int(low) - 1])
        near = [name for name in names if name == low] or [
            name for name in names if name.startswith(low)
        ]
        if len(near) == 1:
            return Reply(near[0])
        return Reply(said, f"It is one of {wording.listed(names)}.", question.choices)

    return read


def _direction(said: str, given: Given, taken: Collection[str]) -> Reply:
    if said.lower() == "smaller, own data":
        return Reply("smaller, own data")
    found = _choice(BY_NAME["direction"])(said, given, taken)
    if found.value != "smaller" or found.problem:
        return found
    x, y = given.get("x.name", "x"), given.get("y.name", "y")
    return Reply(
        said,
        f"In the lesson's own data {y} would rise with {x}, which is the wrong way round for you. "
        "Go back and choose another pair, or turn one of the two round (“time saved” for “time "
        "needed”).",
        (("smaller, own data", "go on all the same: I shall use data of my own"),),
    )


def _scale(said: str, given: Given, taken: Collection[str]) -> Reply:
    options = scales(given)
    if said in ("keep", "best"):
        return Reply(said)
    if said.isdecimal() and 0 < int(said) <= len(options):
        said = options[int(said) - 1].label
    labels = tuple((one.label, "") for one in options)
    if said not in dict(labels):
        return Reply(said, "That is none of the ways proposed.", labels)
    return Reply(said)


def _field(said: str, given: Given, taken: Collection[str]) -> Reply:
    name = wording.lowered(said.strip(' ."“”'))
    if _FIRST_PERSON.match(name):
        return Reply(said, "Say it as the name of a field, such as “Seabird ecology”.")
    if len(name) > _NAME:
        return Reply(said, f"Shorter, please: {_NAME} characters at most.")
    if not re.search(r"[^\W\d_]", name):
        return Reply(said, "A name needs letters.")
    name = name[:1].upper() + name[1:]
    if not given.get("id") and wording.slug(name) in taken:
        return _taken(name, wording.slug(name), taken)
    return Reply(name)


def _id(said: str, given: Given, taken: Collection[str]) -> Reply:
    if wording.slug(said) != said:
        near = wording.slug(said)
        offers = ((near, ""),) if near else ()
        return Reply(said, "Small letters a to z, digits and hyphens only.", offers)
    return _taken(said, said, taken) if said in taken else Reply(said)


def _taken(said: str, name: str, taken: Collection[str]) -> Reply:
    other = next(f"{name}-{n}" for n in range(2, 1000) if f"{name}-{n}" not in taken)
    other_name = f"{said} {other.rpartition('-')[2]}" if said != name else other
    return Reply(
        said,
        f"There is a field called “{name}” already, and it stays as it is: open it with "
        f"`fieldwise open {name}`, or choose another name.",
        ((other_name, ""),),
    )


def _learner(said: str, given: Given, taken: Collection[str]) -> Reply:
    if not re.search(r"[^\W\d_]", said):
        return Reply(said, "A name needs letters.")
    learner = wording.with_article(said)
    if _FIRST_PERSON.match(learner.partition(" ")[2]):
        return Reply(said, "Say what you are, such as “a seabird ecologist”.")
    return Reply(learner)


def _observation(said: str, given: Given, taken: Collection[str]) -> Reply:
    word = wording.noun_phrase(said)
    if wording.is_question(word) or len(word.split()) > 4:
        return Reply(said, "One to four words, such as “penguin” or “site visit”.")
    lone = nouns.singular_of(word)
    return Reply(lone if nouns.is_plural(word) else word)


def _phrase(name: str, start: str) -> Callable[[str, Given, Collection[str]], Reply]:
    """A phrase that goes on where `start` leaves off."""

    def read(said: str, given: Given, taken: Collection[str]) -> Reply:
        if _NOTHING.fullmatch(said):
            return Reply("", "" if proposal(name, given) else "This one is needed.")
        begun = re.sub(rf"^(?:{start})\s+", "", wording.lowered(said), flags=re.IGNORECASE)
        text = begun.strip(" .;:,!?")
        head, space, rest = text.partition(" ")
        if _ARTICLES.match(text) or wording.uncapitalised(head) in _BEGINNERS:
            text = f"{head[:1].lower()}{head[1:]}{space}{rest}"
        return Reply(text) if text else Reply(said, "This one is needed.")

    return read


def _each(said: str, given: Given, taken: Collection[str]) -> Reply:
    """What one observation is, after “One … is”."""
    one = given.get("observation", "")
    many = given.get("observations") or nouns.plural(one)
    thing = re.escape(one) or r"[\w-]+"
    start = rf"(?:one|an?|each|every) {thing} is|it is|it['’]?s|this is|that is|i\.e\."
    found = _phrase("each", start)(said, given, taken)
    text = re.sub(r"^(?:every|each|any) (?=\w)", "one ", found.value, flags=re.IGNORECASE)
    if found.problem:
        return found
    if one and not set(text.lower().split()) - {"a", "an", "one", "the", *one.lower().split()}:
        return Reply(said, f"Say more than its name: how one {one} comes about or is measured.")
    if many and many != one and re.match(rf"{re.escape(many)}\b", text, re.IGNORECASE):
        text = f"one of the {many}{text[len(many) :]}"
    again = re.match(rf"(?:an?|one|the) {thing} (\w+)", text, re.IGNORECASE)
    if one and again and (nouns.is_participle(again[1]) or again[1] in _WHO):
        text = f"one {text[again.start(1) :]}"  # “One penguin is one that was caught …”
    return Reply(wording.to_you(text))


def _setting(said: str, given: Given, taken: Collection[str]) -> Reply:
    """Where the numbers come from, after “You have”."""
    found = _phrase(
        "setting",
        r"(?:you|we|i)(?: have|['’]ve)(?: got)?|there (?:is|are)|"
        r"(?:(?:they|it|these|those|the (?:data|numbers))(?:['’](?:re|s)| are| is)? ?)?"
        r"(?:would )?(?:come )?"
        r"(?:out of|from|in|on)",
    )(said, given, taken)
    if _FIRST_PERSON.match(found.value):
        return Reply(said, "Say it as a thing to have, such as “the field sheets of one season”.")
    return Reply(wording.to_you(found.value), found.problem)


_RELATIONS = frozenset(("of", "before", "after", "since", "until"))
_WHO = frozenset(("who", "that", "which", "whose", "i", "I", "we", "you", "they"))
_BEGINNERS = frozenset(
    (
        "everything",
        "somebody",
        "someone",
        "notes",
        "records",
        "data",
        "measurements",
        "two",
        "three",
    )
)


def _quoted(said: str, given: Given, taken: Collection[str]) -> Reply:
    """One's own words, to be quoted: they keep their form."""
    text = re.sub(r"(?<=[^.])\.$", "", said.strip(' "“”„«»'))
    return Reply("" if _NOTHING.fullmatch(text) else text)


def _said(said: str, given: Given, taken: Collection[str]) -> Reply:
    """What is printed nowhere."""
    return Reply("" if _NOTHING.fullmatch(said) else said)


def _sentence(said: str, given: Given, taken: Collection[str]) -> Reply:
    """One's own sentence, to be quoted."""
    text = said.strip(' "“”„«»')
    end = "." if text[-1:].isalnum() else ""
    return Reply("" if _NOTHING.fullmatch(text) else f"{text}{end}")


def _phrase_of(said: str, given: Given, taken: Collection[str]) -> Reply:
    return Reply(said if said.startswith(("the ", "a ", "an ", "one")) else f"the {said}")


def _symbol(said: str, given: Given, taken: Collection[str]) -> Reply:
    if re.fullmatch(r"[^\W\d_][^\W_]?(?:_?[^\W_]{1,4})?", said) is None:
        return Reply(
            said, "One letter, with one or two more behind it at most, such as “L” or “t_on”."
        )
    if said in wording.TAKEN:
        return Reply(said, f"The lesson uses {said} for something else.")
    return Reply(said)


def _any(said: str, given: Given, taken: Collection[str]) -> Reply:
    return Reply(said)


def _kinds(question: Question) -> Callable[[str, Given, Collection[str]], Reply]:
    match question.kind:
        case "unit":
            return _unit(question.name.partition(".")[0])
        case "range":
            return _range(question.name.partition(".")[0])
        case "choice":
            return _choice(question)
        case _:
            return _any


_READERS: Mapping[str, Callable[[str, Given, Collection[str]], Reply]] = {
    "field": _field,
    "id": _id,
    "learner": _learner,
    "x.name": _name,
    "y.name": _y_name,
    "x.phrase": _phrase_of,
    "y.phrase": _phrase_of,
    "x.symbol": _symbol,
    "y.symbol": _symbol,
    "direction": _direction,
    "scale": _scale,
    "observation": _observation,
    "each": _each,
    "setting": _setting,
    "held_back": _phrase("held_back", "(?:on|the test data are)"),
    "week": _said,
    "goal": _said,
    "today": _quoted,
    "why": _sentence,
}
