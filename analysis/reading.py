"""Reads one clause at a time: each instrument or flow with its action becomes the draft of a measure, or a link."""

from dataclasses import replace

from analysis.actors import OBJECT, OWNER, SUBJECT, Parties, Role, parties_of, roles_in
from analysis.binding import NOTHING, Bound, Topics
from analysis.channels import channel_of
from analysis.clauses import Clause, Cue, word_after, word_before
from analysis.context import Context
from analysis.drafts import Draft
from analysis.governing import BARE, SELF, Act, governing_act
from analysis.magnitude import direction_of, is_rate, legal_grounds_in, magnitudes_in
from analysis.matcher import PlaceHit
from analysis.model import Channel, Link, Slot, Span, Stance, Status
from analysis.page import Page
from analysis.stance import is_open_ended, settled_sign, stance_of
from analysis.status import Certainty, status_of

_DEFINITE = frozenset(("the", "this", "these", "those", "that", "such", "both", "its", "their", "similar"))
_CONDITIONS = frozenset(("if", "unless", "even if", "whether"))
_RELATIVES = frozenset(("which", "who", "that would", "that will", "that has", "that had", "whose"))
# channels whose mere naming says that something is going on
_TELLING = frozenset((
    Channel.UNCERTAINTY, Channel.DIVERSIFICATION, Channel.LOGISTICS, Channel.MOBILITY, Channel.INVESTMENT,
    Channel.PURCHASES, Channel.TRADE_AGREEMENT, Channel.SUBSIDY, Channel.DISPUTE, Channel.TRADE_DEFENCE,
))  # fmt: skip
_REFUSALS = frozenset(("reject", "overturn", "strike down", "block", "deny", "veto", "quash"))
_EASED = frozenset(("ease", "relax", "soften", "loosen", "simplify", "streamline"))


