"""What an endpoint sends back: server-sent events, or one JSON document, read piece by piece.

    data: {"choices": [{"delta": {"content": "One "}}]}
    data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}
    data: [DONE]

Nothing in it is trusted: not its length, not its shape, not that it ends.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from fieldwise.errors import ModelError, ReplyError

_EVENT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:data|event|id|retry)?:")
_TELLING = 16
"""Bytes that tell events from a document."""
_LONGEST_LINE = 1_000_000
"""Characters of one event."""


class Passing(ReplyError):
    """What may go better at the next try; `wait` is how long the endpoint asks for, if it does."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a reply."""

    text: str = ""
    thought: int = 0
    """Characters of the model's thinking, which is not shown and not kept."""
    ending: str = ""
    """Why the reply ended, when it did: `stop`, `length`, `content_filter`."""
    refusal: str = ""


def read_reply(pieces: Iterable[Piece], longest: int, hear: Callable[[str], None]) -> str:
    """The whole text of a reply; `hear` is given all of it so far, as it grows.

    Raises:
        Passing: it stopped half-way, or is empty.
        ReplyError: it is refused, cut off at the model's limit, or endless.
    """
    parts: list[str] = []
    length, ending, refusal = 0, "", ""
    for piece in pieces:
        length += len(piece.text) + piece.thought
        if length > longest:
            raise ReplyError(f"the reply has more than {longest:,} characters and does not end.")
        refusal += piece.refusal
        ending = ending or piece.ending
        if piece.text:
            parts.append(piece.text)
            hear("".join(parts))
    text, refusal = whole("".join(parts)), whole(refusal)
    if refusal or ending == "content_filter":
        why = " ".join(refusal.split())[:200].rstrip(".") or "its filter stopped the reply"
        raise ReplyError(f"the model refuses: {why}.")
    if ending == "length":
        raise ReplyError("the reply was cut off at the model's longest length.")
    if not ending:
        raise Passing("the reply stopped half-way.")
    if not text.strip():
        raise Passing("the reply is empty.")
    return text


def whole(text: str) -> str:
    """A text whose letters are whole; some servers cut one in halves, and half a one is none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def pieces(chunks: Iterable[bytes], longest: int) -> Iterator[Piece]:
    """The pieces of an answer, by how it begins: what it is said to be is not always what it is.

    Raises:
        ModelError: it is a web page.
        Passing: an event, or the document, is no JSON of the kind, or says that something failed.
        ReplyError: the document is too long.
    """
    coming, start = iter(chunks), b""
    for chunk in coming:
        start += chunk
        if len(start) > _TELLING or b"\n" in start.lstrip():
            break
    if start.lstrip().startswith(b"<"):
        raise ModelError(
            "the endpoint answers with a web page, not as a model.",
            hint="Is FIELDWISE_MODEL_URL right? It usually ends with /v1.",
        )
    answer = chain((start,), coming)
    yield from events(answer) if _EVENT.match(start) else document(answer, longest)


def events(chunks: Iterable[bytes]) -> Iterator[Piece]:
    """The pieces of a stream of server-sent events.

    Raises:
        Passing: an event is no JSON of the kind, or says that something failed.
    """
    data: list[str] = []
    for line in _lines(chunks):
        if line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
        elif not line and data:
            event = "\n".join(data)
            data = []
            if event.strip() == "[DONE]":
                yield Piece(ending="stop")  # some say so only here
                return
            yield piece_of(_decoded(event), "delta")
    if "".join(data).strip() == "[DONE]":
        yield Piece(ending="stop")


def document(chunks: Iterable[bytes], longest: int) -> Iterator[Piece]:
    """The one piece of a reply that was not streamed.

    Raises:
        Passing: it is no JSON of the kind.
        ReplyError: it is too long.
    """
    raw = bytearray()
    for chunk in chunks:
        raw += chunk
        if len(raw) > longest:
            raise ReplyError("the reply is too long.")
    piece = piece_of(_decoded(raw.decode("utf-8-sig", "replace")), "message")
    yield piece if piece.ending else replace(piece, ending="stop")


def piece_of(event: Any, kind: str) -> Piece:
    """The piece that an event's first choice holds, under `delta` or `message`.

    Raises:
        Passing: the event says that something failed.
    """
    if not isinstance(event, dict):
        raise Passing("the endpoint sends something that is no reply.")
    if event.get("error"):
        raise Passing(f"the endpoint reports: {said(event)}")
    choices = event.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return Piece()
    choice = choices[0]
    part = choice.get(kind)
    part = part if isinstance(part, dict) else {}
    thought = _string(part.get("reasoning_content")) or _string(part.get("reasoning"))
    return Piece(
        _string(part.get("content")),
        len(thought),
        _string(choice.get("finish_reason")),
        _string(part.get("refusal")),
    )


def said(event: Any) -> str:
    """What an error document says, on one line and not at length."""
    error = event.get("error", event) if isinstance(event, dict) else event
    if isinstance(error, dict):
        error = error.get("message") or error.get("detail") or error.get("code") or ""
    words = "".join(sign if sign.isprintable() else " " for sign in str(error))
    return " ".join(words.split())[:300].rstrip(".") or "no reason given"


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Passing("the endpoint sends something that is no JSON.") from None


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """The whole lines of a stream, wherever it was divided; a last one that is cut off is lost."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    waiting = ""
    for chunk in chunks:
        *lines, waiting = (waiting + decoder.decode(chunk)).split("\n")
        for line in lines:
            yield line.rstrip("\r")
        if len(waiting) > _LONGEST_LINE:
            raise Passing("the endpoint sends an event without end.")
