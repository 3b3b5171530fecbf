"""FW501."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldwise.check.context import Context, Finding
from fieldwise.check.markup import inline, start_of, tokens
from fieldwise.check.rules.placeholder import MARKS
from fieldwise.check.spans import outside_code
from fieldwise.check.text import Text

_TAG = re.compile(
    r"<(?:/?(?:a|b|i|u|p|br|hr|em|ul|ol|li|sub|sup)|\s*/?\s*(?:script|style|iframe|object|embed|svg|math|img|image|video|audio|source|link|meta"
    r"|base|form|input|button|textarea|select|template|table|div|span|marquee|details|html|body"
    r"|head|frame|frameset|applet|strong|font|center|h[1-6]))"
    r"(?=[\s/>:]|$)|<!--|<!\[CDATA|<\?|<![A-Za-z]",
    re.IGNORECASE,
)


def raw_html(context: Context) -> Iterator[Finding]:
    """HTML stands in a text.

    Finds: tags, comments, scripts and anything else that Markdown takes for HTML, in stories, in
    the words of the scenario and in `field.yaml`; also tags that never close.

    Why: a story is text and nothing else. A page prints HTML as it stands; a notebook would
    run it.

    Caught:

        ## scene

        One tide is one high water.<br>The gauge is read every minute.

    Mend: write Markdown: `*emphasis*`, an empty line for a new paragraph, `$x_1$` for a
    subscript. A less-than sign has a space behind it, or stands in a formula or in code.

    Silent: code, entities such as `&lt;`, and addresses in angle brackets, which are links.
    """
    for text in (*context.markdown, *context.scenario, *context.field):
        if "<" not in text.text:
            continue
        seen: set[int] = set()
        for offset, html in (*_parsed(text), *_looks(text)):
            line = text.text.count("\n", 0, offset)
            if line in seen or MARKS.match(text.text, offset):
                continue
            seen.add(line)
            shown = " ".join(html.split())[:40]
            yield Finding(
                text.at(offset, 1),
                f"“{shown}” is HTML.",
                "Write Markdown; put a less-than sign into a formula, or a space behind it.",
            )


def _parsed(text: Text) -> Iterator[tuple[int, str]]:
    """What Markdown takes for HTML."""
    if text.kind not in ("telling", "friend", "canon"):
        return
    for block in tokens(text.text):
        if block.type == "html_block":
            yield text.text.find("<", start_of(text.text, block)), block.content
    for token, block in inline(text.text):
        if token.type == "html_inline":
            offset = text.text.find(token.content, start_of(text.text, block))
            yield max(offset, 0), token.content


def _looks(text: Text) -> Iterator[tuple[int, str]]:
    """What looks like HTML, whether or not Markdown agrees."""
    plain = outside_code(text.text) if text.kind in ("telling", "friend", "canon") else text.text
    for match in _TAG.finditer(plain):
        yield match.start(), plain[match.start() : match.start() + 60].split("\n")[0]
