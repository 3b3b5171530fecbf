"""The figures to play with: one module each, and what a page has to know of them.

Each of `fit.js`, `descend.js` and `hold-out.js` exports a notebook widget as its default.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fieldwise.model import Executed

TITLES = {"fit": "Fit it yourself", "descend": "Descend", "hold-out": "Hold out"}
"""What each figure is called, by the name under which a lesson places it."""
STYLE = Path(__file__).parent / "figures.css"


def given(executed: Executed) -> dict[str, object]:
    """What the figures' model starts with: the run's data and the edition's words."""
    run, card = executed.run, executed.edition.card
    return {
        "data": {name: run.series[name] for name in ("x", "y")},
        "words": words(executed.edition.words),
        "learning_rate": card["learning_rate"],
        "too_large": card["too_large"],
        "epochs": round(run.values["epochs"]),
    }


def words(of: Mapping[str, str]) -> dict[str, object]:
    """An edition's words as the figures' model has them, from their dotted names."""
    quantities = {
        name: {part: of[f"{name}.{part}"] for part in ("name", "phrase", "symbol", "unit")}
        for name in ("x", "y")
    }
    units = {name: {"unit": of[f"{name}.unit"]} for name in ("slope", "mse")}
    return {**quantities, **units, **{name: of[name] for name in ("observation", "observations")}}
