"""An article read as somebody: the outlook of each sector for a country and role, with the effects that it rests on.

Effects come from the table of analysis.trade.roles, marked as derived, unless the text states one for the role, which
then stands alone. They are weighed as the engine weighs measures: by certainty and repetition, history aside.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from analysis.model import WHOLE_ECONOMY, Analysis, Measure, Outlook
from analysis.outlook import ASIDE, REPEATED, SHARE_MIXED, WEIGHT, outlook_of
from analysis.trade.findings import (
    Basis,
    Position,
    ReadAs,
    Role,
    RoleEffect,
    SectorView,
    StatedEffect,
)
from analysis.trade.roles import effects_of, is_in, positions_of, resolved
from analysis.trade.stated import BUYERS, buyers_in, stated_effects

_ASKED_OF = "{why}, if the talks bring it"
# how much a stated effect weighs where it is the effect of no measure
_STATED_WEIGHT = 1.0
# where a role is at home when the text says only the role
_HOME = {
    Role.EXPORTER: Position.TARGET, Role.PRODUCER: Position.IMPLEMENTER, Role.IMPORTER: Position.IMPLEMENTER,
    Role.CONSUMER: Position.IMPLEMENTER, Role.RIVAL: Position.THIRD,
}  # fmt: skip


def views_of(analysis: Analysis, read_as: ReadAs) -> tuple[SectorView, ...]:
    """Every implicated sector in the order of the reading, then the whole economy where a measure names no sector.

    The outlook is NONE where nothing that the text says bears on the reader: that is said, never taken for neutral.
    """
    stated = stated_effects(analysis)
    analysis, inferred = _resolved(analysis)
    views = [_view(analysis, r.sector, r.outlook, read_as, stated, inferred) for r in analysis.readings]
    if any(not measure.sectors for measure in analysis.measures):
        views.append(_view(analysis, WHOLE_ECONOMY, Outlook.WATCH, read_as, stated, inferred))
    return tuple(views)


def outlook_as(analysis: Analysis, read_as: ReadAs) -> Callable[[Iterable[Measure]], Outlook]:
    """What judges measures of an article for a reader; NONE where they do not bear on them."""
    place = {id(measure): index for index, measure in enumerate(analysis.measures)}
    stated = stated_effects(analysis)
    told, inferred = _resolved(analysis)

    def judged(measures: Iterable[Measure]) -> Outlook:
        indexes = [place[id(measure)] for measure in measures]
        return _weighed(_effects(told, indexes, read_as, stated, None, inferred), told)

    return judged


def _resolved(analysis: Analysis) -> tuple[Analysis, frozenset[int]]:
    measures, inferred = resolved(analysis.measures)
    return (analysis if measures is analysis.measures else replace(analysis, measures=measures)), inferred


def _view(
    analysis: Analysis,
    sector: str,
    before: Outlook,
    read_as: ReadAs,
    stated: tuple[StatedEffect, ...],
    inferred: frozenset[int],
) -> SectorView:
    indexes = [
        index
        for index, measure in enumerate(analysis.measures)
        if (sector in measure.sectors if sector != WHOLE_ECONOMY else not measure.sectors)
    ]
    if sector == WHOLE_ECONOMY:
        before = outlook_of(analysis.measures[index] for index in indexes)
    effects = _effects(analysis, indexes, read_as, stated, sector, inferred)
    is_stated = bool(effects) and all(e.basis is Basis.STATED for e in effects)
    return SectorView(
        sector=sector, outlook=_weighed(effects, analysis), before=before,
        basis=Basis.STATED if is_stated else Basis.DERIVED, effects=effects,
    )  # fmt: skip


def _effects(
    analysis: Analysis,
    indexes: list[int],
    read_as: ReadAs,
    stated: tuple[StatedEffect, ...],
    sector: str | None,
    inferred: frozenset[int],
) -> tuple[RoleEffect, ...]:
    """Stated effects on the reader, and derived ones of the roles of which none is stated."""
    measures = [analysis.measures[index] for index in indexes]
    own = [s for s in stated if _is_meant(s, read_as, measures, sector, analysis)]
    said = tuple([
        RoleEffect(
            role=s.role, position=_HOME[s.role], outlook=s.outlook, basis=Basis.STATED, why="",
            measure=_spoken_of(s, indexes, analysis), evidence=(s.evidence,),
        )
        for s in own
    ])  # fmt: skip
    spoken = {s.role for s in own}
    only_buys = {index for index, buyer in buyers_in(analysis) if buyer == sector} if sector else set()
    derived = (
        replace(effect, why=_ASKED_OF.format(why=effect.why)) if index in inferred else effect
        for index in indexes
        for effect in effects_of(analysis.measures[index], index, analysis.article, read_as)
        if effect.role not in spoken and (index not in only_buys or effect.role in BUYERS)
    )
    return (*said, *derived)


def _spoken_of(stated: StatedEffect, indexes: Iterable[int], analysis: Analysis) -> int:
    """The measure that a stated effect is an effect of: the one told last before it, or -1."""
    told = [
        (span.start, index)
        for index in indexes
        for span in analysis.measures[index].evidence
        if span.start < stated.evidence.end
    ]
    return max(told)[1] if told else -1


def _is_meant(
    stated: StatedEffect, read_as: ReadAs, measures: list[Measure], sector: str | None, analysis: Analysis
) -> bool:
    """Whether a stated effect is on the reader, in a sector (None: in the words of one of the measures)."""
    if read_as.role not in (None, stated.role):
        return False
    if sector is None:
        if not any(
            stated.evidence.start <= s.start < stated.evidence.end for m in measures for s in m.evidence
        ):
            return False
    elif sector not in stated.sectors and (stated.sectors or sector != WHOLE_ECONOMY):
        return False
    if stated.country:
        return is_in(read_as.country, (stated.country,))
    # only the role is named: it is the reader's where the reader stands where that role stands in what was told last
    index = _spoken_of(stated, range(len(analysis.measures)), analysis)
    positions = positions_of(analysis.measures[index], read_as.country) if index >= 0 else ()
    return _HOME[stated.role] in positions or Position.PARTY in positions


def _weighed(effects: tuple[RoleEffect, ...], analysis: Analysis) -> Outlook:
    """Risk, opportunity or mixed as in analysis.outlook; each measure counts once in each direction."""
    if not effects:
        return Outlook.NONE
    directions = {
        (effect.measure, effect.outlook, effect.evidence if effect.measure < 0 else ()) for effect in effects
    }
    risk = sum(_weight(index, analysis) for index, outlook, _ in directions if outlook is Outlook.RISK)
    chance = sum(
        _weight(index, analysis) for index, outlook, _ in directions if outlook is Outlook.OPPORTUNITY
    )
    if not risk and not chance:
        return Outlook.WATCH
    if min(risk, chance) >= SHARE_MIXED * (risk + chance):
        return Outlook.MIXED
    return Outlook.RISK if risk > chance else Outlook.OPPORTUNITY


def _weight(index: int, analysis: Analysis) -> float:
    if index < 0:
        return _STATED_WEIGHT
    measure = analysis.measures[index]
    weight = WEIGHT[measure.status] * (1 + REPEATED * (len(measure.evidence) - 1))
    return weight * ASIDE if measure.is_historic else weight
