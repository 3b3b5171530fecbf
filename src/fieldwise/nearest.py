"""The fields nearest to what somebody typed: by what they do, not by spelling alone.

The same idea as the gallery's search box: words that a field shares with the question count by how
few fields have them, more in its name and its learner's than in its story. Words of the same trade
count a little: who types “shopkeeper” may want economics.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldwise.read import Course

_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "and the for with from that this what who how are was has have had does work works working "
        "study studies person people someone somebody one two not but you your our their its all "
        "any science sciences scientist scientists field each they them when where which than then "
        "there into about",
    )
)
_ENDINGS = re.findall(
    r"\w+",
    "ationally ational ations ation ically icians ician ists ist ings ing ies ied ical ics ers "
    "eries ery ors ally ery ed es er or al ic ly s y e",
)
_TRADES = (
    "star sky planet moon comet galaxy telescope observatory space cosmology universe cosmos "
    "astronomy astrology astronaut photon physics physicist",
    "food cook chef kitchen baker pastry restaurant canteen catering gastronomy meal menu dinner "
    "lunch recipe butcher meat waiter sommelier brewery hospitality",
    "money bank banker finance accounting income budget price shop shopkeeper retail trade trader "
    "merchant market marketing tax business insurance wage salary rent housing household poverty "
    "sales economy",
    "sea ocean oceanography marine maritime coast fish fishery whale coral reef penguin seal "
    "plankton",
    "nurse patient clinic hospital doctor physician medicine medical drug pharmacy surgery dose "
    "midwife health therapy dentist",
    "farm farmer crop harvest soil agriculture agronomy garden plant botany forest forestry "
    "orchard",
    "animal zoology bird mammal insect bee wildlife ecology biology vet veterinary",
    "chemistry chemist laboratory assay protein enzyme molecule reagent titration biochemistry",
    "river rain flood weather climate snow glacier hydrology meteorology groundwater runoff",
    "software programmer computer server network code developer website database",
    "machine mechanical engine engineer steel weld bridge construction material",
    "school teacher pupil student lesson classroom education university exam",
    "language linguistics grammar translation word speech reading writing dictionary",
    "sport athlete coach training football running cycling rowing fitness gym",
    "music piano violin song orchestra instrument sound audio tuning concert",
    "craft pottery potter clay kiln textile weaving dye tailor carpenter wood joiner",
    "transport bus driver train lorry logistics parcel delivery traffic ship freight",
)
"""Words that belong together, whatever fields there are."""
_TRADE = 3.0
"""What a word of a field's trade weighs, where the field itself does not have it."""
_OF_SUBJECT = frozenset({"title", "story", "glossary", "scene"})
"""Slots that speak of the field's own matter; others have any words there are."""
_PARTS = {"name": 6.0, "learner": 6.0, "scenario": 2.5, "words": 1.0}
"""What a word weighs by where it stands."""
_LEAST = 1.0
"""The least score that counts as near."""
_MISTYPED = 0.8
"""How alike a text has to be to a field's id, to count as that mistyped."""
_ALIKE = 0.75
"""How alike in spelling two words have to be, to count as one mistyped."""


@dataclass(frozen=True, slots=True)
class Near:
    """A field, and how near it is."""

    id: str
    name: str
    summary: str
    score: float
    by_name: bool
    """Whether its name or its learner's is what was typed."""


def nearest(course: Course, asked: str, most: int = 3) -> tuple[Near, ...]:
    """The fields of a course nearest to a text, nearest first; empty if none is near."""
    known = {name: _parts(course, name) for name in course.fields}
    stems = {
        name: {part: _stems(text) for part, text in parts.items()} for name, parts in known.items()
    }
    counts = Counter(stem for parts in stems.values() for stem in set().union(*parts.values()))
    wanted = _stems(asked.replace("-", " "))
    found = []
    for name, parts in stems.items():
        score, by_name = _score(wanted, parts, counts, len(stems))
        typo = SequenceMatcher(None, asked.lower().replace(" ", "-"), name).ratio()
        if typo >= _MISTYPED:
            score, by_name = score + _PARTS["name"] * typo, True
        if score >= _LEAST:
            label, summary = known[name]["name"], known[name]["summary"]
            found.append(Near(name, label.partition("\n")[0], summary, score, by_name))
    found.sort(key=lambda near: (-near.score, near.id))
    best = found[0].score if found else 0.0
    return tuple(near for near in found[:most] if near.score > 0.35 * best)


def _parts(course: Course, name: str) -> dict[str, str]:
    """The texts by which a field is found, by how telling they are."""
    field = course.read_field(name).draft
    parts = {"name": name.replace("-", " "), "learner": "", "summary": "", "scenario": ""}
    words = []
    if field is not None:
        parts |= {"name": f"{field.name}\n{name}", "learner": field.learner}
        parts["summary"] = field.summary
        words += [*field.false_friends, *(unit.name for unit in field.units)]
    for lesson in sorted(
        told for told in course.lesson_paths if (name, told) in course.story_paths
    ):
        story = course.read_story(field, course.lesson(lesson)).draft if field else None
        if story is not None:
            scenario = story.scenario
            parts["scenario"] += " ".join(
                (
                    scenario.setting,
                    scenario.observation,
                    scenario.each,
                    field.summary if field else "",
                )
            ) + " ".join(f" {quantity.name}" for quantity in scenario.quantities.values())
            words += [told.text for slot, told in story.tellings.items() if slot in _OF_SUBJECT]
    return {**parts, "words": " ".join(words)}


def _score(
    wanted: Collection[str], parts: Mapping[str, Collection[str]], counts: Counter[str], fields: int
) -> tuple[float, bool]:
    score, by_name = 0.0, False
    own = set().union(*(parts[part] for part in ("name", "learner", "summary")))
    for stem in wanted:
        trades = [trade for trade in _trades() if any(_alike(stem, other) for other in trade)]
        best = _TRADE if any(not own.isdisjoint(trade) for trade in trades) else 0.0
        is_spelled = any(stem in trade for trade in trades)
        for part, weight in _PARTS.items():
            if part == "words" and len(stem) < 4:
                continue  # too short to tell anything about a whole story
            for other in parts[part]:
                by_spelling = part in ("name", "learner") and not is_spelled
                alike = _alike(stem, other, spelling=by_spelling)
                rarity = log(1 + fields / counts[other]) if alike else 0.0
                best = max(best, alike * rarity * weight)
                if alike > 0.8 and part in ("name", "learner"):
                    by_name = True
        score += best
    return score, by_name


def trade_words(text: str) -> tuple[str, ...]:
    """The words of the trades to which a text about a field belongs."""
    own = _stems(text)
    return tuple(
        word
        for words, trade in zip(_TRADES, _trades(), strict=True)
        if not own.isdisjoint(trade)
        for word in words.split()
    )


@cache
def _trades() -> tuple[frozenset[str], ...]:
    return tuple(map(_stems, _TRADES))


def _alike(one: str, other: str, *, spelling: bool = False) -> float:
    """From 0 to 1: the same stem, one within the other's beginning, or nearly the same letters."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and long.startswith(short):
        return 0.85
    if spelling and len(short) >= 4 and abs(len(one) - len(other)) <= 2:
        ratio = SequenceMatcher(None, one, other).ratio()
        return 0.8 * ratio if ratio >= _ALIKE else 0.0
    return 0.0


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _words(text))


def _words(text: str) -> Iterable[str]:
    return (word for word in _WORD.findall(text.lower()) if word not in _SMALL)


def _stem(word: str) -> str:
    """A word without its commonest endings, so that cook, cooks and cooking are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
