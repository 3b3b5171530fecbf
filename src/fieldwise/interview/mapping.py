"""The mapping shown back: what the lesson's letters will mean, to be agreed to or corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fieldwise.interview.plan import Plan, Words
from fieldwise.interview.ranges import SLOPE, Reading, printed, span
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
            f"In the lesson's data, {_uncounted(plan.y)} rises with {_uncounted(plan.x)}; with you "
            f"it falls. "
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
        return f"there, {_uncounted(plan.y)} falls as {_uncounted(plan.x)} grows"
    if not plan.scale.plausible:
        return (
            f"there, {_uncounted(plan.x)} usually goes from {plan.x.usual}, and "
            f"{_uncounted(plan.y)} from {plan.y.usual}"
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
    yield Line(
        "w, the weight",
        f"in {y.measure.text} per {x.measure.one}: by how much {_predicted(y)} grows when "
        f"{x.phrase} grows by one {x.measure.one}; in the lesson's data about {_slope(plan)}",
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
    what = f"in {y.measure.text}: {y.phrase} that the line gives"
    if x.reading.start:
        start = f"{printed(x.reading.start)} {x.own.text}"
        return f"{what} where {_uncounted(x)} is {start}, from where you count"
    if low <= 0 <= high:
        return f"{what} where {x.phrase} is zero, which is among what you see"
    return f"{what} where {x.phrase} is zero; that is outside of what you see, {x.usual}"


def _uncounted(words: Words) -> str:
    """The phrase of a quantity, without what it is counted from."""
    return words.phrase.rpartition(" above ")[0] if words.reading.start else words.phrase


def _predicted(words: Words) -> str:
    """The phrase of the target, as predicted."""
    article, _, rest = words.phrase.partition(" ")
    return f"the predicted {rest if article in ('the', 'a', 'an') else words.phrase}"


def _spanned(words: Words) -> str:
    return f"{words.bare} from {span(words.reading.own, words.own.text)}"
