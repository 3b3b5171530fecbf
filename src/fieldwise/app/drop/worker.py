"""Build the lesson on a learner's file, in a process of its own that can be stopped.

It works with a cache that goes with the app: what is computed from a learner's data is not kept.
Reads what to do as JSON from standard input, and says how it goes, a JSON object a line.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from fieldwise.app.drop.answers import choice_from
from fieldwise.cache import folder
from fieldwise.errors import FieldwiseError

_PAUSE = 0.1
"""Seconds between two reports of progress."""


def main() -> None:
    """Do what standard input asks for."""
    asked = json.loads(sys.stdin.readline())
    threading.Thread(target=_leave_with_the_app, daemon=True).start()
    _lend(Path(asked["lent"]))
    try:
        _say(done=_built(asked))
    except FieldwiseError as error:
        _say(error=str(error))


def _built(asked: dict[str, Any]) -> str:
    """Build; returns the page's path below the folder."""
    from fieldwise.build import build_own
    from fieldwise.own import Limits, Request, own_data
    from fieldwise.read import Course

    last = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last > _PAUSE:
            last = time.monotonic()
            _say(says=f"reading, {100 * done // max(total, 1)} %")

    course = Course([Path(root) for root in asked["roots"]])
    lesson = course.lesson(asked["lesson"])
    request = Request(Path(asked["path"]), choice_from(asked["choice"]))
    own = own_data(course, asked["field"] or None, lesson, request, progress, Limits())
    build_own(own, lesson, Path(asked["site"]), lambda text: _say(says=text))
    return f"{own.story.field.id}/{lesson.id}.html"


def _lend(known: Path) -> None:
    """Take over what is remembered of fonts and units: making it anew takes seconds."""
    for shelf in ("matplotlib", "units"):
        if (known / shelf).is_dir() and not (folder() / shelf).exists():
            with suppress(OSError):
                shutil.copytree(known / shelf, folder() / shelf)


def _say(**what: str) -> None:
    print(json.dumps(what), flush=True)


def _leave_with_the_app() -> None:
    """End when the app does, however that ends: it never closes our input before."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
