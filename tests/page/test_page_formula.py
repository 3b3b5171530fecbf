"""TeX becomes MathML that browsers set as TeX would."""

from __future__ import annotations

import re

import pytest

from fieldwise.model import Canon, Lesson
from fieldwise.page import formula


def test_a_formula_in_a_line_and_one_on_its_own() -> None:
    assert formula.inline("w") == "<math><mi>w</mi></math>"
    assert formula.block("w").startswith('<div class="formula"><math display="block" displaystyle')


def test_upright_words_are_words() -> None:
    assert "<mi>MSE</mi>" in formula.inline(r"\mathrm{MSE}(w)")
    assert "<mi>max</mi>" in formula.inline(r"\lambda_{\max}")


def test_an_accent_sits_on_its_letter() -> None:
    assert '<mover accent="true"><mi>x</mi><mo stretchy="false">¯</mo></mover>' in formula.inline(
        r"\bar{x}"
    )


@pytest.mark.parametrize("tex", ["b = -1", "(-x_i)", r"\frac{\partial f}{\partial w} = -2"])
def test_a_sign_after_a_sign_is_unary(tex: str) -> None:
    assert '<mo form="prefix">−</mo>' in formula.inline(tex)
    assert '<mo form="prefix">−</mo>' not in formula.inline("a - b")


def test_the_limits_of_a_sum_stand_above_and_below_on_their_own_line() -> None:
    assert "<munderover><mo>∑</mo>" in formula.block(r"\sum_{i=1}^{n} r_i")
    assert "<munder><mo>∑</mo>" in formula.block(r"\sum_i r_i")
    assert "<msub><mo>∑</mo>" in formula.inline(r"\sum_i r_i")


def test_tall_brackets_agree() -> None:
    shown = formula.block(r"\bigl( a \bigr)^2")
    assert re.search(r"<msup><mrow><mo[^>]*>\(</mo><mi>a</mi><mo[^>]*>\)</mo></mrow><mn>2", shown)


def test_a_long_formula_may_break_but_not_within_a_matrix() -> None:
    assert formula.block(r"a = b, \qquad c = d").count("<math") == 2
    assert formula.block("a\n= b\n= c").count("<math") == 3
    assert formula.block(r"\begin{pmatrix} a \qquad b \end{pmatrix}").count("<math") == 1


@pytest.mark.parametrize("tex", [r"\frac{", r"\left(", "^", r"\begin{pmatrix}"])
def test_what_cannot_be_read_is_shown_as_written(tex: str) -> None:
    assert "<math" in formula.inline(tex) or f'<code class="tex">{tex}</code>' == formula.inline(
        tex
    )


def test_every_formula_of_the_lesson_is_read(lesson: Lesson) -> None:
    texts = [block.text for block in lesson.blocks if isinstance(block, Canon)]
    tex = re.findall(r"\$\$\n(.+?)\n\$\$|(?<!\$)\$([^$\n]+)\$(?!\$)", "\n".join(texts), re.DOTALL)
    assert len(tex) > 40
    for displayed, within in tex:
        shown = formula.block(displayed) if displayed else formula.inline(within)
        assert "<code" not in shown and "\\" not in shown
