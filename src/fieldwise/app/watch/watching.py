"""The part of the app that watches an author's files, and shows each saved change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from fieldwise import files
from fieldwise.app.part import HEADERS, Extra, Part, added, extra
from fieldwise.app.watch.channel import Channel
from fieldwise.app.watch.editors import link
from fieldwise.app.watch.rebuild import (
    Standing,
    Watched,
    gallery_digest,
    line_of,
    rebuild,
    rehearse,
    why_of,
)
from fieldwise.check.report import shown_path

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

STATIC = Path(__file__).parent / "static"
EVENTS = "/-/watch"
"""Where the open pages listen."""
_QUIET, _LONGEST = 20, 200
"""Milliseconds of quiet after which files are taken as saved, and the longest wait for it."""
_GLANCE = 500
"""Milliseconds between two looks at whether the watched folders themselves come and go."""
_PAUSE = 2.0
"""Seconds after which files that could not be watched are watched anew."""

Say = Callable[[str], None]


@dataclass(slots=True)
class State:
    """What goes on while the app runs."""

    channel: Channel = field(default_factory=Channel)
    stop: Event = field(default_factory=Event)
    standings: dict[str, Standing] = field(default_factory=dict)
    lost: str = ""
    """Why changes are not followed at the moment; empty if they are."""
    thread: Thread | None = None


class Watching(Part):
    """Watches, rebuilds, and tells the open pages."""

    def __init__(self, watched: Watched, editor: str, say: Say) -> None:
        self._watched = watched
        self._editor = editor
        self._say = say
        self._state = State()

    def routes(self) -> list[BaseRoute]:
        """The stream of news."""
        from starlette.responses import StreamingResponse
        from starlette.routing import Route

        async def events(request: Request) -> Response:
            stream = self._state.channel.listen()
            headers = {**HEADERS, "Cache-Control": "no-store"}
            return StreamingResponse(stream, headers=headers, media_type="text/event-stream")

        return [Route(EVENTS, events, methods=["GET"])]

    def dressed(self, name: str, page: bytes) -> bytes:
        """A page with the corner that watches."""
        return added(page, self._extra, {"page": name, "digest": files.digest(page)})

    def instead(self, name: str) -> bytes | None:
        """A page that waits for the first good build."""
        known = {f"{field}/{self._watched.lesson}.html" for field in self._watched.fields}
        return _waiting() if name in known else None

    def begin(self) -> None:
        """Watch, in a thread of its own."""
        # both threads need the package of pages; imported by two at once, it fails for one
        _ = self._extra
        self._state.thread = Thread(target=self._run, daemon=True)
        self._state.thread.start()

    def end(self) -> None:
        """Let the pages go, and stop watching."""
        self._state.stop.set()
        self._state.channel.end()
        if self._state.thread is not None:
            self._state.thread.join(timeout=5)

    @cached_property
    def _extra(self) -> Extra:
        return extra("fieldwise-watch", STATIC, "watch.js")

    def _run(self) -> None:
        """Build, and follow every change; where that fails it is said, and begun anew."""
        while not self._state.stop.is_set():
            try:
                self._rebuild(self._watched.fields)
                rehearse(self._watched)
                for changed in changes(self._watched, self._state.stop):
                    self._state.lost = ""
                    self._rebuild(changed)
            except Exception as error:  # whatever it is: else the pages would seem to follow still
                self._lose(why_of(error))
                self._state.stop.wait(_PAUSE)

    def _rebuild(self, fields: tuple[str, ...]) -> None:
        state = self._state
        state.channel.tell({"building": True})
        standings = rebuild(self._watched, fields, lambda text: None)
        told = {standing.name: _plain(standing, self._editor) for standing in standings}
        gallery = gallery_digest(self._watched)
        state.channel.tell({"building": False, "lost": state.lost, "gallery": gallery, **told})
        for standing in standings:
            before = state.standings.get(standing.name)
            state.standings[standing.name] = standing
            if before is None or _differ(before, standing):
                self._line(line_of(standing))

    def _lose(self, why: str) -> None:
        """Say that changes are not followed, once for each reason."""
        if why != self._state.lost:
            self._state.lost = why
            self._state.channel.tell({"building": False, "lost": why})
            self._line(f"your files are not followed: {why}")

    def _line(self, text: str) -> None:
        with suppress(OSError):  # the pages follow also when nobody reads the terminal any more
            self._say(f"{time.strftime('%H:%M:%S')}  {text}")


def changes(watched: Watched, stop: Event) -> Iterator[tuple[str, ...]]:
    """The fields that each save concerns, until told to stop.

    Folders may go and come back: then they are watched anew. Whenever watching begins it is all
    fields first, for of what was saved just before nobody tells.
    """
    polling = False
    while not stop.is_set():
        folders = _folders(watched)
        try:
            yield from _until_moved(watched, folders, stop, polling=polling)
        except FileNotFoundError:
            stop.wait(_GLANCE / 1000)  # a folder has gone just now
        except OSError:
            if polling:
                raise
            polling = True  # the system has no watches left to give


def _until_moved(
    watched: Watched, folders: tuple[Path, ...], stop: Event, *, polling: bool
) -> Iterator[tuple[str, ...]]:
    """Changes, until one of the folders that are watched is no longer the same."""
    from watchfiles import watch

    before, begins = _identities(folders), True
    for found in watch(
        *folders,
        watch_filter=lambda change, path: bool(watched.affected(Path(path))),
        debounce=_LONGEST,
        step=_QUIET,
        stop_event=stop,
        rust_timeout=_GLANCE,
        yield_on_timeout=True,
        raise_interrupt=False,
        force_polling=polling or None,
    ):
        if stop.is_set() or _identities(folders) != before or _folders(watched) != folders:
            return
        fields = {name for _, path in found for name in watched.affected(Path(path))}
        if begins:
            yield watched.fields
        elif fields:
            yield tuple(sorted(fields))
        begins = False


def _folders(watched: Watched) -> tuple[Path, ...]:
    """The folders of stories and lessons that exist; not all that lies beside them."""
    places = (root / name for root in watched.places for name in ("fields", "lessons"))
    return tuple(place for place in places if place.is_dir())


def _identities(folders: tuple[Path, ...]) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = []
    for folder in folders:
        try:
            status = folder.stat()
            found.append((status.st_dev, status.st_ino))
        except OSError:
            found.append(None)
    return found


def _waiting() -> bytes:
    """The page that stands for a lesson which was never built; in the lesson's own style."""
    from fieldwise.page.assets import assets

    made = assets("page")
    text = (STATIC / "waiting.html").read_text("utf-8")
    return text.replace("POLICY", made.policy).replace("STYLE", made.style).encode()


def _differ(one: Standing, other: Standing) -> bool:
    """Whether there is something to say about a second build after a first."""
    told = ("built", "digest", "found", "error")
    return any(getattr(one, name) != getattr(other, name) for name in told)


def _plain(standing: Standing, editor: str) -> dict[str, Any]:
    """A standing as the page takes it."""
    return {
        "built": standing.built,
        "digest": standing.digest,
        "error": standing.error,
        "milliseconds": round(standing.seconds * 1000),
        "at": standing.at,
        "found": [
            {
                "place": f"{shown_path(item.path)}:{item.line}:{item.column}",
                "link": link(editor, item.path, item.line, item.column),
                "code": item.code,
                "severity": str(item.severity),
                "message": item.message,
                "hint": item.hint,
                "slot": slot,
            }
            for item, slot in zip(standing.found, standing.cells, strict=True)
        ],
    }
