"""Optional passages by level, and what nobody has reviewed, in a real Chromium."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from fieldwise.build import execute
from fieldwise.certificate import certificate
from fieldwise.model import Canon, Executed, Lesson
from fieldwise.model.level import MATHEMATICS, PROGRAMMING, Level
from fieldwise.page import page
from fieldwise.read import read_field, read_story
from fieldwise.standing import record_review, record_written, review
from page.chromium import Browser
from pottery import LESSON, POTTERY

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

OPEN = "return [...document.querySelectorAll('.optional[open]')].map((one) => one.dataset.level)"
SAID = "return document.querySelector('#fw-said').textContent"
TOLD = "\n## scene\n\nOne firing.\n\n## limits\n\nNo kiln is alike.\n\n## pattern\n\nA cloud.\n"


@pytest.fixture
def drafted(tmp_path: Path, lesson: Lesson) -> Path:
    """The page of a story told for readers without programming, some of it by a model."""
    path = tmp_path / "pottery" / f"{LESSON}.md"
    path.parent.mkdir()
    told = POTTERY.replace("---\n", "---\nlevel: {mathematics: none, programming: none}\n", 1)
    path.write_text(told + TOLD)
    record_written(path, "scene", "One firing.", by="model", name="gpt-oss <20b>")
    record_written(path, "limits", "No kiln is alike.", by="model", name="gpt-oss <20b>")
    said = review(lesson, "limits", "No kiln is alike.", by="Grace", verdict="accepted")
    record_review(path, "limits", said)
    story = read_story(path, read_field(path.parent).get(), lesson).get()
    executed = execute(lesson, story)
    made = path.with_suffix(".html")
    made.write_text(page(executed, certificate(executed)), encoding="utf-8")
    return made


@pytest.fixture
def lesson_page(site: Path) -> Path:
    return site / "pottery" / "linear-regression.html"


def choose(browser: Browser, setting: str, value: str) -> None:
    Select(browser.driver.find_element(By.NAME, setting)).select_by_value(value)


def expected(lesson: Lesson, level: Level) -> list[str]:
    """The levels of the passages that are open, in order."""
    levels = [block.level for block in lesson.blocks if isinstance(block, Canon)]
    return [passage for passage in levels if passage and level.serves(passage)]


def test_a_page_is_open_as_its_story_says(
    browser: Browser, lesson_page: Path, drafted: Path, lesson: Lesson
) -> None:
    for path, level in ((lesson_page, Level()), (drafted, Level("none", "none"))):
        browser.open(path)
        assert browser.ask(OPEN) == expected(lesson, level)
        with browser.without_scripts():
            browser.open(path)
        assert path.read_text().count('<details class="optional"') == 9


def test_every_level_opens_what_the_notebook_of_that_level_holds(
    browser: Browser, lesson_page: Path, lesson: Lesson
) -> None:
    browser.open(lesson_page)
    try:
        for mathematics in MATHEMATICS:
            for programming in PROGRAMMING:
                choose(browser, "mathematics", mathematics)
                choose(browser, "programming", programming)
                level = Level(mathematics, programming)
                assert browser.ask(OPEN) == expected(lesson, level)
    finally:
        browser.ask("localStorage.clear()")


def test_a_choice_is_made_by_keyboard_announced_and_kept(
    browser: Browser, lesson_page: Path, drafted: Path, lesson: Lesson
) -> None:
    browser.open(lesson_page, 390)
    try:
        setting = browser.driver.find_element(By.NAME, "programming")
        browser.ask("arguments[0].focus()", setting)
        setting.send_keys(Keys.ARROW_UP)
        assert browser.ask(SAID) == "7 of 9 optional passages are open."
        for path in (lesson_page, drafted):
            browser.open(path)
            assert browser.ask(OPEN) == expected(lesson, Level("calculus", "none"))
            assert setting_of(browser) == ["calculus", "none"]
    finally:
        browser.ask("localStorage.clear()")


def setting_of(browser: Browser) -> Any:
    return browser.ask(
        "return [...document.querySelectorAll('.levels select')].map((s) => s.value)"
    )


def test_what_is_kept_and_makes_no_sense_is_not_heeded(
    browser: Browser, lesson_page: Path, lesson: Lesson
) -> None:
    browser.open(lesson_page)
    try:
        for kept in ("{", "null", '"code"', '{"mathematics": "topology", "programming": 3}'):
            browser.ask("localStorage.setItem('fieldwise-level', arguments[0])", kept)
            browser.complaints()
            browser.open(lesson_page)
            assert browser.ask(OPEN) == expected(lesson, Level())
            assert browser.complaints() == []
    finally:
        browser.ask("localStorage.clear()")


def test_paper_shows_what_is_shown(browser: Browser, lesson_page: Path) -> None:
    browser.open(lesson_page)
    browser.command("Emulation.setEmulatedMedia", media="print")
    shown = browser.ask(
        "return [...document.querySelectorAll('.optional')].filter((one) =>"
        " getComputedStyle(one).display !== 'none').map((one) => one.dataset.level)"
    )
    assert shown == ["numpy", "calculus", "calculus"]
    assert (
        browser.ask("return getComputedStyle(document.querySelector('.levels')).display") == "none"
    )
    browser.command("Emulation.setEmulatedMedia", media="")


def test_a_draft_that_nobody_has_accepted_says_so_where_it_stands(
    browser: Browser, drafted: Path, lesson_page: Path
) -> None:
    browser.open(drafted)
    marks = browser.driver.find_elements(By.CSS_SELECTOR, ".draft")
    assert [mark.text for mark in marks] == [
        "Drafted by gpt-oss <20b>; not yet reviewed by somebody in the field."
    ]
    inside = "return arguments[0].closest('[data-cell]').dataset.cell"
    assert browser.ask(inside, marks[0]) == "scene"
    proof = browser.ask("return document.querySelector('.proof').textContent")
    assert "1 was written by a person, 2 were drafted by the language model gpt-oss <20b>" in proof
    assert "1 has been accepted by Grace." in proof
    assert "Not reviewed by anybody who works in the field: “scene” and “pattern”." in proof
    rows = browser.ask(
        "return [...document.querySelectorAll('.standing tbody tr')].map((row) => row.innerText)"
    )
    assert len(rows) == 25
    browser.open(lesson_page)
    assert not browser.driver.find_elements(By.CSS_SELECTOR, ".draft, .standing")


def test_a_long_name_breaks(browser: Browser, drafted: Path) -> None:
    long = drafted.read_text(encoding="utf-8").replace("gpt-oss", "x" * 190)
    drafted.write_text(long, encoding="utf-8")
    browser.open(drafted, 390)
    browser.ask("for (const one of document.querySelectorAll('.proof details')) one.open = true")
    assert browser.ask("return document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (820, True), (390, False)])
def test_axe_finds_nothing(browser: Browser, drafted: Path, width: int, dark: bool) -> None:
    browser.complaints()
    browser.open(drafted, width, dark=dark)
    browser.ask("for (const one of document.querySelectorAll('.proof details')) one.open = true")
    assert browser.ask("return document.documentElement.scrollWidth") <= width
    axe = files("selenium_axe_python").joinpath("axe-core/axe.min.js").read_text("utf-8")
    browser.ask(axe)
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done)"
    )
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert browser.complaints() == []


def test_another_level_changes_nothing_else(editions: dict[str, Executed]) -> None:
    executed = editions["pottery"]
    story = replace(executed.edition.story, level=Level("linear algebra", "fluent"))
    other = replace(executed, edition=replace(executed.edition, story=story))
    proof = certificate(executed)
    assert proof["canonical"] == certificate(other)["canonical"]
    setting = re.compile(r' (?:open|selected)(?=>)|data-(?:mathematics|programming)="[^"]*"')
    assert setting.sub("", page(other, proof)) == setting.sub("", page(executed, proof))
