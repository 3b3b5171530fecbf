"""The templates: HTML with every inserted text escaped unless it is HTML already."""

from __future__ import annotations

import base64
import functools
import json
import sys
import zlib
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from markupsafe import Markup

from fieldwise import cache
from fieldwise.versions import version_of

_HUES = 8


@functools.cache
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
        bytecode_cache=_Remembered(),
    )
    made.filters["within"] = within
    return made


class _Remembered(BytecodeCache):
    """What templates are compiled to, remembered: to compile them takes as long as a page."""

    def load_bytecode(self, bucket: Bucket) -> None:
        known = cache.recall("templates", _key(bucket))
        if known is not None:
            bucket.bytecode_from_string(base64.b64decode(known))

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = base64.b64encode(bucket.bytecode_to_string()).decode()
        cache.remember("templates", _key(bucket), code)


def _key(bucket: Bucket) -> str:
    of = bucket.environment
    manner = [of.autoescape, of.trim_blocks, of.lstrip_blocks, of.keep_trailing_newline]
    versions = [sys.version, version_of("jinja2")]
    return json.dumps([bucket.key, bucket.checksum, manner, versions])


@functools.cache
def template(name: str) -> Template:
    """A template by the name of its file."""
    return environment().get_template(name)


def macro(name: str, of: str, *arguments: object) -> Markup:
    """What a macro of a template makes of its arguments."""
    return Markup(getattr(_module(name), of)(*arguments))


@functools.cache
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
