from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fieldwise.model import Canon, Code, Lesson, Story
from fieldwise.model.provenance import Section
from fieldwise.read import read_field, read_story
from fieldwise.standing import (
    beside,
    origin_of,
    record_review,
    record_written,
    review,
    sections,
    standing_path,
    words,
)
from pottery import LESSON, POTTERY

FRONT = POTTERY.replace("---\n", "---\nauthors: [Ada]\n", 1)

Tell = Callable[..., Story]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / f"{LESSON}.md"


@pytest.fixture
def tell(path: Path, lesson: Lesson) -> Tell:
    """Write a story that tells `scene`, and read it."""

    def told(text: str = "One firing.", front: str = FRONT, of: Lesson = lesson) -> Story:
        path.write_text(f"{front}\n## scene\n\n{text}\n")
        return read_story(path, read_field(path.parent).get(), of).get()

    return told


def scene(lesson: Lesson, story: Story) -> Section:
    return next(section for section in sections(lesson, story) if section.slot == "scene")


def changed(lesson: Lesson, block_id: str) -> Lesson:
    """The lesson with another sentence in one block, under the same version."""
    blocks = [
        replace(block, text=f"{block.text} More.")
        if isinstance(block, Canon | Code) and block.id == block_id
        else block
        for block in lesson.blocks
    ]
    return replace(lesson, blocks=tuple(blocks))


def test_what_may_be_left_out_waits_for_nobody(lesson: Lesson, tell: Tell) -> None:
    assert lesson.slots["false-friends"].words[0] == 0
    assert "false-friends" not in {section.slot for section in sections(lesson, tell())}
    told = tell("One.\n\n## false-friends\n\nA model is a person who sits.")
    assert "false-friends" in {section.slot for section in sections(lesson, told)}


def test_no_review_depends_on_an_optional_passage(lesson: Lesson) -> None:
    optional = [block.id for block in lesson.blocks if isinstance(block, Canon) and block.level]
    other = lesson
    for block in optional:
        other = changed(other, block)
    assert optional and other != lesson
    assert all(beside(other, slot) == beside(lesson, slot) for slot in lesson.slots)


def test_a_section_is_told_by_a_person_or_left_to_its_default(lesson: Lesson, tell: Tell) -> None:
    story = tell()
    assert scene(lesson, story) == Section("scene", "person", ("Ada",), "unreviewed")
    assert scene(lesson, story).is_open
    pattern = next(item for item in sections(lesson, story) if item.slot == "pattern")
    assert (pattern.origin, pattern.writers, pattern.is_open) == ("default", (), False)


def test_a_draft_that_a_person_edits_is_no_longer_the_models(
    lesson: Lesson, tell: Tell, path: Path
) -> None:
    record_written(path, "scene", "One firing.", by="model", name="gpt")
    assert origin_of(tell(), "scene") == "model"
    assert origin_of(tell("One firing, cold."), "scene") == "edited"
    section = scene(lesson, tell("One firing, cold."))
    assert (section.writers, section.is_draft, section.is_open) == (("gpt",), True, True)


def test_a_review_holds_until_the_text_moves_on(lesson: Lesson, tell: Tell, path: Path) -> None:
    said = review(lesson, "scene", "One firing.", by="Grace", verdict="to mend", note="Cold?")
    record_review(path, "scene", said)
    section = scene(lesson, tell())
    assert (section.state, section.reviewers, section.note) == ("to mend", ("Grace",), "Cold?")
    assert scene(lesson, tell("Another.")).state == "text moved on"
    record_review(path, "scene", replace(said, verdict="accepted"))
    assert not scene(lesson, tell()).is_open


def test_a_review_holds_until_the_canon_beside_it_moves_on(
    lesson: Lesson, tell: Tell, path: Path
) -> None:
    said = review(lesson, "scene", "One firing.", by="Grace", verdict="accepted")
    record_review(path, "scene", said)
    story = tell()
    assert scene(changed(lesson, "vocabulary"), story).state == "canon moved on"
    assert scene(changed(lesson, "data"), story).state == "canon moved on"
    assert scene(changed(lesson, "loss"), story).state == "accepted"
    assert scene(replace(lesson, version="2.0"), story).state == "accepted"


def test_a_review_holds_until_the_words_it_quotes_move_on(
    lesson: Lesson, tell: Tell, path: Path
) -> None:
    text = "One {{ observation }} burns {{ slope }}, {{ Y.phrase }} per {{ x.unit }}."
    seen = words(tell(text), text)
    said = review(lesson, "scene", text, by="Grace", verdict="accepted")
    record_review(path, "scene", replace(said, words=seen))
    for old, new, state in (
        ("m³", "L", "text moved on"),
        ("observation: firing", "observation: kiln", "text moved on"),
        ("[10, 200]", "[5, 200]", "text moved on"),
        ("cold to", "warm to", "accepted"),
    ):
        assert scene(lesson, tell(text)).state == "accepted"
        assert scene(lesson, tell(text, FRONT.replace(old, new))).state == state


def test_optional_passages_are_not_beside_a_section(lesson: Lesson) -> None:
    optional = next(b for b in lesson.blocks if isinstance(b, Canon) and b.level == "calculus")
    slot = "gradient-descent.bridge"
    assert beside(changed(lesson, optional.id), slot) == beside(lesson, slot)
    assert beside(changed(lesson, "gradient-descent"), slot) != beside(lesson, slot)


def test_what_has_no_canon_beside_it_answers_the_lesson(lesson: Lesson) -> None:
    newer = replace(lesson, version="2.0")
    assert beside(newer, "limits") != beside(lesson, "limits")
    term = replace(lesson.terms["loss"], means="Something else.")
    other = replace(newer, terms={**lesson.terms, "loss": term})
    assert beside(newer, "glossary") == beside(lesson, "glossary") != beside(other, "glossary")


def test_reviewers_of_the_front_matter_vouch_for_people_alone(
    lesson: Lesson, tell: Tell, path: Path
) -> None:
    front = FRONT.replace("authors: [Ada]", "authors: [Ada]\nreviewers: [Ada, Grace]")
    section = scene(lesson, tell(front=front))
    assert (section.state, section.reviewers) == ("accepted", ("Grace",))
    old = tell(front=front.replace("authors", 'canon: "0.9"\nauthors'))
    assert scene(lesson, old).state == "canon moved on"
    record_written(path, "scene", "One firing.", by="model", name="gpt")
    assert scene(lesson, tell(front=front)).state == "unreviewed"


def test_a_broken_record_is_a_finding_of_the_story(lesson: Lesson, tell: Tell, path: Path) -> None:
    tell()
    standing_path(path).write_text("slots:\n  scene: {written: {by: cat, name: T, text: a}}\n")
    reading = read_story(path, read_field(path.parent).get(), lesson)
    assert reading.noun is None
    assert [(Path(item.path), item.line, item.code) for item in reading.found] == [
        (standing_path(path), 2, "FW005")
    ]


def test_nobody_reviews_what_they_wrote_themselves(lesson: Lesson, tell: Tell, path: Path) -> None:
    said = review(lesson, "scene", "One firing.", by="Ada", verdict="accepted")
    record_review(path, "scene", said)
    assert scene(lesson, tell()).state == "unreviewed"
    record_written(path, "scene", "One firing.", by="model", name="gpt")
    assert scene(lesson, tell()).state == "accepted"
