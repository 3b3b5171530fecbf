"""Reading one answer: what it is taken for, or a sentence that says what to change."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from fieldwise.interview import wording
from fieldwise.interview.answers import FRIENDS, Given, tidy
from fieldwise.interview.measures import KNOWN, OWN, Measure, Unclear, read_measure
from fieldwise.interview.questions import BY_NAME, FALSE_FRIENDS, Question
from fieldwise.interview.ranges import Proposal, measure_of, printed, proposals, read_range

MARKUP = re.compile(r"[<>|`{}\\]|\]\(|javascript:|https?:", re.IGNORECASE)
_LONGEST = {"line": 200, "long": 2000}
_NAME = 60
_RANDOM = re.compile(r"\b(?:random|randomly|chance|lots?|dice|lottery|draw|drawn)\b", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?:nothing|none|no|n/?a|not much|-|\?+|no idea|not sure|i (?:do not|don['’]t) know)\.?",
    re.IGNORECASE,
)
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
    if MARKUP.search(said):
        return Reply(said, "Leave out links and the signs < > | ` { } \\; plain words are enough.")
    if len(said) > _LONGEST.get(question.kind, 200):
        return Reply(said, f"That has {len(said)} characters; 200 are the most that fit here.")
    made = _READERS.get(question.name, _kinds(question))(said, given, taken)
    if (
        not made.value
        and not made.problem
        and question.needed
        and not proposal(question.name, given)
    ):
        return Reply("", "This one is needed.")
    return made


def friend_reply(text: str) -> Reply:
    """What becomes of the meaning of a false friend."""
    said = re.sub(r"^(?:it(?:'s| is| means)|that is|means|is)\s+(?=\S)", "", tidy(text), flags=re.I)
    said = wording.uncapitalised(said.strip(" .;,\"“”'"))
    said = re.sub(r"^(?:when|if)\s+", "that ", said)
    if MARKUP.search(said):
        return Reply(said, "Leave out links and the signs < > | ` { } \\; plain words are enough.")
    if re.search(r"\d", said):
        return Reply(
            said, "Say it without digits: a story states only numbers that it can answer for."
        )
    if len(said) > 200:
        return Reply(said, f"That has {len(said)} characters; 200 are the most that fit here.")
    return Reply(said)


def friend_word(text: str) -> str:
    """The word of the lesson that a text names, as the interview offers it; empty if none."""
    low = tidy(text).lower().strip(".,;")
    for word in FALSE_FRIENDS:
        if low in (word, wording.singular(word), wording.plural(word)):
            return word
    return ""


def proposal(name: str, given: Given) -> str:
    """What is proposed for an answer, from those given before; empty if nothing is."""
    return _PROPOSALS[name](given) if name in _PROPOSALS else ""


def filled(given: Given) -> dict[str, str]:
    """The answers, with what follows from them where nothing was said."""
    full = dict(given)
    for name in _PROPOSALS:
        if not full.get(name):
            full[name] = proposal(name, full)
    return full


def scales(given: Given) -> list[Proposal]:
    """The ways in which the story may read the lesson's data; empty if it is too early to say."""
    usual = [read_range(given.get(f"{name}.range", "")) for name in "xy"]
    units = [read_measure(given.get(f"{name}.unit", "")) for name in "xy"]
    if any(isinstance(each, str) for each in usual) or any(isinstance(u, Unclear) for u in units):
        return []
    x, y = (each for each in usual if not isinstance(each, str))
    return proposals((measure_of(given["x.unit"]), measure_of(given["y.unit"])), (x, y))


def scale_of(given: Given) -> Proposal | None:
    """The way that was chosen, or the best if it is a plausible one; None if neither."""
    options = scales(given)
    said = given.get("scale", "")
    if said == "keep":
        return next((one for one in options if one.is_plain), None)
    if said and said != "best":
        return next((one for one in options if one.label == said), None)
    return options[0] if options and options[0].plausible else None


def _name(said: str, given: Given, taken: Collection[str]) -> Reply:
    name = wording.noun_phrase(said)
    if wording.is_question(name) or not name:
        return Reply(said, "Say it as a thing that has a number, such as “flipper length”.")
    if len(name) > _NAME:
        return Reply(said, f"Shorter, please: {_NAME} characters at most; it stands on an axis.")
    if not re.search(r"[^\W\d_]", name):
        return Reply(said, "A name needs letters.")
    return Reply(name)


def _y_name(said: str, given: Given, taken: Collection[str]) -> Reply:
    found = _name(said, given, taken)
    if not found.problem and found.value == given.get("x.name"):
        return Reply(said, f"That is what the prediction starts from. What follows from {said}?")
    return found


