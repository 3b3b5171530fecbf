"""The page's own style, scripts and fonts, inlined so that a page is one file.

Styles and scripts are allowed by their digests alone. Modules keep their imports in the source;
here they become one script, each module once, after those it imports, which may stand in the
static folder or beside it.
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

_IMPORT = re.compile(r'^import \{(?P<names>[^}]*)\} from "(?P<path>[./\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const|class) (?P<name>\w+))", re.MULTILINE)
_DEFAULT = re.compile(r"^export default \w+;\n", re.MULTILINE)
_REMARK = re.compile(r"/\*\*[\s\S]*?\*/ ?|(?<![^\s])//.*$", re.MULTILINE)
_STRING = re.compile(r'("(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)')
_BLANK = re.compile(r" ?([{}()\[\];,:?=<>*/&|!]) ?|(?<!\+) ?(\+)(?! ?\+) ?|(?<!-) ?(-)(?! ?-) ?")
_NEEDLESS = re.compile(r";(?=\})|,(?=[}\])])")
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
    return Assets(_style("".join(styles)), _faces(_read("early.js")), bundle(f"{page}.js"))


def bundle(name: str) -> str:
    """A module of the static folder and all that it imports as one module script.

    Each module keeps its names to itself, as a function that returns what it exports.
    """
    order: dict[Path, str] = {}
    _gather((STATIC / name).resolve(), order)
    return "".join(order.values())


def _gather(path: Path, order: dict[Path, str]) -> None:
    """Add a module after those it imports; each once."""
    text = path.read_text(encoding="utf-8")
    for imported in _IMPORT.finditer(text):
        needed = (path.parent / imported["path"]).resolve()
        if needed not in order:
            _gather(needed, order)

    def taken(imported: re.Match[str]) -> str:
        names = " ".join(imported["names"].replace(" as ", ": ").split())
        return f"const {{ {names} }} = {_variable((path.parent / imported['path']).resolve())};\n"

    exported = ", ".join(found["name"] for found in _EXPORT.finditer(text))
    body = _EXPORT.sub(r"\1", _DEFAULT.sub("", _IMPORT.sub(taken, text)))
    wrapped = f"const {_variable(path)} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();"
    order[path] = f"{lean(wrapped)}\n"


def _variable(path: Path) -> str:
    """The name under which a module's exports are known: `_page_static_cards`."""
    return "_" + re.sub(r"\W", "_", "/".join([*path.parts[-3:-1], path.stem]))


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def lean(script: str) -> str:
    """A script without remarks and without blanks that nothing needs; its strings stay as they are.

    It relies on our way of writing: a semicolon after every statement, strings in double quotes
    or backticks, no pattern with a quote or `,}` in it, and no text with ` //` in it.
    """
    pieces = _STRING.split(_REMARK.sub("", script))
    pieces[::2] = [_BLANK.sub(r"\1\2\3", re.sub(r"\s+", " ", code)) for code in pieces[::2]]
    return "".join(
        piece if at % 2 else _NEEDLESS.sub("", piece) for at, piece in enumerate(pieces)
    ).strip()


def _faces(script: str) -> str:
    """The early script with each font file in base64 in place of its name."""

    def embed(font: re.Match[str]) -> str:
        raw = (STATIC / "fonts" / font["name"]).read_bytes()
        return f'"{base64.b64encode(raw).decode()}"'

    return _FONT.sub(embed, lean(script))


def _style(text: str) -> str:
    """A style without remarks and needless spaces."""
    lean = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    lean = re.sub(r"\s*([{};,>])\s*", r"\1", lean).replace(";}", "}")
    return re.sub(r":\s+(?=[^{}]*[;}])", ":", lean).strip()


def _allowed(text: str) -> str:
    """A text's digest as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
