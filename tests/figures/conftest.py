"""Where the figures' arithmetic runs, and the browser they are played with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from figures.playing import Playground, Probe, chromium, in_browser, in_node, serving


@pytest.fixture(scope="session")
def playground() -> Iterator[Playground]:
    """A browser; where there is none its tests are skipped, unless they must run."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        if os.environ.get("FIELDWISE_REQUIRE_BROWSER"):
            pytest.fail("Chromium and chromedriver are required, and not both are there.")
        pytest.skip("needs chromium and chromedriver")
    with serving() as address, chromium() as driver:
        playground = Playground(driver, address)
        playground.open()
        yield playground


@pytest.fixture(scope="session")
def probe(request: pytest.FixtureRequest) -> Probe:
    """Call a function of probe.js: under Node, which is quick, or else in the browser."""
    if shutil.which("node"):
        return lambda *call: in_node([list(call)])[0]
    playground = request.getfixturevalue("playground")
    return lambda *call: in_browser(playground, [list(call)])[0]
