"""The page's own style, scripts and fonts, inlined so that a page is one file.

Styles and scripts are allowed by their digests alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fieldwise.page import figures

STATIC = Path(__file__).parent / "static"

_FONT = re.compile(r'"fonts/(?P<name>[\w-]+\.woff2)"')


@dataclass(frozen=True, slots=True)
class Assets:
    """What one kind of page carries."""

    style: str
    early: str
    """A classic script that runs before anything is painted."""
    script: str
    """A module script."""

    @property
    def policy(self) -> str:
        """The content security policy that allows these and nothing else.

        A page connects to nothing but its own site, where a page of many fields leaves the
        tellings that it does not carry. From a disk it may not read those, only run them: a script
        that is allowed may start another by code, never by markup, and only from an address that
        its one policy for types lets pass.
        """
        scripts = " ".join(_allowed(text) for text in (self.early, self.script))
        return (
            f"default-src 'none'; script-src {scripts} 'strict-dynamic'; "
            f"style-src {_allowed(self.style)}; img-src data:; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'; "
            "require-trusted-types-for 'script'; trusted-types fieldwise"
        )


@cache
def assets(page: str) -> Assets:
    """The assets of a kind of page: `page` or `gallery`."""
    styles = [_read(name) for name in ("voices.css", f"{page}.css")]
    if page == "page":
        styles.append(_read("levels.css"))
        styles.append(_read("lens.css"))
        styles.append(figures.STYLE.read_text(encoding="utf-8"))
    early = _faces(script(STATIC / "early.js"))
    return Assets(_style("".join(styles)), early, script(STATIC / f"{page}.js"))


def script(module: Path) -> str:
    """A module and all that it imports as one script, which `scripts/bundle` has made of them."""
    return module.with_suffix(".min.js").read_text(encoding="utf-8").rstrip("\n")


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _faces(script: str) -> str:
    """A script with each font file in base64 in place of its name."""

    def embed(font: re.Match[str]) -> str:
        raw = (STATIC / "fonts" / font["name"]).read_bytes()
        return f'"{base64.b64encode(raw).decode()}"'

    return _FONT.sub(embed, script)


def _style(text: str) -> str:
    """A style without remarks and needless spaces."""
    lean = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    lean = re.sub(r"\s*([{};,>])\s*", r"\1", lean).replace(";}", "}")
    return re.sub(r":\s+(?=[^{}]*[;}])", ":", lean).strip()


def _allowed(text: str) -> str:
    """A text's digest as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
