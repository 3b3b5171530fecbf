"""The nouns of what is known about measured data: where they come from, what to say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Whole:
    """The exact least-squares line through some rows."""

    rows: int
    slope: float
    intercept: float
    mse: float


@dataclass(frozen=True, slots=True)
class Remark:
    """What a careful colleague would say about measured data, and what the lesson calls it."""

    code: str
    sentence: str
    advice: str
    term: str
    """The canonical term under which the lesson speaks of it."""
    section: str
    """The id of the lesson's block that does."""
    where: str
    """The heading under which that stands."""
    svg: str = ""
    """The figure that shows it; empty if none does."""
    words: str = ""
    """The same in words."""
    option: str = ""
    """How to do what is advised where options can be given; a page says nothing of it."""

    @property
    def advice_with_option(self) -> str:
        """The advice as the command line and the drop area give it."""
        return f"{self.advice} {self.option}".rstrip()


@dataclass(frozen=True, slots=True)
class About:
    """What is known of measured data: where they come from, and what became of their rows."""

    source: str
    """The file's name, without its folder; or the title of data that come with a field."""
    digest: str
    """SHA-256 of the file."""
    digest_of: str
    """What it is taken of: `the file`, or a part that stands for it."""
    columns: Mapping[str, str]
    """The column of each quantity, by the name the file gives it."""
    rows: int
    """Rows read."""
    line: Whole
    """Through the pairs that the lesson runs on."""
    whole: Whole
    """Through all usable rows; the same unless the pairs are a random sample of them."""
    found: tuple[str, ...] = ()
    """What was found out about the file, and how, a line each."""
    remarks: tuple[Remark, ...] = ()
    said: tuple[str, ...] = ()
    """Of data that come with a field: what to know about them, where they are from."""
    credit: str = ""
    """Who made them, and under which licence they stand."""

    @property
    def is_sample(self) -> bool:
        """Whether the pairs are a random sample of the usable rows."""
        return self.whole.rows > self.line.rows
