"""The mapping shown back: what the lesson's letters will mean, to be agreed to or corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldwise.interview.plan import Plan, Words
from fieldwise.interview.ranges import SLOPE, Reading, printed
from fieldwise.interview.replies import span
from fieldwise.interview.wording import is_plural
from fieldwise.units import Units


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of the lesson, and what it will be in the field."""

    label: str
    text: str
    names: tuple[str, ...]
    """The answers that it rests on, to be corrected there."""


def mapping(plan: Plan) -> tuple[Line, ...]:
    """What each thing of the lesson will be."""
    return tuple(_lines(plan))


def caution(plan: Plan) -> str:
    """What has to be said plainly about the lesson's own data in this field; empty if nothing."""
    own = f"`fieldwise open {plan.id} --data FILE`"
    if not plan.rises:
        return (
            f"In the lesson's data, {plan.y.name} rises with {plan.x.name}; with you it falls. "
            f"Open the lesson with data of your own: {own}."
        )
    if not plan.scale.plausible:
        x, y = plan.scale.x, plan.scale.y
        return (
            f"The lesson's data would be {span(x.own, plan.x.own.text)} against "
            f"{span(y.own, plan.y.own.text)}, and you usually see {plan.x.usual} against "
            f"{plan.y.usual}. The words will be right and the numbers will not look like yours, "
            f"and the lesson says so; with data of your own they do: {own}."
        )
    return ""


def unlike(plan: Plan) -> str:
    """How the lesson's own data differ from what the person sees; empty if they do not."""
    if not plan.rises:
        return f"there, {plan.y.phrase} falls as {plan.x.phrase} grows"
    if not plan.scale.plausible:
        return (
            f"there, {plan.x.phrase} usually goes from {plan.x.usual}, and {plan.y.phrase} from "
            f"{plan.y.usual}"
        )
    return ""


def described(reading: Reading, name: str, own: str) -> str:
    """A way to read one quantity: in which unit, and what the data then span."""
    start = f" above {printed(reading.start)} {own}" if reading.start else ""
    return f"{name}{start} in {reading.measure.text}: {span(reading.own, own)}"


def _lines(plan: Plan) -> Iterator[Line]:
    x, y = plan.x, plan.y
    units = Units(plan.units)
    squared = units.monomial("y^2", {"y": units.read(y.measure.text)}).text
    yield Line(
        "x, the feature",
        f"{x.phrase}, {x.symbol}, in {x.measure.text}: what you know first",
        ("x.name", "x.unit", "x.phrase", "x.symbol"),
    )
    yield Line(
        "y, the target",
        f"{y.phrase}, {y.symbol}, in {y.measure.text}: what you want to know",
        ("y.name", "y.unit", "y.phrase", "y.symbol"),
    )
    yield Line(
        "one pair",
        f"{plan.article} {plan.observation}: {plan.each}",
        ("observation", "each"),
    )
    yield Line(
        "the model",
        f"predicted {y.name} = w × {x.name} + b",
        ("x.name", "y.name"),
    )
    grows = "grow" if is_plural(y.bare) else "grows"
    yield Line(
        "w, the weight",
        f"in {y.measure.text} per {x.measure.one}: by how much the predicted {y.bare} "
        f"{grows} with one more {x.measure.one}{_of(x)}; in the lesson's data about "
        f"{_slope(plan)}",
        ("x.unit", "y.unit", "scale"),
    )
    yield Line("b, the bias", _intercept(plan), ("x.range", "scale"))
    yield Line(
        "the loss",
        f"the mean squared error, in {squared}; its square root, the size of a typical miss, is "
        f"in {y.measure.text}",
        ("y.unit",),
    )
    yield Line(
        "training and test data",
        f"the {plan.observations} that the line is learned from; and {plan.held_back}",
        ("observations", "held_back"),
    )
    yield Line(
        "the lesson's data",
        f"{_spanned(x)} and {_spanned(y)}; you said {x.usual} and {y.usual}",
        ("x.range", "y.range", "scale"),
    )
    yield Line("it opens with", f"“You have {plan.setting}.”", ("setting",))


def _slope(plan: Plan) -> str:
    """The lesson's slope in the story's unit, and in the person's own where that differs."""
    story = f"{SLOPE:g}"
    if plan.x.reading.size == 1 and plan.y.reading.size == 1:
        return story
    return f"{story}, which is {printed(plan.scale.slope)} {plan.y.own.text} per {plan.x.own.one}"


def _intercept(plan: Plan) -> str:
    x, y = plan.x, plan.y
    low, high = x.low, x.high
    what = f"in {y.measure.text}: the {y.bare} that the line gives"
    if x.reading.start:
        start = f"{printed(x.reading.start)} {x.own.text}"
        return f"{what} at {start} of {x.bare}, from where you count"
    if low <= 0 <= high:
        return f"{what} where {x.phrase} is zero, which is among what you see"
    return f"{what} where {x.phrase} is zero; that is outside of what you see, {x.usual}"


def _of(words: Words) -> str:
    """“of flipper length”; nothing where the unit says it: one more patient."""
    return "" if words.measure.counts else f" of {words.bare}"


def _spanned(words: Words) -> str:
    return f"{words.bare} from {span(words.reading.own, words.own.text)}"
