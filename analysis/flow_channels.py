"""The channel of what is done to a flow: imports halted, shipments seized, borders closed, cargoes booked."""

import re
from typing import Final

from analysis.acts import ALONE, BARE
from analysis.clauses import Cue, word_before, words_between
from analysis.members import (
    DIGITAL_RULES,
    EXPORT_RESTRICTION,
    IMPORT_RESTRICTION,
    INVESTMENT,
    LOGISTICS,
    MARKET_ACCESS,
    MOBILITY,
    PURCHASES,
    SANCTIONS,
    TARIFF,
    UNCERTAINTY,
)
from analysis.setting import NO_POLICY, Found, Setting

OF_FLOW: Final = {
    "import": IMPORT_RESTRICTION, "export": EXPORT_RESTRICTION,
    "travel": MOBILITY, "trade": SANCTIONS, "digital": DIGITAL_RULES,
}  # fmt: skip
# said of goods from somewhere, these keep them out or let them in without a word of import
ON_GOODS: Final = frozenset((
    "ban", "bar", "prohibit", "forbid", "outlaw", "block", "turn back", "turn away", "detain", "seize", "delist",
    "confiscate", "impound", "admit", "readmit", "let in", "be let in", "suspend", "halt", "clear", "allow",
))  # fmt: skip
# orders and cargoes are bought, won, lost
DEALINGS: Final = frozenset((
    "place", "place an order for", "win", "book", "receive", "land", "sign", "secure", "cancel", "lose", "clinch",
    "scrap",
))  # fmt: skip
# what is done to plants and routes that tells of trade
_BUILDING: Final = frozenset((
    "establish", "set up",
    "build", "open", "construct", "start building", "begin building", "break ground on", "close", "shut", "idle",
    "mothball", "shelve", "cancel", "expand", "move", "relocate", "announce", "inaugurate",
    "spend", "pause", "halt", "suspend", "stop", "put off",
    "delay", "postpone", "scrap", "defer", "abandon", "pick", "choose", "select",
))  # fmt: skip
_PASSING: Final = frozenset((
    "close", "shut", "block", "blockade", "paralyse", "cripple", "disrupt", "halt", "seal", "reopen", "open", "unblock",
    "walk off", "restart", "resume", "seal off",
))  # fmt: skip
ON_FLOWS: Final = ON_GOODS | DEALINGS | _BUILDING | _PASSING
_MARKET_VERBS: Final = frozenset((
    "open", "open up", "reopen", "close", "shut", "liberalise", "throw open", "prise open", "pry open",
))  # fmt: skip
_MENDING: Final = frozenset(("improve", "normalise", "restore", "deepen", "strengthen", "mend"))
# done to goods that arrive
_AT_BORDER: Final = frozenset((
    "turn away", "turn back", "reject", "refuse", "seize", "detain", "impound", "intercept", "confiscate", "destroy",
))  # fmt: skip
# what is done to sales by those who rule over them
_RULING: Final = frozenset((
    "ban", "bar", "prohibit", "forbid", "block", "halt", "stop", "suspend", "allow", "permit", "approve", "restrict",
    "curb", "limit", "authorise", "clear", "prevent",
))  # fmt: skip
_DOING: Final = frozenset(("to", "has", "have", "had", "will"))
TAKERS: Final = re.compile(r"\b(?:airlines?|carriers?|importers?|buyers?|customers?) (?!from\b)|\bjet deliveries")
_TO_STOP: Final = re.compile(r"[,;\n]|\. ")
_OWNED: Final = re.compile(r"['’]s? (?:[\w-]+ )?$")
_OWNED_REACH: Final = 24
_WAY: Final = re.compile(
    r"\b(?:ports?|terminals?|crossings?|straits?|canals?|bridges?|rail\w*|roads?|harbou?rs?|border posts?|airspace|"
    r"pipelines?|highways?)\b"
)
# "closed its borders to Ukrainian goods", "reopen the ports to Mexican cattle"
_SHUT_TO_GOODS: Final = re.compile(
    r" (?:to|for) (?:(?!and\b|or\b|tour|visit|travel|migrant|people|worker|student|intern|ship|vessel|tanker|truck|"
    r"traffic|train)[\w-]+ ){0,3}(?:goods|imports|produce|products|cargo|cattle|pigs|hogs|sheep|livestock|beef|pork|"
    r"meat|poultry|grain|fruit|fish|seafood)\b(?! (?:trains?|vehicles?|traffic))", re.IGNORECASE,
)
# "tour operators cancelled group bookings"
_AT_PORTS: Final = re.compile(r" at (?:[\w-]+ ){1,5}ports?\b")
_TRAVELLED: Final = re.compile(r"\b(?:tours?|travel|hotel|flights?|holiday|group|tourists?|trips?|airline|cruise)\b")
_SOLD_TO: Final = re.compile(
    r" of (?:(?!to\b)[\w’'.$-]+,? ){1,10}to "
    r"(?:(?!do\b|be\b|have\b|make\b|help\b)[\w-]+ (?:\w+ )?(?:in |of ))?(?:the )?[A-Z]"
)
# "prohibited the sale of a wafer factory to a Chinese buyer"
_OF_A_FIRM: Final = re.compile(
    r" of (?:(?!to\b)[\w’'.%-]+ ){0,8}(?:plants?|factory|factories|stakes?|company|firm|unit|mine|business|assets?|"
    r"land|port|refinery|smelter|chipmaker|shares|utility|bank)\b"
)


