r"""Arithmetic in prose and formulas: found, read and worked out, nothing of it executed.

    0.24 · 100 + 1.1 = 25.1        $0.24 \times 100 + 1.1$        25 % of 80 is 20
    {{ slope }} · 100 s = …        three operators, brackets, powers, fractions and roots

A text becomes tokens; around each equals sign (or “gives”, “is”, “≈”) the longest expression on
either side is worked out, as an interval: what is typed is exact, what a reader sees rounded may
be off by half its last digit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from fieldwise.check.numerals import NUMBER, numeral_at
from fieldwise.quote import QUOTATION, Quotation, quotations

TokenKind = Literal["number", "operator", "open", "close", "root", "relation", "unknown", "stop"]

_LONGEST = 40
"""Tokens on either side of a relation; nobody writes longer arithmetic."""
_DEEPEST = 8
_WORD_OPERATORS = {"times": "*", "plus": "+", "minus": "-", "over": "/"}
_RELATIONS_IN_WORDS = "equals equal gives give makes make is are yields yield"
_ROUGHLY = "about roughly approximately nearly almost some around exactly just"
_LITTLE_WORDS = (
    "a an and are as at because but by each for from has have if in into is it its of on or per so "
    "that the then this to was we were when where which with you"
)
_RELATION_WORDS = frozenset(_RELATIONS_IN_WORDS.split())
_ABOUT = frozenset(_ROUGHLY.split())
_NO_UNIT = frozenset(_LITTLE_WORDS.split())
_UNIT_WORDS_MOST = 5
_SIGN = re.compile(
    r"""
    (?P<lead>,?\s*\b(?:which|that|this|it)\s+(?=(?:is|gives|makes|equals|yields|comes)\b))
  | (?P<fraction>\\[dt]?frac(?=\s*\{))
  | (?P<text>\\(?:text|mathrm|mathit|operatorname|unit)\s*\{(?P<words>[^{}]{0,60})\})
  | (?P<operator>\\cdot|\\times|\\div|\\\*|&(?:times|middot|sdot|divide|minus|plus);|[·⋅∙×÷∕/+−–^-]
      |(?<=[\d)}\s])\*(?=[\d({\s])|(?<=[\d)}])\*\*(?=[\d({]))
  | (?P<relation>\\approx|\\simeq|[=≈≃≅]|&(?:equals|asymp|approx);
      |\bcomes\s+(?:out\s+)?(?:to|at|as)\b)
  | (?P<root>\\sqrt|√)
  | (?P<power>[²³])
  | (?P<open>[({]|\\left\s*\()
  | (?P<close>[)}]|\\right\s*\))
  | (?P<percent>\\?%|per[\s\u00a0]?cent\b)
  | (?P<skip>\\[,;:! ]|~|\\q?quad\b|\\displaystyle\b|\${1,2}|[ \t\u00a0\u2009\u202f`_]|\*\*
      |\n(?![ \t]*\n))
  | (?P<word>[^\W\d_][^\W\d_'’]*)
  | (?P<command>\\[A-Za-z]+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers between two bounds."""

    low: float
    high: float

    def widened(self, by: float) -> Interval:
        """The same interval, wider on both sides."""
        return Interval(self.low - by, self.high + by)

    def scaled(self, by: float) -> Interval:
        """Every number in it times a positive number."""
        return Interval(self.low * by, self.high * by)

    @property
    def middle(self) -> float:
        """The number in its middle."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Token:
    """One sign of an expression, or whatever ends one (`stop`)."""

    kind: TokenKind
    sign: str
    start: int
    end: int
    value: Interval = Interval(0, 0)
    step: float = 0
    """The size of the last digit shown."""
    scale: float | None = None
    """The size of its unit in base units, if it has one that is known."""
    has_unit: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """What a quotation stands for: the number a reader sees, and its unit's size."""

    value: float
    step: float
    scale: float | None


Resolve = Callable[[Quotation], Quote | None]
"""Gives what a quotation stands for; None if it stands for no number."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The units and symbols that an expression may hold."""

    units: dict[str, float]
    """The size of each unit that may follow a number, by its text."""
    symbols: frozenset[str]
    """Letters that stand for unknown numbers."""
    unit: re.Pattern[str]
    """Matches any of `units`, the longest first."""

    @classmethod
    def of(cls, units: dict[str, float], symbols: frozenset[str]) -> Vocabulary:
        """The vocabulary of some units and symbols."""
        names = sorted((name for name in units if name), key=len, reverse=True)
        pattern = "|".join(map(re.escape, names)) or r"(?!)"
        return cls(units, symbols, re.compile(rf"[ \t\u00a0]*×?[ \t\u00a0]*({pattern})(?!\w)"))


def tokenise(
    text: str, vocabulary: Vocabulary, resolve: Resolve, base: int = 0, depth: int = 0
) -> Iterator[Token]:
    """The tokens of a text; `base` is the offset of the text within the author's."""
    position, last = 0, "stop"
    while position < len(text):
        token, position = _next(text, position, vocabulary, resolve, last)
        if token is None:
            continue
        if token.sign == "fraction":
            inner, position = _fraction(text, token, vocabulary, resolve, depth)
            yield from (replace(t, start=t.start + base, end=t.end + base) for t in inner)
            last = "close"
            continue
        last = token.kind
        yield replace(token, start=token.start + base, end=token.end + base)


def _next(
    text: str, position: int, vocabulary: Vocabulary, resolve: Resolve, last: str
) -> tuple[Token | None, int]:
    """The token at a position, None where there is only space, and where the next one begins."""
    if text[position].isdecimal() or text[position] in ".¼½¾":
        number = _number(text, position, vocabulary)
        if number is not None:
            return number, number.end
    if text.startswith("{{", position) and (quotation := QUOTATION.match(text, position)):
        return _quoted(text, position, quotation.end(), vocabulary, resolve), quotation.end()
    match = _SIGN.match(text, position)
    if match is None:
        return Token("stop", text[position], position, position + 1), position + 1
    end, sign = match.end(), match[0]
    kind: TokenKind
    match match.lastgroup:
        case "skip" | "lead":
            return None, end
        case "fraction":
            return Token("open", "fraction", position, end), end
        case "operator":
            kind, sign = "operator", _OPERATORS.get(sign, sign)
        case "percent":
            kind, sign = "operator", "%"
        case "power":
            kind, sign = "operator", sign
        case "relation":
            kind, sign = "relation", _RELATIONS.get(sign, "word" if "comes" in sign else "≈")
        case "root":
            kind = "root"
        case "open" | "close" as bracket:
            kind = bracket
        case "word" | "text" | "words":
            return _word(text, match, vocabulary, last)
        case _:
            kind = "unknown"
    return Token(kind, sign, position, end), end


_OPERATORS = {
    "\\cdot": "*", "\\times": "*", "·": "*", "⋅": "*", "∙": "*", "×": "*",
    "\\div": "/", "÷": "/", "∕": "/", "−": "-", "–": "-", "**": "^", "\\*": "*", "&times;": "*",
    "&middot;": "*", "&sdot;": "*", "&divide;": "/", "&minus;": "-", "&plus;": "+",
}  # fmt: skip
_RELATIONS = {"=": "=", "&equals;": "="}
_PLAIN_UNIT = re.compile(r"(?:[ \t\u00a0\n]+|-)([^\W\d_]+|[€$£]|/)")
_BEHIND_UNIT = re.compile(r"[ \t\u00a0\n*_`$]*([·⋅∙×÷+−=≈)]|times|plus|minus|\Z)")
_TIMES_AHEAD = re.compile(r"\s{0,9}[\d({]")
_BY = re.compile(r"\s{1,9}by\b")
_PERCENT_BEHIND = re.compile(r"(?:%|per[\s\u00a0]?cent)\s*\Z")


def _number(text: str, position: int, vocabulary: Vocabulary) -> Token | None:
    before = text[position - 1] if position else " "
    if before.isalnum() or before == "_":
        return None
    numeral = numeral_at(text, position)
    if numeral is None:
        return None
    plain = NUMBER.match(text, position)
    if plain is not None and plain["power"]:
        # `24 × 10³ ADU`: the power of ten belongs to a unit of that name.
        cut = plain.end("vulgar") if plain["vulgar"] else plain.end("mantissa")
        if vocabulary.unit.match(text, cut):
            shorter = numeral_at(text[:cut], position)
            numeral = shorter or numeral
    return _with_unit(
        text,
        Token(
            "number",
            numeral.raw,
            position,
            numeral.end,
            Interval(numeral.value, numeral.value),
            numeral.step,
        ),
        vocabulary,
    )


def _with_unit(text: str, token: Token, vocabulary: Vocabulary) -> Token:
    """The number with the unit behind it, if a known one or a few plain words stand there."""
    known = vocabulary.unit.match(text, token.end)
    if known:
        scale = vocabulary.units[known[1]]
        return replace(token, end=known.end(), scale=scale, has_unit=True)
    words = _PLAIN_UNIT.match(text, token.end)
    end, count = token.end, 0
    while words and count < _UNIT_WORDS_MOST:
        word = words[1].lower()
        if word in _WORD_OPERATORS or word in _RELATION_WORDS or words[1] in vocabulary.symbols:
            break
        if (word in _NO_UNIT and word not in ("a", "per")) or word in ("x", "divided"):
            return token
        end, count = words.end(), count + 1
        words = _PLAIN_UNIT.match(text, end)
    if count and _BEHIND_UNIT.match(text, end):
        return replace(token, end=end, has_unit=True)
    return token


def _quoted(text: str, start: int, end: int, vocabulary: Vocabulary, resolve: Resolve) -> Token:
    quotation = quotations(text[start:end])[0]
    quote = resolve(quotation)
    if quote is None:
        return Token("unknown", quotation.raw, start, end)
    value = Interval(quote.value, quote.value).widened(quote.step / 2)
    token = Token("number", quotation.raw, start, end, value, quote.step, quote.scale)
    if quote.scale is None:
        return _with_unit(text, token, vocabulary)
    return replace(token, has_unit=True)


def _word(
    text: str, match: re.Match[str], vocabulary: Vocabulary, last: str
) -> tuple[Token | None, int]:
    start, end = match.start(), match.end()
    word = (match["words"] or match["word"] or "").strip()
    lowered = word.lower()
    if match["text"] or (lowered in _ABOUT and last == "relation"):
        return None, end
    if lowered in _WORD_OPERATORS and last in ("number", "close"):
        return Token("operator", _WORD_OPERATORS[lowered], start, end), end
    if lowered == "x" and last in ("number", "close") and _TIMES_AHEAD.match(text, end):
        return Token("operator", "*", start, end), end
    if lowered in ("divided", "multiplied") and (by := _BY.match(text, end)):
        sign = "/" if lowered == "divided" else "*"
        return Token("operator", sign, start, by.end()), by.end()
    if lowered == "of" and _PERCENT_BEHIND.search(text, max(0, start - 12), start):
        return Token("operator", "*", start, end), end
    if lowered == "sqrt":
        return Token("root", word, start, end), end
    if lowered in _RELATION_WORDS:
        return Token("relation", "word", start, end), end
    if len(word) == 1 or word in vocabulary.symbols:
        return Token("unknown", word, start, end), end
    return Token("stop", word, start, end), end


def _fraction(
    text: str, token: Token, vocabulary: Vocabulary, resolve: Resolve, depth: int
) -> tuple[list[Token], int]:
    """The tokens of a fraction, as a division of two brackets; unknown if it is not closed."""
    above = _group(text, token.end)
    below = _group(text, above[1] + 1) if above else None
    if above is None or below is None or depth > _DEEPEST:
        return [Token("unknown", "fraction", token.start, token.end)], token.end
    tokens = [Token("open", "(", token.start, token.start)]
    for number, (first, last) in enumerate((above, below)):
        if number:
            tokens.append(Token("operator", "/", first, first))
        tokens.append(Token("open", "(", first, first))
        inner = tokenise(text[first:last], vocabulary, resolve, first, depth + 1)
        tokens += inner
        tokens.append(Token("close", ")", last, last))
    end = below[1] + 1
    return [*tokens, Token("close", ")", end, end)], end


def _group(text: str, position: int) -> tuple[int, int] | None:
    """Where the content of a group in braces begins and ends."""
    opening = re.compile(r"\s*\{").match(text, position)
    if opening is None:
        return None
    level = 1
    for brace in re.finditer(r"[{}]", text[opening.end() : opening.end() + 400]):
        level += 1 if brace[0] == "{" else -1
        if level == 0:
            return opening.end(), opening.end() + brace.start()
    return None
