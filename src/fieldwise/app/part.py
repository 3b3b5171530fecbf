"""What the app can do besides showing files: a part has routes of its own, and may add to a page.

The files on the disk stay as they are; what a part adds stands in the served copy alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
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


def added(page: bytes, markup: str, style: str, script: str) -> bytes:
    """A page with markup, a style and a module script of the app's own at its end.

    The page's policy stays as strict as it is: it allows the two by their digests.
    """
    text = page.decode("utf-8")
    head, end, rest = text.rpartition("</body>")
    if not end:
        return page
    extra = f'{markup}<style>{style}</style><script type="module">{script}</script>\n'
    for kind, content in (("script", script), ("style", style)):
        head = re.sub(
            rf'(<meta http-equiv="Content-Security-Policy" content="[^"]*{kind}-src )',
            lambda found, content=content: f"{found[1]}{allowed(content)} ",
            head,
            count=1,
        )
    return f"{head}{extra}{end}{rest}".encode()


def allowed(text: str) -> str:
    """A text's digest as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
