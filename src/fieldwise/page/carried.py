"""Files that a page carries for its reader, so that it is whole when opened from a disk alone.

They are packed together: slice by slice, so that what the notebook and the script have in common
stands close enough for compression to see it. A notebook goes apart from its outputs, which the
script does not have and which follow in one piece, without the certificate, which the page has,
and without its packed originals, which are itself once more; the page puts it together again.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping

OUTPUTS = "#outputs"
"""What stands behind a notebook's name for its outputs."""
_SLICES = 24


def packed(files: Mapping[str, bytes]) -> str:
    """Text files by name as JSON of names and slices, deflated, in base64; empty for no file."""
    if not files:
        return ""
    texts: dict[str, str] = {}
    for name, raw in files.items():
        if name.endswith(".ipynb"):
            texts[name], texts[f"{name}{OUTPUTS}"] = parted(raw)
        else:
            texts[name] = raw.decode("utf-8")
    slices = [[_slice(*item, number) for item in texts.items()] for number in range(_SLICES)]
    content = _compact([list(texts), *slices]).encode()
    return base64.b64encode(zlib.compress(content, 6)).decode("ascii")


def parted(raw: bytes) -> tuple[str, str]:
    """A notebook's JSON without what the page can put back, and its outputs, cell by cell."""
    notebook = json.loads(raw)
    outputs = []
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
        outputs.append(cell.pop("outputs", None))
    own = notebook["metadata"].get("fieldwise", {})
    own.pop("certificate", None)
    if "originals" in own:
        own["originals"] = {"form": own["originals"]["form"]}
    return _compact(notebook), _compact(outputs)


def _compact(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _slice(name: str, text: str, number: int) -> str:
    if name.endswith(OUTPUTS):
        return text if number == _SLICES - 1 else ""
    start, end = (len(text) * at // _SLICES for at in (number, number + 1))
    return text[start:end]
