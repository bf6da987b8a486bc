"""Adds inputs to a store: read, leave out what is there, analyse, write. One loop for every runner."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from analysis.corpus.chunks import Read, Setup, chunks_of, engine_of
from analysis.corpus.connect import connect
from analysis.corpus.digests import engine_digest, entries_of
from analysis.corpus.keys import Keys
from analysis.corpus.readers import Found, Item
from analysis.corpus.rows import Arrival, Reject, key_of
from analysis.corpus.runners import Runner
from analysis.corpus.store import SHARD_ARTICLES, Writer
from analysis.corpus.tables import arrow_of

SHARD_CHARACTERS = 30_000_000
Tell = Callable[[str], None]


@dataclass(slots=True)
class Counts:
    """What an addition did."""

    added: int = 0
    known: int = 0
    rejected: int = 0
    faulty: int = 0
    is_stopped: bool = False


@dataclass(slots=True)
class _Held:
    """What is read and not yet written."""

    tables: dict[str, list[Any]] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    articles: int = 0
    characters: int = 0
    next_no: int = 0

    @property
    def is_full(self) -> bool:
        """Whether it is worth a shard."""
        return self.articles >= SHARD_ARTICLES or self.characters >= SHARD_CHARACTERS

    def take(self, read: Read) -> None:
        """One more result."""
        for name, table in read.tables.items():
            if table.num_rows:
                self.tables.setdefault(name, []).append(table)
        if "articles" in read.tables:
            self.articles += read.tables["articles"].num_rows
            self.characters += read.tables["articles"].nbytes
        self.next_no = read.last_no + 1


class Adder:
    """One addition to a store."""

    def __init__(
        self,
        writer: Writer,
        setup: Setup,
        runner: Runner,
        *,
        advance: Callable[[int], None] = lambda count: None,
    ) -> None:
        self._writer, self._setup, self._runner, self._advance = writer, setup, runner, advance
        self._keys = known_keys(writer)
        self._rejects: list[Reject] = []
        self.counts = Counts()

    def add(self, found: Iterable[Found]) -> Counts:
        """Read all and write it shard by shard; a first Ctrl-C ends it in good order, a second one at once."""
        writer = self._writer
        writer.keep_entries(self._setup.digest, lambda: entries_of(engine_of(self._setup).taxonomy))
        held = _Held(next_no=writer.manifest.next_no)
        with stoppable() as stop:
            chunks = chunks_of(self._arrivals(found, stop))
            for read in self._runner.results(chunks):
                held.take(read)
                self._refuse(read.rejects)
                self._advance(read.size)
                if held.is_full:
                    held = self._write(held)
                if stop.is_set():
                    break
            self._write(held)
            self.counts.is_stopped = stop.is_set()
        return self.counts

    def _arrivals(self, found: Iterable[Found], stop: threading.Event) -> Iterator[Arrival]:
        number = self._writer.manifest.next_no
        for item in found:
            if stop.is_set():
                return
            if not isinstance(item, Item):
                self._refuse((item,))
                continue
            key = key_of(item.article)
            if key in self._keys:
                self.counts.known += 1
                self._advance(1)
                continue
            self._keys.add(key)
            yield Arrival(number, key, item.article, item.place)
            number += 1

    def _refuse(self, rejects: Iterable[Reject]) -> None:
        for reject in rejects:
            self.counts.faulty += reject.is_kept
            self.counts.rejected += not reject.is_kept
            if reject.key not in self._keys:
                self._keys.add(reject.key)
                self._rejects.append(reject)

    def _write(self, held: _Held) -> _Held:
        rejects, self._rejects = self._rejects, []
        tables = dict(held.tables)
        if rejects:
            tables["rejects"] = [arrow_of("rejects", [reject.row() for reject in rejects])]
        if tables:
            self._writer.add_shard(
                tables, engine=engine_digest(), taxonomy=self._setup.digest, next_no=held.next_no
            )
            self.counts.added += held.articles
        return _Held(next_no=held.next_no)


def known_keys(writer: Writer) -> Keys:
    """The keys of all articles and rejects, in order and without holding more than the keys."""
    con = connect(writer, spill=writer.spill)
    try:
        result = con.execute(
            "SELECT unhex(key) AS key FROM (FROM articles SELECT key UNION ALL FROM rejects SELECT key) ORDER BY 1"
        )
        return Keys(_pieces(result))
    finally:
        con.close()


def _pieces(result: Any) -> Iterator[bytes]:
    while rows := result.fetchmany(50_000):
        yield b"".join(row[0] for row in rows)


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; the second one interrupts as usual."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.getsignal(signal.SIGINT)

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
