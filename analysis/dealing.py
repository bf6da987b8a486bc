"""Who deals with whom: buyer and seller, whose ships are charged, who lets an investor in, who is asked for access."""

import re
from typing import Final

from analysis.acts import ACTIVE, PASSIVE, SELF
from analysis.clauses import word_after
from analysis.matcher import PlaceHit
from analysis.members import DIVERSIFICATION, INVESTMENT, LOGISTICS, MARKET_ACCESS, TARIFF
from analysis.nearing import refused_calls
from analysis.plain_verbs import ORDERED, TOLD_TO
from analysis.roles import AGENT, DEST, OBJECT, ORIGIN, OWNER, PARTNER, SOURCE, SUBJECT, TARGET, WITHIN, Role
from analysis.statement import Statement

_ORDERS: Final = frozenset(("order", "demand", "purchase", "booking", "purchases of", "new order", "export order"))
_BUYERS_VERBS: Final = frozenset((
    "buy", "purchase", "book", "snap", "order", "shun", "steer", "boycott", "avoid",
    "contract", "lease",
))  # fmt: skip
_BUYING: Final = ("buying", "purchas", "taking", " to take")
_SELLING: Final = frozenset(("win", "secure", "lose", "land"))
_SENDING: Final = frozenset(("ship", "export", "sell"))
_RELATIVES: Final = frozenset(("which", "that", "who"))
_MATCHING: Final = frozenset(("match", "mirror"))
_BUILT: Final = frozenset(("built", "made", "owned", "operated", "flagged"))
_FEES: Final = ("fee", "levy", "levies", "docking fee")
_CHARGED: Final = ("ships ", "vessels ")
_TELLING: Final = frozenset(("said", "says", "announced", "announces", "confirmed", "declared"))
_LETTING: Final = re.compile(
    r"\b(?:lets?|letting|allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|stop(?:s|ped)?|prevent(?:s|ed)?)\b"
)


class Parties:
    """Implementers and targets as place hits, and the rule that made the first."""

    __slots__ = ("implementers", "rule", "targets")

    def __init__(self, implementers: list[PlaceHit], targets: list[PlaceHit], rule: str) -> None:
        self.implementers, self.targets, self.rule = implementers, targets, rule


def pick(roles: list[Role], *wanted: str) -> list[PlaceHit]:
    """The places in some roles, in the order of the text."""
    return [role.hit for role in roles if role.role in wanted]


def by_construction(said: Statement) -> Parties | None:
    """The parts where the words of the instrument or its verb give them, whatever the channel else asks."""
    if said.thing.words.startswith(TOLD_TO):
        return _told_to_sell(said)
    if said.act.lemma in _MATCHING and said.act.relation == ACTIVE and pick(said.roles, SUBJECT):
        # "Canada matches American tariffs": whose are matched is who is struck
        struck = pick(said.roles, TARGET) or pick(said.roles, OWNER)
        return Parties(pick(said.roles, SUBJECT)[:1], struck, "matches those of another")
    if said.channel is DIVERSIFICATION and said.thing.words.startswith("beyond "):
        # "Canadian exporters are looking beyond the United States"
        before = [role.hit for role in said.roles if role.hit.end <= said.thing.start]
        inside = [role.hit for role in said.roles if said.thing.start <= role.hit.start < said.thing.end]
        return Parties(before[:1], inside, "who looks beyond")
    return _told(said) or _rebuffed(said) or _let_in(said) or _whose_ships(said)


def _told(said: Statement) -> Parties | None:
    """"Washington said cabinets would be taxed at 50%": who tells of it takes it."""
    if said.act.cue is not said.thing or said.act.relation != PASSIVE or said.channel is not TARIFF:
        return None
    tells = [hit for hit in pick(said.roles, SUBJECT) if word_after(said.text, hit.end) in _TELLING]
    if not tells or pick(said.roles, AGENT):
        return None
    return Parties(tells[:1], pick(said.roles, ORIGIN, SOURCE, TARGET), "who tells of it")


