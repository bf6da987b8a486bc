"""Measures in the making, and how repetitions of one measure become one."""

from typing import Any, Final

from analysis.members import (
    ANNOUNCED,
    EXPORT_RESTRICTION,
    HOPED,
    IMPORT_RESTRICTION,
    IN_FORCE,
    LIBERALISING,
    MARKET_ACCESS,
    NEGOTIATING,
    PROCUREMENT,
    REJECTED,
    RESTRICTIVE,
    SANCTIONS,
    STANDARDS,
    SUBSIDY,
    TARIFF,
    THREATENED,
    TRADE_AGREEMENT,
    TRADE_DEFENCE,
    UNCERTAINTY,
)
from analysis.model import Channel, Measure, Slot, Span, Stance, Status

MOST_MEASURES: Final = 12
# more passages prove nothing more
MOST_EVIDENCE: Final = 24
# so many measures of one channel and stance are compared; who needs more writes a table
_MOST_COMPARED: Final = 40
# weakness of a draft: what a clause says, what is merely named, what a headline says
SAID: Final = 0
NAMED: Final = 1
HEADLINE: Final = 2
# "levies on imports of steel": so near stands the object of a duty
_OBJECT_REACH: Final = 24
# how the rule of a measure begins that tells what another one does to a sector
EFFECT: Final = "effect:"
# the rule of a measure by which somebody does not answer another one
REFUSED_ANSWER: Final = "answer: it is refused"
_FIRMNESS: Final = {
    HOPED: 1, THREATENED: 2, NEGOTIATING: 1, ANNOUNCED: 4, IN_FORCE: 4,
    REJECTED: 3,
}  # fmt: skip


class Draft:
    """A measure as one clause states it; weakness: 0 what a clause says, 1 what is merely named, 2 a headline."""

    __slots__ = (
        "action", "channel", "dates", "evidence", "implementers", "is_bound", "is_historic", "legal_basis",
        "magnitudes", "rules", "scope", "sectors", "slots", "speaker", "stance", "status", "targets", "weakness",
    )  # fmt: skip

    def __init__(
        self, *, channel: Channel, stance: Stance, status: Status, implementers: tuple[str, ...],
        targets: tuple[str, ...], sectors: tuple[str, ...], evidence: list[Span], action: str, scope: str,
        weakness: int, is_bound: bool, rules: list[str], slots: list[Slot], magnitudes: list[str], dates: list[str],
        legal_basis: list[str], speaker: str, is_historic: bool,
    ) -> None:  # fmt: skip
        self.channel, self.stance, self.status = channel, stance, status
        self.implementers, self.targets, self.sectors = implementers, targets, sectors
        self.action, self.scope, self.speaker = action, scope, speaker
        self.weakness, self.is_bound, self.is_historic = weakness, is_bound, is_historic
        self.evidence, self.rules, self.slots = evidence, rules, slots
        self.magnitudes, self.dates, self.legal_basis = magnitudes, dates, legal_basis

    def copied(self) -> "Draft":
        """Another draft of the same, for what else is said with it; the lists are shared."""
        return Draft(
            channel=self.channel, stance=self.stance, status=self.status, implementers=self.implementers,
            targets=self.targets, sectors=self.sectors, evidence=self.evidence, action=self.action, scope=self.scope,
            weakness=self.weakness, is_bound=self.is_bound, rules=self.rules, slots=self.slots,
            magnitudes=self.magnitudes, dates=self.dates, legal_basis=self.legal_basis, speaker=self.speaker,
            is_historic=self.is_historic,
        )  # fmt: skip

    def absorb(self, other: "Draft") -> None:
        """Take in a repetition: evidence and slots add up, the more explicit of the two decides."""
        is_headline = self.weakness == HEADLINE
        if other.weakness < self.weakness or (other.weakness == self.weakness and _is_soft(self)):
            self.status, self.action = other.status, other.action
            if other.is_bound and (other.sectors or self.weakness < HEADLINE):
                # a headline on one industry stays so where the body speaks of all goods
                named = self.sectors if self.weakness == NAMED and self.is_bound and other.sectors else ()
                self.sectors = tuple(dict.fromkeys((*named, *other.sectors)))
            self.is_historic = other.is_historic
            if self.weakness == HEADLINE:
                self.evidence, self.slots = [], []
            self.evidence, other.evidence = other.evidence, self.evidence
            self.weakness = other.weakness
        if other.is_bound and not self.is_bound and (other.sectors or not is_headline):
            self.sectors, self.is_bound = other.sectors, True
        elif other.is_bound and self.sectors:
            self.sectors = tuple(dict.fromkeys((*self.sectors, *other.sectors)))
        elif self.sectors and set(self.sectors) < set(other.sectors):
            # the headline names what the clause names, and more
            self.sectors = other.sectors
        self.implementers = tuple(dict.fromkeys((*self.implementers, *other.implementers)))
        is_mutual = _is_mutual(self) and _is_mutual(other)
        named = tuple(
            target for target in (*self.targets, *other.targets) if is_mutual or target not in self.implementers
        )
        # whoever is named is more than everyone
        self.targets = tuple(dict.fromkeys(target for target in named if target != "ALL")) or named[:1]
        if len(self.evidence) < MOST_EVIDENCE:
            _add_new(self.evidence, other.evidence)
        elif other.status is self.status:
            return
        _add_new(self.rules, other.rules)
        _add_new(self.slots, other.slots)
        _add_new(self.magnitudes, other.magnitudes)
        _add_new(self.dates, other.dates)
        _add_new(self.legal_basis, other.legal_basis)
        self.speaker = self.speaker or other.speaker

    def measure(self) -> Measure:
        """The finished value."""
        return Measure(
            channel=self.channel,
            stance=self.stance,
            status=self.status,
            implementers=self.implementers,
            targets=self.targets,
            sectors=tuple(sorted(self.sectors)),
            evidence=tuple(self.evidence),
            rules=tuple(self.rules),
            action=self.action,
            scope=self.scope,
            magnitudes=tuple(self.magnitudes),
            dates=tuple(self.dates),
            legal_basis=tuple(self.legal_basis),
            speaker=self.speaker,
            is_historic=self.is_historic,
            slots=tuple(self.slots),
        )


