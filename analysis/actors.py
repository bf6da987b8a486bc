"""Roles to parts: who does it and whom it hits, by channel and grammar, within one clause."""

import re
from typing import Final

from analysis.clauses import word_after, word_before
from analysis.crossings import gate_of
from analysis.dealing import Parties, asked_for_access, buyer_and_seller, by_construction, pick
from analysis.flow_channels import is_supplies
from analysis.governing import ACTIVE, ALONE, BARE, BEING, NOUN, PASSIVE, SELF, is_grounds
from analysis.hinted import Hinted
from analysis.matcher import PlaceHit
from analysis.model import Channel
from analysis.plain_verbs import SHUNNED
from analysis.roles import (
    AGENT,
    DEST,
    OBJECT,
    ORIGIN,
    OTHER,
    OWNER,
    PAIR,
    PARTNER,
    SOURCE,
    SUBJECT,
    TARGET,
    WITHIN,
    Role,
    is_adjective,
    is_list,
    is_person,
)
from analysis.rulings import is_sued, sides_in
from analysis.statement import Statement

# channels in which a country's firms act for it
_BY_FIRMS: Final = frozenset((Channel.DIVERSIFICATION, Channel.PURCHASES, Channel.INVESTMENT, Channel.LOGISTICS))
# channels in which the subject of any verb is the one that acts
_BY_STATES: Final = frozenset((
    Channel.TRADE_DEFENCE, Channel.SUBSIDY, Channel.DISPUTE, Channel.MOBILITY, Channel.PROCUREMENT,
    Channel.DIGITAL_RULES,
))  # fmt: skip
# channels whose targets may stand after "to" or "into"
_TOWARDS: Final = frozenset((
    Channel.EXPORT_RESTRICTION, Channel.MOBILITY, Channel.LOGISTICS, Channel.SANCTIONS, Channel.INVESTMENT,
    Channel.TRADE_DEFENCE,
))  # fmt: skip
_ENTRY: Final = frozenset((Channel.TARIFF, Channel.MARKET_ACCESS))
# channels whose targets may be where it is done: a plant in Hungary, suppliers in Thailand
_INTO: Final = frozenset((Channel.INVESTMENT, Channel.DIVERSIFICATION))
_LISTED: Final = re.compile(r" (?:[\w-]+ ){0,3}(?:firms|companies|entities|groups|makers|institutes|universities)\b")
_AT_BORDERS: Final = frozenset((Channel.IMPORT_RESTRICTION, Channel.EXPORT_RESTRICTION, Channel.STANDARDS))
# of whom something is asked, by whom is not said
_OBLIGED: Final = ("need", "must ", "have to ", "has to ", "required to ")
# "will not follow Canada in imposing a surtax": whoever is followed acted before
_FOLLOWED: Final = re.compile(r"\b(?:follow(?:s|ed|ing)?|emulat(?:e|es|ed|ing)|copy|copied|copies) (?:the )?$")
_IMPORTERS: Final = re.compile(r"\W*(?:[\w-]+ ){0,2}[Ii]mporters\b")
_NONE_TO_COME: Final = re.compile(r"\bthere (?:would|will|is to) be no (?:\w+ )?$")
_FOR_MARKET: Final = re.compile(r" for (?:the )?$")
_CHARGING: Final = frozenset((WITHIN, DEST, SOURCE, OWNER))
_UNDOING: Final = frozenset(("end", "suspend", "reduce"))
_PAYING: Final = frozenset(("face", "pay", "subject", "lose", "carry", "attract", "incur"))
_ABOUT: Final = frozenset(("over", "regarding", "concerning", "about"))
_JUDGING: Final = frozenset((
    "block", "reject", "veto", "approve", "clear", "prohibit", "bar", "allow", "authorise", "review", "examine",
    "scrutinise", "forbid", "permit",
))  # fmt: skip
# checks on food that comes "to the UK from the EU"
_CHECKING: Final = frozenset((Channel.STANDARDS, Channel.IMPORT_RESTRICTION))
_FELT: Final = (
    "unable to ", "cannot ", "can t ", "could not ", "hard to ", "harder to ", "impossible to ", "difficult to ",
    "left guessing", "in the dark", "no idea ", "not know", "nobody ", "no one ", "keep guessing", "kept guessing",
    "wait", "await", "know ", "knew ",
)  # fmt: skip
_TAKEN_OVER: Final = frozenset(("adopt", "block", "veto", "reject", "join", "endorse", "copy", "mirror"))
# room for " the "
_ARTICLE: Final = 5
# "can now enter China without a visa"
_ENTERING: Final = re.compile(
    r"\b(?:enter(?:s|ed|ing)?|visit(?:s|ed|ing)?|(?:travel|come|fly|trip|go)\w* to|stay(?:s|ed|ing)? in|"
    r"entry (?:in)?to) (?:the )?$"
)
_STRUCK_FLEETS: Final = frozenset(("shadow fleet", "shadow fleets"))
_PLAN_OF: Final = re.compile(
    r" (?:challeng|oppos|criticis|criticiz|reject|appeal|protest|denounc|condemn|welcom|support|back)\w* [^,;]{0,30}"
    r"\b(?:plan|decision|move|proposal|threat) to (?:\w+ly )?$"
)
_LEADING_TO: Final = re.compile(
    r"\b(?:lead|leads|led|leading|to|cause|causes|caused|causing|bring|brings|brought|raise|raises|raised|hit|hits|hurt)\b"
)
_SHELTERED: Final = Hinted(
    re.compile(r"\b(?:shielded|protected|sheltered|cushioned|insulated) (?:from [\w -]{1,40} )?by (?:[\w%-]+ ){0,4}$"),
    " by ",
)
_SUMS: Final = frozenset("0123456789$€£¥")
_AGAINST: Final = re.compile(r"\b(?:against|with) (?:the )?$")
_OVER: Final = re.compile(r" over (?:[\w-]+ ){0,3}$")
_ITS: Final = re.compile(r"\b(?:against|over|on|about|of|for|to|with|despite) (?:its|their)(?: [\w-]+){0,2} $")
# these stop at the border what comes from elsewhere; nobody lays them on goods of his own
_AT_BORDER: Final = frozenset((
    Channel.TARIFF, Channel.TRADE_DEFENCE, Channel.IMPORT_RESTRICTION, Channel.SANCTIONS,
))  # fmt: skip
# relief from these is had from another country
_RELIEVED: Final = _AT_BORDER | {Channel.EXPORT_RESTRICTION}
_RECEIVING: Final = frozenset(("win", "get", "secure", "receive", "obtain", "gain"))
_BESTOWING: Final = frozenset(("grant", "give", "offer", "award", "allow", "promise"))
_BUYING: Final = re.compile(
    r"\W+(?:\w+ ){0,2}(?:imports?|importers?|importing|purchases|buyers|demand|partners?|allies|businesses|consumers|"
    r"households)\b"
)
_OUTWARD: Final = frozenset(("export", "shipment", "sales"))


