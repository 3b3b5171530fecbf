"""`fieldwise open`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldwise.cli.options import COURSE, LESSON, Examples


@click.command(
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
@COURSE
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
