from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from fieldwise.model import AboutData, Canon, Card, Code, Lesson, Slot
from fieldwise.read import read_lesson

TABLE = [
    "title",
    "story",
    "glossary",
    "card",
    "setup",
    "scene",
    "vocabulary",
    "vocabulary.bridge",
    "data",
    "plot-data",
    "pattern",
    "prompts.setting",
    "model",
    "model.bridge",
    "worked-example",
    "fit",
    "plot-fit",
    "compare",
    "compare.bridge",
    "loss",
    "loss.bridge",
    "mse",
    "prompts.loss",
    "gradient-descent",
    "gradient-descent.bridge",
    "descent",
    "plot-loss",
    "look-closer",
    "look-closer.run",
    "why-it-matters",
    "prompts.descent",
    "evaluation",
    "evaluation.bridge",
    "split",
    "exercises",
    "transfer",
    "recap",
    "up-next",
]

TERMS = """feature,target,training data,test data,train/test split,model,parameters,weights,bias,
prediction,residual,loss,mean squared error,MSE,gradient,gradient descent,learning rate,epoch,
overfitting,underfitting""".replace("\n", "").split(",")


def test_lesson_1_holds_every_row_in_order(lesson: Lesson) -> None:
    ids = [block.id for block in lesson.blocks]
    assert [name for name in ids if name in TABLE] == TABLE


def test_lesson_1_defines_its_twenty_terms_once_each(lesson: Lesson) -> None:
    assert list(lesson.terms) == TERMS
    canon = "".join(block.text for block in lesson.blocks if isinstance(block, Canon))
    for term in lesson.terms:
        assert canon.lower().count(f"{{def}}`{term.lower()}`") == 1, term


def test_code_parses_and_nothing_after_the_data_draws_from_its_generator(lesson: Lesson) -> None:
    cells = {block.id: block.text for block in lesson.blocks if isinstance(block, Code)}
    for source in cells.values():
        ast.parse(source)
    assert [name for name, source in cells.items() if re.search(r"\brng\.", source)] == ["data"]


def test_places_point_at_the_text(lesson: Lesson) -> None:
    lines = Path(lesson.path).read_text(encoding="utf-8").split("\n")
    for block in lesson.blocks:
        if not isinstance(block, AboutData):  # which has no text
            assert lines[block.place.line - 1] == block.text.split("\n")[0]
    assert "mse:" in lines[lesson.values["mse"].place.line - 1]


def test_every_slot_says_what_it_asks_for(lesson: Lesson) -> None:
    slots = [block for block in lesson.blocks if isinstance(block, Slot)]
    assert all(slot.brief and slot.text and slot.words[0] < slot.words[1] for slot in slots)
    assert sum(isinstance(block, Card) for block in lesson.blocks) == 1


BROKEN = {
    "text outside": (":::{canon} a\nA\n:::\nstray", "outside of any directive", 16),
    "never closed": (":::{canon} a\nA", "never closed", 13),
    "unknown directive": (":::{cannon} a\nA\n:::", "no directive `cannon`", 13),
    "unknown option": (":::{canon} a\n:colour: red\nA\n:::", "no option `colour`", 13),
    "bad id": (":::{canon} Not an id\nA\n:::", "is no id", 13),
    "shared cell id": (":::{canon} a.b\nA\n:::\n:::{canon} a-b\nB\n:::", "cell id `a-b`", 14),
    "slot without brief": (":::{slot} s\n:kind: story\nA\n:::", "a slot has", 13),
    "data told of without a part": (":::{about-data} d\n:part: all\n:::", "has a part", 13),
    "data told of in words": (":::{about-data} d\n:part: notes\nA\n:::", "and no text", 13),
    "unknown term": (":::{slot} s\n:brief: b\n:words: 1-2\n:terms: zeal\nA\n:::", "no term", 17),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_mistake_in_a_lesson_is_found_where_it_is(case: str, tmp_path: Path) -> None:
    text, message, line = BROKEN[case]
    front = (
        '---\nlesson: l\nnumber: 1\ntitle: T\nversion: "1"\nsummary: s\nquantities: {x: f}\n'
        "terms: {}\nvalues: {}\n---\n```{card} card\n```\n"
    )
    path = tmp_path / "lesson.md"
    path.write_text(front + text, encoding="utf-8")
    reading = read_lesson(path)
    assert reading.noun is None
    assert any(message.replace("no term", "not a term") in item.message for item in reading.found)
    assert line in [item.line for item in reading.found]


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ("play: {juggle: card}", "there is no figure `juggle`, only fit, descend, hold-out."),
        ("play: {fit: elsewhere}", "the figure `fit` stands below `elsewhere`, which is no block."),
        ("series: {x: {from: card, is: x}}", "`x` is from `card`, which is no code cell."),
    ],
)
def test_figures_to_play_with_need_a_place_and_numbers(
    extra: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "lesson.md"
    path.write_text(
        '---\nlesson: l\nnumber: 1\ntitle: T\nversion: "1"\nsummary: s\nquantities: {x: f}\n'
        f"terms: {{}}\nvalues: {{}}\n{extra}\n---\n```{{card}} card\n```\n",
        encoding="utf-8",
    )
    assert [item.message for item in read_lesson(path).found] == [message]
