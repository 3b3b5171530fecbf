"""Match the cells of a notebook to the originals they are or were."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fieldwise.model import Output
from fieldwise.read.lesson import cell_id
from fieldwise.verify.reading import NotebookCell


@dataclass(frozen=True, slots=True)
class Original:
    """A cell as it was built."""

    id: str
    kind: str
    type: str
    source: str
    outputs: tuple[Output, ...] | None
    """None where they are not at hand."""

    @property
    def mark(self) -> dict[str, str]:
        """What stands under `fieldwise` in its metadata."""
        return {"id": self.id, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which cell of a notebook is which original."""

    matches: dict[int, int]
    """Index of the cell, by index of the original."""
    copies: dict[int, int]
    """Index of the original that a cell beyond the first is a copy of, by index of the cell."""
    moved: frozenset[int]
    """Indices of the originals whose cell stands out of order."""


def align(originals: Sequence[Original], cells: Sequence[NotebookCell]) -> Alignment:
    """Match cells to originals, the surest signs first.

    A cell that reads as an original is that original, whatever its metadata say; what is left
    goes by the metadata, then by the cell's own id. More cells than one that would be the same
    original are copies; of equal candidates the one among its old neighbours is kept.
    """
    by_id = {original.id: number for number, original in enumerate(originals)}
    by_name = {cell_id(original.id): number for number, original in enumerate(originals)}
    by_text = {(o.type, o.source): number for number, o in reversed(list(enumerate(originals)))}

    def text(cell: NotebookCell) -> int | None:
        return by_text.get((cell.type, cell.source))

    def mark(cell: NotebookCell) -> int | None:
        named = cell.mark.get("id") if isinstance(cell.mark, dict) else None
        return by_id.get(named) if isinstance(named, str) else None

    def both(cell: NotebookCell) -> int | None:
        return mark(cell) if _reads_as(cell, originals, mark(cell)) else None

    def name(cell: NotebookCell) -> int | None:
        return by_name.get(cell.name) if cell.mark is None else None

    signs: tuple[Callable[[NotebookCell], int | None], ...] = (both, text, mark, name)
    marks = [mark(cell) for cell in cells]
    matches: dict[int, int] = {}
    for sign in signs:
        claims: dict[int, list[int]] = {}
        taken = set(matches.values())
        for index, cell in enumerate(cells):
            claim = sign(cell)
            if claim is not None and claim not in matches and index not in taken:
                claims.setdefault(claim, []).append(index)
        for claim, rivals in claims.items():
            matches[claim] = _keeper(rivals, marks, claim)
    taken = set(matches.values())
    copies = {
        index: claim
        for index, cell in enumerate(cells)
        if index not in taken and (claim := _first(sign(cell) for sign in signs)) is not None
    }
    return Alignment(matches, copies, _out_of_order(matches))


def _reads_as(cell: NotebookCell, originals: Sequence[Original], number: int | None) -> bool:
    if number is None:
        return False
    original = originals[number]
    return (cell.type, cell.source) == (original.type, original.source)


def _keeper(rivals: Sequence[int], marks: Sequence[int | None], original: int) -> int:
    """Of the cells that could be an original, the one that stands most among its neighbours."""

    def neighbours(index: int) -> int:
        before = marks[index - 1] if index else None
        after = marks[index + 1] if index + 1 < len(marks) else None
        return (before == original - 1) + (after == original + 1)

    return max(rivals, key=neighbours)  # the first of equals


def _first(claims: Iterable[int | None]) -> int | None:
    return next((claim for claim in claims if claim is not None), None)


def _out_of_order(matches: dict[int, int]) -> frozenset[int]:
    """The fewest originals whose removal leaves the rest in order."""
    originals = sorted(matches)
    tails: list[int] = []
    chains: list[tuple[int, ...]] = []
    for original in originals:
        index = matches[original]
        length = bisect_left(tails, index)
        chain = (*(chains[length - 1] if length else ()), original)
        tails[length:] = [index, *tails[length + 1 :]]
        chains[length:] = [chain, *chains[length + 1 :]]
    longest = chains[-1] if chains else ()
    return frozenset(originals) - frozenset(longest)
