"""Parquet files of any size, two columns at a time, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING

from fieldwise.data.arrays import Arrays
from fieldwise.data.columns import counts_rows, label_apart
from fieldwise.data.header import split_name, tidy_names
from fieldwise.data.measured import Choice, Column, Finding, Kind, Progress, Readable, Table, Take
from fieldwise.data.opened import Opened
from fieldwise.quote import grouped

if TYPE_CHECKING:
    import polars as pl

_LOOKED_AT = 1_000
"""Rows looked at."""
_WIDEST = 100
"""Columns beyond which ranges are not looked at."""
_BATCH = 200_000
"""Rows handed over at a time."""
_DIGESTED = 1 << 26
"""Bytes beyond which the digest is of the footer, which lists every part of the file."""


def look(opened: Opened, choice: Choice) -> Readable:
    """The table that a Parquet file holds.

    Raises:
        InputError: the file is damaged.
    """
    if find_spec("polars") is None:
        raise opened.refuse(
            "this is a Parquet file, and the part that reads those is not installed.",
            "Save the table as CSV, or run: pip install 'fieldwise[data]'",
        )
    import polars as pl

    if opened.size < 12 or _tail(opened, 4) != b"PAR1":
        raise opened.refuse(
            "the Parquet file is damaged: its end is missing.", "Copy or download it again."
        )
    with _sentences(opened):
        frame = _scan(opened)
        schema = frame.collect_schema()
        rows = int(frame.select(pl.len()).collect().item())
        few = frame.head(_LOOKED_AT).collect() if len(schema) <= _WIDEST else None
    names = tidy_names(schema.names())
    columns = []
    for at, (name, dtype) in enumerate(zip(names, schema.dtypes(), strict=True)):
        label, unit = split_name(name)
        kind = _kind(dtype)
        column = Column(name, label, kind, unit, "the column's name" if unit else "")
        # Without the name, for polars takes some names for patterns, such as ^a$.
        columns.append(_ranged(column, few.to_series(at).alias("")) if few is not None else column)
    findings = (Finding("format", "Parquet", f"{grouped(rows)} rows in {len(names)} columns"),)
    shown = label_apart(columns)
    feed = Rows(opened, shown, choice.missing, rows).feed
    is_small = opened.size <= _DIGESTED
    digest: Callable[[], str] = partial(_digest, opened, whole=is_small)
    what = "the file" if is_small else "the length and the footer of the file"
    return Readable(Table(opened.name, shown, findings), feed, digest, what)


def _scan(opened: Opened) -> pl.LazyFrame:
    import polars as pl

    return pl.scan_parquet(opened.path, glob=False, hive_partitioning=False)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of the file, to be read to the end."""

    opened: Opened
    columns: tuple[Column, ...]
    marks: tuple[str, ...]
    count: int

    def feed(self, x: int, y: int, take: Take, progress: Progress) -> None:
        """Hand over all rows of two columns."""
        import polars as pl

        arrays = Arrays(self.columns[x], self.columns[y], self.marks, take)
        pair = _scan(self.opened).select(
            pl.nth(x).cast(pl.Float64).alias("x"), pl.nth(y).cast(pl.Float64).alias("y")
        )

        def add(batch: pl.DataFrame) -> None:
            arrays.add(batch["x"].to_numpy(), batch["y"].to_numpy())
            progress(arrays.rows, self.count)

        with _sentences(self.opened):
            pair.sink_batches(add, chunk_size=_BATCH)
        self.opened.recheck()


@contextmanager
def _sentences(opened: Opened) -> Iterator[None]:
    """Say in a sentence what polars finds wrong with a file."""
    import polars as pl

    try:
        yield
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        opened.recheck()
        first = str(error).strip().partition("\n")[0][:200]
        raise opened.refuse(
            f"the Parquet file is damaged or of an unknown kind ({first}).",
            "Copy or download it again.",
        ) from None


def _kind(dtype: pl.DataType) -> Kind:
    import polars as pl

    if dtype.is_numeric():
        return "number"
    if dtype.is_temporal():
        return "date"
    if dtype == pl.Boolean:
        return "truth"
    if dtype == pl.Null:
        return "empty"
    return "list" if dtype.is_nested() else "text"


def _ranged(column: Column, values: pl.Series) -> Column:
    """The column with what its first rows show."""
    import polars as pl

    if column.kind != "number":
        example = values.drop_nulls().head(1).to_list()
        return replace(column, example=str(example[0]) if example else "")
    numbers = values.cast(pl.Float64).drop_nulls().drop_nans()
    if numbers.is_empty():
        return column
    found = numbers.to_list()
    return replace(
        column,
        low=min(found),
        high=max(found),
        example=f"{found[0]:g}",
        is_counter=counts_rows(column.name, found),
    )


def _tail(opened: Opened, size: int) -> bytes:
    try:
        with opened.path.open("rb") as file:
            file.seek(max(opened.size - size, 0))
            return file.read(size)
    except OSError as error:
        raise opened.refuse(f"cannot read: {error.strerror or error}.") from None


def _digest(opened: Opened, *, whole: bool) -> str:
    """SHA-256 of the file, or of its length and footer."""
    if whole:
        return sha256(_tail(opened, opened.size)).hexdigest()
    length = int.from_bytes(_tail(opened, 8)[:4], "little")
    return sha256(opened.size.to_bytes(8, "little") + _tail(opened, length + 8)).hexdigest()
