"""What the page's tests share: editions, their pages, and a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from fieldwise.build import execute
from fieldwise.certificate import certificate
from fieldwise.model import Executed, Lesson
from fieldwise.notebook import notebook_bytes
from fieldwise.page import gallery, gallery_card, page
from fieldwise.read import Course
from fieldwise.script import script
from page.chromium import FIELDS, Browser


@pytest.fixture(scope="session")
def editions(kiln: Course, lesson: Lesson) -> dict[str, Executed]:
    """Every shipped edition, and the one of a scenario alone."""
    fields = {name: kiln.read_field(name).get() for name in FIELDS}
    return {
        name: execute(lesson, kiln.read_story(field, lesson).get())
        for name, field in fields.items()
    }


@pytest.fixture(scope="session")
def site(editions: dict[str, Executed], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages that stand alone, with all that a page may carry, and a gallery above them."""
    root = tmp_path_factory.mktemp("site")
    for name, executed in editions.items():
        carried = {
            "linear-regression.ipynb": notebook_bytes(executed),
            "linear-regression.py": script(executed).encode(),
        }
        (root / name).mkdir()
        text = page(executed, certificate(executed), carried)
        (root / name / "linear-regression.html").write_text(text, encoding="utf-8")
    cards = [gallery_card(executed) for executed in editions.values()]
    (root / "index.html").write_text(gallery(cards), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; where there is none the tests are skipped, unless they must run."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or driver is None:
        if os.environ.get("FIELDWISE_REQUIRE_BROWSER"):
            pytest.fail("Chromium and chromedriver are required, and not both are there.")
        pytest.skip("needs chromium and chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options, webdriver.ChromeService(driver))
    try:
        yield Browser(chrome)
    finally:
        chrome.quit()
