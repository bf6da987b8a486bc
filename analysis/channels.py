"""The channel of an instrument or a flow: what its words say, unless what stands around them says otherwise."""

import re
from typing import Final

from analysis.acts import Act
from analysis.clauses import Clause, Cue, word_after, word_before
from analysis.crossings import is_crossing
from analysis.drafts import Draft
from analysis.flow_channels import TAKERS, of_flow
from analysis.members import (
    DIGITAL_RULES,
    EXPORT_RESTRICTION,
    IMPORT_RESTRICTION,
    INVESTMENT,
    LOGISTICS,
    MARKET_ACCESS,
    MOBILITY,
    PROCUREMENT,
    PURCHASES,
    SANCTIONS,
    SUBSIDY,
    TARIFF,
    TRADE_AGREEMENT,
    TRADE_DEFENCE,
)
from analysis.model import Channel
from analysis.object_channels import BARRIERS, LEVIES, TAXED_REACH, by_object
from analysis.plain_verbs import STATE_BUYERS
from analysis.platforms import is_on_platforms
from analysis.setting import NO_POLICY, Found, Setting

_DUTY_LIKE: Final = frozenset((TRADE_DEFENCE, MOBILITY, LOGISTICS, DIGITAL_RULES))
BARE_DUTIES: Final = frozenset(
    ("duty", "duties", "levy", "levies", "additional duty", "additional duties", "duties on")
)
_UMBRELLAS: Final = frozenset(("trade restriction", "trade curb"))
# laid on goods and on people
_AT_THE_BORDER: Final = frozenset(("controls at the border", "border controls on", "inspections of"))
_LEAVING_TOO: Final = frozenset(("floor price", "floor prices", "minimum price", "minimum prices", "checks on"))
_DELIVERING: Final = (" shipping", " supplying", " selling")
_SHIPPED: Final = (" a box", "container", "freight", "carrier", "airline", "shipping", "fuel", " teu")
_BUILD_REACH: Final = 60
_BID_REACH: Final = 40
_LEVY_REACH: Final = 90
# "bars citizens of twelve countries from entering", not palm oil
_PERSONS: Final = re.compile(
    r"\b(?:citizens?|nationals?|people|travell?ers?|visitors?|tourists?|students?|workers?|migrants?|foreigners?|"
    r"athletes?|passengers?|passport|residents|academics|researchers|holders?|[A-Z]\w+(?:ians|eans|ans)|"
    # Israelis, the Chinese, but no Japanese seafood
    r"[A-Z]\w+(?:ese|is)(?!(?: [a-z-]+){1,2} $))\b"
)
_NOT_IN: Final = re.compile(r"\b(?:not|no longer|cannot)\b")
_SHIPS: Final = re.compile(r"\b(?:ships?|vessels?|boats?|tankers?|trawlers?|aircraft|planes?) $")
_ANY_GOODS: Final = re.compile(r" (?:[\w-]+ ){0,2}(?:goods|products|produce|imports|exports|cargo|shipments)\b")
_BOUGHT_FROM: Final = re.compile(
    r" (?:(?!factor|plant|stake|compan|firm|share|land|mine|business|asset|rival|utilit|from )[\w-]+ ){1,5}from "
)
# "from buying Russian uranium", "from buying gas from Russia", not "parts from American makers" or "a German firm"
_FOREIGN_GOODS: Final = re.compile(
    r" (?:(?:[\w-]+ ){1,5}from (?:the )?(?:[A-Z][\w.]*\b ?){1,3}(?=[,;.]|$|(?:by|after|in|under|since|and|as)\b)|"
    r"[A-Z]\w+ (?!factor|plant|stake|compan|firm|share|land|mine|business|asset|rival|utilit|bank)[a-z])"
)
_FIRM: Final = re.compile(r"\b(?:company|companies|firms?|group|giant|maker) $")
_TO_GOODS: Final = re.compile(r" to (?!tour|visit|travel|foreign|migrant|people|worker|student|intern|vaccin|all )")
_DUMPED: Final = re.compile(r"\bdumped\b|\bdumping\b")
_HELPED: Final = re.compile(
    r" (?:to|for) (?:\w+ ){0,3}?(?:farmers|growers|producers|consumers|households|families|millers)\b"
)
_LOST: Final = re.compile(r"\b(?:in|of|this|their|its) (?:this |the )?lost (?:\w+ )?$")
# "levies for palm oil exports", not "a levy for three years on exports"
_FOR_EXPORTS: Final = re.compile(
    r"[^,;:.]{0,40}? for (?:(?!(?:on|of|in|to|from|with|by|and|or|years?|months?)\b)[\w-]+ ){0,3}exports?\b",
    re.IGNORECASE,
)
_ON_EXPORTS: Final = re.compile(r" on (?:(?:the |its |their )?exports? of |(?:[\w-]+ ){1,3}exports\b)")
_LEVIED: Final = re.compile(r"\b(?:levy|levies|tax|taxes|duty|duties)\b", re.IGNORECASE)


