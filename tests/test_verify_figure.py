"""Figures are compared by what they show."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldwise.verify.figure import difference
from homework import as_older_matplotlib

FIGURE = """\
<svg xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg" \
width="460.8pt" height="280.8pt" viewBox="0 0 460.8 280.8" version="1.1">
 <title>Two firings.</title>
 <metadata><x>Matplotlib v3.11.2, https://matplotlib.org/</x></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round}</style></defs>
 <g id="figure_1">
  <defs><path id="m0123456789" d="M 0 2.345208  L 2.345208 0  z "/></defs>
  <g clip-path="url(#p899e92e7fa)">
   <use xlink:href="#m0123456789" x="355.010605" y="68.825976" style="fill: #4477aa"/>
   <use xlink:href="#m0123456789" x="231.787516" y="141.887758" style="fill: #4477aa"/>
  </g>
  <path d="M 73.099636 222.421894  L 429.172364 37.652727  " style="stroke-width: 1.5"/>
  <text style="font-size: 10px; font-family: 'DejaVu Sans', sans-serif; text-anchor: middle" \
x="99.424693" y="253.277656" transform="rotate(-0 99.424693 253.277656)">25</text>
  <g id="legend_1"><path d="M 64.296 56.179219  L 84.296 56.179219  "/></g>
 </g>
 <defs><clipPath id="p899e92e7fa"><rect x="55.296" y="28.08" width="391.68"/></clipPath></defs>
</svg>
"""


def test_another_matplotlib_draws_the_same() -> None:
    older = as_older_matplotlib(FIGURE).replace("56.179219", "55.856562")
    assert older != FIGURE
    assert difference(FIGURE, older) == difference(older, FIGURE) == ""


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("355.010605", "355.010615", "what is drawn differs"),
        ("355.010605", "1e999", "what is drawn differs"),
        ("M 73.099636", "M 73.2", "what is drawn differs"),
        ("L 429", "M 429", "what is drawn differs"),
        ("#4477aa", "#4477ab", "what is drawn differs"),
        ("stroke-width: 1.5", "stroke-width: 1.6", "what is drawn differs"),
        ("stroke-width: 1.5", "stroke-width: none", "what is drawn differs"),
        ("L 2.345208 0", "L 2.345208 0 0", "what is drawn differs"),
        ('x="55.296"', 'x="55.796"', "what is drawn differs"),
        (
            "</title>",
            "</title>by hand",
            "the words “Two firings.” have become “Two firings. by hand”",
        ),
        ("stroke-width: 1.5", "stroke-width: 1.5; opacity: 0", "what is drawn differs"),
        ('id="m0123456789"', 'id="m9"', "what is drawn differs"),
        ("rotate(-0", "rotate(-1", "what is drawn differs, at “25”"),
        ('y="253.277656"', 'y="257.277656"', "what is drawn differs, at “25”"),
        ("56.179219  L", "59.179219  L", "what is drawn differs"),
        ("10px", "11px", "what is drawn differs, at “25”"),
        ("0 0 460.8", "0 0 46.08", "what is drawn differs"),
        (">25<", ">26<", "the words “25” have become “26”"),
        ("Two firings", "Three firings", "the words “Two firings.” have become “Three firings.”"),
        ("*{", "*{display: none;", "have become"),
        ("<x>", "<x>by hand, ", "have become"),
        ('<g id="legend_1">', '<g id="legend_1" onclick="alert(1)">', "what is drawn differs"),
        ("</svg>", "<script>1</script></svg>", "its parts are not those that the code draws"),
        ("</svg>", "<!-- hello --></svg>", "it holds markup that the code does not write"),
        ("</svg>", "<?x hello?></svg>", "it holds markup that the code does not write"),
        ("<svg ", '<!DOCTYPE svg [<!ENTITY a "b">]><svg ', "it holds markup"),
        ("</svg>", "", "it cannot be read as a figure"),
        ("25<", "\ud800<", "it cannot be read as a figure"),
    ],
)
def test_what_is_shown_differently_is_found(old: str, new: str, sentence: str) -> None:
    assert sentence in difference(FIGURE, FIGURE.replace(old, new, 1))


@given(st.data())
@settings(max_examples=200)
def test_any_drawn_digit_but_the_last_counts(data: st.DataObject) -> None:
    drawn = FIGURE.index("<defs><path"), FIGURE.index("<text")
    numbers = [m for m in re.finditer(r"\d+\.\d{6}", FIGURE) if drawn[0] < m.start() < drawn[1]]
    places = [n for m in numbers for n in range(m.start(), m.end() - 1) if FIGURE[n] != "."]
    at = data.draw(st.sampled_from(places))
    sign = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != FIGURE[at]]))
    assert difference(FIGURE, FIGURE[:at] + sign + FIGURE[at + 1 :])


def test_ids_must_name_the_same_parts() -> None:
    swapped = FIGURE.replace("m0123456789", "A").replace("p899e92e7fa", "m0123456789")
    assert difference(FIGURE, swapped.replace("A", "p899e92e7fa")) == ""
    assert difference(FIGURE, FIGURE.replace("url(#p899e92e7fa)", "url(#m0123456789)"))


def test_a_figure_that_nests_without_end_is_survived() -> None:
    deep = FIGURE.replace("</svg>", "<g>" * 500 + "</g>" * 500 + "</svg>")
    assert difference(FIGURE, deep) == "its parts are not those that the code draws"
    endless = FIGURE.replace("</svg>", "<g>" * 100_000 + "</svg>")
    assert difference(FIGURE, endless) == "it is far larger than the one that the code draws"
