"""The part of the app that takes a learner's file, and gives back the lesson on it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from fieldwise.app.drop.answers import choice_from, of_about, of_error, of_table, with_columns
from fieldwise.app.drop.keeping import LARGEST, Keeping, Kept, too_large
from fieldwise.app.origin import refused
from fieldwise.app.part import HEADERS, Extra, Part, added, extra
from fieldwise.cache import folder
from fieldwise.errors import FieldwiseError, InputError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from fieldwise.model import Lesson
    from fieldwise.read import Course

    Answer = Callable[[Request], Awaitable[Response]]

STATIC = Path(__file__).parent / "static"
_UPLOAD, _READING, _BUILDING = 120.0, 60.0, 180.0
"""Seconds that each may take."""
_LONGEST_CHOICE = 20_000
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
}


class Dropping(Part):
    """Takes files, one at a time, from the pages that it is served with."""

    def __init__(self, course: Course, lesson: Lesson) -> None:
        self._course = course
        self._lesson = lesson
        self._keeping = Keeping()
        self._busy = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None

    def end(self) -> None:
        """Stop building, and remove all that was dropped, with what was made of it."""
        if self._process is not None:
            _kill(self._process)
        self._keeping.end()

    def routes(self) -> list[BaseRoute]:
        """Upload, notes, lesson; and the lessons themselves."""
        from starlette.routing import Route

        posts = {
            "/-/data": self._upload,
            "/-/data/{id}/notes": self._notes,
            "/-/data/{id}/lesson": self._lesson_on,
        }
        guarded = [
            Route(path, _guarded(answer), methods=["POST"]) for path, answer in posts.items()
        ]
        return [*guarded, Route("/own/{id}/{name:path}", self._page, methods=["GET", "HEAD"])]

    def dressed(self, name: str, page: bytes) -> bytes:
        """A page with the drop area."""
        field = name.partition("/")[0] if "/" in name else ""
        return added(page, self._extra, {"field": field, **self._told})

    @cached_property
    def _extra(self) -> Extra:
        return extra("fieldwise-data", STATIC, "drop.js")

    @cached_property
    def _told(self) -> dict[str, str]:
        """What the area says that only the app knows."""
        fields = [
            [name, field.name if (field := self._course.read_field(name).noun) else name]
            for name in self._course.fields_of(self._lesson.id)
        ]
        return {"fields": json.dumps(fields), "lesson": self._lesson.id, "largest": str(LARGEST)}

    async def _upload(self, request: Request) -> Response:
        name = unquote(request.headers.get("x-file-name", "data"))
        if int(request.headers.get("content-length", "0")) > LARGEST:
            return _refusal(InputError(too_large(name)), None, 413)
        async with asyncio.timeout(_UPLOAD):
            kept = await self._keeping.take(name, request.stream())
        try:
            table = await asyncio.to_thread(_columns, kept, choice_from({}))
        except FieldwiseError as error:
            return _refusal(error, kept, id=kept.id)
        return _answer({"id": kept.id, **of_table(table)})

    async def _notes(self, request: Request) -> Response:
        kept = self._keeping.get(request.path_params["id"])
        asked = await _asked(request)
        if kept is None or not kept.path.exists():
            return _refusal(_gone(), None, 404)
        try:
            table = await asyncio.to_thread(_columns, kept, choice_from(asked))
            told = await asyncio.to_thread(self._about, kept, asked, table)
        except FieldwiseError as error:
            return _refusal(error, kept)
        return _answer({**told, **({"table": of_table(table)} if asked.get("table") else {})})

    def _about(self, kept: Kept, asked: dict[str, Any], table: Any) -> dict[str, Any]:
        from fieldwise.data.measured import ignore
        from fieldwise.own import Limits, Request, own_data

        choice = with_columns(choice_from(asked), table)
        own = own_data(
            self._course,
            asked.get("field") or None,
            self._lesson,
            Request(kept.path, choice),
            ignore,
            Limits(LARGEST, _READING),
        )
        return of_about(own.data.about) if own.data.about is not None else {}

    async def _lesson_on(self, request: Request) -> Response:
        from starlette.responses import StreamingResponse

        kept = self._keeping.get(request.path_params["id"])
        asked = await _asked(request)
        if kept is None or not kept.path.exists():
            return _refusal(_gone(), None, 404)
        if self._busy.locked():
            busy = InputError("Another lesson is being built.", hint="Try again when it is done.")
            return _refusal(busy, None, 409)
        job = {
            "roots": [str(root) for root in self._course.roots],
            "lesson": self._lesson.id,
            "field": asked.get("field") or "",
            "path": str(kept.path),
            "site": str(kept.site),
            "choice": asked,
            "lent": str(folder()),
        }
        lines = self._built(kept, job)
        return StreamingResponse(lines, headers=HEADERS, media_type="application/x-ndjson")

    async def _built(self, kept: Kept, job: dict[str, Any]) -> AsyncIterator[str]:
        """What the building process says, line by line; it is ended when nobody listens."""
        async with self._busy:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "fieldwise.app.drop.worker"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={**os.environ, **self._keeping.environment()},
            )
            self._process = process
            try:
                async with asyncio.timeout(_BUILDING):
                    async for line in _said(process, job):
                        yield f"{json.dumps(_shown(kept, line))}\n"
            except TimeoutError:
                late = f"This took longer than {_BUILDING:.0f} seconds, and was stopped."
                yield f"{json.dumps({'error': late})}\n"
            finally:
                _kill(process)
                await process.wait()

    async def _page(self, request: Request) -> Response:
        """A file of a lesson on a learner's data; its gallery is the site's."""
        from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response

        kept = self._keeping.get(request.path_params["id"])
        name = request.path_params["name"]
        if name in ("", "index.html"):
            return RedirectResponse("/", headers=HEADERS)
        path = (kept.site / name).resolve() if kept is not None else None
        hidden = any(part.startswith(".") for part in Path(name).parts)
        if kept is None or path is None or hidden or not path.is_relative_to(kept.site.resolve()):
            path = None
        if path is None or not path.is_file() or path.suffix not in _KINDS:
            sentence = "This lesson is no longer here: what you drop is kept while the app runs."
            return PlainTextResponse(sentence, 404, HEADERS)
        if path.suffix == ".html":
            page = self.dressed(name, path.read_bytes())
            return Response(page, headers=HEADERS, media_type=_KINDS[".html"])
        return FileResponse(path, headers=HEADERS, media_type=_KINDS[path.suffix])


async def _said(process: asyncio.subprocess.Process, job: dict[str, Any]) -> AsyncIterator[Any]:
    """Each thing that the building process says; that it ended is said if it did not."""
    if process.stdin is None or process.stdout is None:
        return
    process.stdin.write(f"{json.dumps(job)}\n".encode())
    await process.stdin.drain()
    last: dict[str, str] = {}
    async for raw in process.stdout:
        last = json.loads(raw)
        yield last
    if not last.keys() & {"done", "error"}:
        yield {"error": "The lesson could not be built: the process that did it has ended."}


def _kill(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        if process.returncode is None:
            process.kill()


def _shown(kept: Kept, line: dict[str, str]) -> dict[str, str]:
    """A line as the page takes it: addresses for paths, and the file by its own name."""
    if "done" in line:
        return {"done": f"/own/{kept.id}/{line['done']}"}
    return {key: text.replace(str(kept.path), kept.path.name) for key, text in line.items()}


def _guarded(answer: Answer) -> Answer:
    """An answer only to pages of this app, and a sentence for whatever a learner can mend."""

    async def answered(request: Request) -> Response:
        refusal = refused(request)
        if refusal is not None:
            return refusal
        try:
            return await answer(request)
        except FieldwiseError as error:
            return _refusal(error, None)
        except TimeoutError:
            return _refusal(InputError("The file took too long to come in."), None)

    return answered


async def _asked(request: Request) -> dict[str, Any]:
    """What a learner has filled in.

    Raises:
        InputError: it is nothing that our pages send.
    """
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > _LONGEST_CHOICE:
            raise InputError("That is more than this form can hold.")
    try:
        asked = json.loads(raw)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        raise InputError("This cannot be read as what the form holds.")
    return asked


def _columns(kept: Kept, choice: Any) -> Any:
    from fieldwise.own import Limits, columns

    return columns(kept.path, choice, Limits(LARGEST, _READING))


def _gone() -> InputError:
    return InputError("This file is no longer here.", hint="Drop it once more.")


def _answer(content: dict[str, Any], status: int = 200) -> Response:
    from starlette.responses import JSONResponse

    return JSONResponse(content, status, HEADERS)


def _refusal(error: FieldwiseError, kept: Kept | None, status: int = 422, **more: str) -> Response:
    return _answer({**of_error(error, kept), **more}, status)
