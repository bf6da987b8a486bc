"""Reads one clause at a time: each instrument or flow with its action becomes the draft of a measure, or a link."""

import re
from dataclasses import replace
from typing import Final

from analysis.actors import Parties, parties_of
from analysis.binding import NOTHING, Bound, Topics
from analysis.channels import ANSWERS, BARE_DUTIES, channel_of, implied_things, is_everyday, without_everyday
from analysis.clauses import Clause, Cue, in_order, word_after, word_before
from analysis.context import HURTING, Context
from analysis.drafts import HEADLINE, NAMED, SAID, Draft
from analysis.effects import trimmed
from analysis.governing import (
    BARE,
    BARE_ACT,
    DISPUTED,
    PASSIVE,
    Act,
    governing_act,
    is_grounds,
    is_retold,
    verb_phrase,
)
from analysis.hinted import Hinted
from analysis.judging import directed, judge
from analysis.magnitude import is_rate, legal_grounds_in, magnitudes_in
from analysis.matcher import PlaceHit
from analysis.model import Channel, Link, Span, Stance, Status
from analysis.page import Page
from analysis.parties import Who, only_named, scope_of, slots_of, who_of, with_members, without_askers
from analysis.roles import AGENT, DEST, ORIGIN, OWNER, SOURCE, TARGET, WITHIN, roles_in
from analysis.stance import GIVEN
from analysis.statement import Statement
from analysis.status import Certainty

_DEFINITE: Final = frozenset(("the", "this", "these", "those", "that", "such", "both", "its", "their", "similar"))
# channels whose mere naming says that something is going on
_TELLING: Final = frozenset((
    Channel.UNCERTAINTY, Channel.DIVERSIFICATION, Channel.LOGISTICS, Channel.MOBILITY, Channel.INVESTMENT,
    Channel.PURCHASES, Channel.TRADE_AGREEMENT, Channel.SUBSIDY, Channel.DISPUTE, Channel.TRADE_DEFENCE,
    Channel.DIGITAL_RULES,
))  # fmt: skip
# channels whose proceedings are measures: talks, probes, cases
_TALKS: Final = frozenset((
    Channel.TRADE_AGREEMENT, Channel.TRADE_DEFENCE, Channel.DISPUTE, Channel.STANDARDS, Channel.INVESTMENT,
))  # fmt: skip
# "..., allowing exports": what another measure of the sentence brings about
_CONSEQUENCES: Final = frozenset(("allow", "permit", "enable", "let"))
_ABSENT: Final = re.compile(
    r"\b(?:without|with no|lack(?:s|ing)?|(?:has|have|had) no|(?:do|does|did)(?: not|n[’']t) (?:\w+ly )?have) "
    r"(?:[\w-]+ ){0,3}$", re.IGNORECASE,
)
_ABSENT_REACH: Final = 48
# "a tariff and investment deal"
_OF_DEAL: Final = re.compile(r" and [\w-]+ (?:deal|agreement|arrangement|pact|accord|package|talks|negotiations)\b")
# tariffs on all goods by their name
_ON_ALL: Final = ("reciprocal", "baseline", "blanket", "universal", "across the board", "ieepa")
_FORETOLD: Final = frozenset(("that would", "that will"))
_ENDED: Final = frozenset(("end", "suspend", "reduce"))
_BANS: Final = frozenset((Channel.IMPORT_RESTRICTION, Channel.EXPORT_RESTRICTION))
_SITES: Final = frozenset(("route", "plant"))
_NEAR: Final = frozenset(("same clause", "same sentence", "word that points back"))
_OWN: Final = frozenset(("same clause", "word that points back", "economy-wide"))
# these tell of trade only where a country is named
_ABROAD: Final = frozenset(("sales", "plant", "goods"))
_SHARED: Final = frozenset(((Channel.PURCHASES, "opening"), (Channel.DISPUTE, "opening")))
_FOREIGN: Final = frozenset((SOURCE, ORIGIN, DEST, OWNER))
_SELLERS: Final = _FOREIGN | {WITHIN}
_FOOD: Final = frozenset(("agri_food", "seafood", "agriculture"))
_ALL_GOODS: Final = frozenset(("goods", "exports", "products", "merchandise"))
_STATING: Final = frozenset(("threatened", "in_force", "rejected", "removed"))
_STATING_REACH: Final = 45
_ASKED_REACH: Final = 16
# "the car must be assembled in Brazil"
_LAID_DOWN: Final = ("must ", "to be ")
_FLOW_REACH: Final = 60
# goods that "gain immediate duty-free entry"
_ENJOYED: Final = re.compile(
    r"\b(?:(?:gain|get|enjoy|receive|win|secure|obtain|retain|keep|contain|include)(?:s|d|ed)?|got|c[ao]mes? with) "
    r"(?:[\w-]+ ){0,2}$", re.IGNORECASE,
)
# "imposed tariffs in 2020", said years later; what is so "since 2020" goes on
_YEAR: Final = Hinted(re.compile(r"(?<!since )\bin (?:\w+ )?((?:19|20)\d\d)\b"), " 19", " 20")
_LONG_AGO: Final = 2
_PLUPERFECT: Final = Hinted(re.compile(r"\bhad (?:\w+ly |also |been |already |first |since )*$"), "had ")
# "Countries impose duties within the rules of the WTO" says how the world goes
_GENERAL: Final = re.compile(
    r"[\s\"'“]*(?:Countries|Nations|Governments|Importing countries|Trading partners)\s"
    r"(?!are\b|have\b|had\b|will\b|were\b)(?:\w+ly\s)?(?:may\s|can\s|often\s)?\w+(?<!ed)\s"
)