# "Japan and the Netherlands will join the United States in restricting"
_JOINING: Final = re.compile(r".{0,30}\bjoin(?:s|ed|ing)? (?:the |with |forces with )*")


def parties_of(said: Statement) -> Parties:
    """The parts that channel and grammar give to the places of a clause; nobody is guessed."""
    act = said.act
    if said.thing.words == "must use":
        # "bridges must use Canadian steel": who prescribes the goods of a country is that country
        return Parties([role.hit for role in said.roles if role.hit.start >= said.thing.end][:1], [], "its own goods")
    constructed = by_construction(said)
    if constructed is not None:
        return constructed
    if said.thing.words in SHUNNED:
        # "Chinese state firms were told to stop using American software"
        before = [role.hit for role in said.roles if role.hit.end <= said.thing.start]
        return Parties(before[-1:], [role.hit for role in said.roles if role.hit.start >= said.thing.end], "shuns it")
    if act.relation == BARE and said.sign == "barrier" and _SHELTERED.search(
        said.text, said.clause.start, said.thing.start
    ):
        # "Argentine makers are shielded by duties on Brazilian imports"
        before = [role.hit for role in said.roles if role.hit.end <= said.thing.start]
        return Parties(before, [role.hit for role in said.roles if role.hit not in before], "shelters its own")
    if said.is_denied:
        # who is kept from support is struck by whoever gives it to others
        givers = pick(said.roles, OWNER, AGENT, WITHIN)
        struck = [hit for hit in pick(said.roles, SUBJECT, ORIGIN, SOURCE, OBJECT, DEST) if hit not in givers]
        return Parties(givers, struck, "kept from support")
    # "talks between Canberra and Brussels collapsed"
    is_ended_by_itself = act.relation in (ALONE, PASSIVE) and bool(pick(said.roles, PAIR))
    if said.channel is Channel.TRADE_AGREEMENT and (act.action not in _UNDOING or is_ended_by_itself):
        return _partners(said.roles, is_owned=act.relation == BARE)
    if said.channel is Channel.UNCERTAINTY and said.thing.words.startswith(_FELT):
        # "has left German makers unable to plan": they suffer it
        return Parties([], [], "")
    if said.channel is Channel.UNCERTAINTY or (said.channel is Channel.DISPUTE and act.relation == BARE):
        return _opponents(said)
    if said.channel is Channel.PURCHASES:
        return buyer_and_seller(said)
    if said.channel is Channel.SUBSIDY and said.thing.words[:1] in _SUMS:
        # "Brazil's bank has lent 40 billion reais to exporters hit by American tariffs"
        return Parties([role.hit for role in said.roles if role.hit.end <= said.thing.start][:1], [], "who pays")
    if said.channel is Channel.SANCTIONS and (said.thing.words in _STRUCK_FLEETS or said.flow == "export"):
        # "Russia's shadow fleet", "the sanctions ban the country's exports": whose it is, is struck
        own = pick(said.roles, OWNER, ORIGIN)
        if own:
            return Parties(pick(said.roles, SUBJECT, AGENT), own, "owner of what is struck")
    if said.act.relation == BARE and said.sign == "opening" and said.channel in _ENTRY:
        entering = _entering(said)
        if entering:
            return entering
    entered = _entered(said) if said.channel is Channel.MOBILITY and said.is_instrument else []
    if entered:
        # "lets young Chileans live and work in Japan"
        inside = {hit.place.iso3 for hit in entered}
        movers = pick(said.roles, OBJECT, ORIGIN, SOURCE, OWNER, SUBJECT)
        return Parties(entered, [hit for hit in movers if hit.place.iso3 not in inside], "where they go")
    is_paid = act.use == "payer" and said.channel is not Channel.SUBSIDY
    is_itself = act.relation == SELF or (act.relation == PASSIVE and act.cue is said.thing)
    if is_paid and (is_itself or (act.relation == ACTIVE and act.lemma in _PAYING)):
        return _payers(said)
    if said.thing.parts[0] == "goods" and said.act.relation == PASSIVE:
        # "banned from America", "admitted to Japan"
        barring = [hit for hit in pick(said.roles, SOURCE) if said.act.cue and hit.start > said.act.cue.start]
        shut = pick(said.roles, AGENT, DEST) or pick(said.roles, WITHIN) or barring
        makers = pick(said.roles, ORIGIN, OWNER, SOURCE, SUBJECT)
        return Parties(shut, [hit for hit in makers if hit not in shut], "border")
    if said.channel is Channel.MARKET_ACCESS and said.thing.words.startswith("open"):
        entered, sellers = pick(said.roles, DEST), pick(said.roles, ORIGIN)
        if entered and sellers:
            # "opens the way for Vietnamese fish to flow into the EU"
            return Parties(entered, sellers, "where the goods go")
    if said.channel is Channel.MOBILITY and said.thing.kind == "flow" and (
        act.use in ("volume", "damage") or said.thing.words.startswith("booking")
    ):
        movers = pick(said.roles, SOURCE, ORIGIN, AGENT)
        if movers:
            # "arrivals from China fell", "visits by Canadians to the United States": who travels acts
            return Parties(movers, pick(said.roles, DEST, WITHIN, SUBJECT, OBJECT), "who travels")
    entered = _entered(said) if said.channel is Channel.MOBILITY and said.is_instrument else []
    if entered:
        # "lets young Chileans live and work in Japan"
        inside = {hit.place.iso3 for hit in entered}
        movers = pick(said.roles, OBJECT, ORIGIN, SOURCE, OWNER, SUBJECT)
        return Parties(entered, [hit for hit in movers if hit.place.iso3 not in inside], "where they go")
    known = _obliging(said) or _cut_off(said) or _crossing(said) or _accepting(said)
    if known:
        return known
    doers, rule = _doers(said)
    hit = _targets(said)
    if doers and rule == "subject of the action" and _is_received(said):
        # "Ukraine was granted an exemption", "won a waiver": given by somebody else
        return Parties(pick(said.roles, AGENT, SOURCE), doers, "receiver is the target")
    if not doers:
        doers = _implied(said)
    if rule == "subject of the action" and said.act.lemma in _TAKEN_OVER:
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
    if doers and not struck and said.channel in _AT_BORDER and _is_on_own_goods(said, doers):
        # "Canberra is after the duties on Australian wine": somebody else's
        return Parties([], hit, "owner of the goods")
    return Parties(doers, struck, rule)


