"""Processes that work beside the build, and end when it does, however it ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, NoReturn, TypeVar

from fieldwise.errors import FieldwiseError

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext
    from multiprocessing.synchronize import Event

Argument = TypeVar("Argument")
Begun = Callable[[], None]
Busy = Callable[[], bool]

_GLANCE = 0.2
"""Seconds between two looks at whether another process is still there."""


@contextmanager
def workers() -> Iterator[Executor]:
    """A pool with a process for each processor."""
    with ProcessPoolExecutor(
        os.cpu_count(), mp_context=_context(), initializer=_follow, initargs=(os.getpid(),)
    ) as pool:
        yield pool


@contextmanager
def ahead(function: Callable[[Argument, Begun], object], argument: Argument) -> Iterator[Busy]:
    """Have a process of its own call a function; gives a way to ask whether it is still at it.

    It goes on here when the function says that it has begun, so that a machine with two
    processors first has that to do for which all will wait. At the end the process is waited for;
    what the function returns or raises is not kept.
    """
    begun = _context().Event()
    process = _context().Process(target=_apart, args=(os.getpid(), function, argument, begun))
    process.start()
    try:
        while process.is_alive() and not begun.wait(_GLANCE):
            pass
        yield process.is_alive
        process.join()
    finally:
        process.terminate()
        process.join()


def _context() -> ForkContext | SpawnContext:
    """Where that is safe a process is a fork, which has all modules that are imported already."""
    if sys.platform == "linux":
        return get_context("fork")
    return get_context("spawn")


def _apart(
    builder: int, function: Callable[[Argument, Begun], object], argument: Argument, begun: Event
) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    _follow(builder)
    with suppress(FieldwiseError):  # the build comes upon it again, and says so
        function(argument, begun.set)


def _leave(number: int, frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _follow(builder: int) -> None:
    """End this process soon after the one that started it.

    A build that is killed cannot tell its workers, and a fork that outlives it would hold the
    folder's lock for ever.
    """

    def watch() -> None:
        while os.getppid() == builder:
            time.sleep(_GLANCE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
