"""The page's own style, scripts and fonts, inlined so that a page is one file.

Styles and scripts are allowed by their digests alone. Modules keep their imports in the source;
here they become one script, each module once, after those it imports.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(?P<name>[\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
_REMARK = re.compile(r"^[ \t]*(?:/\*[\s\S]*?\*/[ \t]*|//.*)?\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_FONT = re.compile(r'url\("fonts/(?P<name>[\w-]+\.woff2)"\)')


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
        """The content security policy that allows these and nothing else."""
        scripts = " ".join(_allowed(text) for text in (self.early, self.script))
        return (
            f"default-src 'none'; script-src {scripts}; style-src {_allowed(self.style)}; "
            "img-src data:; font-src data:; base-uri 'none'; form-action 'none'; "
            "require-trusted-types-for 'script'"
        )


@cache
def assets(page: str) -> Assets:
    """The assets of a kind of page: `page` or `gallery`."""
    styles = [_read(name) for name in ("voices.css", f"{page}.css")]
    return Assets(_style("".join(styles)), _lean(_read("theme.js")), bundle(f"{page}.js"))


def bundle(name: str) -> str:
    """A module and all that it imports as one module script.

    Raises:
        ValueError: two modules give one name at their top level.
    """
    order: list[str] = []
    _gather(name, order)
    texts = [_EXPORT.sub("", _IMPORT.sub("", _read(module))) for module in order]
    given = [top for text in texts for top in _TOP_LEVEL.findall(text)]
    twice = sorted({top for top in given if given.count(top) > 1})
    if twice:
        raise ValueError(f"Two modules of {name} give the name {', '.join(twice)}.")
    return _lean("".join(texts))


def _gather(name: str, order: list[str]) -> None:
    for imported in _IMPORT.finditer(_read(name)):
        if imported["name"] not in order:
            _gather(imported["name"], order)
    if name not in order:
        order.append(name)


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _lean(script: str) -> str:
    """A script without remarks that fill a line, and without indentation."""
    return _INDENT.sub("", _REMARK.sub("", script))


def _style(text: str) -> str:
    def embed(font: re.Match[str]) -> str:
        raw = (STATIC / "fonts" / font["name"]).read_bytes()
        return f"url(data:font/woff2;base64,{base64.b64encode(raw).decode()})"

    lean = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    lean = re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", lean)).replace(";}", "}")
    return _FONT.sub(embed, re.sub(r":\s+(?=[^{}]*[;}])", ":", lean).strip())


def _allowed(text: str) -> str:
    """A text's digest as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
