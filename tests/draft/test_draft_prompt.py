"""What is said to a model, and what is not."""

from __future__ import annotations

import getpass
from pathlib import Path

from draft.tide_book import Book
from fieldwise.draft.prompt import again, listed, messages, size


def sent(book: Book, slot: str) -> str:
    """All that is sent for a slot."""
    asked = messages(book.gathered(), book.manuscript.lesson.slots[slot])
    return "\n".join(message["content"] for message in asked)


def test_a_message_holds_brief_limits_terms_and_the_canon_beside(book: Book) -> None:
    text = sent(book, "loss.bridge")
    assert "What a residual is in the field, and what the loss means." in text
    assert "10 to 120 words" in text
    assert "terms it must use: residual, loss" in text
    assert "The residual is $r_i = y_i - \\hat{y}_i$" in text, "the canon, its roles taken off"
    assert "A feature $x$ predicts" not in text, "canon of another section"
    assert "the range of the tide, symbol R, in cm, usually from 10 to 200" in text
    assert "On a compass, the bias is a constant error" in text
    assert "What they do in a week: I bring ships in." in text


def test_values_come_with_meaning_unit_and_print(book: Book) -> None:
    text = sent(book, "loss.bridge")
    assert (
        "`{{ mse }}`: mse, which is `mse` after the cell `fit`; prints 7.687\u00a0(cm/s)²" in text
    )
    assert "`{{ depth }}`: the depth of the entrance at low water; prints 7 m" in text
    assert "100 (example feature)" in text
    early = sent(book, "story")
    assert "{{ mse }}" not in early, "a number that is not computed yet"
    assert "`{{ x.phrase }}`: the range of the tide" in early


def test_the_form_that_a_kind_of_slot_needs_is_said(book: Book) -> None:
    assert "parts: `### Hint`, then `### Answer`" in sent(book, "exercises.rate.answer")
    assert "2 prompts, each below a `### heading`" in sent(book, "prompts.loss")
    assert "the middle column is the term letter for letter" in sent(book, "glossary")
    assert "one line, the words of a heading" in sent(book, "title")


def test_sections_that_are_told_are_shown_to_the_next(book: Book) -> None:
    text = book.path.read_text("utf-8")
    book.path.write_text(f"{text}\n## scene\n\nWe float a cork.\n", "utf-8")
    assert "`scene`: We float a cork." in sent(book, "limits")
    assert "We float a cork." not in sent(book, "story")


def test_of_what_is_told_two_sections_are_sent_in_part(book: Book) -> None:
    told = {"story": "Oldest words.", "scene": "Older words.", "loss.bridge": "New " * 1000}
    text = book.path.read_text("utf-8")
    sections = "".join(f"\n## {slot}\n\n{said.strip()}\n" for slot, said in told.items())
    book.path.write_text(text + sections, "utf-8")
    asked = sent(book, "limits")
    assert "Oldest words." not in asked and "`scene`: Older words." in asked
    assert 300 < asked.count("New ") < 400


def test_nothing_about_the_machine_is_sent(book: Book) -> None:
    for slot in book.manuscript.lesson.slots:
        text = sent(book, slot)
        assert str(book.path.parent) not in text and str(Path.home()) not in text
        assert "A. Pilot" not in text, "nor who wrote or reviewed the story"
        assert len(getpass.getuser()) < 3 or f" {getpass.getuser()} " not in text


def test_findings_are_text_with_the_line_they_are_about(book: Book) -> None:
    found = book.manuscript.judge("scene", "One tide is high.\n\nThe loss is 7.69 here, all told.")
    said = listed(found)
    assert "line 3: “7.69” is typed" in said and "in: The loss is 7.69 here" in said
    first = messages(book.gathered(), book.manuscript.lesson.slots["scene"])
    third = again(first, "reply", "scene", found)
    assert [message["role"] for message in third] == ["system", "user", "assistant", "user"]
    assert size(third) > size(first) and said in third[-1]["content"]
