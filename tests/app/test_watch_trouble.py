"""What happens to watching when something breaks that nobody foresaw."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.author import Author
from app.served import served
from app.test_watch import CORNER, SUMMARY, opened, until
from fieldwise.app.serve import HOST
from fieldwise.app.watch import Watched, Watching, rebuild, watching
from page.chromium import Browser

NAME = "pottery/line"


def wait_for(lines: list[str], words: str) -> None:
    """Wait until the last line on the terminal holds these words."""
    end = time.monotonic() + 10
    while not (lines and words in lines[-1]) and time.monotonic() < end:
        time.sleep(0.01)
    assert lines and words in lines[-1], lines


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    """A field of which nothing but its folder is there."""
    (tmp_path / "fields" / "pottery").mkdir(parents=True)
    return Watched((tmp_path,), ("pottery",), "line", tmp_path / "site")


def test_a_defect_in_a_build_is_said_and_the_next_save_is_built(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = rebuild.Standing(NAME, True, "1", (), ())
    builds: list[Callable[[], rebuild.Standing]] = [lambda: good, lambda: 1 // 0]  # type: ignore[list-item,return-value]
    monkeypatch.setattr(rebuild, "_built", lambda *given: (builds.pop()(),))
    lines: list[str] = []
    part = Watching(watched, "", lines.append)
    part.begin()
    try:
        wait_for(lines, "pottery: not built: Fieldwise has a defect at test_watch_trouble.py:")
        assert "ZeroDivisionError" in lines[0] and "go on writing" in lines[0]
        (watched.roots[0] / "fields" / "pottery" / "line.md").write_text("anything")
        wait_for(lines, "pottery: built in")
    finally:
        part.end()


def test_watching_that_breaks_is_said_and_begun_anew(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*given: object) -> Iterator[tuple[str, ...]]:
        monkeypatch.undo()
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(watching, "_PAUSE", 0.1)
    monkeypatch.setattr(watching, "changes", breaks)
    lines: list[str] = []
    part = Watching(watched, "", lines.append)
    part.begin()
    try:
        wait_for(lines, "your files are not followed: the system refuses: Permission denied.")
        assert len(lines) == 2
        watched.roots[0].joinpath("lessons", "line").mkdir(parents=True)
        watched.roots[0].joinpath("lessons", "line", "lesson.md").write_text("---\n---\n")
        wait_for(lines, "FW")
    finally:
        part.end()


@pytest.mark.browser
def test_the_page_says_that_it_does_not_follow(
    browser: Browser, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*given: object) -> Iterator[tuple[str, ...]]:
        raise RuntimeError("no more watches")

    monkeypatch.setattr(watching, "changes", breaks)
    part = Watching(watched, "", lambda line: None)
    part.begin()
    with served(watched.out, [part]) as port:
        browser.visit(f"http://{HOST}:{port}/{NAME}.html")
        until(browser, f"{SUMMARY} === 'Your files are not followed at the moment'")
        why = browser.ask(f"return {CORNER}.querySelector('.finding').textContent")
        assert why.endswith("(RuntimeError: no more watches); please report it, and go on writing.")


@pytest.mark.browser
@pytest.mark.kernel
def test_a_page_whose_app_has_stopped_gives_up_to_ask_for_it(
    browser: Browser, watching: Callable[..., Author]
) -> None:
    author = watching()
    fast = "const late = setTimeout; window.setTimeout = (run, wait) => late(run, wait / 50)"
    added = browser.command("Page.addScriptToEvaluateOnNewDocument", source=fast)
    opened(browser, author)
    browser.command("Page.removeScriptToEvaluateOnNewDocument", **added)
    port = int(author.address.split(":")[2].split("/")[0])
    author.process.terminate()
    author.process.wait()
    asked: list[float] = []
    with socket.create_server((HOST, port)) as other:
        threading.Thread(target=knocked, args=[other, asked], daemon=True).start()
        foot = f"{CORNER}.querySelector('.foot').textContent"
        until(browser, f"{foot} === 'When it runs again, load this page anew.'", 20, foot)
        assert browser.ask(f"return {SUMMARY}").startswith("The app has stopped")
        known = len(asked)
        assert 2 <= known <= 9
        time.sleep(1.5)
        assert len(asked) == known


def knocked(listener: socket.socket, asked: list[float]) -> None:
    """Another program: it hangs up on whoever knocks."""
    while True:
        try:
            listener.accept()[0].close()
        except OSError:
            return
        asked.append(time.monotonic())
