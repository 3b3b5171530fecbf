from __future__ import annotations

import ast
import json
import re
import sys
from dataclasses import replace
from typing import Any

import nbformat
import pytest
from markdown_it import MarkdownIt

from fieldwise import files
from fieldwise.certificate import FORMAT, render
from fieldwise.errors import InputError
from fieldwise.model import Canon, Cell, Executed, ExecutedCell, Place, Term
from fieldwise.notebook import (
    notebook,
    notebook_bytes,
    pack,
    source_of,
    term_list,
    to_bytes,
    unpack,
    with_originals,
)
from fieldwise.read.lesson import cell_id

pytestmark = pytest.mark.kernel


def source(executed: Executed, text: str, **parts: Any) -> str:
    """The source of a cell of some kind with this text."""
    heading = parts.pop("heading", "")
    cell = Cell("some", parts.pop("kind", "story"), text, Place("x", 1), **parts)
    return source_of(
        ExecutedCell(cell, text, heading=heading), executed.edition.lesson, "synthetic"
    )


def test_it_is_a_valid_notebook_as_nbformat_writes_it(executed: Executed) -> None:
    raw = notebook_bytes(executed)
    read = nbformat.reads(raw.decode(), as_version=4)
    nbformat.validate(read)
    assert (read.nbformat, read.nbformat_minor) == (4, 5)
    assert nbformat.writes(read) + "\n" == raw.decode()


def test_the_same_edition_gives_the_same_bytes(executed: Executed) -> None:
    assert notebook_bytes(executed) == notebook_bytes(executed)


def test_a_cell_for_each_cell_in_order_with_its_mark(executed: Executed) -> None:
    level = executed.edition.story.level
    served = [item.cell for item in executed.cells if level.serves(item.cell.level)]
    *cells, closing = notebook(executed)["cells"]
    assert [cell["metadata"]["fieldwise"] for cell in cells] == [
        {"id": cell.id, "kind": cell.kind} for cell in served
    ]
    assert [cell["id"] for cell in cells] == [cell_id(cell.id) for cell in served]
    assert closing["metadata"]["fieldwise"] == {"id": "standing", "kind": "story"}


def test_code_is_as_it_is_and_counted_as_a_plain_run_counts(executed: Executed) -> None:
    code = [cell for cell in notebook(executed)["cells"] if cell["cell_type"] == "code"]
    items = [item for item in executed.cells if item.cell.is_code]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(items) + 1))
    assert [cell["source"] for cell in code] == [item.cell.body for item in items]
    assert [cell["outputs"] for cell in code] == [list(item.outputs) for item in items]


def test_a_result_has_the_count_of_its_cell(executed: Executed) -> None:
    result = {"output_type": "execute_result", "execution_count": 1, "data": {}, "metadata": {}}
    cells = [
        replace(item, outputs=(result,)) if item.cell.id == "fit" else item
        for item in executed.cells
    ]
    fit = next(
        c for c in notebook(replace(executed, cells=tuple(cells)))["cells"] if c["id"] == "fit"
    )
    assert fit["outputs"][0]["execution_count"] == fit["execution_count"] > 1
    assert result["execution_count"] == 1


def test_it_needs_nothing_of_ours(executed: Executed) -> None:
    wanted = set()
    for cell in notebook(executed)["cells"]:
        if cell["cell_type"] == "code":
            for node in ast.walk(ast.parse(cell["source"])):
                if isinstance(node, ast.Import):
                    wanted |= {alias.name.partition(".")[0] for alias in node.names}
                if isinstance(node, ast.ImportFrom):
                    wanted.add((node.module or "").partition(".")[0])
    assert wanted - sys.stdlib_module_names <= {"numpy", "matplotlib", "sklearn", "IPython"}


def test_nothing_is_left_unsaid_or_half_said(executed: Executed) -> None:
    for cell in notebook(executed)["cells"]:
        if cell["cell_type"] == "markdown":
            assert "{{" not in cell["source"] and "{def}" not in cell["source"], cell["id"]
            assert cell["source"] == cell["source"].strip()
            assert not re.search(r"[ \t]\n", cell["source"]), cell["id"]


def test_heading_label_and_text_follow_each_other(executed: Executed) -> None:
    text = source(executed, "Text.", heading="## 1. A", label="In your field")
    assert text == "## 1. A\n\n**In your field.** Text."
    assert source(executed, "- one\n- two", label="Note") == "**Note.**\n\n- one\n- two"
    assert source(executed, "A {def}`feature`.", kind="canon") == "A **feature**."


