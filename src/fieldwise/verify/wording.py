"""Say in a sentence how one text differs from another, with what cannot be seen made visible."""

from __future__ import annotations

import unicodedata

_LONGEST = 60
"""Characters of a text that a sentence quotes."""
_REACH = 24
"""Characters by which a difference is widened to whole words."""
_MOST = 6
"""Names that a sentence gives; more are counted."""
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Mn", "Me")


def change(old: str, new: str) -> str:
    """Where a new text leaves an old one, and how."""
    start, end = _common(old, new)
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    line = new.count("\n", 0, start) + 1
    column = start - (new.rfind("\n", 0, start) + 1) + 1
    where = f"Line {line}, column {column}"
    if not before:
        return f"{where}: {_quoted(after)} was put in."
    if not after:
        return f"{where}: {_quoted(before)} was taken out."
    wide_start, wide_end = _to_words(old, start, end)
    was, became = old[wide_start : len(old) - wide_end], new[wide_start : len(new) - wide_end]
    names = _names(after) if len(after) <= 3 else ""
    return f"{where}: {_quoted(was)} became {_quoted(became)}{names}."


def shortened(text: str) -> str:
    """The beginning of a text, short enough for a sentence."""
    shown, length = list[str](), 0
    for sign in text:
        shown.append(_shown(sign))
        length += len(shown[-1])
        if length > _LONGEST:
            return f"{''.join(shown[:-1])}…"
    return "".join(shown)


def named(names: list[str]) -> str:
    """Some names, short enough for a sentence."""
    shown = ", ".join(f"`{shortened(name)}`" for name in names[:_MOST])
    return f"{shown} and {len(names) - _MOST} more" if len(names) > _MOST else shown


def _quoted(text: str) -> str:
    if not text.strip(" "):
        return "a space" if len(text) == 1 else f"a gap of {len(text)} spaces"
    if not text.strip("\n"):
        return "a line break" if len(text) == 1 else f"a gap of {len(text)} line breaks"
    return f"“{shortened(text)}”"


def _shown(sign: str) -> str:
    if sign == "\n":
        return "↵"
    if sign == " " or not (unicodedata.category(sign) in _UNSEEN or sign.isspace()):
        return sign
    return f"<U+{ord(sign):04X}{_named(sign)}>"


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return f" {name}" if name else ""


def _names(text: str) -> str:
    """The names of letters that may look like others."""
    odd = [sign for sign in text if not sign.isascii() and _shown(sign) == sign]
    return f" ({', '.join(f'U+{ord(s):04X}{_named(s)}' for s in odd)})" if odd else ""


def _common(old: str, new: str) -> tuple[int, int]:
    """How many characters agree at the start and, beyond those, at the end."""
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    room = shorter - start
    end = next((n for n in range(room) if old[-1 - n] != new[-1 - n]), room)
    return start, end


def _to_words(old: str, start: int, end: int) -> tuple[int, int]:
    """The same bounds moved outwards to the nearest spaces."""
    first = max(start - _REACH, 0)
    while start > first and not old[start - 1].isspace():
        start -= 1
    last = max(end - _REACH, 0)
    while end > last and not old[len(old) - end].isspace():
        end -= 1
    return start, end
