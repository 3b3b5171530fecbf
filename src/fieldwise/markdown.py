"""The one way in which Fieldwise reads Markdown: CommonMark, tables, `$TeX$`, and the role `{def}`.

    {def}`learning rate`        the place where the canon defines a term

HTML is text like any other. Every token of mathematics is `math_inline` (`$…$`),
`math_inline_double` (`$$…$$` within a paragraph) or `math_block`; a definition is a token `def`
whose `content` is the term as written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

DEFINITION = re.compile(r"\{def\}`(?P<term>[^`\n]+)`")
"""The role that marks where a term is defined."""


@cache
def parser() -> MarkdownIt:
    """The parser, the same one each time: treat it as frozen, and build your own renderer."""
    return new_parser()


def new_parser() -> MarkdownIt:
    """A parser of one's own, to which further rules may be added."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    markdown.inline.ruler.before("backticks", "def", _definition)
    markdown.add_render_rule("def", _render_definition)
    return markdown


def _definition(state: StateInline, silent: bool) -> bool:
    """The inline rule for `{def}`; a brace begins an inline token only here."""
    if state.src[state.pos] != "{":
        return False
    role = DEFINITION.match(state.src, state.pos, state.posMax)
    if role is None:
        return False
    if not silent:
        token = state.push("def", "dfn", 0)
        token.content = role["term"]
        token.markup = "{def}"
    state.pos = role.end()
    return True


def _render_definition(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    from markdown_it.common.utils import escapeHtml

    return f"<dfn>{escapeHtml(tokens[index].content)}</dfn>"
