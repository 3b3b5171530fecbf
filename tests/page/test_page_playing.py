"""The figures to play with, in their places on a real page opened from a disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from fieldwise.model import Executed
from fieldwise.page import figures
from page.chromium import FIELDS, Browser

pytestmark = pytest.mark.browser
ASTRO = "astrophysics/linear-regression.html"
PLACES = "[...document.querySelectorAll('[data-play]')]"


@pytest.mark.parametrize("field", FIELDS)
def test_each_stands_below_its_block_in_the_fields_words(
    browser: Browser, site: Path, editions: dict[str, Executed], field: str
) -> None:
    browser.open(site / field / "linear-regression.html")
    texts = browser.ask(f"return {PLACES}.map((place) => place.textContent)")
    quantities = editions[field].edition.story.scenario.quantities
    for text, title in zip(texts, figures.TITLES.values(), strict=True):
        assert text.startswith(title)
    assert quantities["x"].name in texts[0]
    assert quantities["y"].unit in texts[2]
    assert browser.complaints() == []


def test_they_compute_on_the_runs_own_numbers(
    browser: Browser, site: Path, editions: dict[str, Executed]
) -> None:
    run = editions["astrophysics"].run
    browser.open(site / ASTRO)
    given = json.loads(browser.ask("return document.querySelector('#fw-play').textContent"))
    assert tuple(given["data"]["x"]) == run.series["x"]
    assert tuple(given["data"]["y"]) == run.series["y"]
    texts = browser.ask(f"return {PLACES}.map((place) => place.textContent)")
    assert f"best line {run.values['mse']:.3f}" in texts[0]
    assert f"{run.values['train_mse']:.3f}" in texts[2]
    assert f"{run.values['test_mse']:.3f}" in texts[2]


def test_a_key_moves_the_line(browser: Browser, site: Path) -> None:
    browser.open(site / ASTRO)
    score = f"return {PLACES}[0].querySelector('.score').textContent"
    before = browser.ask(score)
    slider = browser.driver.find_element("css selector", "[data-play=fit] input[type=range]")
    slider.send_keys(Keys.ARROW_RIGHT)
    assert browser.ask(score) != before


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_nothing_sticks_out_of_the_page(browser: Browser, site: Path, width: int) -> None:
    browser.open(site / ASTRO, width)
    edges = browser.ask(
        f"return {PLACES}.flatMap((place) => [...place.querySelectorAll('svg, table, input')])"
        ".map((part) => part.getBoundingClientRect().right)"
    )
    assert max(edges) <= width


def test_words_of_another_field_reach_them(browser: Browser, site: Path) -> None:
    browser.open(site / ASTRO)
    browser.ask(
        "const { words } = JSON.parse(document.querySelector('#fw-play').textContent);"
        "words.x.name = 'dough time';"
        "document.dispatchEvent(new CustomEvent('fw:words', { detail: words }));"
    )
    texts = browser.ask(f"return {PLACES}.map((place) => place.textContent)")
    assert "dough time" in texts[0]


def test_without_scripts_they_leave_no_gap(browser: Browser, site: Path) -> None:
    with browser.without_scripts():
        browser.open(site / ASTRO)
        browser.open(site / ASTRO)
    browser.command("Emulation.setScriptExecutionDisabled", value=False)
    heights = browser.ask(f"return {PLACES}.map((place) => place.offsetHeight)")
    assert heights == [0, 0, 0]
