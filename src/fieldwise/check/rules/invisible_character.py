"""FW505."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.model import Place

_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff"
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
    "|[\u0300-\u036f]{3,}"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NAMES = {
    "\x00": "NULL", "\x08": "BACKSPACE", "\x0b": "VERTICAL TAB", "\x0c": "FORM FEED",
    "\x1b": "ESCAPE", "\x7f": "DELETE", "\x85": "NEXT LINE",
}  # fmt: skip


def invisible_character(context: Context) -> Iterator[Finding]:
    r"""A character that nobody sees stands in a file.

    Finds: control characters, zero-width and bidirectional ones, soft hyphens, private and
    unassigned characters, piled-up accents, and U+FFFD, which stands where a letter was lost;
    anywhere in the story's file or in `field.yaml`, also written as an entity (`&zwj;`) or as an
    escape in YAML (`"\u202e"`).

    Why: they split words that look whole, turn text round so that it reads as something else,
    and hide what a program will see.

    Caught:

        ## scene

        One tide is one high&#8203;water, read off the harbour's gauge.

    Mend: delete the character, and type the words around it anew.

    Silent: tabs, line ends, no-break and thin spaces, and letters with their accents.
    """
    for path, lines in context.sources.items():
        for number, line in enumerate(lines, 1):
            if line.isascii() and line.isprintable():
                continue
            match = _SUSPECT.search(line)
            if match:
                yield _finding(Place(path, number, match.start() + 1), match[0])
    for text in context.texts:
        if "&" in text.text:
            for entity in _ENTITY.finditer(text.text):
                if _SUSPECT.search(html.unescape(entity[0])):
                    yield _finding(text.at(entity.start()), html.unescape(entity[0]))
        if text.lines and (hidden := _SUSPECT.search(text.text)):
            place = text.at(hidden.start())
            if not _SUSPECT.search(text.lines[place.line - 1]):
                yield _finding(place, hidden[0])


def _finding(place: Place, signs: str) -> Finding:
    return Finding(
        place,
        f"an invisible or unprintable character stands here: {name_of(signs)}.",
        "Delete it, and type the words around it anew.",
    )


def name_of(signs: str) -> str:
    """The code points of some characters, with the name of the first."""
    if len(signs) > 1:
        return f"{len(signs)} accents piled up"
    other = "a control character" if unicodedata.category(signs) == "Cc" else "without a name"
    name = _NAMES.get(signs) or unicodedata.name(signs, other)
    return f"U+{ord(signs):04X}, {name}"
