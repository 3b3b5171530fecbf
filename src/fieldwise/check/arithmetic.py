"""Working out the expressions that `fieldwise.check.expressions` finds, and comparing them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite, sqrt

from fieldwise.check.expressions import Interval, Token

_LONGEST = 40
_DEEPEST = 12
_LARGEST_POWER = 64


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an equation, as written."""

    tokens: tuple[Token, ...]

    @property
    def is_single(self) -> bool:
        """Whether it is one number and nothing else."""
        return sum(token.kind == "number" for token in self.tokens) == 1 and not any(
            token.kind in ("operator", "root") for token in self.tokens
        )

    @property
    def operators(self) -> int:
        """How many operators it holds."""
        return sum(token.kind in ("operator", "root") for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Equation:
    """Two expressions and what stands between them."""

    left: Side
    relation: Token
    right: Side

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.left.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.right.tokens[-1].end


def equations(tokens: list[Token]) -> Iterator[Equation]:
    """Every equation between two expressions in which all numbers are known."""
    tokens = _without_dashes(tokens)
    marks = [n for n, token in enumerate(tokens) if token.kind in ("relation", "stop")]
    bounds = [-1, *marks, len(tokens)]
    for before, (here, after) in zip(bounds, pairwise(bounds[1:]), strict=False):
        if here >= len(tokens) or tokens[here].kind != "relation":
            continue
        left = _suffix(tokens[max(before + 1, here - _LONGEST) : here])
        right = _prefix(tokens[here + 1 : min(after, here + 1 + _LONGEST)])
        if left is None or right is None:
            continue
        if tokens[here].sign == "word" and not _is_plain(left, right):
            continue
        yield Equation(left, tokens[here], right)


def _is_plain(left: Side, right: Side) -> bool:
    """Whether words such as “is” join arithmetic: an operator that is no hyphen, and a number."""
    return right.is_single and any(
        token.kind == "operator" and token.sign in "*+/^" for token in left.tokens
    )


def _without_dashes(tokens: list[Token]) -> list[Token]:
    """The tokens, with each operator or bracket that words follow as the end of an expression."""
    found = list(tokens)
    for number, token in enumerate(tokens):
        if token.kind == "open" or (token.kind == "operator" and token.sign in "+-*/^"):
            after = tokens[number + 1].kind if number + 1 < len(tokens) else "stop"
            if after == "stop":
                found[number] = replace(token, kind="stop")
    return found


def _suffix(tokens: list[Token]) -> Side | None:
    for start in range(len(tokens)):
        if work_out(tokens[start:], units=False) is not None:
            before = tokens[start - 1].kind if start else "stop"
            return Side(tuple(tokens[start:])) if before in ("stop", "open") else None
    return None


def _prefix(tokens: list[Token]) -> Side | None:
    for end in range(len(tokens), 0, -1):
        if work_out(tokens[:end], units=False) is not None:
            after = tokens[end].kind if end < len(tokens) else "stop"
            return Side(tuple(tokens[:end])) if after in ("stop", "close") else None
    return None


def comes_out(equation: Equation) -> bool:
    """Whether an equation holds, to the digits shown; with or without minding the units."""
    sides = (equation.left, equation.right)
    if all(side.is_single for side in sides):
        return _same_quantity(equation)
    if _agree(equation, units=False):
        return True
    has_units = any(token.scale is not None for side in sides for token in side.tokens)
    return has_units and _agree(equation, units=True)


def _same_quantity(equation: Equation) -> bool:
    """Whether `1 h = 60 min`; what has a unit on one side only is not compared."""
    left, right = (
        next(token for token in side.tokens if token.kind == "number")
        for side in (equation.left, equation.right)
    )
    if left.has_unit != right.has_unit or (left.scale is None) != (right.scale is None):
        return True
    if left.has_unit and left.scale is None:
        return True
    if left.has_unit and equation.relation.sign == "=" and min(left.step, right.step) >= 1:
        exact = (work_out([token], units=True) for token in (left, right))
        return _overlap(*(value or Interval(0, 0) for value in exact))
    return _agree(equation, units=left.has_unit)


def _agree(equation: Equation, *, units: bool) -> bool:
    rough = equation.relation.sign == "≈"
    left = _rounded(equation.left, rough=rough, units=units)
    right = _rounded(equation.right, rough=rough, units=units)
    if left is None or right is None:
        return True
    if _overlap(left, right):
        return True
    if equation.left.is_single or equation.right.is_single:
        return False
    loose = work_out(equation.right.tokens, units=units, loose=True)
    return loose is not None and _overlap(left, loose)


def _rounded(side: Side, *, rough: bool, units: bool) -> Interval | None:
    """A side's value; a single number may be off by the half of its last digit."""
    value = work_out(side.tokens, units=units)
    if value is None or not side.is_single:
        return value
    number = next(token for token in side.tokens if token.kind == "number")
    width = number.step * (1.0 if rough else 0.5)
    return value.widened(width * ((number.scale if units else None) or 1.0))


def _overlap(one: Interval, other: Interval) -> bool:
    size = max(map(abs, (one.low, one.high, other.low, other.high)), default=0.0)
    return max(one.low, other.low) - min(one.high, other.high) <= 1e-9 * size


def work_out(
    tokens: list[Token] | tuple[Token, ...], *, units: bool, loose: bool = False
) -> Interval | None:
    """The value of an expression; None if the tokens are none.

    `units` multiplies each number by its unit's size; `loose` takes decimals as rounded.
    """
    reader = _Reader(tuple(tokens), units=units, loose=loose)
    try:
        value = reader.sum(0)
    except (ArithmeticError, ValueError):
        return None
    if not reader.done or not (isfinite(value.low) and isfinite(value.high)):
        return None
    return value


class _Reader:
    """Reads tokens by recursive descent: sums of products of powers of numbers and brackets."""

    def __init__(self, tokens: tuple[Token, ...], *, units: bool, loose: bool) -> None:
        self._tokens = tokens
        self._units = units
        self._loose = loose
        self._at = 0

    @property
    def done(self) -> bool:
        """Whether every token has been read."""
        return self._at == len(self._tokens)

    def _peek(self, *signs: str) -> bool:
        if self.done:
            return False
        token = self._tokens[self._at]
        return token.kind == "operator" and token.sign in signs

    def sum(self, depth: int) -> Interval:
        """A sum or difference.

        Raises:
            ValueError: the tokens are no expression.
        """
        value = self._product(depth)
        while self._peek("+", "-"):
            sign = self._tokens[self._at].sign
            self._at += 1
            other = self._product(depth)
            value = (
                Interval(value.low + other.low, value.high + other.high)
                if sign == "+"
                else Interval(value.low - other.high, value.high - other.low)
            )
        return value

    def _product(self, depth: int) -> Interval:
        value = self._signed(depth)
        while self._peek("*", "/"):
            sign = self._tokens[self._at].sign
            self._at += 1
            other = self._signed(depth)
            if sign == "/":
                if other.low <= 0 <= other.high:
                    raise ValueError("a division by zero")
                other = Interval(1 / other.high, 1 / other.low)
            ends = [a * b for a in (value.low, value.high) for b in (other.low, other.high)]
            value = Interval(min(ends), max(ends))
        return value

    def _signed(self, depth: int) -> Interval:
        if self._peek("+"):
            self._at += 1
            return self._signed(depth + 1)
        if self._peek("-"):
            self._at += 1
            if depth > _DEEPEST:
                raise ValueError("too deep")
            value = self._signed(depth + 1)
            return Interval(-value.high, -value.low)
        return self._power(depth)

    def _power(self, depth: int) -> Interval:
        value = self._one(depth)
        while self._peek("^", "²", "³", "%"):
            sign = self._tokens[self._at].sign
            self._at += 1
            if sign == "%":
                value = value.scaled(0.01)
                continue
            by = {"²": 2.0, "³": 3.0}.get(sign)
            value = _raised(value, by if by is not None else self._signed(depth + 1).middle)
        return value

    def _one(self, depth: int) -> Interval:
        if self.done or depth > _DEEPEST:
            raise ValueError("no number")
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "root":
            value = self._one(depth + 1)
            return Interval(sqrt(value.low), sqrt(value.high))
        if token.kind == "open":
            value = self.sum(depth + 1)
            if self.done or self._tokens[self._at].kind != "close":
                raise ValueError("a bracket is not closed")
            self._at += 1
            return value
        if token.kind != "number":
            raise ValueError("no number")
        value = token.value
        if self._loose and token.step < 1:
            value = value.widened(token.step / 2)
        return value.scaled(token.scale) if self._units and token.scale else value


def _raised(value: Interval, by: float) -> Interval:
    if abs(by) > _LARGEST_POWER or (value.low <= 0 and by != int(by)):
        raise ValueError("a power too large")
    if value.low <= 0 <= value.high and by < 0:
        raise ValueError("a division by zero")
    ends = [value.low**by, value.high**by]
    low = 0.0 if value.low < 0 < value.high and by % 2 == 0 else min(ends)
    return Interval(low, max(ends))
