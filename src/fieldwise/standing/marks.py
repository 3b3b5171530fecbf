"""Marks: short digests of a section, and of the canon that it stands beside."""

from __future__ import annotations

from fieldwise import files
from fieldwise.model import AboutData, Block, Canon, Card, Code, Lesson, Slot, Story
from fieldwise.quote import quotations

_MARK = 12
"""Characters of a digest that a record keeps; enough to tell texts apart, and still readable."""


def mark(text: str) -> str:
    """A short digest of a section's text; blank lines and blanks at its ends do not count."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return files.digest("\n".join(line.rstrip() for line in lines).strip("\n"))[:_MARK]


def words(story: Story, text: str) -> str:
    """A short digest of the front matter's words that a section's text quotes.

    With other words in their place a reader reads something else, though the text is the same.
    """
    scenario, said = story.scenario, set[str]()
    units = [quantity.unit for quantity in scenario.quantities.values()]
    for quoted in quotations(text):
        base = quoted.name.partition(".")[0].lower()
        quantity, constant = scenario.quantities.get(base), story.constants.get(base)
        word = getattr(scenario, base, None)
        if quantity is not None:
            parts = (quantity.name, quantity.phrase, quantity.symbol, quantity.unit)
            said.add(f"{base}: {parts} {quantity.low:g} {quantity.high:g}")
        elif constant is not None:
            said.add(f"{base}: {constant.value!r} {constant.unit}")
        elif isinstance(word, str):
            said.add(f"{base}: {word}")
        else:
            said.add(f"units: {units} {scenario.slope_unit}")  # of a value that the run gives
    return mark("\n".join(sorted(said)))


def beside(lesson: Lesson, slot: str) -> str:
    """A short digest of the canon that a section stands beside.

    That is the text and code that every reader meets under the same heading of the second level;
    beside a glossary, the terms. A section under whose heading there is no canon answers the
    lesson as a whole: there it is the lesson's version. Optional passages do not count, for no
    story may lean on what a reader can switch off.
    """
    if lesson.slots[slot].kind == "glossary":
        return mark("\n".join(f"{term.name}: {term.means}" for term in lesson.terms.values()))
    return mark("\n\n".join(_canon_beside(lesson, slot)) or f"version {lesson.version}")


def section_of(lesson: Lesson, slot: str) -> tuple[Block, ...]:
    """The blocks under the heading of the second level that a slot stands under, that one too."""
    blocks: list[Block] = []
    found = False
    for block in lesson.blocks:
        if _opens(block):
            if found:
                break
            blocks = []
        found = found or block.id == slot
        blocks.append(block)
    return tuple(blocks)


def _opens(block: Block) -> bool:
    heading = block.title if isinstance(block, Slot | AboutData) else block.text
    return heading.startswith("## ") and not isinstance(block, Code | Card)


def _canon_beside(lesson: Lesson, slot: str) -> list[str]:
    return [
        block.text
        for block in section_of(lesson, slot)
        if isinstance(block, Code) or (isinstance(block, Canon) and block.level is None)
    ]
