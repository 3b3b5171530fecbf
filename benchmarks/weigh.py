"""What a reader downloads for one page, and what it asks of other sites."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADED = ("stylesheet", "preload", "modulepreload", "icon")


@dataclass(frozen=True, slots=True)
class Weight:
    """A page and all that it loads from beside itself."""

    raw: int
    gzip: int
    brotli: int | None
    """None where no brotli is installed."""
    files: int
    external: tuple[str, ...]
    """Addresses elsewhere that the page loads."""


class _Loads(HTMLParser):
    """Collects the addresses that a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "iframe", "source"):
            self._add(given.get("src"))
        if tag == "link" and set((given.get("rel") or "").split()) & set(_LOADED):
            self._add(given.get("href"))

    def _add(self, address: str | None) -> None:
        if address and not address.startswith("data:"):
            self.addresses.append(address)


def weigh(page: Path) -> Weight:
    """The weight of a page."""
    loads = _Loads()
    loads.feed(page.read_text(encoding="utf-8"))
    external = {a for a in loads.addresses if urlsplit(a).netloc}
    local = {page.parent / unquote(urlsplit(a).path) for a in {*loads.addresses} - external}
    contents = [path.read_bytes() for path in (page, *sorted(local)) if path.is_file()]
    return Weight(
        sum(map(len, contents)),
        sum(len(gzip.compress(raw, 9)) for raw in contents),
        _brotli(contents),
        len(contents),
        tuple(sorted(external)),
    )


def _brotli(contents: list[bytes]) -> int | None:
    if find_spec("brotli") is None:
        return None
    compress = import_module("brotli").compress
    return sum(len(compress(raw)) for raw in contents)
