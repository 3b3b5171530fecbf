"""The kernel: what leaves it, what does not reach it, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldwise.errors import RunError, WriteError
from fieldwise.model import Cell, Place, SeriesSpec, ValueSpec
from fieldwise.run import start
from fieldwise.run.kernel import Kernel
from fieldwise.run.program import CodeError, Program

pytestmark = pytest.mark.kernel


def program(*code: str, **values: str) -> Program:
    """A program of some cells, each value read after the first."""
    cells = [Cell(f"c{n}", "code", body, Place("lesson.md", 10 * n)) for n, body in enumerate(code)]
    specs = [
        ValueSpec(name, cells[0].id, expression, "", ".3f", None, Place("lesson.md", 5))
        for name, expression in values.items()
    ]
    return Program(tuple(cells), tuple(specs), (), {})


def printed(code: str) -> str:
    """What a cell prints in a kernel of its own."""
    with Kernel(30, lambda text: None) as kernel:
        outputs, *_ = kernel.run(program(code))
    return "".join(output["text"] for output in outputs["c0"])


def failure(code: str, limit: float = 30) -> str:
    """What is said when a second cell fails."""
    with pytest.raises(RunError) as caught, Kernel(limit, lambda text: None) as kernel:
        kernel.run(program("x = 1", code))
    return str(caught.value)


def test_outputs_are_plain_and_values_exact() -> None:
    code = "import sys; print(1); print(2); 0.1 + 0.2", "print(3, file=sys.stderr)"
    with Kernel(30, lambda text: None) as kernel:
        outputs, values, _ = kernel.run(program(*code, a="_", b="1/3"))
    out, result = outputs["c0"]
    assert out == {"output_type": "stream", "name": "stdout", "text": "1\n2\n"}
    assert outputs["c1"] == [{"output_type": "stream", "name": "stderr", "text": "3\n"}]
    assert result["execution_count"] == 1
    assert result["data"] == {"text/plain": "0.30000000000000004"}
    assert type(result["data"]) is dict
    assert values == {"a": 0.1 + 0.2, "b": 1 / 3}


def test_series_are_read_at_full_precision() -> None:
    cell = Cell("c", "code", "x = [1, 1 / 3, -2e-300]", Place("lesson.md", 1))
    spec = SeriesSpec("x", "c", "x", Place("lesson.md", 5))
    with Kernel(30, lambda text: None) as kernel:
        _, _, series = kernel.run(Program((cell,), (), (spec,), {}))
    assert series == {"x": [1.0, 1 / 3, -2e-300]}


def test_reading_values_leaves_no_trace() -> None:
    code = (
        "names = {*globals(), '_', '__', '___'}\n7",
        "print(sorted({*globals(), '_', '__', '___'} - names))\n_, In[-2:]",
    )
    warn = "__import__('warnings').warn('odd') or print('odd') or 1"
    with Kernel(30, lambda text: None) as kernel:
        plain, *_ = kernel.run(program(*code))
    with Kernel(30, lambda text: None) as kernel:
        read, values, _ = kernel.run(program(*code, a=warn))
        again, *_ = kernel.run(program(*code, a=warn), again=True)
    assert values == {"a": 1.0}
    assert plain == read == again
    assert plain["c1"][1]["execution_count"] == 2


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "a = 1\n\n1 / 0",
            "lesson.md:12: the cell `c1` stops with ZeroDivisionError: division by zero.",
        ),
        ("if True\n  1", "lesson.md:10: the cell `c1` stops with SyntaxError: expected ':'."),
        ("raise ValueError('<b>\\nnext ' + 'x' * 999)", "c1` stops with ValueError: <b> next xxx"),
        ("input()", "StdinNotImplementedError"),
        ("import sys; sys.exit(3)", "lesson.md:10: the cell `c1` stops with SystemExit: 3."),
    ],
)
def test_an_exception_is_named_with_its_line(code: str, message: str) -> None:
    said = failure(code)
    assert message in said
    assert "\n" not in said
    assert len(said) < 400


def test_the_line_is_the_cells_own_when_a_function_of_another_fails() -> None:
    with (
        pytest.raises(CodeError, match=r"^lesson\.md:11: the cell `c1`"),
        Kernel(30, print) as kernel,
    ):
        kernel.run(program("def f():\n\n\n    raise KeyError('In[7], line 9')", "x = 1\nf()"))


def test_a_cell_that_hangs_is_stopped() -> None:
    said = failure("while True: pass", limit=1)
    assert said.startswith("lesson.md:10: the cell `c1` did not end within 1 s and was stopped. ")
    assert "FIELDWISE_CELL_SECONDS" in said


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("import os; os._exit(7)", "."),
        ("import os; os.kill(os.getpid(), 9)", ", ended by SIGKILL; perhaps memory ran out."),
        ("import os; os.kill(os.getpid(), 11)", ", ended by SIGSEGV."),
    ],
)
def test_a_kernel_that_dies_is_one_sentence(
    capfd: pytest.CaptureFixture[str], code: str, cause: str
) -> None:
    assert failure(code) == f"lesson.md:10: the kernel died in the cell `c1`{cause}"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("float('nan')", "is nan."),
        ("1e308 * 10", "is inf."),
        ("missing", "cannot be computed: NameError: name 'missing' is not defined."),
        ("'7.7'[:0]", "cannot be computed: ValueError: could not convert string to float: ''."),
        ("1 +", "cannot be computed: SyntaxError: "),
    ],
)
def test_a_value_that_is_no_number_is_named_with_its_line(expression: str, problem: str) -> None:
    with pytest.raises(RunError) as caught, Kernel(30, print) as kernel:
        kernel.run(program("x = 1", mse=expression))
    said = f"lesson.md:5: the value `mse`, `{expression}` after the cell `c0`, {problem}"
    assert str(caught.value).startswith(said)


def test_nothing_of_the_users_reaches_the_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tmp_path / "ipython" / "profile_default"
    (profile / "startup").mkdir(parents=True)
    (profile / "startup" / "mine.py").write_text("leaked = 'IPython'")
    (profile / "ipython_kernel_config.py").write_text(
        "c.InteractiveShellApp.exec_lines = ['leaked = 2']"
    )
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 77")
    (tmp_path / "startup.py").write_text("leaked = 'Python'")
    for name, value in {
        "IPYTHONDIR": tmp_path / "ipython",
        "MATPLOTLIBRC": tmp_path / "matplotlibrc",
        "MPLCONFIGDIR": tmp_path,
        "MPLBACKEND": "pdf",
        "PYTHONSTARTUP": tmp_path / "startup.py",
        "PYTHONWARNINGS": "error",
        "PYTHONOPTIMIZE": "2",
        "OMP_NUM_THREADS": "7",
        "SECRET_TOKEN": "leaked",
        "TZ": "Asia/Tokyo",
    }.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(tmp_path)
    code = """
