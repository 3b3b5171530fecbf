"""The certificate: the machine-readable proof of one edition.

It says which canonical text and code the edition holds, which numbers its run gave, and where the
prose quotes them. Anyone can check it by hand: a digest is the SHA-256 of a text in UTF-8 with
line ends as on Unix; the digest of a canonical cell is over its source in the lesson file; and
`render(source, certificate)` is what a reader sees of that source.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fieldwise import __version__, files
from fieldwise.bind import plain, with_unit
from fieldwise.model import Canon, Code, DataKind, Executed, Lesson, Output
from fieldwise.model.about import About
from fieldwise.quote import Quotation, grouped, print_number, quotations, substitute
from fieldwise.standing import sections
from fieldwise.standing.wording import certified, in_words
from fieldwise.weave import literal

FORMAT = 2
"""Grows when the certificate changes, or the way in which a notebook's cells are made of it."""


def certificate(executed: Executed) -> dict[str, Any]:
    """The certificate of an edition: what JSON can say, the same for the same edition."""
    edition, run = executed.edition, executed.run
    lesson, story, field = edition.lesson, edition.story, edition.story.field
    canonical = canonical_sources(lesson, edition.data.kind)
    terms = dict(_field_words(executed))
    printed = {cell.id for cell in edition.cells}
    stood = [section for section in sections(lesson, story) if section.slot in printed]
    return {
        "format": FORMAT,
        "fieldwise": __version__,
        "lesson": {
            "id": lesson.id,
            "title": lesson.title,
            "version": lesson.version,
            "digest": lesson.digest,
        },
        "field": {"id": field.id, "name": field.name, "digest": field.digest},
        "story": {
            "digest": story.digest,
            "authors": list(story.authors),
            "reviewers": list(story.reviewers),
            "against": story.against,
        },
        "level": {
            "mathematics": story.level.mathematics,
            "programming": story.level.programming,
        },
        "sections": certified(stood),
        "standing": in_words(stood),
        "data": _data(executed),
        "canonical": {name: files.digest(source) for name, source in canonical.items()},
        "terms": terms,
        "values": {name: _finite(number) for name, number in run.values.items()},
        "formats": {name: edition.formats[name] for name in run.values},
        "units": {name: edition.words[f"{name}.unit"] for name in run.values},
        "words": _words_quoted(canonical.values(), edition.words),
        "quoted": [{"name": q.name, "cell": q.cell, "text": q.text} for q in executed.quoted],
        "outputs": {
            item.cell.id: outputs_digest(item.outputs)
            for item in executed.cells
            if item.cell.is_code
        },
        "run": {"key": run.key, "versions": dict(run.versions)},
        "counts": _counts(executed, len(canonical), len(terms)),
        "in_words": _in_words(executed, len(canonical), len(terms)),
    }


def certificate_bytes(proof: Mapping[str, Any]) -> bytes:
    """A certificate as the text of a JSON file."""
    return f"{json.dumps(proof, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()


def canonical_sources(lesson: Lesson, kind: DataKind) -> dict[str, str]:
    """The source of each canonical cell that an edition on data of this kind has, in order."""
    return {
        block.id: block.text
        for block in lesson.blocks
        if isinstance(block, Code) or (isinstance(block, Canon) and block.only in (None, kind))
    }


def render(source: str, proof: Mapping[str, Any]) -> str:
    """What a reader sees of a canonical source, with the numbers of a certificate.

    A quotation that the certificate cannot fill stays as it is.
    """

    def resolve(quoted: Quotation) -> str | None:
        word = _word(quoted.name, proof["words"])
        if word is not None:
            return None if quoted.format or quoted.unit else word
        name, _, part = quoted.name.partition(".")
        if name not in proof["values"] or part not in ("", "number") or quoted.unit:
            return None
        style = quoted.format or proof["formats"][name]
        number = print_number(float(proof["values"][name]), style)
        return number if part else with_unit(number, proof["units"][name])

    return substitute(source, resolve)


def _data(executed: Executed) -> dict[str, Any]:
    """What data the edition is on: their digest, the card's numbers, and where they come from."""
    edition, about = executed.edition, executed.edition.data.about
    known = {
        "kind": edition.data.kind,
        "digest": data_digest(edition.card["data"]),
        "card": dict(edition.data.card),
    }
    if about is None:
        return known
    whole = about.whole
    return {
        **known,
        "source": about.source,
        "source_digest": about.digest,
        "digest_of": about.digest_of,
        "columns": dict(about.columns),
        "rows": about.rows,
        "kept": whole.rows,
        "used": about.line.rows,
        "sampled": about.is_sample,
        "line_of_all": {"slope": whole.slope, "intercept": whole.intercept, "mse": whole.mse},
    }