def _obliging(said: Statement) -> Parties | None:
    """"Toys sold in the EU must carry a label", "exporters must apply for permits in China": who obliges them."""
    is_demand = said.is_instrument and said.thing.parts[3] == "require"
    is_obliged = said.thing.words.startswith(_OBLIGED) or (is_demand and not pick(said.roles, SUBJECT))
    owners = [hit for hit in pick(said.roles, OWNER) if not is_adjective(hit)]
    if not is_obliged or owners or pick(said.roles, AGENT) or said.channel not in _AT_BORDERS:
        return None
    giver = [hit for hit in pick(said.roles, SOURCE) if said.text.endswith(" from ", said.thing.end, hit.start)]
    if giver:
        # "must get a licence from Beijing"
        return Parties(giver, pick(said.roles, DEST, TARGET), "who gives the licence")
    makers = pick(said.roles, SOURCE, ORIGIN, OWNER, OBJECT)
    if said.channel is Channel.EXPORT_RESTRICTION:
        inside = pick(said.roles, WITHIN) or makers
        return Parties(inside, pick(said.roles, DEST, TARGET), "where exporters ask") if inside else None
    inside = pick(said.roles, DEST, PARTNER) or pick(said.roles, WITHIN)
    return Parties(inside, makers, "where the goods go") if inside or makers else None


