"""Lists that complete the measure before them: "The countries affected are Brazil, India and Japan"."""

import re
from typing import Final

from analysis.drafts import Draft
from analysis.matcher import PlaceHit, TermHit
from analysis.model import Slot, Span
from analysis.page import Page
from analysis.roles import is_list

_FEWEST_PLACES: Final = 3
# the measure is meant: by a pronoun, by name, or by what it does to the countries and goods that follow
_MEASURE: Final = (
    r"(?:tariffs?|duty|duties|lev(?:y|ies)|measures?|bans?|rules?|curbs?|restrictions?|sanctions|surcharges?|order|list|"
    r"proposal|decision|action|step|move)"
)
_STRUCK_BY: Final = (
    rf"(?:affected|targeted|concerned|involved|named|covered|listed|hit|on the list|in question)"
    rf"(?: by (?:the |these |those )?(?:[\w-]+ )?{_MEASURE})?"
)
_MEANT: Final = rf"(?:it|they|this|these|(?:the|its|that|a|their) (?:[\w-]+ ){{0,2}}{_MEASURE})"
_WOULD: Final = r"(?: would| will| could)?(?: also)?"
# "The countries affected are ", "It covers imports from "
_STRUCK: Final = re.compile(
    rf"\W*(?:among )?(?:(?:the )?(?:(?:affected|targeted) (?:countries|nations|economies)|"
    rf"(?:countries|nations|economies|origins) {_STRUCK_BY})(?: are| were| include| included|:)|"
    rf"{_MEANT}{_WOULD} (?:covers?|covered|appl(?:y|ies) to|applied to|targets?|targeted|hits?|affects?|names?)"
    rf"(?: [\w-]+)?(?: (?:imports|exports|shipments|goods|products|cargoes))?(?: from)?|"
    rf"{_MEANT}{_WOULD} (?:be )?(?:[a-z]+ed|imposed|laid) on (?:[\w-]+ ){{0,2}}from)(?: the)? ",
    re.IGNORECASE,
)
# "The targeted products include ", "The list covers "
_GOODS: Final = re.compile(
    rf"\W*(?:among )?(?:(?:(?:the |other )?(?:affected|impacted|targeted|listed|covered|proposed) "
    rf"(?:products|goods|items|imports|sectors|industries)|"
    rf"(?:the |other )?(?:products|goods|items|imports|industries|sectors) {_STRUCK_BY}){_WOULD} (?:are|were|include)|"
    rf"(?:(?:the )?(?:products|goods|items)|{_MEANT}){_WOULD} "
    rf"(?:includes?|included|covers?|covered|features?|ranges?|ranged|ranging))\b",
    re.IGNORECASE,
)
_OPEN: Final = ((), ("ALL",))


def complete(
    page: Page, last: Draft, sentence: int, places: list[PlaceHit], goods: list[TermHit]
) -> None:  # fmt: skip
    """Give the measure before the targets or sectors that a sentence without a measure of its own lists."""
    if not (goods or len(places) >= _FEWEST_PLACES):
        return
    start, end = page.sentences[sentence]
    found: list[Slot] = []
    if last.targets in _OPEN and len(places) >= _FEWEST_PLACES:
        run = _longest_run(page.text, places)
        others = [hit for hit in run if hit.place.iso3 not in last.implementers]
        if len(others) >= _FEWEST_PLACES - 1 and _STRUCK.fullmatch(page.text, start, run[0].start):
            last.targets = tuple(dict.fromkeys(hit.place.iso3 for hit in others))
            found.extend(Slot("target", hit.span) for hit in others)
    cue = _GOODS.match(page.text, start, end) if goods else None
    goods = [hit for hit in goods if cue and hit.start >= cue.end()]
    if goods:
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
