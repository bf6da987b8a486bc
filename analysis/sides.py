"""The two sides of what is no act of one against another: a deal, a dispute, a charge that is faced or paid."""

import re
from typing import Final

from analysis.acts import ACTIVE, ALONE, BARE, PASSIVE, SELF
from analysis.dealing import Parties, pick
from analysis.matcher import PlaceHit
from analysis.members import DISPUTE, SUBSIDY, TRADE_AGREEMENT, UNCERTAINTY
from analysis.roles import (
    AGENT,
    DEST,
    OBJECT,
    ORIGIN,
    OWNER,
    PAIR,
    PARTNER,
    SOURCE,
    SUBJECT,
    TARGET,
    WITHIN,
    Role,
)
from analysis.rulings import is_sued, sides_in
from analysis.statement import Statement

_UNDOING: Final = frozenset(("end", "suspend", "reduce"))
_PAYING: Final = frozenset(("face", "pay", "subject", "lose", "carry", "attract", "incur"))
_CHARGING: Final = frozenset((WITHIN, DEST, SOURCE, OWNER))
_FELT: Final = (
    "unable to ", "cannot ", "can t ", "could not ", "hard to ", "harder to ", "impossible to ", "difficult to ",
    "left guessing", "in the dark", "no idea ", "not know", "nobody ", "no one ", "keep guessing", "kept guessing",
    "wait", "await", "know ", "knew ",
)  # fmt: skip
_IMPORTERS: Final = re.compile(r"\W*(?:[\w-]+ ){0,2}[Ii]mporters\b")


def partners(said: Statement) -> Parties | None:
    """Those that have a deal with each other; who undoes it acts."""
    if said.channel is not TRADE_AGREEMENT:
        return None
    # "talks between Canberra and Brussels collapsed"
    is_ended_by_itself = said.act.relation in (ALONE, PASSIVE) and bool(pick(said.roles, PAIR))
    if said.act.action in _UNDOING and not is_ended_by_itself:
        return None
    return _partners(said.roles, is_owned=said.act.relation == BARE)


def opponents(said: Statement) -> Parties | None:
    """Those that have a dispute, and whoever is the cause of uncertainty."""
    if said.channel is UNCERTAINTY:
        # "has left German makers unable to plan": they suffer it
        return Parties([], [], "") if said.thing.words.startswith(_FELT) else _opponents(said)
    return _opponents(said) if said.channel is DISPUTE and said.act.relation == BARE else None


def payers(said: Statement) -> Parties | None:
    """Who faces or pays it is hit, unless it is paid out."""
    act = said.act
    if act.use != "payer" or said.channel is SUBSIDY:
        return None
    is_itself = act.relation == SELF or (act.relation == PASSIVE and act.cue is said.thing)
    return _payers(said) if is_itself or (act.relation == ACTIVE and act.lemma in _PAYING) else None


def _partners(roles: list[Role], *, is_owned: bool) -> Parties:
    if is_owned and (pick(roles, PAIR) or pick(roles, OWNER)):
        # "Irish farmers protest against the EU's deal with Brazil": a deal is of those that are named as its own
        return Parties(pick(roles, PAIR, OWNER, PARTNER), [], "partners")
    hits = pick(roles, SUBJECT, OWNER, PARTNER, PAIR, AGENT, OBJECT, DEST, WITHIN, ORIGIN, SOURCE)
    return Parties(hits, [], "partners")


def _opponents(said: Statement) -> Parties:
    roles = said.roles
    sued = [role.hit for role in roles if said.channel is DISPUTE and _is_taken_to_court(said, role.hit)]
    if sued:
        return Parties([hit for hit in pick(roles, SUBJECT, OWNER) if hit not in sued], sued, "opponents")
    if said.channel is DISPUTE and said.thing.words.startswith("to "):
        # "Brazil took its complaint over U.S. tariffs to the WTO": what is complained of is not the WTO's
        return Parties(pick(roles, SUBJECT, AGENT), pick(roles, OWNER, TARGET, PARTNER), "opponents")
    is_case = said.channel is DISPUTE
    clause = said.clause
    complaining = sides_in(said.text, clause.start, clause.end, said.places, clause.hints).plaintiff if is_case else ""
    if complaining:
        # "a complaint by Malaysia that EU limits are unfair"
        hits = [role.hit for role in roles]
        others = [hit for hit in hits if hit.place.iso3 != complaining]
        return Parties([hit for hit in hits if hit.place.iso3 == complaining], others, "opponents")
    doers = pick(roles, PAIR, OWNER) or pick(roles, SUBJECT, AGENT)
    partners, struck = pick(roles, PARTNER), pick(roles, TARGET)
    if said.channel is DISPUTE and not doers:
        # complaints from many countries
        doers = [hit for hit in pick(roles, SOURCE) if hit.start >= said.thing.end]
    if doers or not partners:
        # "tariffs aimed at China add to uncertainty": China is no cause of it
        return Parties(doers, [*partners, *struck], "opponents")
    return Parties(partners, struck, "opponents")


def _is_taken_to_court(said: Statement, hit: PlaceHit) -> bool:
    return hit.end <= said.thing.start and is_sued(said.text, said.clause.start, hit, said.clause.hints)


def _payers(said: Statement) -> Parties:
    """Whoever faces or pays it is the target; where or by whom it is charged is the implementer."""
    place = said.act.cue.start if said.act.cue else 0
    payers = [role.hit for role in said.roles if role.role in (ORIGIN, SOURCE, OWNER) and role.hit.start < place]
    charging = [other.hit for other in said.roles if other.role in _CHARGING and other.hit.start > place]
    inside = [role.hit for role in said.roles if role.role == WITHIN and role.hit.start < place]
    # a leader or a ministry tells of a duty and pays none
    subjects = [hit for hit in pick(said.roles, SUBJECT) if hit.place.kind not in ("leader", "office")]
    if inside and _IMPORTERS.match(said.text, said.clause.start):
        # "importers in Nigeria pay a levy": at home
        return Parties(inside, [hit for hit in payers if hit not in inside], "importers pay at home")
    targets = payers or subjects or pick(said.roles, ORIGIN) or inside
    charging = [*pick(said.roles, AGENT), *charging]
    if not charging and (targets or said.flow == "import"):
        # "Trump said imports of cars are subject to": who announces it charges it, unless it is its own goods
        paying = {hit.place.iso3 for hit in targets}
        leaders = [hit for hit in pick(said.roles, SUBJECT) if hit not in subjects]
        charging = [hit for hit in leaders if hit.place.iso3 not in paying]
    return Parties(charging, targets, "payer is the target")
