"""Which sector a code of a trade or industry classification belongs to: the longest prefix that is listed wins.

HS codes are looked up by 6, then 4, then 2 digits; every chapter has a default, 98 and 99 (national lines) are
`unspecified`, which is no sector. ISIC Rev. 4, NAICS 2022 and EBOPS 2010 codes are listed in the same way; what has no
sector of ours (public services, health) is `unspecified` too. Data: data/hs_to_sector.csv and
data/industry_to_sector.csv, written for this project.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.errors import AnalysisError
from analysis.trade.model import UNSPECIFIED

DATA = Path(__file__).resolve().parent / "data"
SCHEMES = ("isic4", "naics2022", "ebops2010")
_HS_LENGTHS = (6, 4, 2)


class CrosswalkError(AnalysisError):
    """A code that belongs to no sector because its classification does not know it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """Prefixes to sector ids: of the HS, and of each industry classification by the name of its scheme."""

    hs: Mapping[str, str]
    industries: Mapping[str, Mapping[str, str]]

    def sector_of_hs(self, code: str) -> str:
        """The sector of an HS code of 2, 4 or 6 digits or a longer national one; CrosswalkError where there is none."""
        if not (code.isascii() and code.isdigit() and len(code) >= 2):
            raise CrosswalkError(
                f"{code!r} is no HS code: write 2, 4 or 6 digits, the leading zero included."
            )
        for length in _HS_LENGTHS:
            if (sector := self.hs.get(code[:length])) is not None:
                return sector
        raise CrosswalkError(f"{code!r} is in no chapter of the HS: check for a lost leading zero.")

    def hs_codes_of(self, sector: str) -> tuple[str, ...]:
        """The HS prefixes of a sector in order; what a longer prefix of another sector names is none of it."""
        return tuple(sorted(prefix for prefix, owner in self.hs.items() if owner == sector))

    @property
    def sectors(self) -> frozenset[str]:
        """Every sector that a code of goods or of an industry belongs to."""
        named = {sector for table in self.industries.values() for sector in table.values()}
        return (self.goods | named) - {UNSPECIFIED}

    @property
    def goods(self) -> frozenset[str]:
        """The sectors that goods belong to; trade of the others is in services and stands in no goods figures."""
        return frozenset(self.hs.values()) - {UNSPECIFIED}


@cache
def load_crosswalk() -> Crosswalk:
    """The project's own crosswalk, read once."""
    industries: dict[str, dict[str, str]] = {scheme: {} for scheme in SCHEMES}
    for row in read_table("industry_to_sector.csv"):
        industries[row["scheme"]][row["prefix"]] = row["sector"]
    hs = {row["prefix"]: row["sector"] for row in read_table("hs_to_sector.csv")}
    return Crosswalk(hs=hs, industries=industries)


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a table in data/, by the names of its columns."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t" if name.endswith(".tsv") else ","))