def _cut_off(said: Statement) -> Parties | None:
    """"Moscow cut off Poland's gas supplies": whose supplies they were is hit."""
    if said.channel is not Channel.EXPORT_RESTRICTION or not is_supplies(said.thing) or said.act.relation != ACTIVE:
        return None
    place = said.act.cue.end if said.act.cue else 0
    starved = [hit for hit in pick(said.roles, OWNER, ORIGIN) if hit.start >= place]
    doers = _subjects(said)
    return Parties(doers, starved, "whose supplies they were") if starved and doers else None


def _accepting(said: Statement) -> Parties | None:
    """"Washington wants Europe to accept American safety standards": who is to accept them, and whose they are."""
    if not said.is_accepted or said.act.cue is None:
        return None
    makers = [hit for hit in pick(said.roles, OWNER, ORIGIN, TARGET, OBJECT) if hit.start > said.act.cue.start]
    doers = [role.hit for role in said.roles if role.hit.end <= said.act.cue.start][-1:]
    return Parties(doers, makers, "who accepts and whose they are") if makers else None


def _crossing(said: Statement) -> Parties | None:
    """"Grouper from Taiwan may not enter China", "apples were let into Russia": the border is that of who rules."""
    gate = gate_of(said.text, said.thing, said.places)
    if gate is None:
        return None
    makers = [role.hit for role in said.roles if role.hit.end <= said.thing.start and role.role != OTHER]
    return Parties([gate], makers if said.channel is Channel.IMPORT_RESTRICTION else [], "where the goods go")


