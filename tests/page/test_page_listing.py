"""Code keeps every character and gains a little colour."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from fieldwise.model import Card, Code, Lesson
from fieldwise.page import templating
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


def test_code_is_read_and_a_template_compiled_once_and_then_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(2):
        for kept in (highlighted, templating.environment, templating.template):
            kept.cache_clear()  # as another process begins
        assert highlighted("remembered = 1\n").startswith("remembered")
        assert templating.template("gallery.html.j2").name == "gallery.html.j2"
        monkeypatch.setattr(Environment, "compile", None)
        monkeypatch.setattr("pygments.lexers.PythonLexer", None)
