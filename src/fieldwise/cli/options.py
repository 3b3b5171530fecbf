"""What commands have in common: options, and help that ends with examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

FIRST_LESSON = "linear-regression"

COURSE = click.option(
    "--course",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own fields and lessons, added to those that are installed.",
)
LESSON = click.option(
    "--lesson", default=FIRST_LESSON, metavar="LESSON", show_default=True, help="Which lesson."
)
FORMAT = click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="How to print."
)


class Examples(click.Command):
    """A command whose help ends with examples, one a line, as they would be typed."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the examples."""
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write(f"{' ' * formatter.current_indent}{example}\n")
