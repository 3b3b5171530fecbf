"""`fieldwise draft`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldwise.cli.options import COURSE, LESSON, Examples

if TYPE_CHECKING:
    from fieldwise.draft.drafting import Outcome, Wanted
    from fieldwise.draft.manuscript import Manuscript
    from fieldwise.draft.material import Material
    from fieldwise.draft.settings import Endpoint
    from fieldwise.model import Slot
    from fieldwise.read import Course


@click.command(
    cls=Examples,
    short_help="Have a language model draft a story's sections.",
    examples=(
        "fieldwise draft pottery --course my-course",
        "fieldwise draft pottery --slot scene --slot limits --show",
        "fieldwise draft pottery --print-prompts -o prompt.md",
        "fieldwise draft pottery --read-reply reply.md --model some-chat",
    ),
)
@click.argument("field")
@LESSON
@click.option("--slot", "slots", multiple=True, metavar="SLOT", help="Only this slot; repeatable.")
@click.option("--show", is_flag=True, help="Print in full what would be sent, and send nothing.")
@click.option("--yes", is_flag=True, help="Send without asking.")
@click.option("--again", is_flag=True, help="Also what a model wrote and nobody changed since.")
@click.option("--print-prompts", "by_hand", is_flag=True, help="Write what to paste into any chat.")
@click.option(
    "--read-reply",
    "reply",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="Take what came back; `-` reads it from standard input.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the prompt; left out, it is printed.",
)
@click.option("--model", default="", metavar="NAME", help="Which model; by hand, who wrote it.")
@COURSE
def draft(
    field: str,
    lesson: str,
    slots: tuple[str, ...],
    show: bool,
    yes: bool,
    again: bool,
    by_hand: bool,
    reply: Path | None,
    output: Path | None,
    model: str,
    course: Path | None,
) -> int:
    """Draft the sections that FIELD does not tell yet with a language model, if you have one.

    Says first what would be sent to whom, and asks. Each reply is held against the check; what
    is found goes back to the model, twice at most; what still fails stays at the lesson's
    default. What a person wrote is never touched.

    The model is any OpenAI-compatible endpoint, named by FIELDWISE_MODEL_URL, FIELDWISE_MODEL
    and FIELDWISE_MODEL_KEY, or in the settings file. Without one, --print-prompts and
    --read-reply do the same by way of any chat.
    """
    from fieldwise.draft.drafting import Wanted
    from fieldwise.draft.settings import find_endpoint
    from fieldwise.errors import UsageError
    from fieldwise.read import find_course

    if show + by_hand + (reply is not None) > 1:
        raise UsageError("--show, --print-prompts and --read-reply go one at a time.")
    known = find_course(course)
    path = _story_path(known, field, lesson, course)
    for name in slots:
        if name not in known.lesson(lesson).slots:
            raise UsageError.unknown("slot", name, known.lesson(lesson).slots)
    endpoint = None if show or by_hand or reply is not None else find_endpoint(model)
    manuscript = _manuscript(known, field, lesson, path)
    if reply is not None:
        return _take(manuscript, reply, slots, (model, again, output))
    chosen = _chosen(manuscript, slots, again)
    if not chosen:
        click.echo("There is nothing to draft: each of these sections is told, or may be empty.")
    elif endpoint is None:
        _print(manuscript, chosen, output, in_full=show)
    else:
        return _send(manuscript, Wanted(chosen, endpoint.model, again), endpoint, yes=yes)
    return 0


def _story_path(known: Course, field: str, lesson: str, course: Path | None) -> Path:
    """The file to draft into; not one that is installed with Fieldwise."""
    from fieldwise.errors import UsageError
    from fieldwise.read.course import shipped

    known.field_folder(field)
    path = known.story_path(field, lesson)
    own = course is not None and path.resolve().is_relative_to(course.resolve())
    if not own and path.is_relative_to(shipped()):
        raise UsageError(
            f"The field “{field}” comes with Fieldwise and is not drafted into.",
            hint="Copy its folder into a course of your own, and name that with --course.",
        )
    return path


def _manuscript(known: Course, field: str, lesson: str, path: Path) -> Manuscript:
    from fieldwise.check.paths import run_values
    from fieldwise.cli.printing import progress
    from fieldwise.draft.manuscript import Manuscript

    canon, teller = known.lesson(lesson), known.read_field(field).get()
    story = Manuscript(path, canon, teller, {}).story()
    with progress() as say:
        say("running the lesson's code")
        values = run_values(canon, story)
    return Manuscript(path, canon, teller, values)


def _chosen(manuscript: Manuscript, named: Sequence[str], again: bool) -> list[Slot]:
    """The slots to draft; a named one that is not free is said to be left alone."""
    from fieldwise.draft.drafting import open_slots

    chosen = open_slots(manuscript.lesson, manuscript.story(), named, again)
    for name in sorted({*named} - {slot.id for slot in chosen}):
        why = "told already; --again replaces only what a model wrote and nobody changed"
        click.echo(f"{name}: {why}.", err=True)
    return chosen


def _material(manuscript: Manuscript) -> Material:
    from fieldwise.draft.material import material
    from fieldwise.errors import InputError
    from fieldwise.interview.answers import FILE, read_given

    story, answers = manuscript.story(), manuscript.path.with_name(FILE)
    said = {}
    if answers.exists():
        try:
            said = read_given(answers)
        except InputError as error:
            click.echo(f"The interview's answers are left out: {error}", err=True)
    return material(manuscript.lesson, story, manuscript.values, said)


def _print(
    manuscript: Manuscript, chosen: list[Slot], output: Path | None, *, in_full: bool
) -> None:
    """Print what would be sent, or the prompt to paste."""
    from fieldwise.cli.drafting import show_messages
    from fieldwise.draft.by_hand import prompt

    gathered = _material(manuscript)
    if in_full:
        show_messages(gathered, chosen)
    else:
        _write(prompt(gathered, chosen), output, manuscript.path)


def _send(manuscript: Manuscript, wanted: Wanted, endpoint: Endpoint, *, yes: bool) -> int:
    """Draft with an endpoint, if it may be sent."""
    gathered = _material(manuscript)
    if not _may_send(endpoint, gathered, wanted.slots, yes=yes):
        return 0
    return _run(manuscript, gathered, wanted, endpoint)


def _may_send(endpoint: Endpoint, gathered: Material, chosen: Sequence[Slot], *, yes: bool) -> bool:
    """Say what would be sent to whom; whether to send it."""
    from fieldwise.cli.drafting import plan
    from fieldwise.errors import UsageError

    click.echo(plan(endpoint, gathered, chosen))
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError(
            "Nothing was sent: there is no terminal on which to ask.",
            hint="Add --yes if this may be sent.",
        )
    agreed = click.confirm("Send this?", default=False)
    if not agreed:
        click.echo("Nothing was sent.")
    return agreed


def _run(manuscript: Manuscript, gathered: Material, wanted: Wanted, endpoint: Endpoint) -> int:
    """Draft, and say what became of it, also when it is stopped."""
    from fieldwise.cli.drafting import summary, view
    from fieldwise.draft.chat import Chat
    from fieldwise.draft.drafting import draft, settle
    from fieldwise.errors import ModelError

    chat = Chat(endpoint)
    outcomes: list[Outcome] = []
    code, failure = 0, None
    with view(len(wanted.slots)) as screen:
        drafting = draft(
            manuscript,
            gathered,
            wanted,
            lambda messages, ear: chat.ask(messages, ear.hears, ear.waits),
            screen,
        )
        try:
            for outcome in drafting:
                outcomes.append(outcome)
                screen.ends(outcome)
        except KeyboardInterrupt:
            code = 130
        except ModelError as error:
            code, failure = 1, error
    outcomes = settle(manuscript, outcomes)
    click.echo(f"\n{summary(outcomes, manuscript, endpoint.model)}")
    if failure is not None:
        raise failure
    if code:
        click.echo("Stopped. The same command goes on from here.", err=True)
    return code or int(any(item.state == "default" for item in outcomes))


def _take(
    manuscript: Manuscript,
    reply: Path,
    named: Sequence[str],
    options: tuple[str, bool, Path | None],
) -> int:
    """Take a pasted reply; what is found in it is written as a prompt to paste back."""
    from fieldwise import files
    from fieldwise.cli.drafting import printable, summary
    from fieldwise.draft.by_hand import findings_prompt, read_pasted, take
    from fieldwise.draft.drafting import settle

    model, again, output = options
    text = _standard_input() if str(reply) == "-" else files.read_text(reply)
    pasted = read_pasted(text, manuscript.lesson)
    writer = model or "a chat model"
    outcomes = settle(manuscript, take(manuscript, pasted, named, writer, again=again))
    click.echo(summary(outcomes, manuscript, writer), err=True)
    back = printable(findings_prompt(outcomes))
    if back:
        click.echo("Paste this back into the chat:", err=True)
        _write(back, output, manuscript.path)
    return int(bool(back))


def _standard_input() -> str:
    from fieldwise.errors import InputError

    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("what came on standard input is not UTF-8.") from None


def _write(text: str, output: Path | None, story: Path) -> None:
    from fieldwise import files
    from fieldwise.errors import UsageError

    if output is None:
        click.echo(text, nl=False)
        return
    if output.resolve() == story.resolve():
        raise UsageError("The prompt would be written over the story.", hint="Name another file.")
    files.write(output, text)
    click.echo(f"{output}", err=True)
