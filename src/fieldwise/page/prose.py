"""An edition's Markdown as HTML, with its words and numbers still to be told apart.

Canon is the same source in every edition; only the words and numbers quoted in it differ. So a
text is rendered once with a placeholder for each quotation, and each edition's words are filled
in afterwards, marked with the quotation they came from:

    {{ x.name }}  ─►  placeholder  ─►  <span data-q="x.name">exposure time</span>
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

from markdown_it.token import Token
from markupsafe import Markup

from fieldwise.markdown import parser
from fieldwise.page.render import new_env, renderer
from fieldwise.page.terms import Names
from fieldwise.quote import Quotation, substitute

Read = Callable[[Quotation], str | None]
"""What a reader sees in place of a quotation, as Markdown."""

_PLACE = re.compile("[\ue000-\uf8ff]")
_IN_TAG = re.compile("<[^<>]*[\ue000-\uf8ff]")
_FORMULA = re.compile('<math.*?</math>|<code class="tex">.*?</code>', re.DOTALL)
_MOST = 0x1800
_NBSP = "\N{NO-BREAK SPACE}"
_OPTIONS = parser().options
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>$|#~])")
_MARKUP = re.compile(r"[\\`*_\[\]<>$|#~&\n]")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text below one of its headings; the first has none."""

    heading: Markup
    html: Markup
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The first table of a text, and what stands before and after it."""

    before: Markup
    head: tuple[Markup, ...]
    rows: tuple[tuple[Markup, ...], ...]
    after: Markup


def parts(text: str, read: Read, terms: Names) -> tuple[Part, ...]:
    """A text's parts; the first use of each of the terms links to its glossary entry."""
    template, words = _framed(text, read)
    found = _parts(template, terms)
    if not _fits(template, "".join(part.heading + part.html for part in found)):
        template, words = substitute(text, read), []
        found = _parts(template, terms)
    return tuple(
        Part(_fill(part.heading, words), _fill(part.html, words), part.level) for part in found
    )


def html(text: str, read: Read, terms: Names = ()) -> Markup:
    """A text as HTML, headings included."""
    return Markup("").join(
        Markup(f"<h{part.level}>{part.heading}</h{part.level}>{part.html}")
        if part.heading
        else part.html
        for part in parts(text, read, terms)
    )


def inline(text: str, read: Read) -> Markup:
    """A line of text as HTML without a paragraph around it."""
    template, words = _framed(text, read)
    rendered = _line(template)
    if not _fits(template, rendered):
        return Markup(_line(substitute(text, read)))
    return _fill(rendered, words)


def table(text: str, read: Read) -> Table | None:
    """A text that holds a table, taken apart; None if it holds none."""
    template, words = _framed(text, read)
    found = _table(template)
    if found is None:
        return None
    everything = [found.before, *found.head, *(cell for row in found.rows for cell in row)]
    if not _fits(template, "".join([*everything, found.after])):
        template, words = substitute(text, read), []
        found = _table(template) or found
    return Table(
        _fill(found.before, words),
        tuple(_fill(cell, words) for cell in found.head),
        tuple(tuple(_fill(cell, words) for cell in row) for row in found.rows),
        _fill(found.after, words),
    )


def _framed(text: str, read: Read) -> tuple[str, list[str]]:
    """The text with a placeholder for each quotation, and the HTML that goes there."""
    words: list[str] = []

    def place(quoted: Quotation) -> str | None:
        word = read(quoted)
        if word is None:
            return None
        plain = _ESCAPED.sub(r"\1", word)
        if _MARKUP.search(_ESCAPED.sub("", word)) or len(words) >= _MOST:
            return word  # Markdown of its own, such as a list
        source = quoted.raw[2:-2].strip()
        if _NBSP in plain:
            plain = plain.replace(" ", _NBSP)  # a number and its unit stay on one line
        shown = escape(plain, quote=False)
        words.append(f'<span data-q="{escape(source)}">{shown}</span>')
        return chr(0xE000 + len(words) - 1)

    if _PLACE.search(text):
        return substitute(text, read), []
    return substitute(text, place), words


def _fits(template: str, rendered: str) -> bool:
    """Whether each placeholder came out once, as text: not in a link, a formula or twice."""
    if not _PLACE.search(template):
        return True
    formulas = "".join(_FORMULA.findall(rendered))
    return (
        _PLACE.findall(rendered) == _PLACE.findall(template)
        and not _PLACE.search(formulas)
        and not _IN_TAG.search(rendered)
    )


def _fill(rendered: str, words: Sequence[str]) -> Markup:
    if not words:
        return Markup(rendered)
    return Markup(_PLACE.sub(lambda place: words[ord(place[0]) - 0xE000], rendered))


@lru_cache(maxsize=4096)
def _parts(template: str, terms: Names) -> tuple[Part, ...]:
    tokens = _parse(template)
    env = new_env(terms)
    starts = [i for i, token in enumerate(tokens) if token.type == "heading_open"]
    ends = [*starts, len(tokens)]
    found = [Part(Markup(), Markup(_render(tokens[: ends[0]], env)))]
    for start, end in pairwise(ends):
        heading = Markup(_render([tokens[start + 1]], new_env(())))
        body = Markup(_render(tokens[start + 3 : end], env))
        found.append(Part(heading, body, int(tokens[start].tag[1:])))
    return tuple(part for part in found if part.heading or part.html)


@lru_cache(maxsize=1024)
def _line(template: str) -> str:
    return _render(parser().parseInline(template), new_env(()))


@lru_cache(maxsize=1024)
def _table(template: str) -> Table | None:
    tokens, env = _parse(template), new_env(())
    kinds = [token.type for token in tokens]
    if "table_open" not in kinds:
        return None
    start, end = kinds.index("table_open"), kinds.index("table_close")
    rows: list[list[Markup]] = []
    for index in range(start, end):
        if kinds[index] == "tr_open":
            rows.append([])
        elif kinds[index] == "inline":
            rows[-1].append(Markup(_render([tokens[index]], env)))
    return Table(
        Markup(_render(tokens[:start], env)),
        tuple(rows[0]),
        tuple(tuple(row) for row in rows[1:]),
        Markup(_render(tokens[end + 1 :], env)),
    )


def _parse(template: str) -> list[Token]:
    return parser().parse(template)


def _render(tokens: Sequence[Token], env: dict[str, object]) -> str:
    return renderer().render(tokens, _OPTIONS, env)
