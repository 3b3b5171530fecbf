from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fieldwise.build import execute
from fieldwise.errors import InputError
from fieldwise.model import Canon, Executed, Lesson
from fieldwise.model.level import MATHEMATICS, PASSAGES, PROGRAMMING, Level
from fieldwise.notebook import notebook
from fieldwise.read import Course, read_field, read_lesson, read_story
from fieldwise.script import script
from fieldwise.verify import verify
from pottery import LESSON, POTTERY

LEVELS = [Level(m, p) for m in MATHEMATICS for p in PROGRAMMING]
SERVED = {
    Level("none", "none"): {"code"},
    Level("none", "fluent"): set[str](),
    Level("calculus", "some"): {"calculus", "numpy"},
    Level("linear algebra", "none"): {"calculus", "linear algebra", "code"},
}


@pytest.mark.parametrize(("level", "served"), SERVED.items())
def test_a_level_serves_its_passages_and_all_that_is_not_optional(
    level: Level, served: set[str]
) -> None:
    assert {passage for passage in PASSAGES if level.serves(passage)} == served
    assert level.serves(None)


def at(executed: Executed, level: Level) -> Executed:
    story = replace(executed.edition.story, level=level)
    return replace(executed, edition=replace(executed.edition, story=story))


def story_of(tmp_path: Path, lesson: Lesson, level: str) -> Level:
    path = tmp_path / f"{LESSON}.md"
    path.write_text(POTTERY.replace("---\n", f"---\nlevel: {level}\n", 1))
    return read_story(path, read_field(tmp_path).get(), lesson).get().level


def test_a_story_says_for_whom_it_is_told(tmp_path: Path, lesson: Lesson) -> None:
    told = "{mathematics: linear algebra, programming: none}"
    assert story_of(tmp_path, lesson, told) == Level("linear algebra", "none")
    assert story_of(tmp_path, lesson, "{programming: fluent}") == Level("calculus", "fluent")
    assert story_of(tmp_path, lesson, "") == Level("calculus", "some")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "{mathematics: algebra}",
            ":2:22: `level.mathematics` is one of `none`, `calculus`, `linear algebra`.",
        ),
        ("{maths: none}", ":2:9: there is no key `level.maths` here."),
        ("high", ":2:8: `level` should hold keys and values."),
    ],
)
def test_a_level_that_does_not_exist_is_one_sentence(
    tmp_path: Path, lesson: Lesson, told: str, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        story_of(tmp_path, lesson, told)
    assert said in str(caught.value)


def test_every_scaffold_is_there_and_defines_nothing(lesson: Lesson) -> None:
    optional = {
        block.id: block.level
        for block in lesson.blocks
        if isinstance(block, Canon) and block.level is not None
    }
    assert set(optional.values()) == set(PASSAGES)
    assert optional["gradient-descent.derivation"] == "calculus"
    assert optional["gradient-descent.normal-equations"] == "linear algebra"
    assert optional["standard-errors.formula"] == "calculus"
    lines = {name.partition(".")[0] for name, level in optional.items() if level == "code"}
    assert lines == {"data", "fit", "mse", "descent", "split"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (":::{canon} a\n:level: topology\nText.\n:::", "`level` is calculus or linear algebra"),
        (":::{canon} a\n:level: code\nA {def}`loss`.\n:::", "an optional passage defines no term"),
    ],
)
def test_a_lesson_is_told_what_an_optional_passage_cannot_be(
    tmp_path: Path, lesson: Lesson, text: str, said: str
) -> None:
    source = Path(lesson.path).read_text(encoding="utf-8")
    path = tmp_path / "lesson.md"
    path.write_text(f"{source}\n{text}\n", encoding="utf-8")
    assert any(said in item.message for item in read_lesson(path).found)


@pytest.mark.kernel
@pytest.mark.parametrize(
    "level", LEVELS, ids=lambda level: f"{level.mathematics}-{level.programming}"
)
def test_a_notebook_of_any_level_is_as_it_was_built(
    executed: Executed, kiln: Course, tmp_path: Path, level: Level
) -> None:
    book = notebook(at(executed, level))
    path = tmp_path / "homework.ipynb"
    path.write_text(json.dumps(book), encoding="utf-8")
    assert verify(path, kiln).findings == ()
    del book["metadata"]["fieldwise"]["originals"]
    path.write_text(json.dumps(book), encoding="utf-8")
    assert [line for line in verify(path, kiln).findings if "certificate" not in line] == []


@pytest.mark.kernel
def test_every_level_has_the_same_core_and_the_same_code(executed: Executed) -> None:
    everything = {item.cell.id: item for item in executed.cells}
    core = [name for name, item in everything.items() if item.cell.level is None]
    for level in LEVELS:
        book = notebook(at(executed, level))
        names = [cell["metadata"]["fieldwise"]["id"] for cell in book["cells"][:-1]]
        assert [name for name in names if name in core] == core
        proof = book["metadata"]["fieldwise"]["certificate"]
        assert proof["canonical"].keys() >= {n for n in names if everything[n].cell.is_canonical}
        assert len(proof["canonical"]) == sum(i.cell.is_canonical for i in executed.cells)


@pytest.mark.kernel
def test_a_passage_taken_out_or_altered_is_found(
    executed: Executed, kiln: Course, tmp_path: Path
) -> None:
    book = notebook(at(executed, Level("linear algebra", "none")))
    book["cells"] = [cell for cell in book["cells"] if cell["id"] != "descent-lines"]
    normal = next(c for c in book["cells"] if c["id"] == "gradient-descent-normal-equations")
    normal["source"] = normal["source"].replace("orthogonal", "parallel")
    path = tmp_path / "homework.ipynb"
    path.write_text(json.dumps(book), encoding="utf-8")
    found = verify(path, kiln).findings
    assert any("`descent.lines`: missing" in line for line in found)
    assert any("`gradient-descent.normal-equations`: edited" in line for line in found)
    assert len(found) == 2


@pytest.mark.kernel
def test_a_story_that_names_a_level_makes_such_a_script(lesson: Lesson, tmp_path: Path) -> None:
    path = tmp_path / f"{LESSON}.md"
    path.write_text(POTTERY.replace("---\n", "---\nlevel: {programming: none}\n", 1))
    text = script(execute(lesson, read_story(path, read_field(tmp_path).get(), lesson).get()))
    assert "(For readers new to code; others may skip it.)" in text
    assert "NumPy in a nutshell" not in text
