"""News for the open pages, as server-sent events; from any thread to as many pages as listen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

_QUIET = 15.0
"""Seconds of silence after which a page is told that the app is still there."""


class Channel:
    """Holds what is known, tells it to a page that comes, and what is new to all that listen."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}
        self._ended = False
        self._listening: dict[asyncio.Queue[str | None], asyncio.AbstractEventLoop] = {}

    def tell(self, news: dict[str, Any]) -> None:
        """Remember something by its keys, and tell those that listen; from any thread."""
        self._known = {**self._known, **news}
        self._send(_event(news))

    def end(self) -> None:
        """Let every page go."""
        self._ended = True
        self._send(None)

    async def listen(self) -> AsyncIterator[str]:
        """What is known, then all that comes, until the end."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listening[queue] = asyncio.get_running_loop()
        try:
            yield _event(self._known)
            while not (self._ended and queue.empty()):
                try:
                    event = await asyncio.wait_for(queue.get(), _QUIET)
                except TimeoutError:
                    event = ": still here\n\n"
                if event is None:
                    return
                yield event
        finally:
            del self._listening[queue]

    def _send(self, event: str | None) -> None:
        for queue, loop in tuple(self._listening.items()):
            with suppress(RuntimeError):  # its loop has ended
                loop.call_soon_threadsafe(queue.put_nowait, event)


def _event(news: dict[str, Any]) -> str:
    return f"data: {json.dumps(news, ensure_ascii=False)}\n\n"