def _add_new(mine: list[Any], others: list[Any]) -> None:
    """What is not there yet, each once; a generator would be run at its end only where it is compiled."""
    for item in others:
        if item not in mine:
            mine.append(item)


def merge(drafts: list[Draft]) -> list[Draft]:
    """Drafts with repetitions taken together, in the order of the text; a headline counts where the body is silent."""
    told = {draft.channel for draft in drafts if draft.weakness < HEADLINE}
    if TRADE_DEFENCE in told:
        # the "duties" of the headline are those against dumping
        told.add(TARIFF)
    kept: list[Draft] = []
    twins: dict[tuple[object, ...], Draft] = {}
    alike: dict[tuple[Channel, Stance], list[Draft]] = {}
    for draft in drafts:
        key = (
            draft.channel, draft.stance, draft.status, draft.implementers, draft.targets, draft.sectors, draft.weakness
        )  # fmt: skip
        rivals = alike.setdefault((draft.channel, draft.stance), [])
        twin = twins.get(key) or next((other for other in rivals if _is_same(other, draft)), None)
        if twin:
            twin.absorb(draft)
        else:
            kept.append(draft)
            if len(rivals) < _MOST_COMPARED:
                rivals.append(draft)
        twins[key] = twin or draft
    kept = _with_unclaimed(kept)
    bodies = [draft for draft in kept if draft.weakness < HEADLINE]
    return [
        draft
        for draft in kept
        if draft.weakness < HEADLINE or draft.channel not in told or _is_alone(draft, bodies)
    ]


# acts of states, which somebody takes
_CLAIMED: Final = frozenset((
    TARIFF, TRADE_DEFENCE, IMPORT_RESTRICTION, EXPORT_RESTRICTION, SUBSIDY,
    SANCTIONS, STANDARDS, MARKET_ACCESS, PROCUREMENT, TRADE_AGREEMENT,
))  # fmt: skip


def _with_unclaimed(drafts: list[Draft]) -> list[Draft]:
    """Where the article names who acts so, a passage that leaves it open speaks of that act."""
    kept: list[Draft] = []
    for draft in drafts:
        owner = None
        if not draft.implementers and draft.channel in _CLAIMED:
            owner = next((other for other in drafts if _is_of(draft, other)), None)
        if owner is None:
            kept.append(draft)
        elif len(owner.evidence) < MOST_EVIDENCE and draft.weakness < HEADLINE:
            _add_new(owner.evidence, draft.evidence)
            _add_new(owner.slots, draft.slots)
    return kept


def _is_of(open_one: Draft, other: Draft) -> bool:
    """Whether a passage that names nobody who acts may speak of another measure: nothing in it says otherwise."""
    if not other.implementers or other.channel is not open_one.channel or other.stance is not open_one.stance:
        return False
    is_as_sure = open_one.status is other.status or {open_one.status, other.status} == _FIRM
    is_as_old = open_one.is_historic == other.is_historic
    is_on_it = set(open_one.sectors) <= set(other.sectors) and _fits(open_one.targets, other.targets)
    return is_as_sure and is_as_old and is_on_it


def _is_alone(headline: Draft, bodies: list[Draft]) -> bool:
    """Whether a headline names who acts on whom, and the body tells of no act of theirs by that channel."""
    if not headline.implementers or not headline.targets or "ALL" in headline.targets:
        return False
    doers = set(headline.implementers)
    return not any(body.channel is headline.channel and doers & set(body.implementers) for body in bodies)


