"""The unfinished interview: kept after every answer, found again, let go at the end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fieldwise import files
from fieldwise.errors import InputError
from fieldwise.interview.answers import FRIENDS, LONGEST, NAMES, Given, tidy


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What has been answered so far, and which questions have been put."""

    given: Given
    done: tuple[str, ...] = ()


def place() -> Path:
    """Where the unfinished interview is kept: beside the user's own course."""
    from fieldwise.read.course import user_folder

    return user_folder().parent / "unfinished.json"


def kept() -> Unfinished | None:
    """The unfinished interview, if there is one that can be read."""
    try:
        read = json.loads(files.read_text(place()))
        given = _texts(read["given"])
        done = tuple(str(name) for name in read["done"])
    except (InputError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return Unfinished(given, done) if given else None


def keep(unfinished: Unfinished) -> None:
    """Keep what has been answered so far.

    Raises:
        WriteError: the system refuses.
    """
    kept = {"given": dict(unfinished.given), "done": list(unfinished.done)}
    files.write(place(), json.dumps(kept, ensure_ascii=False, indent=1))


def let_go() -> None:
    """Forget the unfinished interview."""
    with suppress(OSError):
        place().unlink(missing_ok=True)


def known(given: Mapping[str, object]) -> dict[str, str]:
    """Those of some answers that have a name of the interview's, as tidy texts."""
    return {
        name: tidy(value)
        for name, value in given.items()
        if isinstance(value, str)
        and (name in NAMES or (name.startswith(FRIENDS) and len(name) < LONGEST))
    }


def _texts(given: object) -> dict[str, str]:
    return known(given) if isinstance(given, dict) else {}
