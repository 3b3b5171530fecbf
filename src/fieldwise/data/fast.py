"""Rows of text read many at a time, for large files; what is not plain goes the slow way.

A block's structure is proven by counting: outside of quotation marks, each line has one delimiter
less than the table has columns. Then polars reads the two columns, as numbers if every cell is a
plain one, else as text that is cleaned, converted, and looked at where that fails. Where polars is
not installed, NumPy reads what is plain.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from fieldwise.data.cells import pattern_of
from fieldwise.data.delimiter import SPACE
from fieldwise.data.measured import Batch, Column, Reason
from fieldwise.data.rows import Layout, value_of

if TYPE_CHECKING:
    import polars as pl

    from fieldwise.data.measured import Numbers, Reasons

_SIGNS = ((b"\xe2\x88\x92", b"-"), (b"\xe2\x80\x92", b"-"), (b"\xc2\xa0", b" "))
_THIN = ((b"\xe2\x80\xaf", b" "), (b"\xe2\x80\x89", b" "))
_CONTROLS = (0x00, 0x1C, 0x1D, 0x1E, 0x1F)
"""Characters that one way of reading takes for space and the other does not."""


def read_fast(data: bytes, layout: Layout) -> tuple[Batch, int] | None:
    """The rows of a block of whole lines in UTF-8, and how many lines they are.

    None if they are not plain. Examples of rows left out are not among what it returns.
    """
    if len(_separator(layout).encode()) != 1:
        return None
    comment = layout.split.comment.encode()
    is_odd = layout.split.delimiter == SPACE or (bool(comment) and comment in data)
    batch = None if is_odd else _read(data, layout)
    if batch is not None:
        # As many lines as rows, unless a line may end within quotation marks.
        has_quotes = bool(layout.split.quote) and layout.split.quote.encode() in data
        return batch, count_lines(data) if has_quotes else len(batch.x)
    tidy = _tidy(data, layout)
    if tidy is None:
        return None
    batch = _read(tidy, layout) if tidy else Batch(np.empty(0), np.empty(0))
    return (batch, count_lines(data)) if batch is not None else None


def count_lines(data: bytes) -> int:
    """How many lines there are, the last of which may lack its end."""
    return _count(data, b"\n") + (not data.endswith(b"\n"))


def _count(data: bytes, sign: bytes) -> int:
    """How often a sign of one byte stands in a text; several times as fast where it is frequent."""
    return int(np.count_nonzero(np.frombuffer(data, np.uint8) == sign[0]))


def _read(data: bytes, layout: Layout) -> Batch | None:
    """The rows; None unless every line has its cells, by the sum over all."""
    outside = _outside(data, layout)
    if outside is None:
        return None
    has_polars = find_spec("polars") is not None
    if not has_polars:
        batch = _read_with_numpy(data, layout) if outside is data else None
    else:
        batch = _read_plain(data, layout)
    if has_polars and batch is not None and layout.width == 2 and outside is data:
        return batch  # polars saw all cells, and refuses a line with more
    if has_polars:
        batch = batch or _read_text(data, layout)
    if batch is None or (outside is not data and count_lines(outside) != len(batch.x)):
        return None
    delimiters = _count(outside, _separator(layout).encode())
    return batch if delimiters == len(batch.x) * (layout.width - 1) else None


def _separator(layout: Layout) -> str:
    return " " if layout.split.delimiter == SPACE else layout.split.delimiter


def _outside(data: bytes, layout: Layout) -> bytes | None:
    """What stands outside of quotation marks, a 0 for each quoted cell.

    None if a quotation mark stands anywhere but at the start and the end of a cell.
    """
    quote = layout.split.quote.encode()
    if not quote or quote not in data:
        return data
    parts = data.replace(quote * 2, b"").split(quote)
    outside = b"\x00".join(parts[::2])
    ends = (_separator(layout).encode(), b"\n")
    cells = outside.count(b"\x00")
    before = sum(outside.count(end + b"\x00") for end in ends) + outside.startswith(b"\x00")
    after = sum(outside.count(b"\x00" + end) for end in ends) + outside.endswith(b"\x00")
    return outside if len(parts) % 2 and before == after == cells else None


def _tidy(data: bytes, layout: Layout) -> bytes | None:
    """The lines without comments and blank ones, and with single spaces where they separate."""
    comment, quote = layout.split.comment.encode(), layout.split.quote.encode()
    if comment and comment in data:
        marked = re.compile(rb"^[ \t]*" + re.escape(comment) + rb".*\n?", re.MULTILINE)
        if quote and quote in data and marked.search(data):
            return None  # what looks like a comment may stand inside of a quoted cell
        data = marked.sub(b"", data)
    if layout.split.delimiter == SPACE:
        data = data.replace(b"\t", b" ")
        while b"  " in data:
            data = data.replace(b"  ", b" ")
        data = data.replace(b"\n ", b"\n").replace(b" \n", b"\n").strip(b" ")
    while b"\n\n" in data:
        data = data.replace(b"\n\n", b"\n")
    return data.strip(b"\n")


def _frame(data: bytes, layout: Layout, kind: type[pl.DataType]) -> pl.DataFrame | None:
    """The two columns `x` and `y`; None if polars will not read them so."""
    import polars as pl

    names = [f"column_{number}" for number in range(1, layout.width + 1)]
    schema: dict[str, Any] = dict.fromkeys(names, pl.String)
    schema[names[layout.x]] = schema[names[layout.y]] = kind
    try:
        frame = pl.read_csv(
            data,
            has_header=False,
            schema=schema,
            columns=[names[layout.x], names[layout.y]],
            separator=_separator(layout),
            quote_char=layout.split.quote or None,
            decimal_comma=kind is pl.Float64 and layout.style.decimal == ",",
        )
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None
    return frame.select(
        pl.col(names[layout.x]).alias("x"),
        pl.col(names[layout.y]).alias("y"),
    )


def _read_plain(data: bytes, layout: Layout) -> Batch | None:
    """The rows, if every cell of both columns is a plain number."""
    import polars as pl

    if not _is_plain(layout):
        return None
    if layout.style.decimal == "," and b"." in data:
        return None  # polars would take the point for a decimal mark as well
    frame = _frame(data, layout, pl.Float64)
    if frame is None or any(s.null_count() for s in frame):
        return None
    return _finite(frame["x"].to_numpy(), frame["y"].to_numpy(), layout)


def _read_with_numpy(data: bytes, layout: Layout) -> Batch | None:
    """The rows, if every cell is a plain number with a decimal point: where polars is missing."""
    if not _is_plain(layout) or layout.style.decimal == ",":
        return None
    try:
        pairs = np.loadtxt(
            BytesIO(data),
            delimiter=_separator(layout),
            usecols=(layout.x, layout.y),
            comments=None,
            ndmin=2,
        )
    except (ValueError, OverflowError):
        return None
    x, y = np.ascontiguousarray(pairs.T)
    return _finite(x, y, layout)


def _is_plain(layout: Layout) -> bool:
    columns = layout.columns[layout.x], layout.columns[layout.y]
    return not layout.style.thousands and not any(c.prefix or c.suffix for c in columns)


def _finite(x: Numbers, y: Numbers, layout: Layout) -> Batch | None:
    # A sum is finite only if every number is: one pass, where looking at each takes two.
    with np.errstate(over="ignore", invalid="ignore"):
        if not (np.isfinite(x.sum()) and np.isfinite(y.sum())):
            return None
    return Batch(x, y, _marked(x, y, layout))


def _marked(x: Numbers, y: Numbers, layout: Layout) -> Reasons | None:
    """Why rows are left out, if some hold a mark for “no value”."""
    if not layout.mark_values:
        return None
    marked = np.isin(x, layout.mark_values) | np.isin(y, layout.mark_values)
    return np.where(marked, Reason.MARK, 0).astype(np.uint8) if marked.any() else None


def _read_text(data: bytes, layout: Layout) -> Batch | None:
    """The rows, from the cells' text."""
    import polars as pl

    if any(control in data for control in _CONTROLS):
        return None
    for sign, plain in (*_SIGNS, *_THIN):
        if sign in data:
            data = data.replace(sign, plain)
    frame = _frame(data, layout, pl.String)
    if frame is None:
        return None
    x, why_x = _numbers(frame["x"], layout.columns[layout.x], layout)
    y, why_y = _numbers(frame["y"], layout.columns[layout.y], layout)
    why = np.maximum(why_x, why_y)
    return Batch(x, y, why if why.any() else None)


