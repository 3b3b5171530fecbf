"""What may be said to a model: gathered once, with what a section may quote and may type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldwise.bind import Binder
from fieldwise.model import Code, Lesson, Slot, Story
from fieldwise.quote import quotations
from fieldwise.weave import weave


@dataclass(frozen=True, slots=True)
class Material:
    """What every section's message is made from."""

    lesson: Lesson
    story: Story
    printed: Mapping[str, str]
    """What each value of the run reads as, with its unit."""
    words: Mapping[str, str]
    """The scenario's words that prose may quote."""
    said: Mapping[str, str]
    """The learner's answers in the interview, by the name of the question."""


def material(
    lesson: Lesson, story: Story, values: Mapping[str, float], said: Mapping[str, str]
) -> Material:
    """Everything that may be said to a model, gathered once.

    Raises:
        InputError: a unit of the scenario does not exist.
    """
    edition = weave(lesson, story)
    binder = Binder(edition, values)
    printed = {
        quoted.name: binder.read(quoted) or ""
        for quoted in quotations(" ".join(f"{{{{ {name} }}}}" for name in values))
    }
    return Material(lesson, story, printed, edition.words, said)


def quotable(material: Material, slots: Sequence[Slot]) -> str:
    """The run's values that are known where a section stands, and the scenario's words."""
    lesson, story = material.lesson, material.story
    default = {quoted.name for slot in slots for quoted in quotations(slot.text)}
    here = {name.partition(".")[0] for name in default}
    here |= {cell for slot in slots for cell in _before(lesson, slot)}
    lines = [
        f"- `{{{{ {spec.name} }}}}`: {spec.name.replace('_', ' ')}, which is `{spec.expression}` "
        f"after the cell `{spec.cell}`; prints {material.printed[spec.name]}"
        for spec in lesson.values.values()
        if spec.name in material.printed and {spec.cell, spec.name} & here
    ]
    lines += [
        f"- `{{{{ {each.name} }}}}`: {each.why}; prints {each.value:g} {each.unit}".rstrip()
        for each in story.constants.values()
    ]
    lines += [
        f"- `{{{{ {name} }}}}`: {text}"
        for name, text in material.words.items()
        if text and (name in default or _is_scenarios(name, lesson))
    ]
    return "\n".join(lines)


def _is_scenarios(name: str, lesson: Lesson) -> bool:
    """Whether a word is one that the scenario gives, and of use in any section."""
    base, _, part = name.partition(".")
    return (
        base not in lesson.values and part not in ("in", "low", "high") and base != "false_friends"
    )


def _before(lesson: Lesson, slot: Slot) -> set[str]:
    """The code cells that have run where a slot stands."""
    cells = set()
    for block in lesson.blocks:
        if block.id == slot.id:
            break
        if isinstance(block, Code):
            cells.add(block.id)
    return cells


def typed(material: Material) -> str:
    """The numerals that a section may hold as they are."""
    given = [
        f"{value:g} ({name.replace('_', ' ')})" for name, value in material.lesson.given.items()
    ]
    ends = [
        f"{end:g}" for q in material.story.scenario.quantities.values() for end in (q.low, q.high)
    ]
    return (
        f"The lesson's own: {', '.join(given)}.\n"
        f"The scenario's: {', '.join(dict.fromkeys(ends))}.\n"
        "Any other numeral is an error."
    )
