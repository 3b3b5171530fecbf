"""Serve a built folder on loopback, to the browser on this machine and to nobody else."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from fieldwise.app.part import HEADERS, Part
from fieldwise.errors import UsageError

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST = "127.0.0.1"
PORT = 8642
"""Where the page is served, if that port is free."""

_PACKING = 6
"""How hard answers are compressed: as most servers do, and as pages are weighed."""


def site(folder: Path, parts: Sequence[Part] = ()) -> Starlette:
    """The web application over a built folder: whole files, this host's name only, no writing.

    `parts` add routes of their own, which come first, and may add to a page as it is served.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.requests import Request
    from starlette.responses import FileResponse, PlainTextResponse, Response

    suffixes = {
        ".html": "text/html; charset=utf-8",
        ".ipynb": "application/x-ipynb+json",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".py": "text/x-python; charset=utf-8",
    }

    async def serve(request: Request) -> Response:
        name = request.path_params["name"] or "index.html"
        path = (folder / name).resolve()
        hidden = any(part.startswith(".") for part in Path(name).parts)
        inside = path.is_relative_to(folder.resolve())
        if hidden or not inside or path.suffix not in suffixes:
            return PlainTextResponse("There is no such page here.", 404, HEADERS)
        if path.suffix == ".html" and parts:
            raw = path.read_bytes() if path.is_file() else _instead(parts, name)
            if raw is not None:
                dressed = _dressed(parts, name, raw)
                return Response(dressed, headers=HEADERS, media_type=suffixes[".html"])
        if not path.is_file():
            return PlainTextResponse("There is no such page here.", 404, HEADERS)
        return FileResponse(path, headers=HEADERS, media_type=suffixes[path.suffix])

    guard = Middleware(TrustedHostMiddleware, [HOST, "localhost"])
    app = Starlette(middleware=[guard, Middleware(GZipMiddleware, compresslevel=_PACKING)])
    for part in parts:
        app.router.routes.extend(part.routes())
    app.add_route("/{name:path}", serve, methods=["GET", "HEAD"])
    return app


def _dressed(parts: Sequence[Part], name: str, page: bytes) -> bytes:
    """A page with what the parts add, for which it may have to leave tellings beside it."""
    from fieldwise.page.pack import LIMIT, lightened

    for part in parts:
        page = part.dressed(name, page)
    return lightened(page, LIMIT)


def _instead(parts: Sequence[Part], name: str) -> bytes | None:
    return next((page for part in parts if (page := part.instead(name)) is not None), None)


def serve(
    folder: Path,
    page: str,
    port: int | None,
    browse: bool,
    say: Callable[[str], None],
    parts: Sequence[Part] = (),
) -> None:
    """Serve `folder` until interrupted; `page` is what the address points to.

    Raises:
        UsageError: the port that was asked for is taken.
    """
    import uvicorn

    class Server(uvicorn.Server):
        """Ends what the parts have under way before it waits for open connections."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for part in parts:
                part.end()
            await super().shutdown(sockets)

    listener = listen(port)
    address = f"http://{HOST}:{listener.getsockname()[1]}/{page}"
    config = uvicorn.Config(site(folder, parts), log_level="warning", lifespan="off")
    say(address)
    say("Press Ctrl+C to stop.")
    if browse:
        # Browsers may take seconds to start; the page must not wait for them, nor they for it.
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
    try:
        for part in parts:
            part.begin()
        # Ctrl+C is how a learner is told to stop: it is no failure.
        with listener, suppress(KeyboardInterrupt):
            Server(config).run(sockets=[listener])
    finally:
        for part in parts:
            part.end()


def listen(port: int | None) -> socket.socket:
    """A socket on the port that was asked for, else the usual one, else any that is free."""
    wanted = [port] if port is not None else [PORT, 0]
    for number in wanted:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, number))
            listener.listen()
            return listener
        except OSError as error:
            listener.close()
            reason = error.strerror or str(error)
    raise UsageError(
        f"cannot listen on port {wanted[-1]}: {reason}.",
        hint="Choose another with --port, or leave it out.",
    )