class ClauseReader:
    """All clauses of one sentence with the places in it and what the article said before."""

    def __init__(
        self, page: Page, topics: Topics, context: Context, clauses: list[Clause], places: list[PlaceHit],
        dates: tuple[Span, ...],
    ) -> None:  # fmt: skip
        self._page, self._text, self._dates = page, page.text, dates
        self._published = page.article.published.year if page.article.published else 0
        self._topics, self._context = topics, context
        self._clauses, self._places = clauses, places
        self._goods = [(hit.start, hit.end) for hit in topics.in_sentence(clauses[0].sentence)]
        for clause in clauses:
            if any(is_everyday(thing) for thing in clause.instruments):
                clause.instruments = without_everyday(page.text, clause, self._goods, places)
        self._is_titled = page.in_title(clauses[0].sentence)
        self._has_stated = False
        self._figures: dict[int, dict[str, list[Span]]] = {}

    def read(self, index: int) -> tuple[list[Draft], list[Link]]:
        """Measures and links of one clause."""
        drafts: list[Draft] = []
        links: list[Link] = []
        clause = self._clauses[index]
        named = [thing for thing in in_order((*clause.instruments, *clause.flows)) if not self._is_absent(thing)]
        named = [thing for thing in named if not _is_half_named(self._text, thing, named)]
        if all(thing.kind == "flow" and thing.parts[0] in _SITES for thing in named):
            # "beef was seized in the port": the port is only where it is done
            named = [*named, *implied_things(self._text, clause, self._goods, self._places)]
        for thing in named:
            said = self._statement(index, thing)
            if said is None or self._is_consequence(said):
                continue
            bound = self._bind(said)
            is_wider = said.channel is Channel.TRADE_AGREEMENT and self._is_means(said)
            draft = self._draft(said, Bound((), (), "economy-wide") if is_wider else bound)
            if bound.rule in _NEAR and (draft or said.is_instrument):
                span = Span(clause.start, clause.end)
                links.extend(Link(sector=sector, channel=said.channel, span=span) for sector in bound.sectors)
            if draft:
                self._context.note(draft)
                self._has_stated = True
                drafts.extend((draft, *_presupposed(said, draft)))
        return drafts, links

    def _is_absent(self, thing: Cue) -> bool:
        """"Steel from countries without a trade agreement": the condition of a measure and none itself."""
        if thing.kind == "instrument" and thing.parts[0] == Channel.TARIFF and _OF_DEAL.match(self._text, thing.end):
            return True
        is_deal = thing.kind == "instrument" and thing.parts[0] == Channel.TRADE_AGREEMENT
        return is_deal and _ABSENT.search(self._text, max(0, thing.start - _ABSENT_REACH), thing.start) is not None

    def _statement(self, index: int, thing: Cue) -> Statement | None:
        clause = self._clauses[index]
        if word_before(self._text, thing.start) == "without":
            return None
        if thing.kind == "instrument" and thing.parts[1] == "quota" and _noun_phrase_opener(
            self._text, thing.start
        ) in _MEASURED_BY:
            # "cut to 10% within a quota", "sold above the cap": the quota is a yardstick
            return None
        if self._is_out_of_place(thing) or _GENERAL.match(self._text, clause.start, clause.end):
            return None
        act = governing_act(self._text, clause, thing)
        if act.action == "process" and thing.kind == "instrument" and _is_under_dispute(clause, thing):
            # a panel that reviews duties does nothing to them
            act = BARE_ACT._replace(use=DISPUTED)
        if act.lemma in _CONSEQUENCES and act.relation == PASSIVE and thing.words.endswith("from exporting"):
            # those "barred from exporting will be allowed to"
            act = act._replace(action="end")
        if clause.opener == "if" and act.relation == PASSIVE and clause.has_scope("negation"):
            # "if the duty is not increased"
            return None
        is_aimed = any(thing.end <= hit.start < clause.end for hit in self._places)
        named = channel_of(
            self._text, clause, thing, act, self._context.last(), has_goods=bool(self._goods), has_target=is_aimed
        )
        if named is None:
            return None
        named = self._banned(clause, thing, named)
        if named[0] is Channel.TARIFF and thing.words in BARE_DUTIES and self._is_of_dumping():
            # "the duties" of a dumping case that went on to a panel
            named = (Channel.TRADE_DEFENCE, named[1])
        if named[0] is Channel.TARIFF and thing.words.startswith("tax") and self._context.last(Channel.DIGITAL_RULES):
            # "the tax applies to platforms"
            named = (Channel.DIGITAL_RULES, named[1])
        if thing.kind == "flow" and named[0] in _BANS and self._is_strike(index, act):
            # a strike that halts exports is no export ban
            last = self._context.last()
            if self._has_stated and last is not None and last.channel is Channel.LOGISTICS:
                return None
            named = (Channel.LOGISTICS, named[1])
        return Statement(
            self._text,
            self._clauses,
            index,
            self._places,
            thing,
            act,
            channel=named[0],
            sign=named[1],
            is_definite=word_before(self._text, thing.start) in _DEFINITE,
            is_titled=self._is_titled,
            flow=_flow_near(clause, thing),
        )

    def _is_of_dumping(self) -> bool:
        """Whether the article has told of dumping duties and of no tariff."""
        return self._context.last(Channel.TRADE_DEFENCE) is not None and self._context.last(Channel.TARIFF) is None

    def _only_leaves(self) -> bool:
        """Whether the sentence speaks of exports and of no imports."""
        flows = {cue.parts[0] for clause in self._clauses for cue in clause.flows}
        return "export" in flows and "import" not in flows

    def _is_strike(self, index: int, act: Act) -> bool:
        """Whether the words before the act, in its clause or the one that it hangs on, name a stoppage."""
        if act.cue is None:
            return False
        place = act.cue.start
        near = self._clauses[max(0, index - 1) : index + 1]
        before = [cue for clause in near for cue in clause.instruments if cue.end <= place]
        return bool(before) and before[-1].parts[0] == Channel.LOGISTICS and before[-1].parts[1] == "barrier"

    def _banned(self, clause: Clause, thing: Cue, named: tuple[Channel, str]) -> tuple[Channel, str]:
        """"The nickel ban" is one on exports where the article has spoken of those."""
        is_open = thing.parts[0] == "by_object" and not any(
            abs(flow.start - thing.end) <= _FLOW_REACH for flow in clause.flows
        )
        last = self._context.last()
        if named[0] is Channel.SANCTIONS and is_open and thing.words.rstrip("s") == "ban" and self._context.banned:
            # the ban on food with which sanctions are answered
            return self._context.banned, named[1]
        if named[0] not in _BANS:
            return named
        if is_open and named[0] is Channel.IMPORT_RESTRICTION and last is None and self._only_leaves():
            return Channel.EXPORT_RESTRICTION, named[1]
        if is_open and self._context.banned is not None and (last is None or last.channel not in _BANS):
            return self._context.banned, named[1]
        if not is_open and self._context.banned is None and not _is_resumed(clause, thing):
            self._context.banned = named[0]
        return named

    def _is_out_of_place(self, thing: Cue) -> bool:
        """Whether a word that trade shares with other walks of life stands alone: a court, a contract, a strike."""
        if thing.words.startswith("beyond ") and not word_before(self._text, thing.start):
            # "Beyond China, ..." goes on with a list
            return True
        if thing.kind != "instrument" or thing.parts[4] != "weak" or (thing.parts[0], thing.parts[1]) not in _SHARED:
            return False
        is_alone = sum(len(clause.instruments) + len(clause.flows) for clause in self._clauses) < 2
        return is_alone and not self._goods and self._context.last() is None

    def _is_consequence(self, said: Statement) -> bool:
        """Whether another measure of the sentence is the measure: "the deal allows exports to go on"."""
        act = said.act
        if act.cue is not None and act.lemma in _CONSEQUENCES and self._has_stated:
            # "ended the exemption that allowed free entry"
            is_relative = (
                said.clause.opener in _FORETOLD or word_before(self._text, act.cue.start) in ("that", "which")
            )
            if act.tag == "ing" or is_relative:
                return True
        last = self._context.last()
        if act.tag == "ing" and said.channel is Channel.MARKET_ACCESS and said.sign == "barrier" and self._has_stated:
            # "lifts its ban on beef, ending a trade barrier"
            return last is not None and last.channel in HURTING
        if said.is_instrument or said.thing.parts[0] == "market" or act.cue is None:
            return False
        return any(
            other.parts[0] in ("trade_agreement", "market_access") and other.end <= act.cue.start
            for other in said.clause.instruments
        )

    def _bind(self, said: Statement) -> Bound:
        """Clause and sentence first, then the measure named before, headline and lead, the sentence before."""
        phrase = verb_phrase(self._text, said.clause, said.act)
        bound = self._topics.bind(self._clauses, said.index, is_definite=said.is_definite, phrase=phrase)
        if bound.rule in _OWN:
            return bound
        if self._is_on_all_goods(said) or (said.channel is Channel.TARIFF and said.thing.words.startswith(_ON_ALL)):
            return Bound((), (), "economy-wide")
        if bound.rule:
            return bound
        last = self._context.last(said.channel)
        if last and said.is_definite:
            return Bound(last.sectors, (), "measure named before")
        if said.channel is Channel.UNCERTAINTY:
            return NOTHING
        headline = self._topics.of_headline()
        if headline.rule and not said.is_definite:
            return headline
        is_continued = said.is_definite or not said.is_instrument
        before = self._topics.before(said.clause.sentence) if is_continued else NOTHING
        return before if before.rule else headline

    def _is_means(self, said: Statement) -> bool:
        """"The deal will cut tariffs on wine": the goods are those of the tariff, the deal is wider."""
        after = next((cue.start for cue in said.clause.instruments if cue.start >= said.thing.end), None)
        here = [start for start, _ in self._goods if said.clause.start <= start < said.clause.end]
        return after is not None and bool(here) and min(here) > after

    def _is_on_all_goods(self, said: Statement) -> bool:
        """"Chinese goods", "Indian exports", "America's trading partners": no industry is meant."""
        clause = said.clause
        if said.channel not in HURTING:
            return False
        return clause.has_scope("universal") or any(
            clause.start <= hit.start < clause.end and word_after(self._text, hit.end) in _ALL_GOODS
            for hit in self._places
        )

    def _draft(self, said: Statement, bound: Bound) -> Draft | None:
        """The measure that is stated, or nothing where the words only name one."""
        if said.sign == "process" and said.channel not in _TALKS:
            return None
        if said.sign == "tie" and said.act.action == "create" and said.act.lemma not in GIVEN:
            return None
        said.roles = roles_in(self._text, self._places, said.clause, said.thing, said.act, self._goods)
        if not said.is_instrument and said.thing.parts[0] in _ABROAD and not said.roles:
            return None
        if said.thing.parts[0] == "goods" and not any(role.role in _FOREIGN for role in said.roles):
            return None
        if self._is_gone(said) or (said.channel is Channel.TRADE_AGREEMENT and said.act.lemma == "replace"):
            return None
        is_repeated = said.is_definite and bound.rule == "same clause" and self._context.last(said.channel) is not None
        if said.act.relation == BARE and not is_repeated and not self._is_stated(said):
            return None
        certainty, stance = judge(said, is_reported=self._context.is_announcing())
        parties = without_askers(said, certainty, stance, parties_of(said))
        return self._filled(said, bound, certainty, stance, parties)

    def _is_gone(self, said: Statement) -> bool:
        """Whether "the exemption" is the one that was just ended."""
        last = self._context.last(said.channel)
        return (
            said.sign == "opening" and said.is_definite and said.act.relation == BARE and last is not None
            and last.stance is Stance.RESTRICTIVE and last.action in _ENDED
        )  # fmt: skip

    def _is_past(self, said: Statement) -> bool:
        """"The government had imposed a ban last year", and what is then said of that ban: done before the story."""
        act = said.act
        last = self._context.last(said.channel)
        if last is not None and last.is_historic and said.is_definite and act.tag in ("ed", "past", "part"):
            return True
        year = _YEAR.search(self._text, said.clause.start, said.clause.end)
        if year and self._published and int(year[1]) <= self._published - _LONG_AGO:
            return True
        is_told = any(cue.kind == "speech" for clause in self._clauses for cue in clause.speakers)
        if act.cue is None or is_told or self._is_titled:
            return False
        return _PLUPERFECT.search(self._text, said.clause.start, act.cue.start) is not None

    def _is_stated(self, said: Statement) -> bool:
        """Whether a bare instrument is more than a word: somebody's, of a named rate, in force, threatened."""
        clause, thing = said.clause, said.thing
        opener = _noun_phrase_opener(said.text, thing.start)
        if said.sign == "tie" or (said.sign == "opening" and opener in _NONE):
            # "there would be no exemptions" refuses them
            return opener == "no" and " be no " in said.text[clause.start : thing.start]
        if said.channel is Channel.TRADE_AGREEMENT and _is_only_cited(said):
            return False
        if said.channel in _TELLING:
            is_disruption = said.channel is Channel.LOGISTICS and said.sign == "barrier" and bool(self._goods)
            is_told = said.channel is Channel.UNCERTAINTY or is_disruption
            return is_told or bool(said.roles or clause.statuses or clause.actions)
        if thing.words.rstrip("s").endswith("threat") and said.roles:
            return True
        if said.channel is Channel.PROCUREMENT and thing.words.startswith(_LAID_DOWN):
            return True
        if said.sign == "barrier" and clause.actions and is_grounds(said.text, thing):
            return True
        if said.channel is Channel.EXPORT_RESTRICTION and any(role.role == DEST for role in said.roles):
            return True
        if any(role.role in (OWNER, AGENT, WITHIN, TARGET) for role in said.roles):
            return True
        if said.is_definite and said.sign == "barrier" and self._goods and any(r.role == SOURCE for r in said.roles):
            # "the ban on fish from Norway"
            return True
        if said.sign == "opening" and _ENJOYED.search(said.text, clause.start, thing.start):
            return not clause.has_scope("negation")
        if thing.words.rstrip("s") in ANSWERS or (said.sign == "opening" and clause.statuses):
            return True
        if said.is_definite and clause.has_scope("history"):
            return True
        if any(c.parts[0] in _STATING and abs(c.start - thing.start) <= _STATING_REACH for c in clause.statuses):
            return True
        if said.sign == "barrier" and any(
            c.parts[0] == "hoped" and 0 <= thing.start - c.end <= _ASKED_REACH for c in clause.statuses
        ):
            # "call for stricter controls on imports"
            return True
        quoted = self._quoted(said.index)["magnitude"]
        return said.sign == "barrier" and any(is_rate(said.text[span.start : span.end]) for span in quoted)

    def _quoted(self, index: int) -> dict[str, list[Span]]:
        """Figures, statutes and dates of a clause; worked out once."""
        found = self._figures.get(index)
        if found is None:
            clause = self._clauses[index]
            found = self._figures[index] = {
                "magnitude": magnitudes_in(self._text, clause.start, clause.end),
                "legal basis": legal_grounds_in(self._text, clause.start, clause.end),
                "date": [span for span in self._dates if clause.start <= span.start and span.end <= clause.end],
            }
        return found

    def _by_the_buyer(self, said: Statement, who: Who) -> Who:
        """"Exports to China resumed after Beijing's ban": a ban by the country of destination is one on imports."""
        last = self._context.last(Channel.EXPORT_RESTRICTION)
        is_open = said.channel is Channel.EXPORT_RESTRICTION and said.thing.parts[0] == "by_object"
        if not is_open or last is None or not set(who.implementers) & set(last.targets) - set(last.implementers):
            return who
        said.channel = Channel.IMPORT_RESTRICTION
        sellers = tuple(iso3 for iso3 in last.implementers if iso3 not in who.implementers)
        named = tuple(iso3 for iso3 in who.targets if iso3 != "ALL")
        return Who(who.implementers, named or sellers or who.targets, [*who.rules, "the buyer bans"])

    def _filled(
        self, said: Statement, bound: Bound, certainty: Certainty, stance: Stance, parties: Parties
    ) -> Draft:  # fmt: skip
        clause, act = said.clause, said.act
        who = _shut_out(said, bound) or self._by_the_buyer(said, who_of(said, parties, self._context))
        quoted = self._quoted(said.index)
        is_only_named = act.relation == BARE or is_retold(self._text, clause, act)
        speaker = next((cue.parts[0] for cue in clause.speakers if cue.kind == "speaker"), "")
        return Draft(
            channel=said.channel,
            stance=directed(said, stance, quoted["magnitude"]),
            status=certainty.status,
            implementers=with_members(who.implementers),
            targets=with_members(who.targets),
            sectors=bound.sectors,
            evidence=[trimmed(self._text, clause.start, clause.end)],
            action="named" if act.relation == BARE else act.action,
            scope=scope_of(said, who.targets),
            weakness=HEADLINE if said.is_titled else NAMED if is_only_named else SAID,
            is_bound=bound.rule in ("same clause", "economy-wide"),
            rules=[
                f"{said.channel}: {said.thing.words!r}",
                f"action: {act.lemma or act.action} ({act.relation})",
                f"status: {certainty.rule}",
                *(f"parties: {rule}" for rule in who.rules),
                f"sectors: {bound.rule or 'none'}",
            ],
            slots=slots_of(said.thing, act, certainty, only_named(parties, who), bound, quoted),
            magnitudes=[self._text[span.start : span.end] for span in quoted["magnitude"]],
            legal_basis=[self._text[span.start : span.end] for span in quoted["legal basis"]],
            dates=[self._text[span.start : span.end] for span in quoted["date"]],
            speaker=speaker,
            is_historic=clause.has_scope("history") or self._is_past(said),
        )


