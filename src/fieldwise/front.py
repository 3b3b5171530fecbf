"""Front matter and field files: YAML in which every key knows its line.

Scalars stay the text that was written until a reader asks for a number, so that `no`, `1.0` and
`12:30` mean what they say.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from difflib import get_close_matches

import yaml

from fieldwise.model import Diagnostic, Place

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20
"""Levels of nesting; deeper YAML is a mistake or an attack."""


class Table:
    """A YAML mapping, read key by key; what is wrong with it goes to `found`."""

    def __init__(
        self,
        node: yaml.MappingNode | None,
        place: Place,
        found: list[Diagnostic],
        offset: int = 0,
        name: str = "",
    ) -> None:
        self.place = place
        self.found = found
        self.name = name
        self._offset = offset
        self._nodes: dict[str, yaml.Node] = {}
        self._keys: dict[str, Place] = {}
        self._asked: set[str] = set()
        for key, value in node.value if node is not None else []:
            where = self._where(key)
            if not isinstance(key, yaml.ScalarNode):
                self._tell(where, "FW005", "a key should be a single word.")
                continue
            if key.value in self._nodes:
                self._tell(where, "FW002", f"the key `{self._path(key.value)}` stands twice.")
            self._nodes[key.value] = value
            self._keys[key.value] = where

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def at(self, key: str) -> Place:
        """Where a key's value stands; where the table stands, if the key is missing."""
        node = self._nodes.get(key)
        return self._where(node) if node is not None else self.place

    def places(self) -> dict[str, Place]:
        """The place of every value below this table, by dotted path."""
        places = {}
        for key in self._nodes:
            places[key] = self.at(key)
            node = self._nodes[key]
            if isinstance(node, yaml.MappingNode):
                inner = Table(node, self.at(key), [], self._offset)
                places |= {f"{key}.{name}": place for name, place in inner.places().items()}
        return places

    def text(self, key: str, default: str | None = None) -> str:
        """A scalar as written; a missing or empty one is a finding unless there is a default."""
        node = self._take(key, needed=default is None)
        if node is None:
            return default or ""
        if not isinstance(node, yaml.ScalarNode):
            self._tell(self._where(node), "FW005", f"`{self._path(key)}` should be a single text.")
            return default or ""
        value = str(node.value).strip()
        if not value and default is None:
            self._tell(self._where(node), "FW004", f"`{self._path(key)}` is empty.")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """A finite number; anything else is a finding."""
        node = self._take(key, needed=default is None)
        if node is None:
            return default or 0.0
        return self._number(node, key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of scalars; empty if the key is missing."""
        return tuple(str(node.value).strip() for node in self._items(key, yaml.ScalarNode))

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of scalars; empty if the key is missing."""
        return tuple(
            tuple(str(item.value).strip() for item in node.value)
            for node in self._items(key, yaml.SequenceNode)
        )

    def numbers(self, key: str, count: int) -> tuple[float, ...]:
        """Exactly `count` numbers; anything else is a finding."""
        if key not in self:
            self._take(key, needed=True)
            return (0.0,) * count
        nodes = self._items(key, yaml.ScalarNode)
        if len(nodes) != count:
            self._tell(self.at(key), "FW005", f"`{self._path(key)}` should be {count} numbers.")
            return (0.0,) * count
        return tuple(self._number(node, key) for node in nodes)

    def table(self, key: str, *, needed: bool = False) -> Table:
        """A mapping below this one; an empty one, with a finding if it is needed, if missing."""
        node = self._take(key, needed=needed)
        name = self._path(key)
        if not isinstance(node, yaml.MappingNode):
            if node is not None and node.value:
                self._tell(self._where(node), "FW005", f"`{name}` should hold keys and values.")
            node = None
        return Table(node, self.at(key), self.found, self._offset, name)

    def close(self) -> None:
        """Every key that nobody asked for is a finding, with the nearest name that exists."""
        for key in self._nodes.keys() - self._asked:
            near = get_close_matches(key, self._asked, n=1, cutoff=0.5)
            known = ", ".join(f"`{name}`" for name in sorted(self._asked))
            self._tell(
                self._keys[key],
                "FW003",
                f"there is no key `{self._path(key)}` here.",
                f"Did you mean `{near[0]}`?" if near else f"The keys are {known}.",
            )

    def _path(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def _where(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(self.place.path, mark.line + 1 + self._offset, mark.column + 1)

    def _take(self, key: str, *, needed: bool) -> yaml.Node | None:
        self._asked.add(key)
        if key not in self._nodes and needed:
            self._tell(self.place, "FW004", f"the key `{self._path(key)}` is missing.")
        return self._nodes.get(key)

    def _items(self, key: str, shape: type[yaml.Node]) -> list[yaml.Node]:
        node = self._take(key, needed=False)
        if node is None or not node.value:
            return []
        items = node.value if isinstance(node, yaml.SequenceNode) else [None]
        if not all(isinstance(item, shape) for item in items):
            self._tell(self._where(node), "FW005", f"`{self._path(key)}` should be a list.")
            return []
        return list(items)

    def _number(self, node: yaml.Node, key: str) -> float:
        try:
            number = float(node.value)
            if math.isfinite(number):
                return number
        except (TypeError, ValueError):
            pass
        self._tell(self._where(node), "FW005", f"`{self._path(key)}` should be a number.")
        return 0.0

    def _tell(self, place: Place, code: str, message: str, hint: str = "") -> None:
        self.found.append(Diagnostic(place.path, place.line, place.column, code, message, hint))


def read_table(text: str, place: Place, found: list[Diagnostic]) -> Table:
    """The mapping that a YAML text holds; `place` is where the text begins.

    Broken YAML, anchors and endless nesting are findings; the table is empty then.
    """
    import yaml

    offset = place.line - 1
    try:
        node = yaml.compose(text, Loader=_LOADER)
        deep = _too_deep(node)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = getattr(error, "problem", None) or "it cannot be read"
        found.append(
            Diagnostic(
                place.path,
                line + 1 + offset,
                column + 1,
                "FW002",
                f"broken YAML: {problem}.",
                "Quote a text that holds a colon, a quotation mark or a hash.",
            )
        )
        return Table(None, place, found, offset)
    if deep or not isinstance(node, yaml.MappingNode | None):
        what = "anchors, aliases or deep nesting" if deep else "no mapping of keys to values"
        found.append(Diagnostic(place.path, place.line, 1, "FW002", f"the YAML holds {what}."))
        return Table(None, place, found, offset)
    return Table(node, place, found, offset)


def _too_deep(node: yaml.Node | None) -> bool:
    """Whether a node nests deeper than is sane, or uses one node twice (an alias)."""
    seen: set[int] = set()
    waiting = [(node, 0)] if node is not None else []
    while waiting:
        item, depth = waiting.pop()
        if depth > _DEEPEST or id(item) in seen:
            return True
        seen.add(id(item))
        if isinstance(item, yaml.MappingNode):
            waiting += [(part, depth + 1) for pair in item.value for part in pair]
        elif isinstance(item, yaml.SequenceNode):
            waiting += [(part, depth + 1) for part in item.value]
    return False
