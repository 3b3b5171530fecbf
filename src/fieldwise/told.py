"""What is told of measured data: where they come from, and what a colleague would say of them.

The words come from a file, so they are quoted by name like any scenario word, never written into
a text: nothing in them can be Markdown, a quotation, or code.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator

from fieldwise.model import AboutData, Cell, Lesson
from fieldwise.model.about import About, Whole
from fieldwise.quote import grouped, print_number

_NOTHING = (
    "Nothing stands out in these data: no rows at a limit, none far from all others, no clear "
    "bend, no scatter that grows. That is no proof that a straight line is right; sections 3 and "
    "5 look again."
)
_SAMPLED = (
    "The lesson runs on {{ data.used }} of them, drawn at random; the same file gives the same "
    "rows. The exact line through all rows was computed as well. This is what both say:"
)
_FIGURE = re.compile(r"!\[(.*)\]\[note\d+\]")
_PICTURE = re.compile(r"\[note\d+\]: data:")
_PARTS = {
    "rows": "rows",
    "slope{{ slope.in }}": "slope",
    "intercept{{ intercept.in }}": "intercept",
    "MSE{{ mse.in }}": "mse",
}
_MOST_LINES = 60
_FIRST_LINES = 6


def told(block: AboutData, about: About | None) -> Cell | None:
    """The cell that tells one part of what is known; None if nothing is."""
    if about is None:
        return None
    parts = _source(about) if block.part == "source" else _notes(about)
    return Cell(block.id, "notes", "\n\n".join(parts), block.place, block.title, block.label)


def told_words(about: About | None) -> dict[str, str]:
    """The words that those cells quote beside the scenario's, by dotted name."""
    if about is None:
        return {}
    found = {
        "data.source": about.source,
        "data.x": about.columns["x"],
        "data.y": about.columns["y"],
        "data.rows": grouped(about.rows),
        "data.kept": grouped(about.whole.rows),
        "data.used": grouped(about.line.rows),
        "data.credit": about.credit,
    }
    found |= {f"data.found.n{number}": text for number, text in enumerate(about.found, 1)}
    found |= {f"data.said.n{number}": text for number, text in enumerate(about.said, 1)}
    for name, line in (("line", about.line), ("whole", about.whole)):
        found |= {f"data.{name}.{part}": text for part, text in _printed(line)}
    for number, remark in enumerate(about.remarks, 1):
        base = f"note.n{number}"
        found[f"{base}.sentence"], found[f"{base}.advice"] = remark.sentence, remark.advice
        found[f"{base}.term"], found[f"{base}.where"] = remark.term, remark.where
        found[f"{base}.words"] = remark.words
    return found


def tells(lesson: Lesson, cell: Cell) -> str:
    """Which part of what is known a cell tells; empty if none."""
    blocks = (block for block in lesson.blocks if isinstance(block, AboutData))
    return next((block.part for block in blocks if block.id == cell.id), "")


def shortened_card(body: str) -> str:
    """The card as a page shows it: of many pairs the first; what is left out cannot be run."""
    lines = body.split("\n")
    if len(lines) <= _MOST_LINES:
        return body
    first = next((n for n, line in enumerate(lines) if line.endswith("= [")), len(lines))
    shown, rest = lines[: first + 1 + _FIRST_LINES], lines[first + 1 + _FIRST_LINES :]
    count = sum(line.count("], [") + line.startswith("    [") for line in rest)
    if not count:
        return body
    gap = f"    ...,  # {grouped(count)} more pairs: the notebook and the script have them"
    return "\n".join([*shown, gap, lines[-1]])


def note_text(number: int) -> str:
    """One note as Markdown over its words; `number` is from 1."""
    base = f"note.n{number}"
    return (
        f"{{{{ {base}.sentence }}}} {{{{ {base}.advice }}}} *In this lesson: "
        f"{{{{ {base}.term }}}}, under “{{{{ {base}.where }}}}”.*"
    )


def without_figures(text: str) -> str:
    """What such a cell says, with a figure's words for the figure."""
    lines = (_FIGURE.sub(r"(Figure: \1)", line) for line in text.split("\n"))
    return "\n".join(line for line in lines if not _PICTURE.match(line)).rstrip("\n")


def _source(about: About) -> Iterator[str]:
    columns = "the column “{{ data.x }}” for $x$, the column “{{ data.y }}” for $y$"
    of = "all of them" if about.whole.rows == about.rows else "{{ data.kept }} of them"
    yield (
        f"The pairs are from “{{{{ data.source }}}}”: {columns}. There are {{{{ data.rows }}}} "
        f"rows, and {of} can be used."
    )
    if about.is_sample:
        yield _SAMPLED
        lines = (
            f"| {part} | {{{{ data.line.{key} }}}} | {{{{ data.whole.{key} }}}} |"
            for part, key in _PARTS.items()
        )
        yield "\n".join(["| | the sample | every row |", "|---|---|---|", *lines])
    if about.said:
        yield "\n".join(f"- {{{{ data.said.n{n} }}}}" for n in range(1, len(about.said) + 1))
    if about.credit:
        yield "{{ data.credit }}"
    if about.found:
        lines = (f"- {{{{ data.found.n{n} }}}}" for n in range(1, len(about.found) + 1))
        yield "How the file was read:"
        yield "\n".join(lines)


def _notes(about: About) -> Iterator[str]:
    if not about.remarks:
        yield _NOTHING
    for number, remark in enumerate(about.remarks, 1):
        yield note_text(number)
        if remark.svg:
            yield f"![{{{{ note.n{number}.words }}}}][note{number}]"
    for number, remark in enumerate(about.remarks, 1):
        if remark.svg:
            data = b64encode(remark.svg.encode()).decode()
            yield f"[note{number}]: data:image/svg+xml;base64,{data}"


def _printed(line: Whole) -> Iterator[tuple[str, str]]:
    yield "rows", grouped(line.rows)
    for part in ("slope", "intercept", "mse"):
        yield part, print_number(getattr(line, part), ".6g")
