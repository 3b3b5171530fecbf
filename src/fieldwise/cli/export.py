"""`fieldwise export`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fieldwise.cli.options import COURSE, Examples, at_level, level_options
from fieldwise.cli.own import data_options, is_asked, own_data_asked


@click.command(
    cls=Examples,
    short_help="Write one edition to a file.",
    examples=(
        "fieldwise export astrophysics linear-regression --to ipynb",
        "fieldwise export cooking linear-regression --to py -o lesson.py",
        "fieldwise export cooking linear-regression --to ipynb --programming none",
        "fieldwise export economics linear-regression --to html -o -",
        "fieldwise export economics linear-regression --to ipynb --data real",
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
@level_options
@data_options
@COURSE
def export(field: str, lesson: str, to: str, output: Path | None, course: Path | None) -> int:
    """Write one edition as a notebook, a page, or a plain Python script.

    With --data it is on your own table, which it carries: CSV, Parquet, Excel, ECSV or FITS.
    """
    from fieldwise import files
    from fieldwise.build import execute, render, render_alone
    from fieldwise.cli.printing import progress
    from fieldwise.errors import UsageError
    from fieldwise.joining import others
    from fieldwise.read import find_course
    from fieldwise.weave import SYNTHETIC

    known = find_course(course)
    canon = known.lesson(lesson)
    target = output or Path(f"{field}-{lesson}.{to}")
    if output is None and target.exists():
        raise UsageError(
            f"{target} is there already and is left as it is.", hint="Name another file with -o."
        )
    if is_asked():
        own = own_data_asked(known, field, canon)
        story, data = own.story, own.data
    else:
        story, data = known.read_story(known.read_field(field).get(), canon).get(), SYNTHETIC
    with progress() as say:
        say("running the lesson's code")
        executed = execute(canon, at_level(story), data)
    if to == "py":
        from fieldwise.script import script

        content = script(executed).encode()
    else:
        neighbours = () if is_asked() else others(known, canon, field)
        content = render_alone(executed, neighbours) if to == "html" else render(executed)[to]
    if str(target) == "-":
        sys.stdout.buffer.write(content)
    else:
        files.write(target, content)
        click.echo(f"{target}")
    return 0
