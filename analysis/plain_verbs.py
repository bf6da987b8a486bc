"""Plain verbs that trade shares with everybody (buy, order, shun, sue): where they tell of trade between countries."""

import re
from typing import Final

from analysis.acts import BEING
from analysis.clauses import Clause, Cue, word_before, words_between
from analysis.matcher import PlaceHit
from analysis.members import LOGISTICS

_BOUGHT: Final = re.compile(
    r"\W+(?:(?:up to|at least|about|around|some|another|an?|extra|additional|more than|nearly|almost|as many as) )*"
    r"(?:[$€£]?\d|more |dozens |hundreds |thousands |millions )"
)
_SHARE: Final = re.compile(r" (?:up to |about |another |a further )?\d[\d.,]*(?:%| per ?cent) (?:of|stake)\b")
# "bought a 60% stake in a port": no goods change hands
_STAKE: Final = re.compile(
    r" (?:an? |the |its |their |another )?(?:\d[\d.]*(?:%| per ?cent) )?(?:[\w-]+ ){0,2}"
    r"(?:stakes?|shares?|units?|business|company|subsidiary|interest)\b"
)
_BOUGHT_REACH: Final = 6
# "Egypt buys 240,000 tonnes of wheat" in a headline; by the day or year it tells how the world goes
_COUNTED: Final = re.compile(
    r" (?:(?:up to|at least|about|around|some|another|more than|nearly|almost) )?\d[\d,.]*(?: million| thousand)? "
    r"(?:tonnes|tons|cargoes|barrels|bales|bushels|head|(?:[A-Z][\w-]+ ){0,3}(?:jets|planes|aircraft|airliners|ships|"
    r"tankers|vessels|helicopters|locomotives|turbines|buses))\b"
)
_HABITUAL: Final = re.compile(r"\b(?:(?:a|per|each|every) (?:day|week|month|year|season)|annually|yearly|daily)\b")


_EVERYDAY: Final = frozenset((
    "buy", "purchase", "snap", "order", "contract", "lease", "shun", "steer", "wean", "seize", "take", "challenge",
    "contest",
))  # fmt: skip
_BUYING: Final = frozenset(("buy", "purchase", "snap", "order", "contract", "lease"))
# "[order] jets" says what is ordered, "snap up" and "order up to" wait for it
_OPEN_PHRASES: Final = frozenset((
    "up", "clear of", "control of", "up to", "at least", "another", "about", "more than", "dozens of", "hundreds of",
    "a further",
))  # fmt: skip
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
_CHECKED: Final = re.compile(
    r" (?:[\w-]+ ){0,2}(?:goods|products|produce|cargo|shipments|consignments|food|meat|"
    r"animals|plants|parcels|fruit|vegetables|imports)\b"
)
# "background checks on steel workers", "spot checks on petrol prices"
_OTHER_CHECKS: Final = frozenset("background credit identity criminal spot price fact did ran".split())
_OF_PEOPLE: Final = re.compile(r"^[\w-]+(?: [\w-]+)? (?:workers|buyers|drivers|owners|staff|prices|users)\b")
_SHUNNING: Final = frozenset(("shun", "steer"))
_SHUNNED_REACH: Final = 24
_SHOPPERS: Final = re.compile(
    r"\b(?:shoppers|consumers|drinkers|buyers|importers|customers|retailers|supermarkets|households|refiners|mills|"
    r"traders|motorists|airlines|crushers)\b"
)
# "wean industry off Chinese rare earths", and no piglets
_WEANED: Final = re.compile(r" (?:[\w.’'-]+ ){1,6}(?:off|from) (?!milk\b|mothers?\b|sows?\b|her\b|their\b)")
_SEIZING: Final = frozenset(("seize", "take"))
_COMPANY: Final = re.compile(
    r"\b(?:\w*makers?|compan(?:y|ies)|firms?|refiner(?:y|ies)|plants?|factor(?:y|ies)|mines?|smelters?|units?|"
    r"subsidiar(?:y|ies)|group|stakes?|producers?|manufacturers?|steelworks|ports?|terminals?|assets)\b"
)
# who strikes where goods move: teachers stop no ship
# "agreed to take 5 million tonnes of gas", and no blame
_TAKING: Final = ("agree to take", "agreed to take", "agrees to take", "agreeing to take")
_STRIKING: Final = (
    " out", "strike action", "on strike", "will strike", "to strike", "a strike", "a walkout", "strike notice",
    " their strike", " its strike", "off the strike",
)
_TRANSPORT: Final = re.compile(
    r"\b(?:dock\w*|ports?|longshore\w*|stevedores?|rail\w*|train drivers|truck\w*|lorry drivers|hauliers?|seafarers|"
    r"sailors|pilots|customs officers|cargo|freight|ferry|airport|harbour|harbor|tugboat|crane operators)\b",
    re.IGNORECASE,
)
_DEAL: Final = (" a deal", " an agreement", " a balance", " an accord", " deals")
STATE_BUYERS: Final = re.compile(
    r"\b(?:(?:federal|government|public|state|state-owned|state-run|local) "
    r"(?:agenc|bod|departments?|authorit|institution|"
    r"compan|firm|utilit|buyer|enterprise)\w*|ministries|the military|the Pentagon|the army|councils|hospitals|"
    r"municipalities|states|provinces|cities|agencies)"
)
# "state firms were told to stop using American software"
SHUNNED: Final = frozenset((
    "stop using", "stop buying", "avoid using", "avoid buying", "not to use", "not to buy",
    "may not buy", "cannot buy", "must not buy", "may not use", "must not use", "cannot use",
))  # fmt: skip
# what an owner from abroad is told to do
TOLD_TO: Final = (
    "to sell ", "to close its ", "to wind up its", "to wind down its", "to shut down its", "to cease operations",
    "to cease its ",
)
_MADE_IN: Final = frozenset(("demonym", "adjective"))


