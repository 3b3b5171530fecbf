"""A Jupyter kernel of our own: started bare, driven by nbclient, gone when we are gone.

The kernel is IPython's, run by the Python that runs us, whatever kernels are installed. While it
starts, we import what talks to it. It is killed rather than asked to leave: nothing in it is worth
keeping. Should we be killed ourselves, it notices within a second and ends.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from queue import Empty
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from fieldwise.errors import RunError, WriteError
from fieldwise.model import Cell, Output, SeriesSpec, ValueSpec
from fieldwise.run import limit as limits
from fieldwise.run.program import CodeError, Program
from fieldwise.run.start import connection, start
from fieldwise.run.words import joined

if TYPE_CHECKING:
    from jupyter_client.asynchronous.client import AsyncKernelClient
    from nbclient import NotebookClient

Say = Callable[[str], None]
Result = tuple[dict[str, list[Output]], dict[str, float], dict[str, list[float]]]
"""Outputs by cell id, values, and series."""

_STARTUP = 60.0
"""Seconds a kernel may take until it answers."""
_FORGET = "__import__('gc').freeze(), get_ipython().reset(new_session=True)"
"""Freezing spares the collection that goes with it from looking through every library."""
_FONTS = "__import__('matplotlib.font_manager')"
"""Imported first, so that no cell shows what Matplotlib says while it makes its list of fonts."""
_LINE = re.compile(r"In\s?\[\d+\](?:, line |:)(\d+)")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FILE = re.compile(r" \([^()]*, line \d+\)$")
"""What a syntax error says of the file that a cell is compiled as."""
_LONGEST = 300
"""Letters of an exception that a message quotes."""
_quiet = logging.getLogger("fieldwise.run")
_quiet.addHandler(logging.NullHandler())
_quiet.propagate = False


class Kernel:
    """One kernel, for one or more programs one after another."""

    def __init__(self, limit: float, say: Say) -> None:
        self._limit = limit
        self._say = say
        self._open = ExitStack()

    def __enter__(self) -> Kernel:
        try:
            self._open.enter_context(_orderly_end())
            root = self._open.enter_context(_folder())
            self._log = root / "log"
            talk = connection(root)
            self._process = start(root, talk, self._log)
            self._open.callback(self._kill)
            self._runner = self._open.enter_context(asyncio.Runner())
            self._runner.run(self._connect(talk))
            self._say("the kernel has started")
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(self, *failure: object) -> None:
        self._open.close()

    def run(self, program: Program, *, again: bool = False) -> Result:
        """What a program gives; `again` forgets first all that one before has defined.

        Raises:
            CodeError: a cell raises.
            RunError: a cell hangs, the kernel dies, or a value cannot be computed.
        """
        return self._runner.run(self._run(program, again))

    async def _connect(self, talk: Any) -> None:
        self._client = client = _client(self._process)
        client.load_connection_info(talk)
        client.allow_stdin = False
        client.start_channels(stdin=False, hb=False, control=False)
        self._open.callback(client.stop_channels)
        until = time.monotonic() + _STARTUP
        while self._process.poll() is None and time.monotonic() < until:
            client.kernel_info()
            with suppress(Empty):
                await client.get_shell_msg(timeout=1)
                await client.get_iopub_msg(timeout=0.1)  # from now on no output is missed
                return
        said = self._log.read_text(errors="replace").splitlines()
        reason = next((line for line in reversed(said) if "Error" in line), "it gave no answer")
        raise RunError(
            f"the Jupyter kernel did not start: {reason}.",
            hint=f"See what `{sys.executable} -m ipykernel_launcher` says.",
        )

    async def _run(self, program: Program, again: bool) -> Result:
        notebook = _notebook(program, self._client, self._limit)
        if again or "matplotlib" in program.versions:
            await self._ask(notebook, program.cells[0], {"": _FORGET if again else _FONTS})
        outputs: dict[str, list[Output]] = {}
        values: dict[str, float] = {}
        series: dict[str, list[float]] = {}
        for number, cell in enumerate(program.cells):
            self._say(f"running `{cell.id}`, cell {number + 1} of {len(program.cells)}")
            outputs[cell.id] = await self._execute(notebook, cell, number)
            values |= await self._values(notebook, cell, program.values_of(cell))
            series |= await self._series(notebook, cell, program.series_of(cell))
        return outputs, values, series

    async def _execute(self, notebook: NotebookClient, cell: Cell, number: int) -> list[Output]:
        from nbclient.exceptions import CellExecutionError

        node = notebook.nb.cells[number]
        with self._failures(cell):
            try:
                await notebook.async_execute_cell(node, number)
            except CellExecutionError as error:
                raise _code_error(cell, error, node.outputs) from None
        return joined(_plain(output) for output in node.outputs)

    async def _values(
        self, notebook: NotebookClient, cell: Cell, values: Sequence[ValueSpec]
    ) -> dict[str, float]:
        """Values at full precision, read without a trace in the kernel or its outputs."""
        if not values:
            return {}
        exact = {value.name: f"__builtins__.float({value.expression}).hex()" for value in values}
        answers = await self._ask(notebook, cell, exact)
        return {value.name: _numbers(cell, value, answers[value.name])[0] for value in values}

    async def _series(
        self, notebook: NotebookClient, cell: Cell, series: Sequence[SeriesSpec]
    ) -> dict[str, list[float]]:
        """Series at full precision, likewise."""
        if not series:
            return {}
        exact = {
            each.name: f"' '.join(__builtins__.float(each).hex() for each in {each.expression})"
            for each in series
        }
        answers = await self._ask(notebook, cell, exact)
        return {each.name: _numbers(cell, each, answers[each.name]) for each in series}

    async def _ask(
        self, notebook: NotebookClient, cell: Cell, expressions: Mapping[str, str]
    ) -> Mapping[str, Any]:
        """What expressions evaluate to in the kernel, each as it shows or as it fails."""
        with self._failures(cell):
            request = self._client.execute(
                "", silent=True, store_history=False, user_expressions=dict(expressions)
            )
            reply = await notebook.async_wait_for_reply(request, notebook.nb.cells[0])
        return reply["content"]["user_expressions"] if reply else {}

    @contextmanager
    def _failures(self, cell: Cell) -> Iterator[None]:
        """Say in one sentence how a kernel failed at a cell."""
        from nbclient.exceptions import CellTimeoutError, DeadKernelError

        where = f"{cell.place.path}:{cell.place.line}"
        try:
            yield
        except CellTimeoutError:
            raise RunError(
                f"the cell `{cell.id}` did not end within {self._limit:g} s and was stopped.",
                where=where,
                hint=f"A higher limit is set in the environment variable {limits.VARIABLE}.",
            ) from None
        except DeadKernelError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():  # an interrupt, which nbclient mistakes
                raise asyncio.CancelledError from None
            raise RunError(
                f"the kernel died in the cell `{cell.id}`{_cause(self._process)}.", where=where
            ) from None

    def _kill(self) -> None:
        """End the kernel and whatever it has started."""
        if self._process.poll() is None:
            with suppress(OSError):
                if sys.platform == "win32":
                    self._process.kill()
                else:
                    os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextmanager
def _orderly_end() -> Iterator[None]:
    """Let a request to terminate clean up first, unless somebody else attends to it."""
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    ):
        yield
        return

    def end(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    try:
        folder = TemporaryDirectory(prefix="fieldwise-", ignore_cleanup_errors=True)
    except OSError as error:
        raise WriteError.from_os("a folder for temporary files", error) from None
    with folder as path:
        yield Path(path)


def _client(process: subprocess.Popen[bytes]) -> AsyncKernelClient:
    """A client that knows the kernel's process, and so whether it lives."""
    from jupyter_client.asynchronous.client import AsyncKernelClient

    class Client(AsyncKernelClient):
        """Asks the process, not its heartbeat, which a busy machine delays."""

        async def is_alive(self) -> bool:
            return process.poll() is None

    return Client()


