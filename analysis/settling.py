"""Which channel is meant where the clause alone leaves it open: what the article has told of, and who sells to whom."""

import re
from typing import Final

from analysis.actors import parties_of
from analysis.acts import Act
from analysis.binding import Bound
from analysis.channels import BARE_DUTIES
from analysis.clauses import Clause, Cue
from analysis.context import Context
from analysis.members import (
    DIGITAL_RULES,
    DISPUTE,
    EXPORT_RESTRICTION,
    IMPORT_RESTRICTION,
    LOGISTICS,
    MOBILITY,
    PURCHASES,
    SANCTIONS,
    TARIFF,
    TRADE_AGREEMENT,
    TRADE_DEFENCE,
)
from analysis.model import Channel
from analysis.roles import AGENT, DEST, ORIGIN, OWNER, SOURCE, WITHIN, is_adjective
from analysis.statement import Statement

_BANS: Final = frozenset((IMPORT_RESTRICTION, EXPORT_RESTRICTION))
_FLOW_REACH: Final = 60
_STRIKE: Final = re.compile(r"\b(?:strike|lockout|walkout|stoppage)\b[^,;]{0,60}$", re.IGNORECASE)
_LABOUR: Final = re.compile(r"\b(?:unions?|workers?|wages?|pay|strikers?|employers?|striking)\b", re.IGNORECASE)
_PEOPLE: Final = re.compile(
    r"\b(?:travell?ers?|tourists?|visitors?|migrants?|people|workers?|students?|refugees|commuters|passengers)\b"
)
# room for "American " before "duties"
_OWNED_REACH: Final = 16
# "Australian live cattle exports"
_ADJOINING: Final = 20
# "a ban on seafood from Japan"
_GOODS_REACH: Final = 40
_SELLERS: Final = frozenset((SOURCE, ORIGIN, DEST, OWNER, WITHIN))
_SCARCE: Final = frozenset(("critical_minerals",))
_FOOD: Final = frozenset(("agri_food", "seafood", "agriculture"))


def settled_channel(
    text: str, clauses: list[Clause], index: int, thing: Cue, act: Act, named: tuple[Channel, str], context: Context,
    *, has_stated: bool,
) -> tuple[Channel, str] | None:  # fmt: skip
    """(channel, sign) by what the article has told of; None for what a strike or a tax told of brings about."""
    channel, sign = _banned(clauses, index, thing, named[0], context), named[1]
    if channel is PURCHASES and _is_taxed(text, clauses[index], thing):
        return None
    if channel is TRADE_AGREEMENT and sign == "process" and _is_labour(text, clauses[index], context):
        return None
    is_bare = thing.parts[0] == "by_object" and not clauses[index].flows
    if channel is EXPORT_RESTRICTION and is_bare and sign == "barrier" and _is_on_foreign(text, thing, context):
        return IMPORT_RESTRICTION, sign
    is_relief = channel is EXPORT_RESTRICTION and sign == "opening" and thing.parts[0] == "by_object"
    if is_relief and not clauses[index].flows and context.last(TARIFF):
        # "asked for an exemption", after a tariff and somebody's curb on exports
        return TARIFF, sign
    if channel is DISPUTE and thing.parts[4] == "weak" and _is_labour_dispute(context):
        # employers that go to court over a strike
        return None
    if channel is MOBILITY and "border" in thing.words and _is_for_goods(text, clauses[index], context):
        return IMPORT_RESTRICTION, sign
    if channel is TARIFF and thing.words in BARE_DUTIES and _is_of_dumping(thing, context):
        # "the duties" of a dumping case that went on to a panel
        return TRADE_DEFENCE, sign
    if channel is TARIFF and thing.words.startswith("tax") and context.last(DIGITAL_RULES):
        # "the tax applies to platforms"
        return DIGITAL_RULES, sign
    if thing.kind == "flow" and channel in _BANS and _is_strike(text, clauses, index, act):
        # a strike that halts exports is no export ban
        last = context.last()
        is_told = has_stated and last is not None and last.channel is LOGISTICS
        return None if is_told else (LOGISTICS, sign)
    return channel, sign


