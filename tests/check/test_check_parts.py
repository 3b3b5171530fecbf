"""The parts that rules are made of: spans, numerals, tables, arithmetic, unit words, scripts."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwise.check.arithmetic import comes_out, equations
from fieldwise.check.expressions import Vocabulary, tokenise
from fieldwise.check.mentions import mentions
from fieldwise.check.numerals import numerals
from fieldwise.check.scripts import problem
from fieldwise.check.spans import formulas, prose, spans
from fieldwise.check.tables import tables
from fieldwise.check.tex import problem as tex_problem
from fieldwise.check.unit_words import unit_words
from fieldwise.markdown import parser
from fieldwise.units import Units
from tides import STORY

UNITS = Vocabulary.of({"10³ ADU": 1000.0, "s": 1.0, "min": 60.0}, frozenset("wbxy"))


STORIES = [STORY, *sorted((STORY.parents[5] / "course" / "fields").glob("*/*.md"))]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: str(path.parent.name))
def test_formulas_are_those_that_a_page_sets(path: Path) -> None:
    text = path.read_text("utf-8").split("---\n", 2)[2]
    tokens = [*parser().parse(text)]
    inline = [t for block in tokens for t in (block.children or []) if t.type.startswith("math")]
    blocks = [t for t in tokens if t.type.startswith("math")]
    assert sorted(t.content.strip() for t in (*inline, *blocks)) == sorted(
        tex.strip() for tex, _ in formulas(text)
    )


@settings(max_examples=200)
@given(st.text("a1 $`\\{}|\n<>[](=+", max_size=60))
def test_prose_keeps_every_character_in_its_place(text: str) -> None:
    plain = prose(text)
    assert len(plain) == len(text) and plain.count("\n") == text.count("\n")
    found = spans(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234.5 and 0,25", [1234.5, 0.25]),
        ("1.2e-3, 7.2 × 10⁻⁵, 10^{-6}, $1\\times 10^{3}$", [1.2e-3, 7.2e-5, 1e-6, 1e3]),
        ("½, 2½ and .25", [0.5, 2.5, 0.25]),
        ("２５, ٣ and 25 %", [25, 3, 25]),
        ("CO2, x_1, Sentinel-2, H₂O and R²", []),
        ("pre-2020, 3σ, 10–200", [2020, 3, 10, 200]),
    ],
)
def test_numbers_as_people_type_them(text: str, values: list[float]) -> None:
    assert [number.value for number in numerals(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("0.24 · 100 + 1.1 = 25.1", [True]),
        ("0.24 · 100 + 1.1 = 25.3", [False]),
        ("0.24 · 100 = 24 × 10³ ADU", [True]),
        ("2 min = 120 s, and 2 min = 100 s", [True, False]),
        ("1/3 = 0.33 ≈ 0.3", [True, True]),
        ("$\\frac{1}{3} = 0.4$", [False]),
        ("(1 + 2)² = 9, √9 = 3, 2^3 = 8, 2**3 = 9", [True, True, True, False]),
        ("25 % of 80 is 20, 25 % of 80 gives 21", [True, False]),
        ("w · 100 = 3, 2 + w = 3, 3 = 2 + w, 1/0 = 1", []),
    ],
)
def test_arithmetic(text: str, result: list[bool]) -> None:
    tokens = list(tokenise(text, UNITS, lambda quotation: None))
    assert [comes_out(equation) for equation in equations(tokens)] == result


def test_cells_of_a_table_know_where_they_stand() -> None:
    text = "x\n\n| a | b |\n|---|---|\n|  `c\\|d` | e |\n"
    (table,) = tables(text).whole
    (row,) = table.rows
    assert [cell.text for cell in row.cells] == ["`c\\|d`", "e"]
    assert all(text.startswith(cell.text, cell.start) for cell in row.cells)
    assert row.cells[0].plain == "c|d"


def test_the_units_library_knows_every_vetted_word() -> None:
    units = Units()
    for word in unit_words().values():
        assert units.read(word.name).scale > 0, word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 min, two minutes, ten-minute and 100-ms waits", ["min", "minutes", "ten-minute", "ms"]),
        ("in minutes, per minute, in min", ["minutes", "minute", "min"]),
        ("12 metres per second, 3 km/h", ["metres per second", "second", "km/h"]),
        ("a second look, a minute difference, the bar, in hand", []),
        ("person-hours, and/or, train/test", []),
        ("a stiffness of 3 N/mm, and a compliance in m/N", ["N/mm", "m/N"]),
        ("an A/B test with a signal of 20 S/N", []),
    ],
)
def test_units_that_prose_mentions(text: str, found: list[str]) -> None:
    assert [mention.text for mention in mentions(text, {}) if not mention.is_bare] == found


@pytest.mark.parametrize("word", ["mаss", "MSЕ", "ｂias", "𝐛ias", "lοss", "ﬁt", "residυal"])
def test_words_that_are_not_what_they_look_like(word: str) -> None:
    assert "U+" in problem(word, alone=True)


@pytest.mark.parametrize("word", ["σ", "Δt", "µm", "Чебышёв", "naïve", "Łódź", "Ωm", "ρgh", "ℓ"])
def test_words_that_are(word: str) -> None:
    assert problem(word, alone=True) == ""


@pytest.mark.parametrize(
    ("tex", "what"),
    [
        (r"\frac{a}{b", "`{` is never closed"),
        (r"\begin{matrix} a \end{pmatrix}", "is not closed before"),
        (r"\left( x", r"`\left` is never closed"),
        (r"a & b", "outside of an environment"),
        (r"\begin{tabular} a \end{tabular}", "no environment"),
        ("", "empty"),
        ("{" * 40, "nested too deep"),
    ],
)
def test_where_a_formula_breaks(tex: str, what: str) -> None:
    found = tex_problem(tex)
    assert found is not None and what in found[1]
