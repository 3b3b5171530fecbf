"""Compare two figures by what they show.

Another version of Matplotlib writes the same drawing in other words: its own name, other ids, a
font given whole or in parts, and a label shifted by a fraction of a point, because it measures
text differently. From 3.9 to 3.11 nothing else moved: every drawn point agreed to the last of six
decimals. So drawn points must agree to that digit, words and colours to the letter, and only
labels and the legend may shift, by less than anybody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

_EXACT = 2e-6
"""Points; the last decimal that Matplotlib writes is 1e-6."""
_SHIFT = 1.0
"""Points by which a label or a line of the legend may shift; a letter is about 7 high."""
_LARGER = 5
"""No version of Matplotlib needs so many times the characters for the same drawing."""
_TOKEN = re.compile(
    r"(?P<name>#[\w-]+)|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)|(?P<rest>[^#\d.+-]+|.)",
    re.IGNORECASE,
)
_MAKER = re.compile(r"Matplotlib v[\w.+]+, https://matplotlib\.org/")
_FONT = re.compile(r"([\d.]+px) (.+)", re.DOTALL)
_TEXT = "{http://www.w3.org/2000/svg}text"

Element = ElementTree.Element


def difference(built: str, found: str) -> str:
    """What a reader sees differently in two SVG figures; empty if nothing."""
    if built == found:
        return ""
    if len(found) > _LARGER * len(built):
        return "it is far larger than the one that the code draws"
    if "<!" in found or "<?" in found:  # entities and instructions are in no figure of ours
        return "it holds markup that the code does not write"
    try:
        old, new = ElementTree.fromstring(built), ElementTree.fromstring(found)
    except (ElementTree.ParseError, ValueError):
        return "it cannot be read as a figure"
    olds, news = list(old.iter()), list(new.iter())
    if [(e.tag, len(e)) for e in olds] != [(e.tag, len(e)) for e in news]:
        return "its parts are not those that the code draws"
    pair = _Pair(_ids(olds), _ids(news))
    loose = set(_in_legend(olds))
    for number, (one, other) in enumerate(zip(olds, news, strict=True)):
        if _words(one) != _words(other):
            was, is_now = (" ".join(filter(None, _words(element))) for element in (one, other))
            return f"the words “{was}” have become “{is_now}”"
        if not pair.agrees(one, other, movable=number in loose or one.tag == _TEXT):
            shown = f", at “{_words(one)[0]}”" if _words(one)[0] else ""
            return f"what is drawn differs{shown}"
    return ""


class _Pair:
    """Two figures whose ids may differ, but must name the same parts."""

    def __init__(self, old: dict[str, int], new: dict[str, int]) -> None:
        self._old, self._new = old, new

    def agrees(self, one: Element, other: Element, *, movable: bool) -> bool:
        """Whether two elements draw the same; a movable one may stand a little apart."""
        old, new = _attributes(one), _attributes(other)
        return old.keys() == new.keys() and all(
            self._same(old[key], new[key], movable and key in ("x", "y", "d", "transform"), key)
            for key in old
        )

    def _same(self, old: str, new: str, movable: bool, key: str) -> bool:
        olds, news = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
        if [token.lastgroup for token in olds] != [token.lastgroup for token in news]:
            return False
        angle = key == "transform"
        for one, other in zip(olds, news, strict=True):
            if one.lastgroup == "number":
                allowed = _SHIFT if movable and not angle else _EXACT
                angle = False
                if not abs(float(one[0]) - float(other[0])) <= allowed:  # nan agrees with nothing
                    return False
            elif one.lastgroup == "name":
                known, named = self._old.get(one[0][1:]), self._new.get(other[0][1:])
                if known != named or (known is None and one[0] != other[0]):
                    return False
            elif one[0] != other[0]:
                return False
        return True


def _ids(elements: list[Element]) -> dict[str, int]:
    """Where each id stands; of two that are equal, as in a browser, the first counts."""
    ids: dict[str, int] = {}
    for number, element in enumerate(elements):
        if "id" in element.attrib:
            ids.setdefault(element.attrib["id"], number)
    return ids


def _in_legend(elements: list[Element]) -> Iterator[int]:
    """The numbers of all elements within the legend."""
    for number, element in enumerate(elements):
        if element.attrib.get("id", "").startswith("legend"):
            yield from range(number, number + sum(1 for _ in element.iter()))


def _words(element: Element) -> tuple[str, str]:
    text, tail = (element.text or "").strip(), (element.tail or "").strip()
    return _MAKER.sub("Matplotlib", text), tail


def _attributes(element: Element) -> dict[str, str]:
    """An element's attributes, spaces made even, its style taken apart; without its id."""
    plain = {key: " ".join(value.split()) for key, value in element.attrib.items() if key != "id"}
    for part in plain.pop("style", "").split(";"):
        name, _, value = part.partition(":")
        name, value = name.strip(), value.strip()
        font = _FONT.fullmatch(value) if name == "font" else None
        if font:
            plain |= {"style font-size": font[1], "style font-family": font[2]}
        elif name:
            plain[f"style {name}"] = value
    return plain
