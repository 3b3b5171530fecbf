"""FW202."""

from __future__ import annotations

from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.glossary import glossaries


def row_order(context: Context) -> Iterator[Finding]:
    """The glossary's rows stand in another order than the lesson's terms.

    Finds: the first row whose term comes earlier in the lesson than the term above it.

    Why: the terms stand in the order in which the lesson introduces them, and in every edition
    in the same place.

    Caught:

        ## glossary

        Here $x$ is the range of the tide, in cm, and $y$ the current, in cm/s.

        | your field | ML term | bridge |
        |---|---|---|
        | current | target | what the pilot asks for |
        | range of the tide | feature | known from the almanac |

    Mend: move the row to its place.

    Silent: missing rows (FW201), rows of unknown terms and second rows (FW203).
    """
    order = {name: number for number, name in enumerate(context.lesson.terms)}
    for glossary in glossaries(context):
        highest, above, seen = -1, "", set[str]()
        for entry in glossary.entries:
            name = entry.term.plain
            if name not in order or name in seen:
                continue
            seen.add(name)
            if order[name] < highest:
                yield Finding(
                    glossary.text.at(entry.term.start),
                    f"“{name}” stands below “{above}”; the lesson has it above.",
                    f"The order is: {', '.join(order)}.",
                )
                break
            highest, above = order[name], name
