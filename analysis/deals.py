"""What the article has told of a deal: its partners, what they give each other, and who stands behind a bloc."""

import re
from typing import Final

from analysis.clauses import word_before
from analysis.context import Context
from analysis.hinted import Hinted
from analysis.members import (
    IMPORT_RESTRICTION,
    MARKET_ACCESS,
    MOBILITY,
    PROCUREMENT,
    STANDARDS,
    TARIFF,
    TRADE_AGREEMENT,
)
from analysis.statement import Statement

GIVEN_BY_DEALS: Final = frozenset((
    TARIFF, IMPORT_RESTRICTION, MARKET_ACCESS, MOBILITY, STANDARDS,
    PROCUREMENT,
))  # fmt: skip
_LIFTING: Final = frozenset(("end", "suspend", "reduce"))
_BY_DEAL: Final = re.compile(r"\b(?:deal|agreement|pact|accord|truce) (?:[\w-]+ ){0,5}to (?:\w+ly )?$")
_UNDER_DEAL: Final = Hinted(
    re.compile(
        r"[\s\"“'‘]*Under (?:the |this |that |its |a |terms of the )(?:(?!,)[\w.’'–—-]+ ){0,6}?"
        r"(?:agreement|deal|pact|accord)\b",
        re.IGNORECASE,
    ),
    "under ",
)
# trade blocs that act through their members
_MEMBERS: Final = {
    "MERCOSUR": ("ARG", "BRA", "PRY", "URY"),
    "EFTA": ("CHE", "ISL", "LIE", "NOR"),
    "CPTPP": ("AUS", "BRN", "CAN", "CHL", "GBR", "JPN", "MEX", "MYS", "NZL", "PER", "SGP", "VNM"),
}  # fmt: skip


def with_members(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes with the members in the place of their bloc."""
    if _MEMBERS.keys().isdisjoint(codes):
        return codes
    return tuple(dict.fromkeys(iso3 for code in codes for iso3 in _MEMBERS.get(code, (code,))))


def is_by_deal(said: Statement) -> bool:
    """"Britain clinched a deal to remove those tariffs": whether a deal takes away what the clause names."""
    if said.act.cue is None or said.act.action not in _LIFTING:
        return False
    return _BY_DEAL.search(said.text, said.clause.start, said.act.cue.start) is not None


def given_by_deal(said: Statement, context: Context) -> tuple[str, ...]:
    """The partners of the deal by which the clause says that something is opened: "the pact will cut duties"."""
    is_opened = said.sign == "opening" or said.act.action in ("reduce", "end", "suspend", "open")
    deal = context.last(TRADE_AGREEMENT)
    if said.channel not in GIVEN_BY_DEALS or not is_opened or deal is None or len(deal.implementers) < 2:
        return ()
    is_named = any(cue.parts[0] == TRADE_AGREEMENT for cue in said.clause.instruments)
    is_its_own = said.clause.opener in ("that will", "that would", "which") and (
        # "after which it will no longer enjoy"
        word_before(said.text, said.clause.start) not in ("after", "before", "until", "since")
    )
    return deal.implementers if is_named or is_its_own else ()


def given_by_last_deal(said: Statement, context: Context) -> tuple[str, ...]:
    """"The quota of beef will rise", in an article on a deal: what its two partners give."""
    last, deal = context.last(), context.last(TRADE_AGREEMENT)
    is_opened = said.act.action in ("reduce", "end", "suspend", "open") or (
        said.thing.parts[1] == "quota" and said.act.action == "increase"
    )
    if not is_opened or deal is None or last is None or len(deal.implementers) != 2:
        return ()
    is_told = last is deal or (last.channel in GIVEN_BY_DEALS and set(last.implementers) <= set(deal.implementers))
    is_given = said.channel in (TARIFF, IMPORT_RESTRICTION) and is_told
    return deal.implementers if is_given and context.last(said.channel) is None else ()


def partners_under(said: Statement, implementers: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """"Under the U.S.-Korea agreement, Washington will keep its tariff": on the partner of the deal."""
    if not implementers:
        return ()
    head = _UNDER_DEAL.match(said.text, said.clauses[0].start, len(said.text), said.clause.hints)
    if head is None:
        return ()
    named = [hit.place.iso3 for hit in said.places if hit.start >= head.start() and hit.end <= head.end()]
    deal = context.last(TRADE_AGREEMENT)
    partners = tuple(named) or (deal.implementers if deal else ())
    if not set(implementers) <= set(partners):
        return ()
    return tuple(dict.fromkeys(iso3 for iso3 in partners if iso3 not in implementers))
