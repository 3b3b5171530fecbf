"""The commands: each reads its arguments, calls the core, prints, and returns an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from fieldwise import __version__

FIRST_LESSON = "linear-regression"

_COURSE = click.option(
    "--course",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own fields and lessons, added to those that are installed.",
)
_LESSON = click.option(
    "--lesson", default=FIRST_LESSON, metavar="LESSON", show_default=True, help="Which lesson."
)
_FORMAT = click.option(
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


class Group(Examples, click.Group):
    """The command itself, with examples of its own."""


@click.group(
    cls=Group,
    examples=(
        "fieldwise open astrophysics            a learner reads, plays, runs",
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


@fieldwise.command(
    "open",
    cls=Examples,
    short_help="Open a lesson told in a field.",
    examples=(
        "fieldwise open",
        "fieldwise open astrophysics",
        "fieldwise open economics --in jupyter",
        "fieldwise open pottery --course my-course --port 9000 --no-browser",
    ),
)
@click.argument("field", required=False)
@_LESSON
@click.option(
    "--in",
    "where",
    type=click.Choice(["page", "jupyter"]),
    default="page",
    show_default=True,
    help="The page in your browser, or the notebook in JupyterLab.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Where to listen; 0 takes any free port."
)
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
@_COURSE
def open_(
    field: str | None,
    lesson: str,
    where: str,
    port: int | None,
    no_browser: bool,
    course: Path | None,
) -> int:
    """Open a lesson told in a field; without FIELD, the gallery of all fields.

    The page is built, served to this machine alone, and opened in the browser. A notebook is kept
    in your own folder (~/fieldwise, or $FIELDWISE_HOME); what you change there is never
    overwritten.
    """
    from fieldwise.app import jupyter, serve
    from fieldwise.build import build, execute
    from fieldwise.cache import folder
    from fieldwise.cli.printing import progress, tell_build
    from fieldwise.errors import UsageError
    from fieldwise.read import find_course

    known = find_course(course)
    canon = known.lesson(lesson)
    if where == "jupyter":
        from fieldwise.notebook import notebook_bytes

        if field is None:
            raise UsageError("Which field?", hint="Try: fieldwise open astrophysics --in jupyter")
        reading = known.read_story(known.read_field(field).get(), canon)
        with progress() as say:
            say("running the lesson's code")
            content = notebook_bytes(execute(canon, reading.get()))
        return jupyter.launch(
            jupyter.keep(content, field, lesson, click.echo), port, not no_browser
        )
    out = folder() / "site"
    with progress() as say:
        built = build(known, (field,) if field else known.fields_of(lesson), canon, out, say)
    tell_build(built, quiet=True)
    if all(made.failed for made in built.editions):
        return 1
    page = f"{field}/{lesson}.html" if field else ""
    serve.serve(out, page, port, not no_browser, click.echo)
    return 0


@fieldwise.command(
    "list",
    cls=Examples,
    short_help="List the fields and their lessons.",
    examples=("fieldwise list", "fieldwise list --json"),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_COURSE
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


@fieldwise.command(
    cls=Examples,
    short_help="Build the site for some fields, or all.",
    examples=(
        "fieldwise build",
        "fieldwise build astrophysics economics --out site",
        "fieldwise build pottery --course my-course",
    ),
)
@click.argument("fields", nargs=-1, metavar="[FIELD ...]")
@_LESSON
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="site",
    show_default=True,
    help="Where to build.",
)
@_COURSE
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


@fieldwise.command(
    cls=Examples,
    short_help="Write one edition to a file.",
    examples=(
        "fieldwise export astrophysics linear-regression --to ipynb",
        "fieldwise export cooking linear-regression --to py -o lesson.py",
        "fieldwise export economics linear-regression --to html -o -",
    ),
)
@click.argument("field")
@click.argument("lesson")
@click.option(
    "--to", type=click.Choice(["ipynb", "html", "py"]), required=True, help="What to write."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file; `-` prints it. Left out: FIELD-LESSON.ipynb and so on, here.",
)
@_COURSE
def export(field: str, lesson: str, to: str, output: Path | None, course: Path | None) -> int:
    """Write one edition as a notebook, a page, or a plain Python script."""
    from fieldwise import files
    from fieldwise.build import execute, render
    from fieldwise.cli.printing import progress
    from fieldwise.errors import UsageError
    from fieldwise.read import find_course

    known = find_course(course)
    canon = known.lesson(lesson)
    story = known.read_story(known.read_field(field).get(), canon).get()
    target = output or Path(f"{field}-{lesson}.{to}")
    if output is None and target.exists():
        raise UsageError(
            f"{target} is there already and is left as it is.", hint="Name another file with -o."
        )
    with progress() as say:
        say("running the lesson's code")
        executed = execute(canon, story)
    if to == "py":
        from fieldwise.script import script

        content = script(executed).encode()
    else:
        content = render(executed, home="")[to]
    if str(target) == "-":
        sys.stdout.buffer.write(content)
    else:
        files.write(target, content)
        click.echo(f"{target}")
    return 0


@fieldwise.command(
    cls=Examples,
    short_help="Say what is not yet right in a story.",
    examples=(
        "fieldwise check",
        "fieldwise check my-course/fields/pottery",
        "fieldwise check story.md --format json --strict",
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH ...]", type=click.Path(path_type=Path))
@_FORMAT
@click.option("--strict", is_flag=True, help="Let advice count as a finding.")
@_COURSE
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


@fieldwise.command(
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
@_FORMAT
@click.option(
    "--restore",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the notebook with its original cells to FILE.",
)
@_COURSE
def verify(
    notebooks: tuple[Path, ...], style: str, restore: Path | None, course: Path | None
) -> int:
    """Say of each cell of a notebook whether it is as it was made, and name what is not."""
    from fieldwise.cli.printing import print_reports

    return print_reports(notebooks, style, restore, course)


Say = Callable[[str], None]
