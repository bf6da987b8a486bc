"""Roles to parts: who does it and whom it hits, by channel and grammar, within one clause."""

import re
from typing import Final

from analysis.acts import ACTIVE, ALONE, BARE, BEING
from analysis.clauses import word_before
from analysis.dealing import Parties, asked_for_access, buyer_and_seller, by_construction, pick
from analysis.doers import TAKEN_OVER, doers_of, implied_doers
from analysis.gates import (
    accepting,
    crossing,
    cut_off,
    entering,
    importing,
    obliging,
    opened,
    people_let_in,
    shut_out,
    travelling,
)
from analysis.hinted import Hinted
from analysis.matcher import PlaceHit
from analysis.members import (
    EXPORT_RESTRICTION,
    IMPORT_RESTRICTION,
    MOBILITY,
    PURCHASES,
    SANCTIONS,
    STANDARDS,
    SUBSIDY,
)
from analysis.plain_verbs import SHUNNED
from analysis.refusing import GOT, objected
from analysis.roles import AGENT, DEST, OBJECT, ORIGIN, OWNER, SOURCE, SUBJECT, TARGET, WITHIN
from analysis.sides import opponents, partners, payers
from analysis.statement import Statement
from analysis.struck import BESTOWING, KEEPING_OUT, struck_by

_STRUCK_FLEETS: Final = frozenset(("shadow fleet", "shadow fleets"))
_SHELTERED: Final = Hinted(
    re.compile(r"\b(?:shielded|protected|sheltered|cushioned|insulated) (?:from [\w -]{1,40} )?by (?:[\w%-]+ ){0,4}$"),
    " by ",
)
_SUMS: Final = frozenset("0123456789$€£¥")
# whoever will not change a barrier has laid it
_KEEPS: Final = re.compile(
    r" (?:\w+ ){0,3}?(?:no (?:plans?|intention) (?:to|of)|not(?: \w+ to)?|(?:refus|declin)\w+ to|vow\w+ not to) "
    r"(?:chang|alter|amend|lift|remov|scrap|drop|withdraw|end|eas|cut|lower|repeal|revis|suspend)(?:e|ing|ping|ting)? "
    r"(?:it|them)\b"
)
# relief from these is had from another country
_RELIEVED: Final = KEEPING_OUT | {EXPORT_RESTRICTION}
_RECEIVING: Final = frozenset(("win", "get", "secure", "receive", "obtain", "gain"))
_BUYING: Final = re.compile(
    r"\W+(?:\w+ ){0,2}(?:imports?|importers?|importing|purchases|buyers|demand|partners?|allies|businesses|consumers|"
    r"households)\b"
)


def parties_of(said: Statement) -> Parties:
    """The parts that channel and grammar give to the places of a clause; nobody is guessed."""
    if not said.places:
        return Parties([], [], "")
    # asked in this order; the first that knows the parties has it
    return (
        _its_own_goods(said) or by_construction(said) or _untested(said) or _no_more(said) or _shunning(said)
        or _sheltering(said) or _denying(said) or _objecting(said) or _keeping(said) or partners(said)
        or opponents(said) or _trading(said) or _giving_money(said) or _sanctioning(said) or entering(said)
        or people_let_in(said) or payers(said) or shut_out(said) or opened(said) or travelling(said)
        or obliging(said) or cut_off(said) or crossing(said) or accepting(said) or importing(said)
        or _by_grammar(said)
    )  # fmt: skip


def _its_own_goods(said: Statement) -> Parties | None:
    """"Bridges must use Canadian steel": who prescribes the goods of a country is that country."""
    if said.thing.words != "must use":
        return None
    return Parties([role.hit for role in said.roles if role.hit.start >= said.thing.end][:1], [], "its own goods")


def _shunning(said: Statement) -> Parties | None:
    """"Chinese state firms were told to stop using American software"."""
    if said.thing.words not in SHUNNED:
        return None
    before = [role.hit for role in said.roles if role.hit.end <= said.thing.start]
    return Parties(before[-1:], [role.hit for role in said.roles if role.hit.start >= said.thing.end], "shuns it")


def _sheltering(said: Statement) -> Parties | None:
    """"Argentine makers are shielded by duties on Brazilian imports"."""
    if said.act.relation != BARE or said.sign != "barrier":
        return None
    if not _SHELTERED.search(said.text, said.clause.start, said.thing.start, said.clause.hints):
        return None
    before = [role.hit for role in said.roles if role.hit.end <= said.thing.start]
    return Parties(before, [role.hit for role in said.roles if role.hit not in before], "shelters its own")


def _denying(said: Statement) -> Parties | None:
    """Who is kept from support is struck by whoever gives it to others."""
    if not said.is_denied:
        return None
    givers = pick(said.roles, OWNER, AGENT, WITHIN)
    struck = [hit for hit in pick(said.roles, SUBJECT, ORIGIN, SOURCE, OBJECT, DEST) if hit not in givers]
    return Parties(givers, struck, "kept from support")


def _no_more(said: Statement) -> Parties | None:
    """"May no longer be imported into the EU", "tourists may not enter": where they may not come in keeps them out."""
    is_kept_out = said.channel is IMPORT_RESTRICTION and "no longer be " in said.thing.words
    is_kept_out = is_kept_out or (said.channel is MOBILITY and said.thing.parts[3:4] == ("enter",))
    if said.sign != "barrier" or not is_kept_out:
        return None
    inside = [hit for hit in pick(said.roles, DEST, WITHIN, TARGET) if hit.start >= said.thing.end]
    before = [role.hit for role in said.roles if role.hit.end <= said.thing.start]
    return Parties(inside, before, "where they may not come in") if inside else None


