"""The interview as somebody meets it: in a pseudo-terminal, through a pipe, from a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fieldwise.interview import read_answers
from interview.terminal import Terminal, terminal

ANSWERS = Path(__file__).parent / "answers"
LOGISTICS = (
    "Logistics",
    "dispatcher",
    "I plan routes.",
    "How many parcels",
    "parcels",
    "20 to 180",
    "how long it takes to load the van",
    "minuts",
    "1",
    "10 - 60",
    "",
    "tours",
    "One van, loaded once in the morning.",
    "our scanner logs",
    "",
    "a rule of thumb",
    "loss, foo",
    "loss",
    "a parcel that never arrives",
    "none",
    "1",
    "",
    "A van that leaves late is late all day.",
)
"""What somebody types, slips among it."""


@pytest.fixture
def env(own_folder: Path) -> dict[str, str]:
    return {"XDG_DATA_HOME": str(own_folder.parent)}


def folder(env: dict[str, str], field: str) -> Path:
    return Path(env["XDG_DATA_HOME"]) / "fieldwise" / "course" / "fields" / field


def answer_all(screen: Terminal) -> None:
    for text in LOGISTICS:
        screen.answer(text)


def test_an_interview_ends_in_a_field(env: dict[str, str], tmp_path: Path) -> None:
    with terminal("new", env=env, cwd=tmp_path) as screen:
        answer_all(screen)
        screen.until("Enter writes it.")
        assert "“minuts” is no unit that is known here." in screen.all
        assert "has no word “foo” of its own" in screen.all
        assert "predicted time to load the van = w × number of" in screen.all
        screen.answer("")
        screen.until("fieldwise open logistics")
        screen.until("Open the lesson now? [Y/n] ")
        screen.press("n\n")
        assert screen.ended() == 0
    made = read_answers(folder(env, "logistics"))
    assert (made.observation, made.setting) == ("tour", "your scanner logs")
    assert made.false_friends == {"loss": "a parcel that never arrives"}


def test_back_leaving_and_going_on(env: dict[str, str], tmp_path: Path) -> None:
    with terminal("new", env=env, cwd=tmp_path) as screen:
        screen.answer("Logistics")
        screen.answer("back")
        screen.until("Enter takes: Logistics")
        screen.answer("Parcel logistics")
        screen.answer("<")
        screen.until("Enter takes: Parcel logistics")
        screen.answer("")
        screen.until("what are you?")
        screen.until("> ")
        screen.press("\x03")
        screen.until("Your answers are kept. To go on: fieldwise new")
        assert screen.ended() == 130
    with terminal("new", env=env, cwd=tmp_path) as screen:
        screen.until("not finished yet (Parcel logistics). Go on with it? [Y/n] ")
        screen.press("\n")
        screen.until("what are you?")
        screen.until("> ")
        screen.press("\x04")
        screen.until("are kept")
        assert screen.ended() == 130


def test_an_item_of_the_mapping_is_corrected(env: dict[str, str], tmp_path: Path) -> None:
    answers = str(ANSWERS / "logistics.yaml")
    with terminal("new", "--answers", answers, env=env, cwd=tmp_path) as screen:
        screen.answer("larger")
        screen.until("Enter writes it.")
        screen.answer("10")
        screen.until("Where would such numbers come from?")
        screen.answer("the scanner's log")
        screen.until("“You have the scanner's log.”")
        screen.answer("words")
        screen.until("as the subject of a sentence")
        for text in ("", "P", "", "", "", "", "parcel-logistics"):
            screen.answer(text)
        screen.until("the number of parcels, P, in parcels")
        screen.answer("")
        screen.until("fieldwise open parcel-logistics")
        screen.until("[Y/n] ")
        screen.press("n\n")
        assert screen.ended() == 0
    assert "symbol: P" in (folder(env, "parcel-logistics") / "linear-regression.md").read_text()


def piped(*arguments: str, env: dict[str, str], text: str = "") -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "fieldwise", "new", *arguments],
        input=text,
        capture_output=True,
        text=True,
        env={**os.environ, **env},
    )


def test_the_same_through_a_pipe(env: dict[str, str]) -> None:
    done = piped(env=env, text="\n".join([*LOGISTICS, "", ""]))
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert (folder(env, "logistics") / "field.yaml").is_file()
    again = piped(env=env, text="Logistics\n")
    assert "There is a field called “logistics” already" in again.stdout
    assert again.returncode == 130


def test_a_file_without_questions(env: dict[str, str], tmp_path: Path) -> None:
    course = tmp_path / "own course"
    course.mkdir()
    arguments = ("--no-input", "--course", str(course), "--answers")
    done = piped(*arguments, str(ANSWERS / "retail.yaml"), env=env)
    assert done.returncode == 0, done.stderr
    assert f"fieldwise open retail --course '{course}'" in done.stdout
    assert (course / "fields" / "retail" / "linear-regression.md").is_file()
    again = piped(*arguments, str(ANSWERS / "retail.yaml"), env=env)
    assert again.returncode == 2
    assert "field: There is a field called “retail” already" in again.stderr


def test_a_form_asks(env: dict[str, str]) -> None:
    done = piped("--in", "app", "--no-input", env=env)
    assert done.returncode == 2
    assert "--no-input asks nothing" in done.stderr


def test_what_a_file_leaves_open_is_named(env: dict[str, str], tmp_path: Path) -> None:
    part = tmp_path / "part.yaml"
    part.write_text("field: Retail\nx: {name: footfall, unit: visitrs per}\n", encoding="utf-8")
    done = piped("--no-input", "--answers", str(part), env=env)
    assert done.returncode == 2
    assert "x.range: not answered." in done.stderr
    assert "Traceback" not in done.stderr
    assert not folder(env, "retail").exists()


def test_a_field_that_is_close_is_mentioned(env: dict[str, str]) -> None:
    done = piped(env=env, text="Astronomy\nastronomer\n")
    assert "There is already a field close to yours: Astrophysics." in done.stdout
