"""The channel of an instrument, also where only its object tells: a ban on imports, a ban on flights."""

import re
from typing import Final

from analysis.clauses import Clause, Cue, word_after, word_before, words_between
from analysis.crossings import is_crossing
from analysis.drafts import Draft
from analysis.governing import ALONE, BARE, BEING, Act
from analysis.matcher import PlaceHit
from analysis.model import Channel
from analysis.plain_verbs import STATE_BUYERS
from analysis.platforms import is_on_platforms

_OF_FLOW: Final = {
    "import": Channel.IMPORT_RESTRICTION, "export": Channel.EXPORT_RESTRICTION,
    "travel": Channel.MOBILITY, "trade": Channel.SANCTIONS, "digital": Channel.DIGITAL_RULES,
}  # fmt: skip
# said of goods, these keep imports out unless the clause speaks of exports
_ON_GOODS: Final = frozenset(("ban", "curb", "restriction", "prohibition", "quota", "limit", "moratorium", "cap"))
# orders and cargoes are bought, won, lost
# said of goods from somewhere, these keep them out or let them in without a word of import
ON_GOODS: Final = frozenset((
    "ban", "bar", "prohibit", "forbid", "outlaw", "block", "turn back", "turn away", "detain", "seize", "delist",
    "confiscate", "impound", "admit", "readmit", "let in", "be let in", "suspend", "halt", "clear", "allow",
))  # fmt: skip
DEALINGS: Final = frozenset((
    "place", "place an order for", "win", "book", "receive", "land", "sign", "secure", "cancel", "lose", "clinch",
    "scrap",
))  # fmt: skip
_BUILD_REACH: Final = 60
_TAXED_REACH: Final = 30
_BID_REACH: Final = 40
_FROM: Final = re.compile(r" (?:from|on|to) ")
_FROM_REACH: Final = 40
_TO_STOP: Final = re.compile(r"[,;\n]|\. ")
_BOUGHT_FROM: Final = re.compile(
    r" (?:(?!factor|plant|stake|compan|firm|share|land|mine|business|asset|rival|utilit|from )[\w-]+ ){1,5}from "
)
# "from buying Russian uranium", "from buying gas from Russia", not "parts from American makers" or "a German firm"
_FOREIGN_GOODS: Final = re.compile(
    r" (?:(?:[\w-]+ ){1,5}from (?:the )?(?:[A-Z][\w.]*\b ?){1,3}(?=[,;.]|$|(?:by|after|in|under|since|and|as)\b)|"
    r"[A-Z]\w+ (?!factor|plant|stake|compan|firm|share|land|mine|business|asset|rival|utilit|bank)[a-z])"
)
_FIRM: Final = re.compile(r"\b(?:company|companies|firms?|group|giant|maker) $")
_TAKERS: Final = re.compile(r"\b(?:airlines?|carriers?|importers?|buyers?|customers?) (?!from\b)|\bjet deliveries")
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
_BESIDE: Final = 40
_ON: Final = re.compile(r" (?:on|against) (?:[\w-]+ ){0,2}")
_SHIPPED: Final = (" a box", "container", "freight", "carrier", "airline", "shipping", "fuel", " teu")
_OWNED: Final = re.compile(r"['’]s? (?:[\w-]+ )?$")
_OWNED_REACH: Final = 24
# done to goods that arrive
_AT_BORDER: Final = frozenset((
    "turn away", "turn back", "reject", "refuse", "seize", "detain", "impound", "intercept", "confiscate", "destroy",
))  # fmt: skip
_WAY: Final = re.compile(
    r"\b(?:ports?|terminals?|crossings?|straits?|canals?|bridges?|rail\w*|roads?|harbou?rs?|border posts?|airspace|"
    r"pipelines?|highways?)\b"
)
_MENDING: Final = frozenset(("improve", "normalise", "restore", "deepen", "strengthen", "mend"))
_TO_GOODS: Final = re.compile(r" to (?!tour|visit|travel|foreign|migrant|people|worker|student|intern|vaccin|all )")
_LEVIES: Final = frozenset(("levy", "levies", "tax", "taxes", "duty", "duties", "rate", "rates"))
# "levies for palm oil exports", not "a levy for three years on exports"
_FOR_EXPORTS: Final = re.compile(
    r"[^,;:.]{0,40}? for (?:(?!(?:on|of|in|to|from|with|by|and|or|years?|months?)\b)[\w-]+ ){0,3}exports?\b",
    re.IGNORECASE,
)
_ON_EXPORTS: Final = re.compile(r" on (?:(?:the |its |their )?exports? of |(?:[\w-]+ ){1,3}exports\b)")
_LEVY_REACH: Final = 90
_LEVIED: Final = re.compile(r"\b(?:levy|levies|tax|taxes|duty|duties)\b", re.IGNORECASE)
# "closed its borders to Ukrainian goods", "reopen the ports to Mexican cattle"
_SHUT_TO_GOODS: Final = re.compile(
    r" (?:to|for) (?:(?!and\b|or\b|tour|visit|travel|migrant|people|worker|student|intern|ship|vessel|tanker|truck|"
    r"traffic|train)[\w-]+ ){0,3}(?:goods|imports|produce|products|cargo|cattle|pigs|hogs|sheep|livestock|beef|pork|"
    r"meat|poultry|grain|fruit|fish|seafood)\b(?! (?:trains?|vehicles?|traffic))", re.IGNORECASE,
)
_MARKET_VERBS: Final = frozenset((
    "open", "open up", "reopen", "close", "shut", "liberalise", "throw open", "prise open", "pry open",
))  # fmt: skip
_DEALS: Final = frozenset(("deal", "agreement", "accord"))
# what answers a tariff is a tariff unless the text has spoken of other barriers
ANSWERS: Final = frozenset(("countermeasure", "counter measure", "retaliatory measure"))
BARE_DUTIES: Final = frozenset(
    ("duty", "duties", "levy", "levies", "additional duty", "additional duties", "duties on")
)
_DUTY_LIKE: Final = frozenset((Channel.TRADE_DEFENCE, Channel.MOBILITY, Channel.LOGISTICS, Channel.DIGITAL_RULES))
# an exemption, a cap or a measure may be one from these too
_RULED: Final = frozenset((Channel.MOBILITY, Channel.PROCUREMENT, Channel.STANDARDS, Channel.DIGITAL_RULES))
ON_FLOWS: Final = ON_GOODS | DEALINGS | _BUILDING | _PASSING
_UMBRELLAS: Final = frozenset(("trade restriction", "trade curb"))
_DUMPED: Final = re.compile(r"\bdumped\b|\bdumping\b")
_HELPED: Final = re.compile(
    r" (?:to|for) (?:\w+ ){0,3}?(?:farmers|growers|producers|consumers|households|families|millers)\b"
)
_LOST: Final = re.compile(r"\b(?:in|of|this|their|its) (?:this |the )?lost (?:\w+ )?$")
_OF_FIRMS: Final = frozenset((Channel.PURCHASES, Channel.INVESTMENT, Channel.SUBSIDY))
_BARRIERS: Final = frozenset(
    (Channel.TARIFF, Channel.TRADE_DEFENCE, Channel.IMPORT_RESTRICTION, Channel.EXPORT_RESTRICTION, Channel.SANCTIONS)
)


