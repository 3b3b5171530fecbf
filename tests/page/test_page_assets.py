"""Styles and scripts stand in the page, and a policy allows nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
from pathlib import Path

import pytest

from fieldwise.page import assets

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", ["page", "gallery"])
def test_the_policy_names_what_the_page_holds(page: str) -> None:
    made = assets.assets(page)
    for text in (made.early, made.script, made.style):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in made.policy
    assert made.policy.startswith("default-src 'none'") and "unsafe" not in made.policy


@pytest.mark.parametrize("page", ["page", "gallery"])
def test_nothing_is_fetched_and_nothing_ends_its_element_early(page: str) -> None:
    made = assets.assets(page)
    assert not re.search(r"https?:|@import|url\((?!data:|#)", made.style)
    assert not re.search(r"^(?:import|export) ", made.script, re.MULTILINE)
    assert "</" not in made.style + made.script + made.early


def test_the_scripts_are_what_their_modules_make() -> None:
    if not (ROOT / "node_modules/.bin/esbuild").exists():
        pytest.skip("needs scripts/node")
    command = ["node", str(ROOT / "scripts/bundle.mjs"), "--check"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (made.returncode, made.stdout) == (0, "")
