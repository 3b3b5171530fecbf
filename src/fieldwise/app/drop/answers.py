"""What the app says about a learner's file, as plain data for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fieldwise.data.measured import KINDS, Choice
from fieldwise.errors import FieldwiseError, InputError

if TYPE_CHECKING:
    from fieldwise.app.drop.keeping import Kept
    from fieldwise.data.measured import Table
    from fieldwise.model.about import About, Remark

_TEXTS = ("x", "y", "table", "encoding", "delimiter", "decimal")
_LONGEST = 500


def choice_from(asked: Mapping[str, Any]) -> Choice:
    """What a learner has filled in; what is left empty is found by looking.

    Raises:
        InputError: a limit is no number.
    """
    texts = {name: str(asked.get(name) or "")[:_LONGEST] for name in _TEXTS}
    marks = str(asked.get("missing") or "")[:_LONGEST].replace(",", " ").split()
    return Choice(
        **texts,
        x_unit=_unit(asked.get("x_unit")),
        y_unit=_unit(asked.get("y_unit")),
        below=_number(asked.get("below"), "below"),
        above=_number(asked.get("above"), "above"),
        missing=tuple(marks),
        leave_out_broken=bool(asked.get("leave_out_broken")),
    )


def of_table(table: Table) -> dict[str, Any]:
    """The columns that a file offers, with what is likely to be wanted of them."""
    x, y = table.likely or ("", "")
    return {
        "source": table.source,
        "columns": [
            {
                "label": column.label,
                "kind": column.kind,
                "says": KINDS[column.kind],
                "unit": column.unit,
                "unit_from": column.unit_from,
                "low": column.low,
                "high": column.high,
                "example": column.example,
            }
            for column in table.columns
        ],
        "findings": [str(finding) for finding in table.findings],
        "x": x,
        "y": y,
    }


def of_about(about: About) -> dict[str, Any]:
    """What became of the rows, and what a careful colleague would say."""
    return {
        "rows": about.rows,
        "usable": about.whole.rows,
        "sample": about.line.rows if about.is_sample else 0,
        "notes": [
            {"sentence": remark.sentence, "advice": _advice(remark)} for remark in about.remarks
        ],
    }


def _advice(remark: Remark) -> str:
    """What a note advises, with the option if the form has it: then it becomes a button."""
    has_form = not remark.option.startswith("--decimal")
    return remark.advice_with_option if has_form else remark.advice


def of_error(error: FieldwiseError, kept: Kept | None) -> dict[str, Any]:
    """One sentence; the file goes by its own name, wherever it is kept."""
    sentence = str(error)
    if kept is not None:
        sentence = sentence.replace(str(kept.path), kept.path.name)
    return {"error": sentence}


def with_columns(choice: Choice, table: Table) -> Choice:
    """The choice with the likely columns where none are named."""
    x, y = table.likely or ("", "")
    return replace(choice, x=choice.x or x, y=choice.y or y)


def _unit(text: object) -> str | None:
    """A unit that is asked for; None leaves it to the file."""
    return None if text is None else str(text)[:_LONGEST]


def _number(text: object, name: str) -> float | None:
    if text in (None, ""):
        return None
    try:
        return float(str(text).replace(",", "."))
    except ValueError:
        raise InputError(f"“{text}” is no number to stay {name}.") from None
