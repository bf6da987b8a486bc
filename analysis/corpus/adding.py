"""`corpus add` from end to end: open, bring up to date, add, make the tables over all articles. Prints nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from analysis.corpus.batch import Adder, Counts
from analysis.corpus.chunks import make_setup
from analysis.corpus.connect import connect
from analysis.corpus.derive import derive, is_derived
from analysis.corpus.digests import engine_digest
from analysis.corpus.mapping import Columns
from analysis.corpus.merging import merge
from analysis.corpus.readers import Meter, dated, read_inputs
from analysis.corpus.refresh import Refreshed, refresh
from analysis.corpus.rows import KEPT
from analysis.corpus.runners import Runner, make_runner
from analysis.corpus.store import Store, Writer
from analysis.corpus.threads import FOLLOWED, followed_sentence
from analysis.counting import counted


class Progress(Protocol):
    """Where progress goes."""

    meter: Meter

    def advance(self, count: int) -> None:
        """So many more articles."""

    def tell(self, sentence: str) -> None:
        """A sentence for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an addition did, in numbers and in one sentence."""

    added: int
    known: int
    rejected: int
    faulty: int
    reread: int
    is_stopped: bool
    sentence: str


def add_inputs(
    folder: Path, inputs: Sequence[Path], columns: Columns, *, progress: Progress, taxonomy: Path | None = None,
    kind: str = "pool", workers: int | None = None, address: str | None = None, day: date | None = None,
) -> Report:  # fmt: skip
    """Bring a store up to date and add inputs to it; whatever stops it, the next call goes on.

    day is when those appeared that do not say it themselves.
    """
    setup = make_setup(taxonomy)
    with Writer(folder) as writer:
        runner = make_runner(kind, setup, workers=workers, address=address)
        try:
            renewed = refresh(writer, setup, runner, tell=progress.tell, advance=progress.advance)
            counts = Counts(is_stopped=renewed.is_stopped)
            if inputs and not renewed.is_stopped:
                adder = Adder(writer, setup, runner, advance=progress.advance)
                counts = adder.add(dated(read_inputs(inputs, columns, progress.meter), day))
        finally:
            _close(runner)
        if not counts.is_stopped:
            if not is_derived(writer):
                progress.tell("Looking for copies and threads.")
                derive(writer, is_apart=kind != "serial")
            merge(writer, is_apart=kind != "serial")
        return Report(
            added=counts.added, known=counts.known, rejected=counts.rejected, faulty=counts.faulty,
            reread=renewed.reread, is_stopped=counts.is_stopped, sentence=_sentence(writer, counts, renewed),
        )  # fmt: skip


def _close(runner: Runner) -> None:
    runner.close()


def _sentence(writer: Writer, counts: Counts, renewed: Refreshed) -> str:
    parts = [f"{counted(counts.added, 'article')} added"]
    if counts.known:
        parts.append(f"{counted(counts.known, 'was', 'were')} there already and skipped")
    if renewed.stale:
        parts.append(f"{renewed.reread:,} of {renewed.stale:,} read again")
    if counts.rejected:
        parts.append(f"{counts.rejected:,} not read")
    if counts.faulty:
        parts.append(f"{counts.faulty:,} read with a fault")
    listed = " (corpus rejects says why)" if counts.rejected or counts.faulty else ""
    return f"{', '.join(parts)}{listed}. The store holds {counted(writer.manifest.articles, 'article')}."


def status_lines(store: Store) -> Iterator[str]:
    """What is in a store, line by line."""
    manifest = store.manifest
    con = connect(store)
    try:
        row = con.execute(
            """
            SELECT count(*), (SELECT count(*) FROM copies), min(published), max(published),
                (SELECT count(*) FILTER (NOT contains(reason, $kept)) FROM rejects),
                (SELECT count(*) FILTER (contains(reason, $kept)) FROM rejects),
                (SELECT count(*) FILTER (len(path) >= $followed) FROM threads),
                (SELECT count(*) FROM threads), count(DISTINCT nullif(outlet, ''))
            FROM articles
            """,
            {"followed": FOLLOWED, "kept": KEPT},
        ).fetchone()
    finally:
        con.close()
    articles, copies, first, last, rejected, faulty, followed, threads, outlets = row or (0,) * 9
    files = manifest.files()
    size = sum(file.bytes for group in files.values() for file in group)
    yield ", ".join((
        counted(articles, "article"), counted(articles - copies, "story", "stories"),
        counted(copies, "copy", "copies"), counted(outlets, "outlet"),
    ))  # fmt: skip
    yield f"published {first} to {last}" if first else "no day of publication"
    other = counted(threads - followed, "more is", "more are")
    yield f"{followed_sentence(followed)} (corpus threads), {other} told at one step"
    doubled = counted(copies, "copy that counts with its story", "copies that count with their story")
    told = (f"{rejected:,} not read", f"{faulty:,} read with a fault", doubled)
    yield f"inputs: {', '.join(told)} (corpus rejects)"
    lying = counted(sum(map(len, files.values())), "file")
    yield f"{size / 1e6:,.1f} MB in {lying}, {counted(len(manifest.shards), 'shard')}"
    yield f"store version {manifest.store_version}, change {manifest.seq}"
    for engine, taxonomy in dict.fromkeys((shard.engine, shard.taxonomy) for shard in manifest.shards):
        count = sum(s.articles for s in manifest.shards if (s.engine, s.taxonomy) == (engine, taxonomy))
        age = "" if engine == engine_digest() else ", not the engine in hand: corpus add reads them again"
        yield f"{counted(count, 'article')} read with engine {engine}, taxonomy {taxonomy}{age}"


def known_places() -> frozenset[str]:
    """Every country that the engine can name."""
    from analysis.places import load_places

    return frozenset(place.iso3 for place in load_places() if place.iso3)
