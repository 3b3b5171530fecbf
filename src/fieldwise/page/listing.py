"""Python code with its kinds of words marked, for a small theme."""

from __future__ import annotations

import json
from functools import lru_cache
from html import escape

from fieldwise import cache
from fieldwise.versions import version_of

_CLASSES = {
    "Token.Keyword": "k",
    "Token.Operator.Word": "k",
    "Token.Literal.String.Interpol": "",
    "Token.Literal.String.Affix": "s",
    "Token.Literal.String": "s",
    "Token.Literal.Number": "m",
    "Token.Comment": "c",
    "Token.Name.Function": "f",
    "Token.Name.Decorator": "f",
    "Token.Name.Builtin": "b",
}
"""Kind of token -> class; a kind that is not here takes that of the kind above it."""


_FORMAT = 1
"""Grows when the same code would be marked in another way."""


@lru_cache(maxsize=2048)
def highlighted(code: str) -> str:
    """The code as HTML; its text content is the code, character for character."""
    key = json.dumps([_FORMAT, _CLASSES, version_of("pygments"), code])
    known = cache.recall("listings", key)
    if known is None:
        known = _highlighted(code)
        cache.remember("listings", key, known)
    return str(known)


def _highlighted(code: str) -> str:
    from pygments.lexers import PythonLexer

    lexer = PythonLexer(stripnl=False, ensurenl=False)
    runs: list[list[str]] = []
    for kind, text in lexer.get_tokens(code):
        mark = _class(str(kind))
        if runs and (runs[-1][0] == mark or text.isspace()):
            runs[-1][1] += text
        else:
            runs.append([mark, text])
    return "".join(
        f'<span class="{mark}">{escape(text, quote=False)}</span>'
        if mark
        else escape(text, quote=False)
        for mark, text in runs
    )


def _class(kind: str) -> str:
    while kind not in _CLASSES and "." in kind:
        kind = kind.rpartition(".")[0]
    return _CLASSES.get(kind, "")