_BY_HOW_MUCH: Final = re.compile(
    r" by (?:(?:about|around|up to|at least|nearly|almost|more than|a further) )?\d[\d.,]*(?: ?%| per ?cent)"
)


def of_flow(said: Setting) -> Found:
    """What a flow and the action on it stand for; always decides."""
    if said.has_goods and said.has_target:
        if said.act.relation == BARE and _is_fetched(said):
            return PURCHASES, "opening"
        if _is_sold_abroad(said):
            is_firm = _OF_A_FIRM.match(said.text, said.object_start) is not None
            return (INVESTMENT if is_firm else EXPORT_RESTRICTION), "opening"
    if said.act.relation == BARE or (said.act.relation == ALONE and said.act.use == "policy"):
        return NO_POLICY
    # asked in this order; the first that decides has it
    return (
        _by_kind(said) or _of_travel(said) or _of_orders(said) or _of_shipment(said) or _by_policy(said)
        or _by_volume(said) or NO_POLICY
    )  # fmt: skip


def _by_kind(said: Setting) -> Found | None:
    """Flows that stand for one channel whatever is done to them: ties, goods, markets, plants, routes."""
    act, direction = said.act, said.channel
    if act.lemma == "lift" and direction in ("export", "import", "sales"):
        # demand that lifts exports makes them grow
        return PURCHASES, "barrier"
    if direction == "ties":
        is_told = act.use == "damage" or act.lemma in _MENDING or act.lemma == "worsen"
        return (UNCERTAINTY, "barrier" if act.lemma == "worsen" else "opening") if is_told else NO_POLICY
    if direction == "goods":
        return (SANCTIONS if said.is_punished else IMPORT_RESTRICTION), "opening"
    if direction == "market":
        return (MARKET_ACCESS, "opening") if act.lemma in _MARKET_VERBS else NO_POLICY
    if direction == "plant":
        return (INVESTMENT, "opening") if act.lemma in _BUILDING else NO_POLICY
    return _of_route(said) if direction == "route" else None


def _of_route(said: Setting) -> Found:
    shut_to = _SHUT_TO_GOODS.match(said.text, said.thing.end)
    if shut_to and said.act.action in ("open", "end", "suspend") and not shut_to[0].endswith(("cargo", "goods")):
        # "reopen the ports to Mexican cattle"; a crossing shut to all cargo is shut for its own sake
        return IMPORT_RESTRICTION, "opening"
    sign = "barrier" if said.act.lemma == "seal" else "opening"
    return (LOGISTICS, sign) if said.act.lemma in _PASSING else NO_POLICY


def _of_travel(said: Setting) -> Found | None:
    thing = said.thing
    if thing.words.startswith("arrival") and _AT_PORTS.match(said.text, thing.end):
        # cocoa arrives at ports, tourists seldom do
        return NO_POLICY
    is_border = said.channel == "travel" and "border" in thing.words
    if is_border and _SHUT_TO_GOODS.match(said.text, thing.end):
        return IMPORT_RESTRICTION, "opening"
    if thing.words.startswith("booking") and _TRAVELLED.search(
        said.text, max(0, thing.start - 60), thing.end + 30
    ):
        return MOBILITY, "opening"
    # "sealed its rail border with its neighbour"
    return (MOBILITY, "barrier") if is_border and said.act.lemma == "seal" else None


def _of_orders(said: Setting) -> Found | None:
    if said.act.lemma not in DEALINGS:
        return None
    if said.channel == "sales" or (said.channel == "shipment" and said.act.lemma == "book"):
        return PURCHASES, "opening"
    return None


