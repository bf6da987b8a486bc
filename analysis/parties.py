"""Implementers and targets of a statement, also where its own clause leaves them open."""

import re
from typing import Final

from analysis.acts import ACTIVE, BARE, PASSIVE, SELF, Act
from analysis.binding import Bound
from analysis.certainty import Certainty
from analysis.clauses import Cue, word_after
from analysis.context import Context
from analysis.dealing import Parties
from analysis.deals import GIVEN_BY_DEALS, given_by_deal, given_by_last_deal, is_by_deal
from analysis.drafts import Draft
from analysis.hinted import Hinted
from analysis.matcher import PlaceHit
from analysis.members import (
    DISPUTE,
    DIVERSIFICATION,
    HOPED,
    IMPORT_RESTRICTION,
    LIBERALISING,
    LOGISTICS,
    PURCHASES,
    RESTRICTIVE,
    SANCTIONS,
    TARIFF,
    TRADE_AGREEMENT,
    TRADE_DEFENCE,
    UNCERTAINTY,
)
from analysis.model import Slot, Span, Stance
from analysis.roles import ORIGIN, OWNER, SOURCE, SUBJECT, WITHIN, is_adjective, is_list, is_person
from analysis.rulings import sides_in
from analysis.spans import slot_of
from analysis.stance import is_open_ended
from analysis.statement import Statement
from analysis.targets import ANSWERING, EVERYONE, RELATIVES, targets_before

_WTO: Final = ("WTO", "World Trade Organi")
# those who ask for protection stand in the country that they ask
_ASKING: Final = frozenset((SUBJECT, ORIGIN, WITHIN))
# who asks for a deal or a panel is the one that acts
_OF_BOTH: Final = frozenset((TRADE_AGREEMENT, DISPUTE))
# what comes from these may be goods, what comes from a capital or an office is a decision
_OF_GOODS: Final = frozenset(("country", "demonym", "adjective"))
_SUBJECT: Final = "subject of the sentence"
_GOVERNMENT: Final = Hinted(
    re.compile(
        r"[\s\"“'‘]*(?:But |And |Meanwhile, )?[Tt]he (?:[\w-]+ )?"
        r"(?:government|ministry|cabinet|parliament|authorities|minister)\b"
    ),
    "government", "ministry", "cabinet", "parliament", "authorities", "minister",
)  # fmt: skip
# "..., the government announced on Wednesday"
_TOLD_BY: Final = Hinted(
    re.compile(
        r", the (?:[\w-]+ )?(?:government|ministry|cabinet|minister|authorities) "
        r"(?:said|announced|confirmed|ordered|added)\b"
    ),
    "government ", "ministry ", "cabinet ", "minister ", "authorities ",
)  # fmt: skip
_LAID_ON_OTHERS: Final = frozenset((TARIFF, TRADE_DEFENCE, IMPORT_RESTRICTION))
# "the commission", in an article that has named the European Union
_COMMISSION: Final = Hinted(
    re.compile(r"[\s\"“'‘]*(?:But |And |Meanwhile, |On \w+,? )?[Tt]he (?:[Cc]ommission|bloc)\b"),
    "the commission", "the bloc",
)  # fmt: skip
_PRONOUN_REACH: Final = 40
_PRONOUN: Final = re.compile(r"[\s\"“'‘]*(?:But |And |Last \w+,? |In \w+,? )?(?:They|It|He|She|they|it|he|she)\b")
# "the biggest exporter behind Brazil", "the war in Ukraine": named beside what acts
_COMPARED: Final = re.compile(
    r"\b(?:behind|than|unlike|(?:exporter|importer|producer|buyer|supplier|market)s? after|(?:war|invasion|conflict) "
    r"(?:in|of|with|on)) (?:the )?$"
)
# "more than 20 countries have imposed limits"
_MANY: Final = Hinted(
    re.compile(
        r"\b(?:more and more|many|several|dozens of|(?:at least|more than|some|over) (?:\d+|\w+)|\d+|food-exporting|"
        r"exporting|importing) (?:other )?(?:countries|nations|governments)\b[^,;]{0,40}$", re.IGNORECASE,
    ),
    " countries", " nations", " governments",
)  # fmt: skip
# those who block a port act for no country
_CROWD: Final = re.compile(
    r"\b(?:farmers|protesters|demonstrators|truckers|drivers|workers|dockers|strikers|activists|rebels|unions?)\b",
    re.IGNORECASE,
)
_TO: Final = re.compile(r" to (?:the )?$")


