"""What a learner has dropped, in a temporary folder that goes when the app ends."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fieldwise.errors import InputError, WriteError

LARGEST = 200_000_000
"""Bytes of the largest file that is taken."""
_MOST = 20
"""Files whose lessons are kept at the same time."""
_LONGEST = 80
_BAD = re.compile(r"[\x00-\x1f\x7f/\\]")


@dataclass(frozen=True, slots=True)
class Kept:
    """One file, and where its lesson is built."""

    id: str
    path: Path
    """The file, under the name that the learner gave it."""

    @property
    def site(self) -> Path:
        """The folder in which the lesson on it is built."""
        return self.path.parents[1] / "site"


class Keeping:
    """The temporary folder; of several files only the last is kept, and the lessons of all."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="fieldwise-", ignore_cleanup_errors=True)
        self._kept: dict[str, Kept] = {}

    @property
    def root(self) -> Path:
        """The folder itself."""
        return Path(self._folder.name)

    def environment(self) -> dict[str, str]:
        """What has a process keep all that it makes in here, also if it is killed."""
        temporary = self.root / "tmp"
        temporary.mkdir(exist_ok=True)
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
        return {"FIELDWISE_CACHE": str(self.root / "cache"), **places}

    def get(self, id: str) -> Kept | None:
        """What is kept under an id."""
        return self._kept.get(id)

    async def take(self, name: str, content: AsyncIterator[bytes]) -> Kept:
        """Keep a file as it comes in.

        Raises:
            InputError: it is too large, or empty.
            WriteError: there is no room for it.
        """
        id = secrets.token_hex(8)
        kept = Kept(id, self.root / id / "file" / file_name(name))
        try:
            kept.path.parent.mkdir(parents=True)
            with kept.path.open("xb") as file:
                async for chunk in content:
                    if file.tell() + len(chunk) > LARGEST:
                        raise InputError(too_large(name))
                    file.write(chunk)
        except OSError as error:
            shutil.rmtree(self.root / id, ignore_errors=True)
            raise WriteError.from_os(kept.path.name, error) from None
        except BaseException:  # also when whoever sent it has gone
            shutil.rmtree(self.root / id, ignore_errors=True)
            raise
        self._forget_all_but(kept)
        return kept

    def end(self) -> None:
        """Remove everything."""
        self._kept = {}
        self._folder.cleanup()

    def _forget_all_but(self, kept: Kept) -> None:
        for other in self._kept.values():
            shutil.rmtree(other.path.parent, ignore_errors=True)
        self._kept[kept.id] = kept
        while len(self._kept) > _MOST:
            oldest = next(iter(self._kept))
            shutil.rmtree(self.root / oldest, ignore_errors=True)
            del self._kept[oldest]


def too_large(name: str) -> str:
    """The sentence about a file that is not taken."""
    return (
        f"“{name}” has more than {LARGEST // 1_000_000} MB. The command line reads files of any "
        "size: fieldwise open --data FILE."
    )


def file_name(name: str) -> str:
    """A name under which any file can be kept, as near to its own as that allows."""
    plain = _BAD.sub("_", name).strip().lstrip(".") or "data"
    stem, dot, end = plain.rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{end[:12]}" if dot else plain[:_LONGEST]
