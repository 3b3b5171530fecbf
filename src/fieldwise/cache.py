"""What has been computed before, kept in the user's cache folder under the digest of its key.

An entry carries its own digest: a damaged one counts as absent. Nothing is lost when the folder
is deleted, cannot be written or does not exist.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from fieldwise import files
from fieldwise.errors import WriteError


def folder() -> Path:
    """The cache folder: `$FIELDWISE_CACHE`, or the platform's own place for such things."""
    named = os.environ.get("FIELDWISE_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("fieldwise", appauthor=False)


def recall(shelf: str, key: str) -> Any | None:
    """What was remembered under a key; None if nothing was, or if it is damaged."""
    try:
        sealed = json.loads(_place(shelf, key).read_bytes())
        content = sealed["content"]
        if sealed["key"] == key and sealed["digest"] == files.digest(content):
            return json.loads(content)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def remember(shelf: str, key: str, what: Any) -> None:
    """Keep a JSON-like thing under a key; where nothing can be kept, nothing is."""
    content = json.dumps(what, ensure_ascii=False)
    sealed = {"key": key, "digest": files.digest(content), "content": content}
    try:
        files.write(_place(shelf, key), json.dumps(sealed, ensure_ascii=False))
    except WriteError:
        pass


def _place(shelf: str, key: str) -> Path:
    name = files.digest(key)
    return folder() / shelf / name[:2] / f"{name}.json"
