"""The database of a user's own trade figures: where it lies, its tables, and connections to it.

imports    one row per table that was loaded: file, digest, when, how many rows, conversion
sources    one row per source and basis: attribution, licence, who recorded, valuation
flows      one row per source, year, exporter, importer and product
crosswalk  the HS prefixes and sectors that figures are read with; the longest prefix wins
sector_flows  a view: flows with the sector of their product

It is one DuckDB file; `python -m analysis trade status --tables` prints all columns with their units.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from platformdirs import user_data_path

from analysis.holding import HELD, hold
from analysis.trade.crosswalk import load_crosswalk
from analysis.trade.sheets import TradeDataError

Connection = duckdb.DuckDBPyConnection
DatabaseError = duckdb.Error
FORMAT = 1
MEMORY = "400MB"
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": "2",
    "memory_limit": MEMORY,
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# table -> (column, type, unit, meaning)
TABLES: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "format": (("version", "INTEGER", "ordinal", "how these tables are laid out"),),
    "imports": (
        ("id", "INTEGER", "ordinal", "number of the import, in order of time"),
        ("digest", "VARCHAR", "SHA-256", "of the content: the same content is never loaded twice"),
        ("file", "VARCHAR", "-", "name of the file, or the request that was answered"),
        ("format", "VARCHAR", "-", "baci, comtrade, census or eurostat"),
        ("loaded_at", "TIMESTAMP", "UTC", "when it was loaded"),
        ("row_count", "BIGINT", "rows", "rows that were loaded"),
        ("skipped_count", "BIGINT", "rows", "rows passed over: parts of totals, quantities, areas that are no country"),
        ("bad_count", "BIGINT", "rows", "rows left out because they could not be read (only with --skip-bad)"),
        ("usd_per_eur", "DOUBLE", "USD per EUR", "rate that euros were converted with; null where values were dollars"),
        ("skipped", "VARCHAR", "-", "what was passed over, in words"),
    ),
    "sources": (
        ("id", "VARCHAR", "-", "id of the source, one per basis of values"),
        ("name", "VARCHAR", "-", "name to show"),
        ("attribution", "VARCHAR", "-", "line to show beside every figure"),
        ("licence", "VARCHAR", "-", "terms of use"),
        ("url", "VARCHAR", "-", "where it comes from"),
        ("kind", "VARCHAR", "FlowKind", "who recorded the flow"),
        ("valuation", "VARCHAR", "Valuation", "FOB, CIF, FAS or customs value"),
        ("import_id", "INTEGER", "ordinal", "the last import that brought rows of it"),
    ),
    "flows": (
        ("import_id", "INTEGER", "ordinal", "the import that it came with"),
        ("source", "VARCHAR", "source id", "the source"),
        ("year", "SMALLINT", "year", "calendar year"),
        ("month", "TINYINT", "month", "1 to 12; 0: the whole year"),
        ("exporter", "VARCHAR", "ISO 3166-1 alpha-3", "who sends; EUU: the European Union, ALL: every partner"),
        ("importer", "VARCHAR", "ISO 3166-1 alpha-3", "who receives; EUU and ALL as above"),
        ("product", "VARCHAR", "HS code", "2, 4 or 6 digits; empty: all goods; 2 digits at a finer level: withheld"),
        ("level", "TINYINT", "digits", "digits of the source's codes: levels are never added up; 0: all goods"),
        ("hs_edition", "VARCHAR", "-", "edition of the HS that the code is of"),
        ("usd", "BIGINT", "US dollars", "value, current dollars"),
    ),
    "crosswalk": (
        ("prefix", "VARCHAR", "HS 2022 code", "2, 4 or 6 digits"),
        ("sector", "VARCHAR", "sector id", "its sector; unspecified: no sector"),
    ),
}  # fmt: skip
_VIEW = """
CREATE OR REPLACE VIEW sector_flows AS
SELECT f.*, coalesce(six.sector, four.sector, two.sector) AS sector
FROM flows AS f
LEFT JOIN crosswalk AS six ON six.prefix = f.product AND length(f.product) = 6
LEFT JOIN crosswalk AS four ON four.prefix = left(f.product, 4) AND length(f.product) >= 4
LEFT JOIN crosswalk AS two ON two.prefix = left(f.product, 2)
"""


def default_database() -> Path:
    """The database that TRADE_DATABASE names, else the one in the user's data directory."""
    if named := os.environ.get("TRADE_DATABASE"):
        return Path(named)
    return user_data_path("trade-sector-exposure", appauthor=False) / "trade.duckdb"


