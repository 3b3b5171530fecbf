"""The tokens of an author's Markdown, read so that nothing dangerous is overlooked.

Other than on a page, HTML is recognised and every address accepted, in order to be reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_SIGNS = 600
"""The most brackets, asterisks and the like in a text that is parsed."""


@cache
def _parser() -> MarkdownIt:
    from fieldwise.markdown import new_parser

    markdown = new_parser()
    markdown.options["html"] = True
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


def is_parsed(text: str) -> bool:
    """Whether a text is of a size at which parsing it takes no noticeable time."""
    return max(map(text.count, "[*_`<!&")) <= MOST_SIGNS


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """The block tokens of a text; none, if it is absurdly full of signs."""
    return tuple(_parser().parse(text)) if is_parsed(text) else ()


def inline(text: str) -> Iterator[tuple[Token, Token]]:
    """Every inline token, links' and images' inner ones too, with the block it stands in."""
    for block in tokens(text):
        waiting = list(reversed(block.children or []))
        while waiting:
            token = waiting.pop()
            yield token, block
            waiting += reversed(token.children or [])


def start_of(text: str, block: Token) -> int:
    """The offset at which a block begins."""
    line = block.map[0] if block.map else 0
    offset = 0
    for _ in range(line):
        offset = text.find("\n", offset) + 1
    return offset
