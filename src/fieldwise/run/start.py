"""Start a kernel's process: in an empty folder, with nothing of the user's in its surroundings."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fieldwise import cache, files
from fieldwise.errors import RunError, WriteError

_KEPT = (
    *("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    *("DYLD_FALLBACK_LIBRARY_PATH", "VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME", "PYTHONUSERBASE"),
    *("PYTHONNOUSERSITE", "PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE"),
    *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP"),
    *("USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
)
"""What a Python process needs to find itself; nothing else of the environment is passed on."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""Sums come out the same however many processors there are."""
_LAUNCH = """import gc, os, runpy, sys
gc.set_threshold(500_000)
sys.__stderr__ = os.fdopen(os.dup(2), "w", buffering=1)
runpy.run_module("ipykernel_launcher", run_name="__main__", alter_sys=True)"""
"""The usual launcher. Large libraries make no rubbish while they load: to look for it less often
saves a tenth of the time that takes. What the kernel says by itself, say of a stranger who
knocks at its port for forked processes, stays in the log, out of what a cell prints."""
_LONGEST_SOCKET = 80
"""Letters of a path that every system takes as the name of a socket."""
_CHANNELS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


def start(root: Path, connection: Mapping[str, Any], log: Path) -> subprocess.Popen[bytes]:
    """Start a kernel below an empty folder; what it prints by itself goes to `log`.

    Raises:
        RunError: there is no kernel to start.
        WriteError: the disk is full.
    """
    if find_spec("ipykernel") is None:
        raise RunError(
            "ipykernel, Jupyter's Python kernel, is not installed beside this Python.",
            hint=f"Install it with `{sys.executable} -m pip install ipykernel`.",
        )
    file = root / "connection.json"
    command = [sys.executable, "-c", _LAUNCH, "-f", str(file)]
    try:
        (root / "work").mkdir()
        # The file holds the key that lets one talk to the kernel; the folder is its owner's only.
        file.write_text(json.dumps(connection), encoding="utf-8")
        with log.open("wb") as sink:
            return subprocess.Popen(
                [*command, "--HistoryManager.enabled=False"],
                cwd=root / "work",
                env=environment(root),
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
            )
    except OSError as error:
        raise WriteError.from_os(root, error) from None


def connection(root: Path) -> dict[str, Any]:
    """How a kernel is talked to: by sockets in its folder, or where there are none, by loopback."""
    talk: dict[str, Any] = {
        "key": secrets.token_hex(32),
        "signature_scheme": "hmac-sha256",
        "kernel_name": "",
    }
    if sys.platform != "win32" and len(str(root)) < _LONGEST_SOCKET:
        ports = dict(zip(_CHANNELS, range(1, 6), strict=True))
        return talk | ports | {"transport": "ipc", "ip": str(root / "kernel")}
    return talk | _free_ports() | {"transport": "tcp", "ip": "127.0.0.1"}


def environment(root: Path) -> dict[str, str]:
    """The environment variables of a kernel."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    if "PYTHONPATH" in os.environ:
        entries = os.environ["PYTHONPATH"].split(os.pathsep)
        kept["PYTHONPATH"] = os.pathsep.join(str(Path(entry).absolute()) for entry in entries)
    if sys.platform != "win32":
        kept["JPY_PARENT_PID"] = str(os.getpid())  # the kernel ends when this process has ended
    return {
        **kept,
        **dict.fromkeys(_ONE_THREAD, "1"),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "IPYTHONDIR": str(root / "ipython"),
        "JUPYTER_CONFIG_DIR": str(root / "jupyter"),
        "JUPYTER_NO_CONFIG": "1",
        "MPLCONFIGDIR": str(_matplotlib_folder(root)),
    }


def _matplotlib_folder(root: Path) -> Path:
    """Where Matplotlib keeps its list of fonts, which takes it seconds to make.

    The list that the user's own Matplotlib has made serves as well: it is what a plain Jupyter
    run would go by.
    """
    kept = cache.folder() / "matplotlib"
    with suppress(OSError, WriteError, RuntimeError):  # the last one: nobody's home is known
        kept.mkdir(parents=True, exist_ok=True)
        for listed in _users_matplotlib().glob("fontlist-*.json"):
            if not (kept / listed.name).exists():
                files.write(kept / listed.name, listed.read_bytes(), durable=False)
        # A killed process leaves its lock, and every later one would wait for it in vain.
        files.sweep(kept, pattern="*.matplotlib-lock", older=60)
    return kept if os.access(kept, os.W_OK) else root / "matplotlib"


def _users_matplotlib() -> Path:
    """Where Matplotlib keeps such a list by itself."""
    if named := os.environ.get("MPLCONFIGDIR"):
        return Path(named)
    if sys.platform.startswith(("linux", "freebsd")):
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
    return Path.home() / ".matplotlib"


def _free_ports() -> dict[str, int]:
    """A free port on loopback for each channel."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in _CHANNELS]
    ports = [opened.getsockname()[1] for opened in sockets]
    for opened in sockets:
        opened.close()
    return dict(zip(_CHANNELS, ports, strict=True))
