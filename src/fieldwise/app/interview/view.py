"""What the form shows for some answers: problems, proposals, ways to read the data, the mapping."""

from __future__ import annotations

from typing import Any

from fieldwise.interview.answers import Given
from fieldwise.interview.mapping import caution, described, mapping
from fieldwise.interview.plan import needs_scale, plan, settle
from fieldwise.interview.proposing import filled, proposal, scales
from fieldwise.interview.questions import QUESTIONS, worded
from fieldwise.interview.ranges import Proposal, measure_of, printed, span
from fieldwise.model import Lesson
from fieldwise.nearest import nearest
from fieldwise.read import Course


def view(given: Given, course: Course, lesson: Lesson) -> dict[str, Any]:
    """Everything that the form shows for the answers so far, as JSON."""
    settled, found = settle(given, course.fields)
    full = filled(settled)
    problems = {
        problem.name: {
            "sentence": "" if problem.is_missing and problem.name != "scale" else problem.sentence,
            "offers": [list(offer) for offer in problem.offers],
        }
        for problem in found
    }
    needs = needs_scale(settled)
    seen: dict[str, Any] = {
        "asks": {q.name: worded(q.ask, settled) for q in QUESTIONS},
        "choices": {
            q.name: [worded(means, settled) for _, means in q.choices]
            for q in QUESTIONS
            if q.choices
        },
        "values": {name: text for name, text in settled.items() if text != given.get(name)},
        "proposals": {q.name: proposal(q.name, full) for q in QUESTIONS if q.kind != "scale"},
        "problems": problems,
        "ways": _ways(settled) if needs else [],
        "ways_note": _ways_note(settled) if needs else "",
        "near": _near(settled, course),
        "mapping": [],
        "caution": "",
    }
    if not found:
        made = plan(settled, lesson)
        seen["mapping"] = [[line.label, line.text] for line in mapping(made)]
        seen["caution"] = caution(made)
    return seen


def _ways(given: Given) -> list[dict[str, str]]:
    options = scales(given)
    return [_way(one, given, best=number == 0) for number, one in enumerate(options)]


def _way(one: Proposal, given: Given, *, best: bool) -> dict[str, str]:
    if one.is_plain:
        return {"value": "keep", "text": "your units as they are", "more": ""}
    units = [measure_of(given[f"{name}.unit"]) for name in "xy"]
    parts = [
        described(reading, given[f"{name}.name"], unit.text)
        for name, reading, unit in zip("xy", (one.x, one.y), units, strict=True)
    ]
    slope = f"one more {units[0].one} then goes with {printed(one.slope)} {units[1].text}"
    return {"value": "best" if best else one.label, "text": "; ".join(parts), "more": slope}


def _ways_note(given: Given) -> str:
    options = scales(given)
    own = next(one for one in options if one.is_plain)
    spans = " and ".join(
        f"{given[f'{name}.name']} from {span(reading.own, measure_of(given[f'{name}.unit']).text)}"
        for name, reading in (("x", own.x), ("y", own.y))
    )
    note = f"In your own units the lesson's data would be {spans}."
    if options[0].plausible:
        return note
    return (
        f"{note} No choice of units brings them near what you see. Keep your units and use data of "
        "your own later, or choose another pair."
    )


def _near(given: Given, course: Course) -> dict[str, str] | None:
    """A field that is there already and close to what was typed."""
    typed = f"{given.get('field', '')} {given.get('learner', '')}"
    found = [one for one in nearest(course, typed) if one.by_name] if typed.strip() else []
    return (
        {"id": found[0].id, "name": found[0].name, "summary": found[0].summary} if found else None
    )
