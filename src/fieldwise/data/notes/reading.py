"""What happened while the file was read: rows left out, guesses, units, a sample taken."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from fieldwise.data.gather import told
from fieldwise.data.measured import LeftOut, Note, Reason
from fieldwise.data.words import count, listed, number, quoted

if TYPE_CHECKING:
    from fieldwise.data.notes.view import View


def note_left_out(view: View) -> Note | None:
    """Which rows were left out, and why."""
    measured = view.measured
    if not measured.left_out:
        return None
    total = sum(left.rows for left in measured.left_out)
    why = "; ".join(f"{left.rows:,} {_why(view, left)}" for left in measured.left_out)
    advice = "Ask whether rows without a value are like the others: if not, the line is not theirs."
    if any(left.reason.is_broken for left in measured.left_out):
        advice = "Look at the broken ones: what stands there may matter."
    elif all(left.reason is Reason.LIMIT for left in measured.left_out):
        advice = "The line is that of the rows that are left, and says nothing of the others."
    return Note(
        code="left-out",
        sentence=f"{count(total, 'row')} of {measured.rows:,} "
        f"{'is' if total == 1 else 'are'} left out: {why}.",
        advice=advice,
        term="training data",
        section="data.measured",
        numbers={"rows": total, "of": measured.rows},
    )


def _why(view: View, left: LeftOut) -> str:
    choice = view.measured.choice
    where = ""
    if left.examples and left.reason is not Reason.LIMIT:
        shown = [example.where for example in left.examples]
        rest = left.rows - len(shown)
        where = f" ({listed([*shown, *([f'{rest:,} more'] if rest > 0 else [])])})"
    if left.reason is Reason.NO_VALUE:
        return f"without a value{where}"
    if left.reason is Reason.MARK:
        return f"with a mark for “no value”{where}"
    if left.reason is Reason.LIMIT:
        bounds = [("or more", choice.below), ("or less", choice.above)]
        said = [f"{number(bound, 15)} {word}" for word, bound in bounds if bound is not None]
        label = quoted(view.measured.y_column.label)
        return f"because {label} is {listed(said, 'or')}, as you asked"
    what = f": {told(left.examples[0])}" if left.examples else ""
    return f"broken{where}{what}"


def note_guess(view: View) -> Note | None:
    """What looking at the file does not settle."""
    unsure = [finding for finding in view.measured.findings if not finding.sure]
    if not unsure:
        return None
    finding = unsure[0]
    return Note(
        code="guess",
        sentence=f"The {finding.what} was taken to be the {finding.value}, but {finding.how}.",
        advice="If that is wrong, every number is: say --decimal ',' or --decimal '.'.",
        term="feature",
        section="vocabulary",
        numbers={},
    )


def note_units(view: View) -> Note | None:
    """Units that nobody has stated, and units stated twice."""
    columns = {"x": view.measured.x_column, "y": view.measured.y_column}
    against = [(axis, column) for axis, column in columns.items() if column.stated]
    if against:
        axis, column = against[0]
        return Note(
            code="units",
            sentence=f"You say that {quoted(column.label)} is in {column.unit or 'no unit'}; the "
            f"file says {column.stated}.",
            advice="The numbers are taken as they stand, in the unit you say; none is converted.",
            term="feature" if axis == "x" else "target",
            section="vocabulary",
            numbers={},
        )
    unknown = [axis for axis, column in columns.items() if not column.unit_from]
    if not unknown:
        return None
    labels = listed([quoted(columns[axis].label) for axis in unknown])
    options = listed([f"--{axis}-unit" for axis in unknown])
    return Note(
        code="units",
        sentence=f"The file does not say in which unit {labels} "
        f"{'is' if len(unknown) == 1 else 'are'}.",
        advice=f"Say it with {options}, and every number carries its unit.",
        term="weights",
        section="model",
        numbers={},
    )


def note_sample(view: View) -> Note | None:
    """That the lesson runs on a sample, with both results."""
    measured = view.measured
    if not measured.is_sample:
        return None
    whole, line = measured.whole, measured.line
    return Note(
        code="sample",
        sentence=f"The lesson runs on {line.rows:,} rows, drawn at random from {whole.rows:,}: "
        f"their line has slope {number(line.slope)} and MSE {number(line.mse)}, the line through "
        f"all rows slope {number(whole.slope)} and MSE {number(whole.mse)}.",
        advice=f"The two slopes should differ by no more than two or three standard errors of "
        f"the first, {number(line.slope_error, 2)}.",
        term="training data",
        section="data.measured",
        numbers={
            "rows": line.rows,
            "of": whole.rows,
            "slope": line.slope,
            "whole_slope": whole.slope,
            "mse": line.mse,
            "whole_mse": whole.mse,
            "errors_apart": (line.slope - whole.slope) / line.slope_error
            if line.slope_error
            else 0.0,
            "root": sqrt(whole.mse),
        },
    )
