"""The nouns of the data stage: what is asked for, what a table holds, what was read from it.

Choice ─ look ─► Table ─ read ─► Measured ─ notes ─► (Note, …)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

from fieldwise.data.words import span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Reasons = NDArray[np.uint8]

Kind = Literal["number", "text", "date", "truth", "empty", "list"]
"""What the cells of a column are."""

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much: bytes of a text, rows of a Parquet or FITS table."""

SAMPLE = 2_000
"""The most rows a lesson runs on; of more, a random sample of so many is taken."""

LEAST = 11
"""The fewest rows the lesson can run on: an exercise fits to ten and tests on the others."""


def ignore(done: int, total: int) -> None:
    """Take no notice of progress."""


class Reason(IntEnum):
    """Why a row is left out; where several hold, the largest counts."""

    NO_VALUE = 1
    MARK = 2
    """It holds a mark that the learner named as one for “no value”."""
    LIMIT = 3
    """Its y lies beyond a limit that the learner set."""
    INFINITE = 4
    DATE = 5
    TEXT = 6
    SHAPE = 7
    """The line has more or fewer cells than the table has columns."""

    @property
    def is_broken(self) -> bool:
        """Whether somebody should look at it, rather than expect it."""
        return self >= Reason.INFINITE


@dataclass(frozen=True, slots=True)
class Choice:
    """What a learner asks of a file; everything left empty is found by looking."""

    x: str = ""
    y: str = ""
    x_unit: str | None = None
    y_unit: str | None = None
    below: float | None = None
    """Keep only rows whose y is less."""
    above: float | None = None
    """Keep only rows whose y is more."""
    missing: tuple[str, ...] = ()
    """Further marks for “no value”, such as -999."""
    leave_out_broken: bool = False
    """Leave out rows with broken cells, and say so, instead of refusing the file."""
    table: str = ""
    """The sheet of a workbook or the extension of a FITS file, by name or number."""
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found out about a file, and how: nothing is guessed in silence."""

    what: str
    value: str
    how: str
    sure: bool = True
    """Whether looking settles it; what is a guess should be confirmed."""

    def __str__(self) -> str:
        return f"{self.what}: {self.value} ({self.how})"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, as far as looking at its first rows tells."""

    name: str
    """As the file has it, without characters that cannot be seen."""
    label: str
    """The name without its unit."""
    kind: Kind
    unit: str = ""
    unit_from: str = ""
    """Where the unit stands: `you`, `the column's name`, `line 2` …; empty if none is known."""
    stated: str = ""
    """The unit that the file states, where the learner says another."""
    low: float | None = None
    high: float | None = None
    example: str = ""
    is_counter: bool = False
    """Whether it merely numbers the rows."""
    prefix: str = ""
    """What stands before each number, such as a currency sign."""
    suffix: str = ""

    def __str__(self) -> str:
        unit = f" [{self.unit}]" if self.unit else ""
        if self.kind == "number" and self.low is not None and self.high is not None:
            return f"“{self.label}”{unit}, {span(self.low, self.high, 6)}"
        return f"“{self.label}”{unit}, {KINDS[self.kind]}"


KINDS: Mapping[Kind, str] = {
    "number": "numbers",
    "text": "text",
    "date": "dates or times",
    "truth": "true or false",
    "empty": "empty",
    "list": "several values in each row",
}


@dataclass(frozen=True, slots=True)
class Example:
    """One row that is left out."""

    where: str
    """`line 14` or `row 14`."""
    column: str
    cell: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Batch:
    """Some consecutive rows of two columns."""

    x: Numbers
    y: Numbers
    why: Reasons | None = None
    """For each row 0 or a `Reason`; None if every row is good."""
    examples: tuple[Example, ...] = ()


Take = Callable[[Batch], None]
"""Takes in the next rows."""

Feed = Callable[[int, int, Take, Progress], None]
"""Hands over the rows of two columns, by their numbers from 0, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: its columns, and how they were found."""

    source: str
    """The file's name, without its folder."""
    columns: tuple[Column, ...]
    findings: tuple[Finding, ...]

    @property
    def usual(self) -> tuple[str, ...]:
        """The columns of numbers, first those that vary and do not merely number the rows."""

        def is_odd(column: Column) -> bool:
            return column.is_counter or (column.low is not None and column.low == column.high)

        numbers = [column for column in self.columns if column.kind == "number"]
        return tuple(column.label for column in sorted(numbers, key=is_odd))

    @property
    def likely(self) -> tuple[str, str] | None:
        """The two columns that are likely to be meant."""
        return (self.usual[0], self.usual[1]) if len(self.usual) > 1 else None

    @property
    def only(self) -> tuple[str, str] | None:
        """The two columns of numbers, if there are no others but those that number the rows."""
        numbers = [column for column in self.columns if column.kind == "number"]
        if len(numbers) != 2:
            numbers = [column for column in numbers if not column.is_counter]
        return (numbers[0].label, numbers[1].label) if len(numbers) == 2 else None


@dataclass(frozen=True, slots=True)
class Readable:
    """A table and a way to its rows."""

    table: Table
    feed: Feed
    digest: Callable[[], str]
    """SHA-256 of the file, once all rows have been read."""
    digest_of: str = "the file"


@dataclass(frozen=True, slots=True)
class Line:
    """The least-squares line through some rows, and what they say about it."""

    rows: int
    slope: float
    intercept: float
    mse: float
    slope_error: float
    intercept_error: float
    x_mean: float
    y_mean: float
    x_low: float
    x_high: float
    y_low: float
    y_high: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows left out for one reason."""

    reason: Reason
    rows: int
    examples: tuple[Example, ...] = ()
    """The first few, in the order of the file."""


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A learner's data: what the lesson runs on, where it comes from, what became of the rest."""

    source: str
    """The file's name, without its folder and without characters that cannot be seen."""
    digest: str
    """SHA-256 in hexadecimal."""
    digest_of: str
    """What it is taken of: `the file`, or a part that stands for it."""
    x: Numbers
    y: Numbers
    x_column: Column
    y_column: Column
    rows: int
    """Rows read."""
    left_out: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]
    choice: Choice
    line: Line
    """The line through the pairs that the lesson runs on."""
    whole: Line
    """The line through all usable rows; the same unless a sample was taken."""

    @property
    def is_sample(self) -> bool:
        """Whether the pairs are a random sample of the usable rows."""
        return self.whole.rows > len(self.x)

    @property
    def pairs(self) -> tuple[tuple[float, float], ...]:
        """The (x, y) pairs that the lesson runs on."""
        return tuple(zip(self.x.tolist(), self.y.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Drawing:
    """What to draw beside a note."""

    kind: Literal["cloud", "residuals", "descent"]
    words: str
    """The same in words, for who cannot see it."""
    highlighted: tuple[int, ...] = ()
    """Indices of pairs to stand out."""
    level: float | None = None
    """A horizontal line at this y."""
    curve: tuple[float, ...] = ()
    """A curve c0 + c1 x + c2 x² …, in y's unit."""
    has_line: bool = False
    """Whether the line stands among the pairs of a cloud."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a careful colleague would say about the data before the fit."""

    code: str
    sentence: str
    advice: str
    term: str
    """The canonical term under which the lesson speaks of it."""
    section: str
    """The id of the lesson's block that does."""
    drawing: Drawing | None = None
    option: str = ""
    """How the command line does what is advised, a sentence; no page has options."""
