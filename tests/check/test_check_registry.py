"""The registry: one rule to a file, one page and one file of cases to a code."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import fieldwise.check.rules
from fieldwise.check.registry import OF_RUN, OF_TEXT, READING, RULES, Rule

FOLDER = Path(fieldwise.check.rules.__file__).parent
CASES = Path(__file__).parent / "cases"
WITHOUT_CASES = {"unreadable_file", "lesson_structure", "failed_run", "misplaced"}
"""What no fragment of a story can show: tested in test_check_paths.py."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_file_function_and_name_are_one_word(rule: Rule) -> None:
    assert Path(inspect.getfile(rule.run)).stem == rule.name
    module = inspect.getmodule(rule.run)
    assert module is not None and module.__doc__ == f"{rule.code}."


def test_every_file_is_registered_once() -> None:
    files = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
    assert files == sorted(rule.name for rule in RULES)
    codes = [rule.code for rule in (*RULES, *READING)]
    assert len(codes) == len(set(codes))
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
    assert {*OF_RUN, *OF_TEXT} == {*RULES}


@pytest.mark.parametrize("rule", (*RULES, *READING), ids=lambda rule: rule.name)
def test_every_code_has_a_case_that_triggers_and_one_that_does_not(rule: Rule) -> None:
    if rule.name in WITHOUT_CASES:
        return
    parts = (CASES / f"{rule.name}.txt").read_text("utf-8").split("\n.\n\n")
    triggers = [f" {rule.code} " in part for part in parts]
    assert True in triggers and False in triggers
