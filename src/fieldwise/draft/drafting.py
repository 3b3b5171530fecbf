"""The drafting itself: slot by slot, at most three rounds each, every reply held against the check.

    for each slot:  ask ─ read ─ judge ─ put, or ask again with what was found

It is told as it goes to an `Ear`, and gives each slot's outcome as soon as there is one: whoever
stops listening keeps what was accepted before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from fieldwise.check.rules.slot_length import count_words
from fieldwise.draft.chat import Message
from fieldwise.draft.manuscript import Manuscript
from fieldwise.draft.material import Material
from fieldwise.draft.prompt import again, messages
from fieldwise.draft.reply import text_of
from fieldwise.draft.stream import Passing
from fieldwise.errors import ModelError, ReplyError
from fieldwise.model import Diagnostic, Lesson, Severity, Slot, Story
from fieldwise.standing import origin_of

ROUNDS = 3
"""Replies that a model may give for one slot."""
_SILENT = 2
"""Slots in a row without any answer after which the endpoint is left alone."""


class Ear(Protocol):
    """Whom the drafting tells how it goes."""

    def begins(self, slot: str, round_: int) -> None:
        """A request for a slot is sent."""

    def hears(self, reply: str) -> None:
        """The reply so far."""

    def waits(self, seconds: float, why: str) -> None:
        """The request will be sent again after a pause."""

    def judged(self, slot: str, found: tuple[Diagnostic, ...]) -> None:
        """A reply was checked."""


Ask = Callable[[Sequence[Message], Ear], str]
"""Sends messages and gives the reply."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be drafted, and by whom."""

    slots: Sequence[Slot]
    model: str
    """The name under which a text is recorded."""
    again: bool = False
    """Whether also what a model wrote and nobody changed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one slot."""

    slot: str
    state: Literal["accepted", "default", "left"]
    """`default`: nothing was accepted; `left`: it is told already, or has been meanwhile."""
    text: str = ""
    """What was accepted."""
    rounds: int = 0
    found: tuple[Diagnostic, ...] = ()
    """What was found in the last reply, if it was not accepted."""
    why: str = ""
    """Why there was no reply to check."""

    @property
    def words(self) -> int:
        """The words of the text that was accepted."""
        return count_words(self.text)


def open_slots(lesson: Lesson, story: Story, named: Sequence[str], again: bool) -> list[Slot]:
    """The slots to draft, in the lesson's order: untold ones, or those named.

    With `again` also what a model wrote and nobody changed. A slot that may be empty is drafted
    only if it is named.
    """
    chosen = []
    for slot in lesson.slots.values():
        telling, origin = story.tellings.get(slot.id), origin_of(story, slot.id)
        free = telling is None or not telling.text or (again and origin == "model")
        wanted = slot.id in named if named else slot.words[0] > 0
        if free and wanted and slot.only in (None, "synthetic"):
            chosen.append(slot)
    return chosen


def draft(
    manuscript: Manuscript, gathered: Material, wanted: Wanted, ask: Ask, ear: Ear
) -> Iterator[Outcome]:
    """Draft some slots, one after the other; each outcome is final but for `settle`.

    Raises:
        ModelError: the endpoint cannot be used, or does not answer any more.
        InputError, WriteError: the story cannot be read or written.
    """
    silent = 0
    for slot in wanted.slots:
        if not manuscript.is_free(slot.id, again=wanted.again):
            yield Outcome(slot.id, "left")
            continue
        here = replace(gathered, story=manuscript.story())
        try:
            outcome = _draft_slot(manuscript, here, slot, ask, ear)
        except Passing as error:
            yield Outcome(slot.id, "default", why=error.what)
            silent += 1
            if silent == _SILENT:
                raise ModelError(
                    f"The model does not answer: {error.what}",
                    hint="Run the same command again; it goes on where it stopped.",
                ) from None
            continue
        silent = 0
        if outcome.state == "accepted" and not manuscript.put(
            slot.id, outcome.text, wanted.model, again=wanted.again
        ):
            outcome = Outcome(slot.id, "left", rounds=outcome.rounds)
        yield outcome


def settle(manuscript: Manuscript, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Hold the whole story against the check; an accepted slot with an error falls back."""
    settled = list(outcomes)
    while True:
        accepted = {item.slot: item.text for item in settled if item.state == "accepted"}
        errors = manuscript.errors(accepted) if accepted else {}
        if not errors:
            return settled
        for slot in errors:
            manuscript.take_out(slot, accepted[slot])
        settled = [
            Outcome(item.slot, "default", rounds=item.rounds, found=errors[item.slot])
            if item.state == "accepted" and item.slot in errors
            else item
            for item in settled
        ]


def _draft_slot(
    manuscript: Manuscript, gathered: Material, slot: Slot, ask: Ask, ear: Ear
) -> Outcome:
    """Ask for a slot until nothing is found, or the rounds are used up."""
    first = messages(gathered, slot)
    asked, why = first, ""
    found: tuple[Diagnostic, ...] = ()
    for number in range(1, ROUNDS + 1):
        ear.begins(slot.id, number)
        reply = ""
        try:
            reply = ask(asked, ear)
            text = text_of(reply, slot.id)
        except Passing:
            raise
        except ReplyError as error:
            why = error.what
            found = (Diagnostic(slot.id, 1, 1, "reply", why, "", Severity.ERROR),)
        else:
            why = ""
            found = manuscript.judge(slot.id, text)
            ear.judged(slot.id, found)
            if not found:
                return Outcome(slot.id, "accepted", text, number)
        asked = again(first, reply or "(no usable reply)", slot.id, found)
    return Outcome(slot.id, "default", "", ROUNDS, () if why else found, why)
