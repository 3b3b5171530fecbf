"""How an edition's cells face each other on the page.

The left page is the canon: text and code that are the same for every learner. The right page is
the field's: its story, its card, and what the code prints and draws in its words and units. In
the file, and on a narrow screen, everything follows in the lesson's own order; a wide screen
sets what belongs together level:

    canon   field        canon   field        canon  field       (heading)  field
    canon ┘              (code)  output       canon ┘            canon  ┘   field
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

Side = Literal["canon", "field", "both"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on one of the two pages."""

    side: Side
    html: str
    faced: bool = False
    """Whether what follows on the other page belongs to it alone, as output does to its code."""
    opens: bool = False
    """Whether it is a heading, which begins a spread of its own."""


@dataclass(frozen=True, slots=True)
class Group:
    """Things that stand below each other on one page, and the rows of the spread they take."""

    side: Side
    html: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Groups that face each other."""

    groups: tuple[Group, ...]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max(group.last for group in self.groups)


def spreads(items: Sequence[Item]) -> tuple[Spread, ...]:
    """Items in order as spreads."""
    runs = list(_runs(items))
    found: list[list[Item]] = []
    for run, after in zip_longest(runs, runs[1:]):
        last = found[-1] if found else []
        if last and not run.opens and _joins(run, [item.side for item in last], last[0], after):
            last.append(run)
        else:
            found.append([run])
    return tuple(Spread(tuple(_placed(groups))) for groups in found)


def _joins(run: Item, sides: list[Side], first: Item, after: Item | None) -> bool:
    """Whether a run goes on a spread that holds groups on these sides."""
    if run.side == "both" or "both" in sides:
        return False
    if run.side == "field":
        return True
    if sides == ["canon", "field"]:
        # below canon that faces something stands canon that faces nothing; below a heading, any
        return first.opens or after is None or after.side != "field"
    return sides == ["field"] and not run.faced


def _runs(items: Sequence[Item]) -> Iterator[Item]:
    """Neighbours on one page as one; a heading, and code that has output, begin anew."""
    run: Item | None = None
    for item in items:
        alone = item.side == "both" or item.faced or item.opens or (run is not None and run.opens)
        if run is not None and item.side == run.side and not alone:
            run = replace(run, html=run.html + item.html)
            continue
        if run is not None:
            yield run
        run = item
    if run is not None:
        yield run


def _placed(groups: Sequence[Item]) -> Iterator[Group]:
    """Give each group its rows: the second level with the first, a later one below its own."""
    first = [max(1, number) for number in range(len(groups))]
    for number, group in enumerate(groups):
        below = first[number + 2] if number + 2 < len(groups) else first[-1] + 1
        yield Group(group.side, group.html, first[number], max(first[number], below - 1))
