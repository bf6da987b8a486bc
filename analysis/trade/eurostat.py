"""Eurostat Comext: the CSV of its API (SDMX-CSV) and the bulk files full_v2_*.dat. Euros; exports FOB, imports CIF.

Euros become dollars at the rate that the user gives for the year; none is built in. Known traps: quantities stand
among the values of SDMX-CSV, period 202452 is the year 2024, withheld codes are written 27XXXXXX, Greece is GR.
"""

from collections.abc import Collection

from analysis.trade.areas import COMEXT
from analysis.trade.formats import (
    EXPORTS,
    IMPORTS,
    Check,
    Options,
    Plan,
    Skip,
    edition_of_year,
    number,
    stored_source,
)
from analysis.trade.model import FlowKind, Source, Valuation
from analysis.trade.sheets import Sheet, TradeDataError

_SDMX = ("reporter", "partner", "product", "flow", "indicators", "TIME_PERIOD", "OBS_VALUE")
_BULK = ("REPORTER", "PARTNER", "PRODUCT_NC", "FLOW", "PERIOD", "VALUE_EUR")
_OLD_BULK = ("DECLARANT_ISO", "PARTNER_ISO", "PRODUCT_NC", "FLOW", "PERIOD", "VALUE_IN_EUROS")
# what else tells rows of a bulk file apart
_APART = ("TRADE_TYPE", "PRODUCT_SITC", "STAT_PROCEDURE", "STAT_REGIME", "SUPPL_UNIT", "SUPP_UNIT")


def is_eurostat(header: Collection[str]) -> bool:
    """Whether a table has the columns of Comext."""
    return any(set(columns) <= set(header) for columns in (_SDMX, _BULK, _OLD_BULK))


def eurostat_plan(sheet: Sheet, options: Options) -> Plan:
    """How to read Comext; TradeDataError where the rate of the euro is missing."""
    rate = options.usd_per_eur
    if rate is None:
        raise TradeDataError(
            f"{sheet.name}: is in euros. Give --usd-per-eur RATE, dollars a euro, the average of the year."
        )
    return _sdmx_plan(rate) if set(_SDMX) <= set(sheet.header) else _bulk_plan(sheet, rate)


def _sdmx_plan(rate: float) -> Plan:
    year, month = "split_part(trim(TIME_PERIOD), '-', 1)", "split_part(trim(TIME_PERIOD), '-', 2)"
    return _plan(
        _SDMX, _SDMX, rate, year, f"CASE WHEN {month} = '' THEN 0 ELSE coalesce(try_cast({month} AS INTEGER), -1) END",
        skips=(
            Skip(reason="a quantity, no value", holds="trim(indicators) <> 'VALUE_IN_EUROS'"),
            Skip(reason="withheld by the source", holds="trim(OBS_VALUE) IN ('', ':')"),
        ),
    )  # fmt: skip


def _bulk_plan(sheet: Sheet, rate: float) -> Plan:
    columns = _BULK if set(_BULK) <= set(sheet.header) else _OLD_BULK
    month = "try_cast(substr(trim(PERIOD), 5) AS INTEGER)"
    key = (*columns[:-1], *(column for column in _APART if column in sheet.header))
    reporter, partner, product, flow, period, value = columns
    named = (reporter, partner, product, flow, "", period, value)
    month = f"CASE WHEN {month} = 52 THEN 0 ELSE coalesce({month}, -1) END"
    return _plan(named, (*key, value), rate, "substr(trim(PERIOD), 1, 4)", month, key=key)


def _plan(
    named: tuple[str, ...],
    wanted: tuple[str, ...],
    rate: float,
    year: str,
    month: str,
    *,
    skips: tuple[Skip, ...] = (),
    key: tuple[str, ...] = (),
) -> Plan:
    reporter, partner, product, flow, indicator, period, value = named
    number_of_year = f"try_cast({year} AS INTEGER)"
    return Plan(
        id="eurostat", scheme=COMEXT, wanted=wanted, year=number_of_year, month=month,
        reporter=f"trim({reporter})", partner=f"trim({partner})", code=f"trim({product})",
        usd=f"{number(value)} * {rate!r}",
        side=f"CASE trim({flow}) WHEN '1' THEN '{IMPORTS}' WHEN '2' THEN '{EXPORTS}' END",
        source=f"CASE trim({flow}) WHEN '1' THEN 'eurostat_imports' ELSE 'eurostat_exports' END",
        edition=edition_of_year(number_of_year), key=key or (reporter, partner, product, flow, indicator, period),
        columns={"year": period, "reporter": reporter, "partner": partner, "code": product, "usd": value},
        checks=(
            Check(column=flow, is_bad=f"trim({flow}) NOT IN ('1', '2')", reason="is neither 1 (import) nor 2 (export)",
                  mend="Take a file with both codes"),
            Check(column=period, is_bad=f"{month} NOT BETWEEN 0 AND 12", reason="is no month and no year",
                  mend="Write 2024, 2024-06, 202406 or 202452"),
        ),
        skips=skips, sources=_SOURCES, usd_per_eur=rate,
    )  # fmt: skip


_PUBLISHER = Source(
    id="eurostat",
    name="Eurostat Comext",
    attribution="Eurostat, Comext, international trade in goods",
    licence="Eurostat: reuse with attribution",
    url="https://ec.europa.eu/eurostat/comext/newxtweb/",
)
_SOURCES = (
    stored_source(_PUBLISHER, "exports", "exports", FlowKind.REPORTED_EXPORTS, Valuation.FOB),
    stored_source(_PUBLISHER, "imports", "imports", FlowKind.REPORTED_IMPORTS, Valuation.CIF),
)
