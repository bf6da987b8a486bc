"""Whom it hits: targets, objects and origins, by channel and grammar."""

import re
from typing import Final

from analysis.acts import PASSIVE
from analysis.clauses import word_after, word_before
from analysis.dealing import pick
from analysis.doers import is_judged, last_group
from analysis.matcher import PlaceHit
from analysis.members import (
    DISPUTE,
    DIVERSIFICATION,
    EXPORT_RESTRICTION,
    IMPORT_RESTRICTION,
    INVESTMENT,
    LOGISTICS,
    MARKET_ACCESS,
    MOBILITY,
    PROCUREMENT,
    SANCTIONS,
    TARIFF,
    TRADE_DEFENCE,
)
from analysis.roles import (
    DEST,
    OBJECT,
    ORIGIN,
    OTHER,
    OWNER,
    PARTNER,
    SOURCE,
    SUBJECT,
    TARGET,
    WITHIN,
    is_person,
)
from analysis.statement import Statement

# channels whose targets may stand after "to" or "into"
_TOWARDS: Final = frozenset((
    EXPORT_RESTRICTION, MOBILITY, LOGISTICS, SANCTIONS, INVESTMENT,
    TRADE_DEFENCE,
))  # fmt: skip
# channels whose targets may be where it is done: a plant in Hungary, suppliers in Thailand
_INTO: Final = frozenset((INVESTMENT, DIVERSIFICATION))
# these stop at the border what comes from elsewhere; nobody lays them on goods of his own
KEEPING_OUT: Final = frozenset((
    TARIFF, TRADE_DEFENCE, IMPORT_RESTRICTION, SANCTIONS,
))  # fmt: skip
BESTOWING: Final = frozenset(("grant", "give", "offer", "award", "allow", "promise"))
_ABOUT: Final = frozenset(("over", "regarding", "concerning", "about"))
_LISTED: Final = re.compile(r" (?:[\w-]+ ){0,3}(?:firms|companies|entities|groups|makers|institutes|universities)\b")
_FOR_MARKET: Final = re.compile(r" for (?:the )?$")


def struck_by(said: Statement) -> list[PlaceHit]:
    """Whom it hits, in the order of the text; who acts may be among them."""
    if said.channel is EXPORT_RESTRICTION:
        listed = [hit for hit in pick(said.roles, ORIGIN) if _LISTED.match(said.text, hit.end)] if said.act.cue else []
        # "put 28 American firms on its export control list"
        return pick(said.roles, TARGET, OBJECT, DEST, PARTNER) or listed
    if said.channel is DIVERSIFICATION and said.sign in ("barrier", "tie"):
        # "talks with Canberra to lessen its reliance on Beijing": the one that it leans on
        leant_on = [hit for hit in pick(said.roles, TARGET, SOURCE) if hit.start >= said.thing.end]
        if leant_on:
            return leant_on
    # "on Russian ships for carrying arms from Iran": a source is a target only where nothing else is
    hits = _not_merely_met(said, pick(said.roles, *_wanted(said)) or pick(said.roles, SOURCE))
    if said.channel is DISPUTE and not hits:
        # a complaint over Canada's quotas
        hits = [hit for hit in pick(said.roles, OTHER) if word_before(said.text, hit.start) in _ABOUT]
    is_passive_verb = said.act.relation == PASSIVE and said.act.cue is said.thing
    return [*hits, *last_group(said.text, pick(said.roles, SUBJECT))] if is_passive_verb else hits


def _wanted(said: Statement) -> list[str]:
    """The roles of those that an instrument of its channel hits."""
    wanted = [TARGET, OBJECT, ORIGIN, PARTNER]
    if said.channel in _TOWARDS:
        wanted.append(DEST)
    if said.channel is PROCUREMENT and said.act.lemma in BESTOWING:
        # "award contracts to American companies"
        wanted.append(DEST)
    if said.channel in _INTO:
        wanted.extend((DEST, WITHIN))
    if said.thing.words.startswith("reopen") or (said.thing.parts[0] == "route" and said.channel in KEEPING_OUT):
        # "has reopened to Brazilian chicken", "will reopen its ports to Mexican cattle"
        wanted.append(DEST)
    if said.channel is MARKET_ACCESS and ("open" in said.thing.words or said.thing.parts[0] == "market"):
        wanted.append(DEST)
    if said.thing.words.startswith(("from ", "off ")) or is_judged(said):
        wanted.append(OWNER)
    return wanted


def _not_merely_met(said: Statement, hits: list[PlaceHit]) -> list[PlaceHit]:
    """Those hit, without the market that goods are for and the officials to whom somebody speaks."""
    if said.channel is INVESTMENT:
        # "shift assembly for the American market to India": who buys the goods gains no plant
        return [hit for hit in hits if not _FOR_MARKET.search(said.text, said.clause.start, hit.start) or (
            word_after(said.text, hit.end) not in ("market", "markets", "customers", "buyers", "consumers")
        )]  # fmt: skip
    if said.channel in KEEPING_OUT:
        # "in contact with U.S. officials"
        met = {role.hit for role in said.roles if role.role == PARTNER and is_person(said.text, role.hit)}
        return [hit for hit in hits if hit not in met]
    return hits