class Who:
    """Country codes of who does it and whom it hits, and the rules that say so."""

    __slots__ = ("implementers", "rules", "targets")

    def __init__(self, implementers: tuple[str, ...], targets: tuple[str, ...], rules: list[str]) -> None:
        self.implementers, self.targets, self.rules = implementers, targets, rules


def without_askers(said: Statement, certainty: Certainty, stance: Stance, parties: Parties) -> Parties:
    """Who only asks ("Egypt requested an EU exemption") is no implementer but the one it is asked for."""
    cue = certainty.cue
    if said.channel in _OF_BOTH or certainty.status is not HOPED:
        return parties
    if cue is None or cue.parts[0] != "hoped":
        return parties
    askers = [role.hit for role in said.roles if role.role == SUBJECT and role.hit.end <= cue.start]
    asked = [role.hit for role in said.roles if role.role == OWNER and role.hit.start >= cue.end]
    asked = asked or [hit for hit in parties.implementers if hit.start >= cue.end]
    if asked:
        return Parties(asked, parties.targets or askers, "asked by another")
    if stance is RESTRICTIVE and said.sign != "cost" and said.channel is not SANCTIONS:
        # "Kenyan growers call for higher duties": those of their own country
        own = [role.hit for role in said.roles if role.role in _ASKING and role.hit.end <= cue.start]
        if own and all(hit in own for hit in parties.implementers):
            struck = [hit for hit in parties.targets if hit not in own]
            # "Mexican shoemakers asked for duties on sandals from China"
            sellers = [role.hit for role in said.roles if role.role == SOURCE and role.hit.start >= said.thing.end]
            return Parties(own, struck or sellers, "asked of their own government")
    givers = [role.hit for role in said.roles if role.role == SOURCE and role.hit.start >= said.thing.end]
    if askers and stance is LIBERALISING and any(hit.place.kind not in _OF_GOODS for hit in givers):
        # "Taiwan is seeking a lower tariff rate from Washington"
        return Parties(givers, askers, "asked of another")
    wants_itself = cue.words.endswith(" to") or word_after(said.text, cue.end) == "to"
    if not askers or wants_itself or said.act.relation != BARE:
        return parties
    return Parties([hit for hit in parties.implementers if hit not in askers], parties.targets or askers, "asker")


def who_of(said: Statement, parties: Parties, context: Context) -> Who:
    """Clause first, then sentence, then the measure or country named before; unknown stays empty."""
    if said.buyers:
        return Who(said.buyers, said.sellers, ["the buyer bars"])
    implementers = _codes(parties.implementers)
    targets = _codes(parties.targets)
    rules = [parties.rule] if implementers else []
    implementers, rules = _pointed_at(said, parties, implementers, targets, rules, context)
    is_given = len(implementers) > 1 and said.channel in GIVEN_BY_DEALS
    if is_given and " each other" in said.text[said.clause.start : said.clause.end]:
        return Who(implementers, implementers, ["each to each other"])
    partners = given_by_deal(said, context)
    if partners and set(targets) <= set(partners):
        return _each_other(partners, implementers, targets)
    if said.channel is DISPUTE and (decided := _in_court(said, implementers, targets, context)):
        return decided
    if said.channel is UNCERTAINTY and said.clause.opener in RELATIVES and not parties.targets:
        # "Trump, who is waging a trade war with China"
        implementers = tuple(dict.fromkeys((*_nearby(said, implementers), *implementers)))
    if not implementers and not targets and said.channel is PURCHASES:
        lost = _lost_orders(said, context)
        if lost is not None:
            return lost
    is_pointing = said.is_definite or said.is_relief
    last = context.last(said.channel)
    if is_pointing:
        last = context.meant(said.channel, said.places, said.clause.sentence)
    if not implementers and last and last.implementers and is_pointing:
        implementers, rules = last.implementers, ["measure named before"]
        targets = tuple(target for target in targets if target not in implementers) or last.targets
    is_hit = said.act.cue is said.thing and said.act.relation == PASSIVE and said.clause.opener in RELATIVES
    if is_hit and said.channel is SANCTIONS and not implementers:
        # "Iranian oil, which is sanctioned": it is struck
        return Who(last.implementers if last else (), targets or _nearby(said, ()), ["whoever sanctions"])
    if last and said.is_definite and is_by_deal(said):
        # "Britain clinched a deal to remove those tariffs": whoever laid them removes them
        gainers = tuple(iso3 for iso3 in implementers if iso3 not in last.implementers)
        return Who(last.implementers, gainers or targets or last.targets, ["measure named before"])
    if not implementers:
        named = _by_sentence(said, targets, last, context)
        if isinstance(named, Who):
            return named
        implementers, targets, rules = named
    if not implementers:
        told = _by_story(said, targets, rules, last, context)
        if isinstance(told, Who):
            return told
        implementers, targets, rules = told
    if said.channel is TRADE_AGREEMENT:
        return _partners(said, parties, Who(implementers, targets, rules), context)
    targets = tuple(target for target in targets if target not in implementers)
    is_named = bool(parties.implementers) or (bool(implementers) and rules == [_SUBJECT])
    return Who(implementers, targets or targets_before(said, is_named, implementers, context), rules)


