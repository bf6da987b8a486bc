"""Whom a measure hits where its clause does not say: the country that the words point back to."""

from typing import Final

from analysis.context import Context
from analysis.deals import partners_under
from analysis.members import (
    DIGITAL_RULES,
    DISPUTE,
    INVESTMENT,
    MARKET_ACCESS,
    MOBILITY,
    PURCHASES,
    SANCTIONS,
    TARIFF,
)
from analysis.stance import is_open_ended
from analysis.statement import Statement

EVERYONE: Final = ("ALL",)
# channels in which a story of two countries is of one against the other
_OPPOSED: Final = frozenset((
    PURCHASES, DISPUTE, INVESTMENT, MARKET_ACCESS, DIGITAL_RULES,
    TARIFF, SANCTIONS,
))  # fmt: skip
ANSWERING: Final = frozenset(("in response to", "in retaliation for", "in retaliation"))
RELATIVES: Final = frozenset(("which", "who", "that would", "that will", "that has", "that had", "whose"))


def targets_before(
    said: Statement, is_named: bool, implementers: tuple[str, ...], context: Context
) -> tuple[str, ...]:  # fmt: skip
    """Whom a pronoun means, the targets of the same measure named before; everyone where a doer alone is named."""
    meant = _meant(said, implementers, context)
    if meant:
        return meant
    partners = partners_under(said, implementers, context)
    if partners:
        return partners
    answered = _answered(said, implementers, context)
    if answered:
        return answered
    last = context.last(said.channel)
    is_unclaimed = last is not None and not last.implementers and not implementers and said.is_definite
    is_same = last is not None and (is_unclaimed or bool(set(last.implementers) & set(implementers)))
    is_continued = is_open_ended(said.channel) and not said.clause.has_scope("universal")
    if last and is_same and (said.is_definite or is_continued):
        return last.targets
    if said.clause.has_scope("universal"):
        return EVERYONE if is_open_ended(said.channel) else ()
    opponent = context.opponent(implementers) if said.channel in _OPPOSED else ()
    if opponent:
        return opponent
    if not is_open_ended(said.channel):
        return ()
    return EVERYONE if is_named or last or said.clause.has_scope("universal") else ()


def _answered(said: Statement, implementers: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """Whom retaliation answers: "in response to the U.S. actions", else who struck before."""
    for clause in said.clauses:
        if clause.opener in ANSWERING:
            named = [hit.place.iso3 for hit in said.places if clause.start <= hit.start < clause.end]
            others = [iso3 for iso3 in named if iso3 not in implementers]
            if others:
                return (others[0],)
    return context.answered(implementers) if said.has_scope("retaliation") else ()


def _meant(said: Statement, implementers: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """"... on its exports", "which now pay a tariff": the country that the sentence is about."""
    if said.act.use == "payer" and said.clause.opener in RELATIVES:
        before = [h.place.iso3 for h in said.places if h.end <= said.clause.start and h.place.iso3 not in implementers]
        return tuple(before[-1:])
    is_trip = said.channel is MOBILITY and said.flow == "travel" and said.act.use == "volume"
    if is_trip or (said.channel is PURCHASES and said.flow == "export"):
        return context.home(implementers)
    tail = said.text[said.thing.start : said.clause.end]
    if any(words in tail for words in (" on its ", " on their ", " against its ", " of its exports")):
        return tuple([hit.place.iso3 for hit in said.places if hit.place.iso3 not in implementers][:1])
    return ()
