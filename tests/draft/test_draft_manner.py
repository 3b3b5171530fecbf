"""The manner of a draft, and the words of others that it must keep."""

from __future__ import annotations

import pytest

from fieldwise.draft.manner import manner, unquoted
from fieldwise.model import Place, Slot

SLOT = Slot(
    "why-it-matters",
    "story",
    "A loss that is flat is no proof. In your words: “{{ why }}”\n\nToday: “{{ today }}”",
    Place("lesson.md", 1),
    "",
    (1, 50),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The kiln is hot!", [(1, 16)]),
        ("Hot.\n\nSee www.kilns.example for this fascinating log.", [(3, 5), (3, 32)]),
        ("It is worth noting that kilns are hot.", [(1, 1)]),
        ("Write to <mailto:potter@kilns.example>.", [(1, 11)]),
        ("The kiln is hot. (Note: I took the numeral out.)", [(1, 18)]),
        ("The kiln is hot.\nLe potier note le temps dans le carnet.", [(2, 1)]),
        ("The kiln is hot. 陶工测量时间。", [(1, 18)]),
        ("The law of van der Waals holds. A raku kiln is hot.", []),
        ("In `a!` and $n!$ there is one, and in fact there is none.", []),
    ],
)
def test_cheer_filler_addresses_remarks_and_other_languages_are_found(
    text: str, found: list[tuple[int, int]]
) -> None:
    assert [(item.line, item.column) for item in manner("scene", text)] == found


def test_the_learners_own_words_are_kept() -> None:
    words = {"why": "I order jars in May.", "today": ""}
    [finding] = unquoted(SLOT, "A flat loss is no proof.", words)
    assert finding.message.startswith("{{ why }} is left out")
    assert list(unquoted(SLOT, "You said: “{{ why }}”", words)) == []
    assert list(unquoted(SLOT, "A flat loss.", {"why": "", "today": ""})) == []
