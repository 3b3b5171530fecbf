"""Compare a cell's outputs with those of the run, by what a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from fieldwise.certificate import outputs_digest
from fieldwise.model import Output
from fieldwise.verify import figure
from fieldwise.verify.reading import as_read, joined
from fieldwise.verify.report import OutputStanding
from fieldwise.verify.wording import change, shortened

_FONT_CACHE = "Matplotlib is building the font cache; this may take a moment."
"""What Matplotlib says to standard error when it is used for the first time on a machine."""
_SIZES = ("width", "height", "unconfined")
"""What an output's metadata can say about how large it is shown."""


@dataclass(frozen=True, slots=True)
class Stream:
    """All that a cell printed in one go, however a kernel cut it up."""

    name: str
    text: str


Shown = Stream | Output


def standing(
    built: tuple[Output, ...] | None, digest: str, found: tuple[Output, ...]
) -> tuple[OutputStanding | None, str]:
    """How outputs stand to those of the run, and a sentence where they are foreign.

    Without the built outputs at hand, only their digest in the certificate can speak.
    """
    shown = list(_shown(found))
    if built is None:
        if outputs_digest(found) == digest:
            return (OutputStanding.BUILT if shown else None), ""
        if not shown:
            return OutputStanding.CLEARED, ""
        return OutputStanding.FOREIGN, "Its outputs do not have the digest that was certified."
    expected = list(_shown(built))
    if not shown:
        return (OutputStanding.CLEARED if expected else None), ""
    for one, other in zip_longest(expected, shown):
        sentence = _difference(one, other)
        if sentence:
            return OutputStanding.FOREIGN, sentence
    same = outputs_digest(built) == outputs_digest(found)
    return (OutputStanding.BUILT if same else OutputStanding.AGAIN), ""


def _shown(outputs: Iterable[Output]) -> Iterator[Shown]:
    """What there is to see: streams joined, without what a fresh machine says once."""
    printed = Stream("", "")
    for output in outputs:
        text, name = joined(output.get("text")), output.get("name")
        is_stream = output.get("output_type") == "stream" and text is not None
        if is_stream and name == "stderr" and as_read(text or "") == _FONT_CACHE:
            continue
        if is_stream and name == printed.name:
            printed = Stream(printed.name, printed.text + (text or ""))
            continue
        if as_read(printed.text):
            yield printed
        printed = Stream(str(name), text or "") if is_stream else Stream("", "")
        if not is_stream:
            yield output
    if as_read(printed.text):
        yield printed


def _difference(built: Shown | None, found: Shown | None) -> str:
    """What differs between two outputs; empty if they show the same."""
    if built is None or found is None:
        one, done = (found, "put in") if found is not None else (built, "taken out")
        return f"{_described(one)} was {done}."
    if isinstance(built, Stream) and isinstance(found, Stream) and built.name == found.name:
        was, is_now = as_read(built.text), as_read(found.text)
        return "" if was == is_now else f"Its printed text differs. {change(was, is_now)}"
    if isinstance(built, Stream) or isinstance(found, Stream) or _type(built) != _type(found):
        return f"{_described(found)} stands where the code gives something else."
    old, new = built.get("data"), found.get("data")
    if not isinstance(old, dict) or not isinstance(new, dict):
        return "" if built == found else f"{_described(found)} is not what the code gives."
    for mime in sorted(old.keys() | new.keys(), key=lambda mime: (mime in old, mime)):
        if mime not in new or mime not in old:
            done = "put in" if mime in new else "taken out"
            return f"A part of type {shortened(mime)} was {done}."
        sentence = _part_difference(mime, old[mime], new[mime])
        if sentence:
            return sentence
    return "" if _sizes(built) == _sizes(found) else "It is told to show in another size."


def _part_difference(mime: str, old: Any, new: Any) -> str:
    """What differs between two representations of one type; empty if they show the same."""
    one, other = joined(old), joined(new)
    if one is None or other is None:
        return "" if old == new else f"Its part of type {shortened(mime)} differs."
    one, other = as_read(one), as_read(other)
    if mime == "image/svg+xml":
        what = figure.difference(one, other)
        return f"Its figure is not the one that the code draws: {what}." if what else ""
    return (
        "" if one == other else f"Its part of type {shortened(mime)} differs. {change(one, other)}"
    )


def _type(output: Output) -> object:
    return output.get("output_type")


def _sizes(output: Output) -> dict[str, Any]:
    """What an output's metadata say about its size, by type."""
    metadata = output.get("metadata")
    if not isinstance(metadata, dict):
        return {}
    sizes = {
        mime: {key: entry[key] for key in _SIZES if key in entry}
        for mime, entry in metadata.items()
        if isinstance(entry, dict)
    }
    return {mime: entry for mime, entry in sizes.items() if entry}


def _described(output: Shown | None) -> str:
    if isinstance(output, Stream):
        name = "standard error" if output.name == "stderr" else "standard output"
        return f"Text on {name}, “{shortened(as_read(output.text))}”,"
    if output is None or output.get("output_type") == "error":
        return "An error"
    data = output.get("data")
    kinds = sorted(mime for mime in data if mime != "text/plain") if isinstance(data, dict) else []
    return f"An output of type {shortened(', '.join(kinds) or 'text/plain')}"
