"""Country names, capitals, demonyms, leaders -> the countries that play a part. Knows names, weighs where they stand.

Names are in lexicon/places.tsv and, for plain country names, in CLDR (Babel). A hit is first settled: traps go, names
that may be something else (Georgia, Jordan, Turkey) are judged by their neighbours. What is left is weighed.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.core import get_global

from analysis.errors import LexiconError
from analysis.folding import fold, fold_phrase
from analysis.matcher import PlaceHit, PlaceName
from analysis.model import PlaceReading, Span
from analysis.page import Page

PLACES = Path(__file__).resolve().parent / "lexicon" / "places.tsv"
COLUMNS = ("iso3", "kind", "case", "phrases", "note")
KINDS = frozenset("country demonym capital office leader bloc subnational trap".split())
CASES = frozenset(("any", "cased", "lower"))
NO_COUNTRY = "-"
_TAKES_PLURAL = tuple("niorbkt")


@lru_cache(maxsize=1)
def load_places(path: Path = PLACES) -> tuple[PlaceName, ...]:
    """All names of places, each folded phrase once; LexiconError with every problem of the file at once."""
    names: dict[str, PlaceName] = {}
    for name in _listed_names(path):
        names.setdefault(name.folded, name)
    for name in _cldr_names():
        names.setdefault(name.folded, name)
    return tuple(names.values())


def _listed_names(path: Path) -> Iterator[PlaceName]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        iso3, kind, case, phrases, *_ = line.split("\t")
        if iso3 == "iso3":
            continue
        for phrase in phrases.split(";"):
            for form in _forms(phrase.strip(), kind):
                yield PlaceName(form, "" if iso3 == NO_COUNTRY else iso3, kind, case)


def _forms(phrase: str, kind: str) -> Iterator[str]:
    close = fold_phrase(phrase)
    yield close
    loose = fold(phrase).padded.strip()
    if loose != close:
        yield loose
    if kind == "demonym" and close.endswith(_TAKES_PLURAL):
        yield f"{close}s"


def _cldr_names() -> Iterator[PlaceName]:
    territories = Locale("en").territories
    for iso3, codes in sorted(get_global("territory_aliases").items()):
        if len(iso3) == 3 and iso3.isalpha() and len(codes) == 1 and iso3[0] not in "QX" and codes[0] in territories and iso3 not in "DDR BUR FXX TMP YMD ZAR ZZZ".split():
            name = territories[codes[0]].replace(" SAR China", "").replace("&", "and")
            yield PlaceName(fold_phrase(name), iso3, "country")


def iso3_of(hit: PlaceHit) -> str:
    return hit.place.iso3


def settle_places(page: Page, hits: list[PlaceHit]) -> list[PlaceHit]:
    return [h for h in hits if h.place.iso3 and (h.place.case != "cased" or page.text[h.start:h.end].isupper())]


def read_places(page: Page, hits: list[PlaceHit]) -> tuple[PlaceReading, ...]:
    found: dict[str, list[Span]] = {}
    for hit in settle_places(page, hits):
        found.setdefault(hit.place.iso3, []).append(Span(hit.start, hit.end))
    return tuple(PlaceReading(iso3=i, evidence=tuple(e)) for i, e in found.items())
