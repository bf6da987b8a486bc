"""Files of trade figures into the database: whole or not at all, and the same content only once.

Rows are read, checked and laid aside in a file of their own; the database is touched at the end, in one transaction.
A file with bad rows is refused, since a sum without them would be too small; skip_bad loads the rest and says so.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from analysis.trade.areas import iso3_by_code
from analysis.trade.baci import baci_plan, is_baci
from analysis.trade.census import census_plan, is_census
from analysis.trade.comtrade import comtrade_plan, is_comtrade
from analysis.trade.database import Connection, DatabaseError, connect, reading, rows_of, staging_of, writing
from analysis.trade.eurostat import eurostat_plan, is_eurostat
from analysis.trade.formats import Check, Options, Plan, literal
from analysis.trade.sheets import LINE, MOST_ROWS, BadRow, Sheet, TradeDataError, sheets_of

MOST_SECONDS = 1800.0
MOST_BAD = 100  # are listed; all are counted
_READERS = (
    (is_baci, baci_plan),
    (is_comtrade, comtrade_plan),
    (is_census, census_plan),
    (is_eurostat, eurostat_plan),
)
_KNOWN = "CEPII BACI (t,i,j,k,v), UN Comtrade, US Census API, Eurostat Comext"
# a column that the file has none of gets an odd name, lest it be taken for one of the file's
_SEEN = ("year_", "month_", "reporter_", "partner_", "code_", "usd_", "side_", "source_", "edition_")


def counted(count: int, thing: str) -> str:
    """1 row, 2 rows."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


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


@dataclass(slots=True)
class _Tally:
    deadline: float
    row_count: int = 0
    bad: list[BadRow] = field(default_factory=list)
    bad_count: int = 0
    skipped: dict[str, tuple[int, float]] = field(default_factory=dict)

    def put_aside(self, bad: list[BadRow]) -> None:
        """Bad rows, of which the first ones are kept."""
        self.bad_count += len(bad)
        self.bad += bad[: MOST_BAD - len(self.bad)]
        bad.clear()


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
    staging = staging_of(database)
    con = connect(staging)  # whoever has it open is the only one to load
    try:
        if (held := _held(database, sheet, plan)) is not None:
            return held
        tally = _Tally(deadline=monotonic() + seconds)
        _stage(con, sheet, plan, tally, tell)
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
    """The import with the same content, if it is there; TradeDataError where it was converted otherwise."""
    if not database.exists():
        return None
    with reading(database) as con:
        sql = "SELECT id, usd_per_eur, row_count, (SELECT count(*) FROM flows WHERE import_id = id) FROM imports"
        rows = rows_of(con, f"{sql} WHERE digest = ?", [sheet.digest])
    if rows and rows[0][1] != plan.usd_per_eur:
        raise TradeDataError(
            f"{sheet.name}: is there as import {rows[0][0]}, converted at {rows[0][1]} dollars a euro. "
            f"Take that out first: trade remove {rows[0][0]}."
        )
    if not rows:
        return None
    number, _, loaded, left = rows[0]
    return Outcome(name=sheet.name, import_id=number, is_new=False, row_count=left, replaced_count=loaded - left)


def _stage(con: Connection, sheet: Sheet, plan: Plan, tally: _Tally, tell: Callable[[int], object]) -> None:
    con.execute("SET preserve_insertion_order = true")
    con.execute(
        "CREATE OR REPLACE TABLE staged (line BIGINT, key UBIGINT, source VARCHAR, year SMALLINT, month TINYINT, "
        "exporter VARCHAR, importer VARCHAR, product VARCHAR, level TINYINT, hs_edition VARCHAR, usd DOUBLE)"
    )
    con.execute("CREATE OR REPLACE TABLE areas (code VARCHAR, iso3 VARCHAR)")
    areas = iso3_by_code(plan.scheme)
    con.execute("INSERT INTO areas SELECT unnest(?), unnest(?)", [list(areas), list(areas.values())])
    shapeless: list[BadRow] = []
    checks = (*_checks(plan), *plan.checks)
    read = _read_sql(plan, checks)
    for table in sheet.read(plan.wanted, shapeless):
        tally.row_count += table.num_rows
        _within_limits(sheet, tally)
        con.register("raw", table)
        con.execute(read)
        con.execute(_STAGE)
        con.unregister("raw")
        tally.put_aside(shapeless)
        tally.put_aside(_bad_rows(con, sheet, plan, checks))
        _count_skipped(con, plan, tally)
        tell(table.num_rows)
    tally.put_aside(shapeless)
    if plan.key and (doubles := _doubles(con, sheet, plan)):
        tally.put_aside(doubles)
        # where bad rows are left out, the first of those that are alike counts
        con.execute("DELETE FROM staged WHERE line NOT IN (SELECT min(line) FROM staged GROUP BY key)")


def _within_limits(sheet: Sheet, tally: _Tally) -> None:
    if tally.row_count > MOST_ROWS:
        raise TradeDataError(f"{sheet.name}: has more than {MOST_ROWS:,} rows. Split it by year.")
    if monotonic() > tally.deadline:
        raise TradeDataError(
            f"{sheet.name}: took too long and was not loaded. Give more --seconds, or split it."
        )


