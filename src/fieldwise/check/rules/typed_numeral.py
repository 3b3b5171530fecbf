"""FW301."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fieldwise.check.context import Context, Finding
from fieldwise.check.numerals import Numeral, numerals
from fieldwise.check.spans import blank, formulas, spans
from fieldwise.check.text import Text
from fieldwise.model import Canon, Lesson, Slot

_DIGIT = re.compile(r"\d")
_LIST_ITEM = re.compile(r"^[ \t>]*(?P<number>\d{1,9})[.)](?=\s)", re.MULTILINE)
_REFERENCE = re.compile(
    r"\b(?P<what>section|exercise|lesson)s?[\s\u00a0]+"
    r"(?P<numbers>\d{1,6}(?!\d)(?:(?:,| and| or| to|[-–])\s?\d{1,6}(?!\d))*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^#{1,6}[ ]+(?:(?P<what>[A-Z][a-z]+) )?(?P<number>\d+)\.[ ]", re.MULTILINE)
_STRUCTURE = re.compile(
    r"(?<!10)[_^]\s*(?:\{[^{}]*\}|[0-9A-Za-z])|\\[dt]?frac\s*\d\s*\d|\\sqrt\s*\[[^\]]*\]"
    r"|\\[hv]space\*?\{[^{}]*\}|\\\\\s*\[[^\]]*\]"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MINUS = re.compile(r"(?:^|[\s(\[=≈~$|])[-−–]\Z")
_MINUS_IN_FORMULA = re.compile(r"(?:^|[(\[=<>{])\s*[-−]\s*\Z")
_RAISED = re.compile(r"(?<![^\s(])[⁰¹²³⁴-⁹₀-₉]+(?![^\W_])")
_DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_SPELLED = re.compile(
    rf"\b(?<!this )(?<!that )(?<!the )(?:(?P<before>{'|'.join(_DIGITS)}|nought|naught|oh) |"
    r"(?<=\bis )|(?<=\bof )|(?<=\babout ))point "
    rf"(?P<after>(?:{'|'.join(_DIGITS)})(?: (?:{'|'.join(_DIGITS)}))*)\b",
    re.IGNORECASE,
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_COMPOUND = re.compile(
    rf"\b(?P<tens>{'|'.join(_TENS)})[- ](?P<ones>{'|'.join(_DIGITS[1:])})\b", re.IGNORECASE
)
_COUNTS = [*_DIGITS[2:], "ten", "eleven", "twelve", *_TENS]
_HEDGE = (
    r"(?:about|around|near|nearly|roughly|some|only|exactly|almost|"
    r"just\s+(?:under|over|above|below))"
)
_CLAIMED = re.compile(
    r"(?:slope|intercept|mse|mean\s+squared\s+error|loss|(?:test|training)\s+error)"
    r"(?:\s+\$[^$\n]{1,20}\$)?(?:\s+"
    r"(?:is|was|of|at|equals|(?:comes|lies|settles|ends|stays)\s+(?:out\s+)?(?:to|at|near)\b)\s+"
    rf"(?:{_HEDGE}\s+)*(?P<number>{'|'.join(_COUNTS)})\b"
    r"(?!-|\s+(?:standard|times|steps|parts|numbers|averages|things|measures|ways|terms))"
    rf"|(?:\s+{_HEDGE}|,\s+at)\s+(?P<beside>{'|'.join(_COUNTS)})(?=[,.;:)]|\s+(?:is|was)\b))"
)
"""A count in words that is claimed to be a value of the run, in a text in small letters: to look
for these words as they stand takes a seventh of the time."""
_BEFORE_CLAIM = frozenset(" \n(*")
_FORMULA_NUMBERS = (0.0, 1.0, 2.0)
"""Whole numbers that are part of a formula's form, as in 1/N or 2 r x."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The numbers that a story may state, and where a power of ten belongs to a unit."""

    numbers: frozenset[str]
    negative: frozenset[str]
    """The sizes of those that are below zero."""
    powers: frozenset[str]
    headings: Mapping[str, frozenset[int]]

    def has(self, numeral: Numeral, *, below_zero: bool = False) -> bool:
        """Whether a number is allowed, by itself or in front of a unit's power of ten."""
        if below_zero:
            return self._is(numeral.value, self.negative)
        if numeral.is_power:
            return self._is(numeral.value, self.powers) or self._is(numeral.value, self.numbers)
        if self._is(numeral.value, self.numbers):
            return True
        power = numeral.value / numeral.mantissa if numeral.mantissa else 1.0
        return self._is(numeral.mantissa, self.numbers) and self._is(power, self.powers)

    @staticmethod
    def _is(value: float, among: frozenset[str]) -> bool:
        return _key(value) in among


