"""`fieldwise review`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fieldwise.cli.options import COURSE, FORMAT, LESSON, Examples, typed


@click.command(
    cls=Examples,
    short_help="Read what nobody in the field has reviewed.",
    examples=(
        "fieldwise review astrophysics",
        'fieldwise review pottery --course my-course --as "Grace Hopper"',
        "fieldwise review pottery --course my-course --format json",
    ),
)
@click.argument("field")
@LESSON
@click.option("--as", "name", metavar="NAME", help="Who reviews; asked for unless given.")
@click.option("--all", "every", is_flag=True, help="Walk through every section, defaults too.")
@FORMAT
@COURSE
def review(
    field: str, lesson: str, name: str | None, every: bool, style: str, course: Path | None
) -> int:
    """Walk through the sections of a story that are unreviewed, or whose review is out of date.

    Each is shown beside the canon with the run's numbers, with what check says and who wrote it.
    Accept it, ask for it to be mended, skip it or stop; each verdict is recorded at once, beside
    the story, which is never changed. Where there is no terminal, what is open is listed.
    """
    from fieldwise.cli.reviewing import Walk, tell_open
    from fieldwise.read import find_course

    known = find_course(course)
    canon = known.lesson(lesson)
    story = known.read_story(known.read_field(field).get(), canon).get()
    if style == "json" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return tell_open(canon, story, style, every=every)
    again = typed("review", field, lesson, course)
    return Walk(canon, story, again).through(name, every=every)
