"""One request to an endpoint, and its answer as it arrives; nothing is followed, nothing is kept.

The standard library suffices: a request is one POST, an answer is a status and bytes. Redirects
are not followed, so that the key goes to one host only; what the answer may take is limited.
"""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from fieldwise import __version__
from fieldwise.draft.settings import Endpoint
from fieldwise.draft.stream import Passing
from fieldwise.errors import ModelError, ReplyError

_CHUNK = 16_384


@dataclass(frozen=True, slots=True)
class Limits:
    """How much patience there is with an endpoint."""

    connect: float = 10.0
    """Seconds to reach it."""
    silence: float = 180.0
    """Seconds without a byte; a model on this machine may first have to be loaded."""
    whole: float = 900.0
    """Seconds for one reply."""
    characters: int = 60_000
    """Of a reply with its thinking; the longest slot of lesson 1 has 6,000."""
    bytes: int = 16_000_000
    """Of an answer, with all that is around the reply."""
    tries: int = 4
    """Requests before one reply is given up."""
    longest_wait: float = 120.0
    """Seconds that an endpoint may ask to be left alone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of which the beginning has arrived."""

    status: int
    headers: Mapping[str, str]
    """By names in small letters."""
    chunks: Iterator[bytes]

    @property
    def kind(self) -> str:
        """Its content type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@contextmanager
def post(endpoint: Endpoint, body: Mapping[str, Any], limits: Limits) -> Iterator[Answer]:
    """Send one request; the answer is read inside the context.

    Raises:
        ModelError: the endpoint cannot be reached.
        Passing: it did not answer in time, or broke off.
    """
    connection = _connection(endpoint, limits)
    try:
        _connect(connection, endpoint)
        connection.sock.settimeout(limits.silence)
        until = time.monotonic() + limits.whole
        headers = {
            "Content-Type": "application/json",
            "Accept": "text/event-stream, application/json",
            "User-Agent": f"fieldwise/{__version__}",
        }
        if endpoint.key:
            headers["Authorization"] = f"Bearer {endpoint.key}"
        raw = json.dumps(body).encode()  # in ASCII: a model's reply may hold half a letter
        connection.request("POST", _target(connection, endpoint), raw, headers)
        with connection.getresponse() as response:  # which may outlive its connection
            named = {name.lower(): value for name, value in response.getheaders()}
            yield Answer(response.status, named, _chunks(response, until, limits))
    except TimeoutError:
        raise Passing(f"no answer for {limits.silence:g} seconds.") from None
    except (OSError, http.client.HTTPException):
        raise Passing("the connection broke off.") from None
    finally:
        connection.close()


def _connection(endpoint: Endpoint, limits: Limits) -> http.client.HTTPConnection:
    """A connection that is not open yet, by way of the system's proxy if it has one."""
    parts = urlsplit(endpoint.url)
    host, port = parts.hostname or "", parts.port
    kind = http.client.HTTPSConnection if endpoint.is_encrypted else http.client.HTTPConnection
    proxy = "" if endpoint.is_local or proxy_bypass(host) else getproxies().get(parts.scheme, "")
    if not proxy:
        return kind(host, port, timeout=limits.connect)
    via = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    try:
        connection = kind(via.hostname or "", via.port or 8080, timeout=limits.connect)
    except ValueError:
        raise ModelError("The system's proxy has no usable address.") from None
    if endpoint.is_encrypted:
        connection.set_tunnel(host, port or 443, _proxy_headers(via.username, via.password))
    return connection


def _proxy_headers(user: str | None, password: str | None) -> dict[str, str]:
    from base64 import b64encode

    if not user:
        return {}
    both = f"{unquote(user)}:{unquote(password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(both.encode()).decode()}"}


def _connect(connection: http.client.HTTPConnection, endpoint: Endpoint) -> None:
    import ssl

    try:
        connection.connect()
    except ssl.SSLError as error:
        reason = error.reason or "the TLS handshake failed"
        raise ModelError(
            f"{endpoint.host} cannot be reached safely: {reason}.",
            hint="Is the address right, and does it speak https?",
        ) from None
    except TimeoutError:
        raise Passing(f"{endpoint.host} does not answer.") from None
    except (OSError, UnicodeError) as error:  # a host's name that cannot be one is the latter
        what = getattr(error, "strerror", None) or error
        raise ModelError(
            f"{endpoint.host} cannot be reached: {what}.",
            hint="Is the model's server running, and is FIELDWISE_MODEL_URL its address?",
        ) from None


def _target(connection: http.client.HTTPConnection, endpoint: Endpoint) -> str:
    """What stands in the request's first line: a path, or for a plain proxy the whole address."""
    parts = urlsplit(endpoint.url)
    if connection.host != parts.hostname and not endpoint.is_encrypted:
        return endpoint.url
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _chunks(response: http.client.HTTPResponse, until: float, limits: Limits) -> Iterator[bytes]:
    """The body as it arrives.

    Raises:
        Passing: it takes too long in all.
        ReplyError: it has too many bytes.
    """
    length = 0
    while chunk := response.read1(_CHUNK):
        length += len(chunk)
        if length > limits.bytes:
            raise ReplyError("the reply does not end.")
        if time.monotonic() > until:
            raise Passing(f"the reply took more than {limits.whole:g} seconds.")
        yield chunk
