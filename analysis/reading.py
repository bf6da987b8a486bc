"""Reads one clause at a time: each instrument or flow with its action becomes the draft of a measure, or a link."""

import re
from typing import Final

from analysis.actors import parties_of
from analysis.acts import BARE, BARE_ACT, DISPUTED_ACT, PASSIVE
from analysis.binding import NOTHING, Bound, Topics
from analysis.certainty import Certainty
from analysis.channels import channel_of
from analysis.clauses import Clause, Cue, in_order, word_after, word_before
from analysis.context import HURTING, Context
from analysis.dealing import Parties
from analysis.deals import with_members
from analysis.demands import demanded, licensed
from analysis.drafts import HEADLINE, NAMED, REFUSED_ANSWER, SAID, Draft
from analysis.effects import trimmed
from analysis.governing import governing_act, is_retold, resumed_act, verb_phrase
from analysis.hinted import Hinted
from analysis.implied import implied_things, visa_charges
from analysis.judging import directed, judge
from analysis.magnitude import is_rate, legal_grounds_in, magnitudes_in
from analysis.matcher import PlaceHit
from analysis.members import (
    DISPUTE,
    HOPED,
    IN_FORCE,
    INVESTMENT,
    LIBERALISING,
    MARKET_ACCESS,
    MOBILITY,
    NEGOTIATING,
    NEUTRAL,
    PURCHASES,
    RESTRICTIVE,
    STANDARDS,
    SUBSIDY,
    TARIFF,
    TRADE_AGREEMENT,
    TRADE_DEFENCE,
    UNCERTAINTY,
)
from analysis.model import Channel, Link, Span, Stance
from analysis.naming import is_condition_of_relief, is_mere_name, is_stated, noun_phrase_opener
from analysis.object_channels import is_curb_on
from analysis.openings import sign_of
from analysis.page import Page
from analysis.parties import only_named, scope_of, slots_of, who_of, without_askers
from analysis.plain_verbs import without_everyday
from analysis.platforms import taxed_platforms
from analysis.public_money import handed_out
from analysis.refusing import bettered, ended, is_answer, is_of_hope, is_refused_at, is_shrugged_off, objected
from analysis.roles import DEST, ORIGIN, OWNER, SOURCE, SUBJECT, WITHIN, is_adjective, roles_in
from analysis.settling import settle_sides, settled_channel
from analysis.stance import GIVEN
from analysis.statement import Statement
from analysis.status import RECALLED
from analysis.stoppages import is_at_home
from analysis.talks import act_on_talks, is_only_matter

