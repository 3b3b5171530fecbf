"""The interview in a terminal, or through a pipe: one question at a time."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from textwrap import wrap

import click

from fieldwise.interview import questions as q
from fieldwise.interview.answers import FRIENDS, Given, friends
from fieldwise.interview.keeping import Unfinished, keep, kept
from fieldwise.interview.mapping import Line, caution, described, mapping
from fieldwise.interview.plan import Plan, needs_scale, plan, settle
from fieldwise.interview.proposing import filled, proposal, scales
from fieldwise.interview.questions import BY_NAME, QUESTIONS, Question, named
from fieldwise.interview.ranges import Proposal, measure_of, printed, span
from fieldwise.interview.replies import Reply, friend_reply, friend_word, reply
from fieldwise.interview.wording import listed
from fieldwise.model import Lesson
from fieldwise.read import Course

WORDS = "false_friends"
"""The step at which false friends are named."""
_WIDE = 88
_BACK = ("back", "<")


class Back(Exception):
    """Somebody asked for the question before."""


class Conversation:
    """One interview, from its first open question to a plan that somebody agreed to."""

    def __init__(
        self, begun: Unfinished, course: Course, lesson: Lesson, taken: Collection[str]
    ) -> None:
        self._given = dict(begun.given)
        self._done = [name for name in begun.done if name == WORDS or name in BY_NAME]
        self._course = course
        self._lesson = lesson
        self._taken = taken
        self._mentioned: set[str] = set()

    def hold(self) -> Plan:
        """Ask what is open, show what it comes to, and let it be corrected until it is right.

        Raises:
            KeyboardInterrupt: somebody left; the answers are kept.
        """
        with suppress(ImportError):
            import_module("readline")  # arrow keys, where the system has them
        try:
            self._greet()
            while True:
                self._ask_all()
                settled, found = settle(self._given, self._taken)
                if not found:
                    made = plan(settled, self._lesson)
                    if self._agreed(made):
                        return made
                for problem in found:
                    self._say(problem.sentence)
                    self._reopen((problem.name,))
        except (EOFError, KeyboardInterrupt):
            keep(Unfinished(self._given, tuple(self._done)))
            click.echo("\nYour answers are kept. To go on: fieldwise new")
            raise KeyboardInterrupt from None

    def offer_to_open(self, made: Plan, course: Path | None) -> int:
        """Ask whether to open the lesson now; where nobody is there to say so, do not."""
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return 0
        with suppress(EOFError, KeyboardInterrupt):
            if input("\nOpen the lesson now? [Y/n] ").strip().lower() in ("", "y", "yes"):
                from fieldwise.cli.open import open_

                opened = click.get_current_context().invoke(open_, field=made.id, course=course)
                return int(opened or 0)
        return 0

    def _greet(self) -> None:
        click.echo(
            "A few questions about what you do, then lesson 1 in your words, in English. “back”\n"
            "goes back, Ctrl+C leaves and keeps your answers. Nothing leaves this machine."
        )

    def _steps(self) -> Iterator[str]:
        """The names of all questions that have to be put, in order."""
        for question in QUESTIONS:
            if question.name == "level.mathematics":
                yield WORDS
            if question.name == "id" and not proposal("id", self._given):
                yield "id"
            if not question.detail and (question.name != "scale" or needs_scale(self._given)):
                yield question.name

    def _ask_all(self) -> None:
        while True:
            steps = list(self._steps())
            name = next((step for step in steps if step not in self._done), None)
            if name is None:
                return
            try:
                self._head(name, steps)
                if name == WORDS:
                    self._ask_words()
                else:
                    self._ask(BY_NAME[name])
                self._done.append(name)
                if name == "learner":
                    self._mention_near(
                        f"{self._given.get('field', '')} {self._given.get('learner', '')}"
                    )
            except Back:
                if self._done:
                    self._done.pop()
                else:
                    self._say("This is the first question.")
            keep(Unfinished(self._given, tuple(self._done)))

    def _head(self, name: str, steps: list[str]) -> None:
        part = q.WORDS if name == WORDS else BY_NAME[name].part
        count = f"{steps.index(name) + 1} of {len(steps)}"
        click.echo(f"\n{click.style(f'{part} · {count}', dim=True)}")

    def _ask(self, question: Question) -> None:
        """Put one question until its answer can be used."""
        click.echo(click.style(q.worded(question.ask, self._given), bold=True))
        self._dim(q.worded(question.why, self._given))
        if question.example:
            self._dim(f"For example: {question.example}")
        ways = self._ways() if question.kind == "scale" else []
        for number, (_, means) in enumerate(question.choices, 1):
            click.echo(f"  {number}  {q.worded(means, self._given)}")
        before = self._given.get(question.name, "")
        if before and reply(question, before, self._given, self._taken).problem:
            before = ""  # Enter must not bring back what cannot be used
        proposed = before or proposal(question.name, filled({**self._given, question.name: ""}))
        if proposed and question.kind not in ("scale",):
            self._dim(f"Enter takes: {proposed}")
        elif not question.needed and not proposed:
            self._dim("Enter leaves it out.")
        while True:
            text = self._read()
            if not text and proposed:
                text = proposed
            if question.kind == "scale" and text.isdecimal() and 0 < int(text) <= len(ways):
                text = ways[int(text) - 1].label
            made = self._settled(question, text)
            if made is not None:
                if made.value:
                    self._given[question.name] = made.value
                else:
                    self._given.pop(question.name, None)
                if made.value not in ("", text, proposed):
                    self._dim(f"→ {made.value}")
                return

    def _settled(self, question: Question, text: str) -> Reply | None:
        """The answer, if it can be used; else what is wrong with it has been said."""
        made = reply(question, text, self._given, self._taken)
        if not made.problem:
            return made
        self._say(made.problem)
        if question.name in ("field", "learner"):
            self._mention_near(text)
        if made.offers in ((), question.choices):
            return None
        for number, (answer, means) in enumerate(made.offers, 1):
            click.echo(f"  {number}  {means or answer}")
        self._dim("A number takes one of these; or answer anew.")
        chosen = self._read()
        if chosen.isdecimal() and 0 < int(chosen) <= len(made.offers):
            chosen = made.offers[int(chosen) - 1][0]
        return self._settled(question, chosen) if chosen else None

    def _ways(self) -> list[Proposal]:
        """Show the ways to read the lesson's data, and return them in the order shown."""
        given, options = self._given, scales(self._given)
        units = [measure_of(given[f"{name}.unit"]) for name in "xy"]
        names = [given[f"{name}.name"] for name in "xy"]
        own = next(one for one in options if one.is_plain)
        seen = " and ".join(
            f"{name} from {span(reading.own, unit.text)}"
            for name, reading, unit in zip(names, (own.x, own.y), units, strict=True)
        )
        self._dim(f"In {units[0].text} and {units[1].text} the lesson's data would be {seen}.")
        if not options[0].plausible:
            self._say(
                "No choice of units brings them near what you see. Keep your units, and use data "
                "of your own later (fieldwise open FIELD --data FILE); or go back and choose "
                "another pair."
            )
        for number, one in enumerate(options, 1):
            if one.is_plain:
                click.echo(f"  {number}  your units as they are")
                continue
            for sign, reading, name, unit in zip(
                (f"{number}  ", "   "), (one.x, one.y), names, units, strict=True
            ):
                click.echo(f"  {sign}{described(reading, name, unit.text)}")
            slope = f"{printed(one.slope)} {units[1].text}"
            self._dim(f"   one more {units[0].one} then goes with {slope}")
        if options[0].plausible:
            self._dim("Enter takes: 1")
        return options

    def _ask_words(self) -> None:
        """Which words are false friends, and what each means."""
        click.echo(click.style(q.WORDS_ASK, bold=True))
        self._dim(q.WORDS_WHY)
        self._dim(", ".join(q.FALSE_FRIENDS))
        self._dim("Several, with commas between them; Enter if none.")
        before = [word for word in friends(self._given) if friend_word(word) == word]
        if before:
            self._dim(f"Enter takes: {', '.join(before)}")
        while True:
            said = [part for part in self._read().split(",") if part.strip()]
            words = [friend_word(part) for part in said] if said else before
            if all(words):
                break
            strange = [part.strip() for part, word in zip(said, words, strict=True) if not word]
            self._say(
                f"The lesson has no word {listed([f'“{word}”' for word in strange])} of its own. "
                "Choose among those above."
            )
        try:
            meanings = {word: self._meaning(word) for word in dict.fromkeys(words)}
        except Back:
            self._ask_words()
            return
        for name in [name for name in self._given if name.startswith(FRIENDS)]:
            del self._given[name]
        self._given |= {f"{FRIENDS}{word}": text for word, text in meanings.items() if text}

    def _meaning(self, word: str) -> str:
        question = named(f"{FRIENDS}{word}")
        click.echo(click.style(question.ask, bold=True))
        self._dim(f"{question.why} For example, of bias: {question.example}")
        before = self._given.get(question.name, "")
        if before:
            self._dim(f"Enter takes: {before}")
        while True:
            made = friend_reply(self._read() or before, word)
            if not made.problem:
                return made.value
            self._say(made.problem)

    def _mention_near(self, typed: str) -> None:
        """Say which fields are there already that somebody may have meant."""
        from fieldwise.nearest import nearest

        near = [one for one in nearest(self._course, typed) if one.by_name]
        if near and near[0].id not in self._mentioned:
            self._mentioned.add(near[0].id)
            self._say(f"There is already a field close to yours: {near[0].name}. {near[0].summary}")
            self._say(f"To open it: Ctrl+C, then fieldwise open {near[0].id}. Or simply go on.")

    def _agreed(self, made: Plan) -> bool:
        """Show what the answers come to; whether it is right as it stands."""
        click.echo(f"\n{click.style('So this is your lesson. Is that right?', bold=True)}")
        lines = mapping(made)
        for number, line in enumerate(lines, 1):
            self._item(number, line)
        if caution(made):
            self._say(caution(made))
        self._dim("Enter writes it. A number changes that line; “words” lists the small words.")
        while True:
            try:
                text = self._read().lower()
            except Back:
                self._reopen((self._done[-1],))
                return False
            if text in ("", "y", "yes"):
                return True
            if text in ("words", "word"):
                self._reword(made)
                return False
            if text.isdecimal() and 0 < int(text) <= len(lines):
                self._reopen(lines[int(text) - 1].names)
                return False
            self._say("Enter, or one of the numbers.")

    def _reword(self, made: Plan) -> None:
        """Go through the words that were derived; Enter keeps each."""
        for question in QUESTIONS:
            if question.detail:
                try:
                    self._ask(question)
                except Back:
                    return

    def _reopen(self, names: tuple[str, ...]) -> None:
        """Put some questions again; details are asked at once, the rest in their turn."""
        for name in names:
            if name in self._done:
                self._done.remove(name)
            elif name in BY_NAME and BY_NAME[name].detail:
                with suppress(Back):
                    self._ask(BY_NAME[name])
            elif name.startswith(FRIENDS) and WORDS in self._done:
                self._done.remove(WORDS)

    def _item(self, number: int, line: Line) -> None:
        rows = wrap(line.text, _WIDE - 30)
        click.echo(f" {number:>2}  {click.style(line.label.ljust(23), bold=True)} {rows[0]}")
        for row in rows[1:]:
            click.echo(f"{' ' * 29}{row}")

    @staticmethod
    def _dim(text: str) -> None:
        for row in wrap(text, _WIDE, initial_indent="  ", subsequent_indent="  "):
            click.echo(click.style(row, dim=True))

    @staticmethod
    def _say(text: str) -> None:
        click.echo("\n".join(wrap(text, _WIDE, initial_indent="  ", subsequent_indent="  ")))

    def _read(self) -> str:
        """One line of input.

        Raises:
            Back: it asks for the question before.
            EOFError, KeyboardInterrupt: somebody leaves.
        """
        text = input("> ").strip()
        if text.lower() in _BACK:
            raise Back
        return text


def started(given: Given) -> Unfinished:
    """Where an interview begins: with a file's answers, or where one was left, if they like."""
    if given:
        settled, found = settle(given)
        wrong = {problem.name for problem in found}
        done = [name for name in settled if name in BY_NAME and name not in wrong]
        done += [WORDS] if friends(settled) else []
        return Unfinished({**given, **settled}, tuple(done))
    before = kept()
    if before is None:
        return Unfinished({})
    name = before.given.get("field") or before.given.get("learner") or "an interview"
    with suppress(EOFError, KeyboardInterrupt):
        answer = input(f"An interview is not finished yet ({name}). Go on with it? [Y/n] ")
        return Unfinished({}) if answer.strip().lower() in ("n", "no") else before
    raise KeyboardInterrupt
