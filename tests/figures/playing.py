"""What tests of the figures share: the lesson's data, a server, a browser. Run it for the demo."""

from __future__ import annotations

import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.remote.webelement import WebElement

from fieldwise.page import figures
from fieldwise.read import find_course
from fieldwise.weave import scenario_words

Probe = Callable[..., Any]
"""Calls a function of probe.js."""

ROOT = Path(__file__).parents[2]
LESSON = "linear-regression"

_random = np.random.default_rng(42)
X = _random.uniform(10, 200, size=80)
Y = 0.25 * X + 1.0 + _random.normal(0, 3.0, size=80)


def words(field: str) -> dict[str, Any]:
    """A shipped field's words."""
    course = find_course()
    lesson = course.lesson(LESSON)
    story = course.read_story(course.read_field(field).get(), lesson).get()
    return figures.words(scenario_words(lesson, story))


def values(**changes: Any) -> dict[str, Any]:
    """What the model of a figure holds on a page."""
    return {
        "data": {"x": X.tolist(), "y": Y.tolist()},
        "words": words("astrophysics"),
        "learning_rate": 1e-6,
        "too_large": 1e-3,
        "epochs": 8000,
        **changes,
    }


class Handler(http.server.SimpleHTTPRequestHandler):
    """The repository's files, and the values of the demo page."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments, directory=str(ROOT))

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if not self.path.endswith("/values.json"):
            super().do_GET()
            return
        body = json.dumps(values()).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server on loopback."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Playground:
    """The demo page in a real browser."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, width: int = 1000, *, calm: bool = False, dark: bool = False) -> None:
        """Open the demo page; `calm` is for who wants less motion."""
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [
            {"name": "prefers-reduced-motion", "value": "reduce" if calm else "no-preference"},
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
        ]
        media = {"media": "", "features": features}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        self.driver.get(f"{self.address}/tests/figures/demo.html")
        self.until("window.demo")

    def ask(self, expression: str, *arguments: object) -> Any:
        """What a JavaScript expression gives; `arguments` as in a function."""
        return self.driver.execute_script(f"return {expression}", *arguments)

    def until(self, expression: str, seconds: float = 10) -> Any:
        """Wait for an expression to be true, and what it then is."""
        script = (
            f"const look = () => {{ const it = {expression}; if (it) arguments[0](it);"
            " else setTimeout(look, 20) }; look()"
        )
        self.driver.set_script_timeout(seconds)
        return self.driver.execute_async_script(script)

    def state(self, figure: str, key: str) -> Any:
        """A figure's state in its model."""
        return self.ask(f"demo[{figure!r}].model.get({key!r})")

    def set(self, figure: str, key: str, value: object) -> None:
        """Set a value in a figure's model, as a kernel or the lens would."""
        self.ask(f"demo[{figure!r}].model.set({key!r}, arguments[0])", value)

    def find(self, selector: str) -> WebElement:
        """The first element that matches."""
        return self.driver.find_element("css selector", selector)

    def button(self, figure: str, text: str) -> WebElement:
        """A figure's button by what is written on it."""
        return self.driver.find_element(
            "xpath", f"//*[@data-figure='{figure}']//button[.='{text}']"
        )

    def text(self, selector: str) -> str:
        """What stands in an element."""
        return str(self.find(selector).get_property("textContent"))

    def said(self, figure: str) -> str:
        """The sentence below a figure, once it has come to rest."""
        self.ask("new Promise((done) => setTimeout(done, 700))")
        return self.text(f"[data-figure={figure}] .say")

    def drag(self, element: WebElement, across: int, down: int) -> None:
        """Press on an element's middle, move, release."""
        chain = ActionChains(self.driver, duration=20).move_to_element(element).click_and_hold()
        chain.move_by_offset(across, down // 2).move_by_offset(0, down - down // 2)
        chain.release().perform()

    def swipe(self, element: WebElement, down: int, *, aside: int = 0) -> None:
        """The same with a finger, or so much to the left of the middle."""
        place = self.ask("arguments[0].getBoundingClientRect().toJSON()", element)
        x, y = place["x"] + place["width"] / 2 - aside, place["y"] + place["height"] / 2
        for kind, moved in (("Start", 0), ("Move", down / 2), ("Move", down), ("End", down)):
            points = [] if kind == "End" else [{"x": x, "y": y + moved}]
            touch = {"type": f"touch{kind}", "touchPoints": points}
            self.driver.execute_cdp_cmd("Input.dispatchTouchEvent", touch)

    def complaints(self) -> list[str]:
        """What the browser has complained of since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]


@contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    """A headless Chromium."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options, service)
    try:
        yield driver
    finally:
        driver.quit()


def in_node(calls: list[list[Any]]) -> list[Any]:
    """The answers of probe.js under Node."""
    script = Path(__file__).with_name("evaluate.mjs")
    run = subprocess.run(
        ["node", script], input=json.dumps(calls), capture_output=True, text=True, check=True
    )
    return list(json.loads(run.stdout))


def in_browser(playground: Playground, calls: list[list[Any]]) -> list[Any]:
    """The answers of probe.js in a browser."""
    script = (
        "const [calls, done] = arguments;"
        "import('/tests/figures/probe.js').then((probes) =>"
        " done(calls.map(([name, ...given]) => probes[name](...given))))"
    )
    return list(playground.driver.execute_async_script(script, calls))


if __name__ == "__main__":
    with serving() as address:
        print(f"{address}/tests/figures/demo.html (Ctrl-C ends)")
        threading.Event().wait()