def test_optional_canon_says_whom_it_serves(executed: Executed) -> None:
    text = source(executed, "By the chain rule.", kind="canon", heading="### Why", level="calculus")
    assert text.split("\n\n")[1] == "*For readers with calculus; others may skip it.*"


def test_prompts_can_be_copied_as_plain_words(executed: Executed) -> None:
    text = source(executed, "### One\n\nAsk me.\n\nThen wait.\n\n### Two\n\nAsk.", kind="prompts")
    assert text == "### One\n\n> Ask me.\n>\n> Then wait.\n\n### Two\n\n> Ask."


def test_hint_and_answer_are_folded_away(executed: Executed) -> None:
    text = source(executed, "### Hint\n\nLook.\n\n### Answer\n\nIt *grows*.", kind="exercises")
    html = MarkdownIt("commonmark").render(text)
    assert re.findall(r"<details>\n<summary>(\w+)</summary>\n<p>(.*?)</p>\n</details>", html) == [
        ("Hint", "Look."),
        ("Answer", "It <em>grows</em>."),
    ]


def test_each_term_links_to_a_heading_that_is_there(executed: Executed) -> None:
    cells = notebook(executed)["cells"]
    headings = {
        line.lstrip("#").strip().replace(" ", "-")
        for cell in cells
        for line in cell["source"].split("\n")
        if cell["cell_type"] == "markdown" and line.startswith("#")
    }
    recap = next(cell["source"] for cell in cells if cell["id"] == "recap")
    links = re.findall(r"- \[([^]]+)\]\(#([^)]+)\) — ", recap)
    assert [name for name, _ in links] == list(executed.edition.lesson.terms)
    assert {anchor for _, anchor in links} <= headings
    assert dict(links)["learning rate"] == "4.-Gradient-descent"


def test_a_term_that_is_defined_nowhere_is_listed_without_a_link(executed: Executed) -> None:
    lesson = executed.edition.lesson
    bare = replace(lesson, blocks=tuple(b for b in lesson.blocks if b.id != "vocabulary"))
    assert term_list(bare, "synthetic").startswith("- **feature** — ")


def test_a_notebook_packed_into_itself_comes_out_whole(executed: Executed) -> None:
    whole = notebook(executed)
    packed = whole["metadata"]["fieldwise"]["originals"]
    assert to_bytes(with_originals(unpack(packed), packed)) == notebook_bytes(executed)
    assert packed["digest"] == files.digest(
        json.dumps(unpack(packed), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    )


@pytest.mark.parametrize(
    "change",
    [
        {"data": "no base64"},
        {"data": "aGVsbG8="},
        {"data": 5},
        {"digest": "0"},
        {"data": pack({"cells": []})["data"][:-8]},
        {"data": pack({"a": "b" * 10})["data"]},
    ],
)
def test_what_was_packed_and_is_damaged_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="missing or damaged"):
        unpack({**pack({"cells": []}), **change})


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = pack({"cells": "0" * 5000})
    monkeypatch.setattr("fieldwise.notebook.LARGEST_ORIGINAL", 4000)
    with pytest.raises(InputError, match="damaged"):
        unpack(packed)


def test_the_way_cells_are_made_belongs_to_the_format_of_the_certificate(
    executed: Executed,
) -> None:
    lesson = replace(
        executed.edition.lesson,
        terms={"bias": Term("bias", "An offset, $b$.", ("bias",))},
        blocks=(Canon("a", "## 2. The *model*\n\nA {def}`bias`.", Place("x", 1)),),
    )
    held = replace(executed, edition=replace(executed.edition, lesson=lesson))
    told = [
        source(held, "Text.", heading="## A", label="In your field"),
        source(held, "Text.", kind="canon", level="calculus", lists_terms=True),
        source(held, "### One\n\nAsk.", kind="prompts"),
        source(held, "### Hint\n\nLook.", kind="exercises"),
        render("{{ a }} {{ b:.1e }} {{ c.number }} {{ Words }}", PROOF),
    ]
    # Notebooks that are out there are verified by this text: if it changes, so must FORMAT.
    assert (FORMAT, files.digest("\n".join(told))[:16]) == (2, "45d37f2cdabf38f0")


PROOF = {
    "values": {"a": 0.25, "b": -7e-5, "c": 3},
    "formats": {"a": ".2f", "b": ".1f", "c": ".0f"},
    "units": {"a": "10³ ADU/s", "b": "", "c": "s"},
    "words": {"words": "a_b"},
}
