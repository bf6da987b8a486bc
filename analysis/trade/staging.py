"""Rows of one table checked and laid aside in a file of their own, as exporter, importer, product and value.

Nothing here touches the database of trade figures; a plan says what the columns mean.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from analysis.trade.areas import iso3_by_code
from analysis.trade.database import Connection, rows_of
from analysis.trade.formats import Check, Plan, literal
from analysis.trade.sheets import LINE, MOST_ROWS, BadRow, Sheet, TradeDataError

MOST_BAD = 100  # are listed; all are counted
# a column that the file has none of gets an odd name, lest it be taken for one of the file's
_SEEN = ("year_", "month_", "reporter_", "partner_", "code_", "usd_", "side_", "source_", "edition_")


@dataclass(slots=True)
class Tally:
    """What has been read of a table: rows, bad rows, rows passed over by reason with their dollars."""

    deadline: float
    row_count: int = 0
    bad: list[BadRow] = field(default_factory=list)
    bad_count: int = 0
    skipped: dict[str, tuple[int, float]] = field(default_factory=dict)

    def put_aside(self, bad: list[BadRow], count: int | None = None) -> None:
        """Bad rows, of which the first ones are kept; count is how many there are where bad holds only some."""
        self.bad_count += len(bad) if count is None else count
        self.bad += bad[: MOST_BAD - len(self.bad)]
        bad.clear()


def stage(con: Connection, sheet: Sheet, plan: Plan, tally: Tally, tell: Callable[[int], object]) -> None:
    """Fill the table `staged` of a connection; bad rows and rows passed over go to the tally.

    TradeDataError where a limit is passed or the file breaks off.
    """
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
    if plan.key and (count := _count_doubles(con)):
        tally.put_aside(_doubles(con, sheet, plan), count)
        # where bad rows are left out, the first of those that are alike counts
        con.execute("DELETE FROM staged WHERE line NOT IN (SELECT min(line) FROM staged GROUP BY key)")


def _within_limits(sheet: Sheet, tally: Tally) -> None:
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


def _count_skipped(con: Connection, plan: Plan, tally: Tally) -> None:
    sql = "SELECT skipped_, count(*), coalesce(sum(usd_), 0) FROM seen WHERE skipped_ IS NOT NULL GROUP BY 1 ORDER BY 1"
    for reason, count, usd in rows_of(con, sql):
        before, value = tally.skipped.get(reason, (0, 0.0))
        tally.skipped[reason] = (before + count, value + usd)


def _count_doubles(con: Connection) -> int:
    return int(rows_of(con, "SELECT count(*) - count(DISTINCT key) FROM staged")[0][0])


def _doubles(con: Connection, sheet: Sheet, plan: Plan) -> list[BadRow]:
    """The first rows that say again what an earlier one said: added up they would double the value."""
    sql = (
        "SELECT first, line FROM (SELECT line, min(line) OVER (PARTITION BY key) AS first FROM staged) "
        f"WHERE line > first ORDER BY line LIMIT {MOST_BAD}"
    )
    return [
        BadRow(
            place=sheet.name, line=last, field=", ".join(plan.key[:5]), reason=f"are the same as in line {first}",
            mend="Drop one of them",
        )
        for first, last in rows_of(con, sql)
    ]  # fmt: skip
