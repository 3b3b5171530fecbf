"""Styles and scripts stand in the page, and a policy allows nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from fieldwise.page import assets


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


def test_modules_become_one_script_after_what_they_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports = 'import { one } from "./one.js";\nimport { two } from "./two.js";\n'
    (tmp_path / "main.js").write_text(f"// says it\n{imports}\none(two);\n")
    (tmp_path / "one.js").write_text('import { two } from "./two.js";\nexport function one() {}\n')
    (tmp_path / "two.js").write_text("/**\n * two\n */\nexport const two = 2;\n")
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    assert assets.bundle("main.js") == "const two = 2;\nfunction one() {}\none(two);\n"


def test_two_modules_cannot_give_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "main.js").write_text('import { one } from "./one.js";\nconst own = one;\n')
    (tmp_path / "one.js").write_text("const own = 1;\nexport const one = own;\n")
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    with pytest.raises(ValueError, match=r"Two modules of main\.js give the name own\."):
        assets.bundle("main.js")
