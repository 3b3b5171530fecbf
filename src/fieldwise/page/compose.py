"""Compose an edition's page: every cell on its side, in sections, and the panel of proof.

Executed ─ cells ─► items ─ spread ─► sections ─► one HTML file
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from fieldwise import __version__
from fieldwise.model import Executed
from fieldwise.page import figures, provenance
from fieldwise.page.assets import assets
from fieldwise.page.carried import packed
from fieldwise.page.cells import FRIENDS, CellRenderer, Shown, with_friends
from fieldwise.page.glossary import Glossary
from fieldwise.page.spread import Item, Spread, spreads
from fieldwise.page.telling import name_of, phrases
from fieldwise.page.templating import hue, macro, template

_NAMES = {"python": "Python", "numpy": "NumPy", "scipy": "SciPy", "matplotlib": "Matplotlib"}
"""How packages write themselves, where it is not how they are installed."""
_KINDS = {"ipynb": "Notebook", "py": "Script", "certificate.json": "Certificate"}
"""What a file beside the page is, by the end of its name."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one heading of the second level."""

    id: str
    number: str
    title: Markup
    spreads: tuple[Spread, ...]
    leads: bool
    """Whether the heading stands on the left of the first spread rather than above it."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the certificate says, in numbers for a sentence."""

    cells: int
    code: int
    terms: int
    told: int
    tellings: int
    quoted: int
    values: tuple[tuple[str, str, str], ...]
    """Each value quoted: its name, the number in full, the cell it is read after."""
    versions: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a reader may take away."""

    what: str
    name: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """An edition's cells as they stand on its page."""

    executed: Executed
    cells: tuple[Shown, ...]
    glossary: Glossary | None


def rendered(executed: Executed) -> Rendered:
    """The cells of an edition, each on its side of the page."""
    renderer = CellRenderer(executed)
    cells = tuple(renderer.shown(cell) for cell in with_friends(executed))
    return Rendered(executed, cells, renderer.glossary)


def page(
    edition: Executed | Rendered,
    certificate: Mapping[str, Any] | None = None,
    downloads: Mapping[str, bytes] | None = None,
    *,
    home: str = "../index.html",
    tellings: str = "",
) -> str:
    """One edition as one HTML file that needs nothing beside it.

    `downloads` holds text files by name that the page carries for its reader, such as the
    notebook; `home` is the gallery's address, empty for a page that stands alone; `tellings` are
    other fields' tellings, packed.
    """
    shown = edition if isinstance(edition, Rendered) else rendered(edition)
    executed = shown.executed
    opening, *rest = _sections(shown.cells)
    made = assets("page")
    return template("page.html.j2").render(
        assets=made,
        certificate=embedded(certificate) if certificate else "",
        downloads=_downloads(executed.edition.lesson.id, downloads or {}, bool(home)),
        edition=executed.edition,
        home=home,
        every_section=provenance.every_section(executed.edition),
        hue=hue(executed.edition.story.field.id),
        levels=provenance.levels(executed.edition),
        opening=opening,
        play=embedded(figures.given(executed)) if executed.edition.lesson.play else "",
        plays=[(name, figures.TITLES[name]) for name in executed.edition.lesson.play],
        name=name_of(executed),
        packed=Markup(packed(downloads or {})),
        phrases=phrases(executed),
        proof=_proof(executed),
        run=executed.run,
        sections=rest,
        standing=provenance.standing(executed.edition),
        tellings=Markup(tellings),
        version=__version__,
    )


def embedded(content: object) -> Markup:
    """Content as JSON that may stand in a script element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))


def _sections(cells: Iterable[Shown]) -> list[Section]:
    """The opening, then a section for each heading of the second level."""
    gathered: list[tuple[Shown | None, list[Item]]] = [(None, [])]
    for shown in cells:
        if shown.heading is not None and shown.heading.level == 2:
            gathered.append((shown, []))
        gathered[-1][1].extend(shown.items)
    return [_section(first, items) for first, items in gathered]


def _section(first: Shown | None, items: Sequence[Item]) -> Section:
    if first is None or first.heading is None:
        return Section("", "", Markup(), spreads(items), leads=False)
    heading, leads = first.heading, bool(items) and items[0].side == "field"
    if leads:
        title = macro("parts.html.j2", "section_title", first.cell.id, heading.number, heading.html)
        items = [Item("canon", str(title), opens=True), *items]
    return Section(first.cell.id, heading.number, heading.html, spreads(items), leads)


def _proof(executed: Executed) -> Proof:
    cells = [executed_cell.cell for executed_cell in executed.cells]
    told = [cell for cell in cells if not cell.is_code and not cell.is_canonical]
    told = [cell for cell in told if cell.body.strip() != FRIENDS]
    specs, run = executed.edition.lesson.values, executed.run
    names = sorted({quoted.name for quoted in executed.quoted})
    return Proof(
        cells=sum(cell.is_canonical for cell in cells),
        code=sum(cell.kind == "code" for cell in cells),
        terms=len(executed.edition.lesson.terms),
        told=sum(not cell.default for cell in told),
        tellings=len(told),
        quoted=len(executed.quoted),
        values=tuple((name, _in_full(run.values[name]), specs[name].cell) for name in names),
        versions=", ".join(f"{_NAMES.get(n, n)} {version}" for n, version in run.versions.items()),
    )


def _in_full(number: float) -> str:
    """Every digit a number has, with a true minus sign."""
    text = str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    return text.replace("-", "−")


def _downloads(lesson: str, carried: Mapping[str, bytes], beside: bool) -> tuple[Download, ...]:
    """What the page offers: what it carries, and in a site what stands beside it."""
    names = {f"{lesson}.{suffix}": what for suffix, what in _KINDS.items()}
    usual = set(names) if beside else set()
    offered = [name for name in names if name in carried or name in usual]
    return tuple(Download(names[name], name) for name in offered)