# implementers and targets so far, and the rules for the first
_Sides = tuple[tuple[str, ...], tuple[str, ...], list[str]]


def _in_court(
    said: Statement, implementers: tuple[str, ...], targets: tuple[str, ...], context: Context
) -> Who | None:
    """Who rules against whom, and the WTO where it acts itself."""
    sides = sides_in(said.text, said.clauses[0].start, said.clauses[-1].end, said.places, said.clause.hints)
    is_lost = sides.is_upheld and sides.defendant and sides.plaintiff
    if said.sign != "opening" and not is_lost:
        return Who(("WTO",), targets, ["the WTO acts"]) if not implementers and _wto_acts(said) else None
    if sides.is_upheld and sides.defendant:
        # "a panel ruled in favour of the EU in a case filed by Indonesia against its ban": the ban stands
        return Who((sides.plaintiff,) if sides.plaintiff else (), (sides.defendant,), ["the case is lost"])
    if sides.winner and sides.defendant and not sides.is_upheld:
        # "the WTO sided with Washington in a dispute over Chinese duties"
        return Who((sides.winner,), (sides.defendant,), ["who loses the case"])
    is_named = sides.winner or sides.plaintiff or said.thing.words.startswith(("lose", "losing", "lost"))
    if sides.loser and is_named and not sides.is_upheld:
        # "sided with the United States in its row with Mexico", "Turkey lost its appeal"
        return Who((sides.plaintiff,) if sides.plaintiff else (), (sides.loser,), ["who loses the case"])
    judged, last = implementers or targets or _whose_act(said), context.last(DISPUTE)
    if said.thing.words.startswith("panel") and last is not None and "WTO" in last.implementers:
        return Who(last.implementers, last.targets, ["the panel of the case named before"])
    body = ("WTO",) if any(name in said.text[said.clause.start : said.clause.end] for name in _WTO) else ()
    # a court at home judges its own country's act
    return Who(body, judged, ["a ruling against"]) if body else Who(judged, (), ["a ruling at home"])


def _whose_act(said: Statement) -> tuple[str, ...]:
    """"Ruled that most of President Trump's tariffs are illegal": the country whose barrier it is."""
    for hit in said.places:
        is_owner = hit.place.kind in ("leader", "office") or said.text[hit.end : hit.end + 2] in ("'s", "’s")
        if said.thing.end <= hit.start < said.clause.end and is_owner:
            return (hit.place.iso3,)
    return ()


def _lost_orders(said: Statement, context: Context) -> Who | None:
    """Orders that fall after a duty are those between its two countries."""
    barrier = context.barrier()
    if said.act.lemma == "lose" and said.clause.opener in RELATIVES:
        return Who(barrier.implementers if barrier else (), _nearby(said, ()), ["who loses orders"])
    if barrier and said.act.action in ("reduce", "end"):
        return Who(barrier.implementers, barrier.targets, ["countries of the measure named before"])
    return None


