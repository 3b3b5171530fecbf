"""Gather every finding about a story, a field, a lesson, or a folder of them.

    check = for each rule: its findings, with code, severity and excerpt, sorted

No finding hides another: what a broken part leaves readable is checked all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NoReturn

from fieldwise import files
from fieldwise.check.context import Context, Values, lesson_context, story_context
from fieldwise.check.registry import OF_RUN, OF_TEXT, RULES, Rule
from fieldwise.errors import FieldwiseError, InputError
from fieldwise.model import Diagnostic, Executed, Field, Lesson, Severity, Story, untold

_MOST = 100
"""Findings of one rule in one text after which it is stopped; nobody reads more."""
_LONGEST_EXCERPT = 1_000

Execute = Callable[[Lesson, Story], Mapping[str, float]]
"""Runs an edition and gives its values."""


def check(
    lesson: Lesson,
    story: Story,
    executed: Executed | Mapping[str, float] | Values | None = None,
    *,
    field_source: str | None = None,
    field_is_whole: bool = True,
    story_is_whole: bool = True,
) -> tuple[Diagnostic, ...]:
    """Every finding about a story and its field, sorted.

    `executed` gives the run's values: an executed edition, the values, or a function that is
    called only if a rule needs them. `field_source` is the text of `field.yaml`, read from its
    file if it is not given. The flags say whether the YAML of field and story could be read
    without a mistake; if not, what it may have said is not held against the rest.
    """
    source = _source_of(story.field) if field_source is None else field_source
    context = story_context(
        lesson,
        story,
        _as_values(executed),
        source,
        field_is_whole=field_is_whole,
        story_is_whole=story_is_whole,
    )
    return _findings(RULES, context)


def check_text(lesson: Lesson, story: Story) -> tuple[tuple[Diagnostic, ...], tuple[Rule, ...]]:
    """The part of `check` that can go ahead of the run: its findings, and the rules that are left.

    Left are those that have something to say about the story once there is a run, or ask for its
    values. Most of those that may ask for a value do so only to explain what they have found.
    """

    def values() -> NoReturn:
        raise _Asked

    def is_left(rule: Rule) -> bool:
        try:
            return any(True for _ in rule.run(context))
        except _Asked:
            return True

    context = story_context(lesson, story, values, _source_of(story.field))
    return _findings(OF_TEXT, context), tuple(rule for rule in OF_RUN if is_left(rule))


class _Asked(Exception):
    """A rule asks for the run's values before there is a run."""


def check_numbers(
    lesson: Lesson, story: Story, executed: Executed, rules: tuple[Rule, ...] = OF_RUN
) -> tuple[Diagnostic, ...]:
    """The rest of `check`, which asks for the run's values; `rules` are those that are left."""
    values = _as_values(executed)
    return _findings(rules, story_context(lesson, story, values, _source_of(story.field)))


def check_field(lesson: Lesson, field: Field, *, is_whole: bool = True) -> tuple[Diagnostic, ...]:
    """Every finding about a `field.yaml` by itself, sorted; `lesson` is any."""
    story = _no_story(lesson, field)
    context = story_context(lesson, story, dict, _source_of(field), field_is_whole=is_whole)
    return _findings((rule for rule in RULES if rule.field), context)


def check_lesson(lesson: Lesson) -> tuple[Diagnostic, ...]:
    """Every finding about a lesson's own text, sorted."""
    try:
        source = files.read_text(Path(lesson.path))
    except InputError:
        source = ""
    field = Field("", "", "", "", (), {}, "", "", {})
    context = lesson_context(lesson, source, _no_story(lesson, field))
    return _findings((rule for rule in RULES if rule.lesson), context)


def with_excerpts(
    found: Iterable[Diagnostic], sources: Mapping[str, tuple[str, ...]]
) -> tuple[Diagnostic, ...]:
    """The findings, each with the line it is about, sorted; of one code, not endlessly many."""
    listed = sorted({replace(item, excerpt=_excerpt(item, sources)) for item in found})
    number = Counter[str]()
    few = []
    for item in listed:
        number[item.code] += 1
        if number[item.code] <= _MOST:
            few.append(item)
    return tuple(few)


def _findings(rules: Iterable[Rule], context: Context) -> tuple[Diagnostic, ...]:
    found = [item for rule in rules for item in _of_rule(rule, context)]
    return with_excerpts(found, context.sources)


def _of_rule(rule: Rule, context: Context) -> Iterator[Diagnostic]:
    findings = list(islice(rule.run(context), _MOST + 1))
    for number, finding in enumerate(findings[:_MOST], 1):
        more = number == _MOST and len(findings) > _MOST
        hint = f"{finding.hint} There is more of the kind, not shown." if more else finding.hint
        place = finding.place
        severity = finding.severity or rule.severity
        yield Diagnostic(
            place.path, place.line, place.column, rule.code, finding.message, hint, severity
        )


def _excerpt(item: Diagnostic, sources: Mapping[str, tuple[str, ...]]) -> str:
    if item.excerpt:
        return item.excerpt
    lines = sources.get(item.path, ())
    return lines[item.line - 1][:_LONGEST_EXCERPT] if 0 < item.line <= len(lines) else ""


def _as_values(executed: Executed | Mapping[str, float] | Values | None) -> Values:
    if executed is None:
        return dict
    if isinstance(executed, Executed):
        values = executed.run.values
        return lambda: values
    if isinstance(executed, Mapping):
        known = executed
        return lambda: known
    return executed


def _source_of(field: Field) -> str:
    """The text of `field.yaml`; empty if there is none."""
    from fieldwise.read.reading import salvage

    path = Path(field.path)
    if not path.is_file():
        return ""
    try:
        return files.read_text(path)
    except InputError:
        return salvage(path)


def _no_story(lesson: Lesson, field: Field) -> Story:
    """A story that says nothing, for what is checked without one."""
    from fieldwise.model import Place, Quantity, Scenario

    start = Place(field.path, 1)
    quantities = {name: Quantity("", "", "", "", 0, 0, start) for name in lesson.quantities}
    scenario = Scenario("", "", "", "", "", "", quantities, "", start)
    return untold(lesson, field, scenario)


class Once:
    """Values that are computed at most once; why that failed is kept for the report."""

    def __init__(self, execute: Execute, lesson: Lesson, story: Story) -> None:
        self._ask: Callable[[], Mapping[str, float]] = lambda: execute(lesson, story)
        self._values: Mapping[str, float] | None = None
        self.error: FieldwiseError | None = None

    def __call__(self) -> Mapping[str, float]:
        """The values; none, if the run failed."""
        if self._values is None:
            try:
                self._values = self._ask()
            except FieldwiseError as error:
                self._values, self.error = {}, error
        return self._values

    def findings(self, lesson: Lesson) -> Iterator[Diagnostic]:
        """What the run's failure says about the lesson; rules tell a story's own mistakes."""
        if self.error is not None and not isinstance(self.error, InputError):
            yield Diagnostic(
                lesson.path,
                1,
                1,
                "FW007",
                f"the lesson's code could not be run: {self.error}",
                "Numbers in prose could not be held against the run.",
                Severity.ERROR,
            )
