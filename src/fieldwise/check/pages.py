"""The documentation of the check: a page per code, made from the rule's own docstring.

python -m fieldwise.check.pages docs/checks            write the pages
python -m fieldwise.check.pages docs/checks --check    say which are out of date
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from fieldwise.check.registry import READING, RULES, Rule

_PARTS = {
    "Finds": "What it finds",
    "Why": "Why it matters",
    "Caught": "An example",
    "Mend": "How to mend it",
    "Silent": "What does not trigger it",
}
_FAMILIES = {
    "FW0": "Reading",
    "FW1": "Structure",
    "FW2": "Terms",
    "FW3": "Numbers",
    "FW4": "Units",
    "FW5": "Safety",
    "FW6": "Prompts",
    "FW7": "Standing",
}
_WEIGHTS = {
    "error": "An error: the edition cannot be proven, and is not built.",
    "warning": "A warning: to be mended; the edition is built all the same.",
    "advice": "Advice: it counts as a finding only with `--strict`.",
}
_INDEX = """\
# Checks

`fieldwise check` prints every finding at once, sorted, as `path:line:column CODE message`, with
the line, a mark under the place, and a hint. Each code has a page here, made from the docstring
of the rule itself (`python -m fieldwise.check.pages docs/checks`).

An *error* means that the edition cannot be proven and is not built; a *warning* is to be mended,
and the edition is built all the same; *advice* counts only with `--strict`. The exit code is 0
if nothing counts, 1 if something does, and 2 if there is nothing at the path that could be
checked.

With `--format json` the findings are a list of objects:

| key | what it holds |
|---|---|
| `path` | the file, relative to the current folder if it lies within it |
| `line`, `column` | the place, both from 1; a column counts characters |
| `code` | `FW301` |
| `severity` | `error`, `warning` or `advice` |
| `message` | what is wrong, a sentence |
| `hint` | what to do about it; may be empty |
| `excerpt` | the line in question; may be empty |
"""


def rules() -> list[Rule]:
    """All rules and readers' codes, in the order of their codes."""
    return sorted((*RULES, *READING), key=lambda rule: rule.code)


def document(rule: Rule) -> str:
    """The page of one code, as Markdown."""
    title, _, rest = rule.documentation.partition("\n")
    pieces = [f"# {rule.code}: {title.rstrip('.')}", f"`{rule.name}` · {_WEIGHTS[rule.severity]}"]
    for part in re.split(r"\n(?=(?:Finds|Why|Caught|Mend|Silent):)", rest.strip("\n")):
        name, _, text = part.partition(":")
        text = text.strip("\n") if name == "Caught" else text.strip()
        if name != "Caught":
            text = f"{text[:1].upper()}{text[1:]}"
        pieces += [f"## {_PARTS[name]}", text]
    return "\n\n".join(pieces) + "\n"


def index() -> str:
    """The page that lists them all."""
    pieces = [_INDEX]
    for prefix, family in _FAMILIES.items():
        rows = [
            f"| [{rule.code}]({rule.code}.md) | `{rule.name}` | {rule.severity} "
            f"| {rule.documentation.splitlines()[0]} |"
            for rule in rules()
            if rule.code.startswith(prefix)
        ]
        pieces.append(
            "\n".join(
                [f"## {family}\n", "| code | rule | weight | finds |", "|---|---|---|---|", *rows]
            )
            + "\n"
        )
    return "\n".join(pieces)


def pages() -> dict[str, str]:
    """Every page by its file name."""
    return {f"{rule.code}.md": document(rule) for rule in rules()} | {"README.md": index()}


def main(arguments: list[str]) -> int:
    """Write the pages into a folder, or with `--check` say which are out of date."""
    folder = Path(arguments[0])
    wanted = pages()
    present = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    stale = sorted(name for name in {*wanted, *present} if wanted.get(name) != present.get(name))
    if "--check" in arguments:
        for name in stale:
            print(f"{folder / name} is out of date; run scripts/docs.")
        return 1 if stale else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in wanted:
            (folder / name).write_text(wanted[name], "utf-8")
        else:
            (folder / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