def channel_of(
    text: str, clause: Clause, thing: Cue, act: Act, last: Draft | None, *, has_goods: bool, has_target: bool,
    any_place: bool,
) -> tuple[Channel, str] | None:  # fmt: skip
    """(channel, sign), or None where the clause states no policy and no volume."""
    if thing.kind == "flow":
        if act.relation == BARE and has_goods and has_target and _is_fetched(text, clause, thing):
            return Channel.PURCHASES, "opening"
        if has_goods and has_target and _is_sold_abroad(text, clause, thing, act):
            is_firm = _OF_A_FIRM.match(text, thing.end - 3 if thing.words.endswith(" of") else thing.end)
            return (Channel.INVESTMENT if is_firm else Channel.EXPORT_RESTRICTION), "opening"
        return _of_flow(text, thing, act, last)
    channel, sign = thing.parts[0], thing.parts[1]
    if thing.words in _AT_THE_BORDER and not has_goods:
        return None
    if thing.words == "from entering" and _PERSONS.search(text, clause.start, thing.start):
        return Channel.MOBILITY, sign
    if thing.words == "from entering" and _SHIPS.search(text, clause.start, thing.start):
        # "prohibits Russian vessels from entering its ports"
        return (last.channel, sign) if last is not None and last.channel is Channel.SANCTIONS else None
    is_of_goods = has_goods or bool(clause.flows) or _ANY_GOODS.match(text, thing.end) is not None
    if is_crossing(thing) and not (is_of_goods and any_place):
        # tourists, students and traffic cross borders too
        return None
    if thing.words.endswith(_DELIVERING) and not (
        has_goods and (has_target or " to any " in text[thing.end : clause.end])
    ):
        # a shop that "stopped selling" is no measure
        return None
    is_let = thing.words.endswith("green light")
    if is_let and last is not None and last.channel in (Channel.IMPORT_RESTRICTION, Channel.EXPORT_RESTRICTION):
        return last.channel, sign
    if thing.words in ("from buying", "from purchasing") and STATE_BUYERS.search(text, clause.start, thing.start):
        # "bars federal agencies from buying Chinese drones"
        return Channel.PROCUREMENT, sign
    if thing.words == "from buying" and has_goods and _FOREIGN_GOODS.match(text, thing.end, clause.end):
        return Channel.IMPORT_RESTRICTION, sign
    if thing.words == "from buying" and has_goods and _BOUGHT_FROM.match(text, thing.end, clause.end):
        # "banned operators from buying chips from a foreign maker", "a firm abroad from buying parts at home"
        is_foreign = _FIRM.search(text, max(clause.start, thing.start - 12), thing.start) is not None
        return (Channel.EXPORT_RESTRICTION if is_foreign else Channel.IMPORT_RESTRICTION), sign
    if "deliver" in thing.words and _TAKERS.search(text, clause.start, thing.start):
        return Channel.PURCHASES, sign
    if thing.words.rstrip("s") == "surcharge":
        around = text[clause.start : clause.end].lower()
        if last is not None and last.channel is Channel.LOGISTICS:
            return last.channel, sign
        return Channel.LOGISTICS if any(word in around for word in _SHIPPED) else Channel(channel), sign
    if has_goods and "border" in thing.words and channel == Channel.MOBILITY and _TO_GOODS.match(text, thing.end):
        # closed the border to live cattle
        return Channel.IMPORT_RESTRICTION, sign
    if has_goods and last is not None and channel == Channel.MOBILITY and thing.words.startswith("entry "):
        # "lifting of entry restrictions" on poultry
        return (Channel.IMPORT_RESTRICTION if last.channel is Channel.IMPORT_RESTRICTION else Channel(channel)), sign
    if thing.words in _LEAVING_TOO and any(
        flow.parts[0] == "export" and 0 <= flow.start - thing.end <= _TAXED_REACH for flow in clause.flows
    ):
        # "the floor price for rice exports", "checks on outbound shipments"
        return Channel.EXPORT_RESTRICTION, sign
    if channel == Channel.MARKET_ACCESS:
        if thing.words.rstrip("s") in _UMBRELLAS and last is not None and last.channel in _BARRIERS:
            # "the trade restrictions" are those of which the article tells
            return last.channel, sign
        return None if _is_no_opening(text, clause, thing) else (Channel(channel), sign)
    if thing.words.startswith("bid") and channel == Channel.INVESTMENT and _is_for_contract(clause, thing):
        return None
    if channel == Channel.SUBSIDY and last is not None and last.channel is Channel.TRADE_DEFENCE and _DUMPED.search(
        text, clause.start, thing.start
    ):
        # "were being dumped or subsidised"
        return None
    if thing.words == "relief" and _HELPED.match(text, thing.end):
        # relief "to rice farmers" is money or shelter at home
        return None
    if channel == Channel.TRADE_AGREEMENT and _is_to_build(text, clause, thing):
        # "a deal with the government to build a plant"
        return Channel.INVESTMENT, sign
    if channel in (Channel.TARIFF, "by_object") and is_on_platforms(text, clause, thing):
        return Channel.DIGITAL_RULES, sign
    is_other = has_target and last is not None and last.channel is not Channel.TRADE_DEFENCE
    if last is not None and thing.words in BARE_DUTIES and channel == Channel.TARIFF and not is_other and (
        last.channel in _DUTY_LIKE
    ):
        # "withdraw the duties": those of the case that the article is about
        return (last.channel, sign) if last.channel is Channel.TRADE_DEFENCE else None
    if thing.words in _LEVIES and channel == Channel.TARIFF and _is_on_own_exports(
        text, thing, last, is_elsewhere=has_target
    ):
        return Channel.EXPORT_RESTRICTION, sign
    if channel == Channel.TARIFF and thing.words.startswith("taxed") and _only_exports(clause, thing):
        return Channel.EXPORT_RESTRICTION, sign
    if channel != "by_object":
        return Channel(channel), sign
    if thing.words.rstrip("s") in _DEALS:
        kind = next((other for other in clause.instruments if 0 < thing.start - other.end <= 2), None)
        if kind is not None and kind.parts[0] in _RULED | {Channel.INVESTMENT, Channel.SUBSIDY, Channel.PURCHASES}:
            # visa-exemption agreements
            return Channel(kind.parts[0]), sign
        is_of_trade = (last is not None and last.channel is Channel.TRADE_AGREEMENT) or len(clause.instruments) > 1
        return (Channel.TRADE_AGREEMENT, sign) if is_of_trade else None
    if sign == "barrier" and _OF_CHECKS.match(text, thing.end - 3 if thing.words.endswith(" of") else thing.end):
        # "a suspension of avocado inspections"
        return Channel.STANDARDS, sign
    for other in clause.instruments:
        is_beside = 0 <= other.start - thing.end <= _BESIDE and other.parts[0] in _RULED
        if is_beside or is_curb_on(text, thing, other):
            return Channel(other.parts[0]), sign
    if thing.words.startswith("the "):
        # "the rules" are those of which the article tells
        return (last.channel, sign) if last is not None and last.channel in _RULED else None
    if thing.words.startswith("tax"):
        taxed = next((flow.parts[0] for flow in clause.flows if 0 <= flow.start - thing.end <= _TAXED_REACH), "")
        if taxed == "import":
            # "a 20% tax on imports", "the tax rate on goods imported from Vietnam"
            return Channel.TARIFF, sign
    relieved = _relieved(text, clause, thing) if sign == "opening" else None
    if relieved is not None:
        return relieved, sign
    if sign == "opening" and _is_of_tariff(clause, last):
        # "an exemption from the tariffs on imported parts"
        return Channel.TARIFF, sign
    if thing.words.startswith("tax") and last is not None and last.channel is Channel.TRADE_AGREEMENT:
        # a deal that "abolishes taxes on Chilean exports": those that the partner levies
        return Channel.TARIFF, sign
    if sign == "barrier" and _ON_SALES.match(text, thing.end, clause.end):
        # "curbs on sales of software to China"
        return Channel.EXPORT_RESTRICTION, sign
    if thing.words.startswith("licensing ") and has_goods and not clause.flows:
        # "extended its licensing regime for chipmaking tools": who means imports says so
        return Channel.EXPORT_RESTRICTION, sign
    if thing.words.endswith("grip on"):
        return (Channel.EXPORT_RESTRICTION, sign) if has_goods and not _TRADE_OF.match(text, thing.end) else None
    for flow in clause.flows:
        if thing.words in _LEVIES and flow.end <= thing.start and " and " in text[flow.end : thing.start]:
            # "pay for charter flights and cut the tax on hotel rooms": no tax on the flights
            continue
        if flow.parts[0] in _OF_FLOW and -60 <= flow.start - thing.end <= 60:
            if last is not None and last.channel is Channel.SANCTIONS and flow.parts[0] in ("export", "import"):
                # sanctions that bring "new restrictions on oil exports"
                return Channel.SANCTIONS, sign
            return _OF_FLOW[flow.parts[0]], sign
    if thing.words.startswith("tax"):
        return (last.channel, sign) if last and last.channel in (Channel.TARIFF, Channel.EXPORT_RESTRICTION) else None
    if has_goods and has_target and _OF_PLANTS.match(text, thing.end - 3 if thing.words.endswith(" of") else thing.end):
        return Channel.IMPORT_RESTRICTION, sign
    on_goods = thing.words.rstrip("s") in _ON_GOODS
    if thing.words.rstrip("s") in ANSWERS or thing.words.startswith("retaliat"):
        is_barrier = last is not None and last.channel in _BARRIERS
        return (last.channel if last and is_barrier else Channel.TARIFF), sign
    if last and last.channel in _BARRIERS | _RULED and not (on_goods and last.channel is Channel.TARIFF):
        return last.channel, sign
    if sign == "opening":
        if last is not None and last.channel is Channel.LOGISTICS:
            return last.channel, sign
        if last is not None and last.channel in _OF_FIRMS:
            # orders bring farmers relief, no tariff does
            return None
        return (Channel.TARIFF, sign) if last or len(clause.instruments) > 1 or has_goods else None
    return (Channel.IMPORT_RESTRICTION, sign) if (has_goods or has_target) and on_goods else None