def describe_tables() -> str:
    """Tables and columns with units, for people."""
    lines = []
    for table, columns in TABLES.items():
        lines += [
            table,
            *(f"  {name:<14} {kind:<10} {unit:<20} {about}" for name, kind, unit, about in columns),
            "",
        ]
    return "\n".join(lines)


def stamp_of(path: Path) -> tuple[int, ...]:
    """What changes whenever the database does; () where there is none."""
    found: list[int] = []
    for part in (path, path.with_name(path.name + ".wal")):
        if part.exists():
            facts = part.stat()
            found += [facts.st_mtime_ns, facts.st_size, facts.st_ino]
    return tuple(found)


def staging_of(path: Path) -> Path:
    """Where an import is prepared."""
    return path.with_name(path.name + ".loading")


@contextmanager
def loading_alone(path: Path) -> Iterator[None]:
    """As long as this lasts nobody else loads; TradeDataError where somebody does."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # the file stays: were it taken away, the next could hold another of the same name
        stream = path.with_name(path.name + ".lock").open("a+b")
    except OSError as error:
        raise TradeDataError(f"{path}: {_reason(error)}") from error
    with stream:
        try:
            hold(stream)
        except OSError as error:
            if error.errno not in HELD:
                reason = error.strerror or type(error).__name__
                raise TradeDataError(
                    f"{path}: cannot be held alone: {reason}. Give a --database on a disk of this machine."
                ) from error
            raise TradeDataError(
                f"{path}: another process is loading figures into it. Wait until it is done, then give the command "
                "again."
            ) from None
        yield


def connect(path: Path, *, is_read_only: bool = False) -> Connection:
    """A connection to one DuckDB file; TradeDataError with the reason where there is none to be had."""
    try:
        if not is_read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(str(path), read_only=is_read_only, config=_CONFIG)
    except (duckdb.Error, OSError) as error:
        raise TradeDataError(f"{path}: {_reason(error)}") from error


@contextmanager
def writing(path: Path) -> Iterator[Connection]:
    """A connection inside one transaction: all that is done in it is kept, or nothing."""
    con = connect(path)
    try:
        con.begin()
        _prepare(con, path)
        yield con
        con.commit()
    except duckdb.Error as error:
        raise TradeDataError(f"{path}: {_reason(error)} Nothing was changed.") from error
    finally:
        con.close()


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A connection that changes nothing; TradeDataError where the file is none of ours."""
    if not path.exists():
        raise TradeDataError(
            f"{path}: is not there. Load figures first: python -m analysis trade import FILE."
        )
    con = connect(path, is_read_only=True)
    try:
        _check_format(con, path)
        yield con
    except duckdb.Error as error:
        raise TradeDataError(f"{path}: {_reason(error)}") from error
    finally:
        con.close()


def _prepare(con: Connection, path: Path) -> None:
    if not _has_tables(con):
        for table, columns in TABLES.items():
            con.execute(
                f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind, _, _ in columns)})"
            )
        con.execute("INSERT INTO format VALUES (?)", [FORMAT])
        con.execute(_VIEW)
    _check_format(con, path)
    held = dict(con.execute("SELECT prefix, sector FROM crosswalk").fetchall())
    wanted = dict(load_crosswalk().hs)
    if held != wanted:
        con.execute("DELETE FROM crosswalk")
        con.execute("INSERT INTO crosswalk SELECT unnest(?), unnest(?)", [list(wanted), list(wanted.values())])


def _has_tables(con: Connection) -> bool:
    row = con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'format'").fetchone()
    return bool(row and row[0])


def _check_format(con: Connection, path: Path) -> None:
    row = con.execute("SELECT max(version) FROM format").fetchone() if _has_tables(con) else None
    if row != (FORMAT,):
        raise TradeDataError(
            f"{path}: is no trade database of this version. Give another --database, and load the files again."
        )


def _reason(error: BaseException) -> str:
    words = (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
    if "lock" in words.lower():
        return "is in use by another process. Close it, or wait until it is done."
    if "space" in words.lower() or "disk" in words.lower():
        return f"cannot be written: {words}. Free some space."
    return f"cannot be used: {words}. Check the path, or give another --database."


def rows_of(con: Connection, sql: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """All rows of a SELECT with bound values."""
    return con.execute(sql, values or []).fetchall()
