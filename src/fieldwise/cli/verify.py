"""`fieldwise verify`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldwise.cli.options import COURSE, FORMAT, Examples


@click.command(
    cls=Examples,
    short_help="Say what was changed in a notebook.",
    examples=(
        "fieldwise verify homework.ipynb",
        "fieldwise verify *.ipynb --format json",
        "fieldwise verify homework.ipynb --restore original.ipynb",
    ),
)
@click.argument(
    "notebooks", nargs=-1, required=True, metavar="NOTEBOOK ...", type=click.Path(path_type=Path)
)
@FORMAT
@click.option(
    "--restore",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the notebook with its original cells to FILE.",
)
@COURSE
def verify(
    notebooks: tuple[Path, ...], style: str, restore: Path | None, course: Path | None
) -> int:
    """Say of each cell of a notebook whether it is as it was made, and name what is not."""
    from fieldwise.cli.printing import print_reports

    return print_reports(notebooks, style, restore, course)
