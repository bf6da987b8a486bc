"""Settles what short and weak words stand for by the rest of the article.

Three rules. A word keeps one sense through an article (Gale, Church and Yarowsky, "One sense per discourse", 1992):
where "vegetable oil" is spoken of and mineral oil never, "oils" are vegetable. And a word for a process - refinery,
mine, drilling - takes the sector of what is processed: that of a product in its sentence, else that of
the article where its own sector is never named outright. A compound's head - "car manufacturer" - takes the sector
of the word right before it.
"""

from bisect import bisect_left
from operator import attrgetter
from typing import Final

from analysis.matcher import TermHit
from analysis.model import Suppressed

# parts that a mention plays in which it speaks for its sector by itself
STRONG_ROLES: Final = ("word", "sense", "subject")


def settle_senses(terms: list[TermHit], suppressed: list[Suppressed]) -> list[TermHit]:
    """The hits with short and weak words moved to the sector that the article gives them."""
    if len(terms) < 2 or len({hit.term.sector for hit in terms}) < 2:
        return terms
    return _settle_weak(_settle_compound(_settle_short(terms, suppressed), suppressed), suppressed)


def _settle_short(terms: list[TermHit], suppressed: list[Suppressed]) -> list[TermHit]:
    """A bare "oil" becomes that of the longer terms that end in the word, unless its own sector has such terms too."""
    holders: dict[str, list[TermHit]] = {}
    for hit in terms:
        _, space, head = hit.term.folded.rpartition(" ")
        if space:
            holders.setdefault(head, []).append(hit)
    if not holders:
        return terms
    settled = []
    for hit in terms:
        longer = holders.get(hit.term.folded)
        if longer and all(other.term.sector != hit.term.sector for other in longer):
            suppressed.append(_moved(hit, longer[0]))
            settled.append(hit.taken_for(longer[0].term, "sense"))
        else:
            settled.append(hit)
    return settled


def _settle_compound(terms: list[TermHit], suppressed: list[Suppressed]) -> list[TermHit]:
    if not any(hit.term.compound for hit in terms):
        return terms
    settled: list[TermHit] = []
    for hit in terms:
        before = settled[-1] if settled else None
        if hit.term.compound and before is not None and hit.start - before.end == 1:
            suppressed.append(_moved(hit, before))
            hit = hit.taken_for(before.term, "object")
        settled.append(hit)
    return settled


def _settle_weak(terms: list[TermHit], suppressed: list[Suppressed]) -> list[TermHit]:
    if not any(hit.term.weak for hit in terms):
        return terms
    strong = [hit for hit in terms if not hit.term.weak and hit.role in STRONG_ROLES]
    if not strong:
        return terms
    by_sentence: dict[int, list[TermHit]] = {}
    for hit in strong:
        by_sentence.setdefault(hit.sentence, []).append(hit)
    named = {(hit.sentence, hit.term.sector) for hit in strong}
    counts: dict[str, int] = {}
    for hit in strong:
        counts[hit.term.sector] = counts.get(hit.term.sector, 0) + 1
    main = max(strong, key=lambda hit: (counts[hit.term.sector], -hit.start))
    settled = []
    for hit in terms:
        if not hit.term.weak or (hit.sentence, hit.term.sector) in named:
            settled.append(hit)
            continue
        near = by_sentence.get(hit.sentence)
        if near:
            owner = _nearest(near, hit.start)
        elif hit.term.sector in counts:
            settled.append(hit)
            continue
        else:
            owner = main
        suppressed.append(_moved(hit, owner))
        settled.append(hit.taken_for(owner.term, "object"))
    return settled


def _nearest(hits: list[TermHit], start: int) -> TermHit:
    """Of hits in the order of the text the one that starts nearest to an offset, the earlier one of two."""
    after = bisect_left(hits, start, key=attrgetter("start"))
    around = hits[max(0, after - 1) : after + 1]
    return min(around, key=lambda hit: abs(hit.start - start))


def _moved(hit: TermHit, owner: TermHit) -> Suppressed:
    return Suppressed(
        span=hit.span,
        term=hit.term.surface,
        sector=hit.term.sector,
        reason=f"takes the sector of {owner.term.surface}: {owner.term.sector}",
    )