def _numbers(cells: pl.Series, column: Column, layout: Layout) -> tuple[Numbers, Reasons]:
    """The numbers in a column of text, and why there is none where there is none."""
    import polars as pl

    cells = cells.fill_null("").str.strip_chars()
    text = cells
    if column.prefix or column.suffix:
        text = text.str.strip_prefix(column.prefix).str.strip_suffix(column.suffix)
        text = text.str.strip_chars()
    style = layout.style
    if style.thousands:
        fits = text.str.contains(f"^(?:{pattern_of(style).pattern})$")
        text = text.str.replace_all(style.thousands, "", literal=True).set(~fits, None)
    if style.decimal == ",":
        if not style.thousands:
            text = text.set(text.str.contains(".", literal=True), None)
        text = text.str.replace(",", ".", literal=True)
    values = text.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy(writable=True)
    why = np.zeros(len(values), dtype=np.uint8)
    odd = np.flatnonzero(~np.isfinite(values))
    known: dict[str, float | Reason] = {}
    for at, cell in zip(odd.tolist(), cells.gather(odd).to_list(), strict=True):
        if cell not in known:
            known[cell] = value_of(cell, column, layout)
        value = known[cell]
        if isinstance(value, Reason):
            why[at] = value
        else:
            values[at] = value
    marked = np.isin(values, layout.mark_values) & (why == 0)
    why[marked] = Reason.MARK
    return values, why