def _is_half_named(text: str, thing: Cue, named: list[Cue]) -> bool:
    """"Anti-dumping and countervailing duties": the first adjective goes with the noun of the second."""
    if thing.kind != "instrument" or thing.parts[1] != "process":
        return False
    return any(
        other.parts[0] == thing.parts[0] and text[thing.end : other.start].strip().lower() in ("and", "or", "and/or")
        for other in named
    )


def _is_resumed(clause: Clause, thing: Cue) -> bool:
    return thing.kind == "flow" and any(cue.parts[0] == "open" for cue in clause.actions)


_CITING: Final = frozenset("under through with by via per using meet meets outside".split())


def _shut_out(said: Statement, bound: Bound) -> Who | None:
    """"Meat plants barred from exporting to China": for food it is the buyer who bars."""
    is_barred = said.channel is Channel.EXPORT_RESTRICTION and said.thing.words.endswith("from exporting")
    buyers = tuple(role.hit.place.iso3 for role in said.roles if role.role == DEST) if is_barred else ()
    is_food = bool(bound.sectors) and _FOOD.issuperset(bound.sectors)
    before = [role for role in said.roles if role.hit.end <= said.thing.start]
    sellers = tuple(role.hit.place.iso3 for role in before if role.role in _SELLERS)
    if not buyers or not sellers or not is_food or any(role.role == AGENT for role in said.roles):
        return None
    said.channel = Channel.IMPORT_RESTRICTION
    return Who(buyers, sellers, ["buyer of food that bars sellers"])


