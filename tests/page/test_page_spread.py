"""What faces what: canon on the left, the field on the right."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fieldwise.page.spread import Item, spreads


def laid(*items: Item) -> list[list[tuple[str, int, int]]]:
    """Each spread's groups: what they hold, from which row to which."""
    return [
        [(group.html, group.first, group.last) for group in spread.groups]
        for spread in spreads(items)
    ]


CANON, STORY = Item("canon", "C"), Item("field", "s")
CODE, OUTPUT = Item("canon", "K", faced=True), Item("field", "o")
HEADING, BOTH = Item("canon", "H", opens=True), Item("both", "B")


def test_a_bridge_stands_level_with_its_canon() -> None:
    assert laid(CANON, CANON, STORY, STORY) == [[("CC", 1, 1), ("ss", 1, 1)]]


def test_output_stands_level_with_its_code_alone() -> None:
    assert laid(CANON, CODE, OUTPUT) == [[("C", 1, 1)], [("K", 1, 1), ("o", 1, 1)]]


def test_canon_that_faces_nothing_goes_on_below() -> None:
    assert laid(CODE, OUTPUT, CANON, CODE, OUTPUT) == [
        [("K", 1, 1), ("o", 1, 2), ("C", 2, 2)],
        [("K", 1, 1), ("o", 1, 1)],
    ]


def test_a_story_that_opens_a_section_faces_its_heading() -> None:
    assert laid(HEADING, STORY, CANON, STORY) == [
        [("H", 1, 1), ("s", 1, 2), ("C", 2, 3), ("s", 3, 3)]
    ]


def test_a_heading_begins_anew() -> None:
    assert laid(CODE, OUTPUT, HEADING, STORY) == [
        [("K", 1, 1), ("o", 1, 1)],
        [("H", 1, 1), ("s", 1, 1)],
    ]


def test_what_takes_both_pages_stands_alone() -> None:
    assert laid(CANON, BOTH, STORY) == [[("C", 1, 1)], [("B", 1, 1)], [("s", 1, 1)]]


@given(st.lists(st.sampled_from([CANON, STORY, CODE, OUTPUT, HEADING, BOTH])))
def test_the_order_of_the_lesson_is_kept_and_nothing_overlaps(items: list[Item]) -> None:
    made = spreads(items)
    groups = [group for spread in made for group in spread.groups]
    assert "".join(group.html for group in groups) == "".join(item.html for item in items)
    for spread in made:
        for side in ("canon", "field"):
            own = [group for group in spread.groups if group.side == side]
            assert all(one.last < other.first for one, other in pairwise(own))
        assert spread.rows <= 3
