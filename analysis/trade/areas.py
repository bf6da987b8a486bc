"""Codes of countries in trade statistics to ISO 3166-1 alpha-3, and back for a request.

Comtrade and BACI number countries as ISO 3166-1 does, but for some (842 United States, 251 France, 757 Switzerland,
579 Norway, 699 India, 490 Taiwan); the US Census has numbers of its own, Comext letters. What differs stands in
data/areas.csv, the rest in the package iso3166. An area that is no country of today has an empty iso3.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from iso3166 import countries

AREAS = Path(__file__).resolve().parent / "data" / "areas.csv"
COMTRADE, CENSUS, COMEXT = "comtrade", "census", "comext"
NO_COUNTRY = "-"


@cache
def iso3_by_code(scheme: str) -> Mapping[str, str]:
    """Every code of a scheme (numbers without leading zeros for comtrade) to iso3; "" for what is no country."""
    known: dict[str, str] = {}
    if scheme == COMTRADE:
        known = {
            str(int(country.numeric)): country.alpha3 for country in countries if country.numeric.isdigit()
        }
    elif scheme == COMEXT:
        known = {country.alpha2: country.alpha3 for country in countries}
    with AREAS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["scheme"] == scheme:
                known[row["code"]] = "" if row["iso3"] == NO_COUNTRY else row["iso3"]
    return known


@cache
def comtrade_codes() -> Mapping[str, str]:
    """iso3 to the code that Comtrade uses today; EUU and ALL are known too."""
    codes = {country.alpha3: str(int(country.numeric)) for country in countries if country.numeric.isdigit()}
    with AREAS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            # Italy, Sudan and Germany have their ISO number today, the listed one is of older years
            if row["scheme"] == COMTRADE and row["iso3"] not in (NO_COUNTRY, "ITA", "SDN", "DEU"):
                codes[row["iso3"]] = row["code"]
    known = iso3_by_code(COMTRADE)
    # Monaco's number means something else, as its trade is France's
    return {iso3: code for iso3, code in codes.items() if known[code] == iso3}
