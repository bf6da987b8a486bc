"""Reads again what a new engine or taxonomy may read differently, and only that; says what it does and why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event
from typing import Any

from analysis.corpus.batch import known_keys, stoppable
from analysis.corpus.chunks import Setup, chunks_of, engine_of
from analysis.corpus.digests import Holds, changed_forms, engine_digest, entries_of
from analysis.corpus.manifest import Shard
from analysis.corpus.rows import Arrival, Reject
from analysis.corpus.runners import Runner
from analysis.corpus.store import Writer
from analysis.corpus.tables import READ, arrow_of, with_new_rows
from analysis.counting import counted
from analysis.model import Article

Tell = Callable[[str], None]
_WANTED = ("article_no", "key", "id", "title", "text", "source", "url", "published", "place")


@dataclass(slots=True)
class Refreshed:
    """How many articles were read again, of how many that were read with something else."""

    reread: int = 0
    stale: int = 0
    is_stopped: bool = False


def stale_shards(writer: Writer, taxonomy: str) -> list[Shard]:
    """The shards that were read with another engine or taxonomy."""
    wanted = (engine_digest(), taxonomy)
    return [shard for shard in writer.manifest.shards if (shard.engine, shard.taxonomy) != wanted]


def refresh(
    writer: Writer, setup: Setup, runner: Runner, *, tell: Tell, advance: Callable[[int], None] = lambda count: None
) -> Refreshed:  # fmt: skip
    """Bring every shard to the engine and taxonomy in hand, one at a time; an interruption loses one at most."""
    done = Refreshed()
    stale = [shard for shard in stale_shards(writer, setup.digest) if shard.articles]
    done.stale = sum(shard.articles for shard in stale)
    plans: dict[str, Holds | None] = {}
    writer.keep_entries(setup.digest, lambda: entries_of(engine_of(setup).taxonomy))
    with stoppable() as stop:
        for shard in stale:
            plan_key = f"{shard.engine} {shard.taxonomy}"
            if plan_key not in plans:
                count = sum(
                    s.articles for s in stale if (s.engine, s.taxonomy) == (shard.engine, shard.taxonomy)
                )
                plans[plan_key] = _plan(writer, shard, setup, count, tell)
            reread = _refresh_shard(writer, shard, setup, runner, plans[plan_key], advance, stop)
            if reread is None:
                done.is_stopped = True
                break
            done.reread += reread
    if done.reread < done.stale and not done.is_stopped:
        tell(f"{counted(done.reread, 'article')} with a changed entry, read again.")
    return done


def _plan(writer: Writer, shard: Shard, setup: Setup, count: int, tell: Tell) -> Holds | None:
    """What an article must hold to be read again; None where all must be."""
    engine = engine_digest()
    articles = counted(count, "article")
    if shard.engine != engine:
        tell(f"The engine changed ({shard.engine} to {engine}): all that the old one read is read again, {articles}.")
        return None
    old = writer.entries(shard.taxonomy)
    change = f"The taxonomy changed ({shard.taxonomy} to {setup.digest})"
    if old is None:
        tell(f"{change}; what the old one held is not known, so all that was read with it is read again, {articles}.")
        return None
    entries, forms = changed_forms(old, entries_of(engine_of(setup).taxonomy))
    differing = counted(entries, "entry differs", "entries differ")
    tell(f"{change}: {differing}; looking for {'it' if entries == 1 else 'them'} in {articles}.")
    return Holds(forms)


def _refresh_shard(
    writer: Writer, shard: Shard, setup: Setup, runner: Runner, holds: Holds | None, advance: Callable[[int], None],
    stop: Event,
) -> int | None:  # fmt: skip
    """How many articles were read again; None, and the shard as it was, after a Ctrl-C."""
    tables: dict[str, list[Any]] = {name: [] for name in READ}
    numbers: list[int] = []
    rejects: list[Reject] = []

    def wanted() -> Iterator[Arrival]:
        for arrival in arrivals_of(writer, shard):
            if holds is None or holds(arrival.article.text):
                numbers.append(arrival.number)
                yield arrival
            else:
                advance(1)

    for read in runner.results(chunks_of(wanted()), is_new=False):
        if stop.is_set():
            return None
        for name, table in read.tables.items():
            tables[name].append(table)
        rejects.extend(read.rejects)
        advance(read.size)
    stamp = {"engine": engine_digest(), "taxonomy": setup.digest}
    if numbers:
        merged = {
            name: [with_new_rows(writer.table(shard, name), new, numbers)] for name, new in tables.items()
        }
        writer.replace_read(shard, merged, **stamp)
        _keep_rejects(writer, rejects, **stamp)
    else:
        writer.restamp(shard, **stamp)
    return len(numbers)


def _keep_rejects(writer: Writer, rejects: list[Reject], *, engine: str, taxonomy: str) -> None:
    """Articles that the engine in hand cannot read; their earlier readings are gone."""
    if not rejects:
        return
    known = known_keys(writer)
    rows = [reject.row() for reject in rejects if reject.key not in known]
    if rows:
        table = arrow_of("rejects", rows)
        writer.add_shard(
            {"rejects": [table]}, engine=engine, taxonomy=taxonomy, next_no=writer.manifest.next_no
        )


def arrivals_of(writer: Writer, shard: Shard) -> Iterator[Arrival]:
    """The articles of a shard as they were received."""
    for row in writer.rows(shard, "articles", _WANTED):
        yield Arrival(row["article_no"], row["key"], _article_of(row), row["place"])


def _article_of(row: dict[str, Any]) -> Article:
    title, text = row["title"], row["text"]
    return Article(
        id=row["id"], title=title, text=text, title_end=_title_end(title, text), source=row["source"],
        url=row["url"], published=row["published"],
    )  # fmt: skip


def _title_end(title: str, text: str) -> int:
    """Where the title stops: the end of the first line with words, which is how an article is made."""
    from analysis.sources import article_from_text

    return article_from_text(text, title=title).title_end