def _rebuffed(said: Statement) -> Parties | None:
    """"India rebuffed American calls to cut duties": who is asked acts, and refuses whoever asks."""
    calls = refused_calls(said.text, said.clause, said.thing.start)
    if calls is None:
        return None
    before = [hit for hit in pick(said.roles, SUBJECT, OWNER, ORIGIN) if hit.end <= calls.start()]
    askers = [role.hit for role in said.roles if calls.start() <= role.hit.start < calls.end()]
    return Parties(before[-1:], askers, "refuses whoever asks") if before and askers else None


def _whose_ships(said: Statement) -> Parties | None:
    """"Fees on ships that are Chinese built", "charges Chinese ships a fee": whose ships they are is struck."""
    if said.channel is not LOGISTICS:
        return None
    struck: list[PlaceHit] = []
    if said.thing.words.startswith(_FEES):
        struck = [role.hit for role in said.roles if word_after(said.text, role.hit.end) in _BUILT]
    elif said.thing.words.startswith(_CHARGED) and said.act.relation == ACTIVE and said.act.cue is not None:
        start, end = said.act.cue.end, said.thing.start
        struck = [role.hit for role in said.roles if start <= role.hit.start and role.hit.end <= end]
    if not struck:
        return None
    doers = [hit for hit in pick(said.roles, SUBJECT, OWNER, AGENT) if hit not in struck]
    # "calling at U.S. ports"
    doers = doers or [hit for hit in pick(said.roles, WITHIN) if hit not in struck]
    return Parties(doers, struck, "whose ships are charged")


def _let_in(said: Statement) -> Parties | None:
    """"Refused to let a Chinese firm raise its stake": who lets or stops an investor acts."""
    if said.channel is not INVESTMENT or said.act.relation not in (SELF, ACTIVE):
        return None
    let = _LETTING.search(said.text, said.clause.start, said.thing.start)
    if let is None:
        return None
    before = [role.hit for role in said.roles if role.hit.end <= let.start()]
    after = [role.hit for role in said.roles if let.end() <= role.hit.start < said.thing.start]
    return Parties(before[-1:], after, "who lets it") if before and after else None


def _told_to_sell(said: Statement) -> Parties:
    """"London ordered the Chinese owner to sell its stake", "the Chinese owner was ordered to sell"."""
    order = ORDERED.search(said.text, said.clause.start, said.thing.start)
    if order is None:
        return Parties([], [role.hit for role in said.roles], "told to sell")
    before = [role.hit for role in said.roles if role.hit.end <= order.start()]
    after = [role.hit for role in said.roles if order.end() <= role.hit.start < said.thing.start]
    if word_after(said.text, order.end()) == "to":
        return Parties([], before, "told to sell")
    return Parties(before[-1:], after, "who orders the sale")


def asked_for_access(said: Statement, doers: list[PlaceHit]) -> Parties | None:
    """"Canberra is negotiating with Beijing over access for Australian apples": the other one opens."""
    if not doers or said.channel is not MARKET_ACCESS or said.sign != "opening":
        return None
    own = {hit.place.iso3 for hit in doers}
    asked = [hit for hit in pick(said.roles, PARTNER) if hit.place.iso3 not in own]
    goods = [hit for hit in pick(said.roles, ORIGIN, TARGET) if hit.place.iso3 in own]
    return Parties(asked, goods, "asked for access") if asked and goods else None


