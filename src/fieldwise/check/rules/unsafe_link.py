"""FW502."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from fieldwise.check.context import Context, Finding
from fieldwise.check.markup import inline, start_of
from fieldwise.check.spans import outside_code
from fieldwise.check.text import Text

_SAFE = re.compile(r"(?:https?://[^/\\]|mailto:|#)")
_SCRIPT = re.compile(
    r"(?:javascript|vbscript|livescript|mocha)\s*:\s*\S|\bdata:\s*(?:text|image|application)/"
)
_REFERENCE = re.compile(
    r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\n?[ \t]*<?(?P<address>[^\s>]{1,400})", re.MULTILINE
)
_TARGET = re.compile(r"\]\(\s*<?(?P<address>[^\s()<>]{1,400})")
_PIECE = re.compile(r"\S{1,400}")


def unsafe_link(context: Context) -> Iterator[Finding]:
    """A link leads where no link of a story may lead.

    Finds: links whose address begins with anything but `https:`, `http:`, `mailto:` or `#`:
    `javascript:`, `data:`, `vbscript:` and `file:`, also disguised by entities, by capitals, by
    percent signs or by invisible characters, written in place, by reference or in angle
    brackets; addresses without a scheme, which lead nowhere from a single file; and the words
    `javascript:…` anywhere.

    Why: a click would run a program, or open a file of the reader's own.

    Caught:

        ## scene

        One tide is one high water, read off [the gauge](javascript:alert(1)).

    Mend: take the link out. Where a source has to be named, name it, or link to its `https:`
    address.

    Silent: addresses in code; the word JavaScript.
    """
    for text in context.texts:
        seen: set[int] = set()
        for offset, address in (*_links(text), *_written(text)):
            line = text.text.count("\n", 0, offset)
            if line in seen:
                continue
            seen.add(line)
            yield Finding(
                text.at(offset, 1),
                f"the address “{address[:60]}” is none that a story may lead to.",
                "Take the link out, or link to an `https:` address.",
            )


def _links(text: Text) -> Iterator[tuple[int, str]]:
    """The unsafe addresses of the links that Markdown sees."""
    if not any(mark in text.text for mark in ("](", "]:", "][", "<")):
        return
    for token, block in inline(text.text):
        address = str(token.attrGet("href" if token.type == "link_open" else "src") or "")
        if token.type in ("link_open", "image") and not _SAFE.match(bare(address)):
            start = start_of(text.text, block)
            offset = text.text.find(address[:20], start) if address else -1
            if offset < 0:  # written otherwise than it reads, or by reference
                offset = max(text.text.find("](", start), text.text.find("][", start))
            yield max(offset, start), bare(address) or "(empty)"


def _written(text: Text) -> Iterator[tuple[int, str]]:
    """Addresses that look unsafe, whether or not Markdown takes them for links."""
    written = outside_code(text.text) if text.kind in ("telling", "friend") else text.text
    for pattern in (_REFERENCE, _TARGET):
        for match in pattern.finditer(written):
            address = bare(match["address"])
            scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
            if scheme and not _SAFE.match(address):
                yield match.start("address"), address
    lowered = written.lower()
    plain = "script" not in lowered and "data:" not in lowered and "&" not in written
    if plain and written.isascii():
        return
    for piece in _PIECE.finditer(written):
        word = piece[0]
        if ":" in word or "&" in word or "%" in word:
            address = bare(word)
            if script := _SCRIPT.search(address):
                yield piece.start(), address[script.start() :]


def bare(address: str) -> str:
    """An address as a browser reads it: entities decoded, no invisible signs, small letters."""
    text = address
    for _ in range(3):
        text = unquote(html.unescape(text))
    kept = (sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf", "Zs"))
    return unicodedata.normalize("NFKC", "".join(kept)).lower()
