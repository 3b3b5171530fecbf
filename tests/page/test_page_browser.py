"""The page in a real Chromium, opened from a disk with the network off."""

from __future__ import annotations

import base64
import json
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from fieldwise.model import Executed
from homework import Verified
from page.chromium import FIELDS, Browser

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

CARD = "return document.querySelector('#fw-card').matches(':popover-open')"


@pytest.fixture
def lesson_page(site: Path) -> Path:
    return site / "astrophysics" / "linear-regression.html"


def until(browser: Browser, script: str, seconds: float = 5) -> Any:
    """Wait for a script to return something true."""
    end = time.monotonic() + seconds
    while not (found := browser.ask(script)) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def press(browser: Browser, *keys: str) -> None:
    for key in keys:
        ActionChains(browser.driver).send_keys(key).perform()


@pytest.mark.parametrize("width", [390, 820, 1100, 1440])
def test_no_width_needs_sliding_sideways(browser: Browser, lesson_page: Path, width: int) -> None:
    browser.complaints()
    browser.open(lesson_page, width)
    assert browser.ask("return document.documentElement.scrollWidth") <= width
    assert browser.complaints() == []


@pytest.mark.parametrize("name", [*FIELDS, ""])
def test_a_page_asks_nothing_of_anywhere(browser: Browser, site: Path, name: str) -> None:
    browser.complaints()
    browser.open(site / name / "linear-regression.html" if name else site / "index.html")
    fetched = browser.ask("return performance.getEntriesByType('resource').map((e) => e.name)")
    assert [address for address in fetched if not address.startswith("data:")] == []
    assert browser.complaints() == []


@pytest.mark.parametrize(
    ("name", "width", "dark"),
    [
        ("astrophysics", 1440, False),
        ("astrophysics", 390, True),
        ("cooking", 1440, True),
        ("economics", 390, False),
        ("", 1440, False),
        ("", 390, True),
    ],
)
def test_axe_finds_nothing(browser: Browser, site: Path, name: str, width: int, dark: bool) -> None:
    path = site / name / "linear-regression.html" if name else site / "index.html"
    browser.open(path, width, dark=dark)
    browser.ask(
        "document.querySelectorAll('details').forEach((one) => { one.open = true; });"
        "document.querySelectorAll('.entry').forEach((one, n) => { one.dataset.hue = `${n + 4}`; })"
        if name == "" and dark
        else "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
    )
    browser.driver.execute_async_script(
        "const done = arguments[0]; requestAnimationFrame(() => setTimeout(done, 50))"
    )
    axe = files("selenium_axe_python").joinpath("axe-core/axe.min.js").read_text("utf-8")
    browser.ask(axe)
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done)"
    )
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_a_term_opens_by_keyboard_and_escape_gives_it_back(
    browser: Browser, lesson_page: Path
) -> None:
    browser.open(lesson_page)
    browser.ask(
        "document.querySelector('[data-cell=\"prompts.setting\"] .prompt + .prompt button').focus()"
    )
    press(browser, Keys.TAB)
    assert until(browser, CARD)
    described = browser.ask("return document.activeElement.getAttribute('aria-describedby')")
    press(browser, Keys.ENTER)
    assert browser.ask("return document.activeElement.id") == "fw-card"
    press(browser, Keys.TAB)
    assert browser.ask("return document.activeElement.hash") == "#def-model"
    press(browser, Keys.ESCAPE)
    assert described == "fw-card" and not browser.ask(CARD)
    assert browser.ask("return document.activeElement.className") == "t"


def test_a_card_says_the_definition_and_the_fields_word(
    browser: Browser, lesson_page: Path
) -> None:
    browser.open(lesson_page)
    browser.ask("document.querySelector('[data-cell=\"loss.bridge\"] .t[href$=residual]').click()")
    said = browser.ask("return document.querySelector('#fw-card').innerText").split("\n")
    assert "residual" in said and "O − C" in said
    assert any(line.startswith("The target minus its prediction") for line in said)
    browser.ask("document.querySelector('#fw-card a[href^=\"#def\"]').click()")
    assert not browser.ask(CARD)
    assert browser.ask("return location.hash") == "#def-residual"


