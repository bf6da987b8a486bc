"""The channel of an instrument, also where only its object tells: a ban on imports, a ban on flights."""

import re
from typing import Final

from analysis.clauses import Clause, Cue, word_after, word_before, words_between
from analysis.drafts import Draft
from analysis.governing import ALONE, BARE, BEING, Act
from analysis.matcher import PlaceHit
from analysis.model import Channel
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
_FIRM: Final = re.compile(r"\b(?:company|companies|firms?|group|giant|maker) $")
_STATE_BUYERS: Final = re.compile(
    r"\b(?:(?:federal|government|public|state|state-owned|state-run|local) "
    r"(?:agenc|bod|departments?|authorit|institution|"
    r"compan|firm|utilit|buyer|enterprise)\w*|ministries|the military|the Pentagon|the army|councils|hospitals|"
    r"municipalities|states|provinces|cities|agencies)"
)
_TAKERS: Final = re.compile(r"\b(?:airlines?|carriers?|importers?|buyers?|customers?) (?!from\b)|\bjet deliveries")
# what is done to plants and routes that tells of trade
_BUILDING: Final = frozenset((
    "establish", "set up",
    "build", "open", "construct", "start building", "begin building", "break ground on", "close", "shut", "idle",
    "mothball", "shelve", "cancel", "expand", "move", "relocate", "announce", "inaugurate",
    "spend", "pause", "halt", "suspend", "stop", "put off",
    "delay", "postpone", "scrap", "defer", "abandon",
))  # fmt: skip
_PASSING: Final = frozenset((
    "close", "shut", "block", "blockade", "paralyse", "cripple", "disrupt", "halt", "seal", "reopen", "open", "unblock",
    "walk off", "restart", "resume",
))  # fmt: skip
_BESIDE: Final = 40
_ON: Final = re.compile(r" (?:on|against) (?:[\w-]+ ){0,2}")
_SHIPPED: Final = (" a box", "container", "freight", "carrier", "airline", "shipping", "fuel", " teu")
_MENDING: Final = frozenset(("improve", "normalise", "restore", "deepen", "strengthen", "mend"))
_TO_GOODS: Final = re.compile(r" to (?!tour|visit|travel|foreign|migrant|people|worker|student|intern|vaccin|all )")
_LEVIES: Final = frozenset(("levy", "levies", "tax", "taxes", "duty", "duties", "rate", "rates"))
# "levies for palm oil exports", not "a levy for three years on exports"
_FOR_EXPORTS: Final = re.compile(
    r"[^,;:.]{0,40}? for (?:(?!(?:on|of|in|to|from|with|by|and|or|years?|months?)\b)[\w-]+ ){0,3}exports?\b",
    re.IGNORECASE,
)
_LEVY_REACH: Final = 90
_LEVIED: Final = re.compile(r"\b(?:levy|levies|tax|taxes|duty|duties)\b", re.IGNORECASE)
# "closed its borders to Ukrainian goods"
_SHUT_TO_GOODS: Final = re.compile(
    r" (?:to|for) (?:(?!and\b|or\b|tour|visit|travel|migrant|people|worker|student|intern)[\w-]+ ){0,2}"
    r"(?:goods|imports|produce|products|cargo)\b(?! (?:trains?|vehicles?|traffic))", re.IGNORECASE,
)
_MARKET_VERBS: Final = frozenset(("open", "open up", "reopen", "close", "shut", "liberalise"))
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
    text: str, clause: Clause, thing: Cue, act: Act, last: Draft | None, *, has_goods: bool, has_target: bool
) -> tuple[Channel, str] | None:  # fmt: skip
    """(channel, sign), or None where the clause states no policy and no volume."""
    if thing.kind == "flow":
        if act.relation == BARE and has_goods and has_target and _is_fetched(text, clause, thing):
            return Channel.PURCHASES, "opening"
        return _of_flow(text, thing, act, last)
    channel, sign = thing.parts[0], thing.parts[1]
    is_let = thing.words.endswith("green light")
    if is_let and last is not None and last.channel in (Channel.IMPORT_RESTRICTION, Channel.EXPORT_RESTRICTION):
        return last.channel, sign
    if thing.words in ("from buying", "from purchasing") and _STATE_BUYERS.search(text, clause.start, thing.start):
        # "bars federal agencies from buying Chinese drones"
        return Channel.PROCUREMENT, sign
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
    if last is not None and thing.words in BARE_DUTIES and channel == Channel.TARIFF and last.channel in _DUTY_LIKE:
        # "withdraw the duties": those of the case that the article is about
        return (last.channel, sign) if last.channel is Channel.TRADE_DEFENCE else None
    if thing.words in _LEVIES and channel == Channel.TARIFF and _is_on_own_exports(text, thing, last):
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