def _unit(said: str, given: Given, taken: Collection[str]) -> Reply:
    found = read_measure(said)
    if isinstance(found, Unclear):
        return Reply(said, found.problem, found.offers)
    kept = said if said.lower().startswith((OWN, KNOWN)) else found.text
    again = read_measure(kept)
    return Reply(kept if isinstance(again, Measure) and again == found else said)


def _range(said: str, given: Given, taken: Collection[str]) -> Reply:
    found = read_range(said)
    if isinstance(found, str):
        return Reply(said, found)
    return Reply(" to ".join(f"{number:.12g}" for number in found))


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
    name = said.strip(' ."“”')
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
    return Reply(wording.with_article(said))


def _observation(said: str, given: Given, taken: Collection[str]) -> Reply:
    word = wording.noun_phrase(said)
    if wording.is_question(word) or len(word.split()) > 4:
        return Reply(said, "One to four words, such as “penguin” or “site visit”.")
    lone = wording.singular_of(word)
    return Reply(lone if wording.is_plural(word) else word)


def _phrase(
    name: str, start: str, *, to_you: bool = False
) -> Callable[[str, Given, Collection[str]], Reply]:
    """A phrase that goes on where `start` leaves off."""

    def read(said: str, given: Given, taken: Collection[str]) -> Reply:
        if _NOTHING.fullmatch(said):
            return Reply("", "" if proposal(name, given) else "This one is needed.")
        begun = re.sub(rf"^{start}\s+", "", said, flags=re.IGNORECASE)
        text = begun.strip(" .;:,!?")
        first = _ARTICLES.match(text)
        if first is not None:
            text = text[:1].lower() + text[1:]
        elif wording.uncapitalised(text.partition(" ")[0]) in _BEGINNERS:
            text = (
                wording.uncapitalised(text.partition(" ")[0]) + text[len(text.partition(" ")[0]) :]
            )
        if to_you:
            text = wording.to_you(text)
        return Reply(text) if text else Reply(said, "This one is needed.")

    return read


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
    text = said.strip(' "“”„«»')
    return Reply("" if _NOTHING.fullmatch(text) else text)


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
            return _unit
        case "range":
            return _range
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
    "each": _phrase("each", "(?:one|an?|each) [^,]{1,40}? is", to_you=True),
    "setting": _phrase("setting", "(?:you|we|i) have", to_you=True),
    "held_back": _phrase("held_back", "(?:on|the test data are)"),
    "today": _quoted,
    "why": _quoted,
}


def _phrase_proposal(name: str, given: Given) -> str:
    measure = measure_of(given.get(f"{name}.unit", ""))
    counts = measure.counts or measure.text in ("h", "min", "days", "weeks", "months", "years")
    return wording.phrase_of(given.get(f"{name}.name", ""), counts=counts)


def _scale_proposal(given: Given) -> str:
    options = scales(given)
    return options[0].label if options and options[0].plausible else ""


_PROPOSALS: Mapping[str, Callable[[Given], str]] = {
    "id": lambda given: wording.slug(given.get("field", "")),
    "observations": lambda given: wording.plural(given.get("observation", "")),
    "article": lambda given: wording.article(given.get("observation", "")),
    "x.phrase": lambda given: _phrase_proposal("x", given),
    "y.phrase": lambda given: _phrase_proposal("y", given),
    "x.symbol": lambda given: wording.symbol(
        given.get("x.name", ""), (given.get("x.unit", ""), given.get("y.unit", ""))
    ),
    "y.symbol": lambda given: wording.symbol(
        given.get("y.name", ""),
        (given.get("x.unit", ""), given.get("y.unit", ""), given.get("x.symbol", "")),
    ),
    "scale": _scale_proposal,
    "setting": lambda given: f"a record of past {given.get('observations') or 'observations'}",
    "held_back": lambda given: (
        f"one {given.get('observation') or 'observation'} in four, drawn at random and kept out "
        "of the fit"
    ),
    "direction": lambda given: "larger",
}
"""What follows from other answers, in an order in which each finds what it needs."""


def is_random(held_back: str) -> bool:
    """Whether somebody would hold observations back as the lesson's code does."""
    return _RANDOM.search(held_back) is not None


def span(one: tuple[float, float], unit: str) -> str:
    """A range as a sentence has it: `171 to 190 mm`."""
    return f"{printed(one[0])} to {printed(one[1])} {unit}"


def named(name: str) -> Question:
    """The question about an answer; that of a false friend is made for its word."""
    if not name.startswith(FRIENDS):
        return BY_NAME[name]
    from fieldwise.interview.questions import WORD_ASK, WORD_EXAMPLE, WORD_WHY, WORDS

    word = name.removeprefix(FRIENDS)
    return Question(
        name, WORDS, WORD_ASK.format(word=word), WORD_WHY, WORD_EXAMPLE, "line", needed=False
    )
