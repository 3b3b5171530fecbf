"""The same by way of any chat: one prompt out, one reply back."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from draft.tide_book import Book, states
from fieldwise.draft.by_hand import findings_prompt, prompt, read_pasted, take
from fieldwise.draft.drafting import open_slots
from fieldwise.errors import InputError

CHAT = "a chat"


def pasted(texts: dict[str, str]) -> str:
    """A reply with a heading for each section."""
    return "\n\n".join(f"## {slot}\n\n{text}" for slot, text in texts.items())


def test_one_prompt_holds_all_that_a_chat_needs(book: Book) -> None:
    lesson = book.manuscript.lesson
    slots = open_slots(lesson, book.manuscript.story(), [], again=False)
    text = prompt(book.gathered(), slots)
    for slot in slots:
        assert f"# The section to write: `{slot.id}`" in text
        assert slot.brief in text
    assert text.count("You write sections of a lesson") == 1
    assert "`## scene`" in text and "JSON" not in text
    assert str(book.path) not in text


@pytest.mark.parametrize("wrap", [
    "{}",
    "Sure, here they are:\n\n{}",
    "Here you are.\n\n````markdown\n{}\n````\n\nLet me know if you would like changes.",
    "<think>Tides.</think>\n{}\n",
    "```\n{}\n```",
])  # fmt: skip
def test_a_pasted_reply_is_read_however_it_is_wrapped(book: Book, wrap: str) -> None:
    reply = wrap.format(pasted(book.good)).replace("\n", "\r\n")
    assert read_pasted(reply, book.manuscript.lesson).texts == book.good


@pytest.mark.parametrize("shape", [
    lambda texts: texts,
    lambda texts: {"sections": texts},
    lambda texts: [{"slot": slot, "text": text} for slot, text in texts.items()],
    lambda texts: {"slots": [{"slot": slot, "text": text} for slot, text in texts.items()]},
])  # fmt: skip
def test_a_pasted_reply_may_be_json(book: Book, shape: Callable[[dict[str, str]], object]) -> None:
    reply = json.dumps(shape(book.good))
    lesson = book.manuscript.lesson
    assert read_pasted(reply, lesson).texts == book.good
    assert read_pasted(f"```json\n{reply}\n```", lesson).texts == book.good


def test_good_sections_are_taken_and_the_others_go_back(book: Book) -> None:
    texts = {
        "scene": book.good["scene"],
        "limits": book.good["limits"] + " It misses by 2.77 knots.",
        "scenery": "No such slot.",
    }
    outcomes = take(
        book.manuscript, read_pasted(pasted(texts), book.manuscript.lesson), [], CHAT, again=False
    )
    assert states(outcomes) == {"scenery": "default", "scene": "accepted", "limits": "default"}
    assert book.told == {"scene": book.good["scene"]}
    back = findings_prompt(outcomes)
    assert "## limits\n" in back and "“2.77” is typed" in back
    assert "Did you mean scene" in back and "## scene\n" not in back
    again = read_pasted(pasted({"limits": book.good["limits"]}), book.manuscript.lesson)
    assert findings_prompt(take(book.manuscript, again, [], CHAT, again=False)) == ""


def test_a_section_that_stands_twice_is_not_taken(book: Book) -> None:
    reply = f"## scene\n\nOne.\n\n## limits\n\n{book.good['limits']}\n\n## scene\n\nTwo.\n"
    outcomes = take(
        book.manuscript, read_pasted(reply, book.manuscript.lesson), [], CHAT, again=False
    )
    assert states(outcomes) == {"scene": "default", "limits": "accepted"}
    assert outcomes[0].why == "it stands in the reply twice."


def test_what_a_person_told_is_left_alone_and_other_slots_can_be_left_out(book: Book) -> None:
    reply = read_pasted(pasted(book.good), book.manuscript.lesson)
    take(book.manuscript, reply, ["scene"], CHAT, again=False)
    assert list(book.told) == ["scene"]
    book.path.write_text(book.path.read_text("utf-8").replace("One tide is", "A tide is"), "utf-8")
    outcomes = take(book.manuscript, reply, [], CHAT, again=True)
    assert states(outcomes) == dict.fromkeys(book.good, "accepted") | {"scene": "left"}
    assert book.told["scene"].startswith("A tide is")


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        ("", "no section stands in this reply"),
        ("I cannot help with that.", "no section stands"),
        ("Scene\n\nOne tide.", "no section stands"),
        ("```\n## scene\n\nA.\n```\n\n```\n## limits\n\nB.\n```", "more than one block"),
        ('{"scene": 1}', "no text"),
        ('{"scene": "a"} {"limits": "b"}', "more than one JSON"),
        ("<think>## scene", "never ends"),
    ],
)
def test_a_reply_that_is_not_clear_is_one_sentence(book: Book, reply: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        read_pasted(reply, book.manuscript.lesson)
