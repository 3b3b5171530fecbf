"""The story's file belongs to people: what they wrote, and what they do meanwhile, stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from draft.endpoint import Asked, Handler, Server, Told, says
from draft.tide_book import MODEL, Book, states
from fieldwise.draft.section import with_section
from fieldwise.errors import InputError
from fieldwise.model.provenance import Writer
from fieldwise.standing import origin_of, read_standing, record_written


def tell(book: Book, slot: str, text: str) -> None:
    """Write a section as a person would."""
    order = list(book.manuscript.lesson.slots)
    book.path.write_bytes(with_section(book.path.read_bytes(), slot, text, order))


def test_what_a_person_told_is_never_asked_for(endpoint: Server, book: Book) -> None:
    tell(book, "scene", "My own words, all seven of them.")
    endpoint.behaviours = [Told(book.good)]
    for again in (False, True):
        assert book.draft(endpoint, ["scene"], again=again) == []
    assert endpoint.requests == []
    assert book.told["scene"] == "My own words, all seven of them."


def test_again_replaces_what_a_model_wrote_and_only_that(endpoint: Server, book: Book) -> None:
    endpoint.behaviours = [Told(book.good)]
    book.draft(endpoint, ["scene", "limits"])
    edited = book.path.read_text("utf-8").replace("The current in an entrance", "Our current")
    book.path.write_text(edited, "utf-8")
    other = book.good["scene"].replace("high water", "HIGH water")
    endpoint.behaviours = [says(other)]
    assert book.draft(endpoint, ["scene", "limits"]) == []
    outcomes = book.draft(endpoint, ["scene", "limits"], again=True)
    assert states(outcomes) == {"scene": "accepted"}
    assert book.told["scene"] == other and book.told["limits"].startswith("Our current")


def test_again_keeps_the_earlier_draft_if_the_new_one_fails(endpoint: Server, book: Book) -> None:
    endpoint.behaviours = [Told(book.good)]
    book.draft(endpoint, ["scene"])
    before = book.path.read_bytes()
    endpoint.behaviours = [says("<b>Tides</b>")]
    assert states(book.draft(endpoint, ["scene"], again=True)) == {"scene": "default"}
    assert book.path.read_bytes() == before


def test_a_person_who_is_faster_is_not_overwritten(endpoint: Server, book: Book) -> None:
    def slow(handler: Handler, asked: Asked) -> None:
        tell(book, "scene", "My own words.")
        tell(book, "limits", "Limits of my own.")
        says(book.good["scene"])(handler, asked)

    endpoint.behaviours = [slow]
    assert states(book.draft(endpoint, ["scene", "limits"])) == {"scene": "left", "limits": "left"}
    assert book.told == {"scene": "My own words.", "limits": "Limits of my own."}
    assert read_standing(book.path).records == {}
    assert len(endpoint.requests) == 1, "what is told by now is not asked for"


def test_what_a_person_changes_meanwhile_stays(endpoint: Server, book: Book) -> None:
    def slow(handler: Handler, asked: Asked) -> None:
        text = book.path.read_text("utf-8").replace("authors: [A. Pilot]", "authors: [C. Pilot]")
        book.path.write_text(text, "utf-8")
        tell(book, "limits", "Limits of my own.")
        says(book.good["scene"])(handler, asked)

    endpoint.behaviours = [slow]
    assert states(book.draft(endpoint, ["scene"])) == {"scene": "accepted"}
    assert book.told == {"scene": book.good["scene"], "limits": "Limits of my own."}
    assert "authors: [C. Pilot]" in book.path.read_text("utf-8")


def test_a_change_right_before_the_writing_is_seen(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = ["Limits, first.", "Limits, second."]

    def late(path: Path, slot: str, text: str, *, by: Writer, name: str) -> None:
        record_written(path, slot, text, by=by, name=name)
        if changes:
            tell(book, "limits", changes.pop(0))

    monkeypatch.setattr("fieldwise.draft.manuscript.record_written", late)
    assert book.manuscript.put("scene", book.good["scene"], MODEL, again=False)
    assert book.told == {"scene": book.good["scene"], "limits": "Limits, second."}


def test_a_person_who_tells_it_right_before_the_writing_is_its_only_writer(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(path: Path, slot: str, text: str, *, by: Writer, name: str) -> None:
        record_written(path, slot, text, by=by, name=name)
        tell(book, slot, "My own words.")

    monkeypatch.setattr("fieldwise.draft.manuscript.record_written", late)
    assert not book.manuscript.put("scene", book.good["scene"], MODEL, again=False)
    assert book.told == {"scene": "My own words."}
    assert origin_of(book.manuscript.story(), "scene") == "person"


def test_a_draft_keeps_the_authors_own_words(book: Book) -> None:
    lesson = book.manuscript.lesson
    slot = replace(lesson.slots["scene"], text="One tide.\n\nYou said: “{{ why }}”")
    blocks = tuple(slot if block.id == "scene" else block for block in lesson.blocks)
    lesson = replace(lesson, blocks=blocks)
    front = book.path.read_text("utf-8").replace("scenario:\n", "scenario:\n  why: Ships.\n")
    book.path.write_text(front, "utf-8")
    manuscript, text = replace(book.manuscript, lesson=lesson), book.good["scene"]
    [found] = manuscript.judge("scene", text)
    assert found.code == "manner" and "{{ why }} is left out" in found.message
    assert manuscript.judge("scene", f"{text} You said: “{{{{ why }}}}”") == ()


def test_a_front_matter_that_breaks_meanwhile_is_a_sentence(endpoint: Server, book: Book) -> None:
    def slow(handler: Handler, asked: Asked) -> None:
        book.path.write_text("---\nscenario: [\n---\n", "utf-8")
        says(book.good["scene"])(handler, asked)

    endpoint.behaviours = [slow]
    with pytest.raises(InputError, match=r"line\.md:\d+"):
        book.draft(endpoint, ["scene"])
    assert book.path.read_text("utf-8") == "---\nscenario: [\n---\n"


def test_what_is_found_about_a_draft_as_a_whole_is_its_own(book: Book) -> None:
    found = book.manuscript.judge("scene", "Tides.")
    assert "FW109" in {item.code for item in found}
    assert {(item.path, item.line) for item in found} == {("scene", 1)}


def test_old_findings_elsewhere_are_not_held_against_a_draft(endpoint: Server, book: Book) -> None:
    tell(book, "limits", "The loss is 7.69, TODO, and <b>that</b> is all.")
    endpoint.behaviours = [Told(book.good)]
    assert states(book.draft(endpoint, ["scene"])) == {"scene": "accepted"}
