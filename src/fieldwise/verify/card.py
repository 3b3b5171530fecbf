"""Read a card: the lesson's names, and nothing but literals behind them."""

from __future__ import annotations

import ast
import json
from itertools import chain

from fieldwise.quote import substitute

_UNREADABLE = (SyntaxError, ValueError, TypeError, MemoryError, RecursionError)


def card_values(template: str, source: str) -> dict[str, object] | None:
    """What stands on a card, by the names of its template; None if it is no such card."""
    try:
        wanted = ast.parse(substitute(template, lambda quoted: json.dumps(quoted.name))).body
        given = ast.parse(source).body
        if [_targets(line) for line in wanted] != [_targets(line) for line in given]:
            return None
        names = [ast.literal_eval(part) for part in chain(*map(_parts, wanted))]
        values = [ast.literal_eval(part) for part in chain(*map(_parts, given))]
    except _UNREADABLE:
        return None
    return dict(zip(names, values, strict=True)) if len(names) == len(values) else None


def _targets(line: ast.stmt) -> str:
    if not isinstance(line, ast.Assign):
        raise ValueError
    return "".join(ast.dump(target) for target in line.targets)


def _parts(line: ast.stmt) -> list[ast.expr]:
    """The values that one line assigns."""
    value = line.value if isinstance(line, ast.Assign) else None
    if value is None:
        raise ValueError
    return value.elts if isinstance(value, ast.Tuple) else [value]
