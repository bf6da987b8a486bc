"""Where a country stands to a measure, and what that means for each of its roles by a table: data/role_effects.tsv.

The table holds the restrictive form; easing reads the other way round, and so does a measure that was refused. An
effect of `watch` stays what it is. A measure without a direction lets nobody gain or lose yet. The table is the
project's policy taxonomy, effect by role; market access is read as an import restriction, trade defence as a tariff.
"""

import operator
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from analysis.model import Article, Channel, Measure, Outlook, Stance, Status
from analysis.trade.crosswalk import read_table
from analysis.trade.findings import Basis, Position, ReadAs, Role, RoleEffect
from analysis.trade.model import EU_MEMBERS, EUROPEAN_UNION

# channels that share a line of the table; the others have one of their own
_INSTRUMENTS = {Channel.TRADE_DEFENCE: "tariff", Channel.MARKET_ACCESS: "import_restriction"}
# nobody is the one side of these: whoever is named takes part
_SHARED = frozenset((Channel.TRADE_AGREEMENT, Channel.UNCERTAINTY, Channel.LOGISTICS))
# they ask and do not decide, so the country read from them is theirs and not that of who acts
_ASKING = frozenset(("company", "lobby", "farm_group"))
_ALL = "ALL"
_TURNED = {Outlook.RISK: Outlook.OPPORTUNITY, Outlook.OPPORTUNITY: Outlook.RISK}
_OPEN = "still open; if it restricts: {why}"
_OPEN_DEAL = "still open; if it comes: {turned}"
# "new alliances abroad, away from X": X is no party to these
_NEW_PARTNERS = frozenset((Channel.DIVERSIFICATION, Channel.TRADE_AGREEMENT))


def resolved(measures: tuple[Measure, ...]) -> tuple[tuple[Measure, ...], frozenset[int]]:
    """Measures with the parties that the rest of the text gives them, and which of them were taken from talks.

    The text says "firms hope the talks can ease access" and, elsewhere, between whom the talks are: the wish is asked
    of the other side; without talks, or with several other sides, whom it is asked of stays open. Whom the same words
    want to rely on less is no party to the new partnerships that they speak of. Where nothing of this is said, the same
    tuple comes back.
    """
    measures = _without_whom_they_leave(measures)
    wishes = [index for index, measure in enumerate(measures) if is_asked_for(measure)]
    found = list(measures)
    taken = set()
    for index in wishes:
        own = measures[index].implementers
        others = {
            side
            for talks in measures
            if talks.status is Status.NEGOTIATING and len(talks.implementers) > 1 and set(own) & set(talks.implementers)
            for side in talks.implementers
            if side not in own
        }
        if len(others) == 1:
            found[index] = replace(measures[index], implementers=tuple(others), targets=own)
            taken.add(index)
    return (tuple(found) if taken else measures), frozenset(taken)


