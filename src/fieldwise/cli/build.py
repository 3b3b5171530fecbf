"""`fieldwise build`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldwise.cli.options import COURSE, LESSON, Examples
from fieldwise.cli.own import data_options, is_asked, own_data_asked


@click.command(
    cls=Examples,
    short_help="Build the site for some fields, or all.",
    examples=(
        "fieldwise build",
        "fieldwise build astrophysics economics --out site",
        "fieldwise build pottery --course my-course",
        "fieldwise build economics --data real",
    ),
)
@click.argument("fields", nargs=-1, metavar="[FIELD ...]")
@LESSON
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="site",
    show_default=True,
    help="Where to build.",
)
@data_options
@COURSE
def build(fields: tuple[str, ...], lesson: str, out: Path, course: Path | None) -> int:
    """Build the site: a gallery, and for each field the page, the notebook and its certificate.

    Without FIELD, every field that tells the lesson is built. An edition with an error in its
    story is not written; its last good build stays.

    With --data, the one field named is built on that table instead of the lesson's own data.
    """
    from fieldwise.build import build as build_site
    from fieldwise.build import build_own
    from fieldwise.cli.printing import progress, tell_build
    from fieldwise.errors import UsageError
    from fieldwise.read import find_course

    known = find_course(course)
    canon = known.lesson(lesson)
    if is_asked():
        if len(fields) != 1:
            raise UsageError(
                "Data of your own are told in one field.",
                hint=f"Name it, as in: fieldwise build {known.fields_of(lesson)[0]} --data FILE",
            )
        own = own_data_asked(known, fields[0], canon)
        with progress() as say:
            built = build_own(own, canon, out, say)
        tell_build(built)
        return 0
    with progress() as say:
        built = build_site(known, fields or known.fields_of(lesson), canon, out, say)
    tell_build(built)
    return 1 if built.failed else 0