def _by_sentence(said: Statement, targets: tuple[str, ...], last: Draft | None, context: Context) -> Who | _Sides:
    """Who does it by what stands beside the clause, and by the measure that it speaks of."""
    implementers: tuple[str, ...] = ()
    rules: list[str] = []
    if last and said.act.use == "payer":
        # "they will face extra levies": whose levies were named before
        implementers = tuple(agent for agent in last.implementers if agent not in targets)
        rules = ["measure named before"]
    if not implementers and last is not None and _is_opinion(said):
        return Who(last.implementers, targets or last.targets, ["measure named before"])
    if not implementers and said.is_instrument and said.clause.opener in ANSWERING:
        # "in retaliation for sanctions imposed on it": whoever the answer hits had struck first
        answerer = _nearby(said, targets)
        before = context.last()
        first = before.targets if before is not None and before.implementers == answerer else ()
        return Who(tuple(t for t in first if t != "ALL"), targets or answerer, ["answered by the subject"])
    if not implementers and not targets:
        # "exports to Japan fell after the tariffs": those of Japan
        implementers, rules = _of_destination(said), ["where the exports go"]
        targets = context.home(implementers) if implementers else ()
    if not implementers:
        implementers, rules = _nearby(said, targets), [_SUBJECT]
    return implementers, targets, rules


def _by_story(
    said: Statement, targets: tuple[str, ...], rules: list[str], last: Draft | None, context: Context
) -> Who | _Sides:
    """Who does it by what the article has told: whom a barrier hit, whose government speaks, who acted last."""
    implementers: tuple[str, ...] = ()
    if said.channel is DIVERSIFICATION:
        # who looks elsewhere is who was hit
        barrier = context.barrier()
        implementers = tuple(t for t in (barrier.targets if barrier else ()) if t != "ALL" and t not in targets)
        rules = ["hit by the measure named before"]
    if not implementers and _MANY.search(said.text, said.clause.start, _stop(said), said.clause.hints):
        return Who(EVERYONE, targets or (EVERYONE if is_open_ended(said.channel) else ()), ["many countries"])
    if not implementers and said.has_scope("retaliation") and last:
        # who answers is who was struck
        implementers = tuple(target for target in last.targets if target != "ALL" and target not in targets)
        targets = targets or (last.implementers if implementers else ())
        rules = ["answers the measure named before"]
    if not implementers and said.flow == "export" and said.channel is PURCHASES:
        return _sellers(targets, context)
    if not implementers and said.act.relation == ACTIVE and _PRONOUN.match(said.text, said.clause.start):
        # "They banned beef": who acted last
        before = context.last()
        if before is not None and said.clause.start - before.evidence[-1].end < _PRONOUN_REACH:
            implementers = tuple(agent for agent in before.implementers if agent not in targets)
        rules = ["who acted before"]
    if not implementers and _is_governments(said):
        implementers, rules = context.home(targets), ["the government at home"]
    partners = given_by_last_deal(said, context) if not implementers and not targets else ()
    if partners:
        return Who(partners, partners, ["partners of the deal, each to each"])
    if not implementers and _is_commissions(said, targets) and context.has_named("EUU"):
        implementers, rules = ("EUU",), ["the commission of the European Union"]
    if not implementers and said.channel is LOGISTICS and _CROWD.search(
        said.text, said.clause.start, _stop(said)
    ):
        # "farmers blocked the port of Le Havre": where they do it
        inside = tuple(h.place.iso3 for h in said.places if said.clause.start <= h.start < said.clause.end)
        implementers, rules = inside[:1], ["where it is done"]
        targets = tuple(target for target in targets if target not in implementers)
    is_nobodys = said.channel is LOGISTICS and (
        said.sign in ("cost", "quota") or said.act.relation == BARE or said.act.cue is said.thing
    )
    if not implementers and not is_nobodys:
        # whom the same measure struck is not the one that took it
        is_unclaimed = last is not None and not last.implementers and said.sign == "barrier"
        struck = last.targets if last and (said.is_definite or is_unclaimed) else ()
        implementers = context.agent(said.channel, (*targets, *struck), is_definite=said.is_definite)
        rules = ["acting country named before"] if implementers else ["implementer unknown"]
    return implementers, targets, rules