def is_curb_on(text: str, thing: Cue, other: Cue) -> bool:
    """"Curbs on foreign takeovers", "a ban on Chinese investment": one measure, and no takeover."""
    if thing.kind != "instrument" or thing.parts[:2] != ("by_object", "barrier"):
        return False
    if other.parts[0] != Channel.INVESTMENT:
        return False
    reach = thing.end - 3 if thing.words.endswith(" on") else thing.end
    return _ON.fullmatch(text, reach, max(reach, other.start)) is not None


def _is_for_contract(clause: Clause, thing: Cue) -> bool:
    """"Allowed to bid for state contracts": what is bid for is no firm."""
    return any(
        other.parts[0] == Channel.PROCUREMENT and 0 <= other.start - thing.end <= _BID_REACH
        for other in clause.instruments
    )


def _is_no_opening(text: str, clause: Clause, thing: Cue) -> bool:
    """A green light for a deal, access that was lost, "called the duties protectionist"."""
    if "green light" in thing.words:
        return any(cue.parts[0] == Channel.TRADE_AGREEMENT and cue.start >= thing.end for cue in clause.instruments)
    if thing.words.startswith("protectionis"):
        is_predicate = word_after(text, thing.end) in ("", "and", "or", "but") or text[thing.end] in ",.;"
        return word_before(text, thing.start) == "against" or is_predicate
    if thing.words.endswith("access") and any(
        cue.parts[0] == Channel.SUBSIDY and 0 < cue.start - thing.end <= _BID_REACH for cue in clause.instruments
    ):
        # "lost access to U.S. tax credits": no market
        return True
    return thing.words.endswith("access") and _LOST.search(text, clause.start, thing.start) is not None


