"""Delimited text of any size: looked at by its first megabyte, then read block by block."""

from __future__ import annotations

import codecs
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from fieldwise.data.columns import columns_of
from fieldwise.data.dialect import Dialect, find_dialect
from fieldwise.data.encoding import find_encoding
from fieldwise.data.fast import read_fast
from fieldwise.data.measured import Batch, Choice, Column, Example, Progress, Reason, Table
from fieldwise.data.opened import HEAD, Opened
from fieldwise.data.rows import EXAMPLES, Layout, example_of, judge, read_batch, safe_rows
from fieldwise.errors import InputError

_LINES = 2_000
"""Lines looked at."""
_BLOCK = 1 << 24
"""Bytes read at a time."""
_FAST_FROM = 1 << 22
"""Bytes from which on loading a faster reader takes less time than doing without."""
_LONGEST = 1 << 26
"""Bytes without an end of a row, beyond which there is none."""


def look(opened: Opened, choice: Choice) -> Table:
    """The table that a text holds.

    Raises:
        InputError: it holds none.
    """
    encoding, how = find_encoding(opened, choice.encoding)
    lines = _lines(opened, encoding)
    try:
        dialect = find_dialect(lines, choice)
    except InputError as error:
        raise opened.refuse(error.what, error.hint) from None
    text = Text(opened, encoding, dialect, columns_of(dialect), choice)
    findings = (how, *dialect.findings)
    return Table(opened.name, text.columns, findings, text.batches, text.digest)


def _lines(opened: Opened, encoding: str) -> list[str]:
    """The first lines, complete and without their ends."""
    is_whole = opened.size <= HEAD
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(opened.head, final=is_whole)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not is_whole:
        del lines[-1]
        if not lines:
            raise opened.refuse("the first line has more than a million bytes; this is no table.")
    return lines[:_LINES]


class Text:
    """A text whose dialect is known, to be read to its end."""

    def __init__(
        self,
        opened: Opened,
        encoding: str,
        dialect: Dialect,
        columns: tuple[Column, ...],
        choice: Choice,
    ) -> None:
        self._opened = opened
        self._encoding = encoding
        self._dialect = dialect
        self._marks = choice.missing
        self._sha = hashlib.sha256()
        self._read = 0
        self._has_lone_returns = b"\r" in opened.head and b"\n" not in opened.head
        self.columns = columns

    def digest(self) -> str:
        """SHA-256 of what has been read."""
        return self._sha.hexdigest()

    def batches(self, x: int, y: int, progress: Progress) -> Iterator[Batch]:
        """The rows of two columns, in the order of the file.

        Raises:
            InputError: the structure breaks, or the file changes while it is read.
        """
        split, style, width = self._dialect.split, self._dialect.style, self._dialect.width
        layout = Layout(split, style, width, x, y, self.columns, self._marks)
        is_large = self._opened.size >= _FAST_FROM
        shown: Counter[Reason] = Counter()
        for first, data, read in _ahead(self._rows()) if is_large else self._rows():
            batch = read_fast(data, layout) if is_large else None
            if batch is None:
                batch = self._read_slowly(first, data, layout)
            elif batch.why is not None:
                wanted = {Reason(why) for why in set(batch.why.tolist()) if why}
                batch = replace(batch, examples=_examples(wanted, first, data, layout, shown))
            shown.update(example.reason for example in batch.examples)
            yield batch
            progress(read, self._opened.size)
        self._opened.recheck()
        if self._read != self._opened.size:
            raise self._opened.refuse("the file changed while it was being read.", "Try again.")

    def _read_slowly(self, first: int, data: bytes, layout: Layout) -> Batch:
        try:
            return read_batch(_numbered(first, data), layout)
        except InputError as error:
            raise self._opened.refuse(error.what, error.hint, int(error.where)) from None

    def _rows(self) -> Iterator[tuple[int, bytes, int]]:
        """Whole rows in UTF-8, their first line's number, and how many bytes have been read."""
        quote = self._dialect.split.quote.encode()
        rest, line = b"", 1
        for block, read in self._blocks():
            if line == 1 and self._dialect.first > 1:
                line = self._dialect.first
                block = block.split(b"\n", line - 1)[-1]
            data = rest + block
            end = len(data) if read == self._opened.size else _end_of_rows(data, quote)
            if not end and len(data) > _LONGEST:
                raise self._opened.refuse(
                    "a quotation mark is opened in this line and never closed."
                    if b"\n" in data
                    else "this line is longer than any line of a table should be.",
                    line=line,
                )
            rest, data = data[end:], data[:end]
            if data:
                yield line, data, read
                line += data.count(b"\n")

    def _blocks(self) -> Iterator[tuple[bytes, int]]:
        """The file in blocks, in UTF-8 and with plain line ends, and how much has been read."""
        decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        size, read, carry = self._opened.size, 0, b""
        try:
            with self._opened.path.open("rb") as file:
                while read < size:
                    raw = file.read(min(_BLOCK, size - read))
                    if not raw:
                        return
                    self._sha.update(raw)
                    read = self._read = read + len(raw)
                    if self._encoding != "utf-8-sig":
                        raw = decoder.decode(raw, final=read == size).encode("utf-8", "replace")
                    elif read == len(raw):
                        raw = raw.removeprefix(codecs.BOM_UTF8)
                    raw, carry = carry + raw, b""
                    if raw.endswith(b"\r") and read < size:
                        raw, carry = raw[:-1], b"\r"
                    yield self._plain_ends(raw), read
        except OSError as error:
            raise self._opened.refuse(f"cannot read on: {error.strerror or error}.") from None

    def _plain_ends(self, data: bytes) -> bytes:
        if b"\r" not in data:
            return data
        data = data.replace(b"\r\n", b"\n")
        return data.replace(b"\r", b"\n") if self._has_lone_returns else data


def _end_of_rows(data: bytes, quote: bytes) -> int:
    """Where the last whole row ends: at a line's end that no open quotation mark reaches."""
    end = data.rfind(b"\n") + 1
    if not quote or quote not in data:
        return end
    quotes = data.count(quote, 0, end)
    while end and quotes % 2:
        before = data.rfind(b"\n", 0, data.rfind(quote, 0, end)) + 1
        quotes -= data.count(quote, before, end)
        end = before
    return end


def _ahead(items: Iterable[tuple[int, bytes, int]]) -> Iterator[tuple[int, bytes, int]]:
    """The same items, each fetched while the one before is being worked on."""
    source = iter(items)
    with ThreadPoolExecutor(1) as executor:
        coming = executor.submit(next, source, None)
        while (item := coming.result()) is not None:
            coming = executor.submit(next, source, None)
            yield item


def _numbered(first: int, data: bytes) -> Iterator[tuple[int, str]]:
    lines = data.decode("utf-8", "replace").split("\n")
    if lines and not lines[-1]:
        del lines[-1]
    return enumerate(lines, first)


def _examples(
    wanted: set[Reason], first: int, data: bytes, layout: Layout, shown: Counter[Reason]
) -> tuple[Example, ...]:
    """The first few rows left out for the reasons wanted, unless enough have been shown."""
    times = Counter(shown)
    wanted = {reason for reason in wanted if times[reason] < EXAMPLES}
    found: list[Example] = []
    for number, cells in safe_rows(_numbered(first, data), layout.split) if wanted else ():
        *_, reason, at = judge(cells, layout)
        if reason in wanted:
            found.append(example_of(number, cells, reason, at, layout))
            times[reason] += 1
            if times[reason] >= EXAMPLES:
                wanted.discard(reason)
            if not wanted:
                break
    return tuple(found)
