from __future__ import annotations

from dataclasses import replace

import pytest

from fieldwise.model.provenance import Section
from fieldwise.standing.wording import draft_mark, in_short, in_words

BY_ADA = Section("scene", "person", ("Ada",), "unreviewed")
BY_GPT = Section("limits", "model", ("gpt",), "unreviewed")
DEFAULT = Section("title", "default", (), "unreviewed")


def accepted(section: Section, by: str = "Grace") -> Section:
    return replace(section, state="accepted", reviewers=(by,))


CASES: dict[str, tuple[list[Section], str, str]] = {
    "a scenario alone": (
        [DEFAULT],
        "Every section is the lesson's default, printed with the words of one scenario. "
        "Nobody who works in the field has reviewed it.",
        "a scenario alone",
    ),
    "one person": (
        [BY_ADA, replace(BY_ADA, slot="limits")],
        "All its sections were written by Ada. Nobody who works in the field has reviewed them.",
        "complete, not yet reviewed",
    ),
    "a model, a person and a default": (
        [DEFAULT, BY_ADA, BY_GPT, replace(BY_GPT, slot="story", origin="edited")],
        "Of its 4 sections, 1 was written by Ada, 2 were drafted by the language model gpt "
        "(1 edited by a person since) and 1 is the lesson's own default. Nobody who works in the "
        "field has reviewed them.",
        "3 of 4 slots told, 2 drafted by gpt, not yet reviewed",
    ),
    "some accepted": (
        [accepted(BY_ADA), BY_GPT],
        "Of its 2 sections, 1 was written by Ada and 1 was drafted by the language model gpt. "
        "1 has been accepted by Grace. Not reviewed by anybody who works in the field: “limits”.",
        "complete, 1 drafted by gpt, 1 still to review",
    ),
    "all accepted": (
        [accepted(BY_ADA), accepted(BY_GPT, "Lin")],
        "Of its 2 sections, 1 was written by Ada and 1 was drafted by the language model gpt. "
        "All that was told has been reviewed and accepted by Grace and Lin.",
        "complete, reviewed by Grace and Lin",
    ),
    "to mend, and moved on": (
        [
            replace(accepted(BY_ADA), state="to mend"),
            replace(accepted(BY_ADA), slot="story", state="text moved on"),
            replace(accepted(BY_ADA), slot="limits", state="canon moved on"),
        ],
        "All its sections were written by Ada. A reviewer asks for changes in “scene”. Changed "
        "since the review: “story”. Reviewed against an older canon: “limits”.",
        "complete, 1 to mend, 2 still to review",
    ),
}


@pytest.mark.parametrize(("found", "words", "short"), CASES.values(), ids=CASES)
def test_standing_in_words(found: list[Section], words: str, short: str) -> None:
    assert " ".join(in_words(found)) == words
    assert in_short(found) == short


def test_long_lists_are_cut_short() -> None:
    many = [replace(BY_ADA, slot=f"s{n}", writers=(f"A{n}",)) for n in range(9)]
    assert "A0, A1, A2, A3, A4, A5 and 3 more." in in_words(many)[0]


def test_a_draft_says_who_drafted_it_and_how_its_review_stands() -> None:
    said = "Drafted by gpt; not yet reviewed by somebody in the field."
    assert draft_mark(BY_GPT) == said
    mend = replace(BY_GPT, origin="edited", state="to mend")
    assert draft_mark(mend) == "Drafted by gpt, edited since; a reviewer asks for changes."
