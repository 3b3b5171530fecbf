"""`fieldwise open`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldwise.cli.options import COURSE, LESSON, Examples
from fieldwise.cli.own import data_options, is_asked, own_data_asked

if TYPE_CHECKING:
    from fieldwise.read import Course


@click.command(
    "open",
    cls=Examples,
    short_help="Open a lesson told in a field.",
    examples=(
        "fieldwise open",
        "fieldwise open astrophysics",
        "fieldwise open economics --in jupyter",
        "fieldwise open astrophysics --data real",
        "fieldwise open --data my.csv --x time --y counts --x-unit s",
        "fieldwise open pottery --course my-course --watch",
        "fieldwise open pottery --course my-course --port 9000 --no-browser",
    ),
)
@click.argument("field", required=False)
@LESSON
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
@click.option(
    "--watch", is_flag=True, help="Show each saved change in the open page, with what check finds."
)
@data_options
@COURSE
def open_(
    field: str | None,
    lesson: str,
    where: str,
    port: int | None,
    no_browser: bool,
    watch: bool,
    course: Path | None,
) -> int:
    """Open a lesson told in a field; without FIELD, the gallery of all fields.

    The page is built, served to this machine alone, and opened in the browser. A notebook is kept
    in your own folder (~/fieldwise, or $FIELDWISE_HOME); what you change there is never
    overwritten.

    With --watch the open page follows the files: a saved change is built and shown at once, and
    what the check finds stands in a corner of the page.

    With --data the lesson runs on your own table, or on real data that come with the field; what
    a careful colleague would say of it is told before the fit. Nothing leaves this machine.
    """
    from dataclasses import replace

    from fieldwise.app import jupyter, serve
    from fieldwise.app.drop import Dropping
    from fieldwise.app.interview import Form
    from fieldwise.build import build, execute
    from fieldwise.cache import folder
    from fieldwise.cli.printing import progress, tell_build
    from fieldwise.errors import UsageError
    from fieldwise.read import find_course, user_folder

    known = find_course(course)
    if is_asked():
        if watch:
            raise UsageError("--watch follows a story, not data.", hint="Leave out one of both.")
        return _open_own(known, field, lesson, where, (port, not no_browser))
    if watch:
        if where == "jupyter":
            raise UsageError("--watch shows changes in the page only.", hint="Leave out --in.")
        return _watch(known, course, field, lesson, (port, not no_browser))
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
    if field is not None:
        known.story_path(field, lesson)  # an unknown one is said before anything is built
    with progress() as say:  # all fields, for the page can be read as any other tells it
        built = build(known, known.fields_of(lesson), canon, out, say)
    if field is not None:
        own = tuple(made for made in built.editions if made.name == f"{field}/{lesson}")
        built = replace(built, editions=own)
    tell_build(built, quiet=True)
    if all(made.failed for made in built.editions):
        return 1
    page = f"{field}/{lesson}.html" if field else ""
    form = Form(out, course or user_folder(), course)
    serve.serve(out, page, port, not no_browser, click.echo, [form, Dropping(known, canon)])
    return 0


def _open_own(
    known: Course, field: str | None, lesson: str, where: str, at: tuple[int | None, bool]
) -> int:
    """Open the lesson on a learner's own data; `at` is port and browser."""
    from fieldwise.app import jupyter, serve
    from fieldwise.app.drop import Dropping
    from fieldwise.build import build_own, execute
    from fieldwise.cache import folder
    from fieldwise.cli.printing import progress
    from fieldwise.notebook import notebook_bytes
    from fieldwise.own import file_name

    canon = known.lesson(lesson)
    own = own_data_asked(known, field, canon)
    name = own.story.field.id
    if where == "jupyter":
        with progress() as say:
            say("running the lesson's code")
            content = notebook_bytes(execute(canon, own.story, own.data))
        path = jupyter.keep(content, name, lesson, click.echo, file_name(lesson, own.data))
        return jupyter.launch(path, *at)
    out = folder() / "own"
    with progress() as say:
        build_own(own, canon, out, say)
    serve.serve(out, f"{name}/{lesson}.html", *at, click.echo, [Dropping(known, canon)])
    return 0


def _watch(
    known: Course, course: Path | None, field: str | None, lesson: str, at: tuple[int | None, bool]
) -> int:
    """Serve the page, or the gallery, and follow an author's files; `at` is port and browser."""
    from fieldwise.app import serve
    from fieldwise.app.watch import Watched, Watching, editor_pattern
    from fieldwise.cache import folder
    from fieldwise.errors import UsageError
    from fieldwise.files import digest

    if lesson not in known.lesson_paths:
        raise UsageError.unknown("lesson", lesson, known.lesson_paths)
    if field is not None:
        known.story_path(known.field_folder(field).name, lesson)
    fields = (field,) if field else known.fields_of(lesson)
    # of its own for each course, or another's build would pass for the last good one
    own = digest(str(course.resolve()))[:16] if course else "shipped"
    watched = Watched(known.roots, fields, lesson, folder() / "watched" / own)
    watching = Watching(watched, editor_pattern(os.environ), click.echo)
    page = f"{field}/{lesson}.html" if field else ""
    serve.serve(watched.out, page, *at, click.echo, [watching])
    return 0
