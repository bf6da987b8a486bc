"""The door to what changes a store or stands beside it: watchlists, what was looked at, a small store of one's own."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from analysis.corpus.adding import add_inputs, known_places
from analysis.corpus.filters import FACETS
from analysis.corpus.manifest import StoreError
from analysis.corpus.mapping import Columns
from analysis.corpus.readers import Meter, measure_inputs
from analysis.corpus.scratch import Scratch
from analysis.corpus.threads import QUIET_DAYS, followed_sentence
from analysis.corpus.watch import COLUMNS, load_watchlist, mark_of, news_of, set_mark
from views.loaders import (
    SEEDS,
    Asked,
    OpenStore,
    ask,
    bound,
    corpus_at,
    own_taxonomy_source,
    sector_names,
)

# stories so far apart at most speak of one measure
NEAR_DAYS = QUIET_DAYS
WATCHLIST_VARIABLE = "TRADE_WATCHLIST"
# what may be uploaded to make a store of; the command line takes more, and larger files
UPLOAD_TYPES = ("txt", "md", "html", "pdf", "docx", "eml", "jsonl", "csv", "tsv", "xml", "gz", "zst")
MOST_ROWS = 100_000
# stores that were made here, which go when the dashboard ends
_BUILT: list[Scratch] = []


def followed_count(count: int) -> str:
    """So many measures are followed, as the command line says it."""
    return followed_sentence(count)


class News(NamedTuple):
    """What came for each watch since the last look: their names, the number of the last article seen, the stories."""

    watches: tuple[str, ...]
    mark: int
    stories: pd.DataFrame


def configured_watchlist() -> str:
    """The watchlist that the dashboard was started with: TRADE_WATCHLIST=FILE."""
    return os.environ.get(WATCHLIST_VARIABLE, "")


def watch_news(store: OpenStore, path: str, *, is_all: bool = False) -> News:
    """What is new for a watchlist, or all that it finds; StoreError with every problem of the file and its line."""
    file = _file_of(path)
    sectors = {*sector_names(own_taxonomy_source()), *ask(store, "options", facet="sectors")["value"]}
    watches = load_watchlist(file, sectors=sectors, places=known_places())
    mark = 0 if is_all else mark_of(corpus_at(*store).store, file)
    records = _news(store, repr(watches), mark, watches)
    return News(tuple(watch.name for watch in watches), mark, records)


@st.cache_data(show_spinner=False, max_entries=16)
def _news(store: OpenStore, key: str, mark: int, _watches: Any) -> pd.DataFrame:
    return pd.DataFrame(list(news_of(corpus_at(*store), _watches, mark)), columns=list(COLUMNS))


def mark_seen(store: OpenStore, path: str) -> None:
    """Remember that everything up to this state of the store was looked at for this watchlist."""
    set_mark(corpus_at(*store).store, _file_of(path))


def evidence_rows(store: OpenStore, asked: Asked) -> pd.DataFrame:
    """The claims that pass with their passages, newest first, MOST_ROWS at most; not kept."""
    return pd.DataFrame(corpus_at(*store).evidence(bound(asked), most=MOST_ROWS))


def _file_of(path: str) -> Path:
    named = path.strip()
    if not named:
        raise StoreError("No watchlist is named yet. Give the path of a YAML file.")
    if "://" in named or named.startswith(("//", "\\\\")):
        raise StoreError(f"{named}: is an address. A watchlist is a file on this machine: give its path.")
    try:
        file = Path(named).expanduser()
        file.stat()
    except (ValueError, RuntimeError) as error:
        raise StoreError(f"{named}: cannot be read: {error}. Check the path.") from error
    except OSError as error:
        raise StoreError(f"{named}: cannot be read: {error.strerror}. Check the path.") from error
    return file


def watchlist_text(asked: Asked, name: str) -> bytes:
    """A watchlist of one watch that asks for the same; every value is quoted, so YAML reads it as it is."""
    lines = ["watches:", f"  - name: {json.dumps(name, ensure_ascii=False)}"]
    for facet in FACETS:
        if values := getattr(asked, facet):
            lines.append(f"    {facet}: {json.dumps(list(values), ensure_ascii=False)}")
    if asked.text:
        lines.append(f"    text: {json.dumps(asked.text, ensure_ascii=False)}")
    return ("\n".join(lines) + "\n").encode()


class Built(NamedTuple):
    """A store that was made here: its folder, and what went into it in one sentence."""

    folder: str
    sentence: str


def build_from_seeds(tell: Callable[[float, int], None]) -> Built:
    """A small store of the articles in seeds/."""
    return _build(sorted(SEEDS.glob("*.txt")), tell)


def build_from_uploads(files: Iterable[tuple[str, bytes]], tell: Callable[[float, int], None]) -> Built:
    """A small store of uploaded files; tell hears the share read (0-1) and how many articles, and may raise to stop."""
    with Scratch("uploads") as folder:
        paths = []
        for number, (name, data) in enumerate(files):
            suffixes = "".join(Path(name).suffixes[-2:]).lower()
            stem = "".join(c for c in Path(name).name.split(".")[0] if c.isalnum() or c in " -_")[:60]
            path = folder / f"{number:04d} {stem}{suffixes}"
            path.write_bytes(data)
            paths.append(path)
        return _build(paths, tell)


def _build(paths: list[Path], tell: Callable[[float, int], None]) -> Built:
    made = Scratch("built")
    _BUILT.append(made)
    folder = made.folder / "corpus"
    progress = _Progress(measure_inputs(paths), tell)
    # read here and not by a pool: its workers would have to start a dashboard of their own
    report = add_inputs(folder, paths, Columns(), progress=progress, kind="serial")
    if not report.added:
        raise StoreError(f"No article could be read. {report.sentence}")
    return Built(str(folder), report.sentence)


class _Progress:
    """Progress of an addition, told to whoever draws it."""

    def __init__(self, meter: Meter, tell: Callable[[float, int], None]) -> None:
        self.meter = meter
        self._tell, self._count = tell, 0

    def advance(self, count: int) -> None:
        """So many more articles."""
        self._count += count
        share = self.meter.done / self.meter.total if self.meter.total else 0.0
        self._tell(max(0.0, min(1.0, share)), self._count)

    def tell(self, sentence: str) -> None:
        """What the dashboard does not show: what is written ends in the report."""