def test_a_term_opens_by_pointing_and_by_tapping(browser: Browser, lesson_page: Path) -> None:
    browser.open(lesson_page)
    term = browser.driver.find_element(By.CSS_SELECTOR, "[data-cell='model.bridge'] .t")
    browser.ask("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", term)
    ActionChains(browser.driver).move_to_element(term).perform()
    assert until(browser, CARD)
    ActionChains(browser.driver).move_by_offset(0, -300).perform()
    assert until(browser, CARD.replace("return ", "return !"))
    browser.open(lesson_page, 390)
    browser.ask("document.querySelector('[data-cell=\"model.bridge\"] .t').click()")
    left, right = browser.ask(
        "const box = document.querySelector('#fw-card').getBoundingClientRect();"
        "return [box.left, innerWidth - box.right]"
    )
    assert left >= 0 and right >= 0
    browser.ask("document.querySelector('main p').click()")
    assert not browser.ask(CARD)


def test_without_scripts_a_term_leads_to_the_glossary(browser: Browser, lesson_page: Path) -> None:
    with browser.without_scripts():
        browser.open(lesson_page)
        term = browser.driver.find_element(By.CSS_SELECTOR, "[data-cell='model.bridge'] .t")
        term.click()
        assert browser.driver.current_url.endswith("#term-weights")
        assert not browser.driver.find_element(By.CSS_SELECTOR, ".copy").is_displayed()


def test_code_and_prompts_are_copied(
    browser: Browser, lesson_page: Path, editions: dict[str, Executed]
) -> None:
    cells = {item.cell.id: item for item in editions["astrophysics"].cells}
    browser.open(lesson_page)
    browser.ask("window.copied = []; navigator.clipboard.writeText = async (t) => copied.push(t)")
    browser.ask("document.querySelector('[data-cell=fit] .copy').click()")
    browser.ask("document.querySelector('[data-cell=\"prompts.loss\"] .copy').click()")
    code, prompt = until(browser, "return copied.length === 2 && copied")
    assert code == cells["fit"].cell.body
    assert " ".join(cells["prompts.loss"].text.split("\n\n")[1].split()) in prompt
    assert until(browser, "return document.querySelector('#fw-said').textContent") == "Copied."


def test_copying_works_where_the_clipboard_is_refused(browser: Browser, lesson_page: Path) -> None:
    browser.open(lesson_page)
    browser.ask(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));"
        "document.execCommand = (name) => { window.asked = [name,"
        " document.activeElement.value]; return true; };"
        "document.querySelector('[data-cell=fit] .copy').click()"
    )
    name, text = until(browser, "return window.asked")
    assert name == "copy" and text.startswith("from sklearn.linear_model import")


def test_hints_answers_and_outputs_of_exercises_are_folded(
    browser: Browser, lesson_page: Path
) -> None:
    browser.open(lesson_page)
    folded = browser.ask(
        "return [...document.querySelectorAll('.answer, .reveal')].map((one) => one.open)"
    )
    assert folded == [False] * 9
    summary = browser.driver.find_element(By.CSS_SELECTOR, ".answer summary")
    browser.ask("arguments[0].focus()", summary)
    press(browser, Keys.ENTER)
    assert browser.ask("return document.querySelector('.answer').open")


def test_the_contents_follow_the_reader(browser: Browser, lesson_page: Path) -> None:
    browser.open(lesson_page)
    browser.ask("document.querySelector('#loss').scrollIntoView({behavior: 'instant'})")
    current = "return document.querySelector('#fw-contents [aria-current]')?.hash === '#loss'"
    assert until(browser, current)
    browser.open(lesson_page, 390)
    browser.driver.find_element(By.CSS_SELECTOR, "button.contents").click()
    assert browser.ask("return document.querySelector('#fw-contents').matches(':popover-open')")
    browser.ask("document.querySelector('#fw-contents a[href=\"#loss\"]').click()")
    assert until(browser, "return document.querySelector('.where').textContent === '3 The loss'")


