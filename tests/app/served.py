"""The app, served for a test, and what it answers."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import uvicorn

from fieldwise.app.part import Part
from fieldwise.app.serve import HOST, listen, site


@contextmanager
def served(folder: Path, parts: Sequence[Part] = ()) -> Iterator[int]:
    """The port at which a folder is served."""
    listener = listen(0)
    config = uvicorn.Config(site(folder, parts), log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        for part in parts:  # first, as the app does: an open stream would be waited for
            part.end()
        server.should_exit = True
        thread.join()
        listener.close()


def posted(
    port: int, path: str, body: bytes | dict[str, Any], **headers: str
) -> tuple[int, dict[str, Any]]:
    """Status and answer of a POST, as one of the app's own pages makes it unless headers differ."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    with closing(HTTPConnection(HOST, port, timeout=60)) as connection:
        own = {"Origin": f"http://{HOST}:{port}"}
        sent = {name.replace("_", "-"): text for name, text in headers.items()}
        connection.request("POST", path, raw, {**own, **sent})
        response = connection.getresponse()
        return response.status, json.loads(response.read().splitlines()[-1])