def _is_governments(said: Statement) -> bool:
    clause, hints = said.clause, said.clause.hints
    is_subject = _GOVERNMENT.match(said.text, clause.start, clause.end, hints) is not None
    return is_subject or _TOLD_BY.search(said.text, said.thing.end, said.clauses[-1].end, hints) is not None


def _is_commissions(said: Statement, targets: tuple[str, ...]) -> bool:
    is_its_own = said.channel in _LAID_ON_OTHERS and "EUU" in targets
    start, end = said.clauses[0].start, said.clauses[-1].end
    return not is_its_own and _COMMISSION.match(said.text, start, end, said.clause.hints) is not None


def _stop(said: Statement) -> int:
    """Where the verb begins, or the instrument where there is none before it."""
    return min(said.act.cue.start if said.act.cue else said.thing.start, said.thing.start)


def _of_destination(said: Statement) -> tuple[str, ...]:
    if said.channel not in (TARIFF, TRADE_DEFENCE) or said.sign != "barrier":
        return ()
    for clause in said.clauses:
        start = next((flow.end for flow in clause.flows if flow.parts[0] == "export"), 0)
        if clause is said.clause or not start:
            continue
        for hit in said.places:
            if start <= hit.start < clause.end and _TO.search(said.text, start, hit.start):
                return (hit.place.iso3,)
    return ()


def _sellers(targets: tuple[str, ...], context: Context) -> Who:
    """"Exports fell": those of the country that the article is about, for a barrier that strikes it."""
    struck = targets or context.home(())
    barrier = context.barrier()
    is_struck = barrier is not None and bool(set(barrier.targets) & set(struck))
    return Who(barrier.implementers if barrier and is_struck else (), struck, ["seller, buyers not named"])


def _is_opinion(said: Statement) -> bool:
    """"Two members opposed the ban" speaks of a ban named before."""
    return said.act.relation == BARE and any(
        cue.parts[0] == "opinion" and cue.end <= said.thing.start for cue in said.clause.scopes
    )


def _each_other(partners: tuple[str, ...], implementers: tuple[str, ...], targets: tuple[str, ...]) -> Who:
    """Who opens to whom: the partner that is named and the others, or each to each."""
    doers = tuple(iso3 for iso3 in implementers if iso3 in partners)
    others = tuple(iso3 for iso3 in partners if iso3 not in doers)
    if doers and others:
        return Who(doers, tuple(t for t in targets if t in others) or others, ["partners of the deal"])
    givers = tuple(iso3 for iso3 in partners if iso3 not in targets)
    if targets and givers:
        return Who(givers, tuple(t for t in targets if t in partners) or partners, ["partners of the deal"])
    return Who(partners, partners, ["partners of the deal, each to each"])


def _wto_acts(said: Statement) -> bool:
    """"The WTO agreed to set up a panel"."""
    stop = said.act.cue.start if said.act.cue else said.thing.start
    head = said.text[said.clause.start : stop]
    place = min((head.find(name) for name in _WTO if name in head), default=-1)
    first = min((hit.start - said.clause.start for hit in said.places if hit.start >= said.clause.start), default=stop)
    return 0 <= place < first and " to the WTO" not in head


def _codes(hits: list[PlaceHit]) -> tuple[str, ...]:
    if len(hits) < 2:
        return (hits[0].place.iso3,) if hits else ()
    return tuple(dict.fromkeys(hit.place.iso3 for hit in hits))


def _pointed_at(
    said: Statement, parties: Parties, implementers: tuple[str, ...], targets: tuple[str, ...], rules: list[str],
    context: Context,
) -> tuple[tuple[str, ...], list[str]]:  # fmt: skip
    """"The measures include a travel ban": whoever took the measures."""
    before = context.last()
    if before is None or said.is_definite or (implementers and parties.rule != "subject"):
        return implementers, rules
    for cue in said.clause.scopes:
        if cue.parts[0] == "anaphor" and cue.start < said.thing.start:
            agents = tuple(agent for agent in before.implementers if agent not in targets)
            return agents or implementers, [f"by {said.text[cue.start : cue.end]!r}, the measure named before"]
    return implementers, rules


