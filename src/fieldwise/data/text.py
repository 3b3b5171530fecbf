"""Delimited text of any size: looked at by its first megabyte, then read block by block."""

from __future__ import annotations

import codecs
import hashlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from fieldwise.data.columns import columns_of
from fieldwise.data.delimiter import read_rows
from fieldwise.data.dialect import Dialect, find_dialect
from fieldwise.data.encoding import find_encoding
from fieldwise.data.fast import count_lines, read_fast
from fieldwise.data.measured import (
    Batch,
    Choice,
    Column,
    Example,
    Progress,
    Readable,
    Reason,
    Table,
    Take,
)
from fieldwise.data.opened import HEAD, Opened
from fieldwise.data.rows import EXAMPLES, Layout, batch_of, example_of, judge
from fieldwise.errors import InputError

_LINES = 2_000
"""Lines looked at."""
_BLOCK = 1 << 22
"""Bytes read at a time."""
_AT_ONCE = 3
"""Blocks read side by side: one alone leaves a processor idle at its start and its end."""
_SLOW = 1 << 17
"""Bytes of a block that may be read slowly without anybody noticing."""
_FAST_FROM = 1 << 22
"""Bytes from which on loading a faster reader takes less time than doing without."""
_Rows = tuple[bytes, int, str]
"""Whole rows, bytes read so far, and what keeps the next row from ever ending, if anything does."""
_Fast = tuple[Batch, int] | None
"""What a block holds and how many lines it has; None where only the slow way can tell."""
_ENDLESS = (
    "this line is longer than any line of a table should be.",
    "a quotation mark is opened in this line and never closed.",
)
_LONGEST = 1 << 26
"""Bytes without an end of a row, beyond which there is none."""


def look(opened: Opened, choice: Choice) -> Readable:
    """The table that a text holds.

    Raises:
        InputError: it holds none.
    """
    encoding, how = find_encoding(opened, choice.encoding)
    lines = _lines(opened, encoding)
    try:
        dialect = find_dialect(lines, choice)
    except InputError as error:
        raise opened.refuse(error.what, error.hint, int(error.where or 0)) from None
    text = Text(opened, encoding, dialect, columns_of(dialect), choice)
    findings = (how, *dialect.findings)
    return Readable(Table(opened.name, text.columns, findings), text.feed, text.digest)


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
        self.columns = columns

    def digest(self) -> str:
        """SHA-256 of what has been read."""
        return self._sha.hexdigest()

    def feed(self, x: int, y: int, take: Take, progress: Progress) -> None:
        """Hand over the rows of two columns, in the order of the file.

        Raises:
            InputError: the structure breaks, or the file changes while it is read.
        """
        split, style, width = self._dialect.split, self._dialect.style, self._dialect.width
        layout = Layout(split, style, width, x, y, self.columns, self._marks)
        shown: Counter[Reason] = Counter()
        line = self._dialect.first
        for (data, read, problem), found in self._found(layout):
            if problem:
                raise self._opened.refuse(problem, line=line)
            for batch, lines in self._batches(line, data, layout, shown, found):
                line += lines
                shown.update(example.reason for example in batch.examples)
                take(batch)
            progress(read, self._opened.size)
        self._opened.recheck()
        if self._read != self._opened.size:
            raise self._opened.refuse("the file changed while it was being read.", "Try again.")

    @property
    def _is_large(self) -> bool:
        return self._opened.size >= _FAST_FROM

    def _found(self, layout: Layout) -> Iterator[tuple[_Rows, _Fast]]:
        """Whole rows, block by block, and what they hold if they can be read the fast way.

        Of a large file one block is fetched while others are read and one is worked on.
        """
        if not self._is_large:
            yield from ((rows, None) for rows in self._rows())
            return
        coming = deque[tuple[_Rows, Future[_Fast]]]()
        with ThreadPoolExecutor(_AT_ONCE) as executor:
            for rows in _ahead(self._rows()):
                coming.append((rows, executor.submit(read_fast, rows[0], layout)))
                if len(coming) > _AT_ONCE:
                    first, found = coming.popleft()
                    yield first, found.result()
            yield from ((first, found.result()) for first, found in coming)

    def _batches(
        self, line: int, data: bytes, layout: Layout, shown: Counter[Reason], found: _Fast
    ) -> Iterator[tuple[Batch, int]]:
        """The rows of a block, the fast way where it goes, and how many lines they are."""
        if found is not None:
            batch, lines = found
            told = (
                _with_examples(batch, line, data, layout, shown) if batch.why is not None else batch
            )
            if told is not None:
                yield told, lines
                return
        # One odd line should not make a large block slow: its halves are tried on their own.
        half = _end_of_rows(data[: len(data) // 2], layout.split.quote.encode())
        if self._is_large and half and len(data) > _SLOW:
            for part in (data[:half], data[half:]):
                found = read_fast(part, layout)
                for batch, lines in self._batches(line, part, layout, shown, found):
                    yield batch, lines
                    line += lines
        else:
            yield self._read_slowly(line, data, layout), count_lines(data)

    def _read_slowly(self, first: int, data: bytes, layout: Layout) -> Batch:
        try:
            return batch_of(read_rows(_numbered(first, data), layout.split), layout)
        except InputError as error:
            raise self._opened.refuse(error.what, error.hint, int(error.where)) from None

    def _rows(self) -> Iterator[_Rows]:
        """Whole rows, block by block."""
        quote = self._dialect.split.quote.encode()
        rest, skip = b"", self._dialect.first - 1
        for block, read in self._blocks():
            if skip:
                block, skip = block.split(b"\n", skip)[-1], 0
            if read == self._opened.size:
                end = len(block)
            elif quote and (quote in block or quote in rest):
                rest, block = b"", rest + block
                end = _end_of_rows(block, quote)
            else:
                end = block.rfind(b"\n") + 1
            if not end:
                rest += block
                if len(rest) > _LONGEST:
                    yield b"", read, _ENDLESS[b"\n" in rest]
                continue
            data = b"".join((rest, memoryview(block)[:end])) if rest or end < len(block) else block
            rest = block[end:]
            yield data, read, ""

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
                    yield _plain_ends(raw), read
        except OSError as error:
            raise self._opened.refuse(f"cannot read on: {error.strerror or error}.") from None


def _plain_ends(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


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


def _ahead(items: Iterable[_Rows]) -> Iterator[_Rows]:
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


def _with_examples(
    batch: Batch, first: int, data: bytes, layout: Layout, shown: Counter[Reason]
) -> Batch | None:
    """The batch with a few of the rows left out, for reasons of which too few have been shown.

    None if there seem to be none: then the fast way of reading erred.
    """
    present = (
        {Reason(why) for why in set(batch.why.tolist()) if why} if batch.why is not None else set()
    )
    wanted = {reason for reason in present if shown[reason] < EXAMPLES}
    times = Counter(shown)
    found: list[Example] = []
    for number, cells in read_rows(_numbered(first, data), layout.split) if wanted else ():
        *_, reason, at = judge(cells, layout)
        if reason in wanted:
            found.append(example_of(f"line {number}", cells, reason, at, layout))
            times[reason] += 1
            if times[reason] >= EXAMPLES:
                wanted.discard(reason)
            if not wanted:
                break
    return replace(batch, examples=tuple(found)) if all(times[r] for r in present) else None