_DEFINITE: Final = frozenset(("the", "this", "these", "those", "that", "such", "both", "its", "their", "similar"))
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
_PROVIDED: Final = re.compile(r"\W*(?:provided|as long as|so long as|on condition|if they|if it)\b", re.IGNORECASE)
_AT_A_RATE: Final = Hinted(re.compile(r"\bat (?:an? |the )(?:[\w-]+ ){1,2}$"), "at a ", "at an ", "at the ")
_TERMS: Final = ("must ", "have to ", "has to ", "required to ")
_OPINED: Final = Hinted(
    re.compile(
        r"\b(?:(?:recogni[sz]|respect|endors|oppos|honou?r|criticis|criticiz|condemn|denounc|deplor|decr)(?:e|es|s|ed|ing|y|ied|ies)?|"
        r"(?:not|n[’']t|never|refus\w+ to|declin\w+ to) (?:back|support|observe|apply))"
        r" (?:[\w’'.-]+ ){0,3}$"
    ),
    "recogni", "respect", "endors", "oppos", "hono", "critici", "condemn", "denounc", "deplor", "decr",
    "back ", "support ", "observe ", "apply ",
)  # fmt: skip
# "will recognise American safety tests" opens, "did not recognise the sanctions" does nothing to them
_RECOGNISED: Final = re.compile(r"\b(?<!not )(?<!n[’']t )recogni[sz](?:e|es|ed|ing) (?:[\w’'.-]+ ){0,3}$")
_FORETOLD: Final = frozenset(("that would", "that will"))
_ENDED: Final = frozenset(("end", "suspend", "reduce"))
_SITES: Final = frozenset(("route", "plant"))
_NEAR: Final = frozenset(("same clause", "same sentence", "word that points back"))
_OWN: Final = frozenset(("same clause", "word that points back", "economy-wide"))
# these tell of trade only where a country is named
_ABROAD: Final = frozenset(("sales", "plant", "goods"))
_SHARED: Final = frozenset((
    (Channel.PURCHASES, "opening"), (Channel.DISPUTE, "opening"), (Channel.TRADE_AGREEMENT, "opening"),
))  # fmt: skip
_FIGHTING: Final = re.compile(
    r"\b(?:fight\w*|clash\w*|troops|hostages?|army|rebels?|militants?|shelling|airstrikes?|ceasefire|gunmen|protest\w*|"
    r"invasion|missiles?)\b", re.IGNORECASE,
)  # fmt: skip
_FOREIGN: Final = frozenset((SOURCE, ORIGIN, DEST, OWNER))
_ALL_GOODS: Final = frozenset(("goods", "exports", "products", "merchandise"))
# "imposed tariffs in 2020", said years later; what is so "since 2020" goes on
_YEAR: Final = Hinted(re.compile(r"(?<!since )\bin (?:\w+ )?((?:19|20)\d\d)\b"), " 19", " 20")
_LONG_AGO: Final = 2
# "a probe that focuses on digital trade", "no change in the duty": a subject of talk, no act
_TOPIC: Final = Hinted(
    re.compile(r"\bfocus(?:es|ed|ing)? on .*$|\b(?:no|without) changes? (?:in|to) (?:the )?(?:[\w-]+ ){0,2}$"),
    "focus", " change",
)
_SAYING: Final = re.compile(r"(?:, [^,;]{3,50},)? (?:said|says|told|tells|added|wrote|warned|announced|confirmed)\b")
_ON_THEM: Final = re.compile(
    r" (?:on|over) (?:(?:the )?(?:supply|trade|exports?|imports?|sales?) (?:of|in) )?"
    r"(?:(?!with\b|for\b|in\b|and\b|to\b|by\b)[\w-]+ ){0,2}"
)
# petrol cars that "may no longer be sold in Norway", wherever they are made, are no matter of trade
_NO_MORE: Final = ("no longer be sold in", "no longer allowed in")
_STANDING: Final = frozenset(("domestic production", "alternative supplier", "alternative suppliers"))
_WAS_IN_FORCE: Final = Hinted(re.compile(r"\bhad (?:\w+ly |already )?been in (?:force|place|effect)\b"), "had ")
_PLUPERFECT: Final = Hinted(re.compile(r"\bhad (?:\w+ly |also |been |already |first |since )*$"), "had ")
# "Countries impose duties within the rules of the WTO" says how the world goes
_GENERAL: Final = Hinted(
    re.compile(
        r"[\s\"'“]*(?:Countries|Nations|Governments|Importing countries|Trading partners)\s"
        r"(?!are\b|have\b|had\b|will\b|were\b)(?:\w+ly\s)?(?:may\s|can\s|often\s)?\w+(?<!ed)\s"
    ),
    "countries", "nations", "governments", "partners",
)  # fmt: skip


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
            if clause.instruments:
                meant = without_everyday(page.text, clause, self._goods, places)
                clause.instruments = [cue for cue in meant if not is_condition_of_relief(page.text, clauses, cue)]
            if clause.flows:
                clause.flows = [cue for cue in clause.flows if not is_condition_of_relief(page.text, clauses, cue)]
        self._is_titled = page.in_title(clauses[0].sentence)
        self._has_stated = False
        self._figures: dict[int, dict[str, list[Span]]] = {}

    def read(self, index: int) -> tuple[list[Draft], list[Link]]:
        """Measures and links of one clause."""
        drafts: list[Draft] = []
        links: list[Link] = []
        clause = self._clauses[index]
        named = [thing for thing in in_order((*clause.instruments, *clause.flows)) if not self._is_absent(thing)]
        if len(named) > 1:
            named = [
                thing
                for thing in named
                if not _is_half_named(self._text, thing, named, clause)
                and not (thing.parts[0] == INVESTMENT and self._is_curbed(clause, thing))
            ]
        asked = licensed(self._text, clause) or demanded(self._text, clause, self._goods, self._places)
        if asked is not None and not any(_is_licence(thing) for thing in named):
            # whose exports they are is said by the demand
            named = [*(thing for thing in named if thing.kind != "flow"), asked]
            clause.statuses = [cue for cue in clause.statuses if not asked.start <= cue.start < asked.end]
        if all(
            thing.kind == "flow" and (thing.parts[0] in _SITES or thing.words == "imported") for thing in named
        ):
            # "beef was seized in the port": the port is only where it is done
            named = [*named, *implied_things(self._text, clause, self._goods, self._places)]
        named.extend(self._charges(clause))
        for thing in named:
            said = self._statement(index, thing)
            if said is None or self._is_consequence(said):
                continue
            bound = self._bind(said)
            is_wider = said.channel is TRADE_AGREEMENT and self._is_means(said)
            draft = self._draft(said, Bound((), (), "economy-wide") if is_wider else bound)
            if bound.rule in _NEAR and (draft or said.is_instrument):
                links.extend(Link(sector=sector, channel=said.channel, span=clause.span) for sector in bound.sectors)
            if draft:
                self._context.note(draft)
                self._has_stated = True
                drafts.extend((draft, *_presupposed(said, draft)))
        return drafts, links

    def _charges(self, clause: Clause) -> list[Cue]:
        """Money that a state hands out or takes, where no noun names it."""
        if not self._places:
            return []
        found = (
            handed_out(self._text, clause, self._places),
            taxed_platforms(self._text, clause, self._places),
            visa_charges(self._text, clause, self._places),
        )
        return [cue for cue in found if cue is not None]

    def _is_curbed(self, clause: Clause, thing: Cue) -> bool:
        """"Curbs on takeovers": the curbs are the measure."""
        return any(is_curb_on(self._text, other, thing) for other in clause.instruments)

    def _is_absent(self, thing: Cue) -> bool:
        """"Steel from countries without a trade agreement": the condition of a measure and none itself."""
        if thing.kind == "instrument" and thing.parts[0] == TARIFF and _OF_DEAL.match(self._text, thing.end):
            return True
        is_deal = thing.kind == "instrument" and (
            thing.parts[0] == TRADE_AGREEMENT or thing.words.startswith("procurement agreement")
        )
        return is_deal and _ABSENT.search(self._text, max(0, thing.start - _ABSENT_REACH), thing.start) is not None

    def _statement(self, index: int, thing: Cue) -> Statement | None:
        clause = self._clauses[index]
        before = word_before(self._text, thing.start)
        if before == "without":
            return None
        if thing.kind == "instrument" and thing.parts[1] == "quota" and noun_phrase_opener(
            self._text, thing.start, before
        ) in _MEASURED_BY:
            # "cut to 10% within a quota", "as much as the quota allows", "sold above the cap": the quota is a yardstick
            return None
        if thing.kind == "instrument" and thing.parts[0] == TARIFF and _AT_A_RATE.search(
            self._text, clause.start, thing.start, clause.hints
        ):
            # "beef that may enter at a low duty": how it enters, and nothing done to the duty
            return None
        is_topic = _TOPIC.search(self._text, clause.start, thing.start, clause.hints) is not None
        if is_topic or is_only_matter(self._text, clause, thing):
            return None
        if thing.words in ("subsidised", "subsidized") and before in _DEFINITE:
            # "its subsidised programme" only describes it
            return None
        if thing.words.endswith(_NO_MORE) and not self._is_foreign(clause, thing):
            return None
        if self._is_out_of_place(thing) or _GENERAL.match(self._text, clause.start, clause.end, clause.hints):
            return None
        act = act_on_talks(self._text, clause, thing, governing_act(self._text, clause, thing))
        if act.relation == BARE and thing.kind == "instrument":
            act = resumed_act(self._text, self._clauses, index) or act
        if act.relation == BARE and thing.words.startswith("without ") and thing.parts[0] == STANDARDS:
            # "sent home without further tests": nobody takes anything in
            return None
        if is_answer(thing):
            if not is_refused_at(clause, thing):
                return None
            act = BARE_ACT
        if is_of_hope(self._text, clause, thing, act):
            act = BARE_ACT
        changed = bettered(self._text, clause, thing, act) or ended(self._text, clause, thing, act)
        act = changed or act
        if act.action == "process" and thing.kind == "instrument" and _is_under_dispute(clause, thing):
            # a panel that reviews duties does nothing to them
            act = DISPUTED_ACT
        if thing.kind == "instrument" and thing.parts[1] == "barrier" and not is_answer(thing) and (
            self._is_opined(clause, thing)
            or objected(self._text, clause, thing)
            or is_shrugged_off(self._text, clause, thing)
        ):
            # "did not recognise the sanctions", "refused to join the embargo": they are there, and somebody else's
            act = DISPUTED_ACT
        if act.lemma in _CONSEQUENCES and act.relation == PASSIVE and thing.words.endswith("from exporting"):
            # those "barred from exporting will be allowed to"
            act = act.taken_as("end")
        if clause.opener == "if" and act.relation == PASSIVE and clause.has_scope("negation"):
            # "if the duty is not increased"
            return None
        last = self._context.last()
        if thing.words.startswith("the ") and thing.parts[0] == "by_object":
            # "the law" is the one told of, whatever was said in between
            last = self._context.last(STANDARDS) or last
        is_aimed = any(thing.end <= hit.start < clause.end for hit in self._places)
        named = channel_of(
            self._text, clause, thing, act, last, has_goods=bool(self._goods), has_target=is_aimed,
            any_place=bool(self._places), is_on_goods=thing.parts[0] == "by_object" and self._is_on_goods(thing),
        )
        if named is None:
            return None
        if named[0] is INVESTMENT and is_at_home(
            self._text, self._clauses, thing, act.lemma, self._context, self._places
        ):
            return None
        named = settled_channel(
            self._text, self._clauses, index, thing, act, named, self._context, has_stated=self._has_stated
        )
        if named is None:
            return None
        return Statement(
            self._text,
            self._clauses,
            index,
            self._places,
            thing,
            act,
            channel=named[0],
            sign=sign_of(self._text, clause, thing, act, *named),
            before=before,
            is_definite=before in _DEFINITE,
            is_titled=self._is_titled,
            flow=_flow_near(clause, thing),
        )

    def _is_opined(self, clause: Clause, thing: Cue) -> bool:
        if thing.parts[0] == STANDARDS and _RECOGNISED.search(self._text, clause.start, thing.start):
            return False
        return _OPINED.search(self._text, clause.start, thing.start, clause.hints) is not None

    def _is_foreign(self, clause: Clause, thing: Cue) -> bool:
        """Whether the goods of a clause are somebody's, or the article has told of a barrier that keeps them out."""
        if any(clause.start <= hit.start and hit.end <= thing.start for hit in self._places):
            return True
        last = self._context.last()
        return last is not None and last.channel in HURTING

    def _is_on_goods(self, thing: Cue) -> bool:
        """"An agreement on lithium" of two states, "controls on graphite": goods after the preposition."""
        if thing.parts[1] == "opening" and len({hit.place.iso3 for hit in self._places if not is_adjective(hit)}) < 2:
            # "signed an agreement on steel jobs in Italy"
            return False
        end = thing.end - 3 if thing.words.endswith(" on") else thing.end
        return any(_ON_THEM.fullmatch(self._text, end, begin) for begin, _ in self._goods if begin > thing.end)

    def _is_out_of_place(self, thing: Cue) -> bool:
        """Whether a word that trade shares with other walks of life stands alone: a court, a contract, a strike."""
        if thing.words.startswith("beyond ") and thing.start - self._clauses[0].start < 2:
            # "Beyond China, ..." goes on with a list
            return True
        if thing.words.rstrip("s").endswith("negotiator") and _SAYING.match(self._text, thing.end):
            # "the chief negotiator said that aircraft would be freed from duty": what he says is not done to him
            return True
        if thing.parts[-2] == "subsidise" and not self._goods and not self._places and self._context.last() is None:
            # a broadcaster that subsidises its orchestra
            return True
        if thing.kind == "instrument" and thing.parts[0] == DISPUTE and self._is_at_wto():
            return False
        if thing.kind != "instrument" or thing.parts[4] != "weak" or (thing.parts[0], thing.parts[1]) not in _SHARED:
            return False
        # "close to a deal with a record label": an agreement is of countries, whatever the goods
        is_peopled = self._places if thing.parts[0] == TRADE_AGREEMENT else self._goods
        is_alone = sum(len(clause.instruments) + len(clause.flows) for clause in self._clauses) < 2
        if is_alone and thing.words.rstrip("s") == "truce" and self._context.last() is None:
            # nobody shoots in a truce of trade
            sentence = self._text[self._clauses[0].start : self._clauses[-1].end]
            return not self._places or _FIGHTING.search(sentence) is not None
        return is_alone and not is_peopled and self._context.last() is None

    def _is_at_wto(self) -> bool:
        piece = self._text[self._clauses[0].start : self._clauses[-1].end]
        return "WTO" in piece or "World Trade Organi" in piece

    def _is_consequence(self, said: Statement) -> bool:
        """Whether another measure of the sentence is the measure: "the deal allows exports to go on"."""
        act = said.act
        if said.channel is STANDARDS and said.thing.words.startswith(_TERMS):
            # "signed a protocol. Packhouses will have to register": the terms on which a market opens
            opened = self._context.last()
            return opened is not None and opened.stance is LIBERALISING
        if said.channel is STANDARDS and _PROVIDED.match(self._text, said.clause.start, said.clause.end):
            # "lifted the ban, provided that they carry a certificate"
            return True
        if act.lemma == "keep" and act.cue is not None and word_before(self._text, act.cue.start) in ("that", "which"):
            # "scrapped rules that kept apples out of its market"
            return True
        # a pact that lets people move gives more than trade
        is_allowing = act.lemma in _CONSEQUENCES and said.channel is not MOBILITY
        if act.cue is not None and is_allowing and self._has_stated:
            # "ended the exemption that allowed free entry"
            is_relative = (
                said.clause.opener in _FORETOLD or word_before(self._text, act.cue.start) in ("that", "which")
            )
            if act.tag == "ing" or is_relative:
                return True
        last = self._context.last()
        if act.tag == "ing" and self._has_stated and last is not None and self._is_told_again(said, last):
            return True
        if act.tag == "ing" and said.channel is MARKET_ACCESS and said.sign == "barrier" and self._has_stated:
            # "lifts its ban on beef, ending a trade barrier"
            return last is not None and last.channel in HURTING
        if said.is_instrument or said.thing.parts[0] == "market" or act.cue is None:
            return False
        return any(
            other.parts[0] in ("trade_agreement", "market_access") and other.end <= act.cue.start
            for other in said.clause.instruments
        )

    def _is_told_again(self, said: Statement, last: Draft) -> bool:
        """"Will allow mills to export sugar, easing a ban": what the main clause says in other words."""
        if last.channel is not said.channel or said.sign != "barrier" or last.stance is not LIBERALISING:
            return False
        place = said.act.cue.start if said.act.cue is not None else 0
        return said.act.action in ("reduce", "end", "suspend") and self._text.endswith(", ", 0, place)

    def _bind(self, said: Statement) -> Bound:
        """Clause and sentence first, then the measure named before, headline and lead, the sentence before."""
        if is_answer(said.thing):
            # the goods of what would be answered are not those of the answer
            return NOTHING
        phrase = verb_phrase(self._text, said.clause, said.act)
        named = said.thing.span if said.is_instrument and said.channel is STANDARDS else None
        bound = self._topics.bind(
            self._clauses, said.index, is_definite=said.is_definite, phrase=phrase, named=named
        )
        if bound.rule in _OWN:
            return bound
        if self._is_on_all_goods(said) or (said.channel is TARIFF and said.thing.words.startswith(_ON_ALL)):
            return Bound((), (), "economy-wide")
        if bound.rule:
            return bound
        last = self._context.meant(said.channel, said.places, said.clause.sentence)
        if last and (said.is_definite or said.is_relief):
            return Bound(last.sectors, (), "measure named before")
        if said.channel is UNCERTAINTY:
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
        if said.channel is DISPUTE and said.act.relation == BARE and said.sign == "process" and any(
            cue.parts[0] == DISPUTE and cue.parts[1] == "opening" for cue in said.clause.instruments
        ):
            # "a panel ruled for Chile in its dispute with Peru": the ruling is the measure
            return None
        if said.channel is DISPUTE and said.thing.words.endswith("tribunal") and any(
            cue.parts[0] == TRADE_DEFENCE for cue in said.clause.instruments
        ):
            # Canada's trade tribunal lays and ends duties: it is no court there
            return None
        if said.thing.words.rstrip("s").endswith(" determination") and self._is_found(said):
            return None
        if said.sign == "tie" and said.act.action == "create" and said.act.lemma not in GIVEN:
            return None
        said.roles = roles_in(self._text, self._places, said.clause, said.thing, said.act, self._goods)
        if not said.is_instrument and said.thing.parts[0] in _ABROAD and not said.roles:
            return None
        if said.thing.words in ("sales", "sales of", "sale of", "demand") and self._context.last() is None and all(
            role.role == WITHIN for role in said.roles
        ):
            # "sales of ice cream rose in Paris"
            return None
        if said.thing.parts[0] == "goods" and not any(role.role in _FOREIGN for role in said.roles) and not (
            # "Rwanda will ban used clothing, mostly imported from America"
            any(role.role == SUBJECT for role in said.roles) and self._is_imported()
        ):
            return None
        if self._is_of_a_probe(said):
            return None
        if self._is_gone(said) or (said.channel is TRADE_AGREEMENT and said.act.lemma == "replace"):
            return None
        is_repeated = said.is_definite and bound.rule == "same clause" and self._context.last(said.channel) is not None
        if said.act.relation == BARE and not is_repeated and not self._is_stated(said):
            return None
        settle_sides(said, bound, self._context)
        certainty, stance = judge(said, is_reported=self._context.is_announcing())
        is_wish = certainty.status is HOPED and stance is LIBERALISING
        if is_wish and said.channel is PURCHASES and not said.roles:
            # "it aims to expand trade", between nobody
            return None
        parties = without_askers(said, certainty, stance, parties_of(said))
        return self._filled(said, bound, certainty, stance, parties)

    def _is_imported(self) -> bool:
        return any(flow.parts[0] == "import" for clause in self._clauses for flow in clause.flows)

    def _is_found(self, said: Statement) -> bool:
        """"Sold below fair value, the department found in its final determination": what is found is the measure."""
        last = self._context.last(said.channel)
        return said.act.relation == BARE and self._has_stated and last is not None and (
            last.stance is RESTRICTIVE and last.evidence[0].start >= said.clauses[0].start
        )

    def _is_gone(self, said: Statement) -> bool:
        """Whether "the exemption" is the one that was just ended."""
        last = self._context.last(said.channel)
        return (
            said.sign == "opening" and said.is_definite and said.act.relation == BARE and last is not None
            and last.stance is RESTRICTIVE and last.action in _ENDED
        )  # fmt: skip

    def _is_of_a_probe(self, said: Statement) -> bool:
        """"The measure would add 4% to costs", after an inquiry that has laid nothing yet."""
        if not (said.thing.words.startswith("measure") and said.is_definite and said.act.relation == BARE):
            return False
        last = self._context.last()
        return last is not None and last.stance is NEUTRAL

    def _is_past(self, said: Statement) -> bool:
        """"The government had imposed a ban last year", and what is then said of that ban: done before the story."""
        act = said.act
        last = self._context.last(said.channel)
        if last is not None and last.is_historic and said.is_definite and act.tag in ("ed", "past", "part"):
            return True
        clause = said.clause
        year = _YEAR.search(self._text, clause.start, clause.end, clause.hints) if self._published else None
        if year and int(year[1]) <= self._published - _LONG_AGO:
            return True
        is_told = any(cue.kind == "speech" for clause in self._clauses for cue in clause.speakers)
        if act.cue is None and not self._is_titled:
            # "the ban had been in force since May", told of its end
            return _WAS_IN_FORCE.search(self._text, clause.start, clause.end, clause.hints) is not None
        if act.cue is None or is_told or self._is_titled:
            return False
        return _PLUPERFECT.search(self._text, clause.start, act.cue.start, clause.hints) is not None

    def _is_stated(self, said: Statement) -> bool:
        if said.thing.words in _STANDING and self._context.last(said.channel) is None:
            # "undercut domestic production", "suppliers elsewhere had no capacity": nobody turns to them
            return False
        if is_stated(said, has_goods=bool(self._goods)):
            return True
        if said.sign != "barrier" or is_mere_name(said):
            return False
        return any(is_rate(said.text[span.start : span.end]) for span in self._quoted(said.index)["magnitude"])

    def _evidence(self, said: Statement) -> list[Span]:
        """The clause, and after a relative clause what its subject goes on to do."""
        clauses = [said.clause]
        if said.act.cue is not None and said.act.cue.start >= said.clause.end:
            clauses.extend(self._clauses[said.index + 2 : said.index + 3])
        return [trimmed(self._text, clause.start, clause.end) for clause in clauses]

    def _quoted(self, index: int) -> dict[str, list[Span]]:
        """Figures, statutes and dates of a clause; worked out once."""
        found = self._figures.get(index)
        if found is None:
            clause = self._clauses[index]
            found = self._figures[index] = {
                "magnitude": magnitudes_in(self._text, clause.start, clause.end),
                "legal basis": legal_grounds_in(self._text, clause),
                "date": [span for span in self._dates if clause.start <= span.start and span.end <= clause.end],
            }
        return found

    def _filled(
        self, said: Statement, bound: Bound, certainty: Certainty, stance: Stance, parties: Parties
    ) -> Draft:  # fmt: skip
        clause, act = said.clause, said.act
        who = who_of(said, parties, self._context)
        quoted = self._quoted(said.index)
        # support hits nobody until the text says that it hurts rivals
        is_neutral_support = said.channel is SUBSIDY and stance is NEUTRAL
        is_recalled = act.relation == BARE or certainty.rule == RECALLED
        is_only_named = is_recalled or is_retold(self._text, clause, act)
        speaker = next((cue.parts[0] for cue in clause.speakers if cue.kind == "speaker"), "")
        return Draft(
            channel=said.channel,
            stance=directed(said, stance, quoted["magnitude"]),
            status=certainty.status,
            implementers=with_members(who.implementers),
            targets=() if is_neutral_support else with_members(who.targets),
            sectors=bound.sectors,
            evidence=self._evidence(said),
            action="named" if is_recalled else act.action,
            scope=scope_of(said, who.targets),
            weakness=HEADLINE if said.is_titled else NAMED if is_only_named else SAID,
            is_bound=bound.rule in ("same clause", "economy-wide"),
            rules=[
                # joined and not formatted, which takes four times as long for a member of an enum
                said.channel + ": " + repr(said.thing.words),
                f"action: {act.lemma or act.action} ({act.relation})",
                f"status: {certainty.rule}",
                *(f"parties: {rule}" for rule in who.rules),
                f"sectors: {bound.rule or 'none'}",
                *((REFUSED_ANSWER,) if is_answer(said.thing) else ()),
            ],
            slots=slots_of(said.thing, act, certainty, only_named(parties, who), bound, quoted),
            magnitudes=[self._text[span.start : span.end] for span in quoted["magnitude"]],
            legal_basis=[self._text[span.start : span.end] for span in quoted["legal basis"]],
            dates=[self._text[span.start : span.end] for span in quoted["date"]],
            speaker=speaker,
            is_historic=certainty.rule == RECALLED or clause.has_scope("history") or self._is_past(said),
        )


