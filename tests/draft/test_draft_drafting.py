"""Slot by slot: what is accepted, what goes back, and what a lying model never achieves."""

from __future__ import annotations

import pytest

from draft.endpoint import Behaviour, Server, Told, cut_off, fails, half, raw, refuses, says
from draft.tide_book import MODEL, QUICK, Book, Notes, states
from fieldwise.draft.drafting import ROUNDS, settle
from fieldwise.draft.section import without_section
from fieldwise.errors import ModelError
from fieldwise.standing import mark, read_standing


def test_a_good_model_tells_every_slot_at_once(endpoint: Server, book: Book) -> None:
    endpoint.behaviours = [Told(book.good)]
    before = book.path.read_bytes()
    outcomes = settle(book.manuscript, book.draft(endpoint))
    assert set(states(outcomes).values()) == {"accepted"}
    assert book.told == book.good
    assert len(endpoint.requests) == len(book.good)
    raw_ = book.path.read_bytes()
    for slot in book.good:
        written = read_standing(book.path).records[slot].written
        assert written and (written.by, written.name) == ("model", MODEL)
        assert written.text == mark(book.good[slot])
        raw_ = without_section(raw_, slot)
    assert raw_.rstrip() == before.rstrip()


def test_findings_go_back_as_text_and_the_better_reply_is_taken(
    endpoint: Server, book: Book
) -> None:
    bad = book.good["scene"] + " The loss comes out at 7.69."
    endpoint.behaviours = [says(bad), says(book.good["scene"])]
    notes = Notes()
    [outcome] = book.draft(endpoint, ["scene"], ear=notes)
    assert (outcome.state, outcome.rounds) == ("accepted", 2)
    first, second = endpoint.requests
    assert len(first.body["messages"]) == 2 and len(second.body["messages"]) == 4
    assert "“7.69” is typed" in second.last and "{{ mse }}" in second.last
    assert "7.69" in second.body["messages"][2]["content"]
    assert [len(found) for found in notes.found] == [1, 0]


