"""An author's text with the place it came from, so that every offset has a line and a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from fieldwise.model import Canon, Field, Lesson, Place, Slot, Story

TextKind = Literal["telling", "scenario", "field", "friend", "canon"]

_NEAR = 40
"""Lines below its key on which a YAML text is looked for."""

LONGEST = 20_000
"""Characters of a text that the rules read; the longest slot of lesson 1 has about 6,000."""

LONGEST_ALL = 200_000
"""Characters of a whole story, or of a whole field, that the rules read."""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of an author's text."""

    kind: TextKind
    key: str
    """The slot, or the dotted path of the YAML key."""
    text: str
    place: Place
    """Where it begins."""
    lines: tuple[str, ...] = ()
    """The file's lines, for a text that stands in YAML and may be quoted or folded there."""
    length: int = 0
    """Its characters as written; `text` has fewer if it is absurdly long."""

    def at(self, offset: int, length: int = 0) -> Place:
        """The place of an offset; in YAML, that of the same characters in the file."""
        if not self.lines:
            line = self.text.count("\n", 0, offset)
            start = self.text.rfind("\n", 0, offset) + 1
            column = offset - start + (self.place.column if line == 0 else 1)
            return Place(self.place.path, self.place.line + line, column)
        wanted = self.text[offset : offset + max(length, 1)]
        skip = self.text.count(wanted, 0, offset)
        first, column = self.place.line - 1, self.place.column - 1
        for number in range(first, min(first + _NEAR, len(self.lines))):
            while (found := self.lines[number].find(wanted, column)) >= 0:
                if skip == 0:
                    return Place(self.place.path, number + 1, found + 1)
                skip, column = skip - 1, found + len(wanted)
            column = 0
        return self.place


def end_of(story: Story) -> Place:
    """The last line of a story, where what is missing would be added."""
    source = story.source.rstrip("\n")
    return Place(story.path, source.count("\n") + 1)


def tellings(story: Story) -> tuple[Text, ...]:
    """What a story says in its slots, in the order of the file."""
    told = sorted(story.tellings.values(), key=lambda telling: telling.heading)
    return _cut(Text("telling", item.slot, item.text, item.place) for item in told)


def scenario_texts(story: Story) -> tuple[Text, ...]:
    """The words of a story's front matter that a reader meets."""
    scenario = story.scenario
    words = {
        "scenario.setting": scenario.setting,
        "scenario.observation": scenario.observation,
        "scenario.observations": scenario.observations,
        "scenario.article": scenario.article,
        "scenario.each": scenario.each,
        "scenario.held_back": scenario.held_back,
        "scenario.slope_unit": scenario.slope_unit,
        "scenario.why": scenario.why,
        "scenario.today": scenario.today,
        "scenario.practice": scenario.practice,
        "scenario.unlike": scenario.unlike,
    }
    for name, quantity in scenario.quantities.items():
        for part in ("name", "phrase", "symbol", "unit"):
            words[f"scenario.{name}.{part}"] = getattr(quantity, part)
    for constant in story.constants.values():
        words[f"constants.{constant.name}.unit"] = constant.unit
        words[f"constants.{constant.name}.why"] = constant.why
    words |= _listed("authors", story.authors) | _listed("reviewers", story.reviewers)
    return _cut(_in_yaml("scenario", words, story.places, tuple(story.source.split("\n"))))


def field_texts(field: Field, source: str) -> tuple[Text, ...]:
    """The words of `field.yaml` that a reader meets; the notes on false friends are Markdown."""
    lines = tuple(source.split("\n"))
    words = {"name": field.name, "learner": field.learner, "summary": field.summary}
    for unit in field.units:
        words[f"units.{unit.name}.plural"] = unit.plural
        words[f"units.{unit.name}.means"] = unit.means
    friends = {f"false_friends.{word}": note for word, note in field.false_friends.items()}
    return _cut(
        (
            *_in_yaml("field", words, field.places, lines),
            *_in_yaml("friend", friends, field.places, lines),
        )
    )


def canon_texts(lesson: Lesson) -> tuple[Text, ...]:
    """The Markdown of a lesson: its canon, and the defaults of its slots."""
    return tuple(
        Text("canon", block.id, block.text, block.place)
        for block in lesson.blocks
        if isinstance(block, Canon | Slot)
    )


def _cut(texts: Iterable[Text]) -> tuple[Text, ...]:
    """The texts as far as the rules read them, so that no file takes long to check."""
    left, found = LONGEST_ALL, []
    for text in texts:
        short = text.text[: min(left, LONGEST)]
        if not short and text.text:
            found.append(replace(text, text="", length=LONGEST_ALL))
            break
        found.append(replace(text, text=short, length=len(text.text)))
        left -= len(short)
    return tuple(found)


def _listed(key: str, items: tuple[str, ...]) -> dict[str, str]:
    return {key: "\n".join(items)} if items else {}


def _in_yaml(
    kind: TextKind, words: Mapping[str, str], places: Mapping[str, Place], lines: tuple[str, ...]
) -> Iterator[Text]:
    """The texts that the file states; one that was left to its default has no place."""
    for key, text in words.items():
        if text and key in places:
            yield Text(kind, key, text, places[key], lines)