def channel_of(
    text: str, clause: Clause, thing: Cue, act: Act, last: Draft | None, *, has_goods: bool, has_target: bool,
    any_place: bool, is_on_goods: bool,
) -> tuple[Channel, str] | None:  # fmt: skip
    """(channel, sign), or None where the clause states no policy and no volume."""
    said = Setting(
        text, clause, thing, act, last, has_goods=has_goods, has_target=has_target, any_place=any_place,
        is_on_goods=is_on_goods,
    )
    channel, sign = of_flow(said) if thing.kind == "flow" else _of_instrument(said)
    return (channel, sign) if channel is not None else None


def _of_instrument(said: Setting) -> Found:
    # asked in this order; the first that decides has it
    found = (
        _among_goods(said) or _by_buyers(said) or _at_border(said) or _of_access(said) or _of_firms_and_deals(said)
        or _of_duties(said)
    )  # fmt: skip
    if found is not None:
        return found
    return by_object(said) if said.channel == "by_object" else (Channel(said.channel), said.sign)


def _among_goods(said: Setting) -> Found | None:
    """Words that are of trade only among goods: tourists, ships and shops do such things too."""
    text, clause, thing, sign = said.text, said.clause, said.thing, said.sign
    if thing.words in _AT_THE_BORDER and not said.has_goods:
        return NO_POLICY
    is_entry = thing.words == "from entering" or (thing.parts[3] == "enter" and _NOT_IN.search(thing.words))
    if is_entry and _PERSONS.search(text, clause.start, thing.start):
        return MOBILITY, sign
    if thing.words == "from entering" and _SHIPS.search(text, clause.start, thing.start):
        # "prohibits Russian vessels from entering its ports"
        return (SANCTIONS, sign) if said.is_punished else NO_POLICY
    if is_crossing(thing) and not (said.any_place and _is_of_goods(said)):
        # tourists, students and traffic cross borders too
        return NO_POLICY
    if thing.words.endswith(_DELIVERING) and not (said.has_goods and _is_abroad(said)):
        # a shop that "stopped selling" is no measure
        return NO_POLICY
    return None


def _is_of_goods(said: Setting) -> bool:
    return said.has_goods or bool(said.clause.flows) or _ANY_GOODS.match(said.text, said.thing.end) is not None


def _is_abroad(said: Setting) -> bool:
    """A country stops shipping; a shop in a country stops selling, a town of it has to stop shipping."""
    text, thing = said.text, said.thing
    if said.has_target or " to any " in text[thing.end : said.clause.end]:
        return True
    is_state = not thing.words.endswith(" selling") and word_before(text, thing.start) in ("will", "would", "has", "")
    return said.any_place and is_state


def _by_buyers(said: Setting) -> Found | None:
    """What it is by who buys and who sells: imports, exports, or what a state buys."""
    text, clause, thing, sign = said.text, said.clause, said.thing, said.sign
    if thing.words in ("from buying", "from purchasing") and STATE_BUYERS.search(text, clause.start, thing.start):
        # "bars federal agencies from buying Chinese drones"
        return PROCUREMENT, sign
    if thing.words == "from buying" and said.has_goods and _FOREIGN_GOODS.match(text, thing.end, clause.end):
        return IMPORT_RESTRICTION, sign
    if thing.words == "from buying" and said.has_goods and _BOUGHT_FROM.match(text, thing.end, clause.end):
        # "banned operators from buying chips from a foreign maker", "a firm abroad from buying parts at home"
        is_foreign = _FIRM.search(text, max(clause.start, thing.start - 12), thing.start) is not None
        return (EXPORT_RESTRICTION if is_foreign else IMPORT_RESTRICTION), sign
    if "deliver" in thing.words and TAKERS.search(text, clause.start, thing.start):
        return PURCHASES, sign
    return None


def _at_border(said: Setting) -> Found | None:
    """Green lights, surcharges, borders and checks, which are of goods, of people or of freight."""
    text, clause, thing, sign, told = said.text, said.clause, said.thing, said.sign, said.told
    if thing.words.endswith("green light") and told in (IMPORT_RESTRICTION, EXPORT_RESTRICTION):
        return told, sign
    if thing.words.rstrip("s") == "surcharge":
        around = text[clause.start : clause.end].lower()
        is_freight = told is LOGISTICS or any(word in around for word in _SHIPPED)
        return (LOGISTICS if is_freight else Channel(said.channel)), sign
    if said.has_goods and said.channel == MOBILITY:
        if "border" in thing.words and _TO_GOODS.match(text, thing.end):
            # closed the border to live cattle
            return IMPORT_RESTRICTION, sign
        if thing.words.startswith("entry ") and told is not None:
            # "lifting of entry restrictions" on poultry
            return (told if told is IMPORT_RESTRICTION else MOBILITY), sign
    if thing.words in _LEAVING_TOO and any(
        flow.parts[0] == "export" and 0 <= flow.start - thing.end <= TAXED_REACH for flow in clause.flows
    ):
        # "the floor price for rice exports", "checks on outbound shipments"
        return EXPORT_RESTRICTION, sign
    return None


