"""What the app can do besides showing files: a part has routes of its own, and may add to a page.

The files on the disk stay as they are; what a part adds stands in the served copy alone.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

HEADERS = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What goes with every answer."""


class Part:
    """One thing that the app does; what it does not need it leaves as it is here."""

    def routes(self) -> list[BaseRoute]:
        """Its routes, which come before the files."""
        return []

    def dressed(self, name: str, page: bytes) -> bytes:
        """A page of the folder as it is served; `name` is its path below the folder."""
        return page

    def instead(self, name: str) -> bytes | None:
        """What is served for a page that is not there; None for nothing."""
        return None

    def begin(self) -> None:
        """The app is about to serve."""

    def end(self) -> None:
        """The app is about to stop; may be called more than once."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What a part adds to a page: an element that keeps its markup and style to itself."""

    tag: str
    markup: str
    style: str
    script: str
    """A classic script, which runs before the page's own have changed anything."""


def added(page: bytes, extra: Extra, attributes: Mapping[str, str]) -> bytes:
    """A page with an element of the app's own at its end, which carries the attributes as data.

    The page's policy stays as strict as it is: it allows style and script by their digests.
    """
    text = page.decode("utf-8")
    head, end, rest = text.rpartition("</body>")
    if not end:
        return page
    for kind, content in (("script", extra.script), ("style", extra.style)):
        head = head.replace(f"{kind}-src ", f"{kind}-src {allowed(content)} ", 1)
    given = "".join(f' data-{name}="{escape(value)}"' for name, value in attributes.items())
    inside = f"<style>{extra.style}</style>{extra.markup}"
    element = (
        f'<{extra.tag}{given}><template shadowrootmode="open">{inside}</template></{extra.tag}>'
    )
    return f"{head}{element}<script>{extra.script}</script>\n{end}{rest}".encode()


def extra(tag: str, folder: Path, module: str) -> Extra:
    """An addition from a folder of static files: `TAG.html`, `TAG.css` and a module's script."""
    from fieldwise.page.assets import script

    markup, style = ((folder / f"{tag}.{end}").read_text("utf-8") for end in ("html", "css"))
    return Extra(tag, markup, style, script(folder / module))


def allowed(text: str) -> str:
    """A text's digest as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