def _entered(said: Statement) -> list[PlaceHit]:
    """The country after "live and work in", "from entering", and before "without a visa" where somebody enters it."""
    if said.thing.words.endswith((" in", " entering")):
        return [hit for hit in said.places if 0 <= hit.start - said.thing.end <= _ARTICLE]
    if not said.thing.words.startswith("without ") and said.sign != "cost":
        return []
    return [
        hit for hit in said.places
        if said.clause.start <= hit.start < said.clause.end
        and _ENTERING.search(said.text, max(said.clause.start, hit.start - 40), hit.start)
    ]  # fmt: skip


def _is_on_own_goods(said: Statement, doers: list[PlaceHit]) -> bool:
    own = {hit.place.iso3 for hit in doers}
    return any(
        role == TARGET and hit.start >= said.thing.end and hit.place.iso3 in own
        and not _BUYING.match(said.text, hit.end, hit.end + 40)
        for hit, role in said.roles
    )


def _doers(said: Statement) -> tuple[list[PlaceHit], str]:
    by, owners, subjects = pick(said.roles, AGENT), pick(said.roles, OWNER), _subjects(said)
    if said.thing.words.rstrip("s").endswith("threat") and not owners:
        # "tariff threats from Washington"
        by = by or [hit for hit in pick(said.roles, SOURCE) if hit.start >= said.thing.end]
    if said.channel is Channel.INVESTMENT and said.act.relation == BARE and said.sign == "opening":
        # "a package of US-bound investment and loans from Tokyo"
        invests = [hit for hit in pick(said.roles, SOURCE) if hit.start >= said.thing.end]
        if invests:
            return invests, "investor"
    if _is_judged(said) and subjects:
        return subjects, "judge of the investment"
    sued = _sued(said)
    if sued:
        return sued, "owner of the instrument"
    if subjects and _PLAN_OF.search(said.text, subjects[-1].end, said.act.cue.start if said.act.cue else 0):
        # "Vietnam challenges the government's plan to suspend imports"
        return [], "subject of the action"
    own = _possessed(said)
    if own:
        return own, "owner of the instrument"
    if subjects and said.thing.words.startswith(("from ", "off ")):
        return subjects, "subject of the action"
    if owners and subjects and said.act.relation == ACTIVE and said.act.lemma in _TAKEN_OVER:
        # "Switzerland adopts the EU's package", "Slovakia blocked it": who does so acts, whosever it is
        return subjects, "subject of the action"
    if said.act.relation in (ACTIVE, SELF):
        if owners:
            return owners, "owner of the instrument"
        return subjects or by, "subject of the action"
    if by or owners:
        return (by, "agent") if by else (owners, "owner of the instrument")
    if said.act.relation == NOUN:
        return subjects, "subject of the action"
    return _bare_doers(said) if said.act.relation == BARE else [], "subject"


def _is_received(said: Statement) -> bool:
    cue = said.act.cue
    if said.sign != "opening" or said.channel not in _RELIEVED or cue is None or said.act.relation != ACTIVE:
        return False
    return said.act.lemma in _RECEIVING or (
        said.act.lemma in _BESTOWING and word_before(said.text, cue.start) in BEING
    )