def _is_licence(thing: Cue) -> bool:
    return thing.kind == "instrument" and thing.parts[0] in ("export_restriction", "import_restriction", "by_object")


def _is_half_named(text: str, thing: Cue, named: list[Cue], clause: Clause) -> bool:
    """"Anti-dumping and countervailing duties": the first adjective goes with the noun of the second."""
    if thing.kind != "instrument":
        return False
    if thing.words in _DUTY_FREE and thing.parts[0] == TARIFF:
        # "raised its duty-free quota": the quota is what is raised
        is_before = any(other.parts[1] == "quota" and 0 < other.start - thing.end <= 1 for other in named)
        return is_before and _is_changed(clause)
    if thing.parts[1] == "quota" and any(
        other.words in _DUTY_FREE and 0 < thing.start - other.end <= 1 for other in named
    ):
        # "shrimp gain a duty-free quota": it frees them of duty and keeps nothing out
        return not _is_changed(clause)
    if thing.words in ("ceiling", "cap"):
        # "a tariff ceiling": what is capped is the tariff
        return any(other.parts[0] == TARIFF and other.end + 1 == thing.start for other in named)
    if thing.parts[1] != "process":
        return False
    return any(
        other.parts[0] == thing.parts[0] and text[thing.end : other.start].strip().lower() in ("and", "or", "and/or")
        for other in named
    )


