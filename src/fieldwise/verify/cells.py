"""Say of each cell how it stands to the original it is or was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fieldwise.verify import outputs
from fieldwise.verify.align import Alignment, Original
from fieldwise.verify.reading import NotebookCell
from fieldwise.verify.report import CellReport, Standing
from fieldwise.verify.wording import change, shortened


class Comparison:
    """The cells of a notebook beside the originals they were matched to."""

    def __init__(
        self,
        originals: Sequence[Original],
        cells: Sequence[NotebookCell],
        alignment: Alignment,
        digests: Mapping[str, str],
    ) -> None:
        self._originals = originals
        self._cells = cells
        self._alignment = alignment
        self._digests = digests
        self._which = {index: number for number, index in alignment.matches.items()}

    def reports(self) -> Iterator[CellReport]:
        """A report on every cell in order, and on a missing one where it should stand."""
        yield from self._missing_after(-1)
        code_changed = False
        for index, cell in enumerate(self._cells):
            number = self._which.get(index)
            report = (
                self._unmatched(index, cell)
                if number is None
                else self._matched(index, cell, number, code_changed)
            )
            yield report
            code_changed |= cell.type == "code" and report.standing not in (
                Standing.CANONICAL,
                Standing.STORY,
                Standing.EMPTY,
            )
            if number is not None:
                yield from self._missing_after(number)

    def _matched(
        self, index: int, cell: NotebookCell, number: int, code_changed: bool
    ) -> CellReport:
        original = self._originals[number]
        says = list(_edits(cell, original))
        moved = number in self._alignment.moved
        standing = _built(original)
        if says:
            standing = Standing.EDITED
        elif moved:
            standing = Standing.MOVED
        if moved:
            says.append(self._places(index, number))
        shown, sentence = outputs.standing(
            original.outputs if original.type == "code" else (),
            self._digests.get(original.id, ""),
            cell.outputs,
        )
        if sentence:
            says.append(sentence)
            if code_changed:
                says.append("Code above it has changed, which may be why.")
        return CellReport(original.id, original.kind, cell.number, standing, shown, tuple(says))

    def _unmatched(self, index: int, cell: NotebookCell) -> CellReport:
        if cell.is_empty:
            return CellReport("", "", cell.number, Standing.EMPTY)
        number = self._alignment.copies.get(index)
        if number is None:
            begins = (f"It begins “{shortened(cell.source)}”.",) if cell.source.strip() else ()
            return CellReport("", "", cell.number, Standing.ADDED, says=begins)
        original = self._originals[number]
        kept = self._cells[self._alignment.matches[number]].number
        says = [f"Cell {kept} is the same original.", *_edits(cell, original)]
        return CellReport(
            original.id, original.kind, cell.number, Standing.DUPLICATED, says=tuple(says)
        )

    def _missing_after(self, number: int) -> Iterator[CellReport]:
        """Reports on the originals that should follow a certain one and are nowhere."""
        for following, original in enumerate(self._originals[number + 1 :], number + 1):
            if following in self._alignment.matches:
                return
            place = f"It stood {self._after(following - 1)}."
            yield CellReport(original.id, original.kind, None, Standing.MISSING, says=(place,))

    def _places(self, index: int, number: int) -> str:
        """Where a moved cell stands and where it stood."""
        before = next((self._which[i] for i in range(index - 1, -1, -1) if i in self._which), -1)
        return f"It stands {self._after(before)}; it was built {self._after(number - 1)}."

    def _after(self, number: int) -> str:
        return f"after `{self._originals[number].id}`" if number >= 0 else "at the top"


def _built(original: Original) -> Standing:
    return Standing.CANONICAL if original.kind in ("canon", "code") else Standing.STORY


def _edits(cell: NotebookCell, original: Original) -> Iterator[str]:
    """What differs between a cell and its original, outputs aside."""
    if cell.type != original.type:
        yield f"It was a {original.type} cell and is now a {shortened(cell.type)} cell."
    if cell.source != original.source:
        yield change(original.source, cell.source)
    if cell.mark is None:
        yield "Its Fieldwise metadata are gone."
    elif cell.mark != original.mark:
        yield f"Its Fieldwise metadata now say {_told(cell.mark)}."
    if cell.attached:
        yield "A file is attached to it."


def _told(mark: Any) -> str:
    pairs = mark.items() if isinstance(mark, dict) else [("value", mark)]
    return shortened(", ".join(f"{key}: {value}" for key, value in pairs)) or "nothing"