def _is_judged(said: Statement) -> bool:
    """"Ottawa blocked the Chinese takeover": who lets an investment pass or stops it acts, not who invests."""
    return said.channel is Channel.INVESTMENT and said.act.relation == ACTIVE and said.act.lemma in _JUDGING


def _sued(said: Statement) -> list[PlaceHit]:
    """"Opened a case against Canada over dairy quotas": the quotas are Canada's."""
    if said.channel is Channel.DISPUTE or not said.is_instrument or said.act.relation != BARE:
        return []
    case = next((cue for cue in said.clause.instruments if cue.parts[0] == Channel.DISPUTE), None)
    if case is None or not _OVER.search(said.text, case.end, said.thing.start):
        return []
    return [
        hit for hit in said.places
        if (case.end <= hit.start < said.thing.start and _AGAINST.search(said.text, case.end, hit.start))
        or (hit.end <= case.start and is_sued(said.text, said.clause.start, hit))
    ]  # fmt: skip


def _possessed(said: Statement) -> list[PlaceHit]:
    """"France objects to action by America against its digital tax": what is "its" belongs to the subject."""
    if said.act.relation != BARE:
        return []
    if said.text.endswith("bloc’s ", 0, said.thing.start) or said.text.endswith("bloc's ", 0, said.thing.start):
        return [hit for hit in said.places if hit.place.kind == "bloc" and hit.end <= said.thing.start][-1:]
    if not _ITS.search(said.text, said.clause.start, said.thing.start):
        return []
    return pick(said.roles, SUBJECT)[:1]


def _subjects(said: Statement) -> list[PlaceHit]:
    subjects = _last_group(said.text, [
        hit for hit in pick(said.roles, SUBJECT) if not _FOLLOWED.search(said.text, said.clause.start, hit.start)
    ])  # fmt: skip
    if subjects or said.channel not in _BY_FIRMS or said.act.cue is None:
        return subjects
    return [hit for hit in pick(said.roles, ORIGIN, SOURCE, WITHIN) if hit.end <= said.act.cue.start][:1]


def _implied(said: Statement) -> list[PlaceHit]:
    """Whose goods leave is who lets them go; where goods go to is who taxes them."""
    if said.channel in (Channel.EXPORT_RESTRICTION, Channel.SUBSIDY):
        own = pick(said.roles, ORIGIN, SOURCE)
        # "soy exports are taxed in Argentina", "the tax credit expired in the United States"
        is_inside = said.act.relation == (ALONE if said.channel is Channel.SUBSIDY else PASSIVE)
        return own or (pick(said.roles, WITHIN) if is_inside else [])
    if said.channel is Channel.IMPORT_RESTRICTION and said.flow == "import" and said.act.relation == PASSIVE:
        # "imports of jewellery into India are restricted"
        return pick(said.roles, DEST, WITHIN)
    if said.channel is Channel.TARIFF and said.sign == "opening" and said.act.relation == BARE:
        # relief from Washington
        givers = [hit for hit in pick(said.roles, SOURCE) if hit.place.kind not in ("country", "demonym", "adjective")]
        if givers:
            return givers
    is_at_border = said.channel in (Channel.TARIFF, Channel.TRADE_DEFENCE) and said.act.relation == BARE
    if said.act.relation in (ALONE, PASSIVE) and said.is_instrument:
        inside = pick(said.roles, WITHIN)
        # "a 30% tariff on its exports to the US is due to kick in"
        is_taxed = said.channel in (Channel.TARIFF, Channel.TRADE_DEFENCE) and said.flow in _OUTWARD
        is_checked = said.channel in _CHECKING and bool(pick(said.roles, SOURCE))
        return inside or (pick(said.roles, DEST) if is_taxed or is_checked else [])
    return pick(said.roles, DEST) if is_at_border or said.flow in _OUTWARD else []


