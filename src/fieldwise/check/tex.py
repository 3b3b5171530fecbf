"""Whether a formula's TeX can be set, and if not, where it breaks."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree

_LONGEST = 3_000
_DEEPEST = 30
_TOKEN = re.compile(
    r"\\begin\{(?P<begin>[^{}]*)\}|\\end\{(?P<end>[^{}]*)\}|\\(?P<name>[A-Za-z]+)|\\.|[{}%]|\n"
)
_QUOTATION = re.compile(r"\{\{[ \t]*[A-Za-z_][^{}\n]*\}\}")
_CHILDREN = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3,
    "munderover": 3,
}  # fmt: skip
_REASONS = {
    "DoubleSubscriptsError": "two subscripts follow one another",
    "DoubleSuperscriptsError": "two exponents follow one another",
    "ExtraLeftOrMissingRightError": "`\\left` has no `\\right`",
    "MissingEndError": "an environment is never closed",
    "InvalidAlignmentError": "the columns of an array are not understood",
}
_NAMED = (
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array cases align aligned split "
    "gathered gather equation eqnarray"
)
_ENVIRONMENTS = frozenset(f"{name}{star}" for name in _NAMED.split() for star in ("", "*"))


@lru_cache(maxsize=1024)
def problem(tex: str) -> tuple[int, str] | None:
    """Where a formula breaks, as an offset into it, and how; None if it can be set."""
    tex = _QUOTATION.sub(lambda match: "1".ljust(len(match[0])), tex)
    if not tex.strip():
        return 0, "it is empty"
    if len(tex) > _LONGEST:
        return 0, f"it has {len(tex):,} characters"
    return _unbalanced(tex) or _unconvertible(tex)


def _unbalanced(tex: str) -> tuple[int, str] | None:
    """The first brace, environment or fence that has no counterpart."""
    open_: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(tex):
        sign, at = match[0], match.start()
        if match["begin"] is not None:
            if match["begin"] not in _ENVIRONMENTS:
                return at, f"there is no environment `{match['begin'][:30]}`"
            open_.append((f"\\begin{{{match['begin']}}}", at))
        elif sign == "{" or match["name"] == "left":
            open_.append((sign, at))
        elif match["end"] is not None or sign == "}" or match["name"] == "right":
            wanted = (
                "{" if sign == "}" else "\\left" if match["name"] else f"\\begin{{{match['end']}}}"
            )
            if not open_ or open_[-1][0] != wanted:
                if open_ and (sign != "}" or open_[-1][0] != "{"):
                    return open_[-1][1], f"`{open_[-1][0]}` is not closed before `{sign}`"
                return at, f"`{sign}` closes nothing"
            open_.pop()
        if len(open_) > _DEEPEST:
            return at, "it is nested too deep"
    if open_:
        return open_[-1][1], f"`{open_[-1][0]}` is never closed"
    return None


def _unconvertible(tex: str) -> tuple[int, str] | None:
    """What the converter that a page uses cannot make sense of."""
    from latex2mathml import converter, exceptions

    wrong: tuple[type[Exception], ...] = tuple(
        kind for kind in vars(exceptions).values() if isinstance(kind, type)
    )
    try:
        tree = ElementTree.fromstring(converter.convert(tex))
    except wrong as error:
        return 0, _REASONS.get(type(error).__name__, "an argument is missing")
    except ElementTree.ParseError:
        return max(tex.find("&"), 0), "`&` stands outside of an environment"
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        StopIteration,
        TypeError,
        ValueError,
    ):
        return 0, "the converter to MathML cannot read it"
    for node in tree.iter():
        name = node.tag.rpartition("}")[2]
        if len(node) != _CHILDREN.get(name, len(node)):
            command = {"mfrac": "\\frac", "mroot": "\\sqrt"}.get(name, "")
            return max(tex.find(command), 0), "an argument is missing"
        text = (node.text or "").strip()
        if name == "mi" and (text.startswith("\\") or text == "#"):
            return max(tex.find(text), 0), f"there is no command `{text}`"
    return None
