"""Whatever somebody types: no answer breaks the interview, and what it accepts can be read."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fieldwise.interview.answers import answers_text, read_given
from fieldwise.interview.mapping import mapping
from fieldwise.interview.plan import plan, settle
from fieldwise.interview.proposing import proposal
from fieldwise.interview.questions import QUESTIONS
from fieldwise.interview.replies import reply
from fieldwise.interview.writing import compose
from fieldwise.model import Lesson
from fieldwise.read import find_course, read_field, read_story
from fieldwise.weave import scenario_words

SOUND = {
    "field": "Cider making",
    "learner": "cider maker",
    "x.name": "sugar",
    "x.unit": "g/L",
    "x.range": "120-240",
    "y.name": "alcohol",
    "y.unit": "percent",
    "y.range": "4.5 to 9",
    "observation": "batch",
    "each": "one tank",
}


@cache
def _lesson() -> Lesson:
    return find_course().lesson("linear-regression")


NAMES = [question.name for question in QUESTIONS]
TYPED = st.one_of(
    st.text(max_size=60),
    st.text("ab 0123456789.,-/()'\"“”:#&*!%@`|>{}[]$€°\\é", max_size=30),
    st.sampled_from(
        ["kg", "patients", "points", "10³ €", "h per day", "1e400", "-0 to 0", "no", "~"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(NAMES), typed=TYPED)
@example("field", "²")
@example("field", "{{{")
@example("learner", ".")
@example("observation", ".")
@example("y.unit", "n¹")
def test_one_strange_answer_among_sound_ones(name: str, typed: str) -> None:
    lesson = _lesson()
    answers = {**SOUND, name: typed}
    for question in QUESTIONS:
        reply(question, typed, SOUND)
        proposal(question.name, answers)
    settled, found = settle(answers)
    assert settle(settled)[0] == settled
    assert all(problem.sentence for problem in found)
    if found:
        return
    made = plan(settled, lesson)
    assert all(line.text for line in mapping(made))
    with tempfile.TemporaryDirectory() as folder:
        for file, text in compose(made, lesson).items():
            (Path(folder) / file).write_text(text, encoding="utf-8")
        field = read_field(Path(folder)).get()
        story = read_story(Path(folder) / f"{lesson.id}.md", field, lesson).get()
        assert story.scenario.each == made.each
        assert scenario_words(lesson, story)["y.unit"] == made.y.measure.text
        assert read_given(Path(folder) / "interview.yaml") == settled


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), TYPED.map(str.strip).filter(bool)))
def test_answers_are_written_as_they_are_read(given: dict[str, str]) -> None:
    settled, _ = settle(given)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interview.yaml"
        path.write_text(answers_text(settled), encoding="utf-8")
        assert read_given(path) == settled
