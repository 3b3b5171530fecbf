"""The edition as a plain Python script: prose as comments, code as it is.

Editors that know `# %%` run it cell by cell; Python runs it whole, without Jupyter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fieldwise import __version__
from fieldwise.bind import plain
from fieldwise.model import Executed, ExecutedCell, Lesson
from fieldwise.model.level import READERS
from fieldwise.standing import sections
from fieldwise.standing.wording import in_words
from fieldwise.told import without_figures

_WIDTH = 88
_DEFINITION = re.compile(r"\{def\}`([^`]+)`")
_MATH_OR_ESCAPE = re.compile(
    r"(?P<math>\$\$[\s\S]*?\$\$|\$[^$\n]*\$)|\\(?P<sign>[\\`*_\[\]<>$|#~])"
)
_ITEM = re.compile(r"(?P<mark>[-*+]|\d+[.)])\s+")
_GAP = re.compile(r"[ \t]+")
_AS_IT_IS = re.compile(r"\||#|>")
_FENCES = ("$$", "```")
_LINKING = re.compile(r"; each links back[^.]*")
"""What a list of terms says of its links, which a script does not have."""
_UNPRINTABLE = {number: " " for number in [*range(32), *range(127, 160)] if chr(number) != "\n"}


def script(executed: Executed) -> str:
    """An edition as one Python file."""
    parts = [_comment(_opening(executed))]
    level = executed.edition.story.level
    for item in executed.cells:
        if not level.serves(item.cell.level):
            continue
        if item.cell.is_code:
            parts.append(f"# %% {item.cell.id}\n{item.text}")
        else:
            parts.append(_comment(_prose(item, executed.edition.lesson)))
    parts.append(_comment(plain(_closing(executed))))
    return "\n\n".join(parts) + "\n"


def _opening(executed: Executed) -> str:
    edition = executed.edition
    lesson, field = edition.lesson, edition.story.field
    about = edition.data.about
    told = f"on the data of “{about.source}”" if about else f"told for {field.name}"
    packages = [name for name in executed.run.versions if name != "python"]
    return (
        f"{lesson.title}, {told}.\n\n"
        f"Fieldwise {__version__}, version {lesson.version} of the lesson. Run it with "
        f"`python` and this file's name; it needs {', '.join(packages)}."
    )


def _closing(executed: Executed) -> str:
    edition = executed.edition
    return f"Who wrote this edition. {' '.join(in_words(sections(edition.lesson, edition.story)))}"


def _prose(item: ExecutedCell, lesson: Lesson) -> str:
    cell = item.cell
    text = without_figures(item.text) if cell.kind == "notes" else item.text
    text = f"{cell.label.rstrip('.')}. {text}" if cell.label else text
    serves = f"({READERS.get(cell.level or '', '')}; others may skip it.)" if cell.level else ""
    terms = ""
    if cell.lists_terms:
        terms = "\n".join(f"- {term.name}: {term.means}" for term in lesson.terms.values())
        text = _LINKING.sub("", text)
    parts = [item.heading, serves, text, terms]
    return "\n\n".join(part for part in parts if part)


@lru_cache(maxsize=512)  # canon reads the same in most editions
def _comment(text: str) -> str:
    """Prose as comment lines; nothing in it can become code."""
    text = _DEFINITION.sub(r"*\1*", text)
    text = _MATH_OR_ESCAPE.sub(lambda m: m["math"] or m["sign"], text)
    pieces = (piece for line in _wrapped(text) for piece in line.splitlines() or [""])
    shown = (piece if piece.isprintable() else piece.translate(_UNPRINTABLE) for piece in pieces)
    return "\n".join(f"# {piece}".rstrip() for piece in shown)


def _wrapped(text: str) -> Iterator[str]:
    """A text's lines, its paragraphs filled to the width; formulas and tables stay as they are."""
    fence, paragraph = "", list[str]()
    for line in text.split("\n"):
        opened = next((sign for sign in _FENCES if line.startswith(sign)), "")
        plain = line.strip() and not fence and not opened and not _AS_IT_IS.match(line)
        if paragraph and (not plain or _ITEM.match(line)):
            yield from _filled(" ".join(paragraph))
            paragraph = []
        if plain:
            paragraph.append(line.strip())
        else:
            yield line
        closes = fence and line.rstrip().endswith(fence)
        single = opened and not fence and line.strip().endswith(opened) and line.strip() != opened
        fence = "" if closes or single else fence or opened
    if paragraph:
        yield from _filled(" ".join(paragraph))


def _filled(paragraph: str) -> tuple[str, ...]:
    """A paragraph's lines, broken between words; what follows an item's mark hangs below it."""
    item = _ITEM.match(paragraph)
    hang = " " * len(item[0]) if item else ""
    lines, line = list[str](), ""
    for word in _GAP.split(paragraph):
        if line and len(line) + 1 + len(word) > _WIDTH - 2:
            lines.append(line)
            line = f"{hang}{word}"
        else:
            line = f"{line} {word}" if line else word
    return (*lines, line)
