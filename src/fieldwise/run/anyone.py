"""Run a lesson's code for nobody in particular, so that every field's run is at hand."""

from __future__ import annotations

from collections.abc import Callable

from fieldwise.model import (
    Field,
    Lesson,
    Place,
    Quantity,
    Scenario,
    Story,
    UnitDefinition,
    untold,
)
from fieldwise.run.stage import run
from fieldwise.weave import weave

_WORD = "x"


def run_for_anyone(lesson: Lesson, begun: Callable[[], None]) -> None:
    """Have remembered what all fields share of the run; `begun` is called when a kernel runs it.

    No story has to be read first, and no units library to be loaded, before the kernel starts.

    Raises:
        RunError: the code fails.
    """
    said: list[str] = []

    def say(text: str) -> None:
        said.append(text)
        if len(said) == 2:  # the first thing that is said is that the kernel starts
            begun()

    run(weave(lesson, _story(lesson)), say=say)


def _story(lesson: Lesson) -> Story:
    """A story that says the same word everywhere; its one unit is its own."""
    start = Place(lesson.path, 1)
    unit = UnitDefinition(_WORD, "new", _WORD, "")
    quantity = Quantity(_WORD, _WORD, _WORD, _WORD, 0.0, 1.0, start)
    scenario = Scenario(
        setting=_WORD,
        observation=_WORD,
        observations=_WORD,
        article=_WORD,
        each=_WORD,
        held_back=_WORD,
        quantities=dict.fromkeys(lesson.quantities, quantity),
        slope_unit="",
        place=start,
    )
    return untold(lesson, Field(_WORD, _WORD, _WORD, "", (unit,), {}, "", "", {}), scenario)