def _is_under_dispute(clause: Clause, thing: Cue) -> bool:
    is_barrier = thing.parts[1] == "barrier" and thing.parts[0] != DISPUTE
    return is_barrier and any(other.parts[0] == DISPUTE for other in clause.instruments)


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
    if not said.is_instrument or said.sign != "barrier" or draft.stance is not LIBERALISING:
        return []
    owned = said.before.rstrip("%")
    if draft.status not in (HOPED, NEGOTIATING) or not owned.isdigit() or draft.action == "create":
        return []
    there = draft.copied()
    there.stance, there.status, there.weakness = RESTRICTIVE, IN_FORCE, NAMED
    there.rules = [*draft.rules, "presupposed: the barrier is there"]
    there.evidence, there.slots = list(draft.evidence), list(draft.slots)
    return [there]


def _is_changed(clause: Clause) -> bool:
    return any(cue.parts[0] in _CHANGING for cue in clause.actions)


_CHANGING: Final = frozenset(("increase", "reduce", "end", "suspend", "extend"))
_DUTY_FREE: Final = frozenset(("duty free", "tariff free", "zero duty", "zero tariff", "duty-free", "tariff-free"))
_MEASURED_BY: Final = frozenset(("as", "than", "under", "within", "above", "below", "over", "beyond", "outside"))
