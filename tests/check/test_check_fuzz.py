"""Whatever an author writes, the check answers with findings, never with an exception."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tides import FIELD, STORY, FoundIn, Patched

GOOD, GOOD_FIELD = STORY.read_text("utf-8"), FIELD.read_text("utf-8")
SCRAPS = st.sampled_from(
    [
        "{{", "}}", "$", "$$", "`", "```\n", "|", "\n\n", "## ", "### ", "---\n", ":", "[", "](",
        "<", ">", "&", "&#1072;", "\\", "{", "}", "12", "1e999", "10^{99}", "½", "\u200b", "а",
        " = ", "1/0 = 1", "0^-1 = 3", "((((((", "√-1 = 1", "2^2^2^2^9 = 4", "°C", "²", "in m ",
        "{{ slope:.99f }}", "{{ slope:.3e in s }}", "{{ mse:.3f in 0*m }}", "unit: m**99\n",
        "\\frac{", "\\left(", "^", "_", "? [a, b]\n: c\n", "1" * 400, "&#99999999;", "'", '"',
    ]
)  # fmt: skip
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


def found(story: str, field: str = GOOD_FIELD) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for item in FoundIn(Path(folder))(Patched(story, field, 1)):
            assert item.line >= 1 and item.column >= 1
            assert item.message.endswith((".", "”")) and item.code.startswith("FW")


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_any_text_in_a_slot(text: str) -> None:
    found(GOOD.replace("the float.", f"the float.\n\n{text}"))


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), SCRAPS), min_size=1, max_size=6))
def test_scraps_anywhere_in_a_good_story(scraps: list[tuple[int, str]]) -> None:
    text = GOOD
    for offset, scrap in scraps:
        text = text[:offset] + scrap + text[offset:]
    found(text)


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(st.integers(0, len(GOOD_FIELD)), SCRAPS)
def test_scraps_anywhere_in_a_good_field(offset: int, scrap: str) -> None:
    found(GOOD, GOOD_FIELD[:offset] + scrap + GOOD_FIELD[offset:])


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(st.integers(0, len(GOOD)), st.integers(1, 400))
def test_a_piece_cut_out_of_a_good_story(start: int, length: int) -> None:
    found(GOOD[:start] + GOOD[start + length :])