def _bare_doers(said: Statement) -> list[PlaceHit]:
    """The subject where a word of certainty or the channel joins it to the instrument, else the place of it."""
    subjects = _last_group(said.text, pick(said.roles, SUBJECT))
    if subjects and any(
        cue.parts[0] == "opinion" and subjects[-1].end <= cue.start < said.thing.start for cue in said.clause.scopes
    ):
        # "Slovakia opposed the ban": whoever has an opinion of it is not the one that bans
        return pick(said.roles, WITHIN)
    if subjects and said.sign == "barrier" and _NONE_TO_COME.search(said.text, subjects[-1].end, said.thing.start):
        # "the president said there would be no new tariffs": his own
        return subjects
    if subjects and " that " in said.text[subjects[-1].end : said.thing.start]:
        # "a US inquiry found that the tax would harm": who finds it is not who taxes
        return pick(said.roles, WITHIN)
    if subjects and is_grounds(said.text, said.thing):
        return subjects
    if subjects and (said.channel in _BY_FIRMS or said.channel in _BY_STATES):
        return subjects
    if subjects and any(c.start >= subjects[-1].end and c.parts[0] != "in_force" for c in said.clause.statuses):
        return subjects
    if said.channel is Channel.DIVERSIFICATION and not subjects:
        # "Norwegian exporters turn to new markets"
        return [hit for hit in pick(said.roles, ORIGIN, SOURCE) if hit.end <= said.thing.start][:1]
    if said.channel in _BY_FIRMS or said.channel is Channel.SUBSIDY:
        return []
    # "the ban will lead to shortages in Singapore": the effect is there, the ban need not be
    return [
        hit for hit in pick(said.roles, WITHIN)
        if hit.start < said.thing.start or not _LEADING_TO.search(said.text, said.thing.end, hit.start)
    ]  # fmt: skip


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


def _last_group(text: str, hits: list[PlaceHit]) -> list[PlaceHit]:
    """The last run of subjects: a list of countries stays together, a speaker before it falls away."""
    group: list[PlaceHit] = []
    for hit in reversed(hits):
        if group and not (is_list(text, hit, group[-1]) or _JOINING.fullmatch(text, hit.end, group[-1].start)):
            break
        group.append(hit)
    return group[::-1]


def _partners(roles: list[Role], *, is_owned: bool) -> Parties:
    if is_owned and (pick(roles, PAIR) or pick(roles, OWNER)):
        # "Irish farmers protest against the EU's deal with Brazil": a deal is of those that are named as its own
        return Parties(pick(roles, PAIR, OWNER, PARTNER), [], "partners")
    hits = pick(roles, SUBJECT, OWNER, PARTNER, PAIR, AGENT, OBJECT, DEST, WITHIN, ORIGIN, SOURCE)
    return Parties(hits, [], "partners")


def _opponents(said: Statement) -> Parties:
    roles = said.roles
    sued = [role.hit for role in roles if said.channel is Channel.DISPUTE and _is_taken_to_court(said, role.hit)]
    if sued:
        return Parties([hit for hit in pick(roles, SUBJECT, OWNER) if hit not in sued], sued, "opponents")
    if said.channel is Channel.DISPUTE and said.thing.words.startswith("to "):
        # "Brazil took its complaint over U.S. tariffs to the WTO": what is complained of is not the WTO's
        return Parties(pick(roles, SUBJECT, AGENT), pick(roles, OWNER, TARGET, PARTNER), "opponents")
    is_case = said.channel is Channel.DISPUTE
    complaining = sides_in(said.text, said.clause.start, said.clause.end, said.places).plaintiff if is_case else ""
    if complaining:
        # "a complaint by Malaysia that EU limits are unfair"
        hits = [role.hit for role in roles]
        others = [hit for hit in hits if hit.place.iso3 != complaining]
        return Parties([hit for hit in hits if hit.place.iso3 == complaining], others, "opponents")
    doers = pick(roles, PAIR, OWNER) or pick(roles, SUBJECT, AGENT)
    partners, struck = pick(roles, PARTNER), pick(roles, TARGET)
    if said.channel is Channel.DISPUTE and not doers:
        # complaints from many countries
        doers = [hit for hit in pick(roles, SOURCE) if hit.start >= said.thing.end]
    if doers or not partners:
        # "tariffs aimed at China add to uncertainty": China is no cause of it
        return Parties(doers, [*partners, *struck], "opponents")
    return Parties(partners, struck, "opponents")


