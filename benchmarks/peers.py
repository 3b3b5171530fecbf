"""What Fieldwise is measured against: nbconvert, papermill and Jupyter Book, from PyPI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGES = ("papermill", "nbconvert", "jupyter-book<2")
SAME = ("numpy", "matplotlib", "scikit-learn", "ipykernel", "ipython", "nbclient")
"""Installed for the peers in the very versions that Fieldwise uses."""
SHOWN = ("nbconvert", "papermill", "jupyter-book", "myst-nb", "jupyter-cache", "sphinx")

CONFIG = """\
title: Fifty
execute:
  execute_notebooks: cache
  timeout: 120
only_build_toc_files: true
"""
"""Of the book: every notebook is executed, unless its code was executed before."""


@dataclass(frozen=True, slots=True)
class Peers:
    """A virtual environment that holds the peers."""

    folder: Path

    @property
    def bin(self) -> Path:
        """Where its commands are."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def command(self, name: str, *arguments: object) -> list[str]:
        """One of its commands with arguments."""
        return [str(self.bin / name), *map(str, arguments)]

    def versions(self) -> dict[str, str]:
        """The versions of the peers."""
        code = (
            "import json, sys; from importlib.metadata import version; "
            "print(json.dumps({name: version(name) for name in sys.argv[1:]}))"
        )
        told = subprocess.check_output(self.command("python", "-c", code, *SHOWN, *SAME))
        found: dict[str, str] = json.loads(told)
        return found


def install(folder: Path) -> Peers:
    """The peers in a folder; installed from PyPI unless they are there."""
    peers = Peers(folder)
    if not (folder / "installed").exists():
        if folder.exists() and any(folder.iterdir()):
            sys.exit(
                f"{folder} holds other things. Name an empty folder, or one that is not there."
            )
        print(f"Installing the peers into {folder} …", file=sys.stderr)
        venv.create(folder, with_pip=True)
        same = [f"{name}=={version(name)}" for name in SAME]
        subprocess.run(
            peers.command("python", "-m", "pip", "install", "--quiet", *PACKAGES, *same), check=True
        )
        (folder / "installed").touch()
    return peers


def plain(notebook: Path) -> dict[str, Any]:
    """A notebook as anyone might have written it: no outputs, nothing of Fieldwise."""
    content: dict[str, Any] = json.loads(notebook.read_text(encoding="utf-8"))
    content["metadata"].pop("fieldwise")
    for cell in content["cells"]:
        cell["metadata"] = {}
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return content


class Book:
    """A Jupyter Book of the fifty editions, all with the code of the first."""

    def __init__(self, folder: Path, notebooks: list[Path], *, comments: bool = False) -> None:
        self.folder = folder
        self.pages = [f"edition-{number:02d}" for number in range(len(notebooks))]
        folder.mkdir(parents=True)
        code = [c["source"] for c in plain(notebooks[0])["cells"] if c["cell_type"] == "code"]
        for number, (page, path) in enumerate(zip(self.pages, notebooks, strict=True)):
            content = plain(path)
            cells = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
            for cell, source in zip(cells, code, strict=True):
                cell["source"] = source
            if comments:
                cells[0]["source"] = [f"# edition {number}\n", *code[0]]
            self._write(page, content)
        chapters = "".join(f"  - file: {page}\n" for page in self.pages[1:])
        (folder / "_toc.yml").write_text(
            f"format: jb-book\nroot: {self.pages[0]}\nchapters:\n{chapters}", encoding="utf-8"
        )
        (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")

    def clear(self) -> None:
        """Forget everything that was built and executed."""
        shutil.rmtree(self.folder / "_build", ignore_errors=True)

    def edit(self, times: int) -> None:
        """Change one sentence of one page, every time in another way."""
        page = self.pages[-1]
        content = json.loads((self.folder / f"{page}.ipynb").read_text(encoding="utf-8"))
        cell = next(c for c in content["cells"][2:] if c["cell_type"] == "markdown")
        cell["source"] = [*cell["source"], f"\n\nA reader asked for this {times} times."]
        self._write(page, content)

    def built(self) -> Path:
        """The page of the first edition."""
        return self.folder / "_build" / "html" / f"{self.pages[0]}.html"

    def _write(self, page: str, content: dict[str, Any]) -> None:
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (self.folder / f"{page}.ipynb").write_text(text, encoding="utf-8")