def _is_on_own_exports(text: str, thing: Cue, last: Draft | None) -> bool:
    """"Levies for palm oil exports", "the new levy" after a levy on exports."""
    if _FOR_EXPORTS.match(text, thing.end, thing.end + _LEVY_REACH):
        return True
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
    if direction == "route":
        return (Channel.LOGISTICS, "opening") if act.lemma in _PASSING else None
    if thing.words.startswith("booking") and _TRAVELLED.search(text, max(0, thing.start - 60), thing.end + 30):
        return Channel.MOBILITY, "opening"
    if direction in ("sales", "shipment") and act.lemma in DEALINGS and (direction == "sales" or act.lemma == "book"):
        return Channel.PURCHASES, "opening"
    is_taken = direction == "shipment" and "deliver" in thing.words
    if is_taken and _TAKERS.search(text, max(0, thing.start - 90), thing.end):
        # airlines told to halt deliveries buy no more
        return Channel.PURCHASES, "opening"
    if direction == "shipment" and act.use == "policy" and is_punished:
        return Channel.SANCTIONS, "opening"
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
    if act.use == "policy" and thing.parts[1] != "ed":
        return (_OF_FLOW[direction], "opening") if direction in _OF_FLOW else None
    is_raised = act.lemma == "raise" and act.cue is not None and words_between(text, act.cue.end, thing.start) <= 2
    if act.use in ("volume", "damage") or (is_raised and direction in ("import", "export")):
        is_travel = direction == "travel" or thing.words.startswith("booking")
        return (Channel.MOBILITY if is_travel else Channel.PURCHASES), "opening"
    return None


# "tour operators cancelled group bookings"
_TRAVELLED: Final = re.compile(r"\b(?:tours?|travel|hotel|flights?|holiday|group|tourists?|trips?|airline|cruise)\b")


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


_LAYING: Final = frozenset(("slap", "put", "impose", "levy", "charge", "add"))
_RATE_ON: Final = re.compile(
    r" (?:an? )?(?:extra |additional |further |new |flat )?(\d{1,3}(?:\.\d+)?(?:%| per ?cent)) on "
)
_RATE_REACH: Final = 40
_GOODS_REACH: Final = 5
_DOING: Final = frozenset(("to", "has", "have", "had", "will"))


_BOUGHT: Final = re.compile(
    r"\W+(?:(?:up to|at least|about|around|some|another|an?|extra|additional|more than|nearly|almost|as many as) )*"
    r"(?:[$€£]?\d|more |dozens |hundreds |thousands |millions )"
)
_BOUGHT_REACH: Final = 6


