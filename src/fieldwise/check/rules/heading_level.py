"""FW106."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.spans import outside_code
from fieldwise.check.text import Text

_HEADING = re.compile(
    r"^ {0,3}(?:(?P<marks>#{1,6})(?P<gap>[ \t]*)(?P<words>[^\n#]*)[^\n]*"
    r"|(?P<under>\S[^\n]*)\n {0,3}(?P<line>=+|-{2,})[ \t]*$)",
    re.MULTILINE,
)


def heading_level(context: Context) -> Iterator[Finding]:
    """A heading skips a level, or has one that belongs to the lesson.

    Finds: a heading of level one or two inside a slot, also one written with a line of `===` or
    `---` below it; a first heading deeper than `###`; a heading two levels below the one before;
    hashes with no space after them; and a title of several lines.

    Why: the page's outline, which people with screen readers move by, would have a hole, and the
    slot would break out of its section.

    Caught:

        ## limits

        ##### Wind

        A storm surge moves the sea level by more than the moon does.

    Mend: begin with `###` inside a slot, and go down one level at a time.

    Silent: hashes in code, and a row of hyphens with an empty line above it.
    """
    for text in context.tellings:
        slot = context.slots.get(text.key)
        if slot is not None and slot.title and not slot.title.strip("#"):
            if "\n" in text.text or text.text.startswith("#"):
                yield Finding(
                    text.at(0),
                    f"`{text.key}` is a heading: one line, without hashes.",
                    "Write the words alone; the lesson sets them as a heading.",
                )
            continue
        yield from _headings(text, context)


def _headings(text: Text, context: Context) -> Iterator[Finding]:
    level = 2
    plain = outside_code(text.text)
    for match in _HEADING.finditer(plain):
        if match["line"]:
            if match["under"].lstrip().startswith(("|", "-", "#", ">")):
                continue
            found, words = (1 if match["line"][0] == "=" else 2), match["under"]
        else:
            found, words = len(match["marks"]), match["words"].strip()
        place = text.at(match.start())
        if match["marks"] and not match["gap"] and words:
            if found > 1:
                yield Finding(
                    place,
                    f"“{match[0].strip()[:40]}” has no space after its hashes, and is no heading.",
                    f"Write `{match['marks']} {words[:40]}`.",
                )
            continue
        if found <= 2:
            slot = words.strip() in context.slots
            yield Finding(
                place,
                f"“{words.strip()[:40]}” is a heading of level {found} inside the slot "
                f"`{text.key}`.",
                f"A slot's own heading is written `## {words.strip()}`."
                if slot
                else "Headings inside a slot begin at `###`; an empty line keeps a row of "
                "hyphens from making one.",
            )
        elif found > level + 1:
            yield Finding(
                place,
                f"the heading “{words[:40]}” is of level {found}, right below level {level}.",
                f"Write it with {level + 1} hashes.",
            )
        if found > 2:
            level = found
