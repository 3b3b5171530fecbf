"""`fieldwise export`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fieldwise.cli.options import COURSE, Examples


@click.command(
    cls=Examples,
    short_help="Write one edition to a file.",
    examples=(
        "fieldwise export astrophysics linear-regression --to ipynb",
        "fieldwise export cooking linear-regression --to py -o lesson.py",
        "fieldwise export economics linear-regression --to html -o -",
    ),
)
@click.argument("field")
@click.argument("lesson")
@click.option(
    "--to", type=click.Choice(["ipynb", "html", "py"]), required=True, help="What to write."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file; `-` prints it. Left out: FIELD-LESSON.ipynb and so on, here.",
)
@COURSE
def export(field: str, lesson: str, to: str, output: Path | None, course: Path | None) -> int:
    """Write one edition as a notebook, a page, or a plain Python script."""
    from fieldwise import files
    from fieldwise.build import execute, render
    from fieldwise.cli.printing import progress
    from fieldwise.errors import UsageError
    from fieldwise.read import find_course

    known = find_course(course)
    canon = known.lesson(lesson)
    story = known.read_story(known.read_field(field).get(), canon).get()
    target = output or Path(f"{field}-{lesson}.{to}")
    if output is None and target.exists():
        raise UsageError(
            f"{target} is there already and is left as it is.", hint="Name another file with -o."
        )
    with progress() as say:
        say("running the lesson's code")
        executed = execute(canon, story)
    if to == "py":
        from fieldwise.script import script

        content = script(executed).encode()
    else:
        content = render(executed, home="")[to]
    if str(target) == "-":
        sys.stdout.buffer.write(content)
    else:
        files.write(target, content)
        click.echo(f"{target}")
    return 0
