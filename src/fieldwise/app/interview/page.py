"""The form's page: the interview's own questions, under a policy as strict as a page's."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from fieldwise import __version__
from fieldwise.interview import questions as q
from fieldwise.interview.answers import FRIENDS, Given
from fieldwise.page.assets import STATIC, Assets, assets, script

_HERE = Path(__file__).parent / "static"


def form_page(given: Given) -> str:
    """The form as one HTML file, with the answers that were kept."""
    asked = [question for question in q.QUESTIONS if not question.detail]
    parts = [(name, list(group)) for name, group in groupby(asked, lambda one: one.part)]
    return _template().render(
        assets=_assets(),
        parts=parts,
        details=[question for question in q.QUESTIONS if question.detail],
        words=q.FALSE_FRIENDS,
        words_part=q.WORDS,
        words_ask=q.WORDS_ASK,
        words_why=f"{q.WORDS_WHY} {q.WORD_WHY}",
        reader=q.READER,
        friends=FRIENDS,
        given=given,
        worded=q.worded,
        version=__version__,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("form.html.j2")


@cache
def _assets() -> Assets:
    styles = [(STATIC / "voices.css"), (_HERE / "form.css")]
    style = "".join(path.read_text(encoding="utf-8") for path in styles)
    return Assets(style, assets("gallery").early, script(_HERE / "form.js"))
