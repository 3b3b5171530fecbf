"""Whether code decides anything by the words on its card."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from fieldwise.run.program import Program


def decides_by_words(of: Program) -> bool:
    """Whether code compares a text of the card, or branches on one: then each word may differ.

    That is read off the code, for no trial with other words could show it.
    """
    trees = [tree for cell in of.cells if (tree := _tree(cell.body)) is not None]
    card = next(_tree(cell.body) for cell in of.cells if cell.kind == "card")
    names = set(_text_names(card)) if card else set()
    decisions = (part for tree in trees for node in ast.walk(tree) for part in _decisions(node))
    used = (node for part in decisions for node in ast.walk(part) if isinstance(node, ast.Name))
    return any(node.id in names for node in used)


def _tree(code: str) -> ast.Module | None:
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError):  # a magic of IPython's, say
        return None


def _text_names(card: ast.Module) -> Iterator[str]:
    """The names to which a card assigns texts."""
    for statement in card.body:
        if isinstance(statement, ast.Assign):
            value, target = statement.value, statement.targets[0]
            pairs = (
                zip(target.elts, value.elts, strict=False)
                if isinstance(value, ast.Tuple) and isinstance(target, ast.Tuple)
                else [(target, value)]
            )
            for name, given in pairs:
                text = isinstance(given, ast.Constant) and isinstance(given.value, str)
                if text and isinstance(name, ast.Name):
                    yield name.id


def _decisions(node: ast.AST) -> list[ast.expr]:
    """The parts of a piece of code on which it decides."""
    match node:
        case ast.Compare() | ast.BoolOp():
            return [node]
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            return [test]
        case ast.Match(subject=subject):
            return [subject]
        case ast.comprehension(ifs=ifs):
            return ifs
        case _:
            return []