def test_light_and_dark_can_be_chosen_and_are_kept(browser: Browser, lesson_page: Path) -> None:
    ground = "return getComputedStyle(document.documentElement).backgroundColor"
    browser.open(lesson_page, dark=True)
    dark = browser.ask(ground)
    browser.driver.find_element(By.CSS_SELECTOR, "button.theme").click()
    light = browser.ask(ground)
    browser.driver.refresh()
    try:
        assert (dark, light) == ("rgb(22, 21, 19)", "rgb(253, 252, 249)")
        assert browser.ask(ground) == light
    finally:
        browser.ask("localStorage.clear()")


def test_canon_and_telling_face_each_other_and_follow_on_a_phone(
    browser: Browser, lesson_page: Path
) -> None:
    boxes = (
        "return ['loss', 'loss.bridge'].map((cell) => { const box = document"
        '.querySelector(`.cell[data-cell="${cell}"]`).getBoundingClientRect();'
        "return [box.left, box.top, box.bottom]; })"
    )
    browser.open(lesson_page)
    canon, story = browser.ask(boxes)
    assert story[0] > canon[0] + 400 and abs(story[1] - canon[1]) < 60
    browser.open(lesson_page, 390)
    canon, story = browser.ask(boxes)
    assert abs(story[0] - canon[0]) < 20 and story[1] >= canon[2]


def test_on_paper_prompts_are_open_and_answers_are_not(browser: Browser, lesson_page: Path) -> None:
    browser.open(lesson_page)
    browser.ask(
        "window.seen = {}; addEventListener('beforeprint', () => { for (const kind of"
        " ['.prompt details', '.answer', '[data-level=calculus]', '[data-level=code]'])"
        " seen[kind] ="
        " document.querySelector(kind).open; })"
    )
    pdf = base64.b64decode(browser.command("Page.printToPDF", printBackground=True)["data"])
    assert pdf.startswith(b"%PDF")
    assert browser.ask("return seen") == {
        ".prompt details": True,
        ".answer": False,
        "[data-level=calculus]": True,
        "[data-level=code]": False,
    }
    assert not browser.ask("return document.querySelector('.prompt details').open")


def test_what_the_page_carries_is_given_from_the_page(
    browser: Browser, lesson_page: Path, tmp_path: Path, report_on: Verified
) -> None:
    browser.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    browser.open(lesson_page)
    for link in browser.driver.find_elements(By.CSS_SELECTOR, ".downloads a"):
        browser.ask("arguments[0].click()", link)
        time.sleep(0.3)
    names = {f"linear-regression.{end}" for end in ("ipynb", "py", "certificate.json")}
    end = time.monotonic() + 10
    while {path.name for path in tmp_path.iterdir()} != names and time.monotonic() < end:
        time.sleep(0.05)
    book = json.loads((tmp_path / "linear-regression.ipynb").read_bytes())
    assert report_on(book).findings == ()
    assert (
        json.loads((tmp_path / "linear-regression.certificate.json").read_bytes())
        == (book["metadata"]["fieldwise"]["certificate"])
    )
    compile((tmp_path / "linear-regression.py").read_text("utf-8"), "lesson", "exec")


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("I cook in a restaurant", "Cooking"),
        ("astronomer", "Astrophysics"),
        ("I look at stars", "Astrophysics"),
        ("household budgets", "Economics"),
        ("kiln", "Pottery"),
        ("gastronomy", "Cooking"),
        ("I am a shopkeeper", "Economics"),
        ("physicist", "Astrophysics"),
    ],
)
def test_the_nearest_field_is_found(browser: Browser, site: Path, typed: str, nearest: str) -> None:
    browser.open(site / "index.html")
    browser.driver.find_element(By.ID, "fw-find").send_keys(typed)
    assert browser.ask("return document.querySelector('.entry h3').textContent") == nearest
    assert browser.ask("return document.querySelector('#fw-found').textContent").startswith("The")


def test_what_is_near_to_nothing_shows_all(browser: Browser, site: Path) -> None:
    browser.open(site / "index.html")
    browser.driver.find_element(By.ID, "fw-find").send_keys("xyzzy")
    shown = browser.ask("return document.querySelectorAll('.entry:not([hidden])').length")
    assert shown == len(FIELDS)
    assert "No field is near" in browser.ask(
        "return document.querySelector('#fw-found').textContent"
    )
