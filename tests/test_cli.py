from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fieldwise.cli import main
from fieldwise.cli.options import typed
from fieldwise.read import Course
from pottery import LESSON, POTTERY, Tree

COMMANDS = ("open", "new", "list", "build", "export", "check", "draft", "verify", "review")


class Result:
    """What a command printed, and its exit code."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        self.code = stop.value.code
        self.out, self.err = capsys.readouterr()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_examples(capsys: pytest.CaptureFixture[str], command: str) -> None:
    result = Result(capsys, command, "--help")
    assert result.code == 0
    assert f"\n  fieldwise {command}" in result.out.partition("Examples:")[2]


def test_a_command_to_go_on_with_can_be_typed_as_it_is_said(tmp_path: Path) -> None:
    assert typed("review", "pottery", LESSON, None) == "fieldwise review pottery"
    said = typed("draft", "pottery", "line", tmp_path / "my course")
    assert said == f"fieldwise draft pottery --lesson line --course '{tmp_path}/my course'"


def test_help_imports_nothing_heavy() -> None:
    probe = (
        "import sys; from fieldwise.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'matplotlib', 'sklearn', 'nbformat', 'pint', 'rich', 'yaml', 'jinja2'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["open", "astrofysics"],
            "There is no field called “astrofysics”. Did you mean astrophysics",
        ),
        (["open", "cooking", "--lesson", "linear"], "There is no lesson called “linear”"),
        (["export", "cookng", LESSON, "--to", "py"], "Did you mean cooking"),
        (["open", "stars"], "Did you mean astrophysics? To describe your own: fieldwise new"),
        (["build", "household budgets"], "Did you mean economics"),
        (["build", "nowhere"], "There is no field called “nowhere”"),
        (["build", "--course", "/nowhere"], "does not exist"),
        (["verify", "nowhere.ipynb"], "nowhere.ipynb"),
        (["export", "cooking", LESSON, "--to", "pdf"], "'pdf' is not one of"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_use_is_a_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = Result(capsys, *arguments)
    assert result.code == 2
    assert sentence in result.err
    assert "Traceback" not in result.err
    assert list(tmp_path.iterdir()) == []


def test_list_names_every_field_with_its_standing(capsys: pytest.CaptureFixture[str]) -> None:
    result = Result(capsys, "list", "--json")
    rows = {row["field"]: row for row in json.loads(result.out)}
    assert {"astrophysics", "cooking", "economics"} <= rows.keys()
    [told] = rows["astrophysics"]["lessons"]
    assert told == {
        "lesson": LESSON,
        "title": "Simple linear regression",
        "standing": "complete, not yet reviewed",
        "sections": {"person": 25, "model": 0, "default": 0, "to_review": 25},
    }
    assert "fieldwise open analytical-chemistry" in Result(capsys, "list").out


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        (POTTERY, "a scenario alone"),
        (POTTERY + "## title\nClay\n", "1 of 25 slots told"),
        ('---\ncanon: "0.1"\n' + POTTERY[4:] + "## title\nClay\n", "told against canon 0.1"),
        ("---\n---\n", "cannot be read"),
    ],
)
def test_list_tells_how_far_a_story_is(
    capsys: pytest.CaptureFixture[str], course_tree: Tree, text: str, standing: str
) -> None:
    root = course_tree({f"fields/pottery/{LESSON}.md": text})
    assert f"{LESSON}: {standing}" in Result(capsys, "list", "--course", str(root)).out


@pytest.mark.kernel
@pytest.mark.parametrize("to", ["ipynb", "html", "py"])
def test_export_writes_here_and_never_over_what_is_there(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kiln: Course,
    to: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    command = ("export", "pottery", LESSON, "--to", to, "--course", str(kiln.roots[-1]))
    assert Result(capsys, *command).code == 0
    path = tmp_path / f"pottery-{LESSON}.{to}"
    first = path.read_bytes()
    again = Result(capsys, *command)
    assert (again.code, path.read_bytes()) == (2, first)
    assert "left as it is" in again.err


@pytest.mark.kernel
def test_an_exported_notebook_verifies_and_an_edited_one_does_not(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, kiln: Course
) -> None:
    path, root = tmp_path / "lesson.ipynb", str(kiln.roots[-1])
    Result(capsys, "export", "pottery", LESSON, "--to", "ipynb", "-o", str(path), "--course", root)
    assert Result(capsys, "verify", str(path), "--course", root).code == 0
    original = path.read_text(encoding="utf-8")
    path.write_text(original.replace("straight line", "crooked line", 1), encoding="utf-8")
    found = Result(capsys, "verify", str(path), "--course", root)
    assert found.code == 1
    assert "edited" in found.out
    back = tmp_path / "back.ipynb"
    Result(capsys, "verify", str(path), "--course", root, "--restore", str(back))
    assert Result(capsys, "verify", str(back), "--course", root).code == 0


@pytest.mark.kernel
def test_check_prints_findings_and_exits_1(
    capsys: pytest.CaptureFixture[str], course_tree: Tree
) -> None:
    text = POTTERY + "## scene\n\nThe MSE is {{ msee }}.\n"
    root = course_tree({f"fields/pottery/{LESSON}.md": text})
    result = Result(capsys, "check", str(root), "--course", str(root), "--format", "json")
    assert result.code == 1
    assert any(item["code"] == "FW303" and item["line"] == 12 for item in json.loads(result.out))


@pytest.mark.kernel
def test_the_shipped_course_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    result = Result(capsys, "check")
    assert result.code == 0, result.out


def test_every_command_and_option_is_documented() -> None:
    from fieldwise.cli.commands import fieldwise

    text = Path("docs/commands.md").read_text(encoding="utf-8")
    for name, command in fieldwise.commands.items():
        assert f"## fieldwise {name}" in text
        for parameter in command.params:
            for option in parameter.opts:
                assert option.startswith("-") is False or f"`{option}" in text, (name, option)
