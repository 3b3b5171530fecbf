"""Record who wrote or reviewed a section; the story itself is never touched."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from fieldwise import cache, files
from fieldwise.model import Lesson
from fieldwise.model.provenance import Reviewed, Verdict, Writer
from fieldwise.standing.marks import beside, mark
from fieldwise.standing.reading import LONGEST, is_unseen, read_standing, standing_path

_PATIENCE = 10.0
"""Seconds to wait for another process that records something of the same story."""
_HEADER = """\
# Who wrote and who reviewed each section of {story}. Fieldwise keeps this file:
# `fieldwise draft` and `fieldwise review` add to it; the story itself is never touched.
# `text`, `words` and `beside` are marks of a section, of the words it quotes from the front
# matter and of the canon beside it, as they were that day.
"""


def record_written(story_path: Path, slot: str, text: str, *, by: Writer, name: str) -> None:
    """Record who wrote a section's text.

    Raises:
        InputError: the records that are there cannot be read; they stay as they are.
        WriteError: the file cannot be written; what was there stays.
    """
    who = _cleaned(name, "name") or f"a {by}"
    entry = {"by": by, "name": who, "on": _today(), "text": mark(text)}
    _add(story_path, slot, "written", entry)


def forget_written(story_path: Path, slot: str) -> None:
    """Forget who wrote a section, once its text was taken out: the next one is somebody else's.

    Raises:
        InputError: the records that are there cannot be read; they stay as they are.
        WriteError: the file cannot be written; what was there stays.
    """
    if slot in read_standing(story_path).records:
        with _changing(story_path) as node:
            entries = _below(_below(node, "slots"), slot).value
            entries[:] = [pair for pair in entries if pair[0].value != "written"]


def record_review(story_path: Path, slot: str, review: Reviewed) -> None:
    """Record a review of a section, in place of the one before; `review` composes one.

    Raises:
        InputError: the records that are there cannot be read; they stay as they are.
        WriteError: the file cannot be written; what was there stays.
    """
    entry = {
        "by": _cleaned(review.by, "name") or "a reader",
        "verdict": review.verdict,
        "note": _cleaned(review.note, "note"),
        "on": review.on,
        "canon": review.canon,
        "beside": review.beside,
        "text": review.text,
        "words": review.words,
    }
    _add(story_path, slot, "reviewed", {key: value for key, value in entry.items() if value})


def review(
    lesson: Lesson, slot: str, text: str, *, by: str, verdict: Verdict, note: str = ""
) -> Reviewed:
    """Today's review of a section's text against this lesson."""
    return Reviewed(by, verdict, note, _today(), lesson.version, beside(lesson, slot), mark(text))


def _today() -> str:
    return datetime.date.today().isoformat()


def _cleaned(text: str, kind: str) -> str:
    """A text as the file may hold it, so that what is written can be read."""
    seen = "".join(sign for sign in " ".join(text.split()) if not is_unseen(sign))
    return seen.strip()[: LONGEST[kind]].strip()


def _add(story_path: Path, slot: str, key: str, entry: dict[str, str]) -> None:
    """Put an entry in its place."""
    with _changing(story_path) as node:
        _put(_below(_below(node, "slots"), slot), key, _flow(entry))


@contextmanager
def _changing(story_path: Path) -> Iterator[yaml.MappingNode]:
    """The file's content, to be changed; all else in it stays as it is written, comments aside."""
    path = standing_path(story_path)
    with cache.alone("standing", str(path.resolve()), _PATIENCE, lambda: None):
        read_standing(story_path)  # what cannot be read is not written over
        source = files.read_text(path) if path.exists() else ""
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        node = yaml.compose(source, Loader=loader)
        if not isinstance(node, yaml.MappingNode):  # an empty file; a broken one was found above
            node = _mapping()
        yield node
        text = yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=10**6)
        files.write(path, _HEADER.format(story=story_path.name) + text)


def _mapping() -> yaml.MappingNode:
    return yaml.MappingNode("tag:yaml.org,2002:map", [], flow_style=False)


def _scalar(text: str) -> yaml.ScalarNode:
    """A text; quoted where other readers of YAML would take it for something else."""
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def _as_it_is(text: str, tag: str) -> yaml.ScalarNode:
    """A text without quotation marks, whatever others take it for."""
    return yaml.ScalarNode(f"tag:yaml.org,2002:{tag}", text)


def _flow(entry: dict[str, str]) -> yaml.MappingNode:
    """An entry on a line of its own."""
    day = _as_it_is("on", "bool"), _as_it_is(entry.get("on", ""), "timestamp")
    pairs = [day if key == "on" else (_scalar(key), _scalar(value)) for key, value in entry.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=True)


def _below(node: yaml.MappingNode, key: str) -> yaml.MappingNode:
    """The mapping under a key, a new one if there is none."""
    for name, value in node.value:
        if name.value == key and isinstance(value, yaml.MappingNode):
            value.flow_style = False
            return value
    return _put(node, key, _mapping())


def _put(node: yaml.MappingNode, key: str, value: yaml.MappingNode) -> yaml.MappingNode:
    """Set a key of a mapping, where it stands or at its end; gives the value back."""
    names = [name.value for name, _ in node.value]
    if key in names:
        at = names.index(key)
        node.value[at] = (node.value[at][0], value)
    else:
        node.value.append((_scalar(key), value))
    return value
