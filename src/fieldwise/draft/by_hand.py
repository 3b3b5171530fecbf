"""The same without an endpoint: one prompt to paste into any chat, and the reply read back.

A reply has a heading for each section, as a story has, or is JSON:

    ## scene                          {"scene": "One firing is ...", "title": "..."}

    One firing is ...
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fieldwise.draft.drafting import Outcome, open_slots
from fieldwise.draft.manuscript import Manuscript
from fieldwise.draft.material import Material
from fieldwise.draft.prompt import RULES, all_tasks, listed, setting, task
from fieldwise.draft.reply import cleaned, objects, without_thought
from fieldwise.errors import InputError, ReplyError, UsageError
from fieldwise.model import Lesson, Slot
from fieldwise.read.story import slot_headings

_FENCED = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[ \t]*(?:markdown|md|text|json)?[ \t]*\n"
    r"(?P<inside>.*?)\n(?P=fence)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_REPLY = """\
Reply with all sections in one code block that opens and closes with four backticks, each section \
below a heading of two hashes and its id, such as `## scene`, and nothing else in the block. Do \
not repeat the headings and labels that the lesson prints itself.
"""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted reply says of each section."""

    texts: Mapping[str, str]
    """The texts that could be read, by slot."""
    strange: Mapping[str, str]
    """Sections that could not be taken, each with the reason."""


def prompt(material: Material, slots: Sequence[Slot]) -> str:
    """One self-contained prompt for some sections."""
    parts = [RULES.replace("You write one section of", "You write sections of"), _REPLY]
    parts.append(setting(material))
    parts.append(task(material, slots[0]) if len(slots) == 1 else all_tasks(material, slots))
    ids = ", ".join(f"`{slot.id}`" for slot in slots)
    parts.append(f"---\n\nNow write {ids}. {_REPLY}")
    return "\n\n".join(part.strip() for part in parts) + "\n"


def findings_prompt(outcomes: Iterable[Outcome]) -> str:
    """What to paste back: the sections in which something was found, and what."""
    parts = [
        "The check finds something in these sections. Write each of them anew so that nothing is "
        f"found, and keep what was right. {_REPLY}".strip()
    ]
    for item in outcomes:
        if item.state == "default":
            parts.append(f"## {item.slot}\n\n{listed(item.found) if item.found else item.why}")
    return "\n\n".join(parts) + "\n" if len(parts) > 1 else ""


def read_pasted(reply: str, lesson: Lesson) -> Pasted:
    """The sections of a pasted reply.

    Raises:
        InputError: there is no section in it, or it is not clear which text is meant.
    """
    try:
        plain = without_thought(reply.replace("\r\n", "\n").replace("\r", "\n"))
        pairs = _from_headings(_unwrapped(plain)) or _from_json(plain)
    except ReplyError as error:
        raise InputError(error.what, hint="Paste the reply as the chat gave it.") from None
    if not pairs:
        raise InputError(
            "no section stands in this reply.",
            hint="Each begins with its heading, such as `## scene`; a chat may hide the hashes "
            "unless the reply is copied as a code block.",
        )
    texts: dict[str, str] = {}
    strange: dict[str, str] = {}
    for slot, text in pairs:
        if slot in texts or slot in strange:
            texts.pop(slot, None)
            strange[slot] = "it stands in the reply twice."
        elif slot not in lesson.slots:
            strange[slot] = UsageError.unknown("slot", slot, lesson.slots).hint
        else:
            try:
                texts[slot] = cleaned(text, slot)
            except ReplyError as error:
                strange[slot] = error.what
    return Pasted(texts, strange)


def take(
    manuscript: Manuscript, pasted: Pasted, named: Sequence[str], model: str, *, again: bool
) -> list[Outcome]:
    """Check each section of a reply and put in those in which nothing is found."""
    outcomes = [Outcome(slot, "default", why=why) for slot, why in pasted.strange.items()]
    story = manuscript.story()
    free = {slot.id for slot in open_slots(manuscript.lesson, story, [*pasted.texts], again)}
    for slot in manuscript.lesson.slots:
        if slot not in pasted.texts or (named and slot not in named):
            continue
        text = pasted.texts[slot]
        if slot not in free:
            outcomes.append(Outcome(slot, "left"))
            continue
        found = manuscript.judge(slot, text)
        if found:
            outcomes.append(Outcome(slot, "default", rounds=1, found=found))
        elif manuscript.put(slot, text, model, again=again):
            outcomes.append(Outcome(slot, "accepted", text, 1))
        else:
            outcomes.append(Outcome(slot, "left"))
    return outcomes


def _unwrapped(text: str) -> str:
    """The inside of the one code block that holds the sections, if there is one."""
    blocks = [m["inside"] for m in _FENCED.finditer(text) if re.search(r"(?m)^## ", m["inside"])]
    if len(blocks) > 1:
        raise ReplyError("the reply holds more than one block of sections.")
    return blocks[0] if blocks else text


def _from_headings(text: str) -> list[tuple[str, str]]:
    """The text under each heading; what stands above the first is the chat's own talk."""
    lines = text.split("\n")
    headings = [*slot_headings(lines), ("", len(lines))]
    return [
        (name.strip("` "), "\n".join(lines[at + 1 : end]))
        for (name, at), (_, end) in pairwise(headings)
    ]


def _from_json(text: str) -> list[tuple[str, str]]:
    """The texts of a reply in JSON, in any of the shapes that models give it."""
    found = list(objects(text))
    if len(found) > 1:
        raise ReplyError("the reply holds more than one JSON object.")
    return _pairs(found[0]) if found else []


def _pairs(thing: Any) -> list[tuple[str, str]]:
    if isinstance(thing, list):
        return [pair for item in thing for pair in _pairs(item)]
    if not isinstance(thing, dict):
        raise ReplyError("the reply's JSON holds no sections.")
    if isinstance(thing.get("slot"), str) and isinstance(thing.get("text"), str):
        return [(thing["slot"], thing["text"])]
    if len(thing) == 1 and isinstance(inside := next(iter(thing.values())), dict | list):
        return _pairs(inside)
    if not all(isinstance(text, str) for text in thing.values()):
        raise ReplyError("the reply's JSON holds something that is no text.")
    return list(thing.items())
