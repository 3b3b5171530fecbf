"""The figures beside the notes: small SVGs with real text, made without a plotting library.

A page takes their colours for its own; a notebook shows them on white.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING, Literal

import numpy as np

from fieldwise.data.notes.descent import EPOCHS, loss_along
from fieldwise.data.rates import learning_rates
from fieldwise.data.words import number

if TYPE_CHECKING:
    from fieldwise.data.measured import Column, Drawing, Measured, Numbers
    from fieldwise.data.notes.view import View

DATA, MISS, INK = "#4477aa", "#bb5566", "#222222"
_WIDTH, _HEIGHT = 460, 236
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 446, 30, 194
_MOST = 500
"""Pairs drawn beside those that stand out."""
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """From a number to a place along one side of the figure."""

    low: float
    high: float
    start: float
    end: float
    is_log: bool = False

    def at(self, values: Numbers) -> Numbers:
        """Where numbers stand."""
        if self.is_log:
            values = np.log10(np.maximum(values, 10**self.low))
        share = (values - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * share

    def ticks(self) -> list[tuple[float, str]]:
        """Round numbers along it, and how they print."""
        if self.is_log:
            every = max(1, ceil((self.high - self.low) / 5))
            powers = range(ceil(self.low), floor(self.high) + 1, every)
            return [(10.0**power, f"{10.0**power:g}") for power in powers]
        rough = (self.high - self.low) / 5
        size = 10.0 ** floor(log10(rough))
        step = next(s * size for s in _STEPS if s * size >= rough * 0.999)
        first, last = ceil(self.low / step), floor(self.high / step)
        digits = max(0, 1 - floor(log10(step)))
        is_plain = digits <= 6 and max(abs(self.low), abs(self.high)) < 1e7
        return [
            (n * step, _plain(n * step, digits) if is_plain else number(n * step, 3))
            for n in range(first, last + 1)
        ]


def chart(view: View, drawing: Drawing) -> str:
    """The figure of a note, as SVG."""
    measured = view.measured
    with np.errstate(all="ignore"):
        match drawing.kind:
            case "descent":
                parts = _descent(measured)
            case "residuals":
                parts = _residuals(view, drawing)
            case _:
                parts = _cloud(measured, drawing)
    box = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {box}>',
            f"<title>{escape(drawing.words, quote=False)}</title>",
            f'<path style="fill:#ffffff" d="M0 0H{_WIDTH}V{_HEIGHT}H0z"/>',
            *parts,
            "</svg>",
        ]
    )


def _cloud(measured: Measured, drawing: Drawing) -> list[str]:
    x, y = _scales(measured.x, measured.y)
    parts = _frame(x, y, _label(measured.x_column), _label(measured.y_column))
    parts += _pairs(x.at(measured.x), y.at(measured.y), drawing.highlighted)
    if drawing.level is not None:
        parts.append(_stroke(x.at(_ends(x)), y.at(np.full(2, drawing.level)), MISS, "6 4"))
    if drawing.has_line:
        along = _ends(x)
        heights = measured.line.y_mean + measured.line.slope * (along - measured.line.x_mean)
        parts.append(_stroke(x.at(along), y.at(heights), INK))
    return parts


def _residuals(view: View, drawing: Drawing) -> list[str]:
    """The ordinary pairs about their own line."""
    measured, line = view.measured, view.line_of_ordinary()
    xs, ys = view.x[view.keep], view.y[view.keep]

    def level(values: Numbers) -> Numbers:
        heights: Numbers = line.y_mean + line.slope * (values - line.x_mean)
        return heights

    residuals = ys - level(xs)
    x, y = _scales(xs, residuals)
    unit = f" [{measured.y_column.unit}]" if measured.y_column.unit else ""
    parts = _frame(x, y, _label(measured.x_column), f"residual{unit}")
    parts.append(_stroke(x.at(_ends(x)), y.at(np.zeros(2)), INK))
    parts += _pairs(x.at(xs), y.at(residuals), ())
    if drawing.curve:
        along = np.linspace(line.x_low, line.x_high, 60)
        bent = np.polynomial.Polynomial(drawing.curve)(along) - level(along)
        parts.append(_stroke(x.at(along), y.at(bent), MISS, width=2))
    return parts


def _descent(measured: Measured) -> list[str]:
    line = measured.line
    epochs = np.unique(np.geomspace(1, EPOCHS, 80).astype(int)).astype(float)
    rate, _ = learning_rates(measured.x)
    loss = loss_along(measured.x, line, rate, epochs)
    top = log10(float(loss.max()))
    x = Scale(0, log10(EPOCHS), _LEFT, _RIGHT, is_log=True)
    y = Scale(log10(line.mse) - 0.1, top + 0.1, _BOTTOM, _TOP, is_log=True)
    parts = _frame(x, y, "epoch", "MSE; dashed: that of the best line")
    parts.append(_stroke(x.at(np.array([1.0, EPOCHS])), y.at(np.full(2, line.mse)), INK, "6 4"))
    parts.append(_stroke(x.at(epochs), y.at(loss), DATA, width=2))
    return parts


def _scales(x: Numbers, y: Numbers) -> tuple[Scale, Scale]:
    return _scale(x, _LEFT, _RIGHT), _scale(y, _BOTTOM, _TOP)


def _scale(values: Numbers, start: float, end: float) -> Scale:
    low, high = float(values.min()), float(values.max())
    margin = 0.04 * (high - low) or abs(high) or 1.0
    return Scale(low - margin, high + margin, start, end)


def _ends(scale: Scale) -> Numbers:
    return np.array([scale.low, scale.high])


def _pairs(x: Numbers, y: Numbers, highlighted: tuple[int, ...]) -> list[str]:
    """The pairs as dots, those that stand out in another colour and as rings."""
    others = np.setdiff1d(np.arange(len(x)), highlighted)
    others = others[:: max(1, ceil(len(others) / _MOST))]
    parts = [_dots(x[others], y[others], DATA)]
    chosen = np.array(highlighted[:: max(1, ceil(len(highlighted) / _MOST))], dtype=int)
    parts += [
        f'<circle cx="{at_x:.1f}" cy="{at_y:.1f}" r="3.6" fill="none" stroke="{MISS}" '
        'stroke-width="1.6"/>'
        for at_x, at_y in zip(x[chosen].tolist(), y[chosen].tolist(), strict=True)
    ]
    return parts


def _dots(x: Numbers, y: Numbers, colour: str) -> str:
    places = "".join(f"M{a:.1f} {b:.1f}h0" for a, b in zip(x.tolist(), y.tolist(), strict=True))
    return (
        f'<path d="{places}" fill="none" stroke="{colour}" stroke-width="4.4" '
        'stroke-linecap="round" stroke-opacity="0.7"/>'
    )


def _stroke(x: Numbers, y: Numbers, colour: str, dashes: str = "", width: float = 1.2) -> str:
    """A line through points; what runs out of the figure is cut off."""
    y = np.clip(y, _TOP - 6, _BOTTOM)
    points = " L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x.tolist(), y.tolist(), strict=True))
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="M{points}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'


def _frame(x: Scale, y: Scale, below: str, above: str) -> list[str]:
    """Both axes with their ticks and labels."""
    axes = f"M{_LEFT} {_TOP - 6}V{_BOTTOM}H{_RIGHT}"
    marks, texts = [axes], []
    for value, text in x.ticks():
        at = float(x.at(np.array([value]))[0])
        marks.append(f"M{at:.1f} {_BOTTOM}v4")
        texts.append(_text(at, _BOTTOM + 16, text, "middle"))
    for value, text in y.ticks():
        at = float(y.at(np.array([value]))[0])
        marks.append(f"M{_LEFT} {at:.1f}h-4")
        texts.append(_text(_LEFT - 7, at + 4, text, "end"))
    drawn = f'<path d="{"".join(marks)}" fill="none" stroke="{INK}" stroke-width="1"/>'
    label = _text((_LEFT + _RIGHT) / 2, _HEIGHT - 8, below, "middle")
    return [drawn, *texts, label, _text(_LEFT, 14, above, "start")]


def _text(x: float, y: float, words: str, anchor: Literal["start", "middle", "end"]) -> str:
    shown = escape(words, quote=False)
    style = "font:11px sans-serif"
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}" font-size="11" '
        f'style="{style}">{shown}</text>'
    )


def _label(column: Column) -> str:
    return f"{column.label} [{column.unit}]" if column.unit else column.label


def _plain(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}" if abs(value) >= 1e4 else f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") or not isfinite(value) else text.replace("-", "−")
