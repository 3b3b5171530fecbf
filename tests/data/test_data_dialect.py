from __future__ import annotations

from pathlib import Path

import pytest

from fieldwise.data.dialect import find_dialect
from fieldwise.data.measured import Choice
from fieldwise.errors import InputError

CASES = Path(__file__).with_name("cases") / "dialect.txt"


def _cases() -> list[tuple[str, str, str]]:
    cases = []
    for part in CASES.read_text(encoding="utf-8").split("=== ")[1:]:
        title, _, rest = part.partition("\n")
        text, _, expected = rest.partition("--- expected\n")
        cases.append((title, text.removesuffix("\n"), expected.strip()))
    return cases


def _told(text: str) -> str:
    try:
        found = find_dialect(text.split("\n"), Choice())
    except InputError as error:
        return f"refused: {error.what}"
    lines = [f"names: {' | '.join(found.heading.names)}"] if found.heading.names else []
    lines += [f"units: {' | '.join(found.heading.units)}"] if found.heading.units else []
    return "\n".join([*lines, f"first row: line {found.first}", *map(str, found.findings)])


@pytest.mark.parametrize(("title", "text", "expected"), _cases(), ids=lambda value: value[:40])
def test_dialects_are_found_and_told(title: str, text: str, expected: str) -> None:
    assert _told(text) == expected, title


def test_what_a_learner_says_wins() -> None:
    lines = ["a;b", "1,5;2,5", "2,5;3,5"]
    found = find_dialect(lines, Choice(delimiter=";", decimal="."))
    assert found.style.decimal == "."
    assert "decimal mark: point (as you said)" in map(str, found.findings)


def test_a_comma_that_settles_nothing_is_called_a_guess() -> None:
    found = find_dialect(["a;b", "1,234;2,345", "3,456;4,567"], Choice())
    unsure = [finding for finding in found.findings if not finding.sure]
    assert [finding.what for finding in unsure] == ["decimal mark"]
    assert unsure[0].how == "the comma in 1,234 might also group thousands"
