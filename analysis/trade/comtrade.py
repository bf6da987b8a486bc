"""UN Comtrade: the records of its API and of its web download. US dollars; exports FOB, imports CIF or FOB.

Known traps: a line per second partner, mode of transport and customs procedure beside their total (only totals are
kept, else values double), re-exports and re-imports beside exports and imports (they are part of them).
"""

from collections.abc import Collection

from analysis.trade.areas import COMTRADE
from analysis.trade.formats import (
    Check,
    Options,
    Plan,
    Skip,
    edition_name,
    number,
    stored_source,
)
from analysis.trade.model import FlowKind, Source, Valuation
from analysis.trade.sheets import Sheet

ATTRIBUTION = "UN Comtrade Database, United Nations Statistics Division"
LICENCE = "UN Comtrade terms: internal use; passing figures on needs written permission of the UN"
_NEEDED = (
    "refYear", "reporterCode", "partnerCode", "partner2Code", "classificationCode", "cmdCode", "flowCode",
    "customsCode", "motCode", "primaryValue",
)  # fmt: skip
_WELCOME = ("typeCode", "freqCode", "refMonth", "cifvalue", "fobvalue")
_EDITIONS = {
    f"H{at}": edition_name(digits) for at, digits in enumerate(("92", "96", "02", "07", "12", "17", "22"))
}


def is_comtrade(header: Collection[str]) -> bool:
    """Whether a table has the fields of Comtrade records."""
    return set(_NEEDED) <= set(header)


def comtrade_plan(sheet: Sheet, _options: Options, *, is_whole_reply: bool = False) -> Plan:
    """How to read Comtrade records; a whole reply replaces what was held of the pair."""
    wanted = (*_NEEDED, *(column for column in _WELCOME if column in sheet.header))
    # some reporters (Canada, Australia) record imports free on board; their records have no CIF value
    is_fob = (
        "trim(cifvalue) = '' AND trim(fobvalue) <> ''" if {"cifvalue", "fobvalue"} <= set(wanted) else "false"
    )
    month = "0"
    if {"freqCode", "refMonth"} <= set(wanted):
        month = "CASE WHEN freqCode = 'M' THEN try_cast(refMonth AS INTEGER) ELSE 0 END"
    skips = [
        Skip(reason="a second partner (part of a total)", holds="trim(partner2Code) NOT IN ('0', '')"),
        Skip(reason="a mode of transport (part of a total)", holds="trim(motCode) NOT IN ('0', '')"),
        Skip(reason="a customs procedure (part of a total)", holds="trim(customsCode) NOT IN ('C00', '')"),
        Skip(
            reason="re-exports and the like (part of exports or imports)",
            holds="trim(flowCode) NOT IN ('X', 'M')",
        ),
    ]
    if "typeCode" in wanted:
        skips.append(Skip(reason="services", holds="typeCode = 'S'"))
    editions = " ".join(f"WHEN '{code}' THEN '{name}'" for code, name in _EDITIONS.items())
    return Plan(
        id="comtrade", scheme=COMTRADE, wanted=wanted,
        year="try_cast(trim(refYear) AS INTEGER)", month=month,
        reporter="coalesce(nullif(ltrim(trim(reporterCode), '0'), ''), '0')",
        partner="coalesce(nullif(ltrim(trim(partnerCode), '0'), ''), '0')",
        code="trim(cmdCode)", usd=number("primaryValue"), side="trim(flowCode)",
        source=f"CASE WHEN trim(flowCode) = 'X' THEN 'comtrade_exports' WHEN {is_fob} THEN 'comtrade_imports_fob' "
        "ELSE 'comtrade_imports' END",
        edition=f"CASE trim(classificationCode) {editions} END",
        columns={"year": "refYear", "reporter": "reporterCode", "partner": "partnerCode", "code": "cmdCode",
                 "usd": "primaryValue"},
        key=tuple(column for column in wanted if column not in ("primaryValue", "cifvalue", "fobvalue")),
        checks=(
            Check(
                column="classificationCode", is_bad=f"trim(classificationCode) NOT IN {tuple(_EDITIONS)}",
                reason="is no edition of the HS (H0 to H6)", mend="Ask for HS figures",
            ),
        ),
        skips=tuple(skips), sources=_SOURCES, replaces_pairs=is_whole_reply,
    )  # fmt: skip


_PUBLISHER = Source(
    id="comtrade",
    name="UN Comtrade",
    attribution=ATTRIBUTION,
    licence=LICENCE,
    url="https://comtradeplus.un.org",
)
_SOURCES = (
    stored_source(
        _PUBLISHER, "exports", "as reported by exporters", FlowKind.REPORTED_EXPORTS, Valuation.FOB
    ),
    stored_source(
        _PUBLISHER, "imports", "as reported by importers", FlowKind.REPORTED_IMPORTS, Valuation.CIF
    ),
    stored_source(
        _PUBLISHER, "imports_fob", "as reported by importers, FOB", FlowKind.REPORTED_IMPORTS, Valuation.FOB
    ),
)
