"""`--data` and the options beside it: a learner's own data, wherever editions are made."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pathlib import Path

    from fieldwise.data.measured import Choice, Progress, Table
    from fieldwise.model import Lesson
    from fieldwise.model.about import About
    from fieldwise.own import Own
    from fieldwise.read import Course

Command = TypeVar("Command", bound=Callable[..., Any])

_META = "fieldwise.own"
_WIDEST = 100
_ROLES = {"x": "x, the known one", "y": "y, the predicted one"}


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value not in (None, (), False):
        context.meta.setdefault(_META, {})[parameter.name] = value


def _option(name: str, **settings: Any) -> Callable[[Command], Command]:
    return click.option(name, callback=_keep, expose_value=False, **settings)


_OPTIONS = (
    _option("--data", metavar="FILE|real", help="Your own table, or real data of the field."),
    _option("--x", metavar="COLUMN", help="The column that is known first."),
    _option("--y", metavar="COLUMN", help="The column to be predicted."),
    _option("--x-unit", metavar="UNIT", help="The unit of x, where the file does not say it."),
    _option("--y-unit", metavar="UNIT", help="The unit of y, likewise."),
    _option("--below", type=float, metavar="VALUE", help="Keep only rows whose y is less."),
    _option("--above", type=float, metavar="VALUE", help="Keep only rows whose y is more."),
    _option("--missing", multiple=True, metavar="MARK", help="A mark for “no value”, as -999."),
    _option("--leave-out-broken", is_flag=True, help="Leave out rows with broken cells."),
    _option("--table", metavar="NAME", help="The sheet of a workbook, or a FITS extension."),
    _option("--encoding", metavar="NAME", help="The text's encoding, if looking is not enough."),
    _option("--delimiter", metavar="SIGN", help="What separates cells, likewise."),
    _option("--decimal", type=click.Choice([".", ","]), help="The decimal mark, likewise."),
)


def data_options(command: Command) -> Command:
    """Add `--data` and the options that say how to read it; `own_data_asked` reads them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def is_asked() -> bool:
    """Whether this command is to work on other data than the lesson's own.

    Raises:
        UsageError: an option says how to read data that are not named.
    """
    from fieldwise.errors import UsageError

    asked = click.get_current_context().meta.get(_META, {})
    if asked and "data" not in asked:
        name = next(iter(asked)).replace("_", "-")
        raise UsageError(f"--{name} is about data of your own.", hint="Name them with --data FILE.")
    return bool(asked)


def own_data_asked(course: Course, field: str | None, lesson: Lesson) -> Own:
    """The data this command asks for, read; what a colleague would say of them is printed.

    Raises:
        UsageError: the field has no such data.
        InputError: the file cannot be read, or the lesson is impossible on it.
    """
    from fieldwise.data.measured import Choice
    from fieldwise.own import Request, named_source, own_data

    asked = dict(click.get_current_context().meta[_META])
    source = named_source(course, field, lesson, asked.pop("data"))
    choice = Choice(**asked)
    if not isinstance(source, str):
        choice = _with_columns(source, choice)
    with _progress() as progress:
        own = own_data(course, field, lesson, Request(source, choice), progress)
    if own.data.about is not None:
        _tell(own.data.about)
    return own


def _with_columns(path: Path, choice: Choice) -> Choice:
    """The choice with both columns named: asked for, where there is somebody to ask."""
    if (choice.x and choice.y) or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return choice
    from fieldwise.data.choose import settled
    from fieldwise.own import columns

    table = columns(path, choice)
    offered = [column for column in table.columns if column.kind == "number"]
    choice_now = settled(table, choice)
    if (choice_now.x and choice_now.y) or len(offered) < 2:
        return choice
    click.echo(f"{table.source} has these columns of numbers:", err=True)
    for number, column in enumerate(offered, 1):
        click.echo(f"  {number}  {column}", err=True)
    for axis in ("x", "y"):
        if not getattr(choice, axis):
            name = _asked_column(axis, table, choice)
            choice = replace(choice, x=name) if axis == "x" else replace(choice, y=name)
    return choice


def _asked_column(axis: str, table: Table, choice: Choice) -> str:
    """The name of one column, from the learner."""
    from fieldwise.data.header import find_column, nearest

    offered = [column for column in table.columns if column.kind == "number"]
    labels = [column.label for column in offered]
    usual = next(label for label in table.usual if label not in (choice.x, choice.y))
    while True:
        told = click.prompt(f"Which is {_ROLES[axis]}?", default=usual, err=True)
        at = find_column(told, [column.name for column in offered], labels)
        if at is not None and labels[at] != choice.x:
            return labels[at]
        near = nearest(told, labels)
        hint = f" Did you mean {near[0]}?" if near and at is None else ""
        click.echo("That is x already." if at is not None else f"There is none.{hint}", err=True)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar for files that take a while, on a terminal; silence elsewhere."""
    from fieldwise.data.measured import ignore

    if not sys.stderr.isatty():
        yield ignore
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    bar = Bar(console=Console(stderr=True), transient=True)
    task = bar.add_task("reading")

    def report(done: int, total: int) -> None:
        if done < total:
            bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield report
    finally:
        bar.stop()


def _tell(about: About) -> None:
    """The data in one line, then each note, on standard error."""
    from fieldwise.data.words import count
    from fieldwise.quote import grouped

    usable = grouped(about.whole.rows) if about.whole.rows < about.rows else "all"
    sampled = f", a sample of {grouped(about.line.rows)} in the lesson" if about.is_sample else ""
    _say(
        "data",
        f"{about.source}: {count(about.rows, 'row')}, {usable} usable{sampled}; x is "
        f"“{about.columns['x']}”, y is “{about.columns['y']}”.",
    )
    for remark in about.remarks:
        _say("note", f"{remark.sentence} {remark.advice_with_option}")


def _say(label: str, text: str) -> None:
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    lines = textwrap.wrap(text, width - 6, break_long_words=False, break_on_hyphens=False)
    for number, line in enumerate(lines):
        head = click.style(label.ljust(6), bold=True) if number == 0 else " " * 6
        click.echo(f"{head}{line}", err=True)