def typed_numeral(context: Context) -> Iterator[Finding]:
    """A number is typed that nothing vouches for.

    Finds: every numeral in a story or in a note on a false friend, also in formulas, in code,
    with other digits than 0 to 9, as a fraction sign, with another sign than the one given, as a
    decimal or a compound in words (“seven point seven”, “sixty-five”), or in words for a value
    of the run (“the MSE is about eight”), that is not part of a quotation and is neither given by
    the lesson (`given`), nor named in the scenario, nor declared under `constants`.

    Why: a number that the run produces goes stale in prose as soon as anything before it
    changes; and a number that nobody answers for is how tutorials come to state wrong ones.

    Caught:

        ## loss.bridge

        The residual of a tide is the current measured less the current foretold. The loss, the
        mean of the squares, comes out at 7.69.

    Mend: quote the run's value by name, `{{ mse }}` or `{{ slope:.1f }}`. Declare a number of
    your own under `constants`, with a unit and a reason. Write small counts in words.

    Silent: 0; numbered lists; references to sections, exercises and lessons that exist; digits
    within a name (CO2, x_1, Sentinel-2); exponents and subscripts, and 1 and 2 within a formula.
    """
    allowed = _allowed(context)
    for text in context.markdown:
        for numeral in _typed(text, allowed):
            near = _nearest(numeral, context)
            yield Finding(
                text.at(numeral.start, len(numeral.raw)),
                f"“{numeral.raw}” is typed: no quotation, nothing the lesson or the scenario "
                "gives, and no declared constant.",
                f"If it is the run's `{near}`, write `{{{{ {near} }}}}`."
                if near
                else "Quote the value by name, declare the number under `constants`, or write a "
                "small count in words.",
            )


def _allowed(context: Context) -> Allowed:
    lesson, story = context.lesson, context.story
    numbers = [0.0, *lesson.given.values()]
    numbers += [n for n in lesson.card.values() if isinstance(n, int | float)]
    powers = []
    for quantity in story.scenario.quantities.values():
        numbers += [quantity.low, quantity.high]
        powers += [n.value for n in numerals(quantity.unit) if n.is_power]
    for text in context.scenario:
        if text.key.startswith("scenario.") and not text.key.endswith("unit"):
            numbers += [n.value for n in numerals(text.text)]
    if not context.is_whole:  # what a broken front matter may have declared is not held against it
        first = min((item.heading.line for item in story.tellings.values()), default=1)
        front = "\n".join(context.sources[story.path][: first - 1])
        numbers += [numeral.value for numeral in numerals(front)]
    for constant in story.constants.values():
        numbers.append(constant.value)
        powers += [n.value for n in numerals(constant.unit) if n.is_power]
    for unit in story.also_units:
        powers += [n.value for n in numerals(unit) if n.is_power]
    return Allowed(
        frozenset(_key(abs(number)) for number in numbers),
        frozenset(_key(-number) for number in numbers if number <= 0),
        frozenset(map(_key, powers)),
        _headings(lesson),
    )


def _key(value: float) -> str:
    """A number by its first nine digits, which is as exactly as anybody types one."""
    return f"{value:.9g}"


def _headings(lesson: Lesson) -> dict[str, frozenset[int]]:
    """The numbers of sections and exercises, as the lesson's headings count them."""
    found: dict[str, set[int]] = {"lesson": {lesson.number, lesson.number + 1}}
    for block in lesson.blocks:
        heading = block.title if isinstance(block, Slot) else ""
        if isinstance(block, Canon):
            heading = block.text
        for match in _NUMBERED.finditer(heading):
            what = (match["what"] or "section").lower()
            found.setdefault(what, set()).add(int(match["number"]))
    return {what: frozenset(numbers) for what, numbers in found.items()}