def _untested(said: Statement) -> Parties | None:
    """"Seoul will accept American cars without further tests": who takes them in acts, whose they are gains."""
    act = said.act.cue
    if said.channel is not STANDARDS or not said.thing.words.startswith("without ") or act is None:
        return None
    before = [role.hit for role in said.roles if role.hit.end <= act.start]
    after = [role.hit for role in said.roles if act.end <= role.hit.start]
    return Parties(before[:1], after, "takes them in") if said.act.relation == ACTIVE and before else None


def _trading(said: Statement) -> Parties | None:
    return buyer_and_seller(said) if said.channel is PURCHASES else None


def _giving_money(said: Statement) -> Parties | None:
    """"Brazil's bank has lent 40 billion reais to exporters hit by American tariffs"."""
    if said.channel is not SUBSIDY or said.thing.words[:1] not in _SUMS:
        return None
    return Parties([role.hit for role in said.roles if role.hit.end <= said.thing.start][:1], [], "who pays")


def _sanctioning(said: Statement) -> Parties | None:
    """"Russia's shadow fleet", "the sanctions ban the country's exports": whose it is, is struck."""
    if said.channel is not SANCTIONS or (said.thing.words not in _STRUCK_FLEETS and said.flow != "export"):
        return None
    own = pick(said.roles, OWNER, ORIGIN)
    return Parties(pick(said.roles, SUBJECT, AGENT), own, "owner of what is struck") if own else None


def _objecting(said: Statement) -> Parties | None:
    """"Ruled out retaliation against the U.S. for its tariff", "lobbied against the U.S. coffee tariff"."""
    if not said.is_instrument or said.act.relation != BARE or said.sign != "barrier":
        return None
    found = objected(said.text, said.clause, said.thing)
    if found is None:
        return None
    doers = [hit for hit in said.places if found.start() <= hit.start < said.thing.start]
    objectors = [hit for hit in pick(said.roles, SUBJECT) if hit.end <= found.start()]
    struck = [hit for hit in pick(said.roles, TARGET, OBJECT, ORIGIN, SOURCE) if hit.start >= said.thing.end]
    return Parties(doers, struck or objectors, "objected to by another") if doers or objectors else None


def _keeping(said: Statement) -> Parties | None:
    """"The tariff on Chinese cars remains in place and Ottawa has no plans to change it"."""
    if not said.is_instrument or said.act.relation not in (BARE, ALONE) or pick(said.roles, OWNER):
        return None
    keeper = next((
        hit for hit in said.places
        if said.thing.end <= hit.start < said.clause.end and word_before(said.text, hit.start) in ("and", "the")
        and _KEEPS.match(said.text, hit.end, said.clause.end)
    ), None)  # fmt: skip
    if keeper is None:
        return None
    struck = [hit for hit in pick(said.roles, TARGET, OBJECT, ORIGIN, SOURCE) if hit is not keeper]
    return Parties([keeper], struck, "who keeps it")


def _by_grammar(said: Statement) -> Parties:
    """Whoever acts and whoever is hit, where no rule of its own gives the parts."""
    doers, rule = doers_of(said)
    hit = struck_by(said)
    if doers and rule.startswith("subject") and _is_received(said):
        # "Ukraine was granted an exemption", "won a waiver": given by somebody else
        return Parties(pick(said.roles, AGENT, SOURCE), doers, "receiver is the target")
    if not doers:
        doers = implied_doers(said)
    if rule == "subject of the action" and said.act.lemma in TAKEN_OVER:
        owned = {place.place.iso3 for place in pick(said.roles, OWNER)}
        hit = [place for place in hit if place.place.iso3 not in owned]
    asked = asked_for_access(said, doers)
    if asked is not None:
        return asked
    aimed = {place.place.iso3 for place in hit}
    others = [place for place in doers if place.place.iso3 not in aimed]
    if others:
        # "a deal of Seoul and Washington that lowers tariffs on Korean cars": Washington lowers them
        return Parties(others, hit, rule)
    inside = {place.place.iso3 for place in doers}
    struck = [place for place in hit if place.place.iso3 not in inside]
    if doers and not struck and said.channel in KEEPING_OUT and _is_on_own_goods(said, doers):
        # "Canberra is after the duties on Australian wine": somebody else's
        return Parties([], hit, "owner of the goods")
    return Parties(doers, struck, rule)


def _is_received(said: Statement) -> bool:
    if said.act.lemma == GOT:
        # "failed to secure a lower tariff on cars"
        return True
    cue = said.act.cue
    if said.sign != "opening" or said.channel not in _RELIEVED or cue is None or said.act.relation != ACTIVE:
        return False
    return said.act.lemma in _RECEIVING or (
        said.act.lemma in BESTOWING and word_before(said.text, cue.start) in BEING
    )


def _is_on_own_goods(said: Statement, doers: list[PlaceHit]) -> bool:
    own = {hit.place.iso3 for hit in doers}
    return any(
        hit.start >= said.thing.end and hit.place.iso3 in own
        and not _BUYING.match(said.text, hit.end, hit.end + 40)
        for hit in pick(said.roles, TARGET)
    )
