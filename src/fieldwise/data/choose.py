"""Which two columns are meant; columns that are not named are offered."""

from __future__ import annotations

from dataclasses import replace

from fieldwise.data.header import find_column, nearest
from fieldwise.data.measured import KINDS, Choice, Column, Table
from fieldwise.data.opened import Opened
from fieldwise.data.unit_words import normal_unit
from fieldwise.data.words import clean, listed, quoted
from fieldwise.errors import InputError
from fieldwise.quote import grouped

_MOST_OFFERED = 24


def choose(opened: Opened, table: Table, choice: Choice) -> tuple[int, int]:
    """The numbers, from 0, of the columns x and y.

    Raises:
        InputError: one is not named, does not exist, or does not hold numbers.
    """
    found = [_find(opened, table, name, axis) for name, axis in ((choice.x, "x"), (choice.y, "y"))]
    for at in found:
        if at is not None and table.columns[at].kind != "number":
            raise _no_numbers(opened, table.columns[at])
    if sum(column.kind == "number" for column in table.columns) < 2:
        raise opened.refuse(f"the lesson needs two columns of numbers; here are {offered(table)}.")
    missing = [axis for axis, at in zip("xy", found, strict=True) if at is None]
    if missing:
        what = "which column is x, the known one, and which is y, the predicted one?"
        if len(missing) == 1:
            role = {"x": "x, the known one", "y": "y, the predicted one"}[missing[0]]
            what = f"which column is {role}?"
        raise opened.refuse(f"{what} There are {offered(table)}.", _suggestion(table, choice))
    x, y = (at for at in found if at is not None)
    if x == y:
        raise opened.refuse(f"x and y are the same column, {quoted(table.columns[x].label)}.")
    return x, y


def settled(table: Table, choice: Choice) -> Choice:
    """The choice with the only two columns of numbers, where neither or one of them is named."""
    if table.only is None or (choice.x and choice.y):
        return choice
    first, second = table.only
    if not choice.x and not choice.y:
        return replace(choice, x=first, y=second)
    labels = [column.label for column in table.columns]
    at = find_column(choice.x or choice.y, [column.name for column in table.columns], labels)
    named = labels[at] if at is not None else ""
    other = {first: second, second: first}.get(named, "")
    return replace(choice, x=choice.x or other, y=choice.y or other)


def offered(table: Table) -> str:
    """All columns with their kinds, units and ranges, for a message."""
    shown = [str(column) for column in table.columns[:_MOST_OFFERED]]
    more = len(table.columns) - len(shown)
    return "; ".join([*shown, *([f"and {grouped(more)} more"] if more else [])])


def with_unit(column: Column, asked: str | None) -> Column:
    """The column with the unit that the learner says it has, if they say one."""
    if asked is None:
        return column
    unit = normal_unit(clean(asked))
    stated = column.unit if column.unit_from and column.unit != unit else ""
    return replace(column, unit=unit, unit_from="you", stated=stated)


def _find(opened: Opened, table: Table, asked: str, axis: str) -> int | None:
    if not asked.strip():
        return None
    names = [column.name for column in table.columns]
    labels = [column.label for column in table.columns]
    at = find_column(asked, names, labels)
    if at is None:
        near = listed([quoted(name) for name in nearest(asked, labels)], "or")
        raise opened.refuse(
            f"there is no column {quoted(asked)} to be {axis}.",
            f"Did you mean {near}?" if near else f"There are {offered(table)}.",
        )
    return at


def _suggestion(table: Table, choice: Choice) -> str:
    """The words to add, with the likely pair where nothing was named."""
    free = [label for label in table.usual if label not in (choice.x, choice.y)]
    x = choice.x or free.pop(0)
    y = choice.y or free[0]
    return f"Say so, for example with --x {_shell(x)} --y {_shell(y)}."


def _shell(name: str) -> str:
    """A name as it can be typed in a terminal."""
    if name.replace("_", "").replace("-", "").replace(".", "").isalnum():
        return name
    escaped = name.replace("'", "'\\''")
    return f"'{escaped}'"


def _no_numbers(opened: Opened, column: Column) -> InputError:
    holds = {"text": "text", "list": "several values a row"}.get(column.kind, KINDS[column.kind])
    like = f", such as {quoted(column.example)}" if column.example else ""
    if column.kind == "empty":
        return opened.refuse(f"the column {quoted(column.label)} is empty.")
    hint = ""
    if column.kind == "date":
        hint = "Add a column with the time since a start, in days or seconds, and name that."
    return opened.refuse(
        f"the column {quoted(column.label)} holds {holds}{like}; the lesson needs numbers.", hint
    )