def data_digest(data: object) -> str:
    """Digest of the data as they stand on the card: `None`, or a list of pairs."""
    return files.digest(literal(data))


def outputs_digest(outputs: Iterable[Output]) -> str:
    """Digest of what a code cell shows, whatever its number and however its text is split."""
    shown = [
        {key: _joined(part) for key, part in output.items() if key != "execution_count"}
        for output in outputs
    ]
    return files.digest(json.dumps(shown, ensure_ascii=False, sort_keys=True))


def _joined(part: Any) -> Any:
    """A piece of an output with every list of lines made one text."""
    if isinstance(part, dict):
        return {key: _joined(value) for key, value in part.items()}
    if isinstance(part, list) and all(isinstance(line, str) for line in part):
        return "".join(part)
    return part


def _finite(number: float) -> float | str:
    """A number as JSON can hold it; `inf` and `nan` become text that `float` reads."""
    return number if math.isfinite(number) else str(number)


def _word(name: str, words: Mapping[str, str]) -> str | None:
    """A scenario word as prose quotes it; a capital in its name asks for a capital letter."""
    lower = _lowered(name)
    if name in words:
        return plain(words[name])
    if lower not in words:
        return None
    word = plain(words[lower])
    return word[:1].upper() + word[1:]


def _lowered(name: str) -> str:
    """A scenario word's name without the capital that asks for one."""
    head, dot, last = name.rpartition(".")
    return f"{head}{dot}{last[:1].lower()}{last[1:]}"


def _words_quoted(sources: Iterable[str], words: Mapping[str, str]) -> dict[str, str]:
    """The scenario words that canonical cells quote."""
    names = {quoted.name for source in sources for quoted in quotations(source)}
    names |= {_lowered(name) for name in names}
    return {name: word for name, word in words.items() if name in names}


def _field_words(executed: Executed) -> Iterator[tuple[str, str]]:
    """Each canonical term that the glossary has a row for, with the field's word."""
    terms = executed.edition.lesson.terms.values()
    known = {form.casefold(): term.name for term in terms for form in term.forms}
    for item in executed.cells:
        if item.cell.kind == "glossary":
            for line in item.text.splitlines():
                columns = [_bare(column) for column in re.split(r"(?<!\\)\|", line.strip())]
                if len(columns) > 3 and columns[2].casefold() in known:
                    yield known[columns[2].casefold()], columns[1]


def _bare(column: str) -> str:
    """A table column without its emphasis and escapes."""
    return re.sub(r"\\(\W)", r"\1", column.strip().strip("*_`"))


def _counts(executed: Executed, canonical: int, terms: int) -> dict[str, int]:
    cells = executed.cells
    others = [item.cell for item in cells if item.cell.kind != "notes"]
    slots = [cell for cell in others if not cell.is_canonical and not cell.is_code]
    return {
        "cells": len(cells),
        "canonical": canonical,
        "told": sum(not cell.default for cell in slots),
        "slots": len(slots),
        "terms": terms,
        "terms_of_lesson": len(executed.edition.lesson.terms),
        "values": len({quoted.name for quoted in executed.quoted}),
        "quotations": len(executed.quoted),
    }


def _in_words(executed: Executed, canonical: int, terms: int) -> list[str]:
    """The certificate in plain sentences, for a reader."""
    edition, run = executed.edition, executed.run
    lesson, field = edition.lesson, edition.story.field
    versions = ", ".join(f"{_NAMES.get(n, n)} {version}" for n, version in run.versions.items())
    about = edition.data.about
    return [
        *([_of_data(about)] if about else []),
        f"{canonical} cells of text and code are canonical: the same in every edition of version "
        f"{lesson.version} of this lesson.",
        f"{terms} of its {len(lesson.terms)} terms have a word from {field.name}.",
        f"{len(executed.quoted)} times the text states a result; each is a number of this run, "
        "and none was typed.",
        f"The run is {run.key[:12]}, made with {versions}.",
    ]


def _of_data(about: About) -> str:
    used = f", of which the lesson runs on {grouped(about.line.rows)} drawn at random"
    return (
        f"The data are “{about.source}”, {grouped(about.whole.rows)} usable rows of "
        f"{grouped(about.rows)}{used if about.is_sample else ''}; SHA-256 of "
        f"{about.digest_of} {about.digest[:12]}…"
    )


_NAMES = {
    "python": "Python",
    "numpy": "NumPy",
    "scipy": "SciPy",
    "matplotlib": "Matplotlib",
}
"""How packages write themselves, where it is not how they are installed."""