def _is_only_cited(said: Statement) -> bool:
    """"Cars that comply with USMCA": an agreement called by its name, by which something else is measured."""
    is_name = said.text[said.thing.start].isupper() and said.text[said.thing.end - 1].isupper()
    return is_name and _noun_phrase_opener(said.text, said.thing.start) in _CITING


def _is_under_dispute(clause: Clause, thing: Cue) -> bool:
    is_barrier = thing.parts[1] == "barrier" and thing.parts[0] != Channel.DISPUTE
    return is_barrier and any(other.parts[0] == Channel.DISPUTE for other in clause.instruments)


def _flow_near(clause: Clause, thing: Cue) -> str:
    """The direction of the flow that the instrument is about."""
    if thing.kind == "flow":
        return thing.parts[0]
    for direction in ("import", "export"):
        if direction in thing.words:
            return direction
    return clause.flows[0].parts[0] if clause.flows else ""


def _presupposed(said: Statement, draft: Draft) -> list[Draft]:
    """Who hopes that "its 100% duty" is dropped says that the duty is there."""
    if not said.is_instrument or said.sign != "barrier" or draft.stance is not Stance.LIBERALISING:
        return []
    owned = word_before(said.text, said.thing.start).rstrip("%")
    if draft.status not in (Status.HOPED, Status.NEGOTIATING) or not owned.isdigit() or draft.action == "create":
        return []
    return [
        replace(
            draft,
            stance=Stance.RESTRICTIVE,
            status=Status.IN_FORCE,
            weakness=NAMED,
            rules=[*draft.rules, "presupposed: the barrier is there"],
            evidence=list(draft.evidence),
            slots=list(draft.slots),
        )
    ]


_MEASURED_BY: Final = frozenset(("under", "within", "above", "below", "over", "beyond", "outside"))
_NONE: Final = frozenset(("without", "no"))
_ARTICLES: Final = frozenset(("a", "an", "any", "the", "such"))


def _noun_phrase_opener(text: str, offset: int) -> str:
    """The word before an offset, articles left out."""
    before = word_before(text, offset)
    return word_before(text, text.rfind(before, 0, offset)) if before in _ARTICLES else before
