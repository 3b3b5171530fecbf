"""Every rule against its cases: a fragment worked into a good story, and what is found there.

A case is a title, a fragment and the findings, each part closed by a line with a dot; the
findings' lines count from the fragment's first. A case that expects nothing must trigger nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tides import FoundIn, line, patch

CASES = Path(__file__).parent / "cases"
Case = tuple[str, str, str]


def cases(path: Path) -> list[Case]:
    """The cases of a file."""
    parts: list[str] = [""]
    for text in path.read_text("utf-8").split("\n"):
        if text == ".":
            parts.append("")
        else:
            parts[-1] += f"{text}\n"
    assert len(parts) % 3 == 1, f"{path} has a case without three parts"
    return [(parts[n].strip(), parts[n + 1], parts[n + 2]) for n in range(0, len(parts) - 1, 3)]


ALL = [
    pytest.param(case, id=f"{path.stem}: {case[0]}")
    for path in sorted(CASES.glob("*.txt"))
    for case in cases(path)
]


@pytest.mark.parametrize("case", ALL)
def test_case(case: Case, found_in: FoundIn) -> None:
    _, fragment, expected = case
    patched = patch(fragment)
    found = [line(item, patched) for item in found_in(patched)]
    assert found == [text for text in expected.split("\n") if text]
