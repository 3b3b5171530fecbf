"""How long one cell may run."""

from __future__ import annotations

import os

from fieldwise.errors import UsageError

VARIABLE = "FIELDWISE_CELL_SECONDS"
"""The environment variable that sets it."""
_USUAL = 120.0


def seconds(given: float | None = None) -> float:
    """The limit that was given, else the variable's, else two minutes.

    Raises:
        UsageError: the variable holds no positive number.
    """
    text = os.environ.get(VARIABLE, "")
    if given is not None or not text:
        return _USUAL if given is None else given
    try:
        limit = float(text)
    except ValueError:
        limit = 0.0
    if not 0 < limit <= 1e6:
        raise UsageError(f"{VARIABLE} is “{text}”.", hint="It should be a number of seconds.")
    return limit
