"""The documentation of the check: made from the rules, up to date, its examples true."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from fieldwise.check.pages import document, main, pages, rules
from fieldwise.check.registry import Rule
from tides import FoundIn, patch

FOLDER = Path(__file__).parents[2] / "docs" / "checks"
WITHOUT_EXAMPLE = {"FW001", "FW006", "FW007", "FW008", "FW704", "FW705", "FW706"}
"""What a fragment of a story cannot show."""


def test_the_committed_pages_are_those_of_the_rules() -> None:
    committed = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    assert committed == pages(), "run scripts/docs"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_the_example_of_a_page_triggers_its_rule(rule: Rule, found_in: FoundIn) -> None:
    example = re.search(r"^Caught:\n((?:\n|    .*\n)+)", rule.documentation, re.MULTILINE)
    assert (example is None) == (rule.code in WITHOUT_EXAMPLE)
    if example is not None:
        fragment = textwrap.dedent(example[1]).strip("\n") + "\n"
        assert rule.code in {item.code for item in found_in(patch(fragment))}


def test_a_page_has_all_its_parts() -> None:
    rule = next(rule for rule in rules() if rule.code == "FW301")
    page = document(rule)
    assert page.startswith("# FW301: A number is typed that nothing vouches for\n")
    headings = re.findall(r"^## (.*)", page, re.MULTILINE)
    assert headings == [
        "What it finds",
        "Why it matters",
        "An example",
        "How to mend it",
        "What does not trigger it",
    ]


def test_check_says_which_pages_are_out_of_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path), "--check"]) == 0
    (tmp_path / "FW101.md").write_text("old")
    (tmp_path / "FW999.md").write_text("gone")
    assert main([str(tmp_path), "--check"]) == 1
    assert capsys.readouterr().out.count("out of date") == 2
    assert main([str(tmp_path)]) == 0 and not (tmp_path / "FW999.md").exists()