import matplotlib.pyplot as plt, os, json, time, warnings
warnings.simplefilter("ignore")
print(json.dumps([
    "leaked" in globals(), plt.rcParams["lines.linewidth"], plt.get_backend(), __debug__,
    os.environ["OMP_NUM_THREADS"], "leaked" in os.environ.values(), time.tzname[0], os.listdir()
]))"""
    inline = "module://matplotlib_inline.backend_inline"
    said = json.loads(printed(code).splitlines()[-1])
    assert said[2] in (inline, "inline")
    assert said[:2] + said[3:] == [False, 1.5, True, "1", False, "UTC", []]


def test_relative_folders_of_the_python_path_are_still_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "near").mkdir()
    (tmp_path / "near" / "nearby_module.py").write_text("here = 5")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", "near")
    assert printed("import nearby_module; print(nearby_module.here)") == "5\n"


def test_a_stranger_who_knocks_at_the_kernels_ports_is_not_in_what_a_cell_prints() -> None:
    code = """
import psutil, socket, time
ports = [each.laddr.port for each in psutil.Process().net_connections("tcp")
         if each.status == "LISTEN"]
for port in ports:
    with socket.create_connection(("127.0.0.1", port)) as knock:
        knock.sendall(b"GET / HTTP/1.1\\r\\n" + 200 * b"Accept: */*\\r\\n")
        time.sleep(1)
print(len(ports) > 0)"""
    assert printed(code) == "True\n"


def test_loopback_serves_where_sockets_have_no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "_LONGEST_SOCKET", 0)
    assert printed("print(1)") == "1\n"


def test_without_ipykernel_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "find_spec", lambda name: None)
    with pytest.raises(
        RunError, match=r"ipykernel, .* is not installed .* -m pip install ipykernel"
    ):
        printed("print(1)")


def test_a_kernel_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = start.environment

    def broken(root: Path) -> dict[str, str]:
        return environment(root) | {"PYTHONHOME": str(root)}

    monkeypatch.setattr(start, "environment", broken)
    with pytest.raises(RunError, match=r"the Jupyter kernel did not start: .*encodings"):
        printed("print(1)")


def test_without_room_for_a_folder_it_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(WriteError, match=r"^a folder for temporary files: cannot write: No such"):
        printed("print(1)")


def test_nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    threads = [*Path("/proc/self/task").glob("*")]
    pid = int(
        printed("import os, subprocess; subprocess.Popen(['sleep', '99']); print(os.getpid())")
    )
    wait_for(lambda: not alive(pid))
    assert list(tmp_path.iterdir()) == []
    # A build forks after its first run, which threads would make unsafe.
    assert [*Path("/proc/self/task").glob("*")] == threads


LIVE = """
import sys
from pathlib import Path
from fieldwise.model import Cell, Place
from fieldwise.run.kernel import Kernel
from fieldwise.run.program import Program
code = f"import os, time; open({sys.argv[1]!r}, 'w').write(str(os.getpid())); time.sleep(99)"
program = Program((Cell("c", "code", code, Place("lesson.md", 1)),), (), (), {})
try:
    with Kernel(99, lambda text: None) as kernel:
        kernel.run(program)
except KeyboardInterrupt:
    raise SystemExit(130)
"""


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (signal.SIGINT, 130),
        (signal.SIGTERM, 128 + signal.SIGTERM),
        (signal.SIGKILL, -signal.SIGKILL),
    ],
)
def test_the_kernel_ends_when_we_are_ended(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    pid = tmp_path / "pid"
    us = subprocess.Popen(
        [sys.executable, "-c", LIVE, str(pid)],
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    wait_for(lambda: pid.exists() and pid.read_text() != "")
    us.send_signal(sent)
    _, said = us.communicate(timeout=20)
    assert (us.returncode, said) == (code, b"")
    wait_for(lambda: not Path(f"/proc/{pid.read_text()}").exists())
    if sent is not signal.SIGKILL:
        assert [path.name for path in tmp_path.iterdir()] == ["pid"]


def alive(group: int) -> bool:
    """Whether any process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait up to twenty seconds for something to happen."""
    until = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)
