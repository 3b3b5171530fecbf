"""Usual ranges, and units in which the lesson's own data fall into them.

The lesson's data are what they are. A story may say in which units they are, and from where they
are counted (“flipper length above 170 mm”); the code never changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import exp, floor, log, log10

from fieldwise.interview.measures import Measure, Unclear, read_measure, scaled

DATA = {"x": (10.0, 200.0), "y": (2.0, 52.0)}
"""What the lesson's own data span, in whatever unit the story gives them."""
SLOPE = 0.25
"""The slope of the line behind the lesson's own data."""

_NUMBER = re.compile(r"(?<![\w.])[-−]?\d[\d\s',.]*(?:[kKM](?![\w]))?")
_TIMES = {"k": 1e3, "K": 1e3, "M": 1e6}
_ENOUGH = 0.55
"""The share of the data that has to lie in the usual range."""
_BELOW, _ABOVE = 0.3, 0.75
"""How far the data may go beyond the usual range, as a share of it: below, above."""
_SHALLOW = 5.0
"""How far from the usual slope the lesson's may be before it is implausible."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a story reads one quantity: in which unit, counted from where."""

    measure: Measure
    size: float
    """The story's unit, in the person's own."""
    start: float
    """What the story counts from, in the person's own unit; 0 if from nothing."""
    own: tuple[float, float]
    """What the data then span, in the person's own unit."""
    inside: float
    """The share of that which lies within the usual range."""
    is_near: bool
    """Whether what lies outside of it is not far outside."""
    score: float

    @property
    def plausible(self) -> bool:
        """Whether most of the data are what the person sees."""
        return self.inside >= _ENOUGH and self.is_near


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reading of both quantities."""

    x: Reading
    y: Reading
    slope: float
    """The lesson's slope, in the person's own units."""
    score: float

    @property
    def label(self) -> str:
        """What the choice is called in a file of answers."""
        return " · ".join(_label(reading) for reading in (self.x, self.y))

    @property
    def plausible(self) -> bool:
        """Whether both quantities and the slope are what the person sees."""
        return self.x.plausible and self.y.plausible and self.score > 0

    @property
    def is_plain(self) -> bool:
        """Whether it leaves the person's own units as they are."""
        return all(r.size == 1 and not r.start for r in (self.x, self.y))


def read_range(text: str) -> tuple[float, float] | str:
    """The two numbers of a usual range, or a sentence that says what is wrong.

    Signs between digits: `1 500`, `1,500` and `1'500` are fifteen hundred, `1,5` is one and a half.
    """
    plain = re.sub(r"(?<=\d)\s*(?:-|–|—|\.\.\.?|…)\s*(?=[-−]?\d)", " to ", text)
    numbers = []
    for match in _NUMBER.finditer(plain):
        number = _number(match[0])
        if number is not None:
            numbers.append(number)
    if len(numbers) != 2:
        return "Give two numbers, the least and the most that is usual, such as “170 to 230”."
    low, high = numbers
    if low > high:
        low, high = high, low
    if low == high:
        return (
            "The least and the most are the same; a quantity that never changes predicts nothing."
        )
    return low, high


def printed(number: float) -> str:
    """A number as a person would write it: a few digits, thousands apart."""
    if not number:
        return "0"
    digits = max(0, 2 - floor(log10(abs(number))))
    text = f"{number:,.{min(digits, 6)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def proposals(
    units: tuple[Measure, Measure], usual: tuple[tuple[float, float], tuple[float, float]]
) -> list[Proposal]:
    """The ways to read the data that fit best, the best first; the person's own units among them.

    Counting from a start is proposed only where no unit alone will do.
    """
    options = [
        list(_readings(unit, around, DATA[name]))
        for name, unit, around in zip("xy", units, usual, strict=True)
    ]
    expected = (usual[1][1] - usual[1][0]) / (usual[0][1] - usual[0][0])
    found = [_joined(x, y, expected) for x, y in product(*options)]
    found.sort(key=lambda one: -one.score)
    own = next(one for one in found if one.is_plain)
    best: list[Proposal] = []
    for one in found:
        fresh = all(
            (one.x.size, one.y.size) != (other.x.size, other.y.size)
            or (bool(one.x.start), bool(one.y.start)) != (bool(other.x.start), bool(other.y.start))
            for other in best
        )
        if one.plausible and fresh and len(best) < 2 and one.score > 0.2 * found[0].score:
            best.append(one)
    return best if own in best else [*best, own]


def _joined(x: Reading, y: Reading, expected: float) -> Proposal:
    slope = SLOPE * y.size / x.size
    off = abs(log(slope / expected))
    fit = exp(-0.5 * (off / log(2.5)) ** 2) if off < log(_SHALLOW) else 0.0
    return Proposal(x, y, slope, x.score * y.score * fit)


def _readings(
    unit: Measure, usual: tuple[float, float], data: tuple[float, float]
) -> Iterator[Reading]:
    """The readings of one quantity worth looking at."""
    low, high = usual
    plain = [_reading(each, size, 0.0, usual, data) for size, each in scaled(unit)]
    yield plain[0]
    good = [one for one in plain[1:] if one.plausible]
    yield from good
    if plain[0].plausible or good or low <= 0:
        return
    for size, each in scaled(unit):
        start = _round_below(low - data[0] * size, high - low)
        if start > 0:
            counted = _reading(each, size, start, usual, data)
            if counted.plausible:
                yield counted


def _reading(
    measure: Measure,
    size: float,
    start: float,
    usual: tuple[float, float],
    data: tuple[float, float],
) -> Reading:
    (low, high), (least, most) = usual, (start + data[0] * size, start + data[1] * size)
    shared = max(0.0, min(high, most) - max(low, least))
    inside, cover = shared / (most - least), shared / (high - low)
    is_near = least >= low - _BELOW * (high - low) and most <= high + _ABOVE * (high - low)
    plainness = 1.0 if size == 1 else 0.8 if " " not in measure.text else 0.7
    if measure.text.startswith("steps"):
        plainness = 0.4
    score = inside**2 * cover**0.5 * plainness * (0.6 if start else 1.0)
    return Reading(measure, size, start, (least, most), inside, is_near, score)


def _round_below(number: float, span: float) -> float:
    """A round number a little below, as people choose one to count from."""
    step = 10.0 ** floor(log10(span))
    for part in (0.5, 0.2, 0.1):
        rounded = floor(number / (step * part)) * step * part
        if number - rounded <= 0.12 * span:
            break
    return float(f"{rounded:.6g}")


def _number(text: str) -> float | None:
    times = _TIMES.get(text.strip()[-1], 1.0)
    plain = re.sub(r"[\s']|[kKM]$", "", text.strip()).replace("−", "-").rstrip(".,")
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".")
    try:
        return float(plain) * times
    except ValueError:
        return None


def _label(reading: Reading) -> str:
    start = f" from {printed(reading.start)}" if reading.start else ""
    return f"{reading.measure.text}{start}"


def measure_of(text: str) -> Measure:
    """The unit of an answer that has been accepted; without one, a bare `points`."""
    measure = read_measure(text)
    return Measure("points", "point") if isinstance(measure, Unclear) else measure
