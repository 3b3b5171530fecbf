from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fieldwise import build as stage
from fieldwise.build import Built, build
from fieldwise.errors import UsageError, WriteError
from fieldwise.joining import NOTHING
from fieldwise.manifest import MANIFEST
from fieldwise.model import Lesson
from fieldwise.page.pack import put
from fieldwise.read import Course, find_course
from pottery import LESSON, POTTERY, Tree

pytestmark = pytest.mark.kernel


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "site"


def content(out: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != stage.LOCK
    }


def made(built: Built) -> dict[str, str]:
    return {
        item.name.partition("/")[0]: "failed"
        if item.failed
        else "unchanged"
        if item.unchanged
        else "built"
        for item in built.editions
    }


@pytest.fixture
def pots(course_tree: Tree) -> Course:
    """Seven scenario-only fields: more than are built in one process."""
    return find_course(course_tree({f"fields/pot-{n}/{LESSON}.md": POTTERY for n in range(7)}))


FIELDS = tuple(f"pot-{n}" for n in range(7))


def test_a_build_writes_gallery_page_notebook_and_certificate(
    kiln: Course, lesson: Lesson, tmp_path: Path
) -> None:
    built = build(kiln, ("pottery",), lesson, tmp_path)
    assert not built.failed
    assert set(content(tmp_path)) == {
        "index.html",
        MANIFEST,
        f"pottery/{LESSON}.html",
        f"pottery/{LESSON}.ipynb",
        f"pottery/{LESSON}.py",
        f"pottery/{LESSON}.certificate.json",
        f"pottery/{LESSON}.telling.js",
    }
    proof = json.loads((tmp_path / f"pottery/{LESSON}.certificate.json").read_text())
    assert proof["values"]["mse"] == pytest.approx(7.687238738549479, rel=1e-12)
    assert proof["values"].keys() >= {
        *("slope", "intercept", "mse", "descent_w", "descent_b", "descent_mse"),
        *("train_mse", "test_mse"),
    }


def test_many_editions_are_the_same_bytes_whoever_builds_them(
    pots: Course, lesson: Lesson, tmp_path: Path
) -> None:
    together, alone = tmp_path / "together", tmp_path / "alone"
    assert not build(pots, FIELDS, lesson, together).failed
    for field in FIELDS:
        build(pots, (field,), lesson, alone)
    assert content(together) == content(alone)


def test_only_what_changed_is_built_again(pots: Course, lesson: Lesson, out: Path) -> None:
    build(pots, FIELDS, lesson, out)
    before = content(out)
    assert set(made(build(pots, FIELDS, lesson, out)).values()) == {"unchanged"}
    assert content(out) == before
    story = pots.story_paths["pot-3", LESSON]
    story.write_text(POTTERY + "\n## title\n\nGas and time\n")
    again = made(build(pots, FIELDS, lesson, out))
    assert [name for name, what in again.items() if what == "built"] == ["pot-3"]
    after = content(out)
    changed = {name for name, raw in after.items() if raw != before[name]}
    own = ("html", "ipynb", "py", "certificate.json", "telling.js")
    assert {name for name in changed if "/" in name} == {
        *(f"pot-3/{LESSON}.{suffix}" for suffix in own),
        *(f"pot-{n}/{LESSON}.html" for n in range(7)),
    }
    neighbour = f"pot-4/{LESSON}.html"
    assert put(after[neighbour], NOTHING) == put(before[neighbour], NOTHING)


def test_a_damaged_or_missing_file_is_built_again(
    kiln: Course, lesson: Lesson, tmp_path: Path
) -> None:
    build(kiln, ("pottery",), lesson, tmp_path)
    before = content(tmp_path)
    (tmp_path / f"pottery/{LESSON}.html").write_text("<p>half")
    (tmp_path / f"pottery/{LESSON}.ipynb").unlink()
    assert made(build(kiln, ("pottery",), lesson, tmp_path)) == {"pottery": "built"}
    assert content(tmp_path) == before


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"pottery/linear-regression": 3}', '{"a": {}}'])
def test_a_damaged_manifest_is_as_good_as_none(
    kiln: Course, lesson: Lesson, tmp_path: Path, damage: str
) -> None:
    build(kiln, ("pottery",), lesson, tmp_path)
    before = content(tmp_path)
    (tmp_path / MANIFEST).write_text(damage)
    assert not build(kiln, ("pottery",), lesson, tmp_path).failed
    assert content(tmp_path) == before


def test_a_story_with_an_error_keeps_its_last_good_build(
    pots: Course, lesson: Lesson, out: Path
) -> None:
    build(pots, FIELDS[:2], lesson, out)
    before = content(out)
    pots.story_paths["pot-1", LESSON].write_text(POTTERY + "\n## scene\n\nThe MSE is {{ msee }}.\n")
    built = build(pots, FIELDS[:2], lesson, out)
    assert made(built) == {"pot-0": "unchanged", "pot-1": "failed"}
    assert any("msee" in item.message for item in built.editions[1].found)
    assert content(out) == before


@pytest.mark.parametrize("broken", ["unit: nothing", "unit: m³\n  x: {"])
def test_a_broken_scenario_fails_alone(
    pots: Course, lesson: Lesson, tmp_path: Path, broken: str
) -> None:
    pots.story_paths["pot-1", LESSON].write_text(POTTERY.replace("unit: m³", broken))
    built = build(pots, FIELDS[:2], lesson, tmp_path)
    assert made(built) == {"pot-0": "built", "pot-1": "failed"}
    assert built.editions[1].error or built.editions[1].found


def test_a_folder_that_cannot_be_written_is_one_sentence(
    kiln: Course, lesson: Lesson, tmp_path: Path
) -> None:
    (tmp_path / "site").write_text("a file is in the way")
    with pytest.raises(WriteError, match="cannot write"):
        build(kiln, ("pottery",), lesson, tmp_path / "site")


def test_an_unknown_field_stops_before_anything_is_written(
    kiln: Course, lesson: Lesson, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="Did you mean pottery"):
        build(kiln, ("pottery", "potery"), lesson, tmp_path / "site")
    assert not (tmp_path / "site").exists()


BUILD = [sys.executable, "-m", "fieldwise", "build", *FIELDS]


def test_two_builds_into_one_folder_leave_what_one_leaves(
    pots: Course, lesson: Lesson, tmp_path: Path
) -> None:
    command = [*BUILD, "--course", str(pots.roots[-1]), "--out"]
    both = [subprocess.Popen([*command, str(tmp_path / "both")]) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    build(pots, FIELDS, lesson, tmp_path / "one")
    assert content(tmp_path / "both") == content(tmp_path / "one")


@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.2])
def test_a_build_killed_at_any_moment_leaves_whole_files_and_the_next_completes(
    pots: Course, lesson: Lesson, tmp_path: Path, seconds: float
) -> None:
    build(pots, FIELDS, lesson, tmp_path / "whole")
    whole = content(tmp_path / "whole")
    out = tmp_path / "killed"
    command = [*BUILD, "--course", str(pots.roots[-1]), "--out", str(out)]
    process = subprocess.Popen(command, start_new_session=True)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for name, raw in content(out).items():
        if not name.endswith(".part") and "/" in name:
            unjoined = put(whole[name], NOTHING) if name.endswith(".html") else b""
            assert raw in (whole[name], unjoined)
    assert not build(pots, FIELDS, lesson, out).failed
    assert {n: raw for n, raw in content(out).items() if not n.endswith(".part")} == whole