def _only_exports(clause: Clause, thing: Cue) -> bool:
    """"Exports of corn are taxed at 12%"."""
    flows = {flow.parts[0] for flow in clause.flows if flow.end <= thing.start}
    return "export" in flows and "import" not in flows


def _is_to_build(text: str, clause: Clause, thing: Cue) -> bool:
    if not any(flow.parts[0] == "plant" and flow.start >= thing.end for flow in clause.flows):
        return False
    tail = text[thing.end : thing.end + _BUILD_REACH]
    return " to build " in tail or " to set up " in tail or " to open " in tail or " to invest " in tail


def _is_on_own_exports(text: str, thing: Cue, last: Draft | None, *, is_elsewhere: bool) -> bool:
    """"Levies for palm oil exports", "the new levy" after a levy on exports."""
    if _FOR_EXPORTS.match(text, thing.end, thing.end + _LEVY_REACH):
        return True
    if _ON_EXPORTS.match(text, thing.end - 3 if thing.words.endswith(" on") else thing.end):
        # "a 10% duty on exports of soybeans", and nobody named to whom they go or whose they are
        return not is_elsewhere
    if last is None or last.channel is not Channel.EXPORT_RESTRICTION:
        return False
    spans = [slot.span for slot in last.slots if slot.name == "instrument"]
    return any(_LEVIED.search(text, span.start, span.end) for span in spans)