# "state firms were told to stop using American software"
SHUNNED: Final = frozenset((
    "stop using", "stop buying", "avoid using", "avoid buying", "not to use", "not to buy",
    "may not buy", "cannot buy", "must not buy", "may not use", "must not use", "cannot use",
))  # fmt: skip
_EVERYDAY_PHRASES: Final = SHUNNED | {"must use", "checks on", "from entering"}
_EVERYDAY: Final = frozenset(("buy", "challenge", "contest"))
_BEFORE_COURT: Final = re.compile(
    r"\b(?:at|before|to|with|in) (?:the |a |an )?"
    r"(?:WTO|World Trade Organi[sz]ation|(?:[\w-]+ ){0,3}(?:court|tribunal|panel))\b",
    re.IGNORECASE,
)
# "ordered the Chinese owner to sell most of its stake"
ORDERED: Final = re.compile(
    r"\b(?:order(?:s|ed)?|forc(?:es?|ed)|requir(?:es?|ed)|told|instruct(?:s|ed)?|compel(?:s|led)?)\b"
)
_ORDER_REACH: Final = 140
# "checks on fresh European meat"
_CHECKED_REACH: Final = 30
_CHECKED: Final = re.compile(r" (?:[\w-]+ ){0,2}(?:goods|products|produce|cargo|shipments|consignments)\b")
# "bars citizens of twelve countries from entering", not palm oil
_PERSONS: Final = re.compile(
    r"\b(?:citizens?|nationals?|people|travell?ers?|visitors?|tourists?|students?|workers?|migrants?|foreigners?|"
    r"athletes?|passengers?|passport|residents|academics|researchers|holders?|[A-Z]\w+(?:ians|eans|ans|ese|is))\b"
)
_MADE_IN: Final = frozenset(("demonym", "adjective"))


def is_everyday(thing: Cue) -> bool:
    """Whether it is a plain verb that trade shares with everybody."""
    is_phrase = thing.words in _EVERYDAY_PHRASES or thing.words.startswith("to sell ")
    return is_phrase or (thing.parts[3] in _EVERYDAY and " " not in thing.words)


def without_everyday(
    text: str, clause: Clause, goods: list[tuple[int, int]], places: list[PlaceHit]
) -> list[Cue]:  # fmt: skip
    """The instruments of a clause without plain verbs where no country buys, sues or prescribes its own goods."""
    kept = []
    for thing in clause.instruments:
        if is_everyday(thing):
            if thing.parts[3] == "buy":
                is_meant = _is_bought(text, clause, thing, goods, places)
            elif thing.words.startswith("to sell "):
                is_meant = ORDERED.search(text, max(0, thing.start - _ORDER_REACH), thing.start) is not None
            elif thing.words in SHUNNED:
                is_meant = any(0 <= h.start - thing.end <= 2 and h.place.kind in _MADE_IN for h in places) and (
                    _STATE_BUYERS.search(text, clause.start, thing.start) is not None
                )
            elif thing.words == "from entering":
                is_meant = _PERSONS.search(text, clause.start, thing.start) is not None
            elif thing.words == "checks on":
                ahead = [begin for begin, _ in goods] + [flow.start for flow in clause.flows]
                is_near = any(0 < begin - thing.end <= _CHECKED_REACH for begin in ahead)
                is_meant = is_near or _CHECKED.match(text, thing.end, clause.end) is not None
            elif thing.words == "must use":
                is_meant = any(0 <= h.start - thing.end <= 2 and h.place.kind in _MADE_IN for h in places) and any(
                    thing.end <= begin < clause.end for begin, _ in goods
                )
            else:
                is_meant = _BEFORE_COURT.search(text, thing.end, clause.end) is not None
            if not is_meant:
                continue
        kept.append(thing)
    return kept


def _is_bought(
    text: str, clause: Clause, thing: Cue, goods: list[tuple[int, int]], places: list[PlaceHit]
) -> bool:  # fmt: skip
    """"Japan will buy 100 aircraft", "Egypt bought wheat from Russia": a buyer, goods, and a figure or a seller."""
    tag = thing.parts[2]
    if word_before(text, thing.start) in BEING:
        return False
    if tag not in ("ed", "past", "part") and not (
        tag in ("base", "same") and word_before(text, thing.start) in ("to", "will", "would", "and")
    ):
        # "India buys Russian oil" tells how the world goes
        return False
    end = next((stop for begin, stop in goods if thing.end <= begin < clause.end), 0)
    if not end or words_between(text, thing.end, end) > _BOUGHT_REACH + 2:
        return False
    here = [hit for hit in places if clause.start <= hit.start < clause.end]
    buyers = {hit.place.iso3 for hit in here if hit.end <= thing.start}
    sellers = {hit.place.iso3 for hit in here if hit.start >= thing.end} - buyers
    return bool(buyers) and (bool(sellers) or _BOUGHT.match(text, thing.end) is not None)


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
