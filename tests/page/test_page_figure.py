"""A plotting library's SVG becomes part of a page."""

from __future__ import annotations

import re

import pytest

from fieldwise.model import Executed
from fieldwise.page.figure import figure

SVG = """<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9pt"
 height="5pt" viewBox="0 0 9 5"><title>Nine &lt; ten</title><metadata>x</metadata>
<defs><style>*{}</style><clipPath id="c"><rect x="0" y="0" width="9" height="5"/></clipPath></defs>
<g id="figure_1"><path d="M 0 0 L 9 0" style="fill: #ffffff"/>
<g id="lines" onclick="alert(1)"><path d="M 0.123 0 L 1 1" clip-path="url(#c)"
 style="fill: none; stroke: #bb5566"/><path d="M 2 2 L 3 3" clip-path="url(#c)"
 style="fill: none; stroke: #bb5566"/></g><script>alert(1)</script>
<text style="font: 9px x; text-anchor: end" x="1.25" y="2" transform="rotate(-0 1 2)"
>a &amp; b</text>
<use xlink:href="https://example.org/x.svg#a" x="1" y="1"/></g></svg>"""


def drawn(svg: str = SVG) -> str:
    made = figure(svg, "p")
    assert made is not None
    return made.svg


def test_its_description_is_its_name() -> None:
    made = figure(SVG, "p")
    assert made is not None
    assert made.words == "Nine < ten"
    assert made.named.startswith('<svg role="img" aria-label="Nine &lt; ten" viewBox="0 0 9 5">')


def test_nothing_is_left_that_a_strict_policy_forbids() -> None:
    assert not re.search(r"style|script|onclick|example\.org|metadata", drawn())


def test_words_stay_text() -> None:
    assert '<text x="1.2" y="2" text-anchor="end">a &amp; b</text>' in drawn()


def test_colours_are_the_themes_and_white_paper_goes() -> None:
    assert 'class="stroke-miss"' in drawn()
    assert "#ffffff" not in drawn() and "#bb5566" not in drawn()


def test_strokes_of_one_style_are_one_path() -> None:
    assert drawn().count("<path") == 1
    assert 'd="M0.1 0L1 1M2 2L3 3"' in drawn()


def test_ids_are_kept_only_where_used_and_never_shared() -> None:
    assert re.findall(r'id="([^"]+)"', drawn()) == ["p-c"]
    assert 'clip-path="url(#p-c)"' in drawn()


def test_words_differ_where_drawings_do_not() -> None:
    other = figure(SVG.replace("a &amp; b", "c &lt; d"), "p")
    assert other is not None
    assert other.svg == drawn().replace("a &amp; b", "c &lt; d")


@pytest.mark.parametrize("svg", ["", "<svg", "<p/>", "<svg xmlns='x'><title>\ue000</title></svg>"])
def test_what_is_no_drawing_gives_none(svg: str) -> None:
    assert figure(svg, "p") is None


@pytest.mark.kernel
def test_the_lessons_figures_keep_every_mark_and_word(editions: dict[str, Executed]) -> None:
    cells = {item.cell.id: item for item in editions["astrophysics"].cells}
    (output,) = cells["plot-fit"].outputs
    raw = "".join(output["data"]["image/svg+xml"])
    made = figure(raw, "plot-fit")
    assert made is not None
    assert made.svg.count("<use") == raw.count("<use")
    assert re.findall(r"<text[^>]*>([^<]+)", made.svg) == re.findall(r"<text[^>]*>([^<]+)", raw)
    assert len(made.svg) < len(raw) / 3
