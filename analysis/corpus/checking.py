"""Is a store whole? Every file, every row, every number; says so in sentences and mends nothing."""

from collections.abc import Iterator

from analysis.corpus.connect import Connection, QueryError, connect
from analysis.corpus.derive import is_derived
from analysis.corpus.manifest import File, digest_of
from analysis.corpus.store import DATA, Store
from analysis.corpus.tables import READ
from analysis.counting import counted

_TWICE = "SELECT count(*) - count(DISTINCT {column}) FROM {table}"


def faults_of(store: Store) -> Iterator[str]:
    """One sentence per fault; none means that nothing is lost and nothing is double."""
    broken = False
    for name, files in store.manifest.files().items():
        for file in files:
            for fault in _file_faults(store, file):
                broken = True
                yield f"{name}: {file.name} {fault}"
    if broken:
        return
    con = connect(store)
    try:
        yield from _row_faults(store, con)
    except QueryError as error:
        yield f"cannot be asked: {str(error).splitlines()[0]}"
    finally:
        con.close()


def _file_faults(store: Store, file: File) -> Iterator[str]:
    path = store.path(file)
    try:
        size = path.stat().st_size
        if size != file.bytes:
            yield f"has {size:,} bytes, not {file.bytes:,}"
        elif digest_of(path) != file.sha256:
            yield "was changed after it was written"
    except OSError as error:
        yield f"cannot be read: {error.strerror}"


def _row_faults(store: Store, con: Connection) -> Iterator[str]:
    counts = {
        name: con.execute(f"SELECT count(*) FROM {name}").fetchone() or (0,)
        for name in store.manifest.files()
    }
    for name, files in store.manifest.files().items():
        if counts[name][0] != sum(file.rows for file in files):
            yield f"{name}: has {counted(counts[name][0], 'row')}, not {sum(file.rows for file in files):,}"
    if counts["articles"][0] != store.manifest.articles:
        yield f"articles: has {counted(counts['articles'][0], 'row')}, the shards {store.manifest.articles:,}"
    for table, column in (
        ("articles", "key"), ("articles", "article_no"), ("prints", "article_no"), ("summaries", "article_no"),
        ("rejects", "key"), ("copies", "article_no"),
        ("claims", "(article_no, sector, channel)"), ("readings", "(article_no, sector)"),
        ("measures", "(article_no, measure_no)"), ("threads", "thread"),
    ):  # fmt: skip
        twice = con.execute(_TWICE.format(table=table, column=column)).fetchone()
        if twice and twice[0]:
            yield f"{table}: {counted(twice[0], 'row')} too many"
    for table in ("prints", *READ, "copies"):
        lost = con.execute(f"SELECT count(*) FROM {table} ANTI JOIN articles USING (article_no)").fetchone()
        if lost and lost[0]:
            yield f"{table}: {counted(lost[0], 'row')} of no article"
    for table in ("prints", "summaries"):
        lost = con.execute(f"SELECT count(*) FROM articles ANTI JOIN {table} USING (article_no)").fetchone()
        if lost and lost[0]:
            yield f"{table}: {counted(lost[0], 'article')} without a row"


def notes_of(store: Store) -> Iterator[str]:
    """What is no fault and worth knowing."""
    manifest = store.manifest
    if manifest.data_seq and not is_derived(store):
        yield "Copies and threads are of an earlier state; corpus add brings them up to date."
    named = {file.name for files in manifest.files().values() for file in files}
    strays = sum(1 for path in (store.folder / DATA).iterdir() if path.name not in named)
    if strays:
        lying = counted(strays, "file is", "files are")
        yield f"{lying} left over from an interrupted or earlier change; the next corpus add sweeps up."
