"""Markdown becomes HTML in which words, numbers and terms can be told apart."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwise.bind import Binder
from fieldwise.model import Executed
from fieldwise.page import prose
from fieldwise.page.terms import names
from fieldwise.quote import Quotation

NBSP = "\N{NO-BREAK SPACE}"
TERMS = (
    ("loss", ("loss", "losses")),
    ("MSE", ("MSE",)),
    ("gradient descent", ("gradient descent",)),
)
WORDS = {
    "x.name": "exposure time",
    "mse": "7.687\N{NO-BREAK SPACE}(10³ ADU)²",
    "x.symbol": "t\\_exp",
}


def read(quoted: Quotation) -> str | None:
    return WORDS.get(quoted.name)


def seen(markup: str) -> str:
    """What a reader sees of markup, whatever its spaces."""
    return " ".join(unescape(re.sub("<[^>]*>", "", markup)).split())


def test_a_word_of_the_scenario_is_marked_with_its_quotation() -> None:
    assert prose.html("The *{{ x.name }}* rises.", read) == (
        '<p>The <em><span data-q="x.name">exposure time</span></em> rises.</p>\n'
    )


def test_a_symbol_is_shown_without_its_escapes() -> None:
    assert '<span data-q="x.symbol">t_exp</span>' in prose.html(
        "Here {{ x.symbol }} is long.", read
    )


def test_a_number_and_its_unit_stay_on_one_line() -> None:
    shown = seen(prose.html("It is {{ mse:.3f }}.", read))
    assert shown == "It is 7.687 (10³ ADU)²."
    assert f"(10³{NBSP}ADU)²" in prose.html("It is {{ mse:.3f }}.", read)


@pytest.mark.parametrize(
    "text",
    [
        "$t = {{ x.name }}$",
        "[there](#{{ x.symbol }})",
        '[there](#a "{{ x.name }}")',
        "\ue000 {{ mse }}",
    ],
)
def test_where_a_word_cannot_be_marked_it_is_there_all_the_same(text: str) -> None:
    assert "{{" not in prose.html(text, read)
    assert "data-q" not in prose.html(text, read)


def test_only_the_first_use_of_a_term_is_a_link() -> None:
    shown = prose.html("# A loss\n\nA loss, two losses, the mse and `loss`, MSE.", read, TERMS)
    assert re.findall(r'<a class="t" href="#term-([\w-]+)">(\w+)</a>', shown) == [
        ("loss", "loss"),
        ("mse", "MSE"),
    ]
    assert "<h1>A loss</h1>" in shown


def test_the_longer_term_wins_and_no_part_of_a_word_is_one() -> None:
    shown = prose.html("Gradient descent is lossless.", read, TERMS)
    assert (
        shown
        == '<p><a class="t" href="#term-gradient-descent">Gradient descent</a> is lossless.</p>\n'
    )


def test_the_place_of_a_definition_can_be_linked_to() -> None:
    shown = prose.html("The {def}`loss` is a number.", read, TERMS)
    assert '<dfn id="def-loss"><a class="t" href="#term-loss">loss</a></dfn>' in shown


def test_nothing_in_a_text_acts() -> None:
    text = "<script>x</script> [go](javascript:alert(1)) ![a cat](https://example.org/cat.png) <b>"
    shown = prose.html(text, read)
    assert not re.search(r"<(?:script|img|b)\b|href=\"javascript", shown)
    assert "&lt;script&gt;" in shown and "a cat" in shown


def test_quotation_marks_are_a_books() -> None:
    assert seen(prose.html('"Best", the fit\'s *"own"* word ("so").', read)) == (
        "“Best”, the fit’s “own” word (“so”)."
    )


def test_a_stop_does_not_leave_its_formula() -> None:
    assert '<span class="nb"><math>' in prose.html("So $r = y$. Then $w$ rises.", read)
    assert seen(prose.html("So $r = y$. Then $w$ rises.", read)) == "So r=y. Then w rises."


def test_a_table_is_taken_apart() -> None:
    table = prose.table("Above.\n\n| a | b |\n|---|---|\n| {{ x.name }} | *c* |\n\nBelow.", read)
    assert table is not None
    assert table.rows == (('<span data-q="x.name">exposure time</span>', "<em>c</em>"),)
    assert (seen(table.before), seen(table.after)) == ("Above.", "Below.")
    assert prose.table("No table.", read) is None


@given(st.text("ab*_`$[]()<>|#{}\"' \n\ue000é", max_size=40))
def test_marking_words_changes_nothing_a_reader_sees(text: str) -> None:
    marked = prose.html(f"{text} {{{{ x.name }}}} {text}", read)
    plain = prose.html(f"{text} exposure time {text}", lambda quoted: WORDS.get(quoted.name))
    assert seen(marked) == seen(plain)


@pytest.mark.kernel
def test_every_cell_reads_as_its_notebook_does(editions: dict[str, Executed]) -> None:
    for executed in editions.values():
        terms = names(executed.edition.lesson.terms)
        own = Binder(executed.edition, executed.run.values).read
        for item in executed.cells:
            if not item.cell.is_code:
                marked = prose.html(item.cell.body, own, terms)
                assert seen(marked) == seen(prose.html(item.text, lambda quoted: None, terms))
