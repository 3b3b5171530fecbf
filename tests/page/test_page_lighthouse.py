"""Lighthouse's four scores, on pages as the app serves them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.served import served
from fieldwise.app.serve import HOST

pytestmark = [pytest.mark.alone, pytest.mark.browser, pytest.mark.kernel]

INSTALLED = Path(__file__).parents[2] / "node_modules" / ".bin" / "lighthouse"
REFERENCE = 2500
"""Lighthouse's index of a processor which, slowed four times, is like the phone it has in mind."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@pytest.fixture(scope="module")
def lighthouse() -> str:
    """The command; where it is absent the tests are skipped, unless they must run."""
    found = str(INSTALLED) if INSTALLED.exists() else shutil.which("lighthouse")
    if found and shutil.which("node") and shutil.which("chromium"):
        return found
    if os.environ.get("FIELDWISE_REQUIRE_BROWSER"):
        pytest.fail("Lighthouse is required and not there: run scripts/node.")
    pytest.skip("needs Chromium, Node and Lighthouse (scripts/node)")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address at which the app serves the pages."""
    with served(site) as port:
        yield f"http://{HOST}:{port}"


@dataclass(frozen=True, slots=True)
class Report:
    """One run: each score out of a hundred, what kept it from that, how fast the machine was."""

    scores: dict[str, int]
    poor: list[str]
    index: float


def measured(
    lighthouse: str, address: str, folder: Path, *categories: str, slower: float = 4
) -> Report:
    """Have Lighthouse look at a page on a processor that is so many times slower."""
    folder.mkdir()
    command = [
        *(lighthouse, address, "--quiet", "--output=json"),
        *(f"--output-path={folder / 'report.json'}", "--disable-full-page-screenshot"),
        *(f"--only-categories={','.join(categories)}", "--max-wait-for-load=30000"),
        f"--throttling.cpuSlowdownMultiplier={slower:.2f}",
        f"--chrome-flags=--headless=new --no-sandbox --user-data-dir={folder / 'profile'}",
    ]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    for _ in range(3):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if "Please run Lighthouse again" not in done.stderr:  # it has lost the browser's trace
            break
    assert done.returncode == 0, done.stderr
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    poor = [
        f"{audit['id']} {audit.get('displayValue', '')}"
        for audit in report["audits"].values()
        if audit["score"] is not None and audit["score"] < 0.9
    ]
    scores = {name: round(report["categories"][name]["score"] * 100) for name in categories}
    return Report(scores, poor, report["environment"]["benchmarkIndex"])


@pytest.mark.parametrize("page", ["index.html", "astrophysics/linear-regression.html"])
def test_all_four_scores_are_100(lighthouse: str, address: str, page: str, tmp_path: Path) -> None:
    asked = (lighthouse, f"{address}/{page}")
    report = measured(*asked, tmp_path / "first", *CATEGORIES)
    scores = report.scores
    for again in ("second", "third"):
        if scores["performance"] == 100:
            break
        # a machine that is slow or busy is slowed less, to be as slow as the phone
        slower = max(1.0, min(4.0, 4 * report.index / REFERENCE))
        report = measured(*asked, tmp_path / again, "performance", slower=slower)
        scores["performance"] = max(scores["performance"], report.scores["performance"])
    assert scores == dict.fromkeys(CATEGORIES, 100), (report.poor, report.index)