def _relieved(text: str, clause: Clause, thing: Cue) -> Channel | None:
    """"Relief from the 25% tariff", "an exemption from sanctions": an opening in what follows the preposition."""
    gap = _FROM.match(text, thing.end)
    if gap is None:
        return None
    near = (other for other in clause.instruments if gap.end() <= other.start <= gap.end() + _FROM_REACH)
    barrier = next((other for other in near if other.parts[1] == "barrier" and other.parts[0] != "by_object"), None)
    return Channel(barrier.parts[0]) if barrier else None


def _is_of_tariff(clause: Clause, last: Draft | None) -> bool:
    if last is not None and last.channel in _BARRIERS:
        return last.channel is Channel.TARIFF
    return any(other.parts[0] == Channel.TARIFF for other in clause.instruments)


def _of_flow(text: str, thing: Cue, act: Act, last: Draft | None) -> tuple[Channel, str] | None:
    direction = thing.parts[0]
    is_punished = last is not None and last.channel is Channel.SANCTIONS
    if act.relation == BARE or (act.relation == ALONE and act.use == "policy"):
        return None
    if act.lemma == "lift" and direction in ("export", "import", "sales"):
        # demand that lifts exports makes them grow
        return Channel.PURCHASES, "barrier"
    if direction == "ties":
        is_told = act.use == "damage" or act.lemma in _MENDING or act.lemma == "worsen"
        return (Channel.UNCERTAINTY, "barrier" if act.lemma == "worsen" else "opening") if is_told else None
    if direction == "goods":
        return (Channel.SANCTIONS if is_punished else Channel.IMPORT_RESTRICTION), "opening"
    if direction == "travel" and "border" in thing.words and _SHUT_TO_GOODS.match(text, thing.end):
        return Channel.IMPORT_RESTRICTION, "opening"
    if direction == "market":
        return (Channel.MARKET_ACCESS, "opening") if act.lemma in _MARKET_VERBS else None
    if direction == "plant":
        return (Channel.INVESTMENT, "opening") if act.lemma in _BUILDING else None
    shut_to = _SHUT_TO_GOODS.match(text, thing.end) if direction == "route" else None
    if shut_to and act.action in ("open", "end", "suspend") and not shut_to[0].endswith(("cargo", "goods")):
        # "reopen the ports to Mexican cattle"; a crossing shut to all cargo is shut for its own sake
        return Channel.IMPORT_RESTRICTION, "opening"
    if direction == "route":
        sign = "barrier" if act.lemma == "seal" else "opening"
        return (Channel.LOGISTICS, sign) if act.lemma in _PASSING else None
    if thing.words.startswith("booking") and _TRAVELLED.search(text, max(0, thing.start - 60), thing.end + 30):
        return Channel.MOBILITY, "opening"
    if direction == "travel" and act.lemma == "seal" and "border" in thing.words:
        # "sealed its rail border with its neighbour"
        return Channel.MOBILITY, "barrier"
    if direction in ("sales", "shipment") and act.lemma in DEALINGS and (direction == "sales" or act.lemma == "book"):
        return Channel.PURCHASES, "opening"
    is_taken = direction == "shipment" and "deliver" in thing.words
    if is_taken and _TAKERS.search(text, max(0, thing.start - 90), thing.end):
        # airlines told to halt deliveries buy no more
        return Channel.PURCHASES, "opening"
    if direction == "shipment" and act.lemma in _PASSING and _is_through(text, thing, act):
        # "closed the crossing to cargo", "blocked the port"
        return None
    if direction == "shipment" and act.use == "policy" and is_punished:
        return Channel.SANCTIONS, "opening"
    if direction == "shipment" and act.use == "policy" and act.lemma in _AT_BORDER:
        return Channel.IMPORT_RESTRICTION, "opening"
    if direction == "shipment" and is_supplies(thing) and act.action in ("end", "suspend", "reduce") and (
        _OWNED.search(text, max(0, thing.start - _OWNED_REACH), thing.start)
    ):
        # "cut off Poland's gas supplies"
        return Channel.EXPORT_RESTRICTION, "opening"
    if direction == "shipment" and act.use == "policy":
        return (Channel.EXPORT_RESTRICTION if _leaves(text, thing) else Channel.IMPORT_RESTRICTION), "opening"
    if direction == "export" and act.action == "open" and last is not None and _is_readmission(text, thing, last):
        # exports resume where the ban on imports has been lifted
        return Channel.IMPORT_RESTRICTION, "opening"
    if direction == "trade" and act.action == "open" and not is_punished:
        # "opening trade with the region" lifts no sanctions that nobody has named
        return Channel.MARKET_ACCESS, "opening"
    if is_punished and act.use == "policy" and direction in ("export", "import") and _is_by_sanctions(text, act):
        return Channel.SANCTIONS, "opening"
    if act.lemma == "tax" and direction == "import":
        # "a plan to tax imports of textiles"
        return Channel.TARIFF, "opening"
    if act.use == "policy" and thing.parts[1] != "ed":
        return (_OF_FLOW[direction], "opening") if direction in _OF_FLOW else None
    is_raised = act.lemma == "raise" and act.cue is not None and words_between(text, act.cue.end, thing.start) <= 2
    if act.use in ("volume", "damage") or (is_raised and direction in ("import", "export")):
        is_travel = direction == "travel" or thing.words.startswith("booking")
        return (Channel.MOBILITY if is_travel else Channel.PURCHASES), "opening"
    return None


