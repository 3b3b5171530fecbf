"""The figures to play with, as a page carries them: one script and one style, both lean.

The modules next to this file are what a developer reads and the type checker checks. Each of
`fit.js`, `descend.js` and `hold-out.js` exports a notebook widget as its default.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
ENTRY = ("index.js", "model.js")
"""What a page's own script uses: `figures`, by name, and `createModel`."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_DEFAULT = re.compile(r"^export default \w+;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=function |const |class )", re.MULTILINE)
_REMARK = re.compile(r"/\*\*[\s\S]*?\*/ ?|^[ \t]*//.*\n", re.MULTILINE)
_STRING = re.compile(r'("(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)')
_BLANK = re.compile(r" ?([{}()\[\];,:?=<>*/&|!]) ?|(?<!\+) ?(\+)(?! ?\+) ?|(?<!-) ?(-)(?! ?-) ?")
_NEEDLESS = re.compile(r"[;,](?=[}\])])")


@cache
def script() -> str:
    """The text of a module script that defines `figures` and `createModel`."""
    order: list[str] = []
    for name in ENTRY:
        _gather(name, order)
    texts = (_DEFAULT.sub("", _IMPORT.sub("", _read(name))) for name in order)
    return lean("".join(_EXPORT.sub("", text) for text in texts))


@cache
def style() -> str:
    """The style sheet of the figures."""
    text = re.sub(r"/\*.*?\*/", "", _read("figures.css"), flags=re.DOTALL)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", text)).strip()
    return re.sub(r": (?=[^{}]*[;}])", ":", text).replace(";}", "}")


def words(of: Mapping[str, str]) -> dict[str, object]:
    """An edition's words as the figures' model has them, from their dotted names."""
    quantities = {
        name: {part: of[f"{name}.{part}"] for part in ("name", "phrase", "symbol", "unit")}
        for name in ("x", "y")
    }
    units = {name: {"unit": of[f"{name}.unit"]} for name in ("slope", "mse")}
    return {**quantities, **units, **{name: of[name] for name in ("observation", "observations")}}


def lean(script: str) -> str:
    """A script without remarks and without blanks that nothing needs; its strings stay as they are.

    It relies on the figures' way of writing: a semicolon after every statement, strings in double
    quotes or backticks, no pattern with a quote in it.
    """
    pieces = _STRING.split(_REMARK.sub("", script))
    pieces[::2] = [_BLANK.sub(r"\1\2\3", re.sub(r"\s+", " ", code)) for code in pieces[::2]]
    return "".join(
        piece if at % 2 else _NEEDLESS.sub("", piece) for at, piece in enumerate(pieces)
    ).strip()


def _gather(name: str, order: list[str]) -> None:
    for imported in _IMPORT.findall(_read(name)):
        if imported not in order:
            _gather(imported, order)
    if name not in order:
        order.append(name)


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
