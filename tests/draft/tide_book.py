"""The small lesson's story with nothing told yet, and an ear that keeps what it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from draft.endpoint import Server
from fieldwise.draft.chat import Chat, Message
from fieldwise.draft.connection import Limits
from fieldwise.draft.drafting import Ear, Outcome, Wanted, draft, open_slots
from fieldwise.draft.manuscript import Manuscript
from fieldwise.draft.material import Material, material
from fieldwise.draft.settings import Endpoint
from fieldwise.model import Diagnostic
from fieldwise.read import Course, read_field, read_story
from tides import FIELD, HERE, STORY, VALUES

MODEL = "tide-writer-1"
QUICK = Limits(connect=2.0, silence=0.3, whole=5.0, characters=20_000, tries=3)


@dataclass
class Notes:
    """An ear."""

    rounds: list[tuple[str, int]] = field(default_factory=list)
    found: list[tuple[Diagnostic, ...]] = field(default_factory=list)
    waits_: list[tuple[float, str]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def begins(self, slot: str, round_: int) -> None:
        self.rounds.append((slot, round_))

    def hears(self, reply: str) -> None:
        self.heard.append(reply)

    def waits(self, seconds: float, why: str) -> None:
        self.waits_.append((seconds, why))

    def judged(self, slot: str, found: tuple[Diagnostic, ...]) -> None:
        self.found.append(found)


@dataclass(frozen=True)
class Book:
    """A story to be told."""

    manuscript: Manuscript
    good: dict[str, str]
    """What a good model writes, by slot."""

    @property
    def path(self) -> Path:
        return self.manuscript.path

    @property
    def told(self) -> dict[str, str]:
        """What stands in the file, by slot."""
        return {name: each.text for name, each in self.manuscript.story().tellings.items()}

    def gathered(self) -> Material:
        story = self.manuscript.story()
        return material(self.manuscript.lesson, story, VALUES, {"week": "I bring ships in."})

    def draft(
        self,
        server: Server,
        named: Sequence[str] = (),
        *,
        again: bool = False,
        ear: Ear | None = None,
    ) -> list[Outcome]:
        """Draft slots with what the server says."""
        chat = chat_with(server)
        slots = open_slots(self.manuscript.lesson, self.manuscript.story(), named, again)

        def ask(messages: Sequence[Message], ear: Ear) -> str:
            return chat.ask(messages, ear.hears, ear.waits)

        wanted = Wanted(slots, MODEL, again)
        return list(draft(self.manuscript, self.gathered(), wanted, ask, ear or Notes()))


def chat_with(
    server: Server, limits: Limits = QUICK, pause: Callable[[float], None] = lambda s: None
) -> Chat:
    """A chat that waits for nobody."""
    return Chat(Endpoint(f"{server.url}/chat/completions", MODEL), limits, pause)


def open_book(folder: Path) -> Book:
    """The small lesson's good story without its tellings, in a folder of its own."""
    home = folder / "fields" / "tides"
    home.mkdir(parents=True)
    (home / "field.yaml").write_text(FIELD.read_text("utf-8"), "utf-8")
    source = STORY.read_text("utf-8")
    (home / "line.md").write_text(source[: source.index("## title")], "utf-8")
    lesson = Course([HERE / "course"]).lesson("line")
    teller = read_field(home).get()
    told = read_story(STORY, read_field(STORY.parent).get(), lesson).get().tellings
    manuscript = Manuscript(home / "line.md", lesson, teller, VALUES)
    return Book(manuscript, {name: telling.text for name, telling in told.items()})


def states(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """What became of each slot."""
    return {item.slot: item.state for item in outcomes}
