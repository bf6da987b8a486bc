"""A watchlist in YAML, and what is new for it since the last look. The marks of the last look live in the store."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.corpus.filters import FACETS, Filters
from analysis.corpus.manifest import StoreError, write_whole
from analysis.corpus.queries import Corpus
from analysis.corpus.store import Store
from analysis.inert import bare
from analysis.located import Items, Node, Problems, Table, Text, read_located
from analysis.model import Channel, Outlook, Status

LOOKS = "looks"
_KEYS = ("name", *FACETS, "text")
COLUMNS = (
    "watch", "published", "title", "outlets", "url", "sectors", "outlook", "firmest_status", "article_no",
)  # fmt: skip
MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One thing that is watched."""

    name: str
    filters: Filters


def load_watchlist(path: Path, *, sectors: Collection[str], places: Collection[str]) -> tuple[Watch, ...]:
    """The watches of a file; StoreError with every problem and its line."""
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}. Check the path.") from error
    except UnicodeDecodeError:
        raise StoreError(f"{path}: is not UTF-8. Save it as UTF-8.") from None
    problems = Problems(path.name)
    known: dict[str, Collection[str]] = {
        "sectors": sectors, "places": places, "channels": list(Channel), "outlooks": list(Outlook),
        "statuses": list(Status),
    }  # fmt: skip
    watches = _Reader(problems, known).watches(read_located(source, problems))
    if problems.found:
        raise StoreError("\n".join(problems.lines()))
    return watches


class _Reader:
    def __init__(self, problems: Problems, known: dict[str, Collection[str]]) -> None:
        self._problems, self._known = problems, known

    def watches(self, root: Node | None) -> tuple[Watch, ...]:
        if root is None:
            return ()
        listed = root.get(Text("watches")) if isinstance(root, Table) else root
        if not isinstance(listed, Items) or not listed:
            self._problems.add(1, "must hold a list: watches: [{name: ..., sectors: [...]}].")
            return ()
        found: dict[str, Watch] = {}
        for item in listed:
            watch = self._watch(item, getattr(item, "line", 1))
            if watch and watch.name in found:
                self._problems.add(
                    getattr(item, "line", 1), f"the name {watch.name!r} stands twice. Give another."
                )
            elif watch:
                found[watch.name] = watch
        return tuple(found.values())

    def _watch(self, item: Node, line: int) -> Watch | None:
        if not isinstance(item, Table):
            self._problems.add(line, "is not a watch. Write name: and what to watch.")
            return None
        for key in item:
            if key not in _KEYS:
                self._problems.add(key.line, f"key {key!s} is not known. Keys are {', '.join(_KEYS)}.")
        name, text = item.get(Text("name")), item.get(Text("text"))
        if not isinstance(name, Text) or not name.strip():
            self._problems.add(line, "a watch has no name. Give it one.")
            return None
        facets: dict[str, Any] = {facet: self._values(item, facet) for facet in FACETS}
        if isinstance(text, Text):
            facets["text"] = str(text)
        elif not any(item.get(Text(facet)) for facet in FACETS):  # a wrong value is told already
            self._problems.add(
                line, f"watch {name!s} asks for nothing. Give it sectors, places, channels or text."
            )
        return Watch(name=str(name), filters=Filters(**facets))

    def _values(self, item: Table, facet: str) -> tuple[str, ...]:
        node = item.get(Text(facet))
        if node is None:
            return ()
        values = [node] if isinstance(node, Text) else node
        if not isinstance(values, list):
            self._problems.add(node.line, f"{facet} is not a list. Write [one, two].")
            return ()
        known = {value.lower(): value for value in map(str, self._known[facet])}
        found = []
        for value in values:
            word = str(value).lower() if isinstance(value, Text) else ""
            if word in known:
                found.append(known[word])
            else:
                self._problems.add(
                    getattr(value, "line", 1), f"{value!s} is not one of the {facet}. Check the spelling."
                )
        return tuple(dict.fromkeys(found))


def news_of(corpus: Corpus, watches: tuple[Watch, ...], mark: int) -> Iterator[dict[str, Any]]:
    """One record per watch and story that came after the mark, newest first."""
    from dataclasses import replace

    for watch in watches:
        frame = corpus.articles(replace(watch.filters, after_no=mark), most=MOST)
        for record in frame.to_dict("records"):
            yield {"watch": watch.name, **{name: _value(record[name]) for name in COLUMNS[1:]}}


def _value(value: Any) -> Any:
    value = bare(value)
    return value.date().isoformat() if hasattr(value, "date") else value


def mark_of(store: Store, path: Path) -> int:
    """The last article that was there at the last look, 0 before the first."""
    try:
        known = json.loads(_look(store, path).read_bytes())
        return int(known["last_no"])
    except FileNotFoundError:
        return 0
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{_look(store, path)}: cannot be read: {error}. Delete it to see everything."
        ) from error


def set_mark(store: Store, path: Path) -> None:
    """Remember that everything in the store was looked at."""
    look = _look(store, path)
    try:
        look.parent.mkdir(exist_ok=True)
        record = {"watchlist": path.name, "last_no": store.manifest.next_no - 1}
        write_whole(look, json.dumps(record).encode())
    except OSError as error:
        raise StoreError(
            f"{look}: cannot be written: {error.strerror}. The same news comes again."
        ) from error


def _look(store: Store, path: Path) -> Path:
    name = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]
    return store.folder / LOOKS / f"{name}.json"
