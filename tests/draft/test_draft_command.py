"""`fieldwise draft` as it is used: asked, streamed, stopped, gone on with, and by hand."""

from __future__ import annotations

import io
import json
import re
import time
from pathlib import Path

import pytest

from draft.endpoint import KEY, Asked, Handler, Server, Told, fails, says
from draft.tide_book import Book
from fieldwise.cli import main
from fieldwise.cli.drafting import summary
from fieldwise.draft.drafting import Outcome
from fieldwise.model import Diagnostic
from fieldwise.read import find_course
from fieldwise.read.course import shipped
from interview.terminal import terminal
from pottery import LESSON, Tree

pytestmark = pytest.mark.kernel

MODEL = "chef-1"


class Kitchen:
    """A cook's own course: the scenario of the shipped story, with nothing told."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.story = root / "fields" / "cooking" / f"{LESSON}.md"
        source = (shipped() / "fields" / "cooking" / f"{LESSON}.md").read_text("utf-8")
        self.story.write_text(source[: source.index("\n## title")], "utf-8")
        known = find_course()
        told = known.read_story(known.read_field("cooking").get(), known.lesson(LESSON)).get()
        self.good = {slot: telling.text for slot, telling in told.tellings.items()}

    @property
    def told(self) -> list[str]:
        """The slots that the file tells."""
        return re.findall(r"(?m)^## (.*)$", self.story.read_text("utf-8"))


@pytest.fixture
def kitchen(course_tree: Tree) -> Kitchen:
    """A course of one's own."""
    field = (shipped() / "fields" / "cooking" / "field.yaml").read_text("utf-8")
    return Kitchen(course_tree({"fields/cooking/field.yaml": field}))


