"""`fieldwise check`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldwise.cli.options import COURSE, FORMAT, Examples


@click.command(
    cls=Examples,
    short_help="Say what is not yet right in a story.",
    examples=(
        "fieldwise check",
        "fieldwise check my-course/fields/pottery",
        "fieldwise check story.md --format json --strict",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH ...]", type=click.Path(path_type=Path))
@FORMAT
@click.option("--strict", is_flag=True, help="Let advice count as a finding.")
@COURSE
def check(paths: tuple[Path, ...], style: str, strict: bool, course: Path | None) -> int:
    """Check stories, fields and lessons; without PATH, the whole course.

    Prints every finding as `path:line:column CODE message` with a hint. Each code has a page in
    the documentation, docs/checks/CODE.md.
    """
    from fieldwise.check import check_path
    from fieldwise.check.report import print_findings
    from fieldwise.cli.printing import progress
    from fieldwise.read import find_course

    known = find_course(course)
    with progress() as say:
        say("checking")
        wanted = paths or known.roots
        found = sorted({item for path in wanted for item in check_path(known, path)})
    return print_findings(found, style, strict=strict)
