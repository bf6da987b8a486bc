"""The channel of an instrument, also where only its object tells: a ban on imports, a ban on flights."""

from analysis.clauses import Clause, Cue
from analysis.drafts import Draft
from analysis.governing import ALONE, BARE, Act
from analysis.model import Channel

_OF_FLOW = {
    "import": Channel.IMPORT_RESTRICTION, "export": Channel.EXPORT_RESTRICTION,
    "travel": Channel.MOBILITY, "trade": Channel.SANCTIONS, "digital": Channel.DIGITAL_RULES,
}  # fmt: skip
# said of goods, these keep imports out unless the clause speaks of exports
_ON_GOODS = frozenset(("ban", "curb", "restriction", "prohibition", "quota", "limit", "moratorium", "cap"))
_MARKET_VERBS = frozenset(("open", "open up", "reopen", "close", "shut", "liberalise"))
_DEALS = frozenset(("deal", "agreement", "accord"))
# what answers a tariff is a tariff unless the text has spoken of other barriers
ANSWERS = frozenset(("countermeasure", "counter measure", "retaliatory measure"))
_BARRIERS = frozenset(
    (Channel.TARIFF, Channel.TRADE_DEFENCE, Channel.IMPORT_RESTRICTION, Channel.EXPORT_RESTRICTION, Channel.SANCTIONS)
)


def channel_of(
    text: str, clause: Clause, thing: Cue, act: Act, last: Draft | None, *, has_goods: bool, has_target: bool
) -> tuple[Channel, str] | None:  # fmt: skip
    """(channel, sign), or None where the clause states no policy and no volume."""
    if thing.kind == "flow":
        return _of_flow(text, thing, act)
    channel, sign = thing.parts[0], thing.parts[1]
    if channel != "by_object":
        return Channel(channel), sign
    if thing.words.rstrip("s") in _DEALS:
        is_of_trade = (last is not None and last.channel is Channel.TRADE_AGREEMENT) or len(clause.instruments) > 1
        return (Channel.TRADE_AGREEMENT, sign) if is_of_trade else None
    for flow in clause.flows:
        if flow.parts[0] in _OF_FLOW and -60 <= flow.start - thing.end <= 60:
            return _OF_FLOW[flow.parts[0]], sign
    if thing.words.startswith("tax"):
        return (last.channel, sign) if last and last.channel in (Channel.TARIFF, Channel.EXPORT_RESTRICTION) else None
    on_goods = thing.words.rstrip("s") in _ON_GOODS
    if thing.words.rstrip("s") in ANSWERS or thing.words.startswith("retaliat"):
        is_barrier = last is not None and last.channel in _BARRIERS
        return (last.channel if last and is_barrier else Channel.TARIFF), sign
    if last and last.channel in _BARRIERS | {Channel.MOBILITY} and not (on_goods and last.channel is Channel.TARIFF):
        return last.channel, sign
    if sign == "opening":
        return Channel.TARIFF, sign
    return (Channel.IMPORT_RESTRICTION, sign) if (has_goods or has_target) and on_goods else None


def _of_flow(text: str, thing: Cue, act: Act) -> tuple[Channel, str] | None:
    direction = thing.parts[0]
    if act.relation == BARE or (act.relation == ALONE and act.use == "policy"):
        return None
    if direction == "market":
        return (Channel.MARKET_ACCESS, "opening") if act.lemma in _MARKET_VERBS else None
    if direction == "shipment" and act.use == "policy":
        return (Channel.EXPORT_RESTRICTION if _leaves(text, thing) else Channel.IMPORT_RESTRICTION), "opening"
    if act.use == "policy" and thing.parts[1] != "ed":
        return (_OF_FLOW[direction], "opening") if direction in _OF_FLOW else None
    if act.use in ("volume", "damage"):
        return (Channel.MOBILITY if direction == "travel" else Channel.PURCHASES), "opening"
    return None


def _leaves(text: str, thing: Cue) -> bool:
    """Whether a shipment goes out: "to Australia", not "from" anywhere."""
    tail = text[thing.end : thing.end + 80].split(",", maxsplit=1)[0]
    return " to " in tail and " from " not in tail
