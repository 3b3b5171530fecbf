"""How much mathematics and programming a reader brings, and the optional passages that serves.

The canon that everybody meets is the same at every level. Optional passages are canon too, the
same source in every edition; the level only says which of them are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Mathematics = Literal["none", "calculus", "linear algebra"]
"""In order: who has linear algebra has calculus, too."""

Programming = Literal["none", "some", "fluent"]

Passage = Literal["calculus", "linear algebra", "code", "numpy"]
"""What an optional passage needs or explains; the `level` of a canon directive."""

MATHEMATICS: tuple[Mathematics, ...] = get_args(Mathematics)
PROGRAMMING: tuple[Programming, ...] = get_args(Programming)
PASSAGES: tuple[Passage, ...] = get_args(Passage)

READERS: dict[str, str] = {
    "calculus": "For readers with calculus",
    "linear algebra": "For readers with linear algebra",
    "code": "For readers new to code",
    "numpy": "For readers new to NumPy",
}
"""What an optional passage says above itself."""


@dataclass(frozen=True, slots=True)
class Level:
    """A reader's mathematics and programming."""

    mathematics: Mathematics = "calculus"
    programming: Programming = "some"

    def serves(self, passage: str | None) -> bool:
        """Whether a passage is for this reader; one that is not optional is for everybody."""
        match passage:
            case "calculus" | "linear algebra":
                return MATHEMATICS.index(self.mathematics) >= MATHEMATICS.index(passage)
            case "code":
                return self.programming == "none"
            case "numpy":
                return self.programming == "some"
            case _:
                return True


USUAL = Level()
"""The reader a story is told for that does not say."""
