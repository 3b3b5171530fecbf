"""Read a notebook that may be anything: what is no notebook of ours is one sentence.

What comes out holds only what a reader sees, a kernel runs, and Fieldwise marked; everything that
another tool may have changed on saving is gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldwise.certificate import FORMAT
from fieldwise.errors import InputError
from fieldwise.model import Output
from fieldwise.model.level import MATHEMATICS, PROGRAMMING, Level
from fieldwise.quote import resolution

LARGEST = 50_000_000
"""Bytes of the largest notebook that is read; an edition has about 200,000."""
_DEEPEST = 100
"""Levels of nesting; a notebook has about ten."""
_DIGITS = 1000
"""Digits of the longest whole number that is read."""


@dataclass(frozen=True, slots=True)
class NotebookCell:
    """One cell as a person or a tool left it."""

    number: int
    """Its place in the notebook, from 1."""
    type: str
    source: str
    mark: object
    """What stands under `fieldwise` in its metadata; None if nothing does."""
    name: str
    """The cell's own id; empty before nbformat 4.5."""
    outputs: tuple[Output, ...]
    attached: bool
    """Whether files are attached to it."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see and nothing to run."""
        return not (self.source.strip() or self.outputs or self.attached)


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook that claims to be an edition."""

    path: str
    cells: tuple[NotebookCell, ...]
    certificate: object
    """The certificate in its metadata; whatever was found there."""
    packed: object
    """The packed originals; whatever was found there."""


def read_notebook(path: Path) -> Notebook:
    """Read a notebook.

    Raises:
        InputError: it cannot be read, or is no notebook that Fieldwise built.
    """
    try:
        return parse_notebook(_read_json(path), str(path))
    except InputError as error:
        raise InputError(error.what, where=str(path), hint=error.hint) from None


def parse_notebook(content: object, path: str = "") -> Notebook:
    """A notebook from the JSON that is its file.

    Raises:
        InputError: it is no notebook that Fieldwise built.
    """
    if not isinstance(content, dict) or "nbformat" not in content:
        raise InputError("this is JSON, but no notebook: it names no nbformat.")
    major, minor = content["nbformat"], content.get("nbformat_minor", 0)
    if not _is_count(major) or not _is_count(minor):
        raise InputError("the notebook's format is not given as a number.")
    if major != 4:
        older = major < 4
        raise InputError(
            f"this notebook is of nbformat {major}; those of Fieldwise are of nbformat 4.",
            hint="Jupyter brings it to format 4 when it is opened and saved." if older else "",
        )
    cells, metadata = content.get("cells"), content.get("metadata")
    if not isinstance(cells, list) or not isinstance(metadata, dict):
        raise InputError("the notebook has no list of cells, or no metadata.")
    ours = metadata.get("fieldwise")
    if not isinstance(ours, dict) or not ("certificate" in ours or "originals" in ours):
        raise InputError(
            "the notebook carries no certificate: Fieldwise did not build it, or its metadata "
            "were removed."
        )
    return Notebook(
        path,
        tuple(_cell(number, cell) for number, cell in enumerate(cells, 1)),
        ours.get("certificate"),
        ours.get("originals"),
    )


def check_certificate(proof: object) -> dict[str, Any]:
    """A certificate of which every part that is read here can be read.

    Raises:
        InputError: one cannot.
    """
    trouble = InputError("the notebook's certificate cannot be read: parts of it are missing.")
    if not isinstance(proof, dict) or not _is_count(proof.get("format")):
        raise trouble
    if proof["format"] > FORMAT:
        raise InputError(
            f"the notebook's certificate is of format {proof['format']}; this Fieldwise knows "
            f"formats up to {FORMAT}.",
            hint="A newer Fieldwise can read it.",
        )
    for part, keys in _PARTS.items():
        table = proof.get(part)
        if not isinstance(table, dict) or any(not isinstance(table.get(k), str) for k in keys):
            raise trouble
        if part != "values" and part in _OF_TEXT and not _all_text(table.values()):
            raise trouble
    if proof["data"]["kind"] not in ("synthetic", "measured"):
        raise trouble
    card = proof["data"].get("card", {})
    if not isinstance(card, dict) or not all(map(_is_number, card.values())):
        raise trouble
    if proof["format"] > 1 and not _has_standing(proof):
        raise trouble
    try:
        for name, number in proof["values"].items():
            resolution(1.0, proof["formats"][name])
            if not isinstance(number, int | float | str) or not proof["units"][name] is not None:
                raise trouble
            float(number)
    except (ValueError, KeyError, OverflowError):
        raise trouble from None
    return proof


def _has_standing(proof: Mapping[str, Any]) -> bool:
    """Whether a certificate says for whom, and by whom, as it does from format 2 on."""
    level, said = proof.get("level"), proof.get("standing")
    return (
        isinstance(level, dict)
        and level.get("mathematics") in MATHEMATICS
        and level.get("programming") in PROGRAMMING
        and isinstance(said, list)
        and _all_text(said)
    )


def level_of(proof: Mapping[str, Any]) -> Level:
    """The readers that a notebook was made for; `proof` is its certificate, of format 2 or on."""
    return Level(proof["level"]["mathematics"], proof["level"]["programming"])


_PARTS: dict[str, tuple[str, ...]] = {
    "lesson": ("id", "title", "version", "digest"),
    "field": ("id", "name", "digest"),
    "story": ("digest",),
    "data": ("kind", "digest"),
    "canonical": (),
    "values": (),
    "formats": (),
    "units": (),
    "words": (),
    "outputs": (),
}
_FAR = 1e300
"""No number on a card is larger, so that none is infinite or a whole number beyond reason."""
_OF_TEXT = ("canonical", "formats", "units", "words", "outputs")


def _read_json(path: Path) -> object:
    raw = _read_bytes(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"the file is not UTF-8: byte 0x{raw[error.start]:02x} at position {error.start}."
        ) from None
    try:
        content = json.loads(
            text, object_pairs_hook=_table, parse_constant=_no_number, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip())
        what = "it ends too early" if cut else f"line {error.lineno}, column {error.colno}"
        raise InputError(f"this is no notebook: it is not JSON ({what}).") from None
    except ValueError as error:
        raise InputError(f"this is no notebook: {error}.") from None
    except RecursionError:
        content = None
    if content is None or is_deep(content):
        raise InputError("this is no notebook: its JSON nests too deep.")
    return content


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError("this is a folder, not a notebook.")
        if path.exists() and not path.is_file():
            raise InputError("this is not an ordinary file.")
        if path.stat().st_size > LARGEST:
            raise InputError(
                f"the file has {path.stat().st_size:,} bytes; the largest notebook that is read "
                f"has {LARGEST:,}.",
                hint="Clearing its outputs in Jupyter makes it smaller.",
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror or error}.") from None
    except ValueError:
        raise InputError("no file can have this name.") from None


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; with one key twice, two programs could read two different notebooks."""
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError("one of its JSON objects has the same key twice")
    return table


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number in JSON")


