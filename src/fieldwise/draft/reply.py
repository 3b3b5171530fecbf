"""A model's reply, read as the text of one section: tolerant of wrapping, never guessing.

    {"slot": "scene", "text": "One firing is ..."}

It may stand by itself, in a code fence, or with words around it. What could be read as two
replies, or as the reply to another question, is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from fieldwise.draft.stream import whole
from fieldwise.errors import ReplyError

_THOUGHT = re.compile(r"\s*<(think|thinking|thought)>")
_MOST = 100
"""Places at which a JSON object is looked for; a reply has one, with few braces before it."""
_LONE_BACKSLASH = re.compile(r'(\\[\\"/bfnrt]|\\u[0-9a-fA-F]{4})|\\')
_TEXT = re.compile(r'"text"\s*:\s*"')
_MATH = re.compile(r"\$\$.+?\$\$|\$[^$]+?\$", re.DOTALL)
_UNESCAPED = {"\b": "\\b", "\f": "\\f", "\v": "\\v"}
_UNESCAPED_IN_MATH = (
    (re.compile(r"\t(?=[a-zA-Z])"), r"\\t"),
    (re.compile(r"\r(?=[a-zA-Z])"), r"\\r"),
    (re.compile(r"\n(?=abla|eq\b|u\b)"), r"\\n"),
)


def text_of(reply: str, slot: str) -> str:
    """The section's text in a reply.

    Raises:
        ReplyError: there is not clearly one; the sentence tells the model what is wrong.
    """
    plain = without_thought(reply)
    found = [thing for thing in objects(plain) if isinstance(thing, dict)]
    answers = [thing for thing in found if "text" in thing]
    if len(answers) > 1:
        raise ReplyError("the reply holds more than one JSON object with a text.")
    if not answers:
        raise ReplyError('the reply is not the JSON object {"slot": …, "text": …}.')
    answer = answers[0]
    if answer.get("slot", slot) != slot:
        raise ReplyError(f"the reply is for `{str(answer['slot'])[:60]}`, not for `{slot}`.")
    if not isinstance(answer["text"], str):
        raise ReplyError("`text` in the reply is no string.")
    return cleaned(answer["text"], slot)


def cleaned(text: str, slot: str) -> str:
    """A section's text as it will stand: its own heading off, blank lines at its ends off.

    Raises:
        ReplyError: nothing is left, or a letter of it is broken.
    """
    if "\ufffd" in whole(text):
        raise ReplyError("the reply's text holds a letter that is broken, and cannot be read.")
    text = _mended(whole(text)).replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.lstrip().partition("\n")
    if first.strip() == f"## {slot}":
        text = rest
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    if not text.strip():
        raise ReplyError("the reply's text is empty.")
    return text


def without_thought(reply: str) -> str:
    """A reply without the thinking aloud that some models put before it.

    Raises:
        ReplyError: it never comes to an end.
    """
    plain = reply.removeprefix("\ufeff")
    thought = _THOUGHT.match(plain)
    if thought is not None:
        _, end, plain = plain.partition(f"</{thought[1]}>")
        if not end:
            raise ReplyError("the reply is thinking that never ends.")
    return plain.strip()


def objects(text: str) -> Iterator[Any]:
    """Every JSON object or array that stands in a text, outermost ones only.

    Raises:
        ReplyError: an object names a key twice.
    """
    for version in (text, _LONE_BACKSLASH.sub(lambda m: m[1] or "\\\\", text)):
        found = list(_objects(version))
        if found:
            yield from found
            return


def so_far(reply: str) -> str:
    """As much of the section's text as a reply that is still arriving has shown."""
    match = _TEXT.search(reply)
    if match is None:
        return "" if reply.lstrip().startswith(("{", "`", "<")) else reply
    inside = re.match(r'(?:[^"\\]|\\.)*', reply[match.end() :], re.DOTALL)
    raw = inside[0] if inside else ""
    raw = _LONE_BACKSLASH.sub(lambda m: m[1] or "\\\\", raw)
    try:
        return str(json.loads(f'"{raw}"', strict=False))
    except ValueError:
        return raw


def _objects(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False, object_pairs_hook=_once)
    at = _next_brace(text, 0)
    for _ in range(_MOST):
        if at < 0:
            return
        try:
            thing, at = decoder.raw_decode(text, at)
        except RecursionError:
            return
        except ValueError:  # no JSON, or a number longer than Python reads
            at += 1
        else:
            yield thing
        at = _next_brace(text, at)


def _next_brace(text: str, start: int) -> int:
    match = re.compile(r'\{\s*"|\[\s*\{').search(text, start)
    return match.start() if match else -1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ReplyError("a JSON object in the reply names a key twice.")
    return table


def _mended(text: str) -> str:
    r"""A text in which `\b` of `\bar` and its like, read as control characters, are TeX again."""
    for sign, written in _UNESCAPED.items():
        text = text.replace(sign, written)

    def formula(match: re.Match[str]) -> str:
        inside = match[0]
        for pattern, written in _UNESCAPED_IN_MATH:
            inside = pattern.sub(written, inside)
        return inside

    return _MATH.sub(formula, text)