_EVERYDAY_PHRASES: Final = SHUNNED | {"must use", "checks on"}


def is_everyday(thing: Cue) -> bool:
    """Whether it is a plain verb that trade shares with everybody."""
    words = thing.words
    if thing.parts[3] in _EVERYDAY:
        _, _, rest = words.partition(" ")
        if not rest or rest in _OPEN_PHRASES:
            return True
    is_phrase = words in _EVERYDAY_PHRASES or words.startswith(TOLD_TO) or words.endswith(_TAKING)
    return is_phrase or _is_striking(thing)


def without_everyday(
    text: str, clause: Clause, goods: list[tuple[int, int]], places: list[PlaceHit]
) -> list[Cue]:  # fmt: skip
    """The instruments of a clause without plain verbs where no country buys, sues or prescribes its own goods."""
    return [
        thing for thing in clause.instruments if not is_everyday(thing) or _is_meant(text, clause, thing, goods, places)
    ]


def _is_striking(thing: Cue) -> bool:
    return thing.parts[0] == LOGISTICS and thing.words.endswith(_STRIKING)


def _is_meant(
    text: str, clause: Clause, thing: Cue, goods: list[tuple[int, int]], places: list[PlaceHit]
) -> bool:  # fmt: skip
    if thing.words.endswith(_TAKING):
        return _COUNTED.match(text, thing.end) is not None
    if thing.parts[3] in _BUYING:
        return _is_bought(text, clause, thing, goods, places)
    if thing.parts[3] in _SHUNNING:
        return _is_shunned(text, clause, thing, goods, places)
    if thing.parts[3] == "wean":
        return _WEANED.match(text, thing.end, clause.end) is not None
    if thing.parts[3] in _SEIZING:
        return _is_seized(text, clause, thing, places)
    if _is_striking(thing):
        return _TRANSPORT.search(text, clause.start, clause.end) is not None and not text.startswith(_DEAL, thing.end)
    if thing.words.startswith(TOLD_TO):
        return ORDERED.search(text, max(0, thing.start - _ORDER_REACH), thing.start) is not None
    if thing.words in SHUNNED:
        return any(0 <= h.start - thing.end <= 2 and h.place.kind in _MADE_IN for h in places) and (
            STATE_BUYERS.search(text, clause.start, thing.start) is not None
        )
    if thing.words == "checks on":
        ahead = [begin for begin, _ in goods] + [flow.start for flow in clause.flows]
        is_near = any(
            0 < begin - thing.end <= _CHECKED_REACH and begin < clause.end
            and not _OF_PEOPLE.search(text, begin, begin + _CHECKED_REACH)
            for begin in ahead
        )
        is_on_goods = is_near or _CHECKED.match(text, thing.end, clause.end) is not None
        return is_on_goods and word_before(text, thing.start) not in _OTHER_CHECKS
    if thing.words == "must use":
        return any(0 <= h.start - thing.end <= 2 and h.place.kind in _MADE_IN for h in places) and any(
            thing.end <= begin < clause.end for begin, _ in goods
        )
    return _BEFORE_COURT.search(text, thing.end, clause.end) is not None


def _is_shunned(
    text: str, clause: Clause, thing: Cue, goods: list[tuple[int, int]], places: list[PlaceHit]
) -> bool:  # fmt: skip
    """"Shoppers are shunning American wine": goods by the name of where they are made, and nothing between."""
    maker = next((hit for hit in places if 0 < hit.start - thing.end <= 1 and hit.place.kind in _MADE_IN), None)
    if maker is None:
        return False
    is_named = any(0 < begin - maker.end <= _SHUNNED_REACH for begin, _ in goods)
    is_goods = is_named or _CHECKED.match(text, maker.end) is not None
    return is_goods or _SHOPPERS.search(text, clause.start, thing.start) is not None


def _is_seized(text: str, clause: Clause, thing: Cue, places: list[PlaceHit]) -> bool:
    """"The government seized control of a chipmaker owned by a Chinese group": a firm, and one from abroad."""
    here = [hit for hit in places if clause.start <= hit.start < clause.end]
    doers = {hit.place.iso3 for hit in here if hit.end <= thing.start}
    is_foreign = any(hit.place.iso3 not in doers for hit in here if hit.start >= thing.end)
    return bool(doers) and is_foreign and _COMPANY.search(text, thing.end, clause.end) is not None


def _is_bought(
    text: str, clause: Clause, thing: Cue, goods: list[tuple[int, int]], places: list[PlaceHit]
) -> bool:  # fmt: skip
    """"Japan will buy 100 aircraft", "Egypt bought wheat from Russia": a buyer, goods, and a figure or a seller."""
    tag = thing.parts[2]
    if _SHARE.match(text, thing.end) or _STAKE.match(text, thing.end):
        # "to buy 20% of a coal mine"
        return False
    if word_before(text, thing.start) in BEING:
        return False
    is_counted = tag == "s" and _COUNTED.match(text, thing.end) and not _HABITUAL.search(text, thing.end, clause.end)
    if tag not in ("ed", "past", "part") and not is_counted and not (
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
