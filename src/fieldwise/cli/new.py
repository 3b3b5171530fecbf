"""`fieldwise new`."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from fieldwise.cli.options import Examples

if TYPE_CHECKING:
    from fieldwise.interview.plan import Plan
    from fieldwise.model import Lesson
    from fieldwise.read import Course


@click.command(
    cls=Examples,
    short_help="Describe your field; get the lesson told in it.",
    examples=(
        "fieldwise new",
        "fieldwise new --in app",
        "fieldwise new --answers penguins.yaml",
        "fieldwise new --answers penguins.yaml --no-input --course my-course",
    ),
)
@click.option(
    "--in",
    "where",
    type=click.Choice(["terminal", "app"]),
    default="terminal",
    show_default=True,
    help="Questions one by one here, or a form in your browser.",
)
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A YAML file of answers; what it leaves open is asked.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing; say what is missing instead.")
@click.option(
    "--course",
    type=click.Path(file_okay=False, path_type=Path),
    help="The course folder to write to; your own is the default.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Where the app listens; 0 takes any free port."
)
@click.option("--no-browser", is_flag=True, help="Print the app's address and open nothing.")
def new(
    where: str,
    answers: Path | None,
    no_input: bool,
    course: Path | None,
    port: int | None,
    no_browser: bool,
) -> int:
    """Describe your field in an interview; a scenario and a story are written as text files.

    One question at a time, each with an example. “back” goes back; Ctrl+C leaves and keeps the
    answers, and the next `fieldwise new` goes on from there. Nothing that is there already is
    changed.
    """
    from fieldwise.errors import UsageError
    from fieldwise.interview.keeping import Unfinished, keep
    from fieldwise.interview.questions import LESSON
    from fieldwise.read import find_course, user_folder

    target = course or user_folder()
    known = find_course(target if (target / "fields").is_dir() else None)
    lesson = known.lesson(LESSON)
    if where == "app":
        from fieldwise.app.interview import open_form

        if no_input:
            raise UsageError("--no-input asks nothing, and a form does.", hint="Leave out one.")
        if answers is not None:
            keep(Unfinished(_from_file(answers)))
        open_form(target, None, port, not no_browser, click.echo)
        return 0
    from fieldwise.cli.conversation import Conversation, started

    taken = frozenset(known.fields)
    given = _from_file(answers)
    if no_input:
        return _without_asking(given, known, lesson, target)
    conversation = Conversation(started(given), known, lesson, taken)
    plan = conversation.hold()
    _write(plan, lesson, target)
    return conversation.offer_to_open(plan, course)


def _from_file(path: Path | None) -> dict[str, str]:
    from fieldwise.interview.answers import read_given

    return read_given(path) if path is not None else {}


def _without_asking(given: dict[str, str], known: Course, lesson: Lesson, target: Path) -> int:
    """Write what a file of answers comes to, or say by name what is missing or wrong."""
    from fieldwise.interview.plan import plan, sentence, settle

    settled, found = settle(given, known.fields)
    if found:
        click.echo(f"fieldwise: the answers are not complete; {len(found)} to mend:", err=True)
        for problem in found:
            click.echo(f"  {sentence(problem, settled)}", err=True)
        return 2
    _write(plan(settled, lesson), lesson, target)
    return 0


def _write(plan: Plan, lesson: Lesson, target: Path) -> None:
    """Write the field's files, and say what to do with them."""
    from fieldwise.interview.keeping import let_go
    from fieldwise.interview.mapping import caution
    from fieldwise.interview.writing import write

    paths = write(plan, lesson, target)
    let_go()
    click.echo("\nWritten:")
    for path in paths:
        click.echo(f"  {path}")
    from fieldwise.read.course import user_folder

    at = "" if target == user_folder() else f" --course {quote(str(target))}"
    click.echo("\nNext:")
    for command, what in (
        (f"fieldwise open {plan.id}{at}", "read the lesson, told in your words"),
        (f"fieldwise check {quote(str(paths[0].parent))}", "after each edit by hand"),
        (f"fieldwise draft {plan.id}{at}", "let a language model propose more, if you have one"),
    ):
        click.echo(f"  {command}\n    {what}")
    if caution(plan):
        click.echo(f"\n{caution(plan)}")