def is_supplies(thing: Cue) -> bool:
    """Whether the flow is what somebody is supplied with."""
    return thing.kind == "flow" and "suppl" in thing.words


def _is_sold_abroad(text: str, clause: Clause, thing: Cue, act: Act) -> bool:
    """"Halted sales of chips to China", "approved the sale of chips to Saudi Arabia": what a state says of sales."""
    if thing.parts[0] != "sales" or not thing.words.startswith("sale") or act.lemma not in _RULING:
        return False
    return _SOLD_TO.match(text, thing.end - 3 if thing.words.endswith(" of") else thing.end, clause.end) is not None


# "tour operators cancelled group bookings"
_TRAVELLED: Final = re.compile(r"\b(?:tours?|travel|hotel|flights?|holiday|group|tourists?|trips?|airline|cruise)\b")


def _is_through(text: str, thing: Cue, act: Act) -> bool:
    """Whether a way for goods stands between the verb and the goods."""
    return act.cue is not None and _WAY.search(text, act.cue.end, max(act.cue.end, thing.start)) is not None


def _is_by_sanctions(text: str, act: Act) -> bool:
    """"The sanctions ban the country's exports of coal"."""
    return act.cue is not None and text[max(0, act.cue.start - 24) : act.cue.start].rstrip().endswith("sanctions")


