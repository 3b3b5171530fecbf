"""Ask a model for one reply, with patience for what passes and none for what does not.

What may pass (no answer in time, a stream cut off, 429, 5xx) is tried again after a pause that
doubles, or that the endpoint asks for. What will not (no key, no such model, a web page in place
of an answer) is said at once. An endpoint that knows no JSON schema is asked for any JSON, and
one that knows neither for plain text.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Any, Literal, TypedDict

from fieldwise.draft.connection import Answer, Limits, post
from fieldwise.draft.settings import Endpoint
from fieldwise.draft.stream import Passing, pieces, read_reply, said
from fieldwise.errors import ModelError, ReplyError

_NO_JSON = 100_000
"""Bytes of an error document that are read."""
_NOT_ABOUT_FORMAT = re.compile(r"context|too long|tokens|api.?key|no such model", re.IGNORECASE)

_SCHEMA = {
    "type": "json_schema",
    "json_schema": {
        "name": "section",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"slot": {"type": "string"}, "text": {"type": "string"}},
            "required": ["slot", "text"],
            "additionalProperties": False,
        },
    },
}
_FORMATS: tuple[dict[str, Any], ...] = (
    {"response_format": _SCHEMA},
    {"response_format": {"type": "json_object"}},
    {},
)
"""How a structured reply is asked for, the strictest way first."""


class Message(TypedDict):
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


class Chat:
    """An endpoint that is asked again and again; it remembers how it likes to be asked."""

    def __init__(
        self,
        endpoint: Endpoint,
        limits: Limits | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.endpoint = endpoint
        self.limits = limits or Limits()
        self._pause = pause
        self._format = 0

    def ask(
        self,
        messages: Sequence[Message],
        hear: Callable[[str], None] = lambda text: None,
        wait: Callable[[float, str], None] = lambda seconds, why: None,
    ) -> str:
        """One reply; `hear` is given its text as it grows, `wait` each pause and its reason.

        Raises:
            ModelError: the endpoint cannot be used, so that no other request would fare better.
            Passing: this request was not answered, however often it was sent.
            ReplyError: the model refuses, or its reply is cut off or endless.
        """
        number = 1
        while True:
            try:
                return self._once(messages, hear)
            except ReplyError as error:
                error.what = self.endpoint.without_key(error.what)
                if not isinstance(error, Passing) or number >= self.limits.tries:
                    raise
                self._wait(number, error, wait)
            number += 1

    def _wait(self, number: int, error: Passing, say: Callable[[float, str], None]) -> None:
        """Pause as long as the endpoint asks for, else twice as long as before."""
        seconds = error.wait
        if seconds is None:
            seconds = 2.0 ** (number - 1) * random.uniform(0.8, 1.2)
        if seconds > self.limits.longest_wait:
            raise ModelError(
                f"{self.endpoint.host} asks to be left alone for {seconds:,.0f} seconds.",
                hint="Run the same command again after that; it goes on where it stopped.",
            ) from None
        say(seconds, error.what)
        self._pause(seconds)

    def _once(self, messages: Sequence[Message], hear: Callable[[str], None]) -> str:
        """One request, in the strictest format that the endpoint takes."""
        while True:
            body = {"model": self.endpoint.model, "messages": list(messages), "stream": True}
            with post(self.endpoint, body | _FORMATS[self._format], self.limits) as answer:
                if answer.status == 200:
                    coming = pieces(answer.chunks, self.limits.bytes)
                    return read_reply(coming, self.limits.characters, hear)
                words = self._words(answer)
                if not self._is_about_format(answer.status, words):
                    raise self._refused(answer, words)
            self._format += 1

    def _words(self, answer: Answer) -> str:
        """What an error document says; not a web page's text, and never the key."""
        if answer.kind == "text/html":
            return "it answers with a web page"
        raw = b""
        for chunk in answer.chunks:
            raw += chunk
            if len(raw) > _NO_JSON:
                break
        text = raw.decode("utf-8", "replace")
        try:
            return self.endpoint.without_key(said(json.loads(text)))
        except (ValueError, RecursionError):
            return self.endpoint.without_key(said(text))

    def _is_about_format(self, status: int, words: str) -> bool:
        """Whether the endpoint may only dislike how the reply's format was asked for."""
        if self._format + 1 == len(_FORMATS) or _NOT_ABOUT_FORMAT.search(words):
            return False
        return status in (400, 415, 422, 501) or (status == 500 and "format" in words)

    def _refused(self, answer: Answer, words: str) -> ModelError:
        """What a status other than 200 means."""
        host, status = self.endpoint.host, answer.status
        if status in (401, 403):
            hint = "Is FIELDWISE_MODEL_KEY right?" if self.endpoint.key else "It wants a key."
            return ModelError(f"{host} does not let us in ({status}): {words}.", hint=hint)
        if status == 404:
            return ModelError(
                f"{host} knows no model “{self.endpoint.model}”, or nothing at this address "
                f"(404): {words}.",
                hint="Set FIELDWISE_MODEL to one that it has; the address usually ends with /v1.",
            )
        if status == 429 and "quota" not in words.lower():
            return Passing(f"{host} asks us to slow down.", _asked_wait(answer.headers))
        if status in (408, 409, 425) or status >= 500:
            return Passing(f"{host} fails ({status}): {words}.", _asked_wait(answer.headers))
        if 300 <= status < 400:
            return ModelError(
                f"{host} sends us to another address ({status}), which is not followed.",
                hint="Set FIELDWISE_MODEL_URL to the address itself.",
            )
        return ModelError(f"{host} does not take the request ({status}): {words}.")


def _asked_wait(headers: Mapping[str, str]) -> float | None:
    """The seconds that `Retry-After` asks for, as a number or a date; None if it does not."""
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", text):
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None
