"""Code keeps every character and gains a little colour."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from fieldwise.model import Card, Code, Lesson
from fieldwise.page.listing import highlighted


def test_kinds_of_words_are_marked() -> None:
    shown = highlighted('def f(x):\n    return 2 * x  # "twice"\n')
    assert '<span class="k">def </span><span class="f">f</span>(x):' in shown
    assert '<span class="m">2 </span>* x  <span class="c"># "twice"' in shown


@given(st.text("a1 \n'\"#<&{}é\t\\:", max_size=60))
def test_the_text_is_the_code(code: str) -> None:
    assert unescape(re.sub("<[^>]*>", "", highlighted(code))) == code


def test_the_lessons_code_is_copied_as_it_stands(lesson: Lesson) -> None:
    for block in lesson.blocks:
        if isinstance(block, Code | Card):
            assert unescape(re.sub("</?span[^>]*>", "", highlighted(block.text))) == block.text
