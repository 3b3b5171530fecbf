"""`fieldwise build`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldwise.cli.options import COURSE, LESSON, Examples


@click.command(
    cls=Examples,
    short_help="Build the site for some fields, or all.",
    examples=(
        "fieldwise build",
        "fieldwise build astrophysics economics --out site",
        "fieldwise build pottery --course my-course",
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
@COURSE
def build(fields: tuple[str, ...], lesson: str, out: Path, course: Path | None) -> int:
    """Build the site: a gallery, and for each field the page, the notebook and its certificate.

    Without FIELD, every field that tells the lesson is built. An edition with an error in its
    story is not written; its last good build stays.
    """
    from fieldwise.build import build as build_site
    from fieldwise.cli.printing import progress, tell_build
    from fieldwise.read import find_course

    known = find_course(course)
    canon = known.lesson(lesson)
    with progress() as say:
        built = build_site(known, fields or known.fields_of(lesson), canon, out, say)
    tell_build(built)
    return 1 if built.failed else 0
