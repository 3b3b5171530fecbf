from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from app.served import served
from fieldwise.app import jupyter
from fieldwise.app.serve import HOST, PORT, listen
from fieldwise.errors import UsageError


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A served folder with a page, a hidden file, and a file outside of it."""
    folder = tmp_path / "site"
    (folder / "cooking").mkdir(parents=True)
    (folder / "index.html").write_text("<p>gallery")
    (folder / "cooking" / "lesson.html").write_text("<p>lesson")
    (folder / ".fieldwise.json").write_text("{}")
    (tmp_path / "secret.html").write_text("secret")
    with served(folder) as port:
        yield port


def status(port: int, path: str, **headers: str) -> tuple[int, str]:
    with closing(HTTPConnection(HOST, port)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read().decode()


def test_pages_are_served_with_strict_headers(port: int) -> None:
    assert status(port, "/") == (200, "<p>gallery")
    with urllib.request.urlopen(f"http://{HOST}:{port}/cooking/lesson.html") as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "path",
    ["/nothing.html", "/.fieldwise.json", "/cooking", "/../secret.html", "/%2e%2e/secret.html"],
)
def test_nothing_else_is_served(port: int, path: str) -> None:
    assert status(port, path)[0] == 404


def test_no_whole_path_and_no_link_leads_out_of_the_folder(port: int, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    (tmp_path / "site" / "linked.html").symlink_to(secret)
    for path in (f"/{secret}", "/linked.html"):
        assert status(port, path)[0] == 404
        assert secret.read_text() not in status(port, path)[1]


def test_another_host_name_is_refused(port: int) -> None:
    assert status(port, "/", Host="evil.example")[0] == 400
    assert status(port, "/", Host=f"localhost:{port}")[0] == 200


def test_a_taken_port_is_a_sentence_unless_nobody_asked_for_it() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        with pytest.raises(UsageError, match=r"cannot listen on port .* --port"):
            listen(taken.getsockname()[1])
    with listen(None) as first, listen(None) as second:
        assert first.getsockname()[1] != second.getsockname()[1]
        assert first.getsockname()[1] == PORT or second.getsockname()[1] != PORT


def test_a_learner_s_notebook_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDWISE_HOME", str(tmp_path))
    said: list[str] = []
    path = jupyter.keep(b"original", "cooking", "lesson", said.append)
    assert path.read_bytes() == b"original"
    path.write_bytes(b"mine")
    assert jupyter.keep(b"newer", "cooking", "lesson", said.append) == path
    assert path.read_bytes() == b"mine"
    assert "fieldwise export cooking lesson --to ipynb" in said[-2]


@pytest.mark.kernel
def test_open_prints_the_address_and_serves_until_it_is_stopped(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "fieldwise", "open", "cooking", "--no-browser", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().strip()
        try:
            with urllib.request.urlopen(address, timeout=20) as response:
                assert "covers booked" in response.read().decode()
        finally:
            process.terminate()
        assert "Traceback" not in process.stderr.read()
    assert process.returncode == 0
