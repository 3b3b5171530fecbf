"""The lens in a real Chromium: the page in other words, in place, from a disk without a network."""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from fieldwise.build import build, render_alone
from fieldwise.joining import join
from fieldwise.manifest import BESIDE, read_site
from fieldwise.model import Executed, Lesson
from fieldwise.page.pack import TELLINGS, held, put, shortened
from fieldwise.read import Course
from page.chromium import FIELDS, Browser

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

LESSON = "linear-regression.html"
TEXT = """
const parts = [...document.querySelectorAll("#fw-main > :not(.proof), #fw-contents, footer")];
const drawn = [...document.querySelectorAll("svg[aria-label]")].map((one) => one.ariaLabel);
return [document.title, ...parts.map((one) => one.textContent), ...drawn].join("\\n");
"""
"""All that the page says, but for the panel on its own edition."""
SHOWN = "return document.querySelector('button.lens .name').textContent"


@pytest.fixture(scope="module")
def told(kiln: Course, lesson: Lesson, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of four fields, whose pages carry each other's tellings."""
    out = tmp_path_factory.mktemp("told")
    build(kiln, FIELDS, lesson, out)
    return out


@pytest.fixture
def page(browser: Browser, told: Path) -> Iterator[Browser]:
    """The page of one field, just opened; nothing may be complained of until the test ends."""
    browser.complaints()
    browser.open(told / "astrophysics" / LESSON)
    yield browser
    assert browser.complaints() == []


def choose(browser: Browser, field: str, name: str) -> None:
    """Choose what the page is read as, by mouse."""
    browser.driver.find_element(By.CSS_SELECTOR, "button.lens").click()
    browser.driver.find_element(By.CSS_SELECTOR, f"#fw-lens input[value='{field}']").click()
    wait_for(browser, name)


def wait_for(browser: Browser, name: str) -> None:
    end = time.monotonic() + 5
    while browser.ask(SHOWN) != name and time.monotonic() < end:
        time.sleep(0.02)
    assert browser.ask(SHOWN) == name
    time.sleep(0.5)  # what the figures say of themselves follows when they have come to rest


@pytest.mark.parametrize(
    ("field", "name"),
    [("cooking", "Cooking"), ("pottery", "Pottery"), ("plain-symbols", "Plain symbols")],
)
def test_there_and_back_the_page_says_what_it_said(page: Browser, field: str, name: str) -> None:
    before = page.ask(TEXT)
    choose(page, field, name)
    assert page.ask(TEXT) != before
    choose(page, "astrophysics", "Astrophysics")
    assert page.ask(TEXT) == before


@pytest.mark.parametrize(
    ("own", "other", "name"),
    [
        ("astrophysics", "cooking", "Cooking"),
        ("pottery", "economics", "Economics"),
        ("economics", "pottery", "Pottery"),
    ],
)
def test_through_the_lens_a_page_reads_as_the_other_fields_own(
    browser: Browser, told: Path, own: str, other: str, name: str
) -> None:
    browser.open(told / other / LESSON)
    real = browser.ask(TEXT)
    browser.open(told / own / LESSON)
    choose(browser, other, name)
    assert browser.ask(TEXT).split("\n") == real.split("\n")


def test_plain_symbols_name_no_unit_and_leave_no_gap(page: Browser) -> None:
    choose(page, "plain-symbols", "Plain symbols")
    text = page.ask(
        "return [...document.querySelectorAll('.field-page, [data-play]')]"
        ".map((one) => one.textContent).join('\\n')"
    )
    panel = text.index("You are reading this page")
    assert not [
        bad for bad in ("[]", "()", "no unit]", " ,", "ADU", "exposure") if bad in text[:panel]
    ]
    assert page.ask("return document.title") == "Simple linear regression, told in plain symbols"


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize(
    "at", ["vocabulary", "model.bridge", "mse", "exercises.rate", "look-closer"]
)
def test_the_readers_spot_is_kept(browser: Browser, told: Path, width: int, at: str) -> None:
    browser.open(told / "economics" / LESSON, width)
    top = f"""const spot = document.querySelector('[data-cell="{at}"]');"""
    browser.ask(f"{top} spot.scrollIntoView({{behavior: 'instant'}}); scrollBy(0, -9)")
    time.sleep(0.1)
    before = browser.ask(f"{top} return spot.getBoundingClientRect().top")
    choose(browser, "pottery", "Pottery")
    assert browser.ask(f"{top} return spot.getBoundingClientRect().top") == pytest.approx(
        before, abs=4
    )


def test_the_choice_is_in_the_address_and_back_works(page: Browser) -> None:
    own = page.ask(TEXT)
    choose(page, "cooking", "Cooking")
    cooking = page.ask(TEXT)
    assert page.driver.current_url.endswith(f"{LESSON}?lens=cooking")
    choose(page, "plain-symbols", "Plain symbols")
    page.driver.back()
    wait_for(page, "Cooking")
    assert page.ask(TEXT) == cooking
    page.driver.back()
    wait_for(page, "Astrophysics")
    assert page.ask(TEXT) == own and page.driver.current_url.endswith(LESSON)


def test_a_link_carries_the_choice_and_the_passage(browser: Browser, told: Path) -> None:
    browser.driver.get(f"{(told / 'astrophysics' / LESSON).as_uri()}?lens=cooking#loss")
    wait_for(browser, "Cooking")
    top = browser.ask("return document.querySelector('#loss').getBoundingClientRect().top")
    assert 0 <= top < 120
    browser.driver.get(f"{(told / 'astrophysics' / LESSON).as_uri()}?lens=no-such-field")
    wait_for(browser, "Astrophysics")


def test_by_keyboard_the_page_changes_behind_the_open_list(page: Browser) -> None:
    page.ask("document.querySelector('button.lens').focus()")
    ActionChains(page.driver).send_keys(Keys.ENTER).perform()
    end = time.monotonic() + 5
    while page.ask("return document.activeElement.name") != "fw-lens" and time.monotonic() < end:
        time.sleep(0.02)
    ActionChains(page.driver).send_keys(Keys.ARROW_DOWN).perform()
    wait_for(page, "Plain symbols")
    ActionChains(page.driver).send_keys(Keys.ARROW_DOWN).perform()
    wait_for(page, "Cooking")
    assert page.ask("return document.querySelector('#fw-lens').matches(':popover-open')")
    ActionChains(page.driver).send_keys(Keys.ENTER).perform()
    assert page.ask("return document.activeElement.className") == "lens"
    said = "The page is told in the words of cooking."
    assert page.ask("return document.querySelector('#fw-said').textContent") == said
    page.driver.back()
    wait_for(page, "Astrophysics")


def test_what_changed_is_marked_for_a_moment(page: Browser) -> None:
    choose(page, "cooking", "Cooking")
    marked = "return [...document.querySelectorAll('[data-changed]')].map((one) => one.nodeName)"
    assert "H1" in page.ask(marked)
    end = time.monotonic() + 5
    while page.ask(marked) and time.monotonic() < end:
        time.sleep(0.1)
    assert page.ask(marked) == []


def test_what_the_reader_did_stays(page: Browser) -> None:
    page.ask(
        "document.querySelector('[data-cell=\"exercises.noise\"] textarea').value = 'it grows';"
        "document.querySelector('[data-cell=\"prompts.loss\"] details').open = true"
    )
    choose(page, "economics", "Economics")
    assert page.ask("return document.querySelector('textarea').value") == "it grows"
    assert page.ask("return document.querySelector('[data-cell=\"prompts.loss\"] details').open")
    assert page.ask(
        "window.copied = []; navigator.clipboard.writeText = async (text) => copied.push(text);"
        "document.querySelector('[data-cell=\"prompts.loss\"] .copy').click(); return copied[0]"
    ).startswith("I am an economist")


def test_cards_panel_and_figures_say_the_same(page: Browser) -> None:
    choose(page, "cooking", "Cooking")
    page.ask("document.querySelector('[data-cell=\"loss.bridge\"] .t[href$=residual]').click()")
    assert "labour variance" in page.ask("return document.querySelector('#fw-card').innerText")
    note = page.ask("return document.querySelector('.elsewhere').innerText")
    assert "in the words of cooking" in note and "“Astrophysics”" in note
    assert page.ask("return document.querySelector('.elsewhere a').getAttribute('href')") == (
        f"../cooking/{LESSON}#fw-proof"
    )
    played = page.ask("return document.querySelector('[data-play=fit]').textContent")
    assert "covers booked" in played and "ADU" not in played


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_axe_finds_nothing_after_a_switch(
    browser: Browser, told: Path, width: int, dark: bool
) -> None:
    browser.open(told / "astrophysics" / LESSON, width, dark=dark)
    choose(browser, "plain-symbols", "Plain symbols")
    browser.driver.find_element(By.CSS_SELECTOR, "button.lens").click()
    browser.ask("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    time.sleep(0.2)
    browser.ask(files("selenium_axe_python").joinpath("axe-core/axe.min.js").read_text("utf-8"))
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done)"
    )
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert browser.ask("return document.documentElement.scrollWidth") <= width