def _is_taken_to_court(said: Statement, hit: PlaceHit) -> bool:
    return hit.end <= said.thing.start and is_sued(said.text, said.clause.start, hit)


def _entering(said: Statement) -> Parties | None:
    """"Wool from New Zealand will enter India duty-free", "Kenya may ship avocados to China": who lets goods in."""
    inside = pick(said.roles, DEST) or pick(said.roles, WITHIN)
    if not inside:
        return None
    makers = pick(said.roles, SOURCE, ORIGIN, OWNER) or pick(said.roles, SUBJECT, OBJECT)
    return Parties(inside, makers, "where the goods go")


def _targets(said: Statement) -> list[PlaceHit]:
    if said.channel is Channel.EXPORT_RESTRICTION:
        listed = [hit for hit in pick(said.roles, ORIGIN) if _LISTED.match(said.text, hit.end)] if said.act.cue else []
        # "put 28 American firms on its export control list"
        return pick(said.roles, TARGET, OBJECT, DEST, PARTNER) or listed
    wanted = [TARGET, OBJECT, ORIGIN, PARTNER]
    if said.channel in _TOWARDS:
        wanted.append(DEST)
    if said.channel is Channel.PROCUREMENT and said.act.lemma in _BESTOWING:
        # "award contracts to American companies"
        wanted.append(DEST)
    if said.channel in _INTO:
        wanted.extend((DEST, WITHIN))
    if said.thing.words.startswith("reopen") or (said.thing.parts[0] == "route" and said.channel in _AT_BORDER):
        # "has reopened to Brazilian chicken", "will reopen its ports to Mexican cattle"
        wanted.append(DEST)
    if said.channel is Channel.MARKET_ACCESS and ("open" in said.thing.words or said.thing.parts[0] == "market"):
        wanted.append(DEST)
    if said.thing.words.startswith(("from ", "off ")) or _is_judged(said):
        wanted.append(OWNER)
    if said.channel is Channel.DIVERSIFICATION and said.sign in ("barrier", "tie"):
        # "talks with Canberra to lessen its reliance on Beijing": the one that it leans on
        leant_on = [hit for hit, role in said.roles if role in (TARGET, SOURCE) and hit.start >= said.thing.end]
        if leant_on:
            return leant_on
    # "on Russian ships for carrying arms from Iran": a source is a target only where nothing else is
    hits = pick(said.roles, *wanted) or pick(said.roles, SOURCE)
    if said.channel is Channel.INVESTMENT:
        # "shift assembly for the American market to India": who buys the goods gains no plant
        hits = [hit for hit in hits if not _FOR_MARKET.search(said.text, said.clause.start, hit.start) or (
            word_after(said.text, hit.end) not in ("market", "markets", "customers", "buyers", "consumers")
        )]  # fmt: skip
    if said.channel in _AT_BORDER:
        # "in contact with U.S. officials"
        met = {role.hit for role in said.roles if role.role == PARTNER and is_person(said.text, role.hit)}
        hits = [hit for hit in hits if hit not in met]
    if said.channel is Channel.DISPUTE and not hits:
        # a complaint over Canada's quotas
        hits = [hit for hit in pick(said.roles, OTHER) if word_before(said.text, hit.start) in _ABOUT]
    is_passive_verb = said.act.relation == PASSIVE and said.act.cue is said.thing
    return [*hits, *_last_group(said.text, pick(said.roles, SUBJECT))] if is_passive_verb else hits