def _of_access(said: Setting) -> Found | None:
    if said.channel != MARKET_ACCESS:
        return None
    if said.thing.words.rstrip("s") in _UMBRELLAS and said.told in BARRIERS:
        # "the trade restrictions" are those of which the article tells
        return said.told, said.sign
    return NO_POLICY if _is_no_opening(said) else (MARKET_ACCESS, said.sign)


def _of_firms_and_deals(said: Setting) -> Found | None:
    """Bids, subsidies and deals that are something else by what they are for."""
    thing, channel = said.thing, said.channel
    if thing.words.startswith("bid") and channel == INVESTMENT and _is_for_contract(said):
        return NO_POLICY
    if channel == SUBSIDY and said.told is TRADE_DEFENCE and _DUMPED.search(
        said.text, said.clause.start, thing.start
    ):
        # "were being dumped or subsidised"
        return NO_POLICY
    if thing.words == "relief" and _HELPED.match(said.text, thing.end):
        # relief "to rice farmers" is money or shelter at home
        return NO_POLICY
    if channel == TRADE_AGREEMENT and _is_to_build(said):
        # "a deal with the government to build a plant"
        return INVESTMENT, said.sign
    return None


def _of_duties(said: Setting) -> Found | None:
    """Taxes and bans on platforms, the duties of a case, and taxes on what leaves."""
    thing, sign, told = said.thing, said.sign, said.told
    is_tariff = said.channel == TARIFF
    if (is_tariff or said.channel == "by_object") and is_on_platforms(said.text, said.clause, thing):
        return DIGITAL_RULES, sign
    if not is_tariff:
        return None
    if thing.words in BARE_DUTIES and told in _DUTY_LIKE:
        # "withdraw the duties": those of the case that the article is about
        if told is TRADE_DEFENCE:
            return told, sign
        if not said.has_target:
            return NO_POLICY
    if thing.words in LEVIES and _is_on_own_exports(said):
        return EXPORT_RESTRICTION, sign
    # "exports of corn are taxed at 12%"
    return (EXPORT_RESTRICTION, sign) if thing.words.startswith("taxed") and _only_exports(said) else None


def _is_for_contract(said: Setting) -> bool:
    """"Allowed to bid for state contracts": what is bid for is no firm."""
    return any(
        other.parts[0] == PROCUREMENT and 0 <= other.start - said.thing.end <= _BID_REACH
        for other in said.clause.instruments
    )


def _is_no_opening(said: Setting) -> bool:
    """A green light for a deal, access that was lost, "called the duties protectionist"."""
    text, thing, instruments = said.text, said.thing, said.clause.instruments
    if "green light" in thing.words:
        return any(cue.parts[0] == TRADE_AGREEMENT and cue.start >= thing.end for cue in instruments)
    if thing.words.startswith("protectionis"):
        is_predicate = word_after(text, thing.end) in ("", "and", "or", "but") or text[thing.end] in ",.;"
        return word_before(text, thing.start) == "against" or is_predicate
    if thing.words.endswith("access") and any(
        cue.parts[0] == SUBSIDY and 0 < cue.start - thing.end <= _BID_REACH for cue in instruments
    ):
        # "lost access to U.S. tax credits": no market
        return True
    return thing.words.endswith("access") and _LOST.search(text, said.clause.start, thing.start) is not None


def _only_exports(said: Setting) -> bool:
    """Whether what stands before is exports and no imports."""
    flows = {flow.parts[0] for flow in said.clause.flows if flow.end <= said.thing.start}
    return "export" in flows and "import" not in flows


def _is_to_build(said: Setting) -> bool:
    end = said.thing.end
    if not any(flow.parts[0] == "plant" and flow.start >= end for flow in said.clause.flows):
        return False
    tail = said.text[end : end + _BUILD_REACH]
    return " to build " in tail or " to set up " in tail or " to open " in tail or " to invest " in tail


def _is_on_own_exports(said: Setting) -> bool:
    """"Levies for palm oil exports", "the new levy" after a levy on exports."""
    text, thing = said.text, said.thing
    if _FOR_EXPORTS.match(text, thing.end, thing.end + _LEVY_REACH):
        return True
    if _ON_EXPORTS.match(text, thing.end - 3 if thing.words.endswith(" on") else thing.end):
        # "a 10% duty on exports of soybeans", and nobody named to whom they go or whose they are
        return not said.has_target
    if said.last is None or said.last.channel is not EXPORT_RESTRICTION:
        return False
    spans = [slot.span for slot in said.last.slots if slot.name == "instrument"]
    return any(_LEVIED.search(text, span.start, span.end) for span in spans)
