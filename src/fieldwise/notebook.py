"""The notebook of an edition: plain nbformat 4.5 that needs nothing of Fieldwise.

Its metadata carry the certificate and, under `originals`, the whole notebook once more, so that
`fieldwise verify` can give the originals back where no course is installed.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from fieldwise import files
from fieldwise.bind import plain
from fieldwise.certificate import certificate
from fieldwise.errors import InputError
from fieldwise.model import Canon, DataKind, Executed, ExecutedCell, Lesson, Output, Slot
from fieldwise.model.level import READERS
from fieldwise.read.lesson import cell_id

FORM = "this notebook without its originals: JSON, compressed with zlib, in base64"
LARGEST_ORIGINAL = 100_000_000
"""Bytes of the largest original that is unpacked."""

STANDING = "standing"
"""The id of the closing cell, which no block of a lesson may have."""

_DEFINITION = re.compile(r"\{def\}`([^`]+)`")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_FOLDED = ("hint", "answer")
"""Headings of an exercise whose text is folded away until a reader asks for it."""
_BLOCK_OPENING = re.compile(r"\||#|>|\$\$|[-*+]\s|\d+[.)]\s|```|:::")


def notebook(executed: Executed, proof: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """An edition as a notebook in memory, every text one string; `proof` is its certificate."""
    proof = certificate(executed) if proof is None else proof
    python = executed.run.versions.get("python", "3")
    whole = {
        "cells": [*_cells(executed), standing_cell(proof)],
        "metadata": {
            "fieldwise": {"certificate": proof},
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {
                "codemirror_mode": {"name": "ipython", "version": 3},
                "file_extension": ".py",
                "mimetype": "text/x-python",
                "name": "python",
                "nbconvert_exporter": "python",
                "pygments_lexer": "ipython3",
                "version": python,
            },
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return with_originals(whole, pack(whole))


def notebook_bytes(executed: Executed, proof: Mapping[str, Any] | None = None) -> bytes:
    """An edition as an `.ipynb` file, byte for byte as nbformat writes it."""
    return to_bytes(notebook(executed, proof))


def to_bytes(content: Mapping[str, Any]) -> bytes:
    """A notebook in memory as the text of a file, laid out as nbformat does."""
    on_disk = {**content, "cells": [_split(cell) for cell in content["cells"]]}
    return f"{json.dumps(on_disk, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def pack(whole: Mapping[str, Any]) -> dict[str, str]:
    """A notebook packed so that it can ride in its own metadata."""
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    data = base64.b64encode(zlib.compress(text.encode(), 4)).decode()
    return {"form": FORM, "digest": files.digest(text), "data": data}


def unpack(packed: object) -> dict[str, Any]:
    """The notebook that `pack` packed.

    Raises:
        InputError: it is missing, damaged or too large.
    """
    damaged = InputError("the originals that the notebook carries are missing or damaged.")
    if not isinstance(packed, dict) or not isinstance(packed.get("data"), str):
        raise damaged
    try:
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(base64.b64decode(packed["data"], validate=True), LARGEST_ORIGINAL)
        text = raw.decode()
        if not unpacker.eof or files.digest(text) != packed.get("digest"):
            raise damaged
        whole = json.loads(text)
    except (ValueError, zlib.error, RecursionError):
        raise damaged from None
    if not isinstance(whole, dict):
        raise damaged
    return whole


def with_originals(whole: Mapping[str, Any], packed: Mapping[str, Any]) -> dict[str, Any]:
    """A notebook with its packed originals in its metadata."""
    ours = {**whole["metadata"]["fieldwise"], "originals": packed}
    return {**whole, "metadata": {**whole["metadata"], "fieldwise": ours}}


def _cells(executed: Executed) -> Iterator[dict[str, Any]]:
    lesson, kind = executed.edition.lesson, executed.edition.data.kind
    count = 0
    for item in executed.cells:
        cell = item.cell
        if not executed.edition.story.level.serves(cell.level):
            continue
        common = {
            "id": cell_id(cell.id),
            "metadata": {"fieldwise": {"id": cell.id, "kind": cell.kind}},
        }
        if cell.is_code:
            count += 1
            outputs = [_numbered(output, count) for output in item.outputs]
            yield {
                "cell_type": "code",
                **common,
                "execution_count": count,
                "outputs": outputs,
                "source": item.text,
            }
        else:
            yield {"cell_type": "markdown", **common, "source": source_of(item, lesson, kind)}


def standing_cell(proof: Mapping[str, Any]) -> dict[str, Any]:
    """The closing cell: who wrote this edition, and who has reviewed it."""
    said = plain(" ".join(proof["standing"]))
    return {
        "cell_type": "markdown",
        "id": cell_id(STANDING),
        "metadata": {"fieldwise": {"id": STANDING, "kind": "story"}},
        "source": f"---\n\n**Who wrote this edition.** {said}",
    }


def _numbered(output: Output, count: int) -> Output:
    return {**output, "execution_count": count} if "execution_count" in output else dict(output)


def source_of(item: ExecutedCell, lesson: Lesson, kind: DataKind) -> str:
    """A cell's source in a notebook; that of prose is Markdown as Jupyter reads it."""
    cell, text = item.cell, item.text
    if cell.is_code:
        return text
    if cell.kind == "prompts":
        text = _prompts(text)
    if cell.kind == "exercises":
        text = _folded(text)
    if cell.label:
        stop = "" if cell.label.endswith((".", ":", "?", "!")) else "."
        gap = "\n\n" if _BLOCK_OPENING.match(text) else " "
        text = f"**{cell.label}{stop}**{gap}{text}"
    serves = f"*{READERS.get(cell.level or '', '')}; others may skip it.*"
    parts = [
        item.heading,
        serves if cell.level else "",
        _DEFINITION.sub(r"**\1**", text),
        term_list(lesson, kind) if cell.lists_terms else "",
    ]
    return "\n\n".join(part for part in parts if part)


