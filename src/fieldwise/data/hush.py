"""Keep a library's cries out of a learner's sight: what it writes straight to standard error.

Damaged Parquet files make polars' threads panic. The error arrives as an exception, to become a
sentence; the panic's own pages of text, written past Python, help nobody.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

_STDERR = 2

Lift = Callable[[], AbstractContextManager[None]]
"""While it lasts, everybody may speak, such as a progress bar."""


@contextmanager
def hushed() -> Iterator[Lift]:
    """Keep standard error back; it is handed on at the end if all went well."""
    try:
        real = os.dup(_STDERR)
    except OSError:  # a process may have no standard error
        yield _as_it_is
        return
    with tempfile.TemporaryFile() as kept:

        @contextmanager
        def lifted() -> Iterator[None]:
            os.dup2(real, _STDERR)
            try:
                yield
            finally:
                os.dup2(kept.fileno(), _STDERR)

        os.dup2(kept.fileno(), _STDERR)
        try:
            yield lifted
            kept.seek(0)
            os.write(real, kept.read())
        finally:
            os.dup2(real, _STDERR)
            os.close(real)


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield
