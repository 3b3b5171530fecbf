"""TeX to MathML, each formula once, and what the converter leaves to be desired set right.

The converter's MathML is structurally sound but spaces some signs as binary operators that TeX
treats as ordinary or unary, and spells upright words letter by letter.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape
from xml.etree import ElementTree

Element = ElementTree.Element

_BREAK = re.compile(r"\\q?quad\b|\n(?==)")
"""Where a displayed formula may continue on the next line of a narrow page."""
_OPENING = re.compile(r"\\begin\b|\\left\b|\{")
_CLOSING = re.compile(r"\\end\b|\\right\b|\}")


def inline(tex: str) -> str:
    """A formula within a line of text."""
    return _convert(tex, display=False)


def block(tex: str) -> str:
    r"""A displayed formula; it may break where its TeX has a `\qquad` or a line begins with =."""
    pieces = "".join(_convert(piece, display=True) for piece in _pieces(tex))
    return f'<div class="formula">{pieces}</div>'


def _pieces(tex: str) -> list[str]:
    r"""The TeX cut at its breaks, but never inside braces, `\left` or an environment."""
    pieces, start = [], 0
    for cut in _BREAK.finditer(tex):
        piece = tex[start : cut.start()]
        if len(_OPENING.findall(piece)) == len(_CLOSING.findall(piece)):
            pieces.append(piece)
            start = cut.end()
    return [piece.strip() for piece in [*pieces, tex[start:]] if piece.strip()]


@lru_cache(maxsize=4096)
def _convert(tex: str, *, display: bool) -> str:
    from latex2mathml.converter import convert

    try:
        markup = convert(tex)
        root = ElementTree.fromstring(re.sub(r' xmlns="[^"]*"', "", markup))
    except _refusals():
        return f'<code class="tex">{escape(tex)}</code>'
    root.attrib = {"display": "block"} if display else {}
    if display:
        root.attrib["displaystyle"] = "true"
        _raise_limits(root)
    _mend(root)
    return ElementTree.tostring(root, encoding="unicode")


@cache
def _refusals() -> tuple[type[Exception], ...]:
    """All that the converter raises over TeX it cannot read; its errors share no parent."""
    from latex2mathml import exceptions

    named = [kind for kind in vars(exceptions).values() if isinstance(kind, type)]
    own = [kind for kind in named if issubclass(kind, Exception)]
    return (*own, ElementTree.ParseError, AttributeError, LookupError, TypeError, ValueError)


def _raise_limits(root: Element) -> None:
    """In display, the limits of a sum stand above and below it."""
    upright = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
    for element in root.iter():
        if element.tag in upright and len(element) and element[0].text in ("∑", "∏"):
            element.tag = upright[element.tag]


def _mend(parent: Element) -> None:
    for index, child in enumerate(parent):
        _mend(child)
        parent[index] = _simpler(child)
    if parent.tag in ("mrow", "math", "mtd"):
        _pair(parent)
        _space(parent)


def _simpler(element: Element) -> Element:
    """The element without a needless row around it; letters of one upright word in one piece."""
    element.tail = None
    if element.tag == "mrow" and len(element) == 1:
        return element[0]
    letters = [child.get("mathvariant") == "normal" and child.tag == "mi" for child in element]
    if element.tag == "mrow" and len(letters) > 1 and all(letters):
        word = Element("mi")
        word.text = "".join(child.text or "" for child in element)
        return word
    if element.tag in ("mover", "munder") and (element[1].text or "") in "¯^ˆ~˜˙¨⃗→":
        element.set("accent", "true")
        element[1].attrib = {"stretchy": "false"}
    if element.tag == "mo" and (element.text or "").isalpha():
        element.tag = "mi"  # max, log
    if element.tag == "mo" and element.get("fence") == "true":
        element.set("form", "prefix" if (element.text or "") in "([{⟨|" else "postfix")
    if element.tag == "mo" and element.text == "∂":
        element.tag = "mi"
    if element.text:
        element.text = element.text.replace("`", "‘")
    return element


def _pair(row: Element) -> None:
    """Raise a power from a tall closing bracket to the pair of brackets, which then agree."""
    for end, power in enumerate(row):
        if power.tag not in ("msup", "msub", "msubsup") or not _is_fence(power[0], "postfix"):
            continue
        opens = [at for at in range(end) if _is_fence(row[at], "prefix")]
        if opens:
            pair = Element("mrow")
            pair.extend([*row[opens[-1] : end], power[0]])
            power[0] = pair
            row[opens[-1] : end + 1] = [power]
            return _pair(row)


def _is_fence(element: Element, form: str) -> bool:
    return element.get("fence") == "true" and element.get("form") == form


def _space(row: Element) -> None:
    """Space signs as TeX does: a sign after a sign is unary, a solidus and a stop stand close."""
    before: Element | None = None
    for element in row:
        if element.tag == "mo":
            unary = before is not None and before.tag == "mo" and before.text not in tuple(")]|!")
            if element.text in ("−", "+", "±") and unary:
                element.set("form", "prefix")
            if element.text in ("/", "."):
                element.set("lspace", "0")
                element.set("rspace", "0")
        before = element