def _is_readmission(text: str, thing: Cue, last: Draft) -> bool:
    return last.channel is Channel.IMPORT_RESTRICTION and " to " in text[thing.end : thing.end + 40]


def _is_fetched(text: str, clause: Clause, thing: Cue) -> bool:
    """"The ministry has decided to import rice from Vietnam"."""
    if thing.words not in ("import", "imported") or " from " not in text[thing.end : clause.end]:
        return False
    return word_before(text, thing.start) in _DOING


def _leaves(text: str, thing: Cue) -> bool:
    """Whether a shipment goes out: "to Australia", not "from" anywhere; who halts "shipments of" halts its own."""
    tail = _TO_STOP.split(text[thing.end : thing.end + 80], maxsplit=1)[0]
    return (" to " in tail or tail.startswith(" of ")) and " from " not in tail


_DELIVERING: Final = (" shipping", " supplying", " selling")
_LEAVING_TOO: Final = frozenset(("floor price", "floor prices", "minimum price", "minimum prices", "checks on"))
# what is done to sales by those who rule over them
_RULING: Final = frozenset((
    "ban", "bar", "prohibit", "forbid", "block", "halt", "stop", "suspend", "allow", "permit", "approve", "restrict",
    "curb", "limit", "authorise", "clear", "prevent",
))  # fmt: skip
_SOLD_TO: Final = re.compile(
    r" of (?:(?!to\b)[\w’'.$-]+,? ){1,10}to "
    r"(?:(?!do\b|be\b|have\b|make\b|help\b)[\w-]+ (?:\w+ )?(?:in |of ))?(?:the )?[A-Z]"
)
# "prohibited the sale of a wafer factory to a Chinese buyer"
_OF_A_FIRM: Final = re.compile(
    r" of (?:(?!to\b)[\w’'.%-]+ ){0,8}(?:plants?|factory|factories|stakes?|company|firm|unit|mine|business|assets?|"
    r"land|port|refinery|smelter|chipmaker|shares|utility|bank)\b"
)
_OF_CHECKS: Final = re.compile(r" of (?:[\w-]+ ){0,3}(?:inspections?|checks|certifications?|inspection programmes?)\b")
# "lift the suspension of a Norwegian salmon plant"
_OF_PLANTS: Final = re.compile(
    r" (?:of|on) (?:[\w-]+ ){1,5}(?:plants?|exporters?|suppliers?|slaughterhouses?|abattoirs?|packers?|processors?)\b"
)
_ON_SALES: Final = re.compile(r" on (?:the |all |any )?sales? of (?:(?!to\b)[\w’'.$-]+,? ){1,10}to (?:the )?[A-Z]")
_ANY_GOODS: Final = re.compile(r" (?:[\w-]+ ){0,2}(?:goods|products|produce|imports|exports|cargo|shipments)\b")
# laid on goods and on people
_AT_THE_BORDER: Final = frozenset(("controls at the border", "border controls on", "inspections of"))
# "tightened its grip on the oil industry": who owns it, not what leaves
_TRADE_OF: Final = re.compile(
    r" (?:[\w-]+ ){1,4}(?:industry|sector|market|company|companies|producer|producers|giant)\b"
)
_LAYING: Final = frozenset(("slap", "put", "impose", "levy", "charge", "add"))
_RATE_ON: Final = re.compile(
    r" (?:an? )?(?:extra |additional |further |new |flat )?(\d{1,3}(?:\.\d+)?(?:%| per ?cent)) on "
)
_RATE_REACH: Final = 40
_GOODS_REACH: Final = 5
_DOING: Final = frozenset(("to", "has", "have", "had", "will"))


