"""The form's routes: the page, a look at what the answers come to, and writing the field."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from fieldwise.app.interview.view import view
from fieldwise.app.part import HEADERS, Part
from fieldwise.errors import FieldwiseError
from fieldwise.interview.keeping import Unfinished, keep, kept, known, let_go
from fieldwise.interview.plan import plan, settle
from fieldwise.interview.questions import LESSON
from fieldwise.interview.writing import write
from fieldwise.read import Course, find_course

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

LARGEST = 60_000
"""Bytes of the largest set of answers that is read."""

_LINK = (
    '<p class="found"><a href="/new">Your field is not there? Describe it in a few minutes.</a></p>'
)
_BESIDE = '<p id="fw-found"'


class Form(Part):
    """The interview at /new; `folder` is the served one, `target` the course that is written to."""

    def __init__(self, folder: Path, target: Path, course: Path | None = None) -> None:
        self._folder = folder
        self._target = target
        self._extra = course
        self._writing = Lock()

    def routes(self) -> list[BaseRoute]:
        """The form, and what it asks of this machine."""
        from starlette.routing import Route

        return [
            Route("/new", self._page, methods=["GET"]),
            Route("/new/look", self._look, methods=["POST"]),
            Route("/new/write", self._write, methods=["POST"]),
            Route("/new/forget", self._forget, methods=["POST"]),
        ]

    def dressed(self, name: str, page: bytes) -> bytes:
        """The gallery with a link to the form."""
        if name != "index.html":
            return page
        return page.replace(_BESIDE.encode(), f"{_LINK}\n{_BESIDE}".encode(), 1)

    async def _page(self, request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import HTMLResponse

        from fieldwise.app.interview.page import form_page

        before = kept()
        given = before.given if before is not None else {}
        return HTMLResponse(await run_in_threadpool(form_page, given), headers=HEADERS)

    async def _look(self, request: Request) -> Response:
        def look(given: dict[str, str]) -> dict[str, Any]:
            if given:
                keep(Unfinished(given, tuple(given)))
            course = self.course()
            return view(given, course, course.lesson(LESSON))

        return await _answered(request, look)

    async def _write(self, request: Request) -> Response:
        return await _answered(request, self._written)

    async def _forget(self, request: Request) -> Response:
        def forget(given: dict[str, str]) -> dict[str, Any]:
            let_go()
            return {}

        return await _answered(request, forget)

    def _written(self, given: dict[str, str]) -> dict[str, Any]:
        """Write the field and build its lesson into the served folder."""
        from fieldwise.build import build

        with self._writing:
            course = self.course()
            lesson = course.lesson(LESSON)
            settled, found = settle(given, course.fields)
            if found:
                return view(given, course, lesson)
            made = plan(settled, lesson)
            paths = write(made, lesson, self._target)
            let_go()
            build(self.course(), (made.id,), lesson, self._folder, lambda text: None)
        return {
            "page": f"/{made.id}/{lesson.id}.html",
            "name": made.id,
            "files": [str(path) for path in paths],
        }

    def build_all(self) -> None:
        """Build the lesson of every field into the served folder."""
        from fieldwise.build import build

        with self._writing, suppress(FieldwiseError):
            course = self.course()
            lesson = course.lesson(LESSON)
            build(course, course.fields_of(LESSON), lesson, self._folder, lambda text: None)

    def course(self) -> Course:
        """The course as it is now, the one that is written to among it."""
        extra = self._target if (self._target / "fields").is_dir() else self._extra
        return find_course(extra)


async def _answered(
    request: Request, answer: Callable[[dict[str, str]], dict[str, Any]]
) -> Response:
    """The answer to a form of this very page; anybody else's is refused."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import JSONResponse

    refusal = _refusal(request)
    if refusal:
        return JSONResponse({"error": refusal}, 403, HEADERS)
    raw = b""
    async for part in request.stream():
        raw += part
        if len(raw) > LARGEST:
            return JSONResponse({"error": "These answers are too long."}, 413, HEADERS)
    try:
        read = json.loads(raw)
        given = known(read) if isinstance(read, dict) else {}
    except (ValueError, RecursionError):
        return JSONResponse({"error": "These answers cannot be read."}, 400, HEADERS)
    try:
        return JSONResponse(await run_in_threadpool(answer, given), headers=HEADERS)
    except FieldwiseError as error:
        return JSONResponse({"error": str(error)}, 409, HEADERS)


def _refusal(request: Request) -> str:
    """Why a request is not one of the form's own; empty if it is."""
    host, origin = request.headers.get("host", ""), request.headers.get("origin", "")
    if origin != f"http://{host}":
        return "This form takes answers from its own page only."
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return "This form takes answers from its own page only."
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return "This form takes JSON only."
    return ""


def open_form(
    target: Path, course: Path | None, port: int | None, browse: bool, say: Callable[[str], None]
) -> None:
    """Serve the form to this machine alone, and open it.

    Raises:
        UsageError: the port that was asked for is taken.
    """
    from fieldwise.app import serve
    from fieldwise.cache import folder

    out = folder() / "site"
    form = Form(out, target, course)
    # The form is there at once; the gallery that it links to is built meanwhile.
    Thread(target=form.build_all, daemon=True).start()
    serve.serve(out, "new", port, browse, say, [form])
