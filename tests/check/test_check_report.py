"""Printing findings: as text, as JSON, on a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fieldwise.check.report import lines, print_findings, shown_path, summary, window
from fieldwise.model import Diagnostic, Severity

ERROR = Diagnostic(
    "a/line.md", 3, 9, "FW301", "“12” is typed.", "Quote it.", Severity.ERROR, "There are 12 tides."
)
ADVICE = Diagnostic("a/line.md", 1, 1, "FW702", "nobody has.", "", Severity.ADVICE)


def test_a_finding_is_place_message_excerpt_and_hint() -> None:
    assert list(lines(ERROR)) == [
        "a/line.md:3:9 FW301 “12” is typed.",
        "    There are 12 tides.",
        "            ^",
        "    Quote it.",
    ]
    assert list(lines(ADVICE)) == ["a/line.md:1:1 FW702 nobody has."]


@pytest.mark.parametrize(
    ("found", "strict", "code"),
    [([ERROR], False, 1), ([ADVICE], False, 0), ([ADVICE], True, 1), ([], True, 0)],
)
def test_what_counts_as_a_finding(
    found: list[Diagnostic], strict: bool, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert print_findings(found, "text", strict=strict) == code
    assert capsys.readouterr().out.endswith(f"{summary(found)}\n")


def test_json_has_the_documented_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_findings([ERROR, ADVICE], "json") == 1
    advice, error = json.loads(capsys.readouterr().out)
    assert error == {
        "path": "a/line.md",
        "line": 3,
        "column": 9,
        "code": "FW301",
        "severity": "error",
        "message": "“12” is typed.",
        "hint": "Quote it.",
        "excerpt": "There are 12 tides.",
    }
    page = (Path(__file__).parents[2] / "docs" / "checks" / "README.md").read_text("utf-8")
    assert all(f"`{key}`" in page for key in advice)


def test_a_long_line_is_shown_around_its_place() -> None:
    text, mark = window("a" * 500 + "X" + "b" * 500, 501)
    assert text[mark] == "X" and text.startswith("…") and text.endswith("…")
    assert len(text) < 110


def test_wide_and_invisible_characters_keep_the_mark_in_place() -> None:
    text, mark = window("深い\u200b12", 4)
    assert text == "深い\ufffd12" and mark == 5
    assert window("\t\x1b[31m12", 7)[0] == " \ufffd[31m12"


def test_paths_are_relative_to_here_if_they_lie_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(str(tmp_path / "fields" / "line.md")) == "fields/line.md"
    assert shown_path("/elsewhere/line.md") == "/elsewhere/line.md"


def test_the_summary_counts_by_weight() -> None:
    assert summary([]) == "Nothing found."
    assert summary([ADVICE, ERROR]) == "1 error, 1 piece of advice in 1 file."


def test_a_terminal_gets_colours_and_the_same_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("fieldwise.check.report._is_colourful", lambda stream: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    print_findings([ERROR])
    out = capsys.readouterr().out
    assert "FW301" in out and "There are 12 tides." in out and "[" in out
