"""Every page on every screen, in the dark and on paper: nothing sticks out or fades."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from page.chromium import FIELDS, Browser

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

A4 = 718
"""Pixels across a sheet between its margins."""

OUT = """
const width = document.documentElement.clientWidth;
const slides = (one) => one && (['auto', 'scroll', 'hidden', 'clip'].includes(
  getComputedStyle(one).overflowX) || slides(one.parentElement));
return [...document.querySelectorAll('body *')].filter((one) => {
  if (one.parentElement.closest('svg')) return false;
  const { right, width: own } = one.getBoundingClientRect();
  return own > 0 && right > width + 1 && !slides(one.parentElement)
    && getComputedStyle(one).position !== 'absolute';
}).map((one) => one.outerHTML.slice(0, 80));
"""


def address(site: Path, name: str) -> Path:
    return site / name / "linear-regression.html" if name else site / "index.html"


@pytest.mark.parametrize("name", [*FIELDS, ""])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_nothing_sticks_out(browser: Browser, site: Path, name: str, width: int) -> None:
    browser.open(address(site, name), width)
    browser.ask("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert browser.ask("return document.documentElement.scrollWidth") <= width
    assert browser.ask(OUT) == []


@pytest.mark.parametrize("name", ["cooking", ""])
@pytest.mark.parametrize("dark", [False, True])
def test_a_tablet_has_nothing_that_axe_would_mend(
    browser: Browser, site: Path, name: str, dark: bool
) -> None:
    browser.open(address(site, name), 820, dark=dark)
    browser.ask(files("selenium_axe_python").joinpath("axe-core/axe.min.js").read_text("utf-8"))
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done)"
    )
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize("name", ["astrophysics", ""])
def test_paper_is_light_and_holds_the_whole_width(browser: Browser, site: Path, name: str) -> None:
    browser.open(address(site, name), A4, dark=True)
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    browser.command("Emulation.setEmulatedMedia", media="print", features=dark)
    try:
        ink, scrolls = browser.ask(
            "const [light] = getComputedStyle(document.body).color.match(/[0-9]+/g);"
            "return [Number(light), document.documentElement.scrollWidth]"
        )
        assert ink < 90 and scrolls <= A4
        assert browser.ask(OUT) == []
        shown = browser.ask(
            "return [...document.querySelectorAll('.bar, .copy, .predict, .skip, .find')]"
            ".filter((one) => one.getClientRects().length > 0).map((one) => one.className)"
        )
        assert shown == []
    finally:
        browser.command("Emulation.setEmulatedMedia", media="", features=[])
