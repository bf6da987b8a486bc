"""The one per-article function of all runners: a chunk of articles in, rows out. Pure; runs in any process."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus.rows import Arrival, Reject, read_rows, received_rows
from analysis.corpus.tables import READ, RECEIVED, Row, arrow_of, concat
from analysis.engine import Engine, engine_for
from analysis.pipeline import analyse
from analysis.taxonomy import DEFAULT_TAXONOMY, load_taxonomy, parse_taxonomy

CHUNK_ARTICLES = 64
CHUNK_CHARACTERS = 500_000

Chunk = tuple[Arrival, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """All that a worker needs to make its engine, wherever it runs; digest is the taxonomy's."""

    yaml: str
    name: str
    digest: str


class Read(NamedTuple):
    """What a chunk gave: Arrow tables by name, and articles that the engine could not read."""

    size: int
    last_no: int
    tables: dict[str, Any]
    rejects: tuple[Reject, ...]


_engines: dict[str, Engine] = {}


def make_setup(path: Path | None = None) -> Setup:
    """The setup for a taxonomy file, the project's own by default; TaxonomyError where it cannot be loaded."""
    path = path or DEFAULT_TAXONOMY
    try:
        return _setup_of(path.read_bytes().decode("utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError):
        load_taxonomy(path)  # says it in one sentence
        raise


@lru_cache(maxsize=4)
def _setup_of(yaml: str, name: str) -> Setup:
    taxonomy = parse_taxonomy(yaml, name=name)
    if taxonomy.digest not in _engines:
        _engines[taxonomy.digest] = engine_for(taxonomy)
    return Setup(yaml=yaml, name=name, digest=taxonomy.digest)


def engine_of(setup: Setup) -> Engine:
    """The engine of a setup, made once in each process."""
    engine = _engines.get(setup.digest)
    if engine is None:
        engine = _engines[setup.digest] = engine_for(parse_taxonomy(setup.yaml, name=setup.name))
    return engine


def read_chunk(setup: Setup, chunk: Chunk, is_new: bool = True) -> Read:
    """The rows of a chunk; of articles that are in the store already only those that the engine decides."""
    engine = engine_of(setup)
    names = (*RECEIVED, *READ) if is_new else READ
    rows: dict[str, list[Row]] = {name: [] for name in names if name != "rejects"}
    rejects = []
    for arrival in chunk:
        try:
            found = read_rows(arrival.number, analyse(arrival.article, engine))
            if is_new:
                found = {**received_rows(arrival), **found}
        except Exception as error:  # whatever one article does to the engine, the others are read
            reason = f"could not be read: {type(error).__name__}: {error}"[:300]
            rejects.append(Reject(arrival.place, reason, "Tell the makers", arrival.article.text))
            continue
        for name, new in found.items():
            rows[name].extend(new)
    tables = {name: arrow_of(name, new) for name, new in rows.items()}
    return Read(len(chunk), chunk[-1].number, tables, tuple(rejects))


def chunks_of(arrivals: Iterable[Arrival]) -> Iterator[Chunk]:
    """Arrivals in pieces that are worth a trip to a worker and never large."""
    held: list[Arrival] = []
    size = 0
    for arrival in arrivals:
        held.append(arrival)
        size += len(arrival.article.text)
        if len(held) >= CHUNK_ARTICLES or size >= CHUNK_CHARACTERS:
            yield tuple(held)
            held, size = [], 0
    if held:
        yield tuple(held)


def joined(parts: Iterable[Read]) -> Read:
    """Several results as one."""
    parts = list(parts)
    names = dict.fromkeys(name for part in parts for name in part.tables)
    tables = {name: concat([part.tables[name] for part in parts if name in part.tables]) for name in names}
    return Read(
        sum(part.size for part in parts),
        max(part.last_no for part in parts),
        tables,
        tuple(reject for part in parts for reject in part.rejects),
    )