def _is_on_foreign(text: str, thing: Cue, context: Context) -> bool:
    """"Its ban on Japanese seafood", after curbs on China's own exports: goods of a country that curbs nothing."""
    last = context.last(EXPORT_RESTRICTION)
    doers = last.implementers if last is not None else ()
    for hit in context.places_in(thing.end, thing.end + _GOODS_REACH) if doers else ():
        between = text[thing.end : hit.start]
        is_theirs = between == " on " if is_adjective(hit) else between.endswith(" from ")
        if is_theirs and hit.place.iso3 not in doers:
            return True
    return False


def _is_labour_dispute(context: Context) -> bool:
    last = context.last()
    return last is not None and last.channel is LOGISTICS


def _is_for_goods(text: str, clause: Clause, context: Context) -> bool:
    """"Washington had closed the border in May", in a story on cattle."""
    if context.last(IMPORT_RESTRICTION) is None or context.last(MOBILITY) is not None:
        return False
    return _PEOPLE.search(text, clause.start, clause.end) is None


def _is_of_dumping(thing: Cue, context: Context) -> bool:
    """Whether the article tells of dumping duties, and so far of no tariff; "American duties" are not China's."""
    last = context.last(TRADE_DEFENCE)
    owners = {hit.place.iso3 for hit in context.places_in(thing.start - _OWNED_REACH, thing.start)}
    if last is not None and last.implementers and owners and owners.isdisjoint((*last.implementers, *last.targets)):
        return False
    is_told = context.last(TRADE_DEFENCE) is not None or context.is_on_dumping
    return is_told and context.last(TARIFF) is None


def _only_leaves(clauses: list[Clause]) -> bool:
    """Whether the sentence speaks of exports and of no imports."""
    flows = {cue.parts[0] for clause in clauses for cue in clause.flows}
    return "export" in flows and "import" not in flows


def _is_taxed(text: str, clause: Clause, thing: Cue) -> bool:
    """"The tax on soybean exports was cut": it is the tax that was cut."""
    return any(
        cue.parts[1] == "barrier" and 0 < thing.start - cue.end < _FLOW_REACH
        and text.startswith((" on ", " of ", " for "), cue.end)
        and not any(cue.end <= act.start < thing.start for act in clause.actions)
        for cue in clause.instruments
    )  # fmt: skip


def _is_labour(text: str, clause: Clause, context: Context) -> bool:
    """Whether those who negotiate are the unions of a strike that the article has told of."""
    if context.last(LOGISTICS) is None:
        return False
    return _LABOUR.search(text, clause.start, clause.end) is not None


def _is_strike(text: str, clauses: list[Clause], index: int, act: Act) -> bool:
    """Whether the words before the act, in its clause or the one that it hangs on, name a stoppage."""
    if act.cue is None:
        return False
    place = act.cue.start
    near = clauses[max(0, index - 1) : index + 1]
    before = [cue for clause in near for cue in clause.instruments if cue.end <= place]
    if not before and _STRIKE.search(text, near[0].start, place):
        return True
    return bool(before) and before[-1].parts[0] == LOGISTICS and before[-1].parts[1] == "barrier"