@pytest.fixture
def environment(
    endpoint: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> dict[str, str]:
    """What names the endpoint, also set for this process."""
    named = {
        "FIELDWISE_MODEL_URL": endpoint.url,
        "FIELDWISE_MODEL": MODEL,
        "FIELDWISE_MODEL_KEY": KEY,
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "NO_COLOR": "1",
    }
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    return named


class Run:
    """What a command printed, and its exit code."""

    def __init__(
        self, capsys: pytest.CaptureFixture[str], kitchen: Kitchen, *arguments: str
    ) -> None:
        with pytest.raises(SystemExit) as stop:
            main(["draft", "cooking", "--course", str(kitchen.root), *arguments])
        self.code = stop.value.code
        self.out, self.err = capsys.readouterr()
        assert KEY not in self.out + self.err


def test_nothing_is_sent_unless_somebody_says_yes(
    capsys: pytest.CaptureFixture[str],
    kitchen: Kitchen,
    endpoint: Server,
    environment: dict[str, str],
) -> None:
    run = Run(capsys, kitchen)
    assert run.code == 2
    assert "Nothing was sent: there is no terminal" in run.err
    host = endpoint.url.removeprefix("http://").removesuffix("/v1")
    assert f"{host} (this machine; your key goes with each request)" in run.out
    assert "model     chef-1" in run.out and "requests  25," in run.out
    shown = Run(capsys, kitchen, "--show", "--slot", "scene", "--slot", "limits")
    assert shown.code == 0
    assert shown.out.count("=== request") == 4
    assert "One service is one lunch or one dinner" not in shown.out
    assert endpoint.requests == [] and kitchen.told == []


def test_a_story_is_drafted_whole_and_what_fails_is_listed(
    capsys: pytest.CaptureFixture[str],
    kitchen: Kitchen,
    endpoint: Server,
    environment: dict[str, str],
) -> None:
    front = kitchen.story.read_bytes()
    endpoint.behaviours = [Told(kitchen.good | {"limits": "<b>None</b> \x1b[31m at 7.69."})]
    run = Run(capsys, kitchen, "--yes")
    assert run.code == 1
    assert f"24 sections written by {MODEL}" in run.out
    assert "`limits` stays at the lesson's default:" in run.out and "FW501" in run.out
    assert "\x1b" not in run.out + run.err
    assert set(kitchen.told) == set(kitchen.good) - {"limits"}
    assert kitchen.story.read_bytes().startswith(front)
    files = [path for path in kitchen.root.rglob("*") if path.is_file()]
    assert not [path for path in files if KEY.encode() in path.read_bytes()]
    sent = len(endpoint.requests)
    endpoint.behaviours = [Told(kitchen.good)]
    assert Run(capsys, kitchen, "--yes").code == 0
    assert len(endpoint.requests) == sent + 1, "only what is still missing is asked for"
    assert "nothing to draft" in Run(capsys, kitchen, "--yes").out


def test_the_terminal_asks_streams_stops_and_goes_on(
    kitchen: Kitchen, endpoint: Server, environment: dict[str, str], tmp_path: Path
) -> None:
    arguments = ("draft", "cooking", "--course", str(kitchen.root))
    with terminal(*arguments, env=environment, cwd=tmp_path) as screen:
        screen.until("Send this? [y/N]")
        screen.press("n\n")
        screen.until("Nothing was sent.")
        assert screen.ended() == 0
    assert endpoint.requests == []

    def slow(handler: Handler, asked: Asked) -> None:
        if asked.slot != "scene":
            return says(kitchen.good[asked.slot])(handler, asked)
        handler.begin(200, "text/event-stream")
        for word in ('{"slot": "scene", "text": "One \x1b]0;mine\x07service', " is", " long"):
            handler.delta(word)
            time.sleep(0.4)
        time.sleep(20)

    endpoint.behaviours = [slow]
    with terminal(*arguments, env=environment, cwd=tmp_path) as screen:
        screen.until("Send this? [y/N]")
        screen.press("y\n")
        screen.until("service is long")
        assert "✓ title" in screen.all and "scene" in screen.all
        assert "\x1b]0;" not in screen.all and "\x07" not in screen.all
        screen.press("\x03")
        screen.until("3 sections written by chef-1")
        screen.until("Stopped. The same command goes on from here.")
        assert screen.ended() == 130
    assert kitchen.told == ["title", "story", "glossary"]


def test_a_section_with_many_findings_does_not_flood_the_terminal(book: Book) -> None:
    found = [Diagnostic("scene", 1, 1, "FW201", f"no row {n}.", "") for n in range(12)]
    said = summary([Outcome("scene", "default", found=tuple(found))], book.manuscript, MODEL)
    assert said.count("no row") == 8 and said.endswith("and 4 more findings.")


def test_an_endpoint_that_fails_is_one_sentence_after_what_was_done(
    capsys: pytest.CaptureFixture[str],
    kitchen: Kitchen,
    endpoint: Server,
    environment: dict[str, str],
) -> None:
    endpoint.behaviours = [Told(kitchen.good), fails(401, f"Incorrect key: {KEY}")]
    run = Run(capsys, kitchen, "--yes")
    assert run.code == 1
    assert "1 section written by chef-1" in run.out
    assert "does not let us in (401)" in run.err and "Traceback" not in run.err
    assert kitchen.told == ["title"]


def test_the_same_by_hand(
    capsys: pytest.CaptureFixture[str],
    kitchen: Kitchen,
    endpoint: Server,
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    prompt, back = tmp_path / "prompt.md", tmp_path / "back.md"
    assert Run(capsys, kitchen, "--print-prompts", "-o", str(prompt)).code == 0
    assert prompt.read_text("utf-8").count("# The section to write:") == 25
    texts = kitchen.good | {"scene": kitchen.good["scene"] + " It took 7.69 hours."}
    reply = tmp_path / "reply.md"
    sections = "\n\n".join(f"## {slot}\n\n{text}" for slot, text in texts.items())
    reply.write_text(f"Here you are.\n\n````markdown\n{sections}\n````\n", "utf-8")
    run = Run(capsys, kitchen, "--read-reply", str(reply), "--model", "a chat", "-o", str(back))
    assert run.code == 1 and "24 sections written by a chat" in run.err
    assert "“7.69” is typed" in back.read_text("utf-8")
    reply.write_text(json.dumps({"scene": kitchen.good["scene"]}), "utf-8")
    assert Run(capsys, kitchen, "--read-reply", str(reply)).code == 0
    assert set(kitchen.told) == set(kitchen.good)
    assert endpoint.requests == []


def test_a_reply_may_come_on_standard_input(
    capsys: pytest.CaptureFixture[str], kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"scene": kitchen.good["scene"], "\ud800 \x1b[31m": "No such slot."}
    for raw, code, sentence in (
        (json.dumps(texts).encode(), 1, "1 section written by a chat model"),
        (b"\xff\xfe## scene", 2, "what came on standard input is not UTF-8."),
    ):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw), "utf-8"))
        run = Run(capsys, kitchen, "--read-reply", "-")
        assert run.code == code and sentence in run.err
        assert "\x1b" not in run.out + run.err
    assert kitchen.told == ["scene"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--slot", "scen"), "There is no slot called “scen”. Did you mean scene"),
        (("--show", "--print-prompts"), "go one at a time"),
        (("--read-reply", "nowhere.md"), "does not exist"),
        (("--print-prompts", "-o", "STORY"), "over the story"),
        (("--model", "x"), "FIELDWISE_MODEL_URL is not set"),
    ],
)
def test_wrong_use_is_a_sentence(
    capsys: pytest.CaptureFixture[str],
    kitchen: Kitchen,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("FIELDWISE_MODEL_URL", raising=False)
    given = [str(kitchen.story) if item == "STORY" else item for item in arguments]
    run = Run(capsys, kitchen, *given)
    assert run.code == 2 and sentence in run.err
    assert "Traceback" not in run.err and kitchen.told == []


def test_a_field_that_is_installed_is_not_drafted_into(
    capsys: pytest.CaptureFixture[str], environment: dict[str, str], kitchen: Kitchen
) -> None:
    for field, at in (("cooking", []), ("astrophysics", ["--course", str(kitchen.root)])):
        with pytest.raises(SystemExit) as stop:
            main(["draft", field, "--yes", *at])
        assert stop.value.code == 2
        assert "comes with Fieldwise" in capsys.readouterr().err