def term_list(lesson: Lesson, kind: DataKind) -> str:
    """All terms of a lesson, each linking to the heading under which it is defined."""
    anchors = _anchors(lesson, kind)
    lines = []
    for term in lesson.terms.values():
        anchor = anchors.get(term.name.casefold())
        name = f"[{term.name}](#{anchor})" if anchor else f"**{term.name}**"
        lines.append(f"- {name} \N{EM DASH} {term.means}")
    return "\n".join(lines)


def _anchors(lesson: Lesson, kind: DataKind) -> dict[str, str]:
    """Where each defined term is found: Jupyter's anchor of the heading above its definition."""
    forms = {form.casefold(): t.name.casefold() for t in lesson.terms.values() for form in t.forms}
    anchors: dict[str, str] = {}
    anchor = ""
    for block in lesson.blocks:
        if not isinstance(block, Canon | Slot) or block.only not in (None, kind):
            continue
        text = block.text if isinstance(block, Canon) else block.title
        for line in text.split("\n"):
            heading = _HEADING.fullmatch(line)
            if heading and "{{" not in line:
                words = re.sub(r"[*_`\\]", "", heading[2])
                anchor = quote(words.replace(" ", "-"), safe="-._~:'")
            for defined in _DEFINITION.findall(line):
                anchors.setdefault(forms.get(defined.casefold(), ""), anchor)
    return anchors


def _prompts(text: str) -> str:
    """Prompts with each text set off as a quotation, which copies as plain words."""
    sections = _sections(text)
    quoted = [
        (head, "\n".join(f"> {line}".rstrip() for line in body.split("\n")) if head else body)
        for head, body in sections
    ]
    return "\n\n".join(part for pair in quoted for part in pair if part)


def _folded(text: str) -> str:
    """An exercise's text with hint and answer folded away: predict first, then look."""
    parts = []
    for head, body in _sections(text):
        name = head.lstrip("#").strip()
        if name.casefold() in _FOLDED:
            parts.append(f"<details>\n<summary>{name}</summary>\n\n{body}\n\n</details>")
        else:
            parts += [part for part in (head, body) if part]
    return "\n\n".join(parts)


def _sections(text: str) -> list[tuple[str, str]]:
    """A text as (heading line, what follows it); the first heading is empty."""
    sections, head, lines = [], "", list[str]()
    for line in text.split("\n"):
        if _HEADING.fullmatch(line):
            sections.append((head, "\n".join(lines).strip("\n")))
            head, lines = line, []
        else:
            lines.append(line)
    sections.append((head, "\n".join(lines).strip("\n")))
    return [section for section in sections if any(section)]


def _split(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A cell with its long texts split into lines, as notebooks are stored."""
    split = {**cell, "source": cell["source"].splitlines(keepends=True)}
    if "outputs" in cell:
        split["outputs"] = [_split_output(output) for output in cell["outputs"]]
    return split


def _split_output(output: Output) -> Output:
    split = dict(output)
    if isinstance(split.get("text"), str):
        split["text"] = split["text"].splitlines(keepends=True)
    if isinstance(split.get("data"), dict):
        split["data"] = {
            mime: body.splitlines(keepends=True)
            if isinstance(body, str) and (mime.startswith("text/") or mime in _SPLIT)
            else body
            for mime, body in split["data"].items()
        }
    return split


_SPLIT = ("application/javascript", "image/svg+xml")
"""What nbformat splits into lines beside text."""
