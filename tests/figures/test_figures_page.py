"""The figures as a page carries them: one file, a strict policy, any width, little weight."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from fieldwise.page import figures
from figures.playing import ROOT, Playground, values

FOLDER = ROOT / "src/fieldwise/page/figures"
START = """
const values = JSON.parse(document.getElementById("values").textContent);
const el = document.querySelector("main");
for (const figure of Object.values(figures)) {
  const place = document.createElement("div");
  el.append(place);
  figure.render({ model: createModel({ ...values }), el: place });
}
"""


def allowed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_they_weigh_little() -> None:
    carried = figures.script() + figures.style()
    assert len(gzip.compress(carried.encode(), 9)) <= 14_000


def test_lean_leaves_strings_alone() -> None:
    script = 'const a = [1, 2];\n// gone\nconst b = `one , ${a} ; two`;\nconst c = "x , y : z";\n'
    assert figures.lean(script) == 'const a=[1,2];const b=`one , ${a} ; two`;const c="x , y : z";'
    assert figures.lean("let a = 1 - -1 + +2;") == "let a=1 - -1 + +2;"


def test_modules_share_no_name_at_their_top_level() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")]
    names = re.findall(
        r"^(?:export )?(?:const|let|function|class) (\w+)", "\n".join(texts), re.MULTILINE
    )
    assert len(names) == len(set(names))


def test_types_hold() -> None:
    checker = ROOT / "node_modules/.bin/tsc"
    if not checker.exists():
        pytest.skip("needs npm install")
    assert shutil.which("node")
    subprocess.run([checker, "--project", ROOT / "tsconfig.json"], check=True)


@pytest.mark.browser
def test_a_self_contained_file_passes_its_own_policy(
    playground: Playground, tmp_path: Path
) -> None:
    script, style = figures.script() + START, figures.style()
    policy = (
        f"default-src 'none'; script-src {allowed(script)}; style-src {allowed(style)}; "
        "require-trusted-types-for 'script'"
    )
    data = json.dumps(values())
    page = tmp_path / "page.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><title>Figures</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><style>{style}</style>'
        f'<main></main><script type="application/json" id="values">{data}</script>'
        f'<script type="module">{script}</script>',
        encoding="utf-8",
    )
    playground.complaints()
    playground.driver.get(page.as_uri())
    assert playground.until("document.querySelectorAll('.play').length") == 3
    assert "7.941" in playground.text(".hold_out table")
    assert playground.complaints() == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_nothing_sticks_out(playground: Playground, width: int) -> None:
    playground.open(width)
    playground.ask("window.scrollTo(0, 1e6)")
    assert playground.ask("document.documentElement.scrollWidth") <= width
    small = playground.ask(
        "[...document.querySelectorAll('.play button, .play .tick, .play .slider input')]"
        ".filter((one) => one.getBoundingClientRect().height < 24).length"
    )
    assert small == 0
    assert playground.complaints() == []


@pytest.mark.browser
def test_a_figure_goes_and_the_still_one_returns(playground: Playground) -> None:
    playground.open()
    playground.ask("demo.fit.stop()")
    assert playground.text("[data-figure=fit]") == "The still figure of the line stands here."
    playground.set("fit", "fit", {"w": 1})
    assert playground.complaints() == []


@pytest.mark.browser
def test_whoever_cannot_see_is_told_what_there_is(playground: Playground) -> None:
    playground.open()
    names = playground.ask(
        "[...document.querySelectorAll('.play svg')].map((one) => one.getAttribute('aria-label'))"
    )
    assert names[0] == "recorded photon count against exposure time, and a line to drag"
    assert all(names)
    assert "training error 7.941, test error 7.144" in names[-1]
    live = playground.ask(
        "[...document.querySelectorAll('.play .say')].map((one) => one.getAttribute('aria-live'))"
    )
    assert live == ["polite"] * 3
