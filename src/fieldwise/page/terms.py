"""The canonical terms: how a text may spell them, and where each is explained."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from fieldwise.model import Term

Names = tuple[tuple[str, tuple[str, ...]], ...]
"""Each canonical term with every form under which a text may use it; a key for remembering."""


def names(terms: Mapping[str, Term]) -> Names:
    """The terms as a key by which rendered texts are remembered."""
    return tuple((term.name, term.forms) for term in terms.values())


def slug(name: str) -> str:
    """A name as part of an address: `train/test split` gives `train-test-split`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@lru_cache(maxsize=1024)
def meant(written: str, terms: Names) -> str | None:
    """The term that a form names: as spelled, or else whatever its capitals."""
    for name, forms in terms:
        if written in forms:
            return name
    folded = written.lower()
    for name, forms in terms:
        if folded in (form.lower() for form in forms if not form.isupper()):
            return name
    return None


def link(term: str, shown: str) -> str:
    """A term in running text; its address is its line in the glossary."""
    return f'<a class="t" href="#term-{slug(term)}">{escape(shown, quote=False)}</a>'


def linked(text: str, terms: Names, met: set[str]) -> str:
    """The text as HTML, each term that was not met before a link."""
    pieces, done = [], 0
    for use in _pattern(terms).finditer(text):
        term = meant(use[0], terms)
        if term is None or term in met:
            continue
        met.add(term)
        pieces += [escape(text[done : use.start()], quote=False), link(term, use[0])]
        done = use.end()
    return "".join([*pieces, escape(text[done:], quote=False)])


@lru_cache(maxsize=16)
def _pattern(terms: Names) -> re.Pattern[str]:
    """Any form of any term, the longest first; an abbreviation only in its own capitals."""
    forms = sorted({form for _, own in terms for form in own}, key=lambda form: (-len(form), form))
    either = "|".join(
        re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})" for form in forms
    )
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])" if forms else r"(?!)")
