"""Reviewing: what a reviewer is shown, what is listed, and the walk in a real terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fieldwise.build import execute
from fieldwise.check import check
from fieldwise.cli.main import main
from fieldwise.model import Lesson
from fieldwise.model.provenance import Record
from fieldwise.read import find_course
from fieldwise.review import Stop, stops
from fieldwise.standing import read_standing, record_written, standing_path
from pottery import LESSON, Tree, story_of, told

pytestmark = pytest.mark.kernel

SCENE = "One firing takes {{ slope:.1f }} more each minute."
LIMITS = "A cold kiln \\$ is no warm one, and 12345 sherds say so."
TOLD = told("[Ada]", scene=SCENE, loss_bridge="A residual is gas.", limits=LIMITS)


@pytest.fixture
def root(course_tree: Tree) -> Path:
    """A course whose one story tells three sections, one of them drafted by a model."""
    root = course_tree({f"fields/pottery/{LESSON}.md": TOLD})
    record_written(story_of(root), "scene", SCENE, by="model", name="gpt-oss")
    return root


def records(root: Path) -> dict[str, Record]:
    return dict(read_standing(story_of(root)).records)


def stops_of(root: Path, lesson: Lesson) -> dict[str, Stop]:
    course = find_course(root)
    story = course.read_story(course.read_field("pottery").get(), lesson).get()
    executed = execute(lesson, story)
    found = check(lesson, story, executed)
    return {stop.section.slot: stop for stop in stops(executed, found)}


def test_a_stop_has_the_numbers_the_canon_and_what_check_says(root: Path, lesson: Lesson) -> None:
    shown = stops_of(root, lesson)
    assert shown["scene"].told == "One firing takes 0.3\u00a0m³/min more each minute."
    assert shown["scene"].source == SCENE
    [canon] = shown["loss.bridge"].canon
    assert canon.startswith("3. The loss\n\nFor each observation the residual is what")
    assert shown["limits"].told == "A cold kiln $ is no warm one, and 12345 sherds say so."
    assert "FW301" in {item.code for item in shown["limits"].found}
    assert not {item.code[:3] for stop in shown.values() for item in stop.found} & {"FW7"}
    assert shown["title"].where == "" and not shown["title"].waits_for_review
    assert shown["scene"].where.endswith(f"{LESSON}.md:12")


def test_the_nearest_canon_is_shown_and_of_an_exercise_what_it_leads_to(
    root: Path, lesson: Lesson
) -> None:
    shown = {slot: stop.canon for slot, stop in stops_of(root, lesson).items()}
    [printed] = shown["prompts.loss"]
    assert printed.startswith("Output of the code:\nMSE = 7.687"), "not the section's beginning"
    for slot, first in (("exercises.noise", "MSE    7.687"), ("exercises.rate", "epoch  1")):
        [printed] = shown[slot]
        assert printed.startswith(f"Output of the code:\n{first}")
    assert shown["worked-example"] == shown["model.bridge"] != (), "two in a row answer the same"


def test_a_glossary_is_shown_row_by_row_beside_the_terms(root: Path, lesson: Lesson) -> None:
    stop = stops_of(root, lesson)["glossary"]
    assert stop.told.split("\n")[2] == "feature: firing time (what you know first, in min)"
    assert "|" not in stop.told
    assert stop.canon[0].startswith("feature: The quantity a prediction starts from")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["review", *arguments])
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


def test_without_a_terminal_what_is_open_is_listed(
    capsys: pytest.CaptureFixture[str], root: Path
) -> None:
    code, out, _ = run(capsys, "pottery", "--course", str(root))
    assert code == 1
    assert out.splitlines() == [
        f"{story_of(root)}:12 scene: drafted by gpt-oss; reviewed: no",
        f"{story_of(root)}:16 loss.bridge: by Ada; reviewed: no",
        f"{story_of(root)}:20 limits: by Ada; reviewed: no",
        "3 sections to review.",
        "22 sections are the lesson's defaults; --all has them, too.",
    ]


def test_the_list_as_json(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    code, out, _ = run(capsys, "pottery", "--course", str(root), "--format", "json")
    rows = json.loads(out)
    assert code == 1
    assert [(row["slot"], row["line"], row["origin"]) for row in rows] == [
        ("scene", 12, "model"),
        ("loss.bridge", 16, "person"),
        ("limits", 20, "person"),
    ]
    code, out, _ = run(capsys, "pottery", "--course", str(root), "--format", "json", "--all")
    assert sum(row["origin"] == "default" for row in json.loads(out)) == 22


def test_nothing_open_is_fine(capsys: pytest.CaptureFixture[str], course_tree: Tree) -> None:
    told = TOLD.replace("authors: [Ada]", "authors: [Ada]\nreviewers: [Grace]")
    root = course_tree({f"fields/pottery/{LESSON}.md": told})
    code, out, _ = run(capsys, "pottery", "--course", str(root))
    assert (code, out.splitlines()[0]) == (0, "Nothing to review.")


def test_broken_records_are_one_sentence(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    standing_path(story_of(root)).write_text("slots: [\n")
    code, out, err = run(capsys, "pottery", "--course", str(root))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and f"{LESSON}.standing.yaml:2:1: broken YAML" in err


# In a terminal

Typed = Callable[..., str]


@pytest.fixture
def typed(root: Path, cache_folder: Path) -> Typed:
    """Run the review in a pseudo-terminal, answering each question in turn; what it showed."""

    def talk(*answers: str | bytes, columns: int = 78, options: Sequence[str] = ()) -> str:
        pid, terminal = pty.fork()
        if pid == 0:
            os.environ |= {"TERM": "xterm-256color", "COLUMNS": str(columns)}
            command = [sys.executable, "-m", "fieldwise", "review", "pottery"]
            os.execv(sys.executable, [*command, "--course", str(root), *options])
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        shown = _conversation(terminal, list(answers))
        _, status = os.waitpid(pid, 0)
        os.close(terminal)
        plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).replace("\r\n", "\n")
        return f"{plain}\n[{os.waitstatus_to_exitcode(status)}]"

    return talk


def _conversation(terminal: int, answers: list[str | bytes]) -> str:
    """Answer whenever a question stands at the end of what is shown."""
    shown, asked = "", 0
    end = time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                part = os.read(terminal, 65536).decode(errors="replace")
            except OSError:  # the other end has closed
                return shown
            shown += part
        questions = len(re.findall(r"\[q\]uit: |give it:\r\n|next section\.\)\r\n", shown))
        if questions > asked and answers:
            asked += 1
            answer = answers.pop(0)
            os.write(terminal, answer if isinstance(answer, bytes) else f"{answer}\n".encode())
    pytest.fail(f"it never ended: {shown[-500:]}")


def test_the_walk_records_each_verdict_and_is_gone_on_with(root: Path, typed: Typed) -> None:
    before = story_of(root).read_bytes()
    shown = typed("Grace", "x", "a", "q")
    assert "1 of 3 · scene" in shown and "drafted by gpt-oss; reviewed: no" in shown
    assert "0.3\u00a0m³/min" in shown and "Please type a, m, s or q." in shown
    assert "1 section reviewed, 2 left. Go on with: fieldwise review pottery --course" in shown
    shown = typed("Grace", "mend", "", "m", "Which gas?")
    assert "1 of 2 · loss.bridge" in shown and "[0]" in shown
    assert "check: line 22: FW301" in shown
    said = {slot: record.reviewed for slot, record in records(root).items()}
    assert {slot: (r.by, r.verdict, r.note) for slot, r in said.items() if r} == {
        "scene": ("Grace", "accepted", ""),
        "limits": ("Grace", "to mend", "Which gas?"),
    }
    assert all(r.words and r.beside and r.text for r in said.values() if r)
    assert story_of(root).read_bytes() == before


def test_what_is_reviewed_comes_up_again_when_it_has_changed(root: Path, typed: Typed) -> None:
    typed("a", "a", "m", "Which gas?", options=["--as", "Grace"])
    shown = typed(options=["--as", "Grace"])
    assert "Nothing waits for a review." in shown
    assert "limits waits to be mended: “Which gas?”" in shown
    path = story_of(root)
    path.write_text(path.read_text().replace("A cold kiln", "A cool kiln"))
    shown = typed("a", options=["--as", "Grace"])
    assert "1 of 1 · limits" in shown
    assert "by Ada; reviewed: by Grace, before the text was changed" in shown
    assert "1 section reviewed; nothing is left." in shown


def test_a_wide_terminal_has_the_voices_side_by_side(typed: Typed) -> None:
    one = r"┏━ Canon, the same for everyone ━+┓ ╭─ .*? ─+╮\n"
    assert re.search(one, typed("q", columns=120, options=["--as", "Grace"]))
    narrow = typed("q", columns=78, options=["--as", "Grace"])
    assert not re.search(one, narrow) and re.search(r"┏━ Canon.*━┓\n", narrow)


def test_the_end_of_input_and_an_interrupt_leave_what_was_said(root: Path, typed: Typed) -> None:
    assert typed("a", b"\x04", options=["--as", "Grace"]).endswith("[0]")
    assert "Stopped." in typed(b"\x03", options=["--as", "Grace"])
    assert [slot for slot, record in records(root).items() if record.reviewed] == ["scene"]


def test_authors_do_not_review_themselves(typed: Typed) -> None:
    shown = typed("q", options=["--as", "Ada"])
    assert "2 of them Ada wrote; somebody else should read those." in shown
    assert "1 of 1 · scene" in shown


def test_nothing_in_a_story_steers_the_terminal(root: Path, typed: Typed) -> None:
    path = story_of(root)
    path.write_text(path.read_text().replace("A cold kiln", "A \x1b]0;owned\x07 [bold]kiln"))
    shown = typed("s", "s", "q", options=["--as", "Grace"])
    assert "A ]0;owned [bold]kiln" in shown
