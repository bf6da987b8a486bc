"""YAML read so that every value knows its line and stays the words that were written.

Plain YAML reads `no` as False and `0713` as 459, keeps the last of two equal keys, and lets aliases explode;
here every scalar is text, equal keys, anchors, aliases and tags are problems, and size and depth are bounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_BYTES = 8_000_000
MAX_DEPTH = 12
MAX_VALUES = 1_000_000  # each costs some hundred bytes of memory, however short it is


class Text(str):
    """A scalar as written; line is 1-based, plain says that it stood without quotes."""

    line: int
    plain: bool


class Items(list["Node"]):
    """A sequence; line is where it starts."""

    line: int


class Table(dict[Text, "Node"]):
    """A mapping; line is where it starts."""

    line: int


Node = Text | Items | Table


@dataclass
class Problems:
    """Collects what is wrong with one file, each as `file:line: what. The mend.`"""

    file: str
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, message: str) -> None:
        """One more problem at a 1-based line."""
        self.found.append((line, message))

    def lines(self) -> tuple[str, ...]:
        """All problems in the order of the file."""
        return tuple(f"{self.file}:{line}: {message}" for line, message in sorted(set(self.found)))


def read_located(source: str, problems: Problems) -> Node | None:
    """The document as located nodes, or None with the reason in problems."""
    if len(source.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        problems.add(1, f"is larger than {MAX_BYTES // 1_000_000} MB. Split it or drop terms.")
        return None
    try:
        return _Builder(source, problems).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed"
        problems.add(mark.line + 1 if mark else 1, f"is not YAML: {what}. Check indentation, quotes and brackets here.")
    except _NotPlain as refusal:
        problems.add(refusal.line, str(refusal))
    return None


class _NotPlain(Exception):
    """A document with more to it than lists, tables and words; the line where that begins."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class _Builder:
    """Builds nodes from the parser's events, so nothing is ever constructed or expanded."""

    def __init__(self, source: str, problems: Problems) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._events: Iterator[Any] = yaml.parse(source, Loader=loader)
        self._problems = problems
        self._values = 0

    def document(self) -> Node | None:
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, depth=0)
                second: Any = next((rest for rest in self._events if isinstance(rest, yaml.DocumentStartEvent)), None)
                if second is not None:
                    raise _NotPlain(second.start_mark.line + 1, "starts a second document. Keep one.")
                return root
        raise _NotPlain(1, "is empty. It must hold a list of sectors.")

    def _node(self, event: Any, *, depth: int) -> Node:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _NotPlain(line, "uses a YAML anchor or alias. Write the words out.")
        self._values += 1
        if self._values > MAX_VALUES:
            raise _NotPlain(line, f"holds more than {MAX_VALUES:,} values. Split it or drop terms.")
        if depth > MAX_DEPTH:
            raise _NotPlain(line, f"is nested deeper than {MAX_DEPTH} levels. Flatten it.")
        if event.tag and event.tag != "!":
            raise _NotPlain(line, f"uses the YAML tag {event.tag}. Drop it: every value is text.")
        if isinstance(event, yaml.ScalarEvent):
            text = Text(event.value)
            text.line, text.plain = line, not event.style
            return text
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(line, depth)
        return self._table(line, depth)

    def _items(self, line: int, depth: int) -> Items:
        items = Items()
        items.line = line
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, depth=depth + 1))
        return items

    def _table(self, line: int, depth: int) -> Table:
        table = Table()
        table.line = line
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth=depth + 1)
            value = self._node(next(self._events), depth=depth + 1)
            if not isinstance(key, Text):
                self._problems.add(line, "has a key that is a list or a table. Keys are words.")
            elif key in table:
                self._problems.add(key.line, f"key {key!s} stands twice. Merge the two.")
            else:
                table[key] = value
        return table
