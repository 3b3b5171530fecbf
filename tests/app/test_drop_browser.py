"""The drop area in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from app.served import served
from app.test_drop import TABLE
from app.test_watch import until
from fieldwise.app.drop import Dropping
from fieldwise.build import build
from fieldwise.read import find_course
from page.chromium import Browser
from pottery import LESSON

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

AREA = "document.querySelector('fieldwise-data').shadowRoot"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with two fields, served with a drop area."""
    course, folder = find_course(), tmp_path_factory.mktemp("site")
    lesson = course.lesson(LESSON)
    build(course, ("astrophysics", "cooking"), lesson, folder)
    with served(folder, [Dropping(course, lesson)]) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "<img src=x onerror=alert(1)>.csv"
    path.write_text(TABLE.replace("counts", "<b>counts</b>"))
    return path


def part(browser: Browser, selector: str) -> WebElement:
    host = browser.driver.find_element(By.CSS_SELECTOR, "fieldwise-data")
    return host.shadow_root.find_element(By.CSS_SELECTOR, selector)


def test_from_a_file_to_the_lesson_by_keyboard(browser: Browser, address: str, table: Path) -> None:
    browser.visit(f"{address}/cooking/{LESSON}.html")
    browser.complaints()
    browser.ask(f"{AREA}.querySelector('.pill').focus()")
    ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
    until(browser, f"{AREA}.activeElement?.type === 'file'", say="document.title")
    part(browser, "input[type=file]").send_keys(str(table))
    until(browser, f"{AREA}.activeElement?.name === 'x'", say="document.title")
    assert part(browser, ".source").text == table.name
    assert part(browser, "select[name=field]").get_property("value") == "cooking"
    assert part(browser, "input[name=x_unit]").get_property("value") == "s"
    until(browser, f"{AREA}.querySelector('.notes').textContent.includes('40 rows')", say="1")
    ActionChains(browser.driver).send_keys(Keys.TAB * 3 + "ADU" + Keys.ENTER).perform()
    until(browser, "location.pathname.startsWith('/own/')", 60, say="document.title")
    shown = browser.ask("return document.querySelector('main').innerText")
    assert "ADU" in shown and table.name in shown
    assert browser.complaints() == []


def test_an_error_is_one_sentence_and_offers_what_mends_it(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text(TABLE + "41,many\n")
    browser.visit(f"{address}/astrophysics/{LESSON}.html")
    browser.ask(f"{AREA}.querySelector('.pill').click()")
    part(browser, "input[type=file]").send_keys(str(broken))
    until(browser, f"{AREA}.querySelector('.error').textContent", say="document.title")
    assert "broken.csv" in part(browser, ".error").text
    assert not part(browser, ".build").is_enabled()
    browser.ask(f"{AREA}.querySelector('.error button').click()")
    assert part(browser, "input[name=leave_out_broken]").is_selected()
    until(browser, f"{AREA}.querySelector('.notes').textContent.includes('40 of 41')", say="1")
    assert part(browser, ".error").text == "" and part(browser, ".build").is_enabled()


def test_what_a_note_advises_is_a_click_away(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    flat = tmp_path / "flat.csv"
    flat.write_text("t,y\n" + "".join(f"{n},{min(3 * n, 90)}\n" for n in range(1, 51)))
    browser.visit(f"{address}/astrophysics/{LESSON}.html")
    browser.ask(f"{AREA}.querySelector('.pill').click()")
    part(browser, "input[type=file]").send_keys(str(flat))
    until(browser, f"{AREA}.querySelector('.notes').textContent.includes('saturation')", say="1")
    buttons = f"[...{AREA}.querySelectorAll('.notes button')]"
    browser.ask(f"{buttons}.find((one) => one.textContent.includes('below')).click()")
    until(browser, f"/[1-4][0-9] of 50/.test({AREA}.querySelector('.notes').textContent)", say="1")
    assert browser.ask(f"return Number({AREA}.querySelector('input[name=below]').value)") > 80


def test_a_file_that_is_dropped_on_the_gallery_is_taken(browser: Browser, address: str) -> None:
    browser.visit(f"{address}/")
    assert part(browser, ".area").is_displayed() and not part(browser, ".pill").is_displayed()
    browser.ask(
        "const data = new DataTransfer();"
        "data.items.add(new File([arguments[0]], 'dropped.csv'));"
        "for (const kind of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent("
        "new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));",
        TABLE,
    )
    until(browser, f"{AREA}.querySelector('.source').textContent === 'dropped.csv'", say="1")
    assert part(browser, "select[name=field]").get_property("value") == ""


@pytest.mark.parametrize(
    ("page", "width", "dark"),
    [("", 1440, False), (f"cooking/{LESSON}.html", 390, True), ("", 390, False)],
)
def test_axe_finds_nothing_in_the_drop_area(
    browser: Browser, address: str, table: Path, page: str, width: int, dark: bool
) -> None:
    browser.visit(f"{address}/{page}", width, dark=dark)
    axe = files("selenium_axe_python").joinpath("axe-core/axe.min.js").read_text("utf-8")
    run = "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done)"
    browser.ask(axe)
    for step in ("closed", "open", "filled"):
        if step == "open":
            browser.ask(f"{AREA}.querySelector('.open').click()")
        if step == "filled":
            part(browser, "input[type=file]").send_keys(str(table))
            until(browser, f"{AREA}.querySelector('.notes').textContent", say="1")
            browser.ask(f"{AREA}.querySelectorAll('details').forEach((one) => (one.open = true))")
        found = browser.driver.execute_async_script(run)
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
        assert browser.ask("return document.documentElement.scrollWidth") <= width
