"""A story's standing in plain sentences, for a page, a notebook and a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fieldwise.model.provenance import Section, State

_MOST = 6
"""Names that a sentence lists; more are counted."""


_OPEN: dict[State, str] = {
    "unreviewed": "not yet reviewed by somebody in the field",
    "to mend": "a reviewer asks for changes",
    "text moved on": "changed since somebody in the field reviewed it",
    "canon moved on": "reviewed beside an older canon",
}


def in_words(found: Sequence[Section]) -> list[str]:
    """Who wrote the sections, and who in the field has reviewed them."""
    told = [section for section in found if section.origin != "default"]
    if not told:
        return [
            "Every section is the lesson's default, printed with the words of one scenario.",
            "Nobody who works in the field has reviewed it.",
        ]
    return [_written(found, told), *_reviewed(told)]


def in_short(found: Sequence[Section]) -> str:
    """The same in a few words: `complete, not yet reviewed`."""
    told = [section for section in found if section.origin != "default"]
    drafted = [section for section in told if section.is_draft]
    waiting = [section for section in told if section.is_open]
    if not told:
        return "a scenario alone"
    parts = ["complete" if len(told) == len(found) else f"{len(told)} of {len(found)} slots told"]
    if drafted:
        parts.append(f"{len(drafted)} drafted by {_listed(_writers(drafted))}")
    states = {section.state for section in told}
    mend = sum(section.state == "to mend" for section in told)
    if mend:
        parts.append(f"{mend} to mend")
    if states == {"unreviewed"}:
        parts.append("not yet reviewed")
    elif states == {"canon moved on"}:
        parts.append("reviewed against an older canon")
    elif len(waiting) > mend:
        parts.append(f"{len(waiting) - mend} still to review")
    elif not waiting:
        parts.append(f"reviewed by {_listed(_names(section.reviewers for section in told))}")
    return ", ".join(parts)


def certified(found: Sequence[Section]) -> dict[str, dict[str, Any]]:
    """The same for a program, by slot; notes to the author are between reviewer and author."""
    return {
        section.slot: {
            "origin": section.origin,
            "writers": list(section.writers),
            "review": section.state,
            "reviewers": list(section.reviewers),
            "on": section.on,
            "canon": section.canon,
        }
        for section in found
    }


def draft_mark(section: Section) -> str:
    """What stands at a section that nobody in the field has accepted as it is."""
    who = _listed(section.writers)
    since = ", edited since" if section.origin == "edited" else ""
    return f"Drafted by {who}{since}; {_OPEN[section.state]}."


def written_in_words(section: Section) -> str:
    """Who wrote one section, in a few words."""
    match section.origin:
        case "default":
            return "the lesson's default"
        case "person":
            return f"by {_listed(section.writers)}" if section.writers else "by a person"
        case "model":
            return f"drafted by {_listed(section.writers)}"
        case _:
            return f"drafted by {_listed(section.writers)}, edited by a person since"


def reviewed_in_words(section: Section) -> str:
    """How the review of one section stands, in a few words."""
    if section.state == "unreviewed":
        return "no" if section.origin != "default" else ""
    who = _listed(section.reviewers)
    what = {
        "accepted": f"accepted by {who}",
        "to mend": f"{who} asks for changes",
        "text moved on": f"by {who}, before the text was changed",
        "canon moved on": f"by {who}, against an older canon",
    }[section.state]
    return f"{what}, {section.on}" if section.on else what


def _written(found: Sequence[Section], told: Sequence[Section]) -> str:
    parts: list[str] = []
    people = [section for section in told if section.origin == "person"]
    if people:
        by = (
            f" by {_listed(_writers(people))}" if any(s.writers for s in people) else " by a person"
        )
        parts.append(f"{len(people)} {_were(people)} written{by}")
    drafted = [section for section in told if section.origin in ("model", "edited")]
    if drafted:
        edited = sum(section.origin == "edited" for section in drafted)
        since = f" ({edited} edited by a person since)" if edited else ""
        parts.append(
            f"{len(drafted)} {_were(drafted)} drafted by the language model "
            f"{_listed(_writers(drafted))}{since}"
        )
    left = len(found) - len(told)
    if left:
        parts.append(f"{left} {'is' if left == 1 else 'are'} the lesson's own default")
    if len(parts) == 1:
        return f"All its sections {parts[0].removeprefix(f'{len(found)} ')}."
    return f"Of its {len(found)} sections, {_joined(parts)}."


def _reviewed(told: Sequence[Section]) -> list[str]:
    accepted = [section for section in told if section.state == "accepted"]
    by = _listed(_names(section.reviewers for section in accepted))
    if len(accepted) == len(told):
        return [f"All that was told has been reviewed and accepted by {by}."]
    said = []
    if accepted:
        said.append(f"{len(accepted)} {_were(accepted, 'has', 'have')} been accepted by {by}.")
    for state, what in (
        ("to mend", "A reviewer asks for changes in"),
        ("text moved on", "Changed since the review:"),
        ("canon moved on", "Reviewed against an older canon:"),
    ):
        slots = [section.slot for section in told if section.state == state]
        if slots:
            said.append(f"{what} {listed_slots(slots)}.")
    never = [section.slot for section in told if section.state == "unreviewed"]
    if len(never) == len(told):
        said.append("Nobody who works in the field has reviewed them.")
    elif never:
        said.append(f"Not reviewed by anybody who works in the field: {listed_slots(never)}.")
    return said


def _were(sections: Sequence[Section], one: str = "was", more: str = "were") -> str:
    return one if len(sections) == 1 else more


def _writers(sections: Iterable[Section]) -> list[str]:
    return _names(section.writers for section in sections)


def _names(groups: Iterable[Iterable[str]]) -> list[str]:
    """Every name once, in the order in which they are met."""
    return list(dict.fromkeys(name for group in groups for name in group if name))


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST
    shown = [*names[:_MOST], *([f"{more} more"] if more > 0 else [])]
    return _joined(shown) or "nobody named"


def listed_slots(slots: Sequence[str]) -> str:
    """Slots by name, as far as a sentence can hold them."""
    more = len(slots) - _MOST
    shown = [*(f"“{slot}”" for slot in slots[:_MOST]), *([f"{more} more"] if more > 0 else [])]
    return _joined(shown)


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"
