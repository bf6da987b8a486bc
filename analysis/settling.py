"""Which channel is meant where the clause alone leaves it open: what the article has told of, and who sells to whom."""

from typing import Final

from analysis.actors import parties_of
from analysis.binding import Bound
from analysis.channels import BARE_DUTIES
from analysis.clauses import Clause, Cue
from analysis.context import Context
from analysis.governing import Act
from analysis.model import Channel
from analysis.roles import AGENT, DEST, ORIGIN, OWNER, SOURCE, WITHIN
from analysis.statement import Statement

_BANS: Final = frozenset((Channel.IMPORT_RESTRICTION, Channel.EXPORT_RESTRICTION))
_FLOW_REACH: Final = 60
_SELLERS: Final = frozenset((SOURCE, ORIGIN, DEST, OWNER, WITHIN))
_FOOD: Final = frozenset(("agri_food", "seafood", "agriculture"))


def settled_channel(
    text: str, clauses: list[Clause], index: int, thing: Cue, act: Act, named: tuple[Channel, str], context: Context,
    *, has_stated: bool,
) -> tuple[Channel, str] | None:  # fmt: skip
    """(channel, sign) by what the article has told of; None for the effect of a strike already told of."""
    channel, sign = _banned(clauses, index, thing, named[0], context), named[1]
    if channel is Channel.TARIFF and thing.words in BARE_DUTIES and _is_of_dumping(context):
        # "the duties" of a dumping case that went on to a panel
        return Channel.TRADE_DEFENCE, sign
    if channel is Channel.TARIFF and thing.words.startswith("tax") and context.last(Channel.DIGITAL_RULES):
        # "the tax applies to platforms"
        return Channel.DIGITAL_RULES, sign
    if thing.kind == "flow" and channel in _BANS and _is_strike(clauses, index, act):
        # a strike that halts exports is no export ban
        last = context.last()
        is_told = has_stated and last is not None and last.channel is Channel.LOGISTICS
        return None if is_told else (Channel.LOGISTICS, sign)
    return channel, sign


def _is_of_dumping(context: Context) -> bool:
    """Whether the article has told of dumping duties and of no tariff."""
    return context.last(Channel.TRADE_DEFENCE) is not None and context.last(Channel.TARIFF) is None


def _only_leaves(clauses: list[Clause]) -> bool:
    """Whether the sentence speaks of exports and of no imports."""
    flows = {cue.parts[0] for clause in clauses for cue in clause.flows}
    return "export" in flows and "import" not in flows


def _is_strike(clauses: list[Clause], index: int, act: Act) -> bool:
    """Whether the words before the act, in its clause or the one that it hangs on, name a stoppage."""
    if act.cue is None:
        return False
    place = act.cue.start
    near = clauses[max(0, index - 1) : index + 1]
    before = [cue for clause in near for cue in clause.instruments if cue.end <= place]
    return bool(before) and before[-1].parts[0] == Channel.LOGISTICS and before[-1].parts[1] == "barrier"


def _banned(clauses: list[Clause], index: int, thing: Cue, channel: Channel, context: Context) -> Channel:
    """"The nickel ban" is one on exports where the article has spoken of those."""
    clause = clauses[index]
    is_open = thing.parts[0] == "by_object" and not any(
        abs(flow.start - thing.end) <= _FLOW_REACH for flow in clause.flows
    )
    last = context.last()
    if channel is Channel.SANCTIONS and is_open and thing.words.rstrip("s") == "ban" and context.banned:
        # the ban on food with which sanctions are answered
        return context.banned
    if channel not in _BANS:
        return channel
    if is_open and channel is Channel.IMPORT_RESTRICTION and last is None and _only_leaves(clauses):
        return Channel.EXPORT_RESTRICTION
    if is_open and context.banned is not None and (last is None or last.channel not in _BANS):
        return context.banned
    is_resumed = thing.kind == "flow" and any(cue.parts[0] == "open" for cue in clause.actions)
    if not is_open and context.banned is None and not is_resumed:
        context.banned = channel
    return channel


def settle_sides(said: Statement, bound: Bound, context: Context) -> None:
    """A ban on exports that is the buyer's is one on imports; sets the channel, the buyers and the sellers."""
    if said.channel is not Channel.EXPORT_RESTRICTION:
        return
    buyers, sellers = _barred(said, bound) or _of_buyer(said, context)
    if buyers:
        said.channel, said.buyers, said.sellers = Channel.IMPORT_RESTRICTION, buyers, sellers


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


def _of_buyer(said: Statement, context: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """"Exports to China resumed after Beijing's ban": a ban by the country of destination is one on imports."""
    last = context.last(Channel.EXPORT_RESTRICTION)
    if said.thing.parts[0] != "by_object" or last is None:
        return (), ()
    parties = parties_of(said)
    doers = tuple(dict.fromkeys(hit.place.iso3 for hit in parties.implementers))
    if not set(doers) & set(last.targets) - set(last.implementers):
        return (), ()
    named = tuple(dict.fromkeys(hit.place.iso3 for hit in parties.targets if hit.place.iso3 not in doers))
    return doers, named or tuple(iso3 for iso3 in last.implementers if iso3 not in doers)
