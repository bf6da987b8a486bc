"""CEPII BACI: one CSV a year with t,i,j,k,v,q. Values are thousands of current US dollars, FOB, reconciled.

Known traps: k has lost its leading zeros, q is padded and may be NA (it is not read), i and j are Comtrade's codes.
The edition of the HS stands in the name of the file only: BACI_HS22_Y2024_V202601.csv.
"""

import re
from collections.abc import Collection

from analysis.trade.areas import COMTRADE
from analysis.trade.formats import (
    EDITIONS,
    RECONCILED,
    Check,
    Options,
    Plan,
    StoredSource,
    edition_name,
    literal,
    number,
)
from analysis.trade.model import FlowKind, Source, Valuation
from analysis.trade.sheets import Sheet, TradeDataError

_COLUMNS = ("t", "i", "j", "k", "v")
_EDITION = re.compile(r"HS(92|96|02|07|12|17|22)(?!\d)", re.I)
_VERSION = re.compile(r"V(\d{4,6}[a-z]?)(?![\da-z])", re.I)
_YEAR = re.compile(r"_Y(\d{4})(?!\d)", re.I)


def is_baci(header: Collection[str]) -> bool:
    """Whether a table has BACI's columns."""
    return set(_COLUMNS) <= set(header)


def baci_plan(sheet: Sheet, options: Options) -> Plan:
    """How to read a file of BACI; TradeDataError where its name does not tell the edition of the HS."""
    found = _EDITION.search(sheet.name)
    digits = options.hs_edition or (found[1] if found else "")
    if found and found[1] != digits:
        raise TradeDataError(
            f"{sheet.name}: the name says HS{found[1]}, --hs-edition says {digits}. Leave the option out, or rename "
            "the file."
        )
    if digits not in EDITIONS:
        raise TradeDataError(
            f"{sheet.name}: the name does not tell the HS edition. Give --hs-edition 22 (or {', '.join(EDITIONS)})."
        )
    version = _VERSION.search(sheet.name)
    year = _YEAR.search(sheet.name)
    tag = f"HS{digits}" + (f", V{version[1]}" if version else "")
    source = Source(
        id="_".join(filter(None, ("baci", f"hs{digits}", f"v{version[1].lower()}" if version else ""))),
        name=f"CEPII BACI ({tag})",
        attribution=f"CEPII, BACI ({tag}), Gaulier & Zignago (2010), Licence Ouverte Etalab 2.0",
        licence="Licence Ouverte Etalab 2.0",
        url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
    )
    checks: tuple[Check, ...] = ()
    if year:
        is_other = f"trim(t) <> '{year[1]}'"
        checks = (
            Check(
                column="t",
                is_bad=is_other,
                reason=f"is not {year[1]}, the year in the file's name",
                mend="Rename it",
            ),
        )
    return Plan(
        id="baci", scheme=COMTRADE, wanted=_COLUMNS, key=("t", "i", "j", "k"), replaces_pairs=True,
        hs_edition=edition_name(digits),
        year="try_cast(trim(t) AS INTEGER)", month="0",
        reporter="ltrim(trim(i), '0')", partner="ltrim(trim(j), '0')",
        # 10599 is 010599
        code="CASE WHEN length(trim(k)) BETWEEN 4 AND 6 THEN lpad(trim(k), 6, '0') ELSE trim(k) END",
        usd=f"{number('v')} * 1000", side=literal(RECONCILED), source=literal(source.id),
        edition=literal(edition_name(digits)), checks=checks,
        columns={"year": "t", "reporter": "i", "partner": "j", "code": "k", "usd": "v"},
        sources=(StoredSource(source=source, kind=FlowKind.RECONCILED, valuation=Valuation.FOB),),
    )  # fmt: skip
