"""What the commands print: progress on standard error, results on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from fieldwise.build import Built
from fieldwise.errors import UsageError

Say = Callable[[str], None]


@contextmanager
def progress() -> Iterator[Say]:
    """A spinner that says what is being done, on a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        yield lambda text: status.update(f"{text} …")


def tell_build(built: Built, *, quiet: bool = False) -> None:
    """Say what was built, what was not, and why; `quiet` leaves out what went well."""
    for made in built.editions:
        if made.error:
            click.echo(f"fieldwise: {made.name}: {made.error}", err=True)
    shown = sorted(
        {item for made in built.editions for item in made.found if made.failed or not quiet}
    )
    worth_saying = [item for item in shown if item.severity != "advice"]
    if worth_saying:
        from fieldwise.check.report import print_findings

        print_findings(worth_saying, "text", strict=False)
    if quiet:
        return
    done = [made for made in built.editions if not made.failed]
    same = sum(made.unchanged for made in done)
    parts = [f"{len(done) - same} built"] * (len(done) > same) + [f"{same} unchanged"] * bool(same)
    failed = [made.name for made in built.editions if made.failed]
    if failed:
        parts.append(f"{len(failed)} not built ({', '.join(failed)})")
    click.echo(f"{', '.join(parts)}: {built.out / 'index.html'}")


def print_fields(rows: list[dict[str, Any]]) -> None:
    """A line per field and lesson, its standing at the end."""
    if not rows:
        click.echo("There are no fields yet.")
        return
    wide = max(len(row["field"]) for row in rows)
    for row in rows:
        click.echo(f"{click.style(row['field'].ljust(wide), bold=True)}  {row['summary']}")
        for lesson in row["lessons"]:
            click.echo(f"{' ' * wide}  {lesson['lesson']}: {lesson['standing']}")
        for real in row["real_data"]:
            said = f"--data {real['name']}: {real['title']} ({real['licence']})"
            click.echo(f"{' ' * wide}  {said}")
    first = rows[0]["field"]
    click.echo(f"\nOpen one with: fieldwise open {first}")


def print_reports(
    notebooks: tuple[Path, ...], style: str, restore: Path | None, course: Path | None
) -> int:
    """Verify notebooks, print a report on each, restore one if asked; 1 if anything was found.

    Raises:
        UsageError: more than one notebook is to be restored into one file.
        InputError: a file is no notebook of this course.
    """
    from fieldwise import files, verify
    from fieldwise.read import find_course

    if restore is not None and len(notebooks) > 1:
        raise UsageError("--restore takes one notebook at a time.")
    known = find_course(course)
    reports = [verify.verify(path, known) for path in notebooks]
    if style == "json":
        click.echo(
            json.dumps([report.as_json() for report in reports], indent=2, ensure_ascii=False)
        )
    else:
        for report in reports:
            click.echo("\n".join(report.lines()))
    if restore is not None:
        files.write(restore, verify.restore(notebooks[0]))
        click.echo(f"The original cells: {restore}", err=style == "json")
    return 1 if any(report.findings for report in reports) else 0
