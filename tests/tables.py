"""What the tests of the data stage share: tables written to real files, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fieldwise.data import Choice
from fieldwise.data.measured import Batch, Column, Measured, Progress, Readable, ignore
from fieldwise.data.moments import line_of
from fieldwise.data.opened import open_file
from fieldwise.data.read import look_here, read_here
from fieldwise.errors import InputError

Floats = NDArray[np.float64]
Save = Callable[[str, str | bytes], Path]

AB = Choice(x="a", y="b")


def pairs(rows: int = 30, seed: int = 0, noise: float = 1.0) -> tuple[Floats, Floats]:
    """A clean line with normal scatter, rounded as a person would write it."""
    random = np.random.default_rng(seed)
    x = np.round(random.uniform(1, 60, rows), 2)
    return x, np.round(2 * x + 5 + random.normal(0, noise, rows), 2)


def table(rows: int = 30, form: str = "{a},{b}", head: str = "a,b") -> str:
    """A clean table; `form` has `{a}`, `{b}`, `{i}` and, with decimal commas, `{A}`, `{B}`."""
    lines = [head] if head else []
    for i, (a, b) in enumerate(zip(*pairs(rows), strict=True)):
        comma_a, comma_b = f"{a:.2f}".replace(".", ","), f"{b:.2f}".replace(".", ",")
        lines.append(form.format(a=a, b=b, i=i, A=comma_a, B=comma_b))
    return "\n".join(lines) + "\n"


def spoilt(cell: str, line: int = 5, rows: int = 30) -> str:
    """A clean table of a and b, but for one cell of b; `line` counts from 1."""
    lines = table(rows).split("\n")
    lines[line - 1] = f"{lines[line - 1].split(',')[0]},{cell}"
    return "\n".join(lines)


def look(path: Path, choice: Choice = AB) -> Readable:
    """A table and a way to its rows, without another process."""
    return look_here(open_file(path), choice)


def read(path: Path, choice: Choice = AB, progress: Progress = ignore) -> Measured:
    """Two columns of a file, without another process."""
    return read_here(open_file(path), choice, progress)


def refusal(path: Path, choice: Choice = AB) -> str:
    """The sentence with which a file is refused, without its folder."""
    try:
        read(path, choice)
    except InputError as error:
        return str(error).replace(f"{path.parent}/", "")
    return "not refused"


def rows_of(found: Readable, x: int = 0, y: int = 1) -> list[Batch]:
    """All batches of two columns."""
    batches: list[Batch] = []
    found.feed(x, y, batches.append, ignore)
    return batches


def measured(x: Floats, y: Floats) -> Measured:
    """Pairs as if they had been read from a file that names their units."""
    of_x, of_y = (Column(name, name, "number", "s", "the column's name") for name in "xy")
    line, rows = line_of(x, y), len(x)
    return Measured("t.csv", "", "", x, y, of_x, of_y, rows, (), (), Choice(), line, line)
