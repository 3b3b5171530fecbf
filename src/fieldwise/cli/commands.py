"""The command itself and its list of commands: each a file, which reads arguments and prints."""

from __future__ import annotations

import click

from fieldwise import __version__
from fieldwise.cli.build import build
from fieldwise.cli.check import check
from fieldwise.cli.draft import draft
from fieldwise.cli.export import export
from fieldwise.cli.list import list_
from fieldwise.cli.new import new
from fieldwise.cli.open import open_
from fieldwise.cli.options import Examples
from fieldwise.cli.review import review
from fieldwise.cli.verify import verify


class Group(Examples, click.Group):
    """The command itself, with examples of its own."""


@click.group(
    cls=Group,
    examples=(
        "fieldwise open astrophysics            a learner reads, plays, runs",
        "fieldwise new                          a field that is not there yet is described",
        "fieldwise check my-course              an author is told what is not yet right",
        "fieldwise build --out site             an instructor publishes for a mixed class",
        "fieldwise verify homework.ipynb        and sees what came back changed",
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="fieldwise", message="%(prog)s %(version)s")
def fieldwise() -> None:
    """Machine learning, told in the language of your own field.

    The definitions, formulas and code are the same for every learner; only the story changes.
    """


for _command in (open_, new, list_, build, export, check, review, draft, verify):
    fieldwise.add_command(_command)
