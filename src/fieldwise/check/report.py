"""Print findings: for people, with the line and a mark under the place, or as JSON.

course/fields/tides/line.md:41:12 FW301 “7.69” is typed: …
    The loss comes out at 7.69, which …
                          ^
    Quote the value by name, …
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from fieldwise.model import Diagnostic, Severity

_WIDE = 96
"""Columns of a source line that are shown, around the place."""
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}


def print_findings(
    found: Iterable[Diagnostic], style: str = "text", *, strict: bool = False
) -> int:
    """Print findings to standard output; 1 if any of them counts, else 0.

    `style` is `text` or `json`. Advice counts only if `strict`.
    """
    listed = sorted(found)
    if style == "json":
        json.dump([as_json(item) for item in listed], sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    elif _is_colourful(sys.stdout):
        _print_rich(listed)
    else:
        for item in listed:
            sys.stdout.write("\n".join(lines(item)) + "\n\n")
        sys.stdout.write(f"{summary(listed)}\n")
    return 1 if any(counts(item, strict=strict) for item in listed) else 0


def counts(item: Diagnostic, *, strict: bool) -> bool:
    """Whether a finding makes a check fail."""
    return strict or item.severity is not Severity.ADVICE


def as_json(item: Diagnostic) -> dict[str, Any]:
    """A finding as plain data; docs/checks/README.md names the keys."""
    return {
        "path": shown_path(item.path),
        "line": item.line,
        "column": item.column,
        "code": item.code,
        "severity": str(item.severity),
        "message": item.message,
        "hint": item.hint,
        "excerpt": item.excerpt,
    }


def lines(item: Diagnostic) -> Iterator[str]:
    """The lines of a finding: place, code and message, the excerpt with a mark, the hint."""
    yield f"{shown_path(item.path)}:{item.line}:{item.column} {item.code} {item.message}"
    if item.excerpt.strip():
        text, mark = window(item.excerpt, item.column)
        yield f"    {text}"
        yield f"    {' ' * mark}^"
    if item.hint:
        yield f"    {item.hint}"


def window(excerpt: str, column: int) -> tuple[str, int]:
    """The part of a line around a column, and how many cells from its left the column stands."""
    visible = "".join(_visible(sign) for sign in excerpt)
    start, at = 0, min(column - 1, len(visible))
    if len(visible) > _WIDE:
        start = max(0, min(at - _WIDE // 2, len(visible) - _WIDE))
    text = visible[start : start + _WIDE]
    lead = "…" if start else ""
    tail = "…" if start + _WIDE < len(visible) else ""
    return f"{lead}{text}{tail}", len(lead) + sum(map(_cells, visible[start:at]))


def summary(found: list[Diagnostic]) -> str:
    """One line that counts the findings by severity."""
    if not found:
        return "Nothing found."
    number = Counter(item.severity for item in found)
    parts = [
        f"{number[kind]} {name if number[kind] == 1 else plural}"
        for kind, name, plural in (
            (Severity.ERROR, "error", "errors"),
            (Severity.WARNING, "warning", "warnings"),
            (Severity.ADVICE, "piece of advice", "pieces of advice"),
        )
        if number[kind]
    ]
    files = len({item.path for item in found})
    return f"{', '.join(parts)} in {files} {'file' if files == 1 else 'files'}."


def shown_path(path: str) -> str:
    """A path relative to the current folder, if it lies within it."""
    here = Path.cwd()
    full = Path(path).absolute()
    return str(full.relative_to(here)) if full.is_relative_to(here) else path


def _visible(sign: str) -> str:
    """A character as one that takes a cell: control and format characters as a replacement."""
    if sign == "\t":
        return " "
    return "\ufffd" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") else sign


def _cells(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _is_colourful(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ


def _print_rich(found: list[Diagnostic]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for item in found:
        head, *rest = lines(item)
        place, _, message = head.partition(f" {item.code} ")
        line = Text(place, "dim")
        line.append(f" {item.code} ", _STYLES[item.severity])
        line.append(message, "bold")
        console.print(line)
        for number, text in enumerate(rest):
            is_mark = text.strip() == "^"
            style = _STYLES[item.severity] if is_mark else "dim" if number < len(rest) - 1 else ""
            console.print(Text(text, style))
        console.print()
    console.print(summary(found))
