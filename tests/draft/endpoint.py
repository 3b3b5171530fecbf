"""A model's endpoint on this machine: it speaks the real protocol, and misbehaves when told to.

A test gives it a list of behaviours, one for each request it expects; the last one stays. What
was asked is kept in `requests`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]
KEY = "sk-a-key-that-nobody-may-see"


class Handler(BaseHTTPRequestHandler):
    """One request: kept, and answered as the behaviour whose turn it is likes."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        asked = Asked(self.path, dict(self.headers), json.loads(self.rfile.read(length)))
        with suppress(BrokenPipeError, ConnectionResetError):
            self.server.turn(asked)(self, asked)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""

    def begin(self, status: int, kind: str, **headers: str) -> None:
        """Send status and headers; the body ends with the connection."""
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def event(self, data: Json | str) -> None:
        """Send one server-sent event."""
        text = data if isinstance(data, str) else json.dumps(data)
        self.wfile.write(f"data: {text}\n\n".encode())
        self.wfile.flush()

    def delta(self, text: str) -> None:
        """Send a piece of the reply."""
        self.event({"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]})

    def end(self, reason: str = "stop") -> None:
        """Finish the reply."""
        self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
        self.event("[DONE]")


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]
    body: Json

    @property
    def slot(self) -> str:
        """The slot that it asks for."""
        first = self.body["messages"][1]["content"]
        return str(first.partition("# The section to write: `")[2].partition("`")[0])

    @property
    def last(self) -> str:
        """Its last message."""
        return str(self.body["messages"][-1]["content"])


Behaviour = Callable[[Handler, Asked], None]


class Server(ThreadingHTTPServer):
    """The endpoint."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours: list[Behaviour] = [says("unasked")]
        self.requests: list[Asked] = []
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def turn(self, asked: Asked) -> Behaviour:
        """The behaviour whose turn it is."""
        with self._lock:
            self.requests.append(asked)
            return self.behaviours[min(len(self.requests), len(self.behaviours)) - 1]


@contextmanager
def serving() -> Iterator[Server]:
    """An endpoint for as long as a test lasts."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Told:
    """A model that writes given texts, by slot, as it should."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, handler: Handler, asked: Asked) -> None:
        says(self.texts[asked.slot])(handler, asked)


def says(text: str) -> Behaviour:
    """Reply as asked, with this text for the section."""
    return lambda handler, asked: raw(json.dumps({"slot": asked.slot, "text": text}))(
        handler, asked
    )


def raw(reply: str, step: int = 40) -> Behaviour:
    """Stream these very characters."""

    def behave(handler: Handler, asked: Asked) -> None:
        handler.begin(200, "text/event-stream")
        handler.event({"choices": [{"delta": {"role": "assistant"}}]})
        for at in range(0, len(reply), step):
            handler.delta(reply[at : at + step])
        handler.end()

    return behave


def sends(kind: str, *parts: bytes) -> Behaviour:
    """Send these very bytes, one part after the other, as an answer of this kind."""

    def behave(handler: Handler, asked: Asked) -> None:
        handler.begin(200, kind)
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()

    return behave


def chunked(text: str, cut: bool = False) -> Behaviour:
    """Reply as servers do that keep the connection: in chunks, one of them perhaps cut off."""

    def behave(handler: Handler, asked: Asked) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream; charset=utf-8")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        reply = json.dumps({"slot": asked.slot, "text": text})
        for part in (*reply, ""):
            reason = None if part else "stop"
            choice = {"delta": {"content": part} if part else {}, "finish_reason": reason}
            raw_ = f": ping\r\n\r\ndata: {json.dumps({'choices': [choice]})}\r\n\r\n".encode()
            handler.wfile.write(f"{len(raw_):x}\r\n".encode() + raw_ + b"\r\n")
            if cut:
                handler.wfile.write(b"ff\r\ndata: {")
                handler.close_connection = True
                return
        handler.wfile.write(b"0\r\n\r\n")

    return behave


def fails(status: int, message: str = "no", **headers: str) -> Behaviour:
    """Answer with an error document."""

    def behave(handler: Handler, asked: Asked) -> None:
        handler.begin(status, "application/json", **headers)
        handler.wfile.write(json.dumps({"error": {"message": message}}).encode())

    return behave


def blurts(message: str) -> Behaviour:
    """Fail in the middle of the stream, and say why."""

    def behave(handler: Handler, asked: Asked) -> None:
        handler.begin(200, "text/event-stream")
        handler.delta('{"slot": "')
        handler.event({"error": {"message": f"overloaded, {message}"}})

    return behave


def page(handler: Handler, asked: Asked) -> None:
    """Answer with a web page."""
    handler.begin(200, "text/html; charset=utf-8")
    handler.wfile.write(b"<!doctype html><title>Log in</title>")


def whole(text: str) -> Behaviour:
    """Ignore that a stream was asked for."""

    def behave(handler: Handler, asked: Asked) -> None:
        reply = json.dumps({"slot": asked.slot, "text": text})
        handler.begin(200, "application/json")
        handler.wfile.write(json.dumps({"choices": [{"message": {"content": reply}}]}).encode())

    return behave


def half(handler: Handler, asked: Asked) -> None:
    """Stop in the middle of the reply."""
    handler.begin(200, "text/event-stream")
    handler.delta('{"slot": "scene", "text": "One firing')


def cut_off(handler: Handler, asked: Asked) -> None:
    """Reach the model's longest length."""
    handler.begin(200, "text/event-stream")
    handler.delta('{"slot": "scene", "text": "One firing')
    handler.end("length")


def refuses(handler: Handler, asked: Asked) -> None:
    """Decline."""
    handler.begin(200, "text/event-stream")
    handler.event({"choices": [{"delta": {"refusal": "I cannot help with kilns."}}]})
    handler.end()


def silent(handler: Handler, asked: Asked) -> None:
    """Begin to answer, and say the rest when nobody waits any more."""
    handler.begin(200, "text/event-stream")
    handler.delta('{"slot": "')
    time.sleep(1.0)
    handler.delta('scene", "text": "Late."}')
    handler.end()


def endless(handler: Handler, asked: Asked) -> None:
    """Never stop."""
    handler.begin(200, "text/event-stream")
    while True:
        handler.delta("and on " * 200)


def ponders(handler: Handler, asked: Asked) -> None:
    """Think, and never come to a reply."""
    handler.begin(200, "text/event-stream")
    while True:
        handler.event({"choices": [{"delta": {"reasoning_content": "and then " * 200}}]})


def without_formats(known: set[str], text: str) -> Behaviour:
    """Take only some kinds of `response_format`; `""` is none at all."""

    def behave(handler: Handler, asked: Asked) -> None:
        kind = asked.body.get("response_format", {}).get("type", "")
        if kind in known:
            says(text)(handler, asked)
        else:
            fails(400, f"response_format type {kind} is not supported")(handler, asked)

    return behave