LIES = {
    "a number": "{} The loss of the season is 7.69.",
    "a number in words": "{} The loss of the season is seven point seven.",
    "a count in words": "{} The MSE is about eight.",
    "a compound in words": "{} Most tides have sixty-five.",
    "a term renamed": "{} With a smaller step size, nothing changes.",
    "a value under another name": "{} The slope is {{{{ intercept }}}}.",
    "a value that does not exist": "{} The loss is {{{{ msee }}}}.",
    "digits that nobody computed": "{} The loss is {{{{ mse:.9f }}}}.",
    "arithmetic": "{} And 0.24 · 100 + 1.1 = 27.5.",
    "another unit": "{} The range of the tide is given in feet, about 3 feet.",
    "HTML": "{} <b>Mind the bar.</b>",
    "a script": "{} <script>fetch('//a.example')</script>",
    "a link": "{} [more](javascript:alert)",
    "an image": "{} ![tide](https://a.example/t.png)",
    "an address": "{} See https://a.example/tides for more.",
    "another language": "Eine Gezeit ist ein Hochwasser, abgelesen am Pegel des Hafens; der Strom "
    "wird bei halber Ebbe gemessen, mit einem Schwimmer, und in das Buch geschrieben.",
    "zero width": "{} The gau\u200bge is old.",
    "right to left": "{} The gauge \u202eis old.",
    "look-alikes": "{} The le\u0430rning rate is small.",
    "a definition": "{} A {{def}}`loss` is bad.",
    "another formula": "{} The rule is $\\hat{{y}} = w - b x$.",
    "another slot": "{}\n\n## limits\n\nThere are none.",
    "a fence that swallows the rest": "{}\n\n```\nThe rest is code.",
    "front matter": "{}\n---\n\nauthors: [nobody]",
    "a directive": "{}\n\n:::{{canon}} loss\nThe loss is nothing.\n:::",
    "talk": "Here is the revised section:\n\n{} I hope this helps.",
    "a remark": "{} (Note: the numeral is taken out.)",
    "a sentence in another language": "{} Le pilote note le courant dans le carnet.",
    "another script": "{} 潮流的测量写在本子里。",
    "cheer": "{} What an exciting tide!",
    "a placeholder": "{} TODO: say how.",
    "nothing much": "Tides.",
    "endless words": "{} " + "The gauge is read by hand. " * 40,
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_lie_stays_out_of_the_file(endpoint: Server, book: Book, lie: str) -> None:
    before = book.path.read_bytes()
    endpoint.behaviours = [says(lie.format(book.good["scene"]))]
    [outcome] = book.draft(endpoint, ["scene"])
    assert outcome.state == "default"
    assert outcome.found, "what is wrong with it is listed"
    assert book.path.read_bytes() == before
    assert "scene" not in read_standing(book.path).records
    assert len(endpoint.requests) == ROUNDS
    assert len(endpoint.requests[-1].body["messages"]) == 4, "only the last reply goes back"


def test_what_a_slot_is_about_cannot_be_dropped(endpoint: Server, book: Book) -> None:
    dropped = {
        "loss.bridge": "What the pilot was off by is squared and averaged over the whole season.",
        "exercises.rate": "Set the step a thousand times larger. Does training converge?",
        "compare.bridge": "The scatter was put in, and the rule misses by about as much.",
        "glossary": book.good["glossary"].replace("| residual |", "| leftover |"),
    }
    endpoint.behaviours = [Told(dropped)]
    outcomes = book.draft(endpoint, list(dropped))
    assert {item.slot: {found.code for found in item.found} for item in outcomes} == {
        "glossary": {"FW201", "FW203"},
        "compare.bridge": {"FW309"},
        "loss.bridge": {"FW204"},
        "exercises.rate": {"FW308"},
    }
    assert book.told == {}


@pytest.mark.parametrize(
    "trouble", [refuses, cut_off, raw("Certainly."), raw('{"text": 1}'), raw("\ud800")]
)
def test_a_reply_that_is_none_uses_up_a_round(
    endpoint: Server, book: Book, trouble: Behaviour
) -> None:
    endpoint.behaviours = [trouble, says(book.good["scene"])]
    [outcome] = book.draft(endpoint, ["scene"])
    assert (outcome.state, outcome.rounds) == ("accepted", 2)
    endpoint.requests.clear()
    endpoint.behaviours = [trouble]
    [outcome] = book.draft(endpoint, ["limits"])
    assert outcome.state == "default" and outcome.why
    assert len(endpoint.requests) == ROUNDS


def test_a_silent_endpoint_is_left_alone_after_the_second_slot(
    endpoint: Server, book: Book
) -> None:
    endpoint.behaviours = [Told(book.good), half]
    with pytest.raises(ModelError, match="The model does not answer"):
        book.draft(endpoint)
    assert list(book.told) == ["title"], "what was accepted before stays"
    endpoint.behaviours = [Told(book.good)]
    outcomes = book.draft(endpoint)
    assert "title" not in states(outcomes), "and is not asked for again"
    assert book.told == book.good


def test_one_silence_here_and_one_there_is_no_reason_to_stop(endpoint: Server, book: Book) -> None:
    silence = [half] * QUICK.tries
    endpoint.behaviours = [*silence, Told(book.good), *silence, Told(book.good)]
    outcomes = book.draft(endpoint, ["title", "scene", "loss.bridge", "limits"])
    assert [item.state for item in outcomes] == ["default", "accepted", "default", "accepted"]


def test_what_is_accepted_is_told_to_the_next_section(endpoint: Server, book: Book) -> None:
    endpoint.behaviours = [Told(book.good)]
    book.draft(endpoint, ["scene", "limits"])
    [_, second] = endpoint.requests
    assert f"`scene`: {book.good['scene']}" in second.last


def test_a_wrong_key_stops_at_once_and_keeps_what_there_is(endpoint: Server, book: Book) -> None:
    endpoint.behaviours = [Told(book.good), Told(book.good), fails(401)]
    with pytest.raises(ModelError):
        book.draft(endpoint)
    assert list(book.told) == ["title", "story"]
    assert len(endpoint.requests) == 3


def test_an_accepted_slot_that_turns_out_wrong_falls_back(endpoint: Server, book: Book) -> None:
    endpoint.behaviours = [Told(book.good)]
    outcomes = book.draft(endpoint, ["scene", "limits"])
    text = book.path.read_text("utf-8").replace(
        "depth: {value: 7, unit: m", "deep: {value: 8, unit: m"
    )
    book.path.write_text(text, "utf-8")
    settled = settle(book.manuscript, outcomes)
    assert states(settled) == {"scene": "default", "limits": "accepted"}
    assert [found.code for found in settled[0].found] == ["FW301"]
    assert book.told.keys() == {"limits"} and "deep: {value: 8" in book.path.read_text("utf-8")


def test_an_accepted_slot_that_a_person_has_changed_does_not_fall_back(
    endpoint: Server, book: Book
) -> None:
    endpoint.behaviours = [Told(book.good)]
    outcomes = book.draft(endpoint, ["limits"])
    own = book.good["limits"] + " I once saw 9 knots."
    text = book.path.read_text("utf-8").replace(book.good["limits"], own)
    book.path.write_text(text, "utf-8")
    settle(book.manuscript, outcomes)
    assert book.told == {"limits": own}


def test_stopping_keeps_what_is_accepted(endpoint: Server, book: Book) -> None:
    endpoint.behaviours = [Told(book.good)]

    class Stopper(Notes):
        def begins(self, slot: str, round_: int) -> None:
            if slot == "glossary":
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        book.draft(endpoint, ear=Stopper())
    assert list(book.told) == ["title", "story"]
    outcomes = book.draft(endpoint)
    assert set(states(outcomes)) == set(book.good) - {"title", "story"}
