"""Who obliges, lets in, keeps out or cuts off, where the words make a country the gate through which it goes."""

import re
from typing import Final

from analysis.acts import ACTIVE, BARE, PASSIVE
from analysis.crossings import gate_of
from analysis.dealing import Parties, pick
from analysis.doers import subjects_of
from analysis.flow_channels import is_supplies
from analysis.matcher import PlaceHit
from analysis.members import (
    EXPORT_RESTRICTION,
    IMPORT_RESTRICTION,
    MARKET_ACCESS,
    MOBILITY,
    STANDARDS,
    TARIFF,
    TRADE_DEFENCE,
)
from analysis.roles import (
    AGENT,
    DEST,
    OBJECT,
    ORIGIN,
    OTHER,
    OWNER,
    PARTNER,
    SOURCE,
    SUBJECT,
    TARGET,
    WITHIN,
    is_adjective,
)
from analysis.statement import Statement

_AT_BORDERS: Final = frozenset((IMPORT_RESTRICTION, EXPORT_RESTRICTION, STANDARDS))
_INWARD: Final = frozenset((IMPORT_RESTRICTION, TARIFF, TRADE_DEFENCE))
_ENTRY: Final = frozenset((TARIFF, MARKET_ACCESS))
# of whom something is asked, by whom is not said
_OBLIGED: Final = ("need", "must ", "have to ", "has to ", "required to ")
# room for " the "
_ARTICLE: Final = 5
# "can now enter China without a visa"
_ENTERING: Final = re.compile(
    r"\b(?:enter(?:s|ed|ing)?|visit(?:s|ed|ing)?|(?:travel|come|fly|trip|go)\w* to|stay(?:s|ed|ing)? in|"
    r"entry (?:in)?to) (?:the )?$"
)


def obliging(said: Statement) -> Parties | None:
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
    if said.channel is EXPORT_RESTRICTION:
        inside = pick(said.roles, WITHIN) or makers
        return Parties(inside, pick(said.roles, DEST, TARGET), "where exporters ask") if inside else None
    inside = pick(said.roles, DEST, PARTNER) or pick(said.roles, WITHIN)
    return Parties(inside, makers, "where the goods go") if inside or makers else None


def cut_off(said: Statement) -> Parties | None:
    """"Moscow cut off Poland's gas supplies": whose supplies they were is hit."""
    if said.channel is not EXPORT_RESTRICTION or not is_supplies(said.thing) or said.act.relation != ACTIVE:
        return None
    place = said.act.cue.end if said.act.cue else 0
    starved = [hit for hit in pick(said.roles, OWNER, ORIGIN) if hit.start >= place]
    doers = subjects_of(said)
    return Parties(doers, starved, "whose supplies they were") if starved and doers else None


def accepting(said: Statement) -> Parties | None:
    """"Washington wants Europe to accept American safety standards": who is to accept them, and whose they are."""
    if not said.is_accepted or said.act.cue is None:
        return None
    makers = [hit for hit in pick(said.roles, OWNER, ORIGIN, TARGET, OBJECT) if hit.start > said.act.cue.start]
    doers = [role.hit for role in said.roles if role.hit.end <= said.act.cue.start][-1:]
    return Parties(doers, makers, "who accepts and whose they are") if makers else None


def crossing(said: Statement) -> Parties | None:
    """"Grouper from Taiwan may not enter China", "apples were let into Russia": the border is that of who rules."""
    gate = gate_of(said.text, said.thing, said.places)
    if gate is None:
        return None
    makers = [role.hit for role in said.roles if role.hit.end <= said.thing.start and role.role != OTHER]
    return Parties([gate], makers if said.channel is IMPORT_RESTRICTION else [], "where the goods go")


def entering(said: Statement) -> Parties | None:
    """"Wool from New Zealand will enter India duty-free", "Kenya may ship avocados to China": who lets goods in."""
    if said.act.relation != BARE or said.sign != "opening" or said.channel not in _ENTRY:
        return None
    inside = pick(said.roles, DEST) or pick(said.roles, WITHIN)
    if not inside:
        return None
    makers = pick(said.roles, SOURCE, ORIGIN, OWNER) or pick(said.roles, SUBJECT, OBJECT)
    return Parties(inside, makers, "where the goods go")


def opened(said: Statement) -> Parties | None:
    """"Opens the way for Vietnamese fish to flow into the EU"."""
    if said.channel is not MARKET_ACCESS or not said.thing.words.startswith("open"):
        return None
    inside, sellers = pick(said.roles, DEST), pick(said.roles, ORIGIN)
    return Parties(inside, sellers, "where the goods go") if inside and sellers else None


def shut_out(said: Statement) -> Parties | None:
    """Goods that are "banned from America", "admitted to Japan"."""
    if said.thing.parts[0] != "goods" or said.act.relation != PASSIVE:
        return None
    barring = [hit for hit in pick(said.roles, SOURCE) if said.act.cue and hit.start > said.act.cue.start]
    shut = pick(said.roles, AGENT, DEST) or pick(said.roles, WITHIN) or barring
    makers = pick(said.roles, ORIGIN, OWNER, SOURCE, SUBJECT)
    return Parties(shut, [hit for hit in makers if hit not in shut], "border")


def people_let_in(said: Statement) -> Parties | None:
    """"Lets young Chileans live and work in Japan"."""
    entered = _entered(said) if said.channel is MOBILITY and said.is_instrument else []
    if not entered:
        return None
    inside = {hit.place.iso3 for hit in entered}
    movers = pick(said.roles, OBJECT, ORIGIN, SOURCE, OWNER, SUBJECT)
    return Parties(entered, [hit for hit in movers if hit.place.iso3 not in inside], "where they go")


def travelling(said: Statement) -> Parties | None:
    """"Arrivals from China fell", "visits by Canadians to the United States": who travels acts."""
    if said.channel is not MOBILITY or said.thing.kind != "flow":
        return None
    if said.act.use not in ("volume", "damage") and not said.thing.words.startswith("booking"):
        return None
    movers = pick(said.roles, SOURCE, ORIGIN, AGENT)
    return Parties(movers, pick(said.roles, DEST, WITHIN, SUBJECT, OBJECT), "who travels") if movers else None


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


def importing(said: Statement) -> Parties | None:
    """"Tariffs on US imports from Japan", "Australian imports of beef into Britain": where they are brought in."""
    if said.channel not in _INWARD:
        return None
    flow = next((cue for cue in said.clause.flows if cue.parts[0] == "import" and cue.end > said.thing.start), None)
    if flow is None:
        return None
    into = [hit for hit in pick(said.roles, DEST) if said.text.endswith((" into ", " into the "), flow.end, hit.start)]
    if into:
        others = [role.hit for role in said.roles if role.role in (OWNER, ORIGIN, SOURCE, TARGET)]
        return Parties(into, [hit for hit in others if hit.place.iso3 != into[0].place.iso3], "where the goods go")
    if not said.text.startswith(" from ", flow.end):
        return None
    buyers = [role.hit for role in said.roles if 0 <= flow.start - role.hit.end <= 2]
    sellers = [hit for hit in pick(said.roles, SOURCE) if hit.start >= flow.end]
    return Parties(buyers, sellers, "buyer and seller") if buyers and sellers else None