def _without_whom_they_leave(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    away = (Channel.DIVERSIFICATION, Stance.RESTRICTIVE)
    left = [measure for measure in measures if (measure.channel, measure.stance) == away and measure.targets]
    if not left:
        return measures
    found = []
    for measure in measures:
        if measure.channel in _NEW_PARTNERS and measure.stance is Stance.LIBERALISING:
            gone = [t for other in left if _share_words(measure, other) for t in other.targets]
            parties = (measure.implementers, measure.targets)
            actors, targets = (tuple(c for c in side if not is_in(c, gone)) for side in parties)
            if (actors, targets) != parties:
                measure = replace(measure, implementers=actors, targets=targets)
        found.append(measure)
    return measures if all(map(operator.is_, found, measures)) else tuple(found)


def _share_words(one: Measure, other: Measure) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


class Line(NamedTuple):
    """One line of the table, for the restrictive form; turned says why where it is eased or refused."""

    instrument: str
    position: Position
    role: Role
    effect: Outlook
    why: str
    turned: str


@cache
def table() -> tuple[Line, ...]:
    """The table of role effects, read once."""
    return tuple(
        Line(
            row["instrument"],
            Position(row["position"]),
            Role(row["role"]),
            Outlook(row["effect"]),
            row["why"],
            row["turned"],
        )
        for row in read_table("role_effects.tsv")
    )


@cache
def _lines_of(instrument: str) -> tuple[Line, ...]:
    return tuple(line for line in table() if line.instrument == instrument)


def instrument_of(measure: Measure, article: Article) -> str:
    """The line of the table that a measure is read by."""
    if measure.channel is Channel.SUBSIDY:
        words = " ".join(
            article.text[s.span.start : s.span.end] for s in measure.slots if s.name == "instrument"
        )
        return "export_subsidy" if "export" in words.lower() else "subsidy"
    if measure.channel is Channel.DIVERSIFICATION and measure.stance is Stance.LIBERALISING:
        return "diversification_towards"
    return _INSTRUMENTS.get(measure.channel, str(measure.channel))


def is_in(country: str, places: Iterable[str]) -> bool:
    """Whether a country is among places; a member is in the European Union, which is in whatever names a member."""
    places = frozenset(places)
    if country in places or (country in EU_MEMBERS and EUROPEAN_UNION in places):
        return True
    return country == EUROPEAN_UNION and bool(places & EU_MEMBERS)


def positions_of(measure: Measure, country: str) -> tuple[Position, ...]:
    """Where a country stands to a measure; two positions where two countries open or close to each other."""
    acts, hit = is_in(country, measure.implementers), is_in(country, measure.targets)
    hits_all = _ALL in measure.targets or (measure.scope == "all" and not measure.targets)
    named = {*measure.implementers, *measure.targets} - {_ALL}
    if measure.channel in _SHARED:
        if acts or hit or hits_all:
            return (Position.PARTY,)
        return (Position.THIRD,) if len(named) > 1 else (Position.UNSTATED,)
    if is_asked_for(measure):
        return (Position.TARGET,) if acts else (Position.UNSTATED,)
    if acts and len(measure.implementers) > 1 and not measure.targets:
        return (Position.IMPLEMENTER, Position.TARGET)
    if acts:
        return (Position.IMPLEMENTER,)
    if hit or hits_all:
        return (Position.TARGET,)
    is_closed = bool(measure.targets) or len(measure.implementers) > 1
    return (Position.THIRD,) if is_closed else (Position.UNSTATED,)


def is_asked_for(measure: Measure) -> bool:
    """Whether firms hope for easing and the text names nobody who could grant it: the country is that of the firms."""
    return (
        measure.status is Status.HOPED
        and measure.stance is Stance.LIBERALISING
        and measure.speaker in _ASKING
        and not measure.targets
        and not any(slot.name == "implementer" for slot in measure.slots)
    )


def is_turned(line: Line, stance: Stance, status: Status) -> bool:
    """Whether a line reads the other way round: eased, or refused, but not both."""
    is_towards = line.instrument == "diversification_towards"  # holds the liberalising form
    return (stance is Stance.LIBERALISING and not is_towards) != (status is Status.REJECTED)


def effect_of(line: Line, stance: Stance, status: Status) -> Outlook:
    """What a line means under a stance and status: turned round by easing and by refusal, open where neutral."""
    if stance is Stance.NEUTRAL:
        return Outlook.WATCH
    return _TURNED.get(line.effect, line.effect) if is_turned(line, stance, status) else line.effect


def _why(line: Line, stance: Stance, status: Status) -> str:
    if stance is Stance.NEUTRAL and line.effect is not Outlook.WATCH:
        # talks of a deal are about easing
        is_deal = line.instrument == str(Channel.TRADE_AGREEMENT)
        return _OPEN_DEAL.format(turned=line.turned) if is_deal else _OPEN.format(why=line.why)
    return line.turned if is_turned(line, stance, status) else line.why


def effects_of(measure: Measure, index: int, article: Article, read_as: ReadAs) -> tuple[RoleEffect, ...]:
    """What a measure means for the roles asked for; empty where the table says nothing of them."""
    instrument, positions = instrument_of(measure, article), positions_of(measure, read_as.country)
    return tuple([
        RoleEffect(
            role=line.role, position=line.position, outlook=effect_of(line, measure.stance, measure.status),
            basis=Basis.DERIVED, why=_why(line, measure.stance, measure.status), measure=index,
            evidence=measure.evidence,
        )
        for line in _lines_of(instrument)
        if line.position in positions and read_as.role in (None, line.role)
    ])  # fmt: skip