@pytest.fixture
def bare(told: Path, tmp_path: Path, lesson: Lesson) -> Path:
    """The same site, its pages without what they carried: all tellings stand beside."""
    for path in told.rglob("*"):
        if path.is_file():
            (tmp_path / path.relative_to(told)).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path.relative_to(told)).write_bytes(path.read_bytes())
    for field in FIELDS:
        page = tmp_path / field / LESSON
        raw = page.read_bytes()
        page.write_bytes(put(raw, {TELLINGS: shortened(held(raw, TELLINGS), 0)}))
    return tmp_path


def test_a_telling_from_beside_is_had_from_a_disk(browser: Browser, told: Path, bare: Path) -> None:
    browser.open(told / "cooking" / LESSON)
    real = browser.ask(TEXT)
    browser.complaints()
    browser.open(bare / "astrophysics" / LESSON)
    choose(browser, "cooking", "Cooking")
    assert browser.ask(TEXT) == real
    assert browser.driver.current_url.endswith("?lens=cooking") and browser.complaints() == []


@pytest.mark.parametrize(
    "instead",
    [
        "",
        "fwTelling(3)\n",
        'fwTelling({"field": "cooking", "name": "C", "hue": "1", "parts": {}, "words": {}})\n',
        'fwTelling({"field": "cooking", "name": "C", "hue": "1", "words": {}, "parts": '
        '{"#story": "<div class=\\"cell\\"><iframe></iframe></div>"}})\n',
    ],
)
def test_what_is_no_telling_leads_to_the_fields_own_page(
    browser: Browser, bare: Path, instead: str
) -> None:
    (bare / "cooking" / f"linear-regression.{BESIDE}").write_text(instead)
    browser.open(bare / "astrophysics" / LESSON)
    browser.driver.find_element(By.CSS_SELECTOR, "button.lens").click()
    browser.driver.find_element(By.CSS_SELECTOR, "#fw-lens input[value='cooking']").click()
    end = time.monotonic() + 5
    while "/cooking/" not in browser.driver.current_url and time.monotonic() < end:
        time.sleep(0.05)
    assert browser.driver.current_url.split("#")[0].endswith(f"/cooking/{LESSON}")
    browser.complaints()


def test_a_page_that_stands_alone_offers_plain_symbols(
    browser: Browser, executed: Executed, tmp_path: Path
) -> None:
    (tmp_path / "alone.html").write_bytes(render_alone(executed))
    browser.open(tmp_path / "alone.html")
    choose(browser, "plain-symbols", "Plain symbols")
    offered = browser.ask(
        "return [...document.querySelectorAll('#fw-lens input')].map((o) => o.value)"
    )
    assert offered == ["pottery", "plain-symbols"]


def test_without_scripts_there_is_no_lens(browser: Browser, told: Path) -> None:
    with browser.without_scripts():
        browser.open(told / "astrophysics" / LESSON)
        assert not browser.driver.find_element(By.CSS_SELECTOR, "button.lens").is_displayed()


def test_a_folder_that_is_joined_again_stays_as_it_is(told: Path, lesson: Lesson) -> None:
    entries = read_site(told).editions
    assert join(told, lesson, entries) == entries
