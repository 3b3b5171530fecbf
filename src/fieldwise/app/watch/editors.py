"""Links that open an author's editor at a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from fieldwise.errors import UsageError

EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "windsurf": "windsurf://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "copy": "",
}
"""The address by which each editor is opened; `copy` opens none, and copies the place instead."""

_ADDRESS = re.compile(r"(?!javascript:|data:|vbscript:|blob:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def editor_pattern(environment: Mapping[str, str]) -> str:
    """The pattern of addresses for the editor that $FIELDWISE_EDITOR names, else the one around us.

    The variable holds one of EDITORS, or an address with {path}, {line} and {column} in it.

    Raises:
        UsageError: it holds neither.
    """
    name = environment.get("FIELDWISE_EDITOR") or _surrounding(environment)
    if name in EDITORS:
        return EDITORS[name]
    if _ADDRESS.match(name) and "{path}" in name:
        return name
    raise UsageError(
        f"FIELDWISE_EDITOR names no known editor: “{name}”.",
        hint=f"Known are {', '.join(EDITORS)}; or give an address: myeditor://open{{path}}:{{line}}.",
    )


def link(address: str, path: str, line: int, column: int) -> str:
    """The address that opens a file at a place; empty without a pattern."""
    full = Path(path).absolute().as_posix()
    rooted = quote(full if full.startswith("/") else f"/{full}")
    filled = address.replace("{path}", rooted).replace("{line}", str(line))
    return filled.replace("{column}", str(column))


def _surrounding(environment: Mapping[str, str]) -> str:
    """The editor in whose terminal the command was typed; it says so in the environment."""
    if environment.get("ZED_TERM"):
        return "zed"
    if environment.get("TERMINAL_EMULATOR") == "JetBrains-JediTerm":
        return "idea"
    if environment.get("TERM_PROGRAM") == "vscode":
        return "cursor" if environment.get("CURSOR_TRACE_ID") else "vscode"
    return "copy"
