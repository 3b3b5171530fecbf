"""The templates: HTML with every inserted text escaped unless it is HTML already."""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.environment import TemplateModule
from markupsafe import Markup

_HUES = 8


@cache
def environment() -> Environment:
    """The one environment of all templates."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    made.filters["within"] = within
    return made


@cache
def template(name: str) -> Template:
    """A template by the name of its file."""
    return environment().get_template(name)


def macro(name: str, of: str, *arguments: object) -> Markup:
    """What a macro of a template makes of its arguments."""
    return Markup(getattr(_module(name), of)(*arguments))


@cache
def _module(name: str) -> TemplateModule:
    return template(name).module


def hue(field: str) -> int:
    """Which of the page's colours a field has: always the same."""
    return zlib.adler32(field.encode()) % _HUES


def within(name: str) -> str:
    """A name as it stands within a sentence: `Cooking` gives `cooking`, `DNA` stays."""
    first, _, rest = name.partition(" ")
    small = first[:1].lower() + first[1:] if first[1:].islower() else first
    return f"{small} {rest}".strip()
