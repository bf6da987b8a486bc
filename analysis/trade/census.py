"""US Census Bureau, international trade by HS code: the JSON or CSV of its API. US dollars, the United States report.

Imports are customs values (for consumption, else general), exports FAS with re-exports. Known traps: every value is
text, country codes are the Census's own and groups of countries stand among them, _YR columns are year to date.
"""

from collections.abc import Collection

from analysis.trade.areas import CENSUS
from analysis.trade.formats import (
    EXPORTS,
    IMPORTS,
    Check,
    Options,
    Plan,
    Skip,
    edition_of_year,
    literal,
    number,
    stored_source,
)
from analysis.trade.model import FlowKind, Source, Valuation
from analysis.trade.sheets import Sheet, TradeDataError

_CODES = {"E_COMMODITY": EXPORTS, "I_COMMODITY": IMPORTS}
# what is taken where a file has several: a year before months, imports for consumption before general imports
_VALUES = {
    "ALL_VAL_YR": "exports", "ALL_VAL_MO": "exports", "CON_VAL_YR": "imports", "CON_VAL_MO": "imports",
    "GEN_VAL_YR": "general_imports", "GEN_VAL_MO": "general_imports",
}  # fmt: skip


def is_census(header: Collection[str]) -> bool:
    """Whether a table has the columns of the Census API."""
    return bool(_CODES.keys() & set(header)) and "CTY_CODE" in header


def census_plan(sheet: Sheet, _options: Options) -> Plan:
    """How to read Census figures; TradeDataError where value or time are missing."""
    code = next(column for column in _CODES if column in sheet.header)
    side = _CODES[code]
    value = next(
        (c for c, kind in _VALUES.items() if c in sheet.header and (kind == "exports") == (side == EXPORTS)),
        "",
    )
    if not value:
        raise TradeDataError(f"{sheet.name}:1: has no column of values. Ask for one of {', '.join(_VALUES)}.")
    times: tuple[str, ...]
    if "time" in sheet.header:
        times, year, month = ("time",), "split_part(trim(time), '-', 1)", "split_part(trim(time), '-', 2)"
    elif {"YEAR", "MONTH"} <= set(sheet.header):
        times, year, month = ("YEAR", "MONTH"), "trim(YEAR)", "trim(MONTH)"
    else:
        raise TradeDataError(f"{sheet.name}:1: has no column time. Ask for it, or for YEAR and MONTH.")
    month = f"try_cast({month} AS INTEGER)"
    skips = [
        Skip(
            reason="a group of countries",
            holds="trim(CTY_CODE) SIMILAR TO '.*X.*|00[0-9]{2}' AND trim(CTY_CODE) <> '0003'",
        )
    ]
    if value.endswith("_YR"):
        skips.append(Skip(reason="year to date before December", holds=f"{month} BETWEEN 1 AND 11"))
        month = f"CASE WHEN {month} = 12 THEN 0 ELSE {month} END"
    source = _SOURCES[_VALUES[value]]
    return Plan(
        id="census", scheme=CENSUS, wanted=(*times, "CTY_CODE", code, value),
        year=f"try_cast({year} AS INTEGER)", month=month, reporter="'1000'", partner="trim(CTY_CODE)",
        code=f"trim({code})", usd=number(value), side=literal(side), source=literal(source.source.id),
        edition=edition_of_year(f"try_cast({year} AS INTEGER)"), key=(*times, "CTY_CODE", code),
        columns={"year": times[0], "reporter": "CTY_CODE", "partner": "CTY_CODE", "code": code, "usd": value},
        checks=(
            Check(column=times[-1], is_bad=f"coalesce({month}, -1) NOT BETWEEN 0 AND 12", reason="is no month",
                  mend="Write it as 2024-06"),
        ),
        skips=tuple(skips), sources=(source,),
    )  # fmt: skip


_PUBLISHER = Source(
    id="census",
    name="US Census Bureau",
    attribution="US Census Bureau, International Trade in Goods",
    licence="US government work (public domain)",
    url="https://www.census.gov/foreign-trade/",
)
_SOURCES = {
    "exports": stored_source(
        _PUBLISHER, "exports", "exports, re-exports included", FlowKind.REPORTED_EXPORTS, Valuation.FAS
    ),
    "imports": stored_source(
        _PUBLISHER, "imports", "imports for consumption", FlowKind.REPORTED_IMPORTS, Valuation.CUSTOMS_VALUE
    ),
    "general_imports": stored_source(
        _PUBLISHER, "general_imports", "general imports", FlowKind.REPORTED_IMPORTS, Valuation.CUSTOMS_VALUE
    ),
}
