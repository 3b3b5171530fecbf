"""The renderer: Markdown tokens to the page's HTML.

Everything a text says is text: HTML is escaped, an image is its description, a link leads to the
web or within the page and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from html import escape
from types import MethodType
from typing import Any, cast

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from fieldwise.page import formula, listing
from fieldwise.page.terms import Names, link, linked, meant, slug

Env = MutableMapping[str, Any]

_SAFE_LINK = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_STOP = re.compile(r"[.,;:!?)]+")
_QUOTE = re.compile("[\"']")


@cache
def renderer() -> Renderer:
    """The one renderer; it keeps nothing between texts."""
    return Renderer()


def new_env(terms: Names) -> dict[str, Any]:
    """What rendering one text remembers: the terms not met yet, and the sign just before."""
    return {"terms": terms, "met": set(), "before": " ", "link": 0}


class Renderer(RendererHTML):
    """Renders one text at a time; what it must remember of a text is in `env`."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """Text, with typographic quotation marks, and links at the first use of terms."""
        content = _curly(tokens[idx].content[env.pop("taken", 0) :], env["before"])
        env["before"] = content[-1:] or env["before"]
        if not env["terms"] or env["link"]:
            return escape(content, quote=False)
        return linked(content, env["terms"], env["met"])

    def softbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """A line's end in the source is a space."""
        env["before"] = " "
        return "\n"

    def paragraph_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        """A paragraph begins."""
        env["before"] = " "
        return "" if tokens[idx].hidden else "<p>"

    def math_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """`$…$`, together with the stop or comma that follows it."""
        env["before"] = "x"
        after = tokens[idx + 1] if idx + 1 < len(tokens) else None
        stop = _STOP.match(after.content) if after is not None and after.type == "text" else None
        if stop is None:
            return formula.inline(tokens[idx].content)
        env["taken"] = stop.end()
        return f'<span class="nb">{formula.inline(tokens[idx].content)}{stop[0]}</span>'

    def math_inline_double(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        """`$$…$$` within a paragraph."""
        return formula.inline(tokens[idx].content)

    def math_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """A displayed formula."""
        return formula.block(tokens[idx].content)

    def code_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """Code within a line."""
        env["before"] = "x"
        return f"<code>{escape(tokens[idx].content, quote=False)}</code>"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """A block of code."""
        return f"<pre><code>{listing.highlighted(tokens[idx].content)}</code></pre>"

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """An indented block of code."""
        return self.fence(tokens, idx, options, env)

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """A table, which a narrow page lets slide."""
        return '<div class="slide"><table>'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """The table's end."""
        return "</table></div>"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """An image is not fetched; its description stands for it."""
        return escape(tokens[idx].content, quote=False)

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """A link to the web, or within the page."""
        env["link"] += 1
        address = str(tokens[idx].attrs.get("href", ""))
        if not _SAFE_LINK.match(address):
            return "<span>"
        return f'<a href="{escape(address)}" rel="noopener noreferrer">'

    def link_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """The link's end."""
        env["link"] -= 1
        opened = next(token for token in reversed(tokens[:idx]) if token.type == "link_open")
        return "</a>" if _SAFE_LINK.match(str(opened.attrs.get("href", ""))) else "</span>"

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """HTML is text."""
        return escape(tokens[idx].content, quote=False)

    html_block = html_inline

    def definition(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        """The place where a term is defined."""
        written = tokens[idx].content
        env["before"] = "x"
        term = meant(written, env["terms"])
        if term is None:
            return f"<dfn>{escape(written, quote=False)}</dfn>"
        env["met"].add(term)
        return f'<dfn id="def-{slug(term)}">{link(term, written)}</dfn>'

    def __init__(self) -> None:
        super().__init__()
        self.rules["def"] = cast(MethodType, self.definition)


def _curly(content: str, before: str) -> str:
    """Straight quotation marks as a book has them; a product does not break."""

    def turn(sign: re.Match[str]) -> str:
        left = content[sign.start() - 1] if sign.start() else before
        opens = left.isspace() or left in "([{—–“‘\N{NO-BREAK SPACE}"
        pair = "“”" if sign[0] == '"' else "‘’"
        return pair[0] if opens else pair[1]

    return _QUOTE.sub(turn, content).replace(" × ", "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}")
