"""`fieldwise new` in a real pseudo-terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_COLOUR = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Terminal:
    """A process with a terminal of its own: what it shows, and keys pressed."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process = process
        self._master = master
        self.shown = ""
        """What has been shown and not yet waited for."""
        self.all = ""

    def until(self, text: str, seconds: float = 60) -> None:
        """Wait for a text."""
        end = time.monotonic() + seconds
        while text not in self.shown:
            if time.monotonic() > end or not self._more(0.2):
                raise AssertionError(f"{text!r} is not in:\n{self.shown}")
        _, _, self.shown = self.shown.partition(text)

    def answer(self, text: str) -> None:
        """Wait for the prompt, and type a line."""
        self.until("> ")
        os.write(self._master, f"{text}\n".encode())

    def press(self, keys: str) -> None:
        """Press keys; the third control character is Ctrl+C."""
        time.sleep(0.2)  # as fast as a person; a line editor needs a moment to get ready
        os.write(self._master, keys.encode())

    def ended(self) -> int:
        """Wait for the end, and return the exit code."""
        while self._more(0.2):
            pass
        return self.process.wait(30)

    def _more(self, seconds: float) -> bool:
        """Read what there is; False once the process has gone and all is read."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return self.process.poll() is None
        try:
            raw = os.read(self._master, 65536)
        except OSError:  # how a pseudo-terminal says that nobody is there any more
            return False
        text = _COLOUR.sub("", raw.decode("utf-8", "replace")).replace("\r\n", "\n")
        self.shown += text
        self.all += text
        return bool(raw)


@contextmanager
def terminal(*arguments: str, env: Mapping[str, str], cwd: Path) -> Iterator[Terminal]:
    """Run `fieldwise` in a pseudo-terminal."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "fieldwise", *arguments]
    process = subprocess.Popen(
        command,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env={**os.environ, **env, "TERM": "xterm"},
        cwd=cwd,
        preexec_fn=_own_terminal,
    )
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(master)


def _own_terminal() -> None:
    """Make the terminal on standard input the one whose Ctrl+C reaches the process."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
