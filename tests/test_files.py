"""Files: read with care, written whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwise import files
from fieldwise.errors import InputError, WriteError


@given(st.text())
def test_digest_does_not_care_for_line_ends(text: str) -> None:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    assert files.digest(unix) == files.digest(unix.replace("\n", "\r\n")) == files.digest(text)


def test_digest_of_bytes_is_of_every_byte() -> None:
    assert files.digest(b"a\r\n") != files.digest(b"a\n") == files.digest("a\r\n")


def test_write_replaces_whole_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "new" / "page.html"
    files.write(path, "old")
    files.write(path, "new €", durable=False)
    assert path.read_bytes() == "new €".encode()
    assert [entry.name for entry in path.parent.iterdir()] == ["page.html"]


def test_write_gives_the_rights_that_the_user_asks_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write(tmp_path / "page.html", "")
    finally:
        os.umask(before)
    assert (tmp_path / "page.html").stat().st_mode & 0o777 == 0o640


def test_write_follows_a_link_and_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    files.write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new"


@pytest.mark.parametrize("path", ["folder", "folder/deeper/../../folder", "/dev/null"])
def test_write_refuses_what_is_no_file(tmp_path: Path, path: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteError, match="this is a folder or a device, no file"):
        files.write(tmp_path / path, "x")


def test_write_puts_a_file_in_place_of_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    files.write(tmp_path / "loop", "new")
    assert (tmp_path / "loop").read_text() == "new"


def test_write_below_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError) as caught:
        files.write(tmp_path / "file" / "page.html", "x")
    assert str(caught.value).endswith("Nothing that was there before has changed.")
    assert str(caught.value).startswith(f"{tmp_path / 'file' / 'page.html'}: cannot write: ")


def test_a_disk_that_takes_no_more_keeps_the_old_content(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "page.html"
    files.write(path, "old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(WriteError, match="cannot write: File too large"):
            files.write(path, "new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_killed_at_any_moment_a_reader_sees_old_or_new(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    files.write(path, "0" * 1_000_000)
    code = (
        "import sys; from pathlib import Path; from fieldwise import files\n"
        "for n in range(10**6): files.write(Path(sys.argv[1]), str(n % 10) * 1_000_000)"
    )
    for wait in (0.15, 0.17, 0.2):
        writer = subprocess.Popen([sys.executable, "-c", code, str(path)])
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        text = path.read_text()
        assert text == text[0] * 1_000_000
    assert {entry.suffix for entry in tmp_path.iterdir()} <= {".html", ".part"}


def test_sweep_takes_old_leftovers_only(tmp_path: Path) -> None:
    for name in (".a.html.1.part", ".b.html.2.part", "c.part", "d.html"):
        (tmp_path / name).write_text("")
        if name != ".b.html.2.part":
            os.utime(tmp_path / name, (0, 0))
    files.sweep(tmp_path)
    left = sorted(entry.name for entry in tmp_path.iterdir())
    assert left == [".b.html.2.part", "c.part", "d.html"]
    files.sweep(tmp_path / "nowhere")


def test_read_text_normalises_line_ends_and_drops_the_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert files.read_text(tmp_path / "a.md") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"a\nb\xff", ":2: the file is not UTF-8: byte 0xff stands there. Save it as UTF-8."),
        (b"x" * 12, ": the file has 12 bytes; the largest that is read has 10."),
    ],
)
def test_read_text_says_what_is_wrong(tmp_path: Path, raw: bytes, message: str) -> None:
    (tmp_path / "a.md").write_bytes(raw)
    with pytest.raises(InputError) as caught:
        files.read_text(tmp_path / "a.md", largest=10)
    assert str(caught.value) == f"{tmp_path / 'a.md'}{message}"


def test_read_text_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read: No such file or directory"):
        files.read_text(tmp_path / "a.md")