def _banned(clauses: list[Clause], index: int, thing: Cue, channel: Channel, context: Context) -> Channel:
    """"The nickel ban" is one on exports where the article has spoken of those."""
    clause = clauses[index]
    is_open = thing.parts[0] == "by_object" and not any(
        abs(flow.start - thing.end) <= _FLOW_REACH for flow in clause.flows
    )
    last = context.last()
    if channel is SANCTIONS and is_open and thing.words.rstrip("s") == "ban" and context.banned:
        # the ban on food with which sanctions are answered
        return context.banned
    if channel not in _BANS:
        return channel
    if thing.words.startswith("suspension ") and last is not None and last.channel in _BANS:
        # "end the suspension by March": the one told of
        return last.channel
    if is_open and channel is IMPORT_RESTRICTION and last is None and _only_leaves(clauses):
        return EXPORT_RESTRICTION
    if is_open and context.banned is not None and (last is None or last.channel not in _BANS):
        return context.banned
    is_resumed = thing.kind == "flow" and any(cue.parts[0] == "open" for cue in clause.actions)
    if not is_open and context.banned is None and not is_resumed:
        context.banned = channel
    return channel


def settle_sides(said: Statement, bound: Bound, context: Context) -> None:
    """A ban on exports that is the buyer's is one on imports; sets the channel, the buyers and the sellers."""
    if _is_on_raw_materials(said, bound):
        said.channel = EXPORT_RESTRICTION
    if said.channel is not EXPORT_RESTRICTION:
        return
    buyers, sellers = _barred(said, bound) or _of_others(said) or _of_buyer(said, context)
    if buyers:
        said.channel, said.buyers, said.sellers = IMPORT_RESTRICTION, buyers, sellers


def _is_on_raw_materials(said: Statement, bound: Bound) -> bool:
    """"Chinese curbs on magnets": what everybody wants to have nobody keeps out, unless it says whose it is."""
    if said.channel is not IMPORT_RESTRICTION or said.thing.parts[:2] != ("by_object", "barrier"):
        return False
    if _SCARCE.isdisjoint(bound.sectors) or any(clause.flows for clause in said.clauses):
        return False
    return not any(role.role in (SOURCE, ORIGIN) for role in said.roles)


def _barred(said: Statement, bound: Bound) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """"Meat plants barred from exporting to China": for food it is the buyer who bars."""
    if not said.thing.words.endswith("from exporting") or not bound.sectors or not _FOOD.issuperset(bound.sectors):
        return None
    buyers = tuple(role.hit.place.iso3 for role in said.roles if role.role == DEST)
    before = [role for role in said.roles if role.hit.end <= said.thing.start]
    sellers = tuple(role.hit.place.iso3 for role in before if role.role in _SELLERS)
    if not buyers or not sellers or any(role.role == AGENT for role in said.roles):
        return None
    return buyers, sellers


def _of_others(said: Statement) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """"Indonesia lifted its ban on Australian cattle exports": whose exports they are, if not those of who acts."""
    flow = next((cue for cue in (said.thing, *said.clause.flows) if cue.parts[0] == "export"), None)
    if flow is None or said.thing.parts[0] == "export_restriction" or any(role.role == DEST for role in said.roles):
        return None
    doers = tuple(dict.fromkeys(hit.place.iso3 for hit in parties_of(said).implementers))
    before = (hit for hit in said.places if is_adjective(hit) and 0 < flow.start - hit.end <= _ADJOINING)
    sellers = tuple(hit.place.iso3 for hit in before if hit.place.iso3 not in doers)[:1]
    return (doers, sellers) if doers and sellers else None


def _of_buyer(said: Statement, context: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """"Exports to China resumed after Beijing's ban": a ban by the country of destination is one on imports."""
    last = context.last(EXPORT_RESTRICTION)
    if said.thing.parts[0] != "by_object" or last is None:
        return (), ()
    struck = set(last.targets) - set(last.implementers)
    if struck <= {"ALL"}:
        return (), ()
    parties = parties_of(said)
    doers = tuple(dict.fromkeys(hit.place.iso3 for hit in parties.implementers))
    if struck.isdisjoint(doers):
        return (), ()
    named = tuple(dict.fromkeys(hit.place.iso3 for hit in parties.targets if hit.place.iso3 not in doers))
    return doers, named or tuple(iso3 for iso3 in last.implementers if iso3 not in doers)
