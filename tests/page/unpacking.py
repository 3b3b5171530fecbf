"""Read what a page carries, with the page's own scripts."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import fieldwise

_STATIC = Path(fieldwise.__file__).parent / "page" / "static"
_READ = """
import fs from "node:fs";
import { %s as read } from %s;
const texts = JSON.parse(fs.readFileSync(0, "utf8"));
%s
process.stdout.write(JSON.stringify(await Promise.all(texts.map(all))));
"""


def run(module: str, name: str, script: str, texts: tuple[str, ...]) -> Any:
    """What `all`, which the script defines over `read`, makes of each text."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node")
    code = _READ % (name, json.dumps((_STATIC / module).as_uri()), script)
    command = [node, "--no-warnings", "--input-type=module", "-e", code]
    given = json.dumps(texts).encode()
    return json.loads(subprocess.run(command, input=given, capture_output=True, check=True).stdout)


def read(*streams: str) -> Any:
    """The first text of each stream."""
    return run("ppmd.js", "texts", "const all = (text) => [read(text).next().value];", streams)
