"""What a reviewer reads: each section of an edition, the canon beside it, and what check says.

    Executed, findings ─ stops ─► one Stop per section, in the lesson's order

Nothing here asks or prints; `fieldwise review` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from fieldwise.markdown import DEFINITION
from fieldwise.model import Diagnostic, Executed, ExecutedCell, Slot, Story
from fieldwise.model.provenance import Section
from fieldwise.standing import sections
from fieldwise.standing.marks import section_of

_MATH_OR_ESCAPE = re.compile(r"(?P<math>\$\$[^$]*\$\$|\$[^$\n]*\$)|\\(?P<sign>[\\`*_\[\]<>$|#~])")
_RULE = re.compile(r"[|:\-\s]*-[|:\-\s]*")
"""The line below a table's head."""
_COLUMN = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Stop:
    """One section, with all that a reviewer has to know of it."""

    section: Section
    slot: Slot
    told: str
    """The section as a reader meets it, this run's numbers in place."""
    source: str
    """The section as it is written, of which a review keeps a mark."""
    canon: tuple[str, ...]
    """The canon it answers, numbers in place: texts, and what code printed."""
    where: str
    """Where it is written, `path:line`; empty for a default."""
    found: tuple[Diagnostic, ...]
    """What check says of it."""

    @property
    def waits_for_review(self) -> bool:
        """Whether a reviewer has something to say: what waits to be mended waits for its author."""
        return self.section.is_open and self.section.state != "to mend"


def stops(executed: Executed, found: Iterable[Diagnostic]) -> tuple[Stop, ...]:
    """A stop for each section that the edition prints."""
    return tuple(_stops(executed, tuple(found)))


def _stops(executed: Executed, found: tuple[Diagnostic, ...]) -> Iterator[Stop]:
    edition = executed.edition
    lesson, story = edition.lesson, edition.story
    printed = {item.cell.id: item for item in executed.cells}
    by_slot = _by_slot(story, found)
    for section in sections(lesson, story):
        item, slot = printed.get(section.slot), lesson.slots[section.slot]
        if item is None:
            continue
        telling = story.tellings.get(section.slot)
        yield Stop(
            section=section,
            slot=slot,
            told=_as_read(item),
            source=telling.text if telling else slot.text,
            canon=tuple(_canon(executed, section.slot)),
            where=f"{story.path}:{telling.heading.line}" if telling else "",
            found=by_slot.get(section.slot, ()),
        )


def _as_read(item: ExecutedCell) -> str:
    """A cell's text as a reader meets it, without the role that marks a definition."""
    label = f"{item.cell.label}. " if item.cell.label else ""
    heading = item.heading.lstrip("# ") if not item.text or item.cell.is_canonical else ""
    text = item.text if item.cell.kind != "glossary" else "\n".join(_rows(item.text))
    text = DEFINITION.sub(r"\g<term>", f"{label}{text}")
    text = _MATH_OR_ESCAPE.sub(lambda found: found["math"] or found["sign"], text)
    return "\n\n".join(part for part in (heading, text) if part)


def _rows(text: str) -> Iterator[str]:
    """A glossary's text, each row of its table as `term: word (bridge)`."""
    lines = text.splitlines()
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        columns = [column.strip() for column in _COLUMN.split(line.strip())[1:-1]]
        if len(columns) != 3:
            yield line
        elif not any(_RULE.fullmatch(each) for each in (line, below)):
            yield f"{columns[1]}: {columns[0]} ({columns[2]})"


def _canon(executed: Executed, slot: str) -> list[str]:
    """The canon under a section's heading that stands nearest to it, optional passages aside.

    That is what stands between it and the section before; else all that stands above it, or, for
    an exercise, what follows it.
    """
    lesson = executed.edition.lesson
    kind = lesson.slots[slot].kind
    if kind == "glossary":
        return ["\n".join(f"{term.name}: {term.means}" for term in lesson.terms.values())]
    printed = {item.cell.id: item for item in executed.cells if item.cell.is_canonical}
    runs: list[list[str]] = [[]]
    here = 0
    for block in section_of(lesson, slot):
        if isinstance(block, Slot):
            here = len(runs) if block.id == slot else here
            runs.append([])
        elif block.id in printed and printed[block.id].cell.level is None:
            runs[-1] += _shown(printed[block.id])
    near, above = runs[here - 1], [text for run in runs[:here] for text in run]
    return near or (runs[here] if kind == "exercises" else []) or above or runs[here]


def _shown(item: ExecutedCell) -> list[str]:
    """A canonical text; of a code cell, the text that it printed."""
    if not item.cell.is_code:
        return [_as_read(item)]
    printed = "".join(str(output.get("text", "")) for output in item.outputs)
    return [f"Output of the code:\n{printed.rstrip()}"] if printed.strip() else []


def _by_slot(story: Story, found: tuple[Diagnostic, ...]) -> Mapping[str, tuple[Diagnostic, ...]]:
    """The findings about each telling; those about standing are what the review is for."""
    told = sorted(story.tellings.values(), key=lambda telling: telling.heading)
    by_slot: dict[str, tuple[Diagnostic, ...]] = {}
    for item in found:
        above = [t.slot for t in told if t.heading.line <= item.line]
        if item.path == story.path and above and not item.code.startswith("FW7"):
            by_slot[above[-1]] = (*by_slot.get(above[-1], ()), item)
    return by_slot
