"""A field's words in outputs: placeholders that stand for them, and words put in their place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from fieldwise.model import Output

_FIRST, _LAST = "⠁", "⣿"
_HOLDER = re.compile(f"[{_FIRST}-{_LAST}]")
"""A placeholder is one sign of Braille: figures can draw it, and nobody prints it."""
_PLAIN = re.compile(
    r"""
    (?:
        [!#$%'()*+,\-./0-9:;=?@A-Z\[\\\]^_`a-z{|}~]   # ASCII without & < > and the double quote
      | [¡-¬®-ÿĀ-ňŊ-ſ]                                # Latin
      | [Α-ΡΣ-ώ]                                      # Greek
      | [⁰ⁱ⁴-ⁿ₀-₎ₐ-ₜ]                                 # powers and indices
      | [‐-―‘’“”…‰′″€ℓΩ℃Å−∂∆√∞≈≤≥⋅☉⊕]
    )+
    """,
    re.VERBOSE,
)
_AWKWARD = "ΰŴÅ_Ģ|"
"""Figures lay a text out by its extent: these letters reach higher and lower than any other."""
_MEANINGFUL = "$x_1$ \\n{0}%s%% 'a' --#"
"""What code might take for mathematics, an escape, a format, a quotation or a comment."""


def placeholders(names: Collection[str]) -> dict[str, str]:
    """For each name, a word that stands for the field's own and is found again in outputs.

    Where there are more names than placeholders, there are none at all.
    """
    signs = range(ord(_FIRST), ord(_LAST) + 1)
    return dict(zip(names, map(chr, signs), strict=False)) if len(names) <= len(signs) else {}


def trial_words(names: Sequence[str]) -> dict[str, str]:
    """For each name, a word that is as awkward as a plain word can be.

    All that can set one word apart from another is the other way round than with placeholders:
    they are short and come after every letter, in the order of the names; these are long and come
    before every letter, in reverse order. Units coincide, as the units of two quantities may.
    """
    trial = {}
    for number, name in enumerate(names):
        rank = 0 if name.endswith(".unit") else len(names) - number
        trial[name] = f"!{rank:03d} {_AWKWARD} {_MEANINGFUL} {'m' * 40}"
    return trial


def is_plain(word: str) -> bool:
    """Whether every letter of a word is one that figures surely draw and formats leave alone.

    Others (markup, Chinese, a line break, nothing at all) may bring warnings, another layout or
    an escape, so code is run with them.
    """
    return all(_PLAIN.fullmatch(part) for part in word.split(" "))


def fill(outputs: Any, words: Mapping[str, str]) -> Any:
    """The same outputs with words where placeholders stood; `words` is by placeholder."""
    if isinstance(outputs, str):
        return _HOLDER.sub(lambda holder: words.get(holder[0], holder[0]), outputs)
    if isinstance(outputs, dict):
        return {key: fill(part, words) for key, part in outputs.items()}
    if isinstance(outputs, list):
        return [fill(part, words) for part in outputs]
    return outputs


def joined(outputs: Iterable[Output]) -> list[Output]:
    """Outputs with each run of pieces of one stream made one: how it was cut is chance."""
    whole: list[Output] = []
    for output in outputs:
        last = whole[-1] if whole else {}
        name = output.get("name")
        if output["output_type"] == "stream" and last.get("name") == name:
            whole[-1] = {**last, "text": last["text"] + output["text"]}
        else:
            whole.append(output)
    return whole
