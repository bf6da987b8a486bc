"""The channel of an instrument of which only its object tells: a ban on imports or on flights, relief from a tax."""

import re
from typing import Final

from analysis.clauses import Cue
from analysis.flow_channels import OF_FLOW
from analysis.members import (
    DIGITAL_RULES,
    EXPORT_RESTRICTION,
    IMPORT_RESTRICTION,
    INVESTMENT,
    LOGISTICS,
    MOBILITY,
    PROCUREMENT,
    PURCHASES,
    SANCTIONS,
    STANDARDS,
    SUBSIDY,
    TARIFF,
    TRADE_AGREEMENT,
    TRADE_DEFENCE,
)
from analysis.model import Channel
from analysis.setting import NO_POLICY, Found, Setting

# said of goods, these keep imports out unless the clause speaks of exports
_ON_GOODS: Final = frozenset(("ban", "curb", "restriction", "prohibition", "quota", "limit", "moratorium", "cap"))
_LICENSING: Final = ("licensing ", "licence ", "license ")
_SIGNING: Final = frozenset(("sign", "ink", "conclude", "reach", "strike", "clinch", "seal", "agree", "negotiate"))
_DEALS: Final = frozenset(("deal", "agreement", "accord"))
# what answers a tariff is a tariff unless the text has spoken of other barriers
ANSWERS: Final = frozenset(("countermeasure", "counter measure", "retaliatory measure"))
LEVIES: Final = frozenset(("levy", "levies", "tax", "taxes", "duty", "duties", "rate", "rates"))
# an exemption, a cap or a measure may be one from these too
_RULED: Final = frozenset((MOBILITY, PROCUREMENT, STANDARDS, DIGITAL_RULES))
_OF_FIRMS: Final = frozenset((PURCHASES, INVESTMENT, SUBSIDY))
BARRIERS: Final = frozenset((TARIFF, TRADE_DEFENCE, IMPORT_RESTRICTION, EXPORT_RESTRICTION, SANCTIONS))
_TOLD: Final = BARRIERS | _RULED
_DEALT_IN: Final = _RULED | _OF_FIRMS
TAXED_REACH: Final = 30
_FLOW_REACH: Final = 60
_BESIDE: Final = 40
_ON: Final = re.compile(r" (?:on|against) (?:[\w-]+ ){0,2}")
_FROM: Final = re.compile(r" (?:from|on|to) ")
_FROM_REACH: Final = 40
_OF_CHECKS: Final = re.compile(r" of (?:[\w-]+ ){0,3}(?:inspections?|checks|certifications?|inspection programmes?)\b")
# "lift the suspension of a Norwegian salmon plant"
_OF_PLANTS: Final = re.compile(
    r" (?:of|on) (?:[\w-]+ ){1,5}(?:plants?|exporters?|suppliers?|slaughterhouses?|abattoirs?|packers?|processors?)\b"
)
_ON_SALES: Final = re.compile(r" on (?:the |all |any )?sales? of (?:(?!to\b)[\w’'.$-]+,? ){1,10}to (?:the )?[A-Z]")
# "a ban on rice shipments to Africa"; "curbs on shipments of Ukrainian grain to Poland" name whose they are
_ON_SHIPMENTS: Final = re.compile(
    r" on (?:(?!from\b)[a-z-]+ ){0,3}(?:shipments?|deliveries|sales|supplies|cargoes|consignments)"
    r"(?: of (?:(?!from\b)[a-z-]+ ){1,4}?)? ?(?<= )to (?:(?!be\b)[a-z-]+ ){0,2}?[A-Z]"
)
# "controls on rare earths" are on what leaves, unless they are of prices, of the border, of pests
_OTHER_CONTROLS: Final = re.compile(
    r"\b(?:price|quality|border|capital|pest|import|health|emissions?|pollution|rent|birth|safety|sanitary|quarantine|"
    r"customs|food|veterinary|phytosanitary|passport|currency|exchange|dust|stock|cost|management|traffic) $"
)
_OF_MARKETS: Final = re.compile(
    r" (?:[\w-]+ ){1,4}?(?:prices?|pricing|costs?|margins?|emissions?|pollution|consumption|production|output|stocks?|"
    r"farms?|farming|waste|use|usage|advertising|retailers|imports)\b"
)
# "tightened its grip on the oil industry": who owns it, not what leaves
_TRADE_OF: Final = re.compile(
    r" (?:[\w-]+ ){1,4}(?:industry|sector|market|company|companies|producer|producers|giant)\b"
)


