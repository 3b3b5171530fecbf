"""`--data` on the command line: bad input, each one sentence; columns asked for in a terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from fieldwise.cli import main
from pottery import LESSON
from tables import pairs, spoilt, table

Told = tuple[object, str, str]
"""Exit code, standard output, standard error."""
Run = Callable[..., Told]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> Told:
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        return (stop.value.code, *capsys.readouterr())

    return command


def export(run: Run, content: bytes | str, *options: str, name: str = "my.csv") -> Told:
    """Export a script on a file of that content."""
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return run("export", "economics", LESSON, "--to", "py", "-o", "my.py", "--data", name, *options)


def fits_image() -> bytes:
    from io import BytesIO

    from astropy.io import fits

    file = BytesIO()
    fits.PrimaryHDU(np.zeros((4, 4))).writeto(file)
    return file.getvalue()


AB = ("--x", "a", "--y", "b")
SCALED = "\n".join(["a,b", *(f"{n},{n * 10**298}" for n in range(1, 40))])


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(99), AB, "my.csv: this is a PNG picture, not a table"),
        (b"", AB, "my.csv: the file is empty."),
        ("a\n1\n2\n3\n4\n", AB, "my.csv: "),
        (table(), ("--x", "aa", "--y", "b"), "my.csv: there is no column “aa” to be x. Did you"),
        (spoilt("saturated", 14), AB, "my.csv:14: “saturated” in the column “b” is not a number."),
        (spoilt("inf", 7), AB, "my.csv:7: “inf” in the column “b” is infinite or too large"),
        (spoilt("2024-05-01", 9), AB, "my.csv:9: “2024-05-01” in the column “b” is a date"),
        ("a,b\n1,2\n2,3\n3,5\n", AB, "my.csv: only 3 rows have both numbers; the lesson needs"),
        (table(form="{a},7"), AB, "my.csv: “b” is 7 in all 30 rows"),
        (SCALED, AB, "my.csv: “b” holds numbers as large as 3.9 × 10²⁹⁹, whose squares"),
        (fits_image(), AB, "my.csv: "),
        (b"PAR1" + bytes(400) + b"PAR1", AB, "my.csv: "),
        (table(), ("--x", "a", "--y", "a"), "my.csv: x and y are the same column, “a”."),
        (table(form="{a},{b},{i}", head="a,b,c"), (), "my.csv: which column is x, the known one"),
        (table(), (*AB, "--x-unit", "x" * 90), ""),
    ],
)
def test_bad_input_is_one_sentence(
    run: Run, content: bytes | str, options: tuple[str, ...], sentence: str
) -> None:
    code, out, err = export(run, content, *options)
    if not sentence:
        assert code == 0
        return
    assert code == 2
    assert err.startswith(f"fieldwise: {sentence}") and err.count("\n") == 1
    assert out == "" and "Traceback" not in err
    assert not Path("my.py").exists()


def test_one_broken_line_at_the_end_of_a_large_file_is_named(run: Run) -> None:
    rows = "1.25,2.5\n2.75,3.5\n3.25,5.5\n" * 200_000
    code, _, err = export(run, f"a,b\n{rows}4.5,oops\n")
    assert code == 2
    assert err == (
        "fieldwise: my.csv:600002: “oops” in the column “b” is not a number. Mend this, or leave "
        "such rows out with --leave-out-broken.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export", "cooking", LESSON, "--to", "py", "--x", "a"), "--x is about data of your own."),
        (("build", "--data", "real"), "Data of your own are told in one field. Name it, as in"),
        (("build", "cooking", "economics", "--data", "real"), "told in one field."),
        (("open", "--data", "real"), "Real data come with a field; name one."),
        (("open", "cooking", "--data", "real", "--watch"), "--watch follows a story, not data."),
        (("export", "cooking", LESSON, "--to", "py", "--data", "no.csv"), "there is no such file."),
    ],
)
def test_wrong_use_is_a_sentence(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    code, _, err = run(*arguments)
    assert code == 2 and sentence in err


@pytest.mark.kernel
def test_the_only_columns_are_taken_and_notes_are_told(run: Run) -> None:
    code, out, err = export(run, table(form="{i},{a},{b}", head="id,dose [mg],effect"))
    told = re.sub(r"\n +", " ", err)
    assert (code, out) == (0, "my.py\n")
    assert "data  my.csv: 30 rows, all usable; x is “dose [mg]”, y is “effect”.\n" in told
    assert "note  The file does not say in which unit “effect” is. Once that is said," in told
    assert "every number carries its unit. --y-unit says it.\n" in told


@pytest.mark.kernel
def test_a_site_is_built_on_a_fields_real_data_and_back(run: Run) -> None:
    assert run("build", "economics", "--data", "real", "--out", "site")[0] == 0
    page = Path("site/economics/linear-regression.html")
    proof = Path("site/economics/linear-regression.certificate.json")
    assert "Engel" in page.read_text(encoding="utf-8")
    assert json.loads(proof.read_text(encoding="utf-8"))["data"]["rows"] == 235
    assert "Engel" in Path("site/index.html").read_text(encoding="utf-8")
    assert run("build", "economics", "--out", "site")[0] == 0
    assert json.loads(proof.read_text(encoding="utf-8"))["data"]["kind"] == "synthetic"


def test_list_names_real_data_with_their_licences(run: Run) -> None:
    _, out, _ = run("list")
    assert "--data real: Exposure series of a 12-bit CCD camera (Creative Commons" in out
    assert "--data hubble: Hubble's 24 nebulae of 1929 (public domain)" in out


@pytest.mark.kernel
def test_columns_are_asked_for_in_a_terminal(tmp_path: Path, cache_folder: Path) -> None:
    pty = pytest.importorskip("pty")
    x, y = pairs()
    rows = [f"{a},{b},{a + b}" for a, b in zip(x, y, strict=True)]
    (tmp_path / "my.csv").write_text("\n".join(["time,flux,sky", *rows]), encoding="utf-8")
    ours, theirs = pty.openpty()
    code = "from fieldwise.cli import main; main()"
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            code,
            "export",
            "economics",
            LESSON,
            "--to",
            "py",
            "--data",
            "my.csv",
        ],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=tmp_path,
        env={**os.environ, "COLUMNS": "90"},
    ) as child:
        os.close(theirs)
        os.write(ours, b"flx\nflux\n\n")
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        assert child.wait() == 0
    text = shown.decode().replace("\r", "")
    assert "  2  “flux”, 8.83 to 125.11\n" in text
    assert "Which is x, the known one? [time]:" in text
    assert "There is none. Did you mean flux?" in text
    assert "Which is y, the predicted one? [time]:" in text
    assert "x is “flux”, y is “time”." in text
    assert (tmp_path / f"economics-{LESSON}.py").is_file()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""
