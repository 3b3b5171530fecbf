"""The figures as a page carries them: one file, a strict policy, any width, little weight."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from figures.playing import ROOT, Playground

FOLDER = ROOT / "src/fieldwise/page/figures"


def test_types_hold() -> None:
    checker = ROOT / "node_modules/.bin/tsc"
    if not checker.exists():
        pytest.skip("needs npm install")
    assert shutil.which("node")
    subprocess.run([checker, "--project", ROOT / "tsconfig.json"], check=True)


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
