from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldwise.errors import InputError, UsageError
from fieldwise.model import Diagnostic, Lesson
from fieldwise.read import find_course, read_field, read_story
from pottery import LESSON, POTTERY, Tree

FIELD = read_field(Path("nowhere/pottery")).get()


def found(tmp_path: Path, lesson: Lesson, text: str | bytes) -> tuple[Diagnostic, ...]:
    path = tmp_path / f"{LESSON}.md"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_story(path, FIELD, lesson).found


def test_tellings_keep_their_text_and_their_lines(tmp_path: Path, lesson: Lesson) -> None:
    path = tmp_path / "story.md"
    path.write_text(POTTERY + "\n## title\n\nClay\n\n## scene ##\nA\n```\n## no slot\n```\n")
    story = read_story(path, FIELD, lesson).get()
    lines = path.read_text().split("\n")
    assert {name: told.text for name, told in story.tellings.items()} == {
        "title": "Clay",
        "scene": "A\n```\n## no slot\n```",
    }
    assert lines[story.tellings["title"].place.line - 1] == "Clay"
    assert lines[story.tellings["scene"].heading.line - 1] == "## scene ##"
    assert story.places["scenario.x.unit"].line == 7


BROKEN: dict[str, tuple[str | bytes, str, int]] = {
    "not UTF-8": (POTTERY.encode() + b"\n\n\xff", "FW001", 12),
    "too large": ("x" * 10_000_000, "FW001", 1),
    "no front matter": ("## title\n\nClay", "FW004", 1),
    "front matter never ends": ("---\nscenario:", "FW002", 1),
    "broken YAML": (POTTERY.replace("symbol: t,", 'symbol: "t,'), "FW002", 8),
    "unknown key": (POTTERY.replace("held_back", "heldback"), "FW003", 6),
    "missing key": (POTTERY.replace("symbol: t, ", ""), "FW004", 7),
    "text for a number": (POTTERY.replace("[10, 200]", "[ten, 200]"), "FW005", 7),
    "infinite number": (POTTERY.replace("[10, 200]", "[10, .inf]"), "FW005", 7),
    "one number for two": (POTTERY.replace("[10, 200]", "[10]"), "FW005", 7),
    "list for text": (POTTERY.replace("observation: firing", "observation: [a]"), "FW005", 4),
    "key twice": (POTTERY.replace("  setting:", "  setting: a\n  setting:"), "FW002", 4),
    "an alias": (
        POTTERY.replace("setting:", "setting: &a").replace("each:", "each: *a #"),
        "FW002",
        2,
    ),
    "endless nesting": ("---\nscenario: " + "[" * 5000 + "\n---\n", "FW002", 3),
    "slot twice": (POTTERY + "## title\nA\n## title\nB\n", "FW102", 12),
    "text above the slots": (POTTERY + "Hello\n## title\nA\n", "FW102", 10),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_story_is_told_where(case: str, tmp_path: Path, lesson: Lesson) -> None:
    text, code, line = BROKEN[case]
    assert (code, line) in [(item.code, item.line) for item in found(tmp_path, lesson, text)]


def test_an_unknown_key_names_the_nearest(tmp_path: Path, lesson: Lesson) -> None:
    findings = found(tmp_path, lesson, POTTERY.replace("held_back", "heldback"))
    assert any("Did you mean `held_back`?" in item.hint for item in findings)


def test_a_byte_order_mark_and_windows_line_ends_are_harmless(
    tmp_path: Path, lesson: Lesson
) -> None:
    assert found(tmp_path, lesson, b"\xef\xbb\xbf" + POTTERY.replace("\n", "\r\n").encode()) == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(POTTERY)), st.text(max_size=12))
def test_any_damage_is_read_or_told_but_never_raised(
    tmp_path: Path, lesson: Lesson, at: int, text: str
) -> None:
    damaged = POTTERY[:at] + text + POTTERY[at + len(text) :]
    for item in found(tmp_path, lesson, damaged.encode("utf-8", "surrogatepass")):
        assert item.line >= 1
        assert item.message


def test_a_scenario_alone_is_a_story_with_words_made_for_it(tmp_path: Path, lesson: Lesson) -> None:
    path = tmp_path / "story.md"
    path.write_text(POTTERY.replace("firing\n", "oven\n", 1))
    scenario = read_story(path, FIELD, lesson).get().scenario
    assert (scenario.article, scenario.observations) == ("an", "ovens")
    assert scenario.quantities["x"].phrase == "the firing time"


def test_courses_add_up_and_unknown_names_suggest_the_nearest(course_tree: Tree) -> None:
    course = find_course(course_tree({f"fields/pottery/{LESSON}.md": POTTERY}))
    assert {"pottery", "astrophysics"} <= set(course.fields)
    with pytest.raises(UsageError, match="Did you mean pottery"):
        course.read_field("potery")
    with pytest.raises(UsageError, match="linear-regression"):
        course.lesson("linear-regresion")


def test_a_folder_without_a_course_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither `fields` nor `lessons`"):
        find_course(tmp_path)
