"""The one Markdown configuration: CommonMark, tables, mathematics, definitions, no HTML."""

from __future__ import annotations

import pytest

from fieldwise.markdown import new_parser, parser


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A {def}`learning rate`.", "<p>A <dfn>learning rate</dfn>.</p>\n"),
        ("{def}`a<b`", "<p><dfn>a&lt;b</dfn></p>\n"),
        ("`{def}` and {de}`x`", "<p><code>{def}</code> and {de}<code>x</code></p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>\n"),
        ("5$ or 6$", "<p>5$ or 6$</p>\n"),
        ("\\$x\\$", "<p>$x$</p>\n"),
    ],
)
def test_rendering(text: str, html: str) -> None:
    assert parser().render(text) == html


def test_mathematics_of_three_kinds() -> None:
    tokens = parser().parse("$a$ and $$b$$\n\n$$\nc\n$$\n")
    kinds = [(t.type, t.content.strip()) for b in tokens for t in (b, *(b.children or []))]
    found = [kind for kind in kinds if kind[0].startswith("math")]
    assert found == [("math_inline", "a"), ("math_inline_double", "b"), ("math_block", "c")]


def test_a_definition_in_a_table_is_one() -> None:
    tokens = parser().parse("| a |\n|---|\n| {def}`loss` |\n")
    assert [t.content for b in tokens for t in (b.children or []) if t.type == "def"] == ["loss"]


def test_a_parser_of_ones_own_changes_no_other() -> None:
    new_parser().options["html"] = True
    assert "&lt;b&gt;" in parser().render("<b>")
