"""What the answers come to: the scenario that will be written, worked out whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fieldwise.bind import plain
from fieldwise.interview import wording
from fieldwise.interview.answers import FRIENDS, Given, friends
from fieldwise.interview.measures import Measure
from fieldwise.interview.proposing import filled, is_random, proposal, scale_of, scales
from fieldwise.interview.questions import FALSE_FRIENDS, MEANS, QUESTIONS, named, worded
from fieldwise.interview.ranges import DATA, Proposal, Reading, measure_of, printed, read_range
from fieldwise.interview.replies import friend_reply, friend_word, reply
from fieldwise.model import Lesson, UnitDefinition

_MOSTLY = 0.9
"""The share of the data within the usual range from which on that range is printed as it is."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that is missing or cannot be used."""

    name: str
    sentence: str
    offers: tuple[tuple[str, str], ...] = ()
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One quantity, as the story will have it."""

    bare: str
    """Its name as it was given."""
    name: str
    """The same, with what it is counted from."""
    phrase: str
    symbol: str
    measure: Measure
    low: float
    high: float
    own: Measure
    """The person's own unit."""
    usual: str
    """The range that was given, in that unit."""
    reading: Reading


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is going to be written."""

    id: str
    field: str
    learner: str
    summary: str
    x: Words
    y: Words
    observation: str
    observations: str
    article: str
    each: str
    setting: str
    held_back: str
    practice: str
    """How they would hold observations back, where it is not the lesson's way."""
    today: str
    why: str
    units: tuple[UnitDefinition, ...]
    false_friends: Mapping[str, str]
    """Word -> the note that the lesson prints (Markdown)."""
    level: Mapping[str, str]
    slope_unit: str
    """How the slope's unit is printed where the computed text would read badly; else empty."""
    scale: Proposal
    rises: bool
    """Whether the target rises with the feature, as the lesson's data do."""
    given: Given
    """The answers behind it."""


def settle(
    answers: Given, taken: Collection[str] = ()
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The answers tidied, each in the light of those before, and what is wrong or missing."""
    given: dict[str, str] = {}
    found: list[Problem] = []
    if answers.get("id"):
        given["id"] = answers["id"]  # a folder of another name makes the field's own name free
    for question in QUESTIONS:
        if question.name == "scale" and not needs_scale({**answers, **given}):
            continue
        text = answers.get(question.name, "")
        if not text and (question.detail or not question.needed):
            continue
        if not text and proposal(question.name, given):
            continue  # what is proposed will do
        made = reply(question, text, given, taken)
        given[question.name] = made.value
        if made.problem:
            missing = "not answered." if not text else made.problem
            if question.name == "scale" and not text:
                missing = "No units make the lesson's data plausible; `keep` goes on all the same."
            found.append(Problem(question.name, missing, made.offers, not text))
    if given.get("field") and not wording.slug(given["field"]) and not given.get("id"):
        sentence = "The folder needs a name in the letters a to z; give it under `id`."
        found.append(Problem("id", sentence))
    for said, meaning in friends(answers).items():
        word = friend_word(said)
        made = friend_reply(meaning, word)
        given[f"{FRIENDS}{word or said}"] = made.value
        if not word:
            strange = f"The lesson has no word “{said}” of its own."
            found.append(
                Problem(f"{FRIENDS}{said}", strange, tuple((w, "") for w in FALSE_FRIENDS))
            )
        elif made.problem:
            found.append(Problem(f"{FRIENDS}{word}", made.problem))
    return {name: value for name, value in given.items() if value}, tuple(found)


def needs_scale(given: Given) -> bool:
    """Whether units have to be chosen: the person's own are not the best for the lesson's data."""
    options = scales(given)
    return bool(options) and not (options[0].plausible and options[0].is_plain)


def plan(settled: Given, lesson: Lesson) -> Plan:
    """The plan for answers that have been settled and have no problem."""
    given = filled(settled)
    options = scales(given)
    scale = scale_of(given) or next(one for one in options if one.is_plain)
    x, y = (_words(name, given, scale) for name in "xy")
    units = dict.fromkeys((*x.measure.declared, *y.measure.declared))
    by_chance = is_random(given["held_back"])
    observation = given["observation"]
    rises = given["direction"] != "smaller, own data"
    return Plan(
        id=given["id"],
        field=given["field"],
        learner=given["learner"],
        summary=f"From {given['x.name']} to {given['y.name']}.",
        x=x,
        y=y,
        observation=observation,
        observations=given["observations"],
        article=given["article"],
        each=given["each"],
        setting=given["setting"],
        held_back=wording.to_you(given["held_back"])
        if by_chance
        else f"one {observation} in four, drawn at random and kept out of the fit",
        practice="" if by_chance else given["held_back"],
        today=given.get("today", ""),
        why=given.get("why", ""),
        units=tuple(units),
        false_friends={
            word: _note(word, meaning, given["field"], lesson)
            for word, meaning in friends(given).items()
        },
        level={
            kind: given[f"level.{kind}"]
            for kind in ("mathematics", "programming")
            if given.get(f"level.{kind}")
        },
        slope_unit=_slope_unit(x, y),
        scale=scale,
        rises=rises,
        given=settled,
    )


def _words(name: str, given: Given, scale: Proposal) -> Words:
    reading = scale.x if name == "x" else scale.y
    own = measure_of(given[f"{name}.unit"])
    usual = read_range(given[f"{name}.range"])
    low, high = usual if not isinstance(usual, str) else reading.own
    bare, phrase = given[f"{name}.name"], given[f"{name}.phrase"]
    if reading.start:
        unit = "" if own.text in bare.split() else f" {own.text}"
        above = f" above {printed(reading.start)}{unit}"
        bare, phrase = bare + above, phrase + above
    least, most = ((end - reading.start) / reading.size for end in (low, high))
    if reading.inside < _MOSTLY:
        least, most = min(least, DATA[name][0]), max(most, DATA[name][1])
    return Words(
        given[f"{name}.name"],
        bare,
        phrase,
        given[f"{name}.symbol"],
        reading.measure,
        float(f"{least:.4g}"),
        float(f"{most:.4g}"),
        own,
        f"{printed(low)} to {printed(high)} {own.text}",
        reading,
    )


def _slope_unit(x: Words, y: Words) -> str:
    """Brackets around a unit of several words, so that what is divided is plain."""
    above, below = y.measure.text, x.measure.one
    if " " not in above or above.startswith("10"):
        return ""
    return f"({above})/{f'({below})' if ' ' in below or '/' in below else below}"


def _note(word: str, meaning: str, field: str, lesson: Lesson) -> str:
    """Both meanings of a false friend, as the lesson prints them."""
    here = MEANS.get(word, "")
    for term in lesson.terms.values():
        if word in term.forms:
            here = wording.uncapitalised(term.means.split(";")[0].rstrip("."))
    said = plain(meaning)
    if wording.to_you(meaning) != meaning:  # somebody's own “we” stays theirs
        said = f"“{said}”"
    return f"In {wording.in_prose(field)}, “{word}” means {said}; in this lesson, {here}."


def sentence(problem: Problem, given: Given) -> str:
    """A problem by the name of its answer, for a file of answers."""
    offers = [answer for answer, _ in problem.offers if answer]
    hint = f" Say {wording.listed([f'`{answer}`' for answer in offers])}." if offers else ""
    asks = f" ({worded(named(problem.name).ask, given)})" if problem.is_missing else ""
    return f"{problem.name}: {problem.sentence}{hint}{asks}"