def _partners(said: Statement, parties: Parties, who: Who, context: Context) -> Who:
    """Both sides of an agreement, also where one is the subject of another clause."""
    last = context.last(TRADE_AGREEMENT)
    if last and last.implementers and said.is_definite and said.act.relation == BARE:
        return Who(last.implementers, who.targets, ["measure named before"])
    if not parties.implementers and said.clause.has_scope("universal"):
        return Who(EVERYONE, who.targets, ["everyone"])
    if len(who.implementers) == 1 and who.rules == ["partners"]:
        both = (*_nearby(said, who.implementers), *who.implementers)
        return Who(tuple(dict.fromkeys(both)), who.targets, who.rules)
    return who


def _nearby(said: Statement, but_not: tuple[str, ...]) -> tuple[str, ...]:
    """The acting country of another clause: the first of the sentence, or the nearest for a relative clause."""
    earlier = [hit for hit in said.places if hit.end <= said.clause.start and hit.place.iso3 not in but_not]
    earlier = [hit for hit in earlier if not _COMPARED.search(said.text, max(0, hit.start - 24), hit.start)]
    earlier = [hit for hit in earlier if not _owns_others(said.text, hit)] or earlier
    if not earlier:
        return _closing_speaker(said, but_not)
    # "Brazilian exports to the U.S. fell after the tariff": an adjective is rarely the one that acts
    earlier = [hit for hit in earlier if not is_adjective(hit)] or earlier
    if said.clause.opener not in RELATIVES:
        return (earlier[0].place.iso3,)
    # "Austria and Italy, which plan taxes": all that are listed
    first = len(earlier) - 1
    while first and is_list(said.text, earlier[first - 1], earlier[first]):
        first -= 1
    return tuple(dict.fromkeys(hit.place.iso3 for hit in earlier[first:]))


def _owns_others(text: str, hit: PlaceHit) -> bool:
    """"Iran's oil customers": it is the customers that act."""
    return text[hit.end : hit.end + 2] in ("'s", "’s") and not is_person(text, hit)


def _closing_speaker(said: Statement, but_not: tuple[str, ...]) -> tuple[str, ...]:
    """"..., Bessent warned": an authority that speaks at the end of the sentence."""
    speeches = [cue.start for clause in said.clauses for cue in clause.speakers]
    for hit in reversed(said.places):
        is_authority = hit.place.kind in ("leader", "office", "capital") and hit.place.iso3 not in but_not
        if is_authority and any(0 <= start - hit.end <= 3 for start in speeches):
            return (hit.place.iso3,)
    return ()


def scope_of(said: Statement, targets: tuple[str, ...]) -> str:
    """How a measure picks its targets: all, named, exempted, unknown."""
    if said.has_scope("exemption"):
        return "exempted"
    return "all" if "ALL" in targets else "named" if targets else "unknown"


def only_named(parties: Parties, who: Who) -> Parties:
    """The place hits of the countries that the measure names in the end."""
    return Parties(
        [hit for hit in parties.implementers if hit.place.iso3 in who.implementers],
        [hit for hit in parties.targets if hit.place.iso3 in who.targets],
        parties.rule,
    )


def slots_of(
    thing: Cue, act: Act, certainty: Certainty, parties: Parties, bound: Bound, quoted: dict[str, list[Span]]
) -> list[Slot]:  # fmt: skip
    """The spans of all slots that came from text."""
    slots = [slot_of("instrument", thing.span)]
    if act.cue and act.relation != SELF:
        slots.append(slot_of("action", act.cue.span))
    if certainty.cue:
        slots.append(slot_of("status", certainty.cue.span))
    for hit in parties.implementers:
        slots.append(slot_of("implementer", hit.span))
    for hit in parties.targets:
        slots.append(slot_of("target", hit.span))
    for term in bound.hits:
        slots.append(slot_of("sector", term.span))
    for name, spans in quoted.items():
        for span in spans:
            slots.append(slot_of(name, span))
    return slots
