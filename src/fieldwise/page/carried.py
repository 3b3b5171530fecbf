"""Files that a page carries for its reader, so that it is whole when opened from a disk alone.

They are packed together, for they have most of their text in common. A notebook goes without the
certificate, which the page has, and without its packed originals, which are itself once more; the
page puts it together again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fieldwise.page.stream import Stream


def packed(files: Mapping[str, bytes]) -> str:
    """Text files by name as JSON, a notebook as its own JSON, in a stream; empty for no file."""
    if not files:
        return ""
    texts = {
        name: _bare(raw) if name.endswith(".ipynb") else raw.decode("utf-8")
        for name, raw in files.items()
    }
    stream = Stream()
    stream.add(json.dumps(texts, ensure_ascii=False, separators=(",", ":")))
    return stream.whole()


def _bare(raw: bytes) -> Any:
    """A notebook without what the page can put back."""
    notebook = json.loads(raw)
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    own = notebook["metadata"].get("fieldwise", {})
    own.pop("certificate", None)
    if "originals" in own:
        own["originals"] = {"form": own["originals"]["form"]}
    return notebook
