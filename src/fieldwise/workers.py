"""Processes that build editions side by side, and end when the build does, however it ends."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

_GLANCE = 0.2
"""Seconds between two looks at whether the build is still there."""


@contextmanager
def workers() -> Iterator[Executor]:
    """A pool with a process for each processor.

    Where that is safe the processes are forks, which have all modules that are imported already.
    """
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(
        os.cpu_count(), mp_context=context, initializer=_follow, initargs=(os.getpid(),)
    ) as pool:
        yield pool


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
