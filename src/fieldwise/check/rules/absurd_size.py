"""FW507."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import MOST_UNITS, Context, Finding
from fieldwise.check.markup import MOST_SIGNS, is_parsed
from fieldwise.check.tables import tables
from fieldwise.check.text import LONGEST, LONGEST_ALL, Text
from fieldwise.model import Place

_LONGEST_LINE = 6_000
_DEEPEST = 8
_MOST_ROWS = 200
_MOST_COLUMNS = 20
_LONGEST_WORD = 120
_NESTED = re.compile(r"^(?:[ \t]*(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s)))+", re.MULTILINE)
_LEVEL = re.compile(r">|[-+*](?=\s)|\d{1,9}[.)](?=\s)")
_WORD = re.compile(rf"[^\s|/]{{{_LONGEST_WORD},}}")


def absurd_size(context: Context) -> Iterator[Finding]:
    """Something is far larger than any lesson needs.

    Finds: a slot of more than 20,000 characters or with hundreds of brackets, a line of more
    than 6,000, a word of more than 120, lists or quotations nested more than eight deep, tables
    of more than 200 rows or 20 columns, and more than 100 constants, units or false friends.

    Why: it stalls a browser, and no reader either reads it. What is so large is not read any
    further by the rules that have to parse it.

    Caught:

        ## scene

        > > > > > > > > > > One tide is one high water, read off the harbour's gauge.

    Mend: cut it. The longest slot of the first lesson asks for at most 900 words.

    Silent: long paragraphs on one line.
    """
    story, field = context.story, context.story.field
    for where, count in (
        ("constants", len(story.constants)),
        ("also_units", len(story.also_units)),
        ("units", len(field.units)),
        ("false_friends", len(field.false_friends)),
    ):
        if count > MOST_UNITS:
            of_story = where in story.places
            place = (story if of_story else field).places.get(where, Place(field.path, 1))
            yield Finding(place, f"`{where}` has {count:,} entries.", "Cut it to what is used.")
    for text in context.texts:
        found = _problem(text)
        if found is not None:
            offset, problem = found
            yield Finding(text.at(offset), problem, "Cut it to what a reader can read.")


def _problem(text: Text) -> tuple[int, str] | None:
    whole = text.text
    if text.length > len(whole):
        if not whole:
            return 0, f"the texts of this file have more than {LONGEST_ALL:,} characters."
        return 0, f"`{text.key}` has {text.length:,} characters; {LONGEST:,} are the most."
    if not is_parsed(whole):
        return 0, f"`{text.key}` has more than {MOST_SIGNS} brackets, asterisks or the like."
    for line in re.finditer(rf"[^\n]{{{_LONGEST_LINE},}}", whole):
        return (
            line.start(),
            f"this line has {len(line[0]):,} characters; {_LONGEST_LINE:,} are the most.",
        )
    if word := _WORD.search(whole):
        return word.start(), f"a word of {len(word[0]):,} characters breaks every line."
    for nested in _NESTED.finditer(whole):
        depth = len(_LEVEL.findall(nested[0]))
        if depth > _DEEPEST:
            return nested.start(), f"lists or quotations are nested {depth} deep."
    for table in tables(whole).whole:
        rows, columns = len(table.rows), len(table.header.cells)
        if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
            return table.header.start, f"a table of {rows} rows and {columns} columns."
    return None
