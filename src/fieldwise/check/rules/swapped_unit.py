"""FW406."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.glossary import glossaries
from fieldwise.check.spans import outside_code
from fieldwise.check.tables import tables

BETWEEN = (
    r"(?:[ \n](?P<formula>\$[^$\n]{1,30}\$)|[ \n]\([^()\n]{1,20}\))?,?[ \n]"
    r"(?:(?:is |was |are )?(?:measured |given |recorded |counted |quoted |reported )?)?in[ \n]"
)
"""What stands between a name and its unit."""
_PLACE = re.compile(BETWEEN, re.IGNORECASE)
_GOES_ON = re.compile(r"[\w/·²³]|,? (?:and|or|by|per|,)[ \n]", re.IGNORECASE)
"""What stands behind a part of a unit, or behind one of several."""
IDIOMS = frozenset(("words", "pairs", "parts", "numbers", "figures", "pieces", "bits", "steps"))
"""Units, perhaps, before which “in” says how something is put."""


def swapped_unit(context: Context) -> Iterator[Finding]:
    """A quantity is given in the other quantity's unit.

    Finds: the name of one quantity, followed at once by “in” and the unit of another; and a row
    of the glossary, for a quantity of the lesson, that names only the other's unit.

    Why: it is the sentence on which a reader builds all the others.

    Caught:

        ## scene

        One tide is one high water. The gauge gives the range of the tide, in cm/s.

    Mend: write the quantity's own unit, or quote it: `{{ x.unit }}`.

    Silent: “in cm and cm/s”, where the units follow in the order of the quantities; two
    quantities of the same unit; “in words” and the like.
    """
    quantities = context.story.scenario.quantities
    units = {name: quantity.unit for name, quantity in quantities.items() if quantity.unit}
    if len(set(units.values())) < 2:
        return
    for name, quantity in quantities.items():
        others = sorted({u for n, u in units.items() if n != name and u != quantity.unit}, key=len)
        if others and quantity.name and name in units:
            yield from _in_prose(name, others, context)
            yield from _in_rows(name, others, context)


def _in_prose(name: str, others: list[str], context: Context) -> Iterator[Finding]:
    """Where the quantity's name is followed by the unit of another."""
    quantity = context.story.scenario.quantities[name]
    ways = (quantity.name.casefold(), f"${name}$")
    for text in context.tellings:
        low = text.text.casefold()
        if not any(way in low for way in ways):  # seen sooner than a place
            continue
        plain = outside_code(text.text)
        for place in _PLACE.finditer(plain):
            unit = next((u for u in reversed(others) if _stands(u, plain, place.end())), "")
            end = place.end() + len(unit)
            if not unit or _GOES_ON.match(plain, end) or plain[place.end() : end] in IDIOMS:
                continue
            if _names_before(name, quantity.name, place):
                yield Finding(
                    text.at(place.end(), len(unit)),
                    f"{quantity.phrase} is in {quantity.unit}, not in {plain[place.end() : end]}.",
                    f"Write {quantity.unit}, or quote it: `{{{{ {name}.unit }}}}`.",
                )


def _stands(word: str, text: str, at: int) -> bool:
    return text[at : at + len(word)].casefold() == word.casefold()


def _names_before(letter: str, name: str, place: re.Match[str]) -> bool:
    """Whether what stands before a place is a quantity, by its name or its letter."""
    formula, text, end = f"${letter}$", place.string, place.start()
    if place["formula"] == formula or text.endswith(formula, 0, end):
        return True
    start = end - len(name)
    inside = start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_")
    return start >= 0 and not inside and _stands(name, text, start)


def _in_rows(name: str, others: list[str], context: Context) -> Iterator[Finding]:
    """The rows of the glossary that are about the quantity and name another's unit alone."""
    own = context.story.scenario.quantities[name].unit
    for glossary in glossaries(context):
        default = tables(context.slots[glossary.text.key].text).whole[0]
        about = {
            cell.plain
            for row in default.rows
            if row.cells[0].plain == f"{{{{ {name}.name }}}}"
            for cell in row.cells
        }
        for table in tables(glossary.text.text).whole:
            for row in table.rows:
                last = row.cells[-1]
                unit = next((unit for unit in others if _names(unit, last.text)), None)
                if unit is None or _names(own, last.text):
                    continue
                if any(cell.plain in about for cell in row.cells[1:]):
                    yield Finding(
                        glossary.text.at(last.start + last.text.find(unit), len(unit)),
                        f"this row is about `{name}`, which is in {own}, not in {unit}.",
                        f"Write {own}, or quote it: `{{{{ {name}.unit }}}}`.",
                    )


def _names(unit: str, text: str) -> bool:
    """Whether a text gives something in a unit."""
    return re.search(rf"\bin {re.escape(unit)}(?![\w/·²³])", text) is not None
