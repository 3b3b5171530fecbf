"""Which versions of the libraries are installed, read without importing any of them."""

from __future__ import annotations

import os
import platform
import re
import sys
from functools import lru_cache
from pathlib import Path

_INSTALLED = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)\.dist-info", re.IGNORECASE)


def python_version() -> str:
    """The version of the running Python, `3.12.7`."""
    return platform.python_version()


def version_of(package: str) -> str | None:
    """The installed version of a distribution; None if it is not installed.

    The folders of `sys.path` are read first, which takes a tenth of the time that
    `importlib.metadata` takes to be imported; what they do not name, it may still know.
    """
    name = _normal(package)
    for entry in sys.path:
        installed = _installed(entry, _changed(entry))
        if name in installed:
            return installed[name]
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _changed(entry: str) -> int:
    """When anything was last installed in a folder; 0 if it is none."""
    try:
        return os.stat(entry or ".").st_mtime_ns  # noqa: PTH116  (asked often: no Path each time)
    except OSError:
        return 0


@lru_cache(maxsize=64)
def _installed(entry: str, changed: int) -> dict[str, str]:
    """The versions of the distributions in one folder of `sys.path`, as of its last change."""
    try:
        names = [path.name for path in Path(entry or ".").iterdir()] if changed else []
    except OSError:  # an archive, or a folder of somebody else's
        names = []
    found = (match for name in names if (match := _INSTALLED.fullmatch(name)))
    return {_normal(match["name"]): match["version"] for match in found}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