def by_object(said: Setting) -> Found:
    """What an instrument stands for by what it falls on, by its neighbours, or by what the article told; decides."""
    # asked in this order; the first that decides has it
    return (
        _of_deal(said) or _of_rules(said) or _of_tax_or_relief(said) or _of_exports(said) or _by_flow_near(said)
        or _by_what_was_told(said) or _by_itself(said) or NO_POLICY
    )  # fmt: skip


def _of_deal(said: Setting) -> Found | None:
    thing, instruments = said.thing, said.clause.instruments
    if thing.parts[1] == "opening" and thing.words.endswith(" on"):
        # "a joint declaration on raw materials"
        return (TRADE_AGREEMENT, said.sign) if _is_signed(said) else NO_POLICY
    if thing.words.rstrip("s") not in _DEALS:
        return None
    kind = next((other for other in instruments if 0 < thing.start - other.end <= 2), None)
    if kind is not None and kind.parts[0] in _DEALT_IN:
        # visa-exemption agreements
        return Channel(kind.parts[0]), said.sign
    is_of_trade = said.told is TRADE_AGREEMENT or len(instruments) > 1 or _is_signed(said)
    return (TRADE_AGREEMENT, said.sign) if is_of_trade else NO_POLICY


def _is_signed(said: Setting) -> bool:
    """"Signed an agreement on lithium": what two states sign on goods is on trade in them."""
    if said.act.lemma not in _SIGNING or not said.is_on_goods:
        return False
    return not any(cue.parts[0] == "company" for cue in said.clause.speakers)


def _of_rules(said: Setting) -> Found | None:
    """Checks, and the rules that stand beside or were told of."""
    thing, sign = said.thing, said.sign
    if sign == "barrier" and _OF_CHECKS.match(said.text, said.object_start):
        # "a suspension of avocado inspections"
        return STANDARDS, sign
    for other in said.clause.instruments:
        is_beside = 0 <= other.start - thing.end <= _BESIDE and other.parts[0] in _RULED
        if is_beside or is_curb_on(said.text, thing, other):
            return Channel(other.parts[0]), sign
    if thing.words.startswith("the "):
        # "the rules" are those of which the article tells
        return (said.told, sign) if said.told in _RULED else NO_POLICY
    return None


def _of_tax_or_relief(said: Setting) -> Found | None:
    thing, sign, clause = said.thing, said.sign, said.clause
    is_tax = thing.words.startswith("tax")
    if is_tax:
        taxed = next((flow.parts[0] for flow in clause.flows if 0 <= flow.start - thing.end <= TAXED_REACH), "")
        if taxed == "import":
            # "a 20% tax on imports", "the tax rate on goods imported from Vietnam"
            return TARIFF, sign
    relieved = _relieved(said) if sign == "opening" else None
    if relieved is not None:
        return relieved, sign
    if sign == "opening" and _is_of_tariff(said):
        # "an exemption from the tariffs on imported parts"
        return TARIFF, sign
    # a deal that "abolishes taxes on Chilean exports": those that the partner levies
    return (TARIFF, sign) if is_tax and said.told is TRADE_AGREEMENT else None


def _of_exports(said: Setting) -> Found | None:
    thing, sign = said.thing, said.sign
    if sign == "barrier" and _ON_SALES.match(said.text, thing.end, said.clause.end):
        # "curbs on sales of software to China"
        return EXPORT_RESTRICTION, sign
    if sign == "barrier" and not said.is_punished and _ON_SHIPMENTS.match(said.text, thing.end, said.clause.end):
        return EXPORT_RESTRICTION, sign
    if thing.words.startswith(_LICENSING) and said.has_goods and not said.clause.flows:
        # "extended its licensing regime for chipmaking tools": who means imports says so
        return EXPORT_RESTRICTION, sign
    if thing.words.endswith("grip on"):
        is_of_goods = said.has_goods and not _TRADE_OF.match(said.text, thing.end)
        return (EXPORT_RESTRICTION, sign) if is_of_goods else NO_POLICY
    return None


