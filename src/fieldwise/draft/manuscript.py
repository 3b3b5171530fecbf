"""A story's file while sections are drafted into it: judged whole, changed one at a time.

The file is a person's. It is read anew before each change, and changed in one section only; a
section that a person wrote, or changed, is never touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fieldwise import cache, files
from fieldwise.check import check
from fieldwise.draft.manner import manner, unquoted
from fieldwise.draft.section import is_contained, with_section, without_section
from fieldwise.errors import InputError
from fieldwise.model import Diagnostic, Field, Lesson, Severity, Story
from fieldwise.read.story import read_story
from fieldwise.standing import forget_written, origin_of, record_written
from fieldwise.weave import scenario_words

_OF_THE_STORY = re.compile(r"FW103|FW7\d\d")
"""Rules about how complete a story is and who answers for it: no section's fault."""
_PATIENCE = 10.0
"""Seconds to wait for another process that is changing the same story."""
_TRIES = 20
"""How often a file that somebody is changing is read anew."""
_NUMBERED = re.compile(r"\bline \d+")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A story's file, and what its sections are judged by."""

    path: Path
    lesson: Lesson
    field: Field
    values: Mapping[str, float]
    """The run's values."""

    def story(self, raw: bytes | None = None) -> Story:
        """The story as it stands on the disk, or as a file of these bytes would read.

        Raises:
            InputError: its front matter has a mistake, or a slot is told twice.
        """
        raw = self.content() if raw is None else raw
        return read_story(self.path, self.field, self.lesson, _text(raw, self.path)).get()

    def content(self) -> bytes:
        """The file's content.

        Raises:
            InputError: it cannot be read.
        """
        files.read_text(self.path)  # says what is wrong with it, if anything is
        return self.path.read_bytes()

    def is_free(self, slot: str, *, again: bool) -> bool:
        """Whether a slot may be drafted: it is untold, or `again` and just as a model wrote it."""
        story = self.story()
        telling, origin = story.tellings.get(slot), origin_of(story, slot)
        return telling is None or not telling.text or (again and origin == "model")

    def judge(self, slot: str, text: str) -> tuple[Diagnostic, ...]:
        """What the check finds in a text for a slot, or elsewhere because of it; no advice.

        A finding in the text itself has the slot for a path and counts lines from the text's
        first; the story on the disk is not changed.
        """
        if not is_contained(slot, text):
            return (_breaks_out(slot, text),)
        raw = self.content()
        trial = with_section(raw, slot, text, list(self.lesson.slots))
        story = self.story(trial)
        if story.tellings[slot].text != text:
            return (_breaks_out(slot, text),)
        before = self._findings(without_section(raw, slot))
        known = Counter(map(_key, before))
        return (
            *_new(self._findings(trial), known, story, slot),
            *manner(slot, text),
            *unquoted(self.lesson.slots[slot], text, scenario_words(self.lesson, story)),
        )

    def put(self, slot: str, text: str, model: str, *, again: bool) -> bool:
        """Tell a slot by a model's text, recorded as such; False if a person has told it by now.

        Raises:
            InputError, WriteError: the file cannot be read or written.
        """
        with cache.alone("draft", str(self.path.resolve()), _PATIENCE, lambda: None):
            for number in range(_TRIES):
                raw = self.content()
                changed = with_section(raw, slot, text, list(self.lesson.slots))
                is_free = self.is_free(slot, again=again)
                if not is_free or self.story(changed).tellings[slot].text != text:
                    if number:
                        forget_written(self.path, slot)
                    return False
                # Recorded first: a crash in between must not leave a model's text that passes
                # for a person's.
                record_written(self.path, slot, text, by="model", name=model)
                if self.path.read_bytes() == raw:
                    files.write(self.path, changed)
                    return True
        raise InputError(
            "the file is being changed all the time.", where=str(self.path), hint="Try again."
        )

    def take_out(self, slot: str, text: str) -> None:
        """Leave a slot to its default again, if it still holds this text."""
        raw = self.content()
        telling = self.story(raw).tellings.get(slot)
        if telling is not None and telling.text == text:
            files.write(self.path, without_section(raw, slot))
            forget_written(self.path, slot)

    def errors(self, slots: Iterable[str]) -> dict[str, tuple[Diagnostic, ...]]:
        """The errors that the whole story has in some slots, by slot."""
        raw = self.content()
        story, found = self.story(raw), self._findings(raw)
        errors = [item for item in found if item.severity is Severity.ERROR]
        placed = {
            slot: tuple(item for item in errors if _within(item, story, slot)) for slot in slots
        }
        return {slot: items for slot, items in placed.items() if items}

    def _findings(self, raw: bytes) -> tuple[Diagnostic, ...]:
        reading = read_story(self.path, self.field, self.lesson, _text(raw, self.path))
        found = (*reading.found, *check(self.lesson, reading.get(), self.values))
        return tuple(
            item
            for item in sorted(set(found))
            if item.severity is not Severity.ADVICE and not _OF_THE_STORY.fullmatch(item.code)
        )


def _text(raw: bytes, path: Path) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("the file is not UTF-8.", where=str(path)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _new(
    found: tuple[Diagnostic, ...], known: Counter[tuple[str, str, str]], story: Story, slot: str
) -> Iterable[Diagnostic]:
    """The findings within a slot, then those elsewhere that were not there before."""
    telling = story.tellings[slot]
    for item in found:
        if _within(item, story, slot):
            line = max(1, item.line - telling.place.line + 1)
            yield replace(item, path=slot, line=line)
    for item in found:
        if not _within(item, story, slot):
            if known[_key(item)] > 0:
                known[_key(item)] -= 1
            else:
                yield item


def _within(item: Diagnostic, story: Story, slot: str) -> bool:
    """Whether a finding is about a slot's section, its heading included."""
    telling = story.tellings.get(slot)
    if telling is None or item.path != story.path:
        return False
    last = telling.place.line + telling.text.count("\n")
    return telling.heading.line <= item.line <= last


def _key(item: Diagnostic) -> tuple[str, str, str]:
    return item.path, item.code, _NUMBERED.sub("line", item.message)


def _breaks_out(slot: str, text: str) -> Diagnostic:
    """What is said of a text that would change more than its own section."""
    lines = text.split("\n")
    heading = next((n for n, line in enumerate(lines) if re.match(r" {0,3}##(?!#)", line)), 0)
    return Diagnostic(
        slot,
        heading + 1,
        1,
        "FW106",
        "the text does not stay within its own section: it holds a heading of the second level, "
        "or opens a code fence that it never closes.",
        "Headings inside a section begin at `###`; a fence has a line that closes it.",
        Severity.ERROR,
        lines[heading][:200],
    )
