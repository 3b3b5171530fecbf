"""A plotting library's SVG made part of a page: light, themable, its words kept as text.

What goes: style attributes (a strict content policy forbids them), metadata, white backgrounds,
groups that say nothing, digits nobody can see. What stays: every mark, every word, and the
description that the lesson's code wrote, which becomes the figure's name for those who cannot
see it.

Two editions' figures differ in words only; the drawing around the words is worked out once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from xml.etree import ElementTree

Element = ElementTree.Element

_WORDS = re.compile(r"(<(?:text|title|dc:title)\b[^>]*>)([^<]*)(?=</)")
_PREFIX = "\uf8ff"
"""Stands for a drawing's prefix, so that page and gallery need not draw it twice."""
_PLACE = re.compile("[\ue000-\uf8ff]")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_STYLE = re.compile(r"\s*([\w-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
_DROPPED = {"metadata", "style", "title"}
_BACKDROPS = {"fill:#ffffff", "fill:#fff", "fill:white"}
"""All the style that the library's page-white rectangles have."""
_COLOURS = {
    "#000000": "ink",
    "#222222": "ink",
    "#4477aa": "data",
    "#bb5566": "miss",
    "#228833": "third",
    "#ccbb44": "fourth",
}
"""Colour in the lesson's code -> the name under which the page's theme has it."""
_KNOWN = {
    *("svg", "g", "defs", "clipPath", "use", "path", "rect", "circle", "ellipse", "line"),
    *("polyline", "polygon", "text", "tspan"),
}
"""Elements that draw; all others go, above all those that could act."""
_COORDINATES = {
    *("d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "dx", "dy", "points", "transform"),
}
_ATTRIBUTES = {
    *_COORDINATES,
    *("id", "r", "rx", "ry", "width", "height", "href", "clip-path", "fill", "fill-opacity"),
    *("stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap"),
    *("stroke-linejoin", "stroke-opacity", "opacity", "font-size", "font-weight", "text-anchor"),
}
"""Attributes that say what is drawn and how; all others go."""
_NEEDLESS = {("stroke-dashoffset", "0"), ("stroke-opacity", "1"), ("fill-opacity", "1")}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, ready for a page."""

    svg: str
    """The markup, without a name of its own."""
    words: str
    """What the figure shows, in words and numbers."""

    @property
    def named(self) -> str:
        """The markup, called by its words for those who cannot see it."""
        return self.svg.replace("<svg", f'<svg role="img" aria-label="{escape(self.words)}"', 1)


def figure(svg: str, prefix: str) -> Figure | None:
    """A figure from SVG text, its ids made unique by a prefix; None if it is no SVG."""
    words: list[str] = []

    def mark(match: re.Match[str]) -> str:
        words.append(unescape(match[2].strip()))
        return f"{match[1]}{chr(0xE000 + len(words) - 1)}"

    if _PLACE.search(svg) or len(_WORDS.findall(svg)) > 0x1800:
        return None
    drawing = _drawing(_WORDS.sub(mark, svg))
    if drawing is None:
        return None
    markup, title = drawing[0].replace(_PREFIX, prefix), drawing[1]
    filled = _PLACE.sub(lambda place: escape(words[ord(place[0]) - 0xE000], quote=False), markup)
    return Figure(filled, words[title] if title is not None else "")


@lru_cache(maxsize=512)
def _drawing(svg: str) -> tuple[str, int | None] | None:
    """The markup with placeholders for its prefix and its words; which word is the title."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        return None
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.tail = None
        if element.tag not in ("text", "tspan", "title"):
            element.text = None
        element.attrib = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    if root.tag != "svg":
        return None
    title = next((_place(child.text) for child in root if child.tag == "title"), None)
    _strip(root)
    used = _used(root)
    _restyle(root, used)
    _fold(root)
    root.attrib = {"viewBox": root.get("viewBox") or _box(root)}
    return ElementTree.tostring(root, encoding="unicode"), title


def _place(text: str | None) -> int | None:
    found = _PLACE.search(text or "")
    return ord(found[0]) - 0xE000 if found else None


def _box(root: Element) -> str:
    width, height = (
        re.sub(r"[^\d.]", "", root.get(side, "")) or "1" for side in ("width", "height")
    )
    return f"0 0 {width} {height}"


def _strip(parent: Element) -> None:
    """Drop what a page does not show, and everything that could act rather than be seen."""
    for child in list(parent):
        style = child.get("style", "").replace(" ", "")
        backdrop = child.tag == "path" and style.rstrip(";") in _BACKDROPS
        empty = child.tag == "path" and not child.get("d")
        if child.tag in _DROPPED or child.tag not in _KNOWN or backdrop or empty:
            parent.remove(child)
        else:
            _strip(child)


def _used(root: Element) -> set[str]:
    """The ids that something refers to."""
    used = set()
    for element in root.iter():
        used.add(element.get("href", "").removeprefix("#"))
        for value in element.attrib.values():
            used.update(_REFERENCE.findall(value))
    return used


def _restyle(root: Element, used: set[str]) -> None:
    """Style attributes as attributes that a strict policy allows, colours as the theme's."""
    for element in root.iter():
        old = {**element.attrib, **dict(_STYLE.findall(element.get("style", "")))}
        new, classes = {}, []
        for name, value in old.items():
            if name in ("fill", "stroke") and value in _COLOURS:
                classes.append(f"{name}-{_COLOURS[value]}")
            elif (kept := _kept(name, value, used)) is not None:
                new[name] = kept
        if classes:
            new["class"] = " ".join(classes)
        element.attrib = new


def _kept(name: str, value: str, used: set[str]) -> str | None:
    """An attribute's value on the page; None if the page does without it."""
    if name not in _ATTRIBUTES or (name, value) in _NEEDLESS or value.startswith("rotate(-0 "):
        return None
    if name == "id":
        return f"{_PREFIX}-{value}" if value in used else None
    if name == "href":
        return f"#{_PREFIX}-{value[1:]}" if value.startswith("#") else None
    value = value.replace("url(#", f"url(#{_PREFIX}-")
    return value if "url(" in value else _short(value, 1 if name in _COORDINATES else 2)


def _short(value: str, digits: int) -> str:
    """Numbers with the digits that can be seen, without needless spaces and units."""
    value = _NUMBER.sub(lambda number: f"{round(float(number[0]), digits):g}", value)
    value = re.sub(r"(?<=\d)px$", "", value)
    return re.sub(r"\s*([MLHVCQZz])\s*", r"\1", value).strip()


def _fold(parent: Element) -> None:
    """Fold groups that say nothing; give what all children share to their group."""
    children: list[Element] = []
    for child in parent:
        _fold(child)
        if child.tag == "g" and not child.attrib:
            children.extend(child)
        elif child.tag not in ("g", "defs") or len(child):
            children.append(child)
    parent[:] = _merged(children)
    if parent.tag == "g" and len(parent) > 1:
        _share(parent)
    if parent.tag == "g" and len(parent) == 1 and not set(parent.attrib) & set(parent[0].attrib):
        only = parent[0]
        parent.attrib.update(only.attrib)
        parent.tag, parent.text, parent[:] = only.tag, only.text, list(only)


def _merged(children: list[Element]) -> list[Element]:
    """Neighbouring strokes of one style as one path; runs of one style below one group."""
    merged: list[Element] = []
    for child in children:
        last = merged[-1] if merged else None
        if last is not None and child.tag == "path" == last.tag and _alike(last, child):
            last.set("d", last.attrib["d"] + child.attrib["d"])
        else:
            merged.append(child)
    return merged


def _alike(one: Element, other: Element) -> bool:
    """Whether two paths may be one: same style, nothing filled, no ids."""
    rest = [{k: v for k, v in path.attrib.items() if k != "d"} for path in (one, other)]
    return rest[0] == rest[1] and one.get("fill") == "none" and "id" not in rest[0]


_OWN = {"id", "d", "x", "y", "transform", "points", "href"}
"""Attributes that a group cannot hold for its children."""


def _share(group: Element) -> None:
    first = dict(group[0].attrib)
    for name, value in first.items():
        if name in _OWN or name in group.attrib:
            continue
        if all(child.get(name) == value for child in group):
            group.set(name, value)
            for child in group:
                del child.attrib[name]
