"""What commands have in common: options, and help that ends with examples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from fieldwise.model.level import MATHEMATICS, PROGRAMMING

if TYPE_CHECKING:
    from fieldwise.model import Story

Command = TypeVar("Command", bound=Callable[..., Any])

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


def _keep_level(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta.setdefault(_LEVEL, {})[parameter.name] = value


_LEVEL = "fieldwise.model.level"
_MATHEMATICS = click.option(
    "--mathematics",
    type=click.Choice(MATHEMATICS),
    callback=_keep_level,
    expose_value=False,
    help="Whom optional passages serve; left out, as the story says.",
)
_PROGRAMMING = click.option(
    "--programming",
    type=click.Choice(PROGRAMMING),
    callback=_keep_level,
    expose_value=False,
    help="The same; `none` has the code read line by line.",
)


def level_options(command: Command) -> Command:
    """Add options that ask for another level; `at_level` reads them."""
    return _MATHEMATICS(_PROGRAMMING(command))


def at_level(story: Story) -> Story:
    """The story as this command asks for it: told for another level, or as it is."""
    asked = click.get_current_context().meta.get(_LEVEL, {})
    return replace(story, level=replace(story.level, **asked)) if asked else story


def typed(command: str, field: str, lesson: str, course: Path | None) -> str:
    """A command about a story, as it would be typed."""
    from shlex import quote

    from fieldwise.check.report import shown_path

    named = "" if lesson == FIRST_LESSON else f" --lesson {lesson}"
    at = f" --course {quote(shown_path(str(course)))}" if course else ""
    return f"fieldwise {command} {field}{named}{at}"


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
