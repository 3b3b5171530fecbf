"""The interview as a form: in a real browser, and asked by those who should not."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from app.served import served
from fieldwise.app.interview import Form
from fieldwise.app.serve import HOST
from fieldwise.interview import keeping
from page.chromium import Browser

GIVEN = {
    "field": "Cider making",
    "learner": "cider maker",
    "x.name": "sugar in the must",
    "x.unit": "g/L",
    "x.range": "120-240",
    "y.name": "the alcohol we end up with",
    "y.unit": "percent",
    "y.range": "4.5 to 9",
    "observation": "batches",
    "each": "One tank, fermented and measured",
}


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The app with the form, over an empty folder, writing to a course of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "site"
    folder.mkdir()
    with served(folder, [Form(folder, tmp_path / "course")]) as port:
        yield port


def post(port: int, path: str, body: bytes, **headers: str) -> tuple[int, Any]:
    sent = {"Content-Type": "application/json", "Origin": f"http://{HOST}:{port}", **headers}
    with closing(HTTPConnection(HOST, port)) as connection:
        connection.request("POST", path, body, sent)
        response = connection.getresponse()
        text = response.read().decode()
        is_json = response.headers["Content-Type"] == "application/json"
        return response.status, json.loads(text) if is_json else text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example"}, 400),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 400),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Type": "text/plain"}, 403),
    ],
)
def test_a_form_that_is_not_ours_is_refused(
    port: int, headers: dict[str, str], status: int
) -> None:
    assert post(port, "/new/write", json.dumps(GIVEN).encode(), **headers)[0] == status
    assert keeping.kept() is None


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b"[" * 50_000, 400), (b" " * 70_000, 413), (b"[]", 200)]
)
def test_what_is_no_set_of_answers_does_no_harm(port: int, body: bytes, status: int) -> None:
    assert post(port, "/new/look", body)[0] == status


def test_answers_are_looked_at_and_kept(port: int) -> None:
    status, seen = post(port, "/new/look", json.dumps({**GIVEN, "y.unit": "gramms"}).encode())
    assert status == 200
    assert seen["problems"]["y.unit"]["offers"][0] == ["g", "g, which is known"]
    assert seen["values"]["y.name"] == "alcohol"
    assert seen["mapping"] == []
    kept = keeping.kept()
    assert kept is not None
    assert kept.given["x.range"] == "120-240"


def put(browser: Browser, name: str, text: str) -> None:
    entry = browser.driver.find_element(By.NAME, name)
    entry.clear()
    entry.send_keys(text, Keys.ENTER)


def until(browser: Browser, script: str) -> Any:
    end = time.monotonic() + 30
    while not (found := browser.ask(f"return {script}")) and time.monotonic() < end:
        time.sleep(0.05)
    assert found, script
    return found


def visit(browser: Browser, port: int, path: str, width: int = 1440, scheme: str = "light") -> None:
    still = {"name": "prefers-reduced-motion", "value": "reduce"}
    features = [{"name": "prefers-color-scheme", "value": scheme}, still]
    browser.command("Emulation.setEmulatedMedia", media="", features=features)
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.command("Emulation.setDeviceMetricsOverride", **metrics)
    browser.driver.get(f"http://{HOST}:{port}{path}")


@pytest.mark.browser
@pytest.mark.kernel
def test_a_described_field_is_written_built_and_opened(
    browser: Browser, port: int, tmp_path: Path
) -> None:
    browser.complaints()
    visit(browser, port, "/new")
    for name, text in GIVEN.items():
        put(browser, name, text)
    put(browser, "why", "A wrong label is illegal.")
    end = time.monotonic() + 10
    while "why" not in getattr(keeping.kept(), "given", {}) and time.monotonic() < end:
        time.sleep(0.05)
    until(browser, "document.querySelector('dl').innerText.includes('predicted alcohol above 4')")
    assert "g/L" in until(browser, "document.querySelector('[data-ways]').innerText")
    visit(browser, port, "/new")  # as after a closed tab: nothing is lost
    until(browser, "document.querySelector('dl').innerText.includes('predicted alcohol')")
    browser.driver.find_element(By.CSS_SELECTOR, "[type=submit]").click()
    until(browser, "!document.querySelector('#fw-written').hidden")
    browser.driver.find_element(By.ID, "fw-page").click()
    until(browser, "location.pathname === '/cider-making/linear-regression.html'")
    assert "in the words of a cider maker: “A wrong label is illegal.”" in browser.ask(
        "return document.body.innerText"
    )
    assert (tmp_path / "course" / "fields" / "cider-making" / "interview.yaml").is_file()
    assert keeping.kept() is None
    visit(browser, port, "/")
    assert browser.ask("return document.querySelector('a[href=\"/new\"]').innerText")
    assert browser.complaints() == []


@pytest.mark.browser
def test_mistakes_are_told_beside_the_answer_and_mended_by_a_click(
    browser: Browser, port: int
) -> None:
    visit(browser, port, "/new")
    put(browser, "x.name", "sugar")
    put(browser, "x.unit", "gramms")
    until(browser, "document.querySelector('[name=\"x.unit\"]').ariaInvalid === 'true'")
    until(browser, "document.querySelector('#p-x-unit button')")
    browser.driver.find_element(By.CSS_SELECTOR, "#p-x-unit button").click()
    until(browser, "document.querySelector('[name=\"x.unit\"]').value === 'g'")
    until(browser, "document.querySelector('#p-x-unit').hidden")
    browser.driver.find_element(By.CSS_SELECTOR, "[type=submit]").click()
    until(browser, "document.querySelector('#fw-said').innerText.includes('still to be given')")
    assert browser.ask("return document.activeElement.name") == "field"


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_is_for_everybody(browser: Browser, port: int, width: int, scheme: str) -> None:
    keeping.keep(keeping.Unfinished({**GIVEN, "y.unit": "gramms"}))
    visit(browser, port, "/new", width, scheme)
    until(browser, "document.querySelector('#p-y-unit button')")
    assert browser.ask("return document.documentElement.scrollWidth") <= width
    browser.ask(files("selenium_axe_python").joinpath("axe-core/axe.min.js").read_text("utf-8"))
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done)"
    )
    assert [
        (one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]
    ] == []
