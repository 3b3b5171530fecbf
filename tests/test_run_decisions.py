"""Code that decides by a word of the card, and code that only shows it."""

from __future__ import annotations

import dataclasses

import pytest

from fieldwise.model import Edition, Lesson, Story
from fieldwise.run.decisions import decides_by_words
from fieldwise.run.program import program
from fieldwise.weave import weave


@pytest.fixture
def edition(lesson: Lesson, pottery: Story) -> Edition:
    return weave(lesson, pottery)


@pytest.mark.parametrize(
    "code",
    [
        "print('s' if X_UNIT == Y_UNIT else '')",
        "def f(x):\n    while x and OBSERVATIONS.startswith('a'):\n        x = 0",
        "match X_NAME:\n    case 'time':\n        pass",
        "[n for n in range(9) if X_SYMBOL]",
        "X_NAME or Y_NAME",
        "print('x' in SLOPE_UNIT)",
    ],
)
def test_code_that_decides_by_a_word_of_the_card_is_seen(edition: Edition, code: str) -> None:
    whole = program(edition)
    assert not decides_by_words(whole)
    cell = dataclasses.replace(whole.cells[-1], body=code)
    assert decides_by_words(dataclasses.replace(whole, cells=(*whole.cells, cell)))


@pytest.mark.parametrize(
    "code",
    ["%matplotlib inline", "f'{X_NAME}'; show(X_NAME, label=Y_NAME)", "X_NAME if DATA else 0"],
)
def test_code_that_only_shows_words_decides_nothing(edition: Edition, code: str) -> None:
    whole = program(edition)
    cell = dataclasses.replace(whole.cells[-1], body=code)
    assert not decides_by_words(dataclasses.replace(whole, cells=(*whole.cells, cell)))