def _by_flow_near(said: Setting) -> Found | None:
    thing = said.thing
    for flow in said.clause.flows:
        if thing.words in LEVIES and flow.end <= thing.start and " and " in said.text[flow.end : thing.start]:
            # "pay for charter flights and cut the tax on hotel rooms": no tax on the flights
            continue
        if flow.parts[0] in OF_FLOW and -_FLOW_REACH <= flow.start - thing.end <= _FLOW_REACH:
            if said.is_punished and flow.parts[0] in ("export", "import"):
                # sanctions that bring "new restrictions on oil exports"
                return SANCTIONS, said.sign
            return OF_FLOW[flow.parts[0]], said.sign
    return None


def _by_what_was_told(said: Setting) -> Found | None:
    """What an answer, a tax or a ban is in an article that told of such a barrier before."""
    words, sign, told = said.thing.words, said.sign, said.told
    if words.startswith("tax"):
        return (told, sign) if told in (TARIFF, EXPORT_RESTRICTION) else NO_POLICY
    if said.has_goods and said.has_target and _OF_PLANTS.match(said.text, said.object_start):
        return IMPORT_RESTRICTION, sign
    if words.rstrip("s") in ANSWERS or words.startswith("retaliat"):
        return (told if told in BARRIERS else TARIFF), sign
    is_on_goods = words.rstrip("s") in _ON_GOODS
    if told in _TOLD and not (is_on_goods and told is TARIFF):
        return told, sign
    return None


def _by_itself(said: Setting) -> Found | None:
    told, sign = said.told, said.sign
    if sign == "opening":
        if told is LOGISTICS:
            return told, sign
        if told in _OF_FIRMS:
            # orders bring farmers relief, no tariff does
            return NO_POLICY
        is_relief = told is not None or len(said.clause.instruments) > 1 or said.has_goods
        return (TARIFF, sign) if is_relief else NO_POLICY
    if said.thing.words in ("controls on", "control on"):
        return (EXPORT_RESTRICTION, sign) if _is_on_own_goods(said) else None
    is_kept_out = (said.has_goods or said.has_target) and said.thing.words.rstrip("s") in _ON_GOODS
    return (IMPORT_RESTRICTION, sign) if is_kept_out else None


def _is_on_own_goods(said: Setting) -> bool:
    """"China's controls on rare earths", and not on American chips, on fuel prices or on pests."""
    if not (said.is_on_goods and said.any_place) or said.text[said.thing.end + 1 : said.thing.end + 2].isupper():
        return False
    if _OF_MARKETS.match(said.text, said.thing.end, said.clause.end):
        return False
    return _OTHER_CONTROLS.search(said.text, said.clause.start, said.thing.start) is None


def is_curb_on(text: str, thing: Cue, other: Cue) -> bool:
    """"Curbs on foreign takeovers", "a ban on Chinese investment": one measure, and no takeover."""
    if thing.kind != "instrument" or thing.parts[:2] != ("by_object", "barrier"):
        return False
    if other.parts[0] != INVESTMENT:
        return False
    reach = thing.end - 3 if thing.words.endswith(" on") else thing.end
    return _ON.fullmatch(text, reach, max(reach, other.start)) is not None


def _relieved(said: Setting) -> Channel | None:
    """"Relief from the 25% tariff", "an exemption from sanctions": an opening in what follows the preposition."""
    gap = _FROM.match(said.text, said.thing.end)
    if gap is None:
        return None
    near = (other for other in said.clause.instruments if gap.end() <= other.start <= gap.end() + _FROM_REACH)
    barrier = next((other for other in near if other.parts[1] == "barrier" and other.parts[0] != "by_object"), None)
    return Channel(barrier.parts[0]) if barrier else None


def _is_of_tariff(said: Setting) -> bool:
    if said.told in BARRIERS:
        return said.told is TARIFF
    return any(other.parts[0] == TARIFF for other in said.clause.instruments)
