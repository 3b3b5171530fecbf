"""What is told of measured data."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from fieldwise.bind import bind
from fieldwise.data import Choice
from fieldwise.model import Executed, Lesson, Run
from fieldwise.notebook import source_of
from fieldwise.own import Own, Request, own_data
from fieldwise.page.prose import html
from fieldwise.read import find_course
from fieldwise.script import script
from fieldwise.told import shortened_card
from fieldwise.weave import weave

NASTY = '<script>alert(1)</script>,"{{ mse }} | $x_1$ **b** [c](javascript:d)"\n'


def bound(lesson: Lesson, own: Own) -> Executed:
    """The edition with a made-up run."""
    edition = weave(lesson, own.story, own.data)
    x, y = zip(*own.data.pairs or (), strict=True)
    values = dict.fromkeys(lesson.values, 1.25)
    return bind(edition, Run("", {}, values, {"x": x, "y": y}, {}))


def told(executed: Executed, name: str) -> str:
    cell = next(item for item in executed.cells if item.cell.id == name)
    return source_of(cell, executed.edition.lesson, "measured")


@pytest.fixture
def nasty(lesson: Lesson, tmp_path: Path) -> Executed:
    path = tmp_path / "a`b*c.csv"
    rows = "\n".join(f"{n + n % 3},{5 * n + n % 4}" for n in range(25))
    path.write_text(NASTY + rows, encoding="utf-8")
    return bound(lesson, own_data(find_course(), None, lesson, Request(path)))


def test_nothing_in_a_file_becomes_markdown_a_quotation_or_html(nasty: Executed) -> None:
    source = told(nasty, "data.source")
    assert "“a\\`b\\*c.csv”" in source
    assert r"“\<script\>alert(1)\</script\>”" in source
    assert r"{{ mse }} \| \$x\_1\$ \*\*b\*\* \[c\](javascript:d)" in source
    for item in nasty.cells:
        if not item.cell.is_code:
            shown = html(item.text, lambda quoted: None)
            assert "<script" not in shown
            assert "href" not in shown or "javascript" not in shown


def test_a_page_of_nasty_names_runs_nothing(nasty: Executed) -> None:
    from fieldwise.page import page

    shown = page(nasty, home="")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_each_note_has_its_figure_its_words_and_its_place(lesson: Lesson) -> None:
    executed = bound(lesson, own_data(find_course(), "astrophysics", lesson, Request("real")))
    text = told(executed, "data.notes")
    assert "saturation. Leave out the rows whose y is 4050\N{NO-BREAK SPACE}ADU or more, or" in text
    assert "--" not in text  # on a page, nobody can type an option
    assert "*In this lesson: underfitting, under “5. Evaluation”.*" in text
    assert (
        "![The pairs; 12 of 50 lie along a level line at 4095\N{NO-BREAK SPACE}ADU.][note1]" in text
    )
    found = re.findall(r"^\[note(\d)\]: data:image/svg\+xml;base64,(\S+)$", text, re.MULTILINE)
    assert [number for number, _ in found] == ["1", "2", "3"]
    for _, packed in found:
        svg = ElementTree.fromstring(b64decode(packed))
        words = [part.text for part in svg.iter() if part.tag.endswith(("text", "title"))]
        assert "exposure time [ms]" in words
    as_script = script(executed)
    assert (
        "(Figure: The pairs; 12 of 50 lie along a level line at 4095\N{NO-BREAK SPACE}ADU.)"
        in as_script
    )
    assert "base64" not in as_script


def test_a_sample_stands_beside_the_whole(lesson: Lesson, tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    x = random.uniform(0, 9, 3000)
    path = tmp_path / "big.csv"
    rows = [f"{a:.4f},{b:.4f}" for a, b in zip(x, 3 * x + random.normal(0, 1, 3000), strict=True)]
    path.write_text("\n".join(["t [s],v [m]", *rows]), encoding="utf-8")
    executed = bound(lesson, own_data(find_course(), None, lesson, Request(path)))
    source = told(executed, "data.source")
    about = executed.edition.data.about
    assert about is not None
    assert "The lesson runs on 2000 of them, drawn at random" in source
    assert "| | the sample | every row |" in source
    assert "| rows | 2000 | 3000 |" in source
    assert f"| slope, in m/s | {about.line.slope:.6g} | {about.whole.slope:.6g} |" in source
    assert len(executed.edition.data.pairs or ()) == 2000


def test_where_nothing_stands_out_that_is_said(lesson: Lesson, tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    x = random.uniform(10, 200, 80)
    path = tmp_path / "t.csv"
    rows = [f"{a:.2f},{b:.2f}" for a, b in zip(x, x / 4 + random.normal(0, 3, 80), strict=True)]
    path.write_text("\n".join(["t,v", *rows]), encoding="utf-8")
    own = own_data(find_course(), None, lesson, Request(path, Choice(x_unit="s", y_unit="m")))
    assert "Nothing stands out in these data" in told(bound(lesson, own), "data.notes")


def test_a_long_card_is_shown_in_part_and_cannot_be_run_so() -> None:
    pairs = "\n".join(f"    [{n}.0, 1.0], [{n}.5, 2.0]," for n in range(100))
    card = f"# The card\nX = 1\nDATA = [\n{pairs}\n]  # pairs"
    shown = shortened_card(card)
    assert "    ...,  # 188 more pairs: the notebook and the script have them\n]" in shown
    assert shortened_card(card.replace(pairs, "    [1.0, 2.0],")) == card.replace(
        pairs, "    [1.0, 2.0],"
    )
