"""`fieldwise list`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from fieldwise.cli.options import COURSE, Examples


@click.command(
    "list",
    cls=Examples,
    short_help="List the fields and their lessons.",
    examples=("fieldwise list", "fieldwise list --json"),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@COURSE
def list_(as_json: bool, course: Path | None) -> int:
    """List the fields and their lessons, with their standing."""
    from fieldwise.cli.printing import print_fields
    from fieldwise.cli.standing import standings
    from fieldwise.read import find_course

    rows = standings(find_course(course))
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        print_fields(rows)
    return 0
