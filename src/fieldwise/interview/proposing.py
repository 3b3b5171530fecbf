"""What follows from other answers where nothing was said, and how the story may read the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from fieldwise.interview import nouns, wording
from fieldwise.interview.answers import Given
from fieldwise.interview.measures import Unclear, read_measure
from fieldwise.interview.ranges import Proposal, measure_of, proposals, read_range

_RANDOM = re.compile(
    r"\b(?:random|randomly|chance|dice|lottery|coin|by lot|(?:draw|drawing|drawn) (?:by )?lots?)\b",
    re.IGNORECASE,
)


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


def _phrase_proposal(name: str, given: Given) -> str:
    measure = measure_of(given.get(f"{name}.unit", ""))
    name = given.get(f"{name}.name", "")
    is_counted = any(unit.plural in name.split() for unit in measure.declared)
    counts = (
        is_counted
        or measure.counts
        or measure.text in ("h", "min", "days", "weeks", "months", "years")
    )
    return wording.phrase_of(name, counts=counts)


def _scale_proposal(given: Given) -> str:
    options = scales(given)
    return options[0].label if options and options[0].plausible else ""


_PROPOSALS: Mapping[str, Callable[[Given], str]] = {
    "id": lambda given: wording.slug(given.get("field", "")),
    "observations": lambda given: nouns.plural(given.get("observation", "")),
    "article": lambda given: nouns.article(given.get("observation", "")),
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