def _is_same(one: Draft, other: Draft) -> bool:
    if one.channel is not other.channel or one.stance is not other.stance:
        return False
    if _is_refused_of(one, other) or _is_refused_of(other, one):
        return False
    if one.channel is UNCERTAINTY and one.stance is RESTRICTIVE:
        # tension is between countries, whoever is named first
        if not _fits((*one.implementers, *one.targets), (*other.implementers, *other.targets)):
            return False
    elif not _is_between_the_same(one, other):
        return False
    if one.channel is TARIFF and (_is_beside(one, other) or _is_beside(other, one)):
        # a duty on all goods and one on steel
        return False
    if one.status is other.status and _are_on_other_goods(one, other):
        return False
    is_hope = one.channel is UNCERTAINTY and one.stance is LIBERALISING
    if is_hope and bool(one.sectors) != bool(other.sectors):
        # ties between countries are not what an industry hopes for
        return False
    if one.status is other.status or one.weakness != other.weakness or one.weakness == HEADLINE:
        return True
    if "extend" in (one.action, other.action) and {one.status, other.status} == _FIRM:
        # "extended the ban", "the ban will now run until May"
        return _fits(one.sectors, other.sectors)
    if {one.status, other.status} == _FIRM and _verb_of(one) == _verb_of(other) != "":
        return _fits(one.sectors, other.sectors)
    if one.weakness == NAMED:
        # two things merely named are one if the same country's
        return not (one.implementers and other.implementers) or set(one.implementers) == set(other.implementers)
    return _is_soft(one) != _is_soft(other) and _fits(one.sectors, other.sectors)


def _is_refused_of(refused: Draft, other: Draft) -> bool:
    """"Ruled out a ban last year", and "the ban takes effect on Friday"; what is only named again says no more."""
    if refused.status is not REJECTED or other.status is REJECTED:
        return False
    if refused.channel is TRADE_AGREEMENT:
        # those who vote against a deal and those who sign it speak of one deal
        return False
    if other.status not in _FIRM and other.weakness > refused.weakness:
        # "will not agree to it, even if there is a deal": the condition is no other deal
        return False
    # "ruled out retaliation", and "the tariff": the tariff is what would have been answered
    return REFUSED_ANSWER in refused.rules or "status: named as existing" not in other.rules


def _is_between_the_same(one: Draft, other: Draft) -> bool:
    is_turned = set(one.implementers) & set(other.targets) or set(other.implementers) & set(one.targets)
    if is_turned and not (_is_mutual(one) and _is_mutual(other)):
        return False
    return _fits(one.implementers, other.implementers) and _fits(one.targets, other.targets)


def _is_beside(wide: Draft, narrow: Draft) -> bool:
    """Whether one is on all goods and the other on goods that its words name as their object."""
    if not (wide.is_bound and narrow.is_bound) or wide.sectors or not narrow.sectors:
        return False
    ends = [slot.span.end for slot in narrow.slots if slot.name == "instrument"]
    goods = [slot.span.start for slot in narrow.slots if slot.name == "sector"]
    return any(0 < start - end <= _OBJECT_REACH for end in ends for start in goods)


def _are_on_other_goods(one: Draft, other: Draft) -> bool:
    """Whether each clause says of goods of its own that they are struck: a duty on steel and one on cars are two."""
    is_told = one.weakness == other.weakness == SAID and one.is_bound and other.is_bound
    if not (is_told and one.sectors and other.sectors):
        return False
    return set(one.sectors).isdisjoint(other.sectors) and other.evidence[0] not in one.evidence


def _is_mutual(draft: Draft) -> bool:
    """Whether partners do it each to each."""
    return bool(draft.implementers) and draft.implementers == draft.targets


def _is_soft(draft: Draft) -> bool:
    """Whether it is only thought possible, so that a firm statement of the same act takes it in."""
    return draft.status is HOPED and any(rule in _SOFT for rule in draft.rules)


def _verb_of(draft: Draft) -> str:
    return next((rule.split(" (")[0] for rule in draft.rules if rule.startswith("action: ") and "bare" not in rule), "")


_FIRM: Final = {ANNOUNCED, IN_FORCE}
_SOFT: Final = frozenset((
    "status: possible only", "status: would", "status: a speaker who cannot decide",
    "status: what it would bring is foretold",
))  # fmt: skip


def _fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or "ALL" in one or "ALL" in other or bool(set(one) & set(other))


def most_important(drafts: list[Draft]) -> list[Draft]:
    """At most a dozen, firm and often stated ones first when there are more; the order of the text is kept."""
    if len(drafts) <= MOST_MEASURES:
        return drafts
    ranked = sorted(drafts, key=lambda d: (d.weakness, -len(d.evidence), -_FIRMNESS[d.status]))[:MOST_MEASURES]
    return [draft for draft in drafts if any(draft is other for other in ranked)]