_SHIPS: Final = re.compile(r"\b(?:ships?|vessels?|boats?|tankers?|trawlers?|aircraft|planes?) $")
# "bars citizens of twelve countries from entering", not palm oil
_PERSONS: Final = re.compile(
    r"\b(?:citizens?|nationals?|people|travell?ers?|visitors?|tourists?|students?|workers?|migrants?|foreigners?|"
    r"athletes?|passengers?|passport|residents|academics|researchers|holders?|[A-Z]\w+(?:ians|eans|ans|ese|is))\b"
)

def implied_things(text: str, clause: Clause, goods: list[tuple[int, int]], places: list[PlaceHit]) -> list[Cue]:
    """What a clause without a word of trade policy is about all the same: banned goods, or a rate laid on goods."""
    return _banned(text, clause, goods, places) or _rated(text, clause)


def _banned(text: str, clause: Clause, goods: list[tuple[int, int]], places: list[PlaceHit]) -> list[Cue]:
    """Goods that a verb keeps out or lets in: "Russian stones have been banned from America"."""
    cue = next((cue for cue in clause.actions if cue.parts[2] in ON_GOODS and cue.parts[1] != "noun"), None)
    # who owns a bid is not what is banned
    own = ("’s", "'s")
    near = [(b, e) for b, e in goods if clause.start <= b and e <= clause.end and not text.startswith(own, e)]
    # a port that is blocked is no cargo
    near = [(b, e) for b, e in near if not any(flow.start < e and b < flow.end for flow in clause.flows)]
    if cue is None or not near or not any(clause.start <= hit.start < clause.end for hit in places):
        return []
    is_passive = word_before(text, cue.start) in BEING or text.startswith(" by ", cue.end)
    side = [(begin, end) for begin, end in near if (end <= cue.start) == is_passive]
    begin, end = (side[-1] if is_passive else side[0]) if side else (0, 0)
    gap = words_between(text, end, cue.start) if is_passive else words_between(text, cue.end, begin)
    if not end or gap > _GOODS_REACH:
        return []
    begin = max([begin, *(hit.end + 1 for hit in places if begin <= hit.start and hit.end + 1 < end)])
    return [Cue(begin, end, "flow", ("goods", "noun"), text[begin:end].lower())]


def _rated(text: str, clause: Clause) -> list[Cue]:
    """A rate laid on goods is a tariff, also where nobody calls it so: "slapped an extra 40% on Chinese cars"."""
    for cue in clause.actions:
        if cue.parts[2] in _LAYING and cue.parts[1] != "noun":
            rate = _RATE_ON.match(text, cue.end, min(clause.end, cue.end + _RATE_REACH))
            if rate:
                return [Cue(rate.start(1), rate.end(1), "instrument", ("tariff", "barrier", "noun", "", ""), rate[1])]
    return []
