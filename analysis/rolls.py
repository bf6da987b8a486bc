"""Lists that complete the measure before them: "The countries affected are Brazil, India and Japan"."""

import re
from typing import Final

from analysis.drafts import Draft
from analysis.hinted import Hinted
from analysis.matcher import PlaceHit, TermHit
from analysis.model import Slot, Span
from analysis.page import Page
from analysis.roles import is_list

_FEWEST_PLACES: Final = 3
# what says that the countries of the list are those that are hit
_STRUCK: Final = re.compile(
    r"\b(?:(?:imports|exports|shipments|goods|products|steel|cargoes) from|(?:countries|nations|economies|origins) "
    r"(?:affected|targeted|concerned|involved|named|covered|hit|in question)|(?:affected|targeted) "
    r"(?:countries|nations)|(?:covers?|covered|appl(?:y|ies) to|applied to|targets?|names?)) ",
    re.IGNORECASE,
)
# what says that the goods of the list are those that are hit
_GOODS: Final = Hinted(re.compile(
    r"\b(?:(?:affected|impacted|targeted|listed|covered|proposed) (?:products|goods|items|imports|sectors|industries)|"
    r"(?:products|goods|items|imports|industries|sectors) (?:affected|targeted|covered|hit|on the list|in question)|"
    r"(?:the|its|that|a) (?:\w+ )?list (?:includes?|included|covers?|covered|ranges?|features?)|"
    r"(?:products|goods|items) (?:would |will |could )?(?:include|range from|ranging from))\b",
    re.IGNORECASE,
), "affected", "impacted", "targeted", "listed", "covered", "proposed", " hit", " list", "in question", " include",
    " range ", " ranging ",
)  # fmt: skip
_OPEN: Final = ((), ("ALL",))


def complete(
    page: Page, last: Draft | None, sentence: int, places: list[PlaceHit], goods: list[TermHit]
) -> None:  # fmt: skip
    """Give the measure before the targets or sectors that a sentence without a measure of its own lists."""
    if last is None or not (goods or len(places) >= _FEWEST_PLACES):
        return
    start, end = page.sentences[sentence]
    found: list[Slot] = []
    if last.targets in _OPEN and len(places) >= _FEWEST_PLACES and _STRUCK.search(page.text, start, end):
        run = [hit for hit in _longest_run(page.text, places) if hit.place.iso3 not in last.implementers]
        if len(run) >= _FEWEST_PLACES - 1:
            last.targets = tuple(dict.fromkeys(hit.place.iso3 for hit in run))
            found.extend(Slot("target", hit.span) for hit in run)
    if goods and _GOODS.search(page.text, start, end):
        last.sectors = tuple(dict.fromkeys((*(last.sectors if last.is_bound else ()), *_sectors(goods))))
        last.is_bound = True
        found.extend(Slot("sector", hit.span) for hit in goods)
    if found:
        last.evidence.append(Span(start, end))
        last.slots.extend(found)
        last.rules.append("completed by the list that follows")


def _sectors(goods: list[TermHit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.term.sector for hit in goods))


def _longest_run(text: str, places: list[PlaceHit]) -> list[PlaceHit]:
    best: list[PlaceHit] = []
    run: list[PlaceHit] = []
    for hit in places:
        run = [*run, hit] if run and is_list(text, run[-1], hit) else [hit]
        if len(run) > len(best):
            best = run
    return best
