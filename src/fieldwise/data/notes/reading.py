"""What happened while the file was read: rows left out, guesses, units, a sample taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwise.bind import with_unit
from fieldwise.data.gather import told
from fieldwise.data.measured import LeftOut, Note, Reason
from fieldwise.data.words import count, listed, number, pair, quoted
from fieldwise.quote import grouped

if TYPE_CHECKING:
    from fieldwise.data.notes.view import View


def note_left_out(view: View) -> Note | None:
    """Which rows were left out, and why."""
    measured = view.measured
    if not measured.left_out:
        return None
    total = sum(left.rows for left in measured.left_out)
    why = [_why(view, left) for left in measured.left_out]
    if len(why) > 1:
        parts = zip(measured.left_out, why, strict=True)
        why = [f"{grouped(left.rows)} {reason}" for left, reason in parts]
    advice = "Ask whether rows without a value are like the others: if not, the line is not theirs."
    if any(left.reason.is_broken for left in measured.left_out):
        advice = "Look at the broken ones: what stands there may matter."
    elif all(left.reason is Reason.LIMIT for left in measured.left_out):
        advice = "The line is that of the rows that are left, and says nothing of the others."
    return Note(
        code="left-out",
        sentence=f"{count(total, 'row')} of {grouped(measured.rows)} "
        f"{'is' if total == 1 else 'are'} left out: {'; '.join(why)}.",
        advice=advice,
        term="training data",
        section="data.measured",
    )


def _why(view: View, left: LeftOut) -> str:
    choice = view.measured.choice
    where = ""
    if left.examples and left.reason is not Reason.LIMIT:
        noun, *_ = left.examples[0].where.split()
        shown = [example.where.removeprefix(f"{noun} ") for example in left.examples]
        rest = left.rows - len(shown)
        more = [f"{grouped(rest)} more"] if rest > 0 else []
        where = f" ({noun}{'s' if left.rows > 1 else ''} {listed([*shown, *more])})"
    if left.reason is Reason.NO_VALUE:
        return f"without a value{where}"
    if left.reason is Reason.MARK:
        return f"with a mark for “no value”{where}"
    if left.reason is Reason.LIMIT:
        bounds = [("or more", choice.below), ("or less", choice.above)]
        said = [f"{view.in_y(bound, 15)} {word}" for word, bound in bounds if bound is not None]
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
        advice="If that is wrong, every number is.",
        option="--decimal ',' or --decimal '.' settles it.",
        term="feature",
        section="vocabulary",
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
        )
    unknown = [axis for axis, column in columns.items() if not column.unit_from]
    if not unknown:
        return None
    labels = listed([quoted(columns[axis].label) for axis in unknown])
    return Note(
        code="units",
        sentence=f"The file does not say in which unit {labels} "
        f"{'is' if len(unknown) == 1 else 'are'}.",
        advice="Once that is said, every number carries its unit.",
        option=f"{listed([f'--{axis}-unit' for axis in unknown])} "
        f"{'says' if len(unknown) == 1 else 'say'} it.",
        term="weights",
        section="model",
    )


def note_sample(view: View) -> Note | None:
    """That the lesson runs on a sample, with both results."""
    measured = view.measured
    if not measured.is_sample:
        return None
    every, line = measured.whole, measured.line
    slope, slope_of_all = (
        with_unit(number(a_line.slope, 5), view.slope_unit) for a_line in (line, every)
    )
    mse, mse_of_all = (with_unit(text, view.squared_unit) for text in pair(line.mse, every.mse))
    error = with_unit(number(line.slope_error, 2), view.slope_unit)
    return Note(
        code="sample",
        sentence=f"The lesson runs on {grouped(line.rows)} rows, drawn at random from "
        f"{grouped(every.rows)}: their line has slope {slope} and MSE {mse}, the line through all "
        f"rows slope {slope_of_all} and MSE {mse_of_all}.",
        advice="The two slopes should differ by no more than two or three standard errors of the "
        f"first, {error}.",
        term="training data",
        section="data.measured",
    )