def _whole(digits: str) -> int:
    """A whole number; Python refuses to read very long ones."""
    if len(digits) > _DIGITS:
        raise ValueError(f"a number in it has {len(digits):,} digits")
    return int(digits)


def is_deep(content: object) -> bool:
    """Whether JSON nests deeper than any notebook does."""
    level, depth = [content], 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            return True
        level = [
            part
            for item in level
            if isinstance(item, dict | list)
            for part in (item.values() if isinstance(item, dict) else item)
        ]
    return False


def _cell(number: int, cell: object) -> NotebookCell:
    where = f"cell {number} of the notebook"
    if not isinstance(cell, dict) or not isinstance(cell.get("cell_type"), str):
        raise InputError(f"{where} has no type.")
    metadata, outputs = cell.get("metadata", {}), cell.get("outputs", [])
    if not isinstance(metadata, dict):
        raise InputError(f"the metadata of {where} are no table.")
    if not isinstance(outputs, list) or not all(isinstance(output, dict) for output in outputs):
        raise InputError(f"the outputs of {where} are no list of tables.")
    source = joined(cell.get("source"))
    if source is None:
        raise InputError(f"the source of {where} is not text.")
    return NotebookCell(
        number,
        cell["cell_type"],
        as_read(source),
        metadata.get("fieldwise"),
        cell["id"] if isinstance(cell.get("id"), str) else "",
        tuple(outputs),
        bool(cell.get("attachments")),
    )


def joined(text: object) -> str | None:
    """Text that a notebook may hold whole or as a list of lines; None if it is neither."""
    if isinstance(text, list):
        return "".join(text) if _all_text(text) else None
    return text if isinstance(text, str) else None


def as_read(text: str) -> str:
    """A text with line ends as on Unix and none at its end: nobody sees a difference."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def _all_text(parts: Iterable[object]) -> bool:
    return all(isinstance(part, str) for part in parts)


def _is_number(number: object) -> bool:
    return isinstance(number, int | float) and abs(number) < _FAR


def _is_count(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)
