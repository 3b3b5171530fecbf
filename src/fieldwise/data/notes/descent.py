"""The scale of x keeps descent from arriving: standardising is needed.

Computed, not tested: along each eigenvector of the loss's second derivatives, T epochs at rate η
multiply the deviation from the best line by (1 - ηλ)^T. The note stands if after the lesson's
8,000 epochs the MSE is more than a tenth above that of the best line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

import numpy as np

from fieldwise.data.measured import Drawing, Note
from fieldwise.data.notes.view import is_exact
from fieldwise.data.rates import curvatures, learning_rates
from fieldwise.data.words import number
from fieldwise.quote import grouped

if TYPE_CHECKING:
    from fieldwise.data.measured import Line, Numbers
    from fieldwise.data.notes.view import View

EPOCHS = 8_000
"""The lesson's."""
_MOST = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """What is left of the way to the best line, along one eigenvector."""

    of_w: float
    of_b: float
    start: float
    curvature: float


def outcome(x: Numbers, slope: float, intercept: float, rate: float) -> tuple[float, float, float]:
    """Slope and intercept after 8,000 epochs from zero, and how far the MSE is above the least."""
    w, b, above = slope, intercept, 0.0
    for part in _parts(x, slope, intercept):
        left = part.start * (1 - rate * part.curvature) ** EPOCHS
        w += left * part.of_w
        b += left * part.of_b
        above += part.curvature * left * left / 2
    return w, b, above


def loss_along(x: Numbers, line: Line, rate: float, epochs: Numbers) -> Numbers:
    """The MSE after each of some numbers of epochs from zero."""
    loss = np.full(len(epochs), line.mse)
    for part in _parts(x, line.slope, line.intercept):
        left = part.start * (1 - rate * part.curvature) ** epochs
        loss += part.curvature * left * left / 2
    return loss


def _parts(x: Numbers, slope: float, intercept: float) -> Iterator[Part]:
    flat, steep = curvatures(x)
    mean, half = float(x.mean()), steep / 2
    across = (half - 1, mean) if half > 2 else (mean, half - float((x * x).mean()))
    length = hypot(*across)
    if length == 0:
        across, length = (1.0, 0.0) if half > 1 else (0.0, 1.0), 1.0
    u, v = across[0] / length, across[1] / length
    for (of_w, of_b), curvature in (((u, v), steep), ((-v, u), flat)):
        yield Part(of_w, of_b, -(of_w * slope + of_b * intercept), curvature)


def note(view: View) -> Note | None:
    """What to say of a scale that needs standardising."""
    line = view.measured.line
    rate, _ = learning_rates(view.x)
    *_, above = outcome(view.x, line.slope, line.intercept, rate)
    if is_exact(line, float(view.y.std())) or above <= _MOST * line.mse:
        return None
    flat, steep = curvatures(view.x)
    times = (line.mse + above) / line.mse
    return Note(
        code="scale",
        sentence=f"Descent will not arrive: after {grouped(EPOCHS)} epochs its MSE is still "
        f"{number(times, 2)} times that of the best line. One curvature of the loss is "
        f"{number(steep / flat, 2)} times the other, and along the flat one an epoch closes only "
        f"one part in {number(1 / (rate * flat), 2)} of the gap.",
        advice="That is what “A closer look” is about: standardise x, and a hundred epochs do.",
        term="learning rate",
        section="look-closer",
        drawing=Drawing(
            "descent",
            f"The loss along the epochs; it stays above the dashed line, {number(times, 2)} times.",
        ),
    )
