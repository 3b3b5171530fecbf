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
    static = tmp_path / "page" / "static"
    static.mkdir(parents=True)
    imports = 'import { one as first } from "./one.js";\nimport {\n  two,\n} from "../two.js";\n'
    (static / "main.js").write_text(f"// says it\n{imports}\nfirst(two);\n")
    (static / "one.js").write_text('import { two } from "../two.js";\nexport function one() {}\n')
    (static.parent / "two.js").write_text(
        "/**\n * two\n */\nexport const two = 2;\nexport default two;\n"
    )
    monkeypatch.setattr(assets, "STATIC", static)
    before = tmp_path.name.replace("-", "_")
    assert assets.bundle("main.js") == (
        f"const _{before}_page_two=(()=>{{const two=2;return{{two}}}})();\n"
        f"const _page_static_one=(()=>{{const{{two}}=_{before}_page_two;"
        "function one(){}return{one}})();\n"
        "const _page_static_main=(()=>{const{one:first}=_page_static_one;"
        f"const{{two}}=_{before}_page_two;first(two);return{{}}}})();\n"
    )


def test_the_figures_to_play_with_can_be_bundled() -> None:
    made = assets.bundle("../figures/index.js")
    assert "_page_figures_fit" in made
    assert not re.search(r"^(?:import|export)\b", made, re.MULTILINE)
