"""Write a field: `field.yaml`, the story's scenario, and the answers, as files to edit by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import wrap

from fieldwise import files
from fieldwise.errors import WriteError
from fieldwise.interview.answers import FILE, answers_text
from fieldwise.interview.mapping import caution, unlike
from fieldwise.interview.plan import Plan, Words
from fieldwise.model import Lesson

_PLAIN = re.compile(r"[^\W\d_][^:#{}\[\]\"'`|>*&!%@,\\]*|[^\W\d_][^:#{}\[\]\"`|>*&!%@\\]*")
_RESERVED = frozenset(("true", "false", "yes", "no", "on", "off", "null", "none"))


def compose(plan: Plan, lesson: Lesson) -> dict[str, str]:
    """The files of a field, by name."""
    return {
        "field.yaml": _field(plan),
        f"{lesson.id}.md": _story(plan, lesson),
        FILE: answers_text(plan.given),
    }


def write(plan: Plan, lesson: Lesson, course: Path) -> tuple[Path, ...]:
    """Write the field below a course's folder; nothing that is there is touched.

    Raises:
        WriteError: the field's folder is there already, or the system refuses.
    """
    folder = course / "fields" / plan.id
    if folder.exists():
        raise WriteError(
            "there is a field here already, and it stays as it is.",
            where=str(folder),
            hint="Choose another name.",
        )
    paths = []
    for name, text in compose(plan, lesson).items():
        files.write(folder / name, text)
        paths.append(folder / name)
    return tuple(paths)


def _field(plan: Plan) -> str:
    lines = [
        "# Who the learners are. Edit this file by hand; docs/formats.md explains each key.",
        f"name: {scalar(plan.field)}",
        f"learner: {scalar(plan.learner)}  # with the article",
        f"summary: {scalar(plan.summary)}",
    ]
    if plan.units:
        lines += [
            "",
            "# Units that no library knows, and those that this story counts in.",
            "units:",
        ]
        for unit in plan.units:
            inner = f"is: {scalar(unit.definition)}, plural: {scalar(unit.plural)}"
            lines.append(f"  {scalar(unit.name)}: {{{inner}, means: {scalar(unit.means)}}}")
    lines.append("")
    if plan.false_friends:
        lines.append("# Words that mean something else in the field, with both meanings.")
        lines.append("false_friends:")
        lines += [
            f"  {word}: {json.dumps(note, ensure_ascii=False)}"
            for word, note in plan.false_friends.items()
        ]
    else:
        lines += [
            "# Words that mean something else in the field. Nearly every field has one:",
            "# false_friends:",
            '#   bias: "In …, a bias is …; in this lesson, the parameter $b$."',
        ]
    return "\n".join(lines) + "\n"


def _story(plan: Plan, lesson: Lesson) -> str:
    warned = [f"# {row}" for row in wrap(caution(plan), 96)]
    lines = [
        "---",
        *warned,
        f'canon: "{lesson.version}"  # the version of the lesson that this was told against',
        "authors: []  # your name, once you tell a slot in your own words",
        "reviewers: []  # whoever in the field has read it and agrees",
        *(
            [
                f"level: {{{', '.join(f'{kind}: {word}' for kind, word in plan.level.items())}}}"
                "  # what the page shows first"
            ]
            if plan.level
            else []
        ),
        "scenario:",
        f"  setting: {scalar(plan.setting)}  # You have ___.",
        f"  observation: {scalar(plan.observation)}",
        f"  observations: {scalar(plan.observations)}",
        f"  article: {plan.article}",
        f"  each: {scalar(plan.each)}  # One {plan.observation} is ___.",
        f"  held_back: {scalar(plan.held_back)}  # The test data are ___.",
        *_quantity("x", plan.x, "known first"),
        *_quantity("y", plan.y, "predicted"),
        *([f"  slope_unit: {scalar(plan.slope_unit)}"] if plan.slope_unit else []),
        *(
            f"  {key}: {scalar(text)}  # quoted as your own words"
            for key, text in (
                ("why", plan.why),
                ("today", plan.today),
                ("practice", plan.practice),
            )
            if text
        ),
        *([f"  unlike: {scalar(unlike(plan))}"] if unlike(plan) else []),
        "---",
    ]
    return "\n".join(lines) + "\n"


def _quantity(name: str, words: Words, role: str) -> list[str]:
    start = f", counted from {words.reading.start:g}" if words.reading.start else ""
    return [
        f"  {name}:  # {role}; you said {words.usual}{start}",
        f"    name: {scalar(words.name)}",
        f"    phrase: {scalar(words.phrase)}",
        f"    symbol: {scalar(words.symbol)}",
        f"    unit: {scalar(words.measure.text)}",
        f"    range: [{words.low:g}, {words.high:g}]",
    ]


def scalar(text: str) -> str:
    """A text as YAML, without quotation marks where it needs none."""
    import yaml

    simple = _PLAIN.fullmatch(text) is not None and text == text.strip()
    if simple and text.lower() not in _RESERVED and " #" not in text and ", " not in text:
        try:
            if yaml.safe_load(text) == text:
                return text
        except yaml.YAMLError:
            pass
    return json.dumps(text, ensure_ascii=False)
