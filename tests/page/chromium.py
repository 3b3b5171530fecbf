"""A real browser, as the page's tests drive it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver

FIELDS = ("astrophysics", "cooking", "economics", "pottery")
"""The fields whose pages are looked at: those that are shipped, and a scenario alone."""


class Browser:
    """A real Chromium without a network, at any width."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver
        self.running = True

    def command(self, name: str, **parameters: Any) -> Any:
        """A command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(name, parameters)

    def open(self, path: Path, width: int = 1440, *, dark: bool = False) -> None:
        """Open a file as a double click does, on a screen of this width."""
        self.visit(path.as_uri(), width, dark=dark)

    def visit(self, address: str, width: int = 1440, *, dark: bool = False) -> None:
        """Open an address on a screen of this width."""
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.command("Emulation.setDeviceMetricsOverride", **metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.command("Emulation.setEmulatedMedia", media="", features=[scheme, still])
        self.driver.get(address)
        settled = "return !document.querySelector('[data-later], [data-play][hidden]')"
        end = time.monotonic() + 5
        while self.running and not self.ask(settled) and time.monotonic() < end:
            time.sleep(0.02)

    @contextmanager
    def without_scripts(self) -> Iterator[None]:
        """Pages that are opened meanwhile run no script of their own."""
        self.running = False
        self.command("Emulation.setScriptExecutionDisabled", value=True)
        try:
            yield
        finally:
            self.command("Emulation.setScriptExecutionDisabled", value=False)
            self.running = True

    def ask(self, script: str, *arguments: object) -> Any:
        """What a script returns; `arguments` as in a function."""
        return self.driver.execute_script(script, *arguments)

    def complaints(self) -> list[str]:
        """What the browser has complained of since it was last asked, policy violations too."""
        return [entry["message"] for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]
