"""Files of trade figures into the database: whole or not at all, and the same content only once.

Rows are read, checked and laid aside in a file of their own; the database is touched at the end, in one transaction.
A file with bad rows is refused, since a sum without them would be too small; skip_bad loads the rest and says so.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from analysis.counting import counted
from analysis.trade.baci import baci_plan, is_baci
from analysis.trade.census import census_plan, is_census
from analysis.trade.comtrade import comtrade_plan, is_comtrade
from analysis.trade.database import (
    Connection,
    DatabaseError,
    connect,
    loading_alone,
    reading,
    rows_of,
    staging_of,
    writing,
)
from analysis.trade.eurostat import eurostat_plan, is_eurostat
from analysis.trade.formats import Options, Plan, literal
from analysis.trade.sheets import BadRow, Sheet, TradeDataError, sheets_of
from analysis.trade.staging import Tally, stage

MOST_SECONDS = 1800.0
_READERS = (
    (is_baci, baci_plan),
    (is_comtrade, comtrade_plan),
    (is_census, census_plan),
    (is_eurostat, eurostat_plan),
)
_KNOWN = "CEPII BACI (t,i,j,k,v), UN Comtrade, US Census API, Eurostat Comext"


class BadRowsError(TradeDataError):
    """A table that was not loaded because of rows that cannot be read."""

    def __init__(self, name: str, bad: Sequence[BadRow], count: int) -> None:
        self.bad, self.count = tuple(bad), count
        more = f"\n... and {count - len(self.bad):,} more." if count > len(self.bad) else ""
        listed = "\n".join(map(str, self.bad))
        super().__init__(
            f"{listed}{more}\n{name}: was not loaded because of {counted(count, 'bad row')}. "
            "Mend what is named, or give --skip-bad."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one table; is_new is False where the same content was there already.

    replaced_count: older figures that made way for it, or of what was there already those that newer ones replaced.
    """

    name: str
    import_id: int
    is_new: bool
    row_count: int = 0
    years: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    replaced_count: int = 0
    skipped: tuple[tuple[str, int, float], ...] = ()  # reason, rows, US dollars
    bad: tuple[BadRow, ...] = ()
    bad_count: int = 0


def load_file(
    database: Path,
    path: Path,
    options: Options | None = None,
    *,
    skip_bad: bool = False,
    seconds: float = MOST_SECONDS,
    tell: Callable[[int], object] = lambda _rows: None,
) -> Iterator[Outcome]:
    """Load every table of a file; tell is called with rows read. TradeDataError for the first that cannot be."""
    for sheet in sheets_of(path):
        yield load_sheet(
            database,
            sheet,
            plan_of(sheet, options or Options()),
            skip_bad=skip_bad,
            seconds=seconds,
            tell=tell,
        )


def plan_of(sheet: Sheet, options: Options) -> Plan:
    """How a table is read, by its columns."""
    for is_one, plan in _READERS:
        if is_one(sheet.header):
            return plan(sheet, options)
    raise TradeDataError(f"{sheet.name}:1: is no known table of trade figures. Known are {_KNOWN}.")


def load_sheet(
    database: Path,
    sheet: Sheet,
    plan: Plan,
    *,
    skip_bad: bool = False,
    seconds: float = MOST_SECONDS,
    tell: Callable[[int], object] = lambda _rows: None,
) -> Outcome:
    """Load one table, or say that it is there already."""
    with loading_alone(database):
        return _load(database, sheet, plan, skip_bad=skip_bad, seconds=seconds, tell=tell)


def _load(
    database: Path, sheet: Sheet, plan: Plan, *, skip_bad: bool, seconds: float, tell: Callable[[int], object]
) -> Outcome:
    staging = staging_of(database)
    con = connect(staging)
    try:
        if (held := _held(database, sheet, plan)) is not None:
            return held
        tally = Tally(deadline=monotonic() + seconds)
        stage(con, sheet, plan, tally, tell)
        if tally.bad_count and not skip_bad:
            raise BadRowsError(sheet.name, tally.bad, tally.bad_count)
        if not rows_of(con, "SELECT 1 FROM staged LIMIT 1"):
            why = "; ".join(
                f"{counted(count, 'row')}: {reason}" for reason, (count, _) in tally.skipped.items()
            )
            raise TradeDataError(
                f"{sheet.name}: holds no figure that can be used ({why or 'no rows'}). Ask for other rows."
            )
        con.close()
        return _keep(database, staging, sheet, plan, tally)
    except DatabaseError as error:
        raise TradeDataError(f"{sheet.name}: was not loaded: {str(error).splitlines()[0][:300]}") from error
    finally:
        con.close()
        with contextlib.suppress(OSError):
            staging.unlink()


def _held(database: Path, sheet: Sheet, plan: Plan) -> Outcome | None:
    """The import with the same content, if it is there; TradeDataError where it was read or converted otherwise."""
    if not database.exists():
        return None
    with reading(database) as con:
        held = "FROM flows WHERE import_id = id"
        sql = (
            f"SELECT id, usd_per_eur, row_count, (SELECT count(*) {held}), (SELECT min(hs_edition) {held}) FROM imports"
        )
        rows = rows_of(con, f"{sql} WHERE digest = ?", [sheet.digest])
    if rows and rows[0][1] != plan.usd_per_eur:
        raise TradeDataError(
            f"{sheet.name}: is there as import {rows[0][0]}, converted at {rows[0][1]} dollars a euro. "
            f"Take that out first: trade remove {rows[0][0]}."
        )
    if not rows:
        return None
    number, _, loaded, left, edition = rows[0]
    if plan.hs_edition and edition and edition != plan.hs_edition:
        raise TradeDataError(
            f"{sheet.name}: is there as import {number}, read as {edition}, not as {plan.hs_edition}. To have it read "
            f"anew take that out first: trade remove {number}."
        )
    return Outcome(
        name=sheet.name, import_id=number, is_new=False, row_count=left, replaced_count=loaded - left
    )


