"""What is said to a model: the rules once, then what one section needs and nothing else.

A message holds text of the lesson, of the story's front matter and told sections, of `field.yaml`
and of the interview. It holds no data, no path, and nothing about the machine or its user.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fieldwise.check.rules.missing_part import HEADING
from fieldwise.draft.chat import Message
from fieldwise.draft.material import Material, quotable, typed
from fieldwise.markdown import DEFINITION
from fieldwise.model import Canon, Code, Diagnostic, Lesson, Slot
from fieldwise.quote import quotations
from fieldwise.weave import OPTIONAL

RULES = """\
You write one section of a lesson on machine learning for people of one field of work. The \
lesson's definitions, formulas and code are the same for every reader and are locked; your \
section tells the same thing in the words and the practice of the field.

Rules for the text:
- Say only what is true in the field and what a practitioner would say. Where you are not sure \
of a fact, leave it out. Adapt quantities and practice, not decoration: every sentence maps to a \
concept of the lesson.
- Plain, exact, calm English prose. No filler, no cheer, no exclamation marks, no praise, no \
questions to the reader unless the section asks for them, no remarks about the text or yourself.
- Use the lesson's terms exactly as it spells them. Do not define them again and do not rename \
them.
- Type no numeral, except those listed as ones that may be typed. A number that the run produces \
is quoted by name in double braces, as listed: `{{ name }}` prints number and unit, \
`{{ name.number }}` the number alone, `{{ name:.1f }}` other digits (never more than shown), \
`{{ name:.0f in UNIT }}` another unit. Small counts are written in words.
- Use no unit but those of the scenario.
- Markdown without HTML, links or images. No headings of the first or second level. Formulas in \
TeX between dollar signs, as the lesson writes them.
"""
"""How a section is to be written, whoever writes it."""

_REPLY = """\
Reply with one JSON object and nothing else: {"slot": "ID OF THE SECTION", "text": "THE SECTION"}. \
The text is Markdown, its line breaks written \\n, each backslash of TeX doubled. Do not repeat \
the section's heading or label.
"""

_LONGEST_CANON = 7_000
"""Characters of the canon beside a section that are sent."""

_LONGEST_TOLD = 1_500
"""Characters of a told section that are sent."""
_AROUND = 100
"""Characters of a line that are shown before a finding; twice as many behind it."""

_SAID = {
    "week": "What they do in a week",
    "today": "What they use for this prediction today",
    "goal": "What they want from the lesson",
    "why": "Why it matters to them",
    "level.mathematics": "Their mathematics",
    "level.programming": "Their programming",
}
"""The interview's answers that help to write a section; the others are in the scenario."""


def messages(material: Material, slot: Slot) -> list[Message]:
    """The first round's messages for a section."""
    return [
        {"role": "system", "content": f"{RULES}\n{_REPLY}"},
        {"role": "user", "content": f"{setting(material)}\n\n{task(material, slot)}"},
    ]


def again(
    first: list[Message], reply: str, slot: str, found: tuple[Diagnostic, ...]
) -> list[Message]:
    """The messages of a further round: the first, the last reply, and what was found in it."""
    asked = (
        f"The check finds this in your text for `{slot}`:\n\n{listed(found)}\n\n"
        "Write the whole section anew so that nothing is found. Keep what was right. Reply with "
        "the JSON object alone."
    )
    return [*first, {"role": "assistant", "content": reply}, {"role": "user", "content": asked}]


def listed(found: Iterable[Diagnostic]) -> str:
    """Findings as a list, each with the line it is about."""
    return "\n".join(_finding(item) for item in found)


def size(asked: Iterable[Message]) -> int:
    """The characters of some messages."""
    return sum(len(message["content"]) for message in asked)


def setting(material: Material) -> str:
    """What is the same for every section: the lesson, the field, the scenario."""
    lesson, story = material.lesson, material.story
    field, scenario = story.field, story.scenario
    parts = [
        f"# The lesson\n\n{lesson.title}: {lesson.summary}",
        f"Its terms: {', '.join(lesson.terms)}.",
        "# The field\n\n" + _lines({"name": field.name, "a reader is": field.learner}),
        "# The scenario\n\n"
        + _lines(
            {
                "setting": scenario.setting,
                "one observation": scenario.observation,
                "several": scenario.observations,
                "each is": scenario.each,
                "held back": scenario.held_back,
            }
            | {
                f"${name}$ ({lesson.quantities[name]})": f"{each.phrase}, symbol {each.symbol}, in "
                f"{each.unit or 'no unit'}, usually from {each.low:g} to {each.high:g}"
                for name, each in scenario.quantities.items()
            }
        ),
    ]
    said = {_SAID[name]: text for name, text in material.said.items() if name in _SAID and text}
    if said:
        parts.append(f"# What a reader of this field said\n\n{_lines(said)}")
    if field.false_friends:
        friends = _lines({word: note for word, note in field.false_friends.items()})
        parts.append(
            "# Words that the field uses for something else\n\nUse them only as the lesson does, "
            f"or say which meaning is meant.\n\n{friends}"
        )
    return "\n\n".join(parts)


def task(material: Material, slot: Slot) -> str:
    """What one section needs: its brief, the canon beside it, what it may quote, its default."""
    lesson = material.lesson
    parts = [f"# The canon beside the section (locked; do not repeat it)\n\n{beside(lesson, slot)}"]
    voice = _told_before(material, slot)
    if voice:
        parts.append(f"# What the story says before it\n\n{voice}")
    parts.append(wanted(material, slot))
    parts.append(f"# What may be quoted\n\n{quotable(material, [slot])}")
    parts.append(f"# What may be typed\n\n{typed(material)}")
    parts.append(replaced(material, slot))
    return "\n\n".join(parts)