def _typed(text: Text, allowed: Allowed) -> Iterator[Numeral]:
    """The numbers of a text that nothing vouches for."""
    plain = _code_shown(text.text)
    plain = _without_counters(plain, allowed)
    for numeral in numerals(plain):
        strange = any(sign.isdecimal() and not sign.isascii() for sign in numeral.raw)
        minus = bool(_MINUS.search(plain, max(0, numeral.start - 3), numeral.start))
        if strange or not allowed.has(numeral, below_zero=minus):
            yield numeral
    yield from _in_entities(text.text)
    for numeral in _in_disguise(plain, allowed):
        if text.text[max(0, numeral.start - 1) : numeral.start] not in ("}", "$", "`"):
            yield numeral
    for tex, start in formulas(text.text):
        quoted = re.sub(r"\{\{[^{}\n]*\}\}", lambda match: " " * len(match[0]), tex)
        form = _STRUCTURE.sub(lambda match: " " * len(match[0]), quoted)
        for numeral in numerals(form):
            if numeral.value in _FORMULA_NUMBERS and "." not in numeral.raw:
                continue
            minus = bool(_MINUS_IN_FORMULA.search(form[: numeral.start]))
            if not allowed.has(numeral, below_zero=minus):
                at = start + numeral.start
                yield Numeral(
                    numeral.raw,
                    numeral.value,
                    numeral.mantissa,
                    numeral.step,
                    at,
                    at + len(numeral.raw),
                )


def _in_entities(text: str) -> Iterator[Numeral]:
    """Digits and fractions that are written as entities, as nobody does without a reason."""
    for match in _ENTITY.finditer(text) if "&" in text else ():
        sign = html.unescape(match[0])
        if len(sign) == 1 and sign.isnumeric():
            value = unicodedata.numeric(sign)
            yield Numeral(match[0], value, value, 1.0, match.start(), match.end())


def _in_disguise(plain: str, allowed: Allowed) -> Iterator[Numeral]:
    """Numbers in raised or lowered digits, decimals in words, and compounds (“sixty-five”)."""
    for match in _RAISED.finditer(plain):
        value = float("".join(str(unicodedata.digit(sign)) for sign in match[0][:300]))
        yield Numeral(match[0], value, value, 1.0, match.start(), match.end())
    lower = plain.lower()
    lower = lower if len(lower) == len(plain) else plain  # İ in small letters is two signs
    for match in _SPELLED.finditer(plain) if "point" in lower else ():
        digits = [str(_DIGITS.index(word)) for word in match["after"].lower().split()]
        if not match["before"] and len(digits) < 2:
            continue  # “of point two I am less sure”
        before = (match["before"] or "").lower()
        whole = _DIGITS.index(before) if before in _DIGITS else 0
        value = float(f"{whole}.{''.join(digits)}")
        spelled = Numeral(match[0], value, value, 10.0 ** -len(digits), *match.span())
        if not allowed.has(spelled):
            yield spelled
    for match in _COMPOUND.finditer(plain) if any(tens in lower for tens in _TENS) else ():
        tens, ones = match["tens"].lower(), match["ones"].lower()
        value = 10.0 * (_TENS.index(tens) + 2) + _DIGITS.index(ones)
        compound = Numeral(match[0], value, value, 1.0, *match.span())
        if not allowed.has(compound):
            yield compound
    for match in _CLAIMED.finditer(lower):
        if plain[match.start() - 1 : match.start()] in _BEFORE_CLAIM:
            start, end = match.span("number" if match["number"] else "beside")
            yield Numeral(plain[start:end], -1.0, -1.0, 1.0, start, end)


def _code_shown(text: str) -> str:
    """A text's prose and code; a number in code is read like any other."""
    shown = blank(text, tuple(s for s in spans(text) if s.kind not in ("code", "stray")))
    return _ENTITY.sub(lambda match: " " * len(match[0]), shown) if "&" in shown else shown


def _without_counters(plain: str, allowed: Allowed) -> str:
    """Blank what only counts or refers: numbers of list items, of sections and exercises."""
    if not _DIGIT.search(plain):
        return plain
    last = 0

    def item(match: re.Match[str]) -> str:
        nonlocal last
        number = int(match["number"])
        counts = number == last + 1 or number == 1
        last = number if counts else last
        return " " * len(match[0]) if counts else match[0]

    def reference(match: re.Match[str]) -> str:
        known = allowed.headings.get(match["what"].lower(), frozenset())
        kept = re.sub(
            r"\d{1,6}",
            lambda number: " " * len(number[0]) if int(number[0]) in known else number[0],
            match["numbers"],
        )
        return match[0][: match.start("numbers") - match.start()] + kept

    return _REFERENCE.sub(reference, _LIST_ITEM.sub(item, plain))


def _nearest(numeral: Numeral, context: Context) -> str | None:
    """The value of the run that prints like a typed number."""
    if numeral.step >= 1 and numeral.value < 100:
        return None  # a small whole number is like too many things
    for name, value in context.values().items():
        if abs(abs(value) - numeral.value) <= numeral.step * 0.501:
            return name
    return None
