"""DuckDB over the files of a store. The tables are views; a connection sees the state it was opened on."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from analysis.corpus.manifest import StoreError
from analysis.corpus.store import DATA, Store
from analysis.corpus.tables import BY_NAME, SQL_TYPES, with_schema

Connection = duckdb.DuckDBPyConnection
QueryError = duckdb.Error
MemoryExceeded = duckdb.OutOfMemoryException
FilesFailed = duckdb.IOException
_MEMORY, _MEMORY_UP_TO = 400, 100_000  # MB, articles; above that a MB for every thousand
# beside a writer that has other things in memory; what is more is spilled, and where even that needs more it gets more
WRITER_MEMORY = (64, 128, 256, 512, 1024)  # MB
MOST_SECONDS = 60.0
_ROWS_AT_ONCE = 20_000
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": "2",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def memory_for(store: Store) -> str:
    """How much a question may hold: what is counted of a store has to fit, or every question reads it from the disk."""
    return f"{_MEMORY + max(0, store.manifest.articles - _MEMORY_UP_TO) // 1_000}MB"


def connect(store: Store, *, spill: Path | None = None, memory: int = WRITER_MEMORY[0]) -> Connection:
    """A connection with a view per table, for our own queries.

    Given a folder it may spill into that, and holds `memory` MB at most, for which one thread is enough.
    """
    try:
        con = duckdb.connect(":memory:", config=_CONFIG)
        con.execute("SET enable_progress_bar = false")  # else a child draws one over ours
        con.execute("SET temp_directory = ?", [str(spill) if spill else ""])
        con.execute("SET memory_limit = ?", [f"{memory}MB" if spill else memory_for(store)])
        if spill:
            con.execute("SET threads = 1")
            con.execute("SET preserve_insertion_order = false")  # every order that matters is asked for
        for name, paths in store.paths().items():
            _add_view(con, name, paths)
    except (QueryError, OSError) as error:
        raise StoreError(
            f"{store.folder}: cannot be opened: {first_line(error)}. Try: corpus check."
        ) from error
    return con


def _add_view(con: Connection, name: str, paths: list[str]) -> None:
    if paths:
        con.read_parquet(paths).create_view(name)
    else:
        columns = ", ".join(f'NULL::{SQL_TYPES[c.kind]} AS "{c.name}"' for c in BY_NAME[name].columns)
        con.execute(f"CREATE VIEW {name} AS SELECT {columns} WHERE false")


def pieces_of(con: Connection, name: str, sql: str, values: dict[str, Any] | None = None) -> Iterator[Any]:
    """The rows of a SELECT as Arrow tables with the schema of a table of ours, some thousands at a time."""
    relation: Any = con.sql(sql, params=values)
    for batch in relation.to_arrow_reader(2_048):
        yield with_schema(name, batch)


def put_table(con: Connection, name: str, path: Path) -> None:
    """Write a table of a connection into a file, for another connection to take."""
    con.table(name).to_parquet(str(path), compression="zstd", row_group_size=_ROWS_AT_ONCE)


def take_table(con: Connection, name: str, path: Path) -> None:
    """See a file that put_table wrote as a table."""
    con.read_parquet(str(path)).create_view(name)


def connect_locked(store: Store) -> Connection:
    """A connection for other people's SQL: it reaches the files of this store and nothing else."""
    con = connect(store)
    # an element of a list of folders cannot be bound; quotes are doubled as SQL wants it
    folder = str((store.folder / DATA).resolve()).replace("'", "''")
    here = str(store.folder / DATA).replace("'", "''")
    con.execute(f"SET allowed_directories = ['{folder}', '{here}']")
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")
    return con


def run_select(
    store: Store, sql: str, *, most_rows: int, seconds: float = MOST_SECONDS
) -> tuple[list[str], list[Any]]:
    """(columns, at most most_rows + 1 rows) of one SELECT; StoreError for anything else and for what takes too long."""
    con = connect_locked(store)
    with _closing(con, seconds) as timed_out:
        try:
            statements = con.extract_statements(sql)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise StoreError(
                    "query: is not one SELECT. Nothing else is allowed, because a store is never changed."
                )
            result = con.execute(statements[0])
            names = [column[0] for column in result.description or ()]
            return names, result.fetchmany(most_rows + 1)
        except QueryError as error:
            if timed_out.is_set():
                raise StoreError(f"query: took longer than {seconds:.0f} seconds. Ask for less.") from None
            raise StoreError(f"query: {first_line(error)}. Tables: corpus query --tables.") from None


@contextmanager
def _closing(con: Connection, seconds: float) -> Iterator[threading.Event]:
    late = threading.Event()

    def stop() -> None:
        late.set()
        con.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        con.close()


def first_line(error: BaseException) -> str:
    """What an error says, in one line without a full stop."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")[:300]
