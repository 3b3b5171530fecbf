from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest

from fieldwise.data.chart import Scale, chart
from fieldwise.data.measured import Drawing
from fieldwise.data.notes import look, notes
from fieldwise.page.figure import figure
from tables import Floats, measured


def drawn(x: Floats, y: Floats) -> dict[str, str]:
    """The figure of each note, by its code."""
    view = look(measured(x, y))
    return {note.code: chart(view, note.drawing) for note in notes(view) if note.drawing}


def spoilt() -> tuple[Floats, Floats]:
    """Data with an outlier, in an order, of a scale that needs standardising."""
    random = np.random.default_rng(3)
    x = np.linspace(1950, 2020, 60)
    y = 3 * (x - 1985) + random.normal(0, 1, 60)
    y[30] += 40
    return x, y


def test_figures_have_real_text_and_stand_on_a_page() -> None:
    for code, svg in drawn(*spoilt()).items():
        shown = figure(svg, code)
        assert shown is not None
        assert (
            "<text" in shown.svg and "style=" not in shown.svg and "fill:#ffffff" not in shown.svg
        )
        assert shown.words == ElementTree.fromstring(svg)[0].text


def test_what_stands_out_is_ringed() -> None:
    found = drawn(*spoilt())
    assert found.keys() == {"outliers", "scale", "order"}
    assert found["outliers"].count("<circle") == 1
    assert found["order"].count("<circle") == 10
    assert "epoch</text>" in found["scale"]


def test_many_pairs_are_drawn_in_part() -> None:
    random = np.random.default_rng(3)
    x = random.uniform(0, 9, 2000)
    view = look(measured(x, x + random.normal(0, 1, 2000)))
    svg = chart(view, Drawing("cloud", "The pairs.", (5,)))
    assert svg.count("h0") == 500 and svg.count("<circle") == 1


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (0, 14, ["0", "5", "10"]),
        (-0.02, 0.02, ["−0.02", "−0.01", "0", "0.01", "0.02"]),
        (1949, 2021, ["1960", "1980", "2000", "2020"]),
        (0, 3e-9, ["0", "1 × 10⁻⁹", "2 × 10⁻⁹", "3 × 10⁻⁹"]),
    ],
)
def test_ticks_are_round_numbers(low: float, high: float, shown: list[str]) -> None:
    assert [text for _, text in Scale(low, high, 0, 100).ticks()] == shown


def test_the_loss_along_the_epochs_is_drawn_on_powers_of_ten() -> None:
    ticks = Scale(0, np.log10(8000), 0, 100, is_log=True).ticks()
    assert [text for _, text in ticks] == ["1", "10", "100", "1000"]