def buyer_and_seller(said: Statement) -> Parties:
    """The parts of a purchase or of a volume of trade: the buyer decides, the seller is hit."""
    place = said.act.cue.start if said.act.cue else 0
    buyers = [hit for hit in pick(said.roles, SUBJECT, OWNER, WITHIN) if hit.end <= place]
    is_buying = _is_buying(said)
    if not buyers and is_buying:
        # "Chinese mills bought soybeans", "Indian refiners have stopped buying"
        buyers = [hit for hit in pick(said.roles, ORIGIN, SOURCE) if hit.end <= place]
    if (said.act.relation == SELF or is_buying) and buyers:
        return _dealt(said, buyers)
    if said.act.lemma == "lose" and said.act.relation == SELF:
        # lost to a rival: "to Bangladesh" is no buyer
        return Parties([], [], "")
    if said.thing.words == "purchases of" and said.act.relation != ACTIVE:
        # "India's purchases of Russian oil rose"
        before = [role.hit for role in said.roles if role.hit.end <= said.thing.start]
        after = [hit for hit in pick(said.roles, ORIGIN, SOURCE, SUBJECT, OWNER, AGENT) if hit.start >= said.thing.end]
        if before and after:
            return Parties(before[-1:], after[:1], "buyer and seller")
    if said.thing.words.rstrip("s") in _ORDERS or said.thing.words.endswith(" purchases"):
        return _buyers(said.roles)
    return _traders(said.roles, said.flow, is_adjectival=said.thing.parts[-1] == "ed")


def _dealt(said: Statement, subjects: list[PlaceHit]) -> Parties:
    """The subject of a verb of buying or selling, and the other side."""
    goods = [hit for hit in pick(said.roles, SOURCE, ORIGIN, TARGET, OBJECT, OWNER, PARTNER) if hit not in subjects]
    if said.act.lemma in _SENDING:
        # "shipped a record 14 million tonnes to China"
        return Parties(pick(said.roles, DEST), subjects, "buyer and seller")
    if said.act.lemma == "lose":
        return Parties([], subjects, "seller")
    if said.act.lemma in _SELLING:
        return Parties(goods, subjects, "buyer and seller")
    return Parties(subjects, goods, "buyer and seller")


def _is_buying(said: Statement) -> bool:
    """Whether the verb is a buyer's, so that whose people they are is who buys."""
    if said.act.relation not in (ACTIVE, SELF):
        return False
    if said.clause.opener in _RELATIVES and said.act.relation == ACTIVE:
        # "China, which takes most of Argentina's beans, has booked cargoes": the buyer stands before the clause
        return False
    return said.act.lemma in _BUYERS_VERBS or any(word in said.thing.words for word in _BUYING)


def _buyers(roles: list[Role]) -> Parties:
    """Orders come from the buyer, for the goods of the seller."""
    buyers = pick(roles, AGENT) or pick(roles, SUBJECT) or pick(roles, SOURCE, OWNER, WITHIN)
    sellers = pick(roles, ORIGIN, SOURCE, TARGET, OBJECT, DEST)
    return Parties(buyers, [hit for hit in sellers if hit not in buyers], "buyer and seller")


def _traders(roles: list[Role], flow: str, *, is_adjectival: bool) -> Parties:
    """The buyer decides, the seller is hit; "imported American films" are sold by Americans."""
    rule = "buyer and seller"
    if flow == "import" and is_adjectival:
        return Parties(pick(roles, SUBJECT, AGENT, WITHIN), pick(roles, SOURCE, ORIGIN, TARGET, OWNER), rule)
    buyers = pick(roles, DEST) or pick(roles, WITHIN)
    if flow == "export" and not buyers:
        # "Swiss watch exports fell": the exporter is struck, by whom is not said
        return Parties([], pick(roles, ORIGIN, SOURCE, OWNER) or pick(roles, SUBJECT, AGENT), rule)
    if flow == "import" or not buyers:
        subjects = pick(roles, SUBJECT, OWNER, AGENT, WITHIN)
        return Parties(subjects or buyers, pick(roles, SOURCE, ORIGIN, TARGET), rule)
    sellers = pick(roles, ORIGIN, SOURCE, OWNER, SUBJECT, TARGET) or pick(roles, WITHIN)
    return Parties(buyers, [hit for hit in sellers if hit not in buyers], rule)