def _of_shipment(said: Setting) -> Found | None:
    if said.channel != "shipment":
        return None
    text, thing, act = said.text, said.thing, said.act
    if "deliver" in thing.words and TAKERS.search(text, max(0, thing.start - 90), thing.end):
        # airlines told to halt deliveries buy no more
        return PURCHASES, "opening"
    if act.lemma in _PASSING and _is_through(said):
        # "closed the crossing to cargo", "blocked the port"
        return NO_POLICY
    if act.use == "policy" and said.is_punished:
        return SANCTIONS, "opening"
    if act.use == "policy" and act.lemma in _AT_BORDER:
        return IMPORT_RESTRICTION, "opening"
    if is_supplies(thing) and act.action in ("end", "suspend", "reduce") and (
        _OWNED.search(text, max(0, thing.start - _OWNED_REACH), thing.start)
    ):
        # "cut off Poland's gas supplies"
        return EXPORT_RESTRICTION, "opening"
    if act.use == "policy":
        return (EXPORT_RESTRICTION if _leaves(text, thing) else IMPORT_RESTRICTION), "opening"
    return None


def _by_policy(said: Setting) -> Found | None:
    """What a word of policy does to exports, imports and all trade."""
    act, direction = said.act, said.channel
    if direction == "export" and act.action == "open" and _is_readmission(said):
        # exports resume where the ban on imports has been lifted
        return IMPORT_RESTRICTION, "opening"
    if direction == "trade" and act.action == "open" and not said.is_punished:
        # "opening trade with the region" lifts no sanctions that nobody has named
        return MARKET_ACCESS, "opening"
    if said.is_punished and act.use == "policy" and direction in ("export", "import") and _is_by_sanctions(said):
        return SANCTIONS, "opening"
    if act.lemma == "tax" and direction == "import":
        # "a plan to tax imports of textiles"
        return TARIFF, "opening"
    if act.use == "policy" and said.thing.parts[1] != "ed":
        return (OF_FLOW[direction], "opening") if direction in OF_FLOW else NO_POLICY
    return None


def _by_volume(said: Setting) -> Found | None:
    act, thing = said.act, said.thing
    is_purchase = said.channel == "sales" and thing.words.startswith("purchase")
    is_moved = said.channel in ("import", "export") or is_purchase
    if act.use in ("volume", "damage") or (is_moved and _is_raised(said)):
        is_travel = said.channel == "travel" or thing.words.startswith("booking")
        return (MOBILITY if is_travel else PURCHASES), "opening"
    return None


def _is_raised(said: Setting) -> bool:
    """"Raises its imports", "agreed to raise by 75% its purchases of rice"."""
    cue = said.act.cue
    if said.act.lemma != "raise" or cue is None:
        return False
    by_how_much = _BY_HOW_MUCH.match(said.text, cue.end)
    return words_between(said.text, by_how_much.end() if by_how_much else cue.end, said.thing.start) <= 2


def is_supplies(thing: Cue) -> bool:
    """Whether the flow is what somebody is supplied with."""
    return thing.kind == "flow" and "suppl" in thing.words


def _is_sold_abroad(said: Setting) -> bool:
    """"Halted sales of chips to China", "approved the sale of chips to Saudi Arabia": what a state says of sales."""
    if said.channel != "sales" or not said.thing.words.startswith("sale") or said.act.lemma not in _RULING:
        return False
    return _SOLD_TO.match(said.text, said.object_start, said.clause.end) is not None


def _is_through(said: Setting) -> bool:
    """Whether a way for goods stands between the verb and the goods."""
    cue = said.act.cue
    return cue is not None and _WAY.search(said.text, cue.end, max(cue.end, said.thing.start)) is not None


def _is_by_sanctions(said: Setting) -> bool:
    """"The sanctions ban the country's exports of coal"."""
    cue = said.act.cue
    return cue is not None and said.text[max(0, cue.start - 24) : cue.start].rstrip().endswith("sanctions")


def _is_readmission(said: Setting) -> bool:
    end = said.thing.end
    return said.told is IMPORT_RESTRICTION and " to " in said.text[end : end + 40]


def _is_fetched(said: Setting) -> bool:
    """"The ministry has decided to import rice from Vietnam"."""
    thing = said.thing
    if thing.words not in ("import", "imported") or " from " not in said.text[thing.end : said.clause.end]:
        return False
    return word_before(said.text, thing.start) in _DOING


def _leaves(text: str, thing: Cue) -> bool:
    """Whether a shipment goes out: "to Australia", not "from" anywhere; who halts "shipments of" halts its own."""
    tail = _TO_STOP.split(text[thing.end : thing.end + 80], maxsplit=1)[0]
    return (" to " in tail or tail.startswith(" of ")) and " from " not in tail