def all_tasks(material: Material, slots: Sequence[Slot]) -> str:
    """The same for many sections at once: the lesson in its order, each where it stands."""
    ids = {slot.id for slot in slots}
    parts = [
        f"# What may be quoted, below the cell that it is from\n\n{quotable(material, slots)}",
        f"# What may be typed\n\n{typed(material)}",
        "# The lesson in its order, with the sections to write where they stand\n\n"
        "Everything between them is canon: locked, and not to be repeated.",
    ]
    for block in material.lesson.blocks:
        if isinstance(block, Code) or (isinstance(block, Canon) and not block.level):
            parts.append(_shown(block))
        elif isinstance(block, Slot) and block.id in ids:
            parts += ["---", wanted(material, block), replaced(material, block), "---"]
        elif isinstance(block, Slot) and block.id in material.story.tellings:
            told = material.story.tellings[block.id].text
            parts.append(f"(Here stands `{block.id}`, told already: {_shortened(told)})")
    return "\n\n".join(parts)


def wanted(material: Material, slot: Slot) -> str:
    """What is asked of a section."""
    return f"# The section to write: `{slot.id}`\n\n{_asked(slot)}{_said(material, slot)}"


def replaced(material: Material, slot: Slot) -> str:
    """The default of a section."""
    return (
        "# The default that your text replaces (true of any field; do not copy it)\n\n"
        + _default(material, slot)
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD]} …"


def _default(material: Material, slot: Slot) -> str:
    """A slot's default, without what this field leaves unsaid."""
    return "\n\n".join(
        paragraph
        for paragraph in slot.text.split("\n\n")
        if all(material.words[q.name] for q in quotations(paragraph) if q.name in OPTIONAL)
    )


def beside(lesson: Lesson, slot: Slot) -> str:
    """The canon and code around a slot, under the same heading, nearest last if it is long."""
    before: list[str] = []
    after: list[str] = []
    found = False
    for block in lesson.blocks:
        title = block.title if isinstance(block, Slot) else ""
        title = block.text if isinstance(block, Canon) else title
        if title.startswith("## "):
            if found:
                break
            before = []
        if block.id == slot.id:
            found = True
        elif isinstance(block, Code) or (isinstance(block, Canon) and not block.level):
            (after if found else before).append(_shown(block))
    text = "\n\n".join(before)
    text = text if len(text) <= _LONGEST_CANON else f"…{text[-_LONGEST_CANON:]}"
    rest = "\n\n".join(after)[: _LONGEST_CANON // 2]
    return "\n\n".join(part for part in (text, f"(The section stands here.)\n\n{rest}") if part)


def _shown(block: Canon | Code) -> str:
    if isinstance(block, Code):
        return f"(The cell `{block.id}`.)\n\n```python\n{block.text}\n```"
    return DEFINITION.sub(lambda role: role["term"], block.text)


def _asked(slot: Slot) -> str:
    least, most = slot.words
    lines = {"write": slot.brief, "length": f"{least} to {most} words"}
    if slot.title.strip("#"):
        lines["the lesson prints this heading above it"] = slot.title.lstrip("# ")
    if slot.title and not slot.title.strip("#"):
        lines["form"] = "one line, the words of a heading, without hashes"
    if slot.label:
        lines["the lesson prints these words before it"] = f"{slot.label}."
    if slot.terms:
        lines["terms it must use"] = ", ".join(slot.terms)
    headings = [match["words"] for match in HEADING.finditer(slot.text)]
    if headings and slot.kind == "exercises":
        lines["parts"] = ", then ".join(f"`### {words}`" for words in headings)
    elif headings:
        lines["parts"] = (
            f"{len(headings)} prompts, each below a `### heading` of its own. A prompt names a "
            "canonical term, stands on its own in any chat, says “Ask me first”, and ends by "
            "sending the reader back to the lesson after about five minutes"
        )
    if slot.kind == "glossary" and "|" in slot.text:
        lines["form"] = (
            "a sentence, then a table with the columns of the default and one row for every "
            "term, in the default's order; the middle column is the term letter for letter, the "
            "first is what the field says, in words that differ from row to row"
        )
    return _lines(lines)


def _said(material: Material, slot: Slot) -> str:
    """That a reader's own words, where the default quotes them, are to be kept."""
    own = [q.raw for q in quotations(_default(material, slot)) if q.name in OPTIONAL]
    own = [raw for raw in own if "false_friends" not in raw]
    return f"\n- keep, in quotation marks: {', '.join(own)}, a reader's own words" if own else ""


def _told_before(material: Material, slot: Slot) -> str:
    """The nearest sections that are told already, so that the new one fits to them."""
    told = []
    for name in material.lesson.slots:
        if name == slot.id:
            break
        telling = material.story.tellings.get(name)
        if telling is not None and telling.text and material.lesson.slots[name].kind == "story":
            told.append(f"`{name}`: {_shortened(telling.text)}")
    return "\n\n".join(told[-2:])


def _lines(table: Mapping[str, str]) -> str:
    return "\n".join(f"- {name}: {' '.join(text.split())}" for name, text in table.items() if text)


def _finding(item: Diagnostic) -> str:
    where = f"line {item.line}"
    if item.path.endswith((".md", ".yaml")):
        where = "elsewhere in the story, because of it"
    excerpt = item.excerpt[max(0, item.column - _AROUND) : item.column + 2 * _AROUND].strip()
    said = f"- {where}: {item.message} {item.hint}".rstrip()
    return f"{said}\n  in: {excerpt}" if excerpt else said
