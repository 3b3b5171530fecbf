"""Usual ranges, and units in which the lesson's own data fall into them.

The lesson's data are what they are. A story may say in which units they are, and from where they
are counted (“flipper length above 170 mm”); the code never changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import exp, floor, isfinite, log, log10

from fieldwise.interview.measures import RAISED, Measure, Unclear, read_measure, scaled

DATA = {"x": (10.0, 200.0), "y": (2.0, 52.0)}
"""What the lesson's own data span, in whatever unit the story gives them."""
SLOPE = 0.25
"""The slope of the line behind the lesson's own data."""

_NUMBER = re.compile(r"(?<![\w.])[-−]?\d[\d\s',.]*(?:[eE][-+−]?\d+(?!\w)|(?<=\d)[kKM](?!\w))?")
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


def read_range(text: str, unit: Measure | None = None) -> tuple[float, float] | str:
    """The two numbers of a usual range, or a sentence that says what is wrong.

    Signs between digits: `1 500`, `1,500` and `1'500` are fifteen hundred, `1,5` is one and a half.
    With a unit, the numbers are in it, also where the text says another: `0.1 µm to 1.2 µm`.
    """
    own = unit.text if unit is not None else ""
    found = _numbers(text, own)
    if len(found) != 2:  # “V0 to V10”
        found = _numbers(re.sub(r"\b[^\W\d_]+(?=\d)", "", text), own)
    twofold = re.search(r"(?<![\d.,])[1-9]\d{0,2}\.\d\d0(?![\d.,])", text)
    if twofold is not None:
        return f"“{twofold[0]}” can be read in two ways; write it without a point, or shorter."
    if len(found) != 2:
        return "Give two numbers, the least and the most that is usual, such as “170 to 230”."
    said = [_said(after, unit) for _, after in found]
    ends = []
    for (number, _), other in zip(found, (said[0] or said[1], said[1]), strict=True):
        if unit is None or other is None or other.unit().scale == unit.unit().scale:
            ends.append(number)
        elif "°" in f"{unit.text}{other.text}":
            return f"Give the range in {unit.text}; you answered in {other.text}."
        else:
            ends.append(float(f"{number * other.unit().scale / unit.unit().scale:.12g}"))
    if "±" in text or "+/-" in text:
        ends = [ends[0] - ends[1], ends[0] + ends[1]]
    low, high = sorted(ends)
    if low == high:
        return (
            "The least and the most are the same; a quantity that never changes predicts nothing."
        )
    return low, high


def printed(number: float) -> str:
    """A number as a person would write it: a few digits, thousands apart."""
    if not number:
        return "0"
    if not 1e-4 <= abs(number) < 1e12:
        leading, _, power = f"{number:.3g}".replace("-", "−").partition("e")
        raised = str(int(power.replace("−", "-"))).translate(RAISED)
        return f"{leading} × 10{raised}"
    digits = max(0, 2 - floor(log10(abs(number))))
    text = f"{number:,.{min(digits, 6)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def span(one: tuple[float, float], unit: str) -> str:
    """A range as a sentence has it: `171 to 190 mm`."""
    return f"{printed(one[0])} to {printed(one[1])} {unit}"


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


def _numbers(text: str, own: str) -> list[tuple[float, str]]:
    """The numbers of a text, each with what stands behind it; K is no thousand among kelvins."""
    plain = re.sub(r"(?<=\d)\s*(?:-|–|—|\.\.\.?|…)\s*(?=[-−]?\d)", " to ", text)
    plain = re.sub(r"\bminus (?=\d)", "-", plain, flags=re.IGNORECASE)
    for letter, word in (("k", "thousand"), ("M", "million")):
        if word not in own:
            plain = re.sub(rf"(?<=\d)\s*{word}s?\b", letter, plain, flags=re.IGNORECASE)
    found: list[tuple[float, float, str]] = []
    for match in _NUMBER.finditer(plain):
        letter = match[0].strip()[-1]
        times = 1.0 if letter == own else _TIMES.get(letter, 1.0)
        number = _number(match[0])
        if number is not None:
            found.append((number, times, re.split(r"\d|±", plain[match.end() :])[0]))
    if len(found) == 2 and found[0][1] == 1 and 0 < found[0][0] < found[1][0]:
        found[0] = (found[0][0], found[1][1], found[0][2])  # “10 to 20k”
    return [(number * times, after) for number, times, after in found]


def _said(after: str, unit: Measure | None) -> Measure | None:
    """The unit behind a number, if it is one of the same kind as the quantity's own."""
    text = re.sub(r"(?:^|\s)(?:to|and|up|or|until|bis)\b.*", "", after).strip(" .,;:-–+")
    found = read_measure(text) if text else None
    if unit is None or not isinstance(found, Measure) or not (found.is_known and unit.is_known):
        return None
    return found if found.unit().is_like(unit.unit()) else None


def _number(text: str) -> float | None:
    plain = re.sub(r"[\s']|[kKM]$", "", text.strip()).replace("−", "-").rstrip(".,")
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _label(reading: Reading) -> str:
    start = f" from {printed(reading.start)}" if reading.start else ""
    return f"{reading.measure.text}{start}"


def measure_of(text: str) -> Measure:
    """The unit of an answer that has been accepted; without one, a bare `points`."""
    measure = read_measure(text)
    return Measure("points", "point") if isinstance(measure, Unclear) else measure