def _notebook(program: Program, client: AsyncKernelClient, limit: float) -> NotebookClient:
    """What executes cells; it sends its complaints nowhere, for we raise our own."""
    from nbclient import NotebookClient
    from nbformat import from_dict

    cells = [
        {"cell_type": "code", "metadata": {}, "source": cell.body, "outputs": []}
        for cell in program.cells
    ]
    as_nodes: Callable[[Any], Any] = from_dict
    notebook = NotebookClient(
        as_nodes({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}),
        log=_quiet,
        timeout=math.ceil(limit),
        iopub_timeout=math.ceil(limit),
        raise_on_iopub_timeout=True,
        shell_timeout_interval=1,
    )
    notebook.kc = client
    return notebook


def _plain(output: Any) -> Output:
    """A notebook node as the plain dict it stands for."""
    plain: Output = json.loads(json.dumps(output))
    return plain


def _numbers(cell: Cell, value: ValueSpec | SeriesSpec, answer: Mapping[str, Any]) -> list[float]:
    """The finite numbers that an expression gave."""
    if answer["status"] == "ok":
        texts = answer["data"]["text/plain"].strip("'").split()
        numbers = [float.fromhex(text) for text in texts]
        if all(map(math.isfinite, numbers)):
            return numbers
        problem = f"is {next(number for number in numbers if not math.isfinite(number))}"
    else:
        problem = f"cannot be computed: {_sentence(answer)}"
    raise RunError(
        f"the value `{value.name}`, `{value.expression}` after the cell `{cell.id}`, {problem}.",
        where=f"{value.place.path}:{value.place.line}",
    )


def _code_error(cell: Cell, error: Any, outputs: list[Any]) -> CodeError:
    trace = "\n".join(line for item in outputs for line in item.get("traceback", ()))
    line = _LINE.search(_COLOUR.sub("", trace))
    place = cell.place.down(int(line[1]) - 1 if line else 0)
    problem = _sentence({"ename": error.ename, "evalue": error.evalue})
    return CodeError(
        f"the cell `{cell.id}` stops with {problem}.", where=f"{place.path}:{place.line}"
    )


def _sentence(failure: Mapping[str, str]) -> str:
    """An exception's last line, on one line whatever it holds."""
    text = _FILE.sub("", " ".join(f"{failure['ename']}: {failure['evalue']}".split()))
    return text.rstrip(": .") if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _cause(process: subprocess.Popen[bytes]) -> str:
    """By what a process was ended, as far as the system tells."""
    code = process.poll()
    if code is None or code >= 0:
        return ""
    by = f", ended by {signal.Signals(-code).name}"
    return f"{by}; perhaps memory ran out" if -code == signal.SIGKILL else by