def _keep(database: Path, staging: Path, sheet: Sheet, plan: Plan, tally: Tally) -> Outcome:
    """Move what was laid aside into the database, in one transaction."""
    with _attached(database, staging) as con:
        number = rows_of(con, "SELECT coalesce(max(id), 0) + 1 FROM imports")[0][0]
        replaced = _take_out_older(con, plan)
        con.execute(
            "INSERT INTO flows SELECT ?, source, year, month, exporter, importer, product, level, hs_edition, "
            "CAST(round(sum(usd)) AS BIGINT) FROM aside.staged "
            "GROUP BY source, year, month, exporter, importer, product, level, hs_edition "
            "ORDER BY exporter, importer, year, product",
            [number],
        )
        facts = rows_of(
            con,
            "SELECT count(*), list(DISTINCT year), list(DISTINCT source), list(DISTINCT hs_edition) FROM flows "
            "WHERE import_id = ?",
            [number],
        )[0]
        _note_sources(con, plan, facts[2], number)
        skipped = tuple((reason, *numbers) for reason, numbers in sorted(tally.skipped.items()))
        con.execute(
            "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                number, sheet.digest, sheet.name, plan.id, datetime.now(UTC).replace(tzinfo=None), facts[0],
                sum(count for _, count, _ in skipped), tally.bad_count, plan.usd_per_eur,
                "; ".join(f"{counted(count, 'row')}: {reason}" for reason, count, _ in skipped),
            ],
        )  # fmt: skip
    return Outcome(
        name=sheet.name, import_id=number, is_new=True, row_count=facts[0], years=tuple(sorted(facts[1])),
        sources=tuple(sorted(facts[2])), editions=tuple(sorted(facts[3])), replaced_count=replaced, skipped=skipped,
        bad=tuple(tally.bad), bad_count=tally.bad_count,
    )  # fmt: skip


@contextlib.contextmanager
def _attached(database: Path, staging: Path) -> Iterator[Connection]:
    with writing(database) as con:
        con.commit()  # nothing can be attached inside a transaction that writes
        con.execute(f"ATTACH {literal(str(staging))} AS aside")
        con.begin()
        yield con


def _take_out_older(con: Connection, plan: Plan) -> int:
    """Rows of earlier imports that say the same thing: a figure counts once, the newest."""
    product = "" if plan.replaces_pairs else ", product"
    same = "source, year, exporter, importer, level" + (", month" if product else "")
    row = con.execute(
        f"DELETE FROM flows WHERE ({same}{product}) IN (SELECT DISTINCT {same}{product} FROM aside.staged)"
    ).fetchone()
    return int(row[0]) if row else 0


def _note_sources(con: Connection, plan: Plan, used: Sequence[str], number: int) -> None:
    for stored in plan.sources:
        if stored.source.id in used:
            source = stored.source
            values: list[Any] = [source.id, source.name, source.attribution, source.licence, source.url]
            con.execute("DELETE FROM sources WHERE id = ?", [source.id])
            con.execute(
                "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [*values, str(stored.kind), str(stored.valuation), number],
            )


def remove_import(database: Path, number: int) -> int:
    """Take an import out; how many rows that were."""
    with writing(database) as con:
        if not rows_of(con, "SELECT 1 FROM imports WHERE id = ?", [number]):
            raise TradeDataError(f"{database}: has no import {number}. See: trade status.")
        row = con.execute("DELETE FROM flows WHERE import_id = ?", [number]).fetchone()
        con.execute("DELETE FROM imports WHERE id = ?", [number])
        con.execute("DELETE FROM sources WHERE id NOT IN (SELECT DISTINCT source FROM flows)")
    return int(row[0]) if row else 0


def status_of(database: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(imports, sources) with the years and editions that are held."""
    with reading(database) as con:
        held = {
            row[0]: row[1:]
            for row in rows_of(con, f"SELECT import_id, {_YEARS}, count(*) FROM flows GROUP BY 1")
        }
        known = {
            row[0]: row[1:]
            for row in rows_of(con, f"SELECT source, {_YEARS}, {_NAMES} FROM flows GROUP BY 1")
        }
        columns = "id, file, format, loaded_at, row_count, skipped_count, bad_count, usd_per_eur, skipped"
        imports = [
            dict(zip(columns.split(", "), row, strict=True))
            for row in rows_of(con, f"SELECT {columns} FROM imports ORDER BY id")
        ]
        names = "id, name, attribution, licence, url, kind, valuation"
        sources = [
            dict(zip(names.split(", "), row, strict=True))
            for row in rows_of(con, f"SELECT {names} FROM sources ORDER BY id")
        ]
    for row in imports:
        years, count = held.get(row["id"], ([], 0))
        row |= {"years": _said(years), "held_count": count}
    for row in sources:
        years, editions = known.get(row["id"], ([], []))
        row |= {"years": _said(years), "editions": _said(editions)}
    return imports, sources


_YEARS = "list_sort(list(DISTINCT year))"
_NAMES = "list_sort(list(DISTINCT hs_edition))"


def _said(values: Sequence[Any]) -> str:
    return ", ".join(map(str, values)) or "nothing"
