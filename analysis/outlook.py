"""What an exporter would read from the measures that stand for a sector; silence is WATCH, never a guess."""

from collections.abc import Iterable
from typing import Final

from analysis.model import Channel, Link, Measure, Outlook, Stance, Status, firmest_of

# how much a measure weighs by how certain it is
WEIGHT: Final = {
    Status.HOPED: 0.4, Status.THREATENED: 0.9, Status.NEGOTIATING: 0.4, Status.ANNOUNCED: 1.0, Status.IN_FORCE: 1.0,
    Status.REJECTED: 1.0,
}  # fmt: skip
# repeated statements add up, with less and less weight
REPEATED: Final = 0.25
# both directions count when the weaker one has at least this share of the whole
SHARE_MIXED: Final = 0.35
# what happened in an earlier time, or between other countries
ASIDE: Final = 0.3
# a preference that is there and only named is what the news is about to change
BACKDROP: Final = 0.5
_IN_ORDER: Final = tuple(Channel)
# members of enums take long to look up, and these are asked for measure by measure
_RESTRICTIVE: Final = Stance.RESTRICTIVE
_LIBERALISING: Final = Stance.LIBERALISING
_NEUTRAL: Final = Stance.NEUTRAL
_REJECTED: Final = Status.REJECTED
_IN_FORCE: Final = Status.IN_FORCE


def outlook_of(measures: Iterable[Measure]) -> Outlook:
    """Risk, opportunity or mixed by the weight of restrictive and liberalising measures; a refusal turns round."""
    measures = tuple(measures)
    if not measures:
        return Outlook.WATCH
    risk = chance = 0.0
    affected = _affected(measures)
    for measure in measures:
        stance, status = measure.stance, measure.status
        if stance is _NEUTRAL:
            continue
        weight = WEIGHT[status] * (1 + REPEATED * (len(measure.evidence) - 1))
        if measure.is_historic or (stance is _LIBERALISING and _is_of_others(measure, affected)):
            weight *= ASIDE
        if stance is _LIBERALISING and status is _IN_FORCE and measure.action == "named":
            weight *= BACKDROP
        if (stance is _RESTRICTIVE) != (status is _REJECTED):
            risk += weight
        else:
            chance += weight
    if not risk and not chance:
        return Outlook.WATCH
    if min(risk, chance) >= SHARE_MIXED * (risk + chance):
        return Outlook.MIXED
    return Outlook.RISK if risk > chance else Outlook.OPPORTUNITY


def _affected(measures: tuple[Measure, ...]) -> str:
    """The country that restrictive measures hit most often, empty where none is named."""
    counts: dict[str, int] = {}
    for measure in measures:
        if measure.stance is _RESTRICTIVE:
            for target in measure.targets:
                if target != "ALL":
                    counts[target] = counts.get(target, 0) + len(measure.evidence)
    return max(sorted(counts), key=lambda target: counts[target], default="")


def _is_of_others(measure: Measure, affected: str) -> bool:
    """Whether a liberalising measure is for other countries than the one that the restrictive ones hit."""
    if not affected:
        return False
    named = {*measure.targets, *measure.implementers}
    is_of_two = bool(measure.targets) or len(measure.implementers) > 1
    return is_of_two and "ALL" not in named and affected not in named


def measures_for(sector: str, measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The measures that concern a sector by name."""
    return tuple([measure for measure in measures if sector in measure.sectors])


def firmest_status(measures: Iterable[Measure]) -> Status | None:
    """The firmest status among measures, or None where there is no measure."""
    return firmest_of([(measure.channel, measure.status) for measure in measures])


def channels_for(sector: str, measures: Iterable[Measure], links: Iterable[Link]) -> tuple[Channel, ...]:
    """Every channel through which the text links something to a sector, in the fixed order."""
    named = {measure.channel for measure in measures if sector in measure.sectors}
    named.update([link.channel for link in links if link.sector == sector])
    return _in_order(named)


def channels_of(measures: Iterable[Measure]) -> tuple[Channel, ...]:
    """The channels of some measures, in the fixed order."""
    return _in_order({measure.channel for measure in measures})


def _in_order(named: set[Channel]) -> tuple[Channel, ...]:
    return tuple([channel for channel in _IN_ORDER if channel in named]) if named else ()