class ClauseReader:
    """All clauses of one sentence with the places in it and what the article said before."""

    def __init__(
        self, page: Page, topics: Topics, context: Context, clauses: list[Clause], places: list[PlaceHit]
    ) -> None:  # fmt: skip
        self._page, self._text = page, page.text
        self._topics, self._context = topics, context
        self._clauses, self._places = clauses, places
        self._in_title = page.in_title(clauses[0].sentence) if clauses else False

    def read(self, index: int) -> tuple[list[Draft], list[Link]]:
        """Measures and links of one clause."""
        drafts: list[Draft] = []
        links: list[Link] = []
        clause = self._clauses[index]
        for thing in sorted((*clause.instruments, *clause.flows)):
            draft, linked = self._read_thing(index, clause, thing)
            links.extend(linked)
            if draft:
                drafts.append(draft)
                self._context.note(draft)
                drafts.extend(self._presupposed(clause, thing, draft))
        return drafts, links

    def _presupposed(self, clause: Clause, thing: Cue, draft: Draft) -> list[Draft]:
        """Who hopes that "its 100% duty" is dropped says that the duty is there."""
        if thing.kind != "instrument" or thing.parts[1] != "barrier" or draft.stance is not Stance.LIBERALISING:
            return []
        owned = word_before(self._text, thing.start).rstrip("%")
        if draft.status not in (Status.HOPED, Status.NEGOTIATING) or not owned.isdigit() or draft.action == "create":
            return []
        rules = [*draft.rules, "presupposed: the barrier is there"]
        return [replace(draft, stance=Stance.RESTRICTIVE, status=Status.IN_FORCE, weakness=1, rules=rules,
                        evidence=list(draft.evidence), slots=list(draft.slots))]  # fmt: skip

    def _read_thing(self, index: int, clause: Clause, thing: Cue) -> tuple[Draft | None, list[Link]]:
        act = governing_act(self._text, clause, thing)
        is_definite = word_before(self._text, thing.start) in _DEFINITE
        goods = [(hit.start, hit.end) for hit in self._topics.in_sentence(clause.sentence)]
        has_target = any(thing.end <= hit.start < clause.end for hit in self._places)
        named = channel_of(self._text, clause, thing, act, self._context.last(), has_goods=bool(goods), has_target=has_target)
        if named is None:
            return None, []
        channel, sign = named
        if thing.kind == "flow" and thing.parts[0] != "market" and self._is_of_a_deal(clause, act):
            return None, []
        bound = self._bind(index, thing, channel, is_definite=is_definite)
        near = bound.rule in ("same clause", "same sentence", "word that points back")
        links = [Link(sector=s, channel=channel, span=Span(clause.start, clause.end)) for s in bound.sectors if near]
        flow = self._flow_near(clause, thing)
        roles = roles_in(self._text, self._places, clause, thing, act, goods)
        if thing.kind == "flow" and thing.parts[0] == "sales" and not roles:
            return None, []
        parties = parties_of(self._text, channel, thing, act, roles, flow, clause)
        if act.relation == BARE and not self._is_stated(clause, channel, sign, thing, roles, is_definite=is_definite):
            return None, links
        certainty, stance = self._judge(index, clause, thing, act, channel, sign)
        return self._draft(index, clause, thing, act, channel, parties, certainty, stance, bound, roles, is_definite), links

    def _judge(
        self, index: int, clause: Clause, thing: Cue, act: Act, channel: Channel, sign: str
    ) -> tuple[Certainty, Stance]:  # fmt: skip
        action = act.action
        sign = settled_sign(sign, action, act.lemma)
        if sign == "opening" and act.lemma in _EASED:
            action = "increase"
        is_refusal = act.lemma in _REFUSALS and thing.kind == "instrument"
        stance = stance_of(sign, action)
        is_conditional = clause.opener in _CONDITIONS or any(
            other.opener in ("unless",) for other in self._clauses
        )
        certainty = status_of(
            self._text, clause, thing, act, is_harmful=stance is Stance.RESTRICTIVE or channel is Channel.DISPUTE,
            in_title=self._in_title, is_conditional=is_conditional, is_reported=self._context.is_announcing(),
        )  # fmt: skip
        if is_refusal and certainty.status in (Status.IN_FORCE, Status.ANNOUNCED, Status.REJECTED):
            # a court or minister that strikes it down: the stance of the thing, refused
            return certainty._replace(status=Status.REJECTED, rule="rejected: refusing verb"), stance_of(sign, "create")
        if thing.kind == "flow" and act.action == "open":
            certainty, stance = _permission(self._text, clause, certainty, stance)
        if certainty.status is Status.REJECTED and sign == "barrier" and clause.has_scope("plea"):
            stance = Stance.LIBERALISING
        if certainty.is_flipped:
            stance = stance_of(sign, action, is_flipped=True)
        if clause.has_scope("exemption") and act.relation == BARE and sign == "barrier":
            stance = Stance.LIBERALISING
        if channel is Channel.DISPUTE and certainty.status is Status.REJECTED and act.relation == SELF:
            certainty = certainty._replace(status=Status.IN_FORCE)
        elif sign == "process" and certainty.status is Status.IN_FORCE:
            certainty = certainty._replace(status=Status.NEGOTIATING)
        if channel is Channel.DISPUTE and certainty.status is Status.THREATENED:
            stance = Stance.RESTRICTIVE
        if channel is Channel.SUBSIDY and stance is Stance.NEUTRAL and any(c.has_scope("tilt") for c in self._clauses):
            stance = Stance.RESTRICTIVE
        return certainty, stance

    def _bind(self, index: int, thing: Cue, channel: Channel, *, is_definite: bool) -> Bound:
        clause = self._clauses[index]
        bound = self._topics.bind(self._clauses, index, is_definite=is_definite)
        if bound.rule:
            return bound
        last = self._context.last(channel)
        if last and is_definite:
            return Bound(last.sectors, (), "measure named before")
        if channel is Channel.UNCERTAINTY:
            return NOTHING
        headline = self._topics.of_headline()
        if headline.rule and not is_definite:
            return headline
        before = self._topics.before(clause.sentence) if is_definite or thing.kind == "flow" else NOTHING
        return before if before.rule else headline

    def _is_stated(
        self, clause: Clause, channel: Channel, sign: str, thing: Cue, roles: list[Role], *, is_definite: bool
    ) -> bool:  # fmt: skip
        """Whether a bare instrument is more than a word: somebody's, of a named rate, in force, threatened."""
        if sign == "tie":
            return False
        if channel in _TELLING:
            return bool(roles) or channel is Channel.UNCERTAINTY or bool(clause.statuses or clause.actions)
        if any(role.role in (OWNER, "agent", "within", "target") for role in roles):
            return True
        near = 45
        if is_definite and clause.has_scope("history") or sign == "opening" and clause.statuses:
            return True
        if any(
            cue.parts[0] in ("threatened", "in_force", "rejected", "removed")
            and -near <= cue.start - thing.start <= near
            for cue in clause.statuses
        ):
            return True
        return sign == "barrier" and any(
            is_rate(self._text[span.start : span.end])
            for span in magnitudes_in(self._text, clause.start, clause.end)
        )

    def _is_of_a_deal(self, clause: Clause, act: Act) -> bool:
        """"The deal allows exports to go on": the deal is the measure."""
        return act.cue is not None and any(
            other.parts[0] in ("trade_agreement", "market_access") and other.end <= act.cue.start
            for other in clause.instruments
        )

    def _flow_near(self, clause: Clause, thing: Cue) -> str:
        if thing.kind == "flow":
            return thing.parts[0]
        words = thing.words
        for direction in ("import", "export"):
            if direction in words:
                return direction
        return clause.flows[0].parts[0] if clause.flows else ""

    def _draft(
        self, index: int, clause: Clause, thing: Cue, act: Act, channel: Channel, parties: Parties,
        certainty: Certainty, stance: Stance, bound: Bound, roles: list[Role], is_definite: bool,
    ) -> Draft:  # fmt: skip
        parties = parties if channel is Channel.TRADE_AGREEMENT else self._askers_moved(certainty, act, roles, parties)
        implementers, targets, rules = self._who(index, clause, thing, channel, parties, is_definite=is_definite)
        magnitudes = magnitudes_in(self._text, clause.start, clause.end)
        grounds = legal_grounds_in(self._text, clause.start, clause.end)
        stance = self._directed(stance, act, thing, magnitudes)
        slots = _slots(thing, act, certainty, parties, bound, magnitudes, grounds)
        scope = "exempted" if any(other.has_scope("exemption") for other in self._clauses) else "all" if "ALL" in targets else "named" if targets else "unknown"
        speakers = [cue for cue in clause.speakers if cue.kind == "speaker"]
        return Draft(
            channel=channel,
            stance=stance,
            status=certainty.status,
            implementers=implementers,
            targets=targets,
            sectors=bound.sectors,
            evidence=[_trimmed(self._text, clause.start, clause.end)],
            action="bare mention" if act.relation == BARE else act.action,
            scope=scope,
            weakness=2 if self._in_title else 1 if act.relation == BARE else 0,
            is_bound=bound.rule in ("same clause", "economy-wide"),
            rules=[f"{channel}: {thing.words!r}", f"{act.relation}: {act.lemma or act.action}", certainty.rule, *rules,
                   f"sectors: {bound.rule or 'none'}"],
            slots=slots,
            magnitudes=[self._text[span.start : span.end] for span in magnitudes],
            legal_basis=[self._text[span.start : span.end] for span in grounds],
            speaker=speakers[0].parts[0] if speakers else "",
            is_historic=clause.has_scope("history"),
        )  # fmt: skip

    def _directed(self, stance: Stance, act: Act, thing: Cue, magnitudes: list[Span]) -> Stance:
        """"From 10% to 25%" tells the direction where the verb does not."""
        if act.action in ("create", "increase", "reduce") or thing.kind != "instrument" or thing.parts[1] != "barrier":
            return stance
        for span in magnitudes:
            direction = direction_of(self._text[span.start : span.end])
            if direction:
                return Stance.RESTRICTIVE if direction > 0 else Stance.LIBERALISING
        return stance

    def _who(
        self, index: int, clause: Clause, thing: Cue, channel: Channel, parties: Parties, *, is_definite: bool
    ) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:  # fmt: skip
        implementers = tuple(dict.fromkeys(hit.place.iso3 for hit in parties.implementers))
        targets = tuple(dict.fromkeys(hit.place.iso3 for hit in parties.targets))
        rules = [parties.rule] if implementers else []
        last = self._context.last(channel)
        pointing = next((cue for cue in clause.scopes if cue.parts[0] == "anaphor" and cue.start < thing.start), None)
        before = self._context.last()
        if pointing and before and not is_definite and parties.rule != "agent":
            implementers = tuple(agent for agent in before.implementers if agent not in targets) or implementers
            rules = [f"by {self._text[pointing.start : pointing.end]!r}, the measure named before"]
        if not implementers:
            implementers = self._agent_nearby(index, targets)
            rules = ["subject of the sentence"] if implementers else []
        if not implementers and last and is_definite:
            implementers = tuple(agent for agent in last.implementers if agent not in targets)
            targets = targets or last.targets
            rules = ["measure named before"]
        if not implementers:
            implementers = self._context.agent(channel, targets, is_definite=is_definite)
            rules = ["acting country named before"] if implementers else ["implementer unknown"]
        if not targets and last and is_definite and set(last.implementers) & set(implementers):
            targets = last.targets
        if channel is Channel.TRADE_AGREEMENT and len(implementers) == 1 and rules == ["partners"]:
            implementers = tuple(dict.fromkeys((*self._agent_nearby(index, implementers), *implementers)))
        if not targets and is_open_ended(channel):
            if clause.has_scope("universal") or not last:
                targets = ("ALL",) if parties.implementers or last or clause.has_scope("universal") else ()
            elif set(last.implementers) & set(implementers):
                targets = last.targets
            else:
                targets = ("ALL",)
        return implementers, targets, rules

    def _askers_moved(self, certainty: Certainty, act: Act, roles: list[Role], parties: Parties) -> Parties:
        """Who only asks ("Egypt requested an EU exemption") is no implementer but the one it is asked for."""
        cue = certainty.cue
        if certainty.status is not Status.HOPED or cue is None or cue.parts[0] != "hoped":
            return parties
        askers = [role.hit for role in roles if role.role == SUBJECT and role.hit.end <= cue.start]
        asked = [role.hit for role in roles if role.role == OWNER and role.hit.start >= cue.end]
        asked = asked or [hit for hit in parties.implementers if hit.start >= cue.end]
        if asked:
            return Parties(asked, parties.targets or askers, "asked by another")
        wants_itself = cue.words.endswith(" to") or word_after(self._text, cue.end) == "to"
        if not askers or wants_itself or act.relation != BARE:
            return parties
        return Parties([hit for hit in parties.implementers if hit not in askers], parties.targets or askers, "asker")

    def _agent_nearby(self, index: int, targets: tuple[str, ...]) -> tuple[str, ...]:
        """The acting country of another clause of the sentence: whoever stands last before, as a relative clause wants."""
        clause = self._clauses[index]
        earlier = [hit for hit in self._places if hit.end <= clause.start and hit.place.iso3 not in targets]
        if not earlier:
            return self._closing_speaker(targets)
        if clause.opener in _RELATIVES:
            return (earlier[-1].place.iso3,)
        return (earlier[0].place.iso3,)

    def _closing_speaker(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        """"..., Bessent warned": an authority that speaks at the end of the sentence."""
        for hit in reversed(self._places):
            if hit.place.kind in ("leader", "office", "capital") and hit.place.iso3 not in targets:
                if any(0 <= cue.start - hit.end <= 3 for clause in self._clauses for cue in clause.speakers):
                    return (hit.place.iso3,)
        return ()


def _permission(text: str, clause: Clause, certainty: Certainty, stance: Stance) -> tuple[Certainty, Stance]:
    """What is not allowed, or allowed only by one way, is restricted."""
    if certainty.status is Status.REJECTED:
        status = Status.ANNOUNCED if " will " in text[clause.start : clause.end] else Status.IN_FORCE
        return certainty._replace(status=status, rule="not allowed"), Stance.RESTRICTIVE
    if " only " in text[clause.start : clause.end]:
        return certainty._replace(rule="allowed only"), Stance.RESTRICTIVE
    return certainty, stance


def _slots(
    thing: Cue, act: Act, certainty: Certainty, parties: Parties, bound: Bound, magnitudes: list[Span],
    grounds: list[Span],
) -> list[Slot]:  # fmt: skip
    slots = [Slot("instrument", Span(thing.start, thing.end))]
    if act.cue and act.relation != SELF:
        slots.append(Slot("action", Span(act.cue.start, act.cue.end)))
    if certainty.cue:
        slots.append(Slot("status", Span(certainty.cue.start, certainty.cue.end)))
    slots.extend(Slot("implementer", Span(hit.start, hit.end)) for hit in parties.implementers)
    slots.extend(Slot("target", Span(hit.start, hit.end)) for hit in parties.targets)
    slots.extend(Slot("sector", Span(hit.start, hit.end)) for hit in bound.hits)
    slots.extend(Slot("magnitude", span) for span in magnitudes)
    slots.extend(Slot("legal basis", span) for span in grounds)
    return slots


def _trimmed(text: str, start: int, end: int) -> Span:
    """The clause without spaces and commas at its ends."""
    piece = text[start:end]
    head = len(piece) - len(piece.lstrip(" \n\t,;—–-"))
    tail = len(piece.rstrip(" \n\t,;—–-"))
    return Span(start + head, start + max(head, tail))
