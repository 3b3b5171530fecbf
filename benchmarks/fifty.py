"""Fifty fields for the benchmark: the shipped stories with other names, symbols, units, sentences.

No two of them share a paragraph, so that nothing which is remembered of one serves another, and
none has an error. What they say is of no other use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

LESSON = "linear-regression"
COUNT = 50


@dataclass(frozen=True, slots=True)
class Origin:
    """A shipped story, and what is said otherwise in its variations."""

    field: str
    names: tuple[str, ...]
    """How its quantities are called besides, and with what word every paragraph ends."""
    swaps: tuple[tuple[str, tuple[str, ...]], ...]
    """Words of the story with what takes their place, in turn."""

    def vary(self, text: str, number: int) -> str:
        """A text of this field in its nth variation."""
        for word, others in self.swaps:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", others[number % len(others)], text)
        name = self.names[number]
        text = re.sub(r"^( *)name: (.*)$", rf"\1name: \2 of {name}", text, flags=re.MULTILINE)
        symbol = re.search(r"^    symbol: (\w+)$", text, re.MULTILINE)
        if symbol is None:
            return text
        text = text.replace(symbol[0], f"    symbol: {symbol[1][0]}_{name[:3].lower()}", 1)
        front, fence, story = text.partition("\n---\n")
        return front + fence + _PARAGRAPH.sub(rf"\1, {name}.", story)


_PARAGRAPH = re.compile(r"^([A-Z*$](?:[^\n|]|\n(?!\n))*)\.$(?=\n\n|\n?\Z)", re.MULTILINE)
"""A paragraph of prose that ends with a sentence; no heading, no table, no list."""

ORIGINS = (
    Origin(
        "astrophysics",
        (
            *("Vega", "Altair", "Deneb", "Rigel", "Spica", "Mira", "Sirius", "Castor", "Pollux"),
            *("Regulus", "Procyon", "Capella", "Antares", "Alnitak", "Mizar", "Thuban"),
            "Algol",
        ),
        (
            ("exposure time", ("integration time", "exposure time", "shutter time")),
            ("recorded photon count", ("aperture count", "summed count")),
            ("ADU", ("DN", "ADU", "du")),
        ),
    ),
    Origin(
        "cooking",
        (
            *("Anchor", "Swan", "Plough", "Crown", "Star", "Ship", "Bell", "Lamb", "Wheatsheaf"),
            *("Fountain", "Garland", "Harbour", "Juniper", "Kestrel", "Larder", "Mill", "Orchard"),
        ),
        (
            ("preparation time", ("preparation time", "time of preparation")),
            ("covers", ("guests", "diners", "covers", "places")),
            ("cover", ("guest", "diner", "cover", "place")),
        ),
    ),
    Origin(
        "economics",
        (
            *("Ghent", "Lyon", "Porto", "Turin", "Basel", "Malmo", "Graz", "Cork", "Delft"),
            *("Uppsala", "Bergen", "Nantes", "Bilbao", "Leipzig", "Krakow", "Tartu", "Zagreb"),
        ),
        (
            ("household income", ("household income", "disposable income", "yearly income")),
            ("€", ("€", "CHF", "SEK", "GBP", "DKK")),
            ("euros", ("euros", "francs", "kronor", "pounds", "kroner")),
            ("euro", ("euro", "franc", "krona", "pound", "krone")),
        ),
    ),
)


def make(course: Path, shipped: Path) -> tuple[str, ...]:
    """Write the fifty fields below `course`; their ids."""
    made = []
    for number in range(COUNT):
        origin = ORIGINS[number % len(ORIGINS)]
        nth = number // len(ORIGINS)
        field = f"{origin.field}-{origin.names[nth].lower()}"
        folder = course / "fields" / field
        folder.mkdir(parents=True)
        for name in ("field.yaml", f"{LESSON}.md"):
            text = (shipped / "fields" / origin.field / name).read_text(encoding="utf-8")
            (folder / name).write_text(origin.vary(text, nth), encoding="utf-8")
        made.append(field)
    return tuple(made)


def edit(course: Path, field: str, times: int) -> None:
    """Change one sentence of one story, every time in another way."""
    path = course / "fields" / field / f"{LESSON}.md"
    text = path.read_text(encoding="utf-8")
    before, heading, after = text.partition("\n## vocabulary.bridge\n\n")
    mark = "A reader asked for this. "
    path.write_text(before + heading + mark * times + after.replace(mark, ""), encoding="utf-8")
