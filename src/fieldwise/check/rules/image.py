"""FW503."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import outside_code
from fieldwise.model import Place

_IMAGE = re.compile(
    r"(?<!\\)!\[(?P<words>[^\[\]\n]{0,200})\]\s?[(\[]|<\s*(?:img|image|picture)\b", re.IGNORECASE
)
_REFERENCE = re.compile(r"(?<!\\)!\[(?P<words>[^\[\]\n]{1,200})\](?![(\[])")


def image(context: Context) -> Iterator[Finding]:
    """A story holds an image.

    Finds: images of any address, written in place or by reference.

    Why: a remote image tells its host who is reading; a local one is missing on every other
    machine. The figures of a lesson are drawn by its code, from this run's data, and described
    in words.

    Caught:

        ## scene

        ![the gauge](https://example.org/gauge.png)

        One tide is one high water.

    Mend: say what the picture would show.

    Silent: an exclamation mark before a bracket in code.
    """
    for text in context.texts:
        if "![" not in text.text and "<" not in text.text:
            continue
        plain = outside_code(text.text)
        for match in _IMAGE.finditer(plain):
            yield _finding(text.at(match.start()))
        for match in _REFERENCE.finditer(plain):
            defined = re.compile(
                rf"^ {{0,3}}\[{re.escape(match['words'])}\]:", re.MULTILINE | re.IGNORECASE
            )
            if defined.search(plain):
                yield _finding(text.at(match.start()))


def _finding(place: Place) -> Finding:
    return Finding(
        place,
        "a story has no images; the lesson's figures are drawn by its code.",
        "Say what the picture would show.",
    )
