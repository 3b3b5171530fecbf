"""Words in outputs: what may be put in, and what code is tried with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwise.run.words import fill, is_plain, joined, placeholders, trial_words

NAMES = ("x.name", "x.symbol", "x.unit", "y.name", "y.symbol", "y.unit", "observations")
EVERY = [chr(code) for code in range(0x20, 0x3000) if is_plain(chr(code))]


@pytest.mark.parametrize(
    "word",
    ["exposure time", "t_exp", "10³ ADU/s", "€/€", "(10³ ADU)²", "café", "Å", "µg·mL⁻¹", "$x$"],
)
def test_words_of_a_field_are_plain(word: str) -> None:
    assert is_plain(word)


@pytest.mark.parametrize(
    "word",
    (
        *("", " ", " x", "x ", "a  b", "a\nb", "a\tb", "a\u00a0b", "R&D", "<script>", 'a "b"'),
        *("曝光", "e\u0301", "\u202ex", "soft\u00adhyphen", "\ud800", "🔭", "ŉ", "\x00"),
    ),
)
def test_words_that_may_change_more_than_themselves_are_not(word: str) -> None:
    assert not is_plain(word)


def test_the_figures_font_has_every_plain_letter_and_trials_reach_beyond_all() -> None:
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font, LoadFlags

    font = FT2Font(findfont("DejaVu Sans"))
    tried = "".join(trial_words(NAMES).values())
    height = {}
    for letter in {*EVERY, *tried}:
        assert font.get_char_index(ord(letter)), f"{letter!r} is missing"
        height[letter] = font.load_char(ord(letter), flags=LoadFlags.NO_SCALE).bbox
    assert max(box[3] for box in height.values()) == max(height[letter][3] for letter in tried)
    assert min(box[1] for box in height.values()) == min(height[letter][1] for letter in tried)


def test_trial_words_are_all_that_placeholders_are_not() -> None:
    holders, trial = placeholders(NAMES), trial_words(NAMES)
    assert all(map(is_plain, trial.values()))
    assert not any(map(is_plain, holders.values()))
    assert max(map(len, holders.values())) == 1 < 50 < min(map(len, trial.values()))
    assert max(trial.values()) < "0" < "z" < min(holders.values())
    assert sorted(holders, key=holders.__getitem__) == list(NAMES)
    assert trial["x.unit"] == trial["y.unit"] < trial["observations"] < trial["x.name"]


def test_each_name_has_a_placeholder_of_its_own_or_none_has_one() -> None:
    names = [str(number) for number in range(255)]
    assert len(set(placeholders(names).values())) == 255
    assert placeholders([*names, "one more"]) == {}


@given(st.text(), st.text())
def test_words_go_in_once_even_where_they_look_like_placeholders(first: str, second: str) -> None:
    holders = placeholders(["a", "b"])
    a, b = holders.values()
    words = {a: first + b, b: second}
    outputs = {"cell": [{"text": f"{a} and {b}", "execution_count": 3, "metadata": {}}]}
    assert fill(outputs, words) == {
        "cell": [{"text": f"{first}{b} and {second}", "execution_count": 3, "metadata": {}}]
    }


def test_neighbouring_pieces_of_one_stream_are_joined() -> None:
    out, err = (
        {"output_type": "stream", "name": name, "text": "a"} for name in ("stdout", "stderr")
    )
    shown = {"output_type": "display_data", "data": {}, "metadata": {}}
    assert joined([out, out, err, out, shown, out]) == [
        {**out, "text": "aa"},
        err,
        out,
        shown,
        out,
    ]