def _checks(plan: Plan) -> tuple[Check, ...]:
    """What has to hold for every format, in the order in which it is said."""
    at = plan.columns
    unknown = "is a code of no area that is known"
    return (
        Check(column=at["year"], is_bad="coalesce(year_, 0) NOT BETWEEN 1988 AND 2100", reason="is no year of the HS",
              mend="Write four digits, from 1988"),
        Check(column=at["reporter"], is_bad="r.iso3 IS NULL", reason=unknown, mend=f"Write a code of {plan.scheme}"),
        Check(column=at["partner"], is_bad="p.iso3 IS NULL", reason=unknown, mend=f"Write a code of {plan.scheme}"),
        Check(column=at["code"], is_bad=f"NOT ({_IS_CODE})", reason="is no HS code", mend=
              "Write 2, 4 or 6 digits (or a longer national code), the leading zero included"),
        Check(column=at["usd"], is_bad="usd_ IS NULL OR NOT isfinite(usd_)", reason="is no value", mend=
              "Write a number with a point"),
        Check(column=at["usd"], is_bad="usd_ < 0 OR usd_ > 1e14", reason="is out of range", mend=
              "Write a value of 0 or more"),
    )  # fmt: skip


# chapters 01 to 99 without 77; a national chapter or a withheld code may end in letters
_IS_CODE = (
    "code_ = 'TOTAL' OR (length(code_) IN (2, 4, 6, 8, 10) AND "
    "(translate(code_, '0123456789', '') = '' OR regexp_full_match(code_, '99\\w+|\\d\\d(\\d\\d)?[A-Z]+\\d*')) "
    "AND left(code_, 2) NOT IN ('00', '77'))"
)


def _read_sql(plan: Plan, checks: Sequence[Check]) -> str:
    """One statement that reads a batch: every column of the file, what it means, what is wrong, what is passed over."""
    means = dict(
        zip(
            _SEEN,
            (
                plan.year,
                plan.month,
                plan.reporter,
                plan.partner,
                plan.code,
                plan.usd,
                plan.side,
                plan.source,
                plan.edition,
            ),
            strict=True,
        )
    )
    kept = ", ".join(f'"{column}"' for column in dict.fromkeys(plan.wanted))
    blank = " AND ".join(f"\"{column}\" = ''" for column in dict.fromkeys(plan.wanted))
    faults = " ".join(f"WHEN {check.is_bad} THEN {at}" for at, check in enumerate(checks))
    skips = " ".join(f"WHEN {skip.holds} THEN {literal(skip.reason)}" for skip in plan.skips)
    skips += (
        " WHEN r.iso3 = '' OR p.iso3 = '' THEN 'an area that is no country of today'"
        " WHEN r.iso3 = p.iso3 THEN 'goods coming back to their own country'"
    )
    key = ", ".join(f'"{column}"' for column in plan.key) or "line"
    return f"""
        CREATE OR REPLACE TEMP TABLE seen AS
        WITH meant AS (
            SELECT {LINE}, {kept}, hash({key}) AS key_, {", ".join(f"{sql} AS {name}" for name, sql in means.items())}
            FROM raw WHERE NOT ({blank})
        ), known AS (
            SELECT meant.*, r.iso3 AS reporter_iso_, p.iso3 AS partner_iso_,
                CASE {skips} END AS skipped_, CASE {faults} END AS fault_
            FROM meant LEFT JOIN areas AS r ON r.code = reporter_ LEFT JOIN areas AS p ON p.code = partner_
        )
        SELECT * REPLACE (CASE WHEN skipped_ IS NULL THEN fault_ END AS fault_) FROM known
    """


_STAGE = """
    INSERT INTO staged
    SELECT line, key_, source_, year_, month_,
        CASE WHEN side_ = 'M' THEN partner_iso_ ELSE reporter_iso_ END,
        CASE WHEN side_ = 'M' THEN reporter_iso_ ELSE partner_iso_ END,
        CASE WHEN code_ = 'TOTAL' THEN '' WHEN translate(code_, '0123456789', '') = '' THEN left(code_, 6)
            WHEN translate(left(code_, 4), '0123456789', '') = '' AND left(code_, 2) <> '99' THEN left(code_, 4)
            ELSE left(code_, 2) END,
        CASE WHEN code_ = 'TOTAL' THEN 0 ELSE length(code_) END, edition_, usd_
    FROM seen WHERE fault_ IS NULL AND skipped_ IS NULL ORDER BY line
"""


def _bad_rows(con: Connection, sheet: Sheet, plan: Plan, checks: Sequence[Check]) -> list[BadRow]:
    columns = list(dict.fromkeys(plan.wanted))
    kept = ", ".join(f'"{column}"' for column in columns)
    rows = rows_of(con, f"SELECT line, fault_, {kept} FROM seen WHERE fault_ IS NOT NULL ORDER BY line")
    found = []
    for line, fault, *values in rows:
        check = checks[fault]
        value = dict(zip(columns, values, strict=True))[check.column]
        found.append(
            BadRow(
                place=sheet.name,
                line=line,
                field=check.column,
                reason=f"{value[:40]!r} {check.reason}",
                mend=check.mend,
            )
        )
    return found


def _count_skipped(con: Connection, plan: Plan, tally: _Tally) -> None:
    sql = "SELECT skipped_, count(*), coalesce(sum(usd_), 0) FROM seen WHERE skipped_ IS NOT NULL GROUP BY 1 ORDER BY 1"
    for reason, count, usd in rows_of(con, sql):
        before, value = tally.skipped.get(reason, (0, 0.0))
        tally.skipped[reason] = (before + count, value + usd)


def _doubles(con: Connection, sheet: Sheet, plan: Plan) -> list[BadRow]:
    """Rows that say again what an earlier one said: added up they would double the value."""
    sql = "SELECT min(line), max(line) FROM staged GROUP BY key HAVING count(*) > 1 ORDER BY 2"
    pairs = con.execute(sql).fetchmany(10_000)
    return [
        BadRow(
            place=sheet.name, line=last, field=", ".join(plan.key[:5]), reason=f"are the same as in line {first}",
            mend="Drop one of them",
        )
        for first, last in pairs
    ]  # fmt: skip


def _keep(database: Path, staging: Path, sheet: Sheet, plan: Plan, tally: _Tally) -> Outcome:
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
