"""The parts of verify: wording, the card, matching cells, the report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwise.verify.align import Original, align
from fieldwise.verify.card import card_values
from fieldwise.verify.reading import NotebookCell
from fieldwise.verify.report import CellReport, OutputStanding, Report, Standing
from fieldwise.verify.wording import change, shortened

CARD = "# The card.\nX, U = {{ x.name }}, {{ x.unit }}\nRATE = {{ rate }}\nDATA = {{ data }}  # or"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("w = 0.25", "w = 0.26", "Line 1, column 8: “0.25” became “0.26”."),
        ("a\nbc", "a\nb", "Line 2, column 2: “c” was taken out."),
        ("w = 0.25 x\nor less", "w = 0.26 x\nor less", "Line 1, column 8: “0.25” became “0.26”."),
        ("a b", "a  b", "Line 1, column 3: a space was put in."),
        ("a   b", "a b", "Line 1, column 3: a gap of 2 spaces was taken out."),
        ("a\nb", "a\n\n\nb", "Line 2, column 1: a gap of 2 line breaks was put in."),
        ("ab", "a\nb", "Line 1, column 2: a line break was put in."),
        ("ab", "a\u200bb", "Line 1, column 2: “<U+200B ZERO WIDTH SPACE>” was put in."),
        ("a\u00a0b", "a b", "“a<U+00A0 NO-BREAK SPACE>b” became “a b”."),
        ("fit", "f\u0456t", "became “f\u0456t” (U+0456 CYRILLIC SMALL LETTER BYELORUSSIAN"),
        ("a", "", "Line 1, column 1: “a” was taken out."),
        ("x" * 99, "y", f"“{'x' * 60}…” became “y”."),
    ],
)
def test_a_change_is_said_in_a_sentence(old: str, new: str, sentence: str) -> None:
    assert sentence in change(old, new)


@given(st.text(), st.text())
def test_any_change_can_be_said_and_printed(old: str, new: str) -> None:
    if old != new:
        assert "\n" not in change(old, new)
        change(old, new).encode()
    assert shortened("\u200b" * 99) == "<U+200B ZERO WIDTH SPACE>" * 2 + "…"


@pytest.mark.parametrize(
    ("card", "values"),
    [
        (
            '# Ours.\nX, U = "a", "s"\nRATE = 1e-06\nDATA = None',
            {"x.name": "a", "x.unit": "s", "rate": 1e-6, "data": None},
        ),
        (
            'X, U = "a, b", "s"\nRATE = 0\nDATA = [[1.0, -2.5]]',
            {"x.name": "a, b", "x.unit": "s", "rate": 0, "data": [[1.0, -2.5]]},
        ),
        ('X, U = "a", "s"\nRATE = open("x")\nDATA = None', None),
        ('X, U = "a", "s"\nRATE = 1\nDATA = [i for i in "ab"]', None),
        ('X, U = "a", "s"\nRATE = 1\nDATA = None\nimport os', None),
        ('X, V = "a", "s"\nRATE = 1\nDATA = None', None),
        ('X, U = "a"\nRATE = 1\nDATA = None', None),
        ("X, U =", None),
        ("\0", None),
        (f'X, U = "a", "s"\nRATE = 1\nDATA = {"[" * 5000}{"]" * 5000}', None),
    ],
)
def test_a_card_holds_the_lessons_names_and_literals(
    card: str, values: dict[str, object] | None
) -> None:
    assert card_values(CARD, card) == values


def originals(names: str) -> list[Original]:
    return [Original(name, "canon", "markdown", f"text {name}", ()) for name in names]


def cells(text: str) -> list[NotebookCell]:
    """Cells from words such as `a` (as built), `a!` (another text), `a?` (its mark gone)."""
    return [
        NotebookCell(
            number,
            "markdown",
            f"text {word[0]}" if not word.endswith("!") else "other",
            None if word.endswith("?") else {"id": word[0], "kind": "canon"},
            word[0],
            (),
            False,
        )
        for number, word in enumerate(text.split(), 1)
    ]


@pytest.mark.parametrize(
    ("found", "matches", "copies", "moved"),
    [
        ("a b c", {0: 0, 1: 1, 2: 2}, {}, ""),
        ("a b! c?", {0: 0, 1: 1, 2: 2}, {}, ""),
        ("b c a", {0: 2, 1: 0, 2: 1}, {}, "a"),
        ("c a b", {0: 1, 1: 2, 2: 0}, {}, "c"),
        ("c b a", {0: 2, 1: 1, 2: 0}, {}, "ab"),
        ("b a b c", {0: 1, 1: 2, 2: 3}, {0: 1}, ""),
        ("a b c b", {0: 0, 1: 1, 2: 2}, {3: 1}, ""),
        ("a b! b c", {0: 0, 1: 2, 2: 3}, {1: 1}, ""),
        ("a b! b! c", {0: 0, 1: 1, 2: 3}, {2: 1}, ""),
        ("a x c", {0: 0, 2: 2}, {}, ""),
        ("", {}, {}, ""),
    ],
)
def test_cells_are_matched_to_originals(
    found: str, matches: dict[int, int], copies: dict[int, int], moved: str
) -> None:
    result = align(originals("abc"), cells(found))
    assert (result.matches, result.copies) == (matches, copies)
    assert {"abc"[number] for number in result.moved} == set(moved)


def test_originals_that_read_alike_are_told_apart_by_their_marks() -> None:
    alike = [Original(name, "canon", "markdown", "text a", ()) for name in "ab"]
    marked = [replace(cell, mark=alike[n].mark) for n, cell in enumerate(cells("a a"))]
    result = align(alike, marked[::-1])
    assert (result.matches, result.copies, len(result.moved)) == ({0: 1, 1: 0}, {}, 1)


def test_a_report_reads_as_text_and_as_json() -> None:
    report = Report(
        "a.ipynb",
        "linear-regression",
        "1.0",
        "Pottery",
        (
            CellReport("fit", "code", 1, Standing.CANONICAL, OutputStanding.FOREIGN, ("It lies.",)),
            CellReport("mse", "code", None, Standing.MISSING, says=("It stood after `fit`.",)),
            CellReport("", "", 2, Standing.EMPTY),
        ),
        ("`format` was 1 and is now 2.",),
        ("it was built from version 0.9.",),
    )
    assert report.lines() == [
        "a.ipynb: 3 findings",
        "  lesson linear-regression 1.0, field Pottery",
        "  cells: 1 canonical, 1 missing, 1 empty",
        "  outputs: 1 not from this code",
        "  certificate: `format` was 1 and is now 2.",
        "  cell 1 `fit`: outputs. It lies.",
        "  `mse`: missing. It stood after `fit`.",
        "  note: it was built from version 0.9.",
    ]
    told = report.as_json()
    assert (told["as_built"], told["cells"][1]["standing"]) == (False, "missing")
    assert told["cells"][0]["outputs"] == "not from this code"
