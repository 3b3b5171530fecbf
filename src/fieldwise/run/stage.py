"""The run stage: an edition's outputs and values, recalled or from a kernel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldwise import cache
from fieldwise.model import Edition, Run
from fieldwise.run import limit as limits
from fieldwise.run.decisions import decides_by_words
from fieldwise.run.program import (
    CodeError,
    Program,
    program,
    words_on_card,
)
from fieldwise.run.words import fill, is_plain, placeholders, trial_words

if TYPE_CHECKING:
    from fieldwise.run.kernel import Kernel

Say = Callable[[str], None]
Entry = dict[str, Any]
"""What is kept of a program: `outputs` by cell id, `values` and `series` by name."""

_OF_WORDS: Entry = {}
"""What is kept of a program whose outputs depend on words by more than substitution."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a run was asked for."""

    fresh: bool
    say: Say
    limit: float


def run(
    edition: Edition,
    *,
    fresh: bool = False,
    say: Say | None = None,
    limit: float | None = None,
) -> Run:
    """What the edition's code gives in a Jupyter kernel, by cell id, and every value.

    `fresh` runs the code whatever is remembered. A cell may take `limit` seconds, else what
    $FIELDWISE_CELL_SECONDS says, else 120. Not to be called from inside an event loop.

    Raises:
        RunError: the code fails, hangs, or cannot be run.
        WriteError: there is no room for a kernel's files.
        UsageError: the limit is no number of seconds.
    """
    manner = _Manner(fresh, say or (lambda text: None), limits.seconds(limit))
    words = words_on_card(edition)
    holders = placeholders(words)
    if not holders or not all(is_plain(word) for word in words.values()):
        return _own(edition, manner)
    shared = program(edition, holders)
    try:
        entry = _entry("shared", shared, manner, lambda: _prove(shared, edition, manner))
    except CodeError:  # perhaps it is the placeholders that the code cannot work with
        result = _own(edition, manner)
        cache.remember("shared", shared.key(), _OF_WORDS)
        return result
    if entry == _OF_WORDS:
        return _own(edition, manner)
    return _result(shared, edition, fill(entry, {holders[name]: words[name] for name in words}))


def _entry(shelf: str, of: Program, manner: _Manner, make: Callable[[], Entry]) -> Entry:
    """What is remembered of a program; made and remembered, if nothing is."""
    key = of.key()
    known = None if manner.fresh else cache.recall(shelf, key)
    if known is not None:
        return dict(known)
    with cache.alone(shelf, key, manner.limit, lambda: manner.say("waiting for another build")):
        known = None if manner.fresh else cache.recall(shelf, key)
        if known is not None:
            return dict(known)
        made = make()
        cache.remember(shelf, key, made)
        return made


def _prove(shared: Program, edition: Edition, manner: _Manner) -> Entry:
    """A program's results with placeholders, if other words change them by substitution alone."""
    names = tuple(words_on_card(edition))
    if decides_by_words(shared):
        return _of_words(manner)
    holders, trial = placeholders(names), trial_words(names)
    with _kernel(manner) as kernel:
        made = _results(kernel, shared)
        tried = _results(kernel, program(edition, trial), again=True)
    if fill(made, {holders[name]: trial[name] for name in names}) == tried:
        return made
    return _of_words(manner)


def _of_words(manner: _Manner) -> Entry:
    manner.say("what this code gives depends on the words it is given: it runs for each field")
    return _OF_WORDS


def _own(edition: Edition, manner: _Manner) -> Run:
    """What the edition's code gives with the edition's own words."""
    own = program(edition)

    def make() -> Entry:
        with _kernel(manner) as kernel:
            return _results(kernel, own)

    return _result(own, edition, _entry("runs", own, manner, make))


def _results(kernel: Kernel, of: Program, *, again: bool = False) -> Entry:
    outputs, values, series = kernel.run(of, again=again)
    return {"outputs": outputs, "values": values, "series": series}


def _kernel(manner: _Manner) -> Kernel:
    from fieldwise.run.kernel import Kernel

    manner.say("starting a Jupyter kernel")
    return Kernel(manner.limit, manner.say)


def _result(of: Program, edition: Edition, entry: Entry) -> Run:
    named = ("python", *edition.lesson.packages)
    return Run(
        key=of.key(),
        outputs={name: tuple(outputs) for name, outputs in entry["outputs"].items()},
        values=entry["values"],
        series={name: tuple(numbers) for name, numbers in entry["series"].items()},
        versions={name: of.versions[name] for name in named},
    )
