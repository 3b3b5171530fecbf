"""The lesson in plain symbols: no field's words, no units, and nothing left where they were."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from fieldwise.check import check
from fieldwise.errors import InputError
from fieldwise.joining import plain_telling, remembered_plain
from fieldwise.model import Data, Executed, Lesson, Severity
from fieldwise.page.plain import NAME, bare, in_plain_symbols, plain_story
from fieldwise.run import run


@pytest.fixture(scope="module")
def plain(lesson: Lesson) -> Executed:
    found = in_plain_symbols(lesson, Data(), run)
    assert found is not None
    return found


@pytest.mark.kernel
def test_names_stand_once_and_units_nowhere(plain: Executed) -> None:
    outputs = {item.cell.id: item.outputs for item in plain.cells if item.outputs}
    assert outputs["data"][0]["text"] == "80 pairs\nx from 11.4 to 195.4\ny from 1.1 to 49.8\n"
    drawing = outputs["plot-data"][0]["data"]["image/svg+xml"]
    texts = [text for text in re.findall(r"<text\b[^>]*>([^<]*)<", drawing) if text.isalpha()]
    assert texts == ["x", "y"]
    assert "no unit" not in repr(outputs) and " []" not in repr(outputs)


@pytest.mark.kernel
def test_its_text_is_sound(plain: Executed, lesson: Lesson) -> None:
    found = check(lesson, plain.edition.story, plain)
    assert [item for item in found if item.severity is Severity.ERROR] == []
    prose = " ".join(
        item.text for item in plain.cells if not item.cell.is_code and not item.cell.is_canonical
    )
    assert not re.search(r"\{\{|\(\s*\)|\[\s*\]|\s[,.;](\s|$)|, in [.,]", prose)


@pytest.mark.kernel
def test_its_telling_has_no_label_of_a_field(lesson: Lesson) -> None:
    told = plain_telling(lesson, Data())
    assert told is not None and told["hue"] == "plain" and told["words"]["x"]["unit"] == ""
    text = unescape(" ".join(told["parts"].values()))
    assert "In your field" not in text and "Why it matters to you" not in text


def test_what_is_printed_loses_units_and_second_names() -> None:
    output = {"text": "y, y [no unit]; x from 1 [no unit] to 2", "more": ["fit [no unit].", 3]}
    assert bare(output) == {"text": "y; x from 1 to 2", "more": ["fit.", 3]}
    assert bare("count, counts [no unit]") == "count, counts"


def test_a_lesson_without_such_a_text_has_no_such_telling(lesson: Lesson, tmp_path: Path) -> None:
    elsewhere = replace(lesson, path=str(tmp_path / "lesson.md"))
    assert in_plain_symbols(elsewhere, Data(), run) is None


def test_a_mistake_in_it_is_one_sentence(lesson: Lesson, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("---\nscenario: {}\n---\n")
    with pytest.raises(InputError, match=r"plain\.md"):
        plain_story(replace(lesson, path=str(tmp_path / "lesson.md")))


@pytest.mark.parametrize("added", ["The loss is {{ msse }}.", "## title\n\nTold twice"])
def test_a_page_does_not_carry_what_the_check_calls_an_error(
    lesson: Lesson, tmp_path: Path, added: str
) -> None:
    text = Path(lesson.path).with_name(NAME).read_text()
    (tmp_path / NAME).write_text(f"{text}\n{added}\n")
    with pytest.raises(InputError, match=r"plain\.md:\d+"):
        remembered_plain(replace(lesson, path=str(tmp_path / "lesson.md")))
