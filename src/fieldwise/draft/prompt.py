"""What is said to a model: the rules once, then what one section needs and nothing else.

A message holds text of the lesson, of the story's front matter and told sections, of `field.yaml`
and of the interview. It holds no data, no path, and nothing about the machine or its user.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fieldwise.bind import Binder
from fieldwise.check.rules.missing_part import HEADING
from fieldwise.draft.chat import Message
from fieldwise.markdown import DEFINITION
from fieldwise.model import Canon, Code, Diagnostic, Lesson, Slot, Story
from fieldwise.quote import quotations
from fieldwise.weave import OPTIONAL, weave

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
    parts.append(f"# The section to write: `{slot.id}`\n\n{_asked(slot)}{_said(material, slot)}")
    parts.append(f"# What may be quoted\n\n{_quotable(material, slot)}")
    parts.append(f"# What may be typed\n\n{_typed(material)}")
    parts.append(
        "# The default that your text replaces (true of any field; do not copy it)\n\n"
        + _default(material, slot)
    )
    return "\n\n".join(parts)


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
        return f"```python\n{block.text}\n```"
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


def _quotable(material: Material, slot: Slot) -> str:
    """The run's values that are known where the section stands, and the scenario's words."""
    lesson, story = material.lesson, material.story
    here = _before(lesson, slot) | {q.name.partition(".")[0] for q in quotations(slot.text)}
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
    default = {quoted.name for quoted in quotations(slot.text)}
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


def _typed(material: Material) -> str:
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


def _told_before(material: Material, slot: Slot) -> str:
    """The nearest sections that are told already, so that the new one fits to them."""
    told = []
    for name in material.lesson.slots:
        if name == slot.id:
            break
        telling = material.story.tellings.get(name)
        if telling is not None and telling.text and material.lesson.slots[name].kind == "story":
            told.append(f"`{name}`: {telling.text[:1500]}")
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
