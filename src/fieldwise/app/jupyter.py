"""The notebook in JupyterLab, kept in the learner's folder and never overwritten."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from fieldwise import files
from fieldwise.errors import UsageError


def learner_folder() -> Path:
    """Where a learner's notebooks are kept: `$FIELDWISE_HOME`, or `fieldwise` in their home."""
    named = os.environ.get("FIELDWISE_HOME")
    return Path(named) if named else Path.home() / "fieldwise"


def keep(
    content: bytes, field: str, lesson: str, say: Callable[[str], None], name: str = ""
) -> Path:
    """Put a notebook into the learner's folder, unless one is there: theirs is left as it is.

    `name` is that of a notebook on data of their own; else it is called as the lesson is.

    Raises:
        WriteError: the folder cannot be written.
    """
    path = learner_folder() / field / f"{name or lesson}.ipynb"
    if not path.exists():
        files.write(path, content)
        say(f"Your notebook: {path}")
    elif path.read_bytes() == content:
        say(f"Your notebook: {path}")
    else:
        say(f"Your notebook, as you left it: {path}")
        more = " --data FILE" if name else ""
        say(f"The original: fieldwise export {field} {lesson} --to ipynb{more}")
        say(f"What you changed: fieldwise verify {path}")
    return path


def launch(notebook: Path, port: int | None, browse: bool) -> int:
    """Open a notebook in JupyterLab; returns its exit code.

    Raises:
        UsageError: JupyterLab is not installed.
    """
    if find_spec("jupyterlab") is None:
        raise UsageError(
            "JupyterLab is not installed.",
            hint=f"Install it with: {sys.executable} -m pip install jupyterlab",
        )
    options = [f"--ServerApp.port={port}"] if port is not None else []
    options += [] if browse else ["--no-browser"]
    command = [sys.executable, "-m", "jupyterlab", str(notebook), *options]
    return subprocess.run(command, check=False).returncode
