"""Labels against readings: precision, recall, F1 and their intervals, and what each article missed or added.

Rules: a sector that the labels call passing, a channel, place or measure that they call optional is neither asked
for nor wrong. Counts add up over articles. Draws come from a fixed seed, so the same files give the same figures.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import mul
from statistics import quantiles
from typing import NamedTuple, TypeVar

from analysis.engine import Engine
from analysis.gold import Act, Gold, GoldMeasure, GoldSector, act_of, quotation_failures
from analysis.model import Analysis, Article, SectorReading
from analysis.pipeline import analyse
from analysis.sources import Failure

FIELDS = ("sectors", "channels", "outlook", "measures", "measures_strict", "places", "evidence")
# a share of the sectors found by both sides has no precision and recall apart from itself
SHARES = frozenset(("outlook", "evidence"))
DRAWS = 1_000
SEED = 20_240_229
# so many words in a row shared with a labelled quotation prove that it is the same passage
SHARED_WORDS = 4

_WORD = re.compile(r"\w+")
_L = TypeVar("_L")
_R = TypeVar("_R")


class Counts(NamedTuple):
    """Of one field: right ones, all that were said, all that were asked for."""

    hit: int
    said: int
    due: int


class Estimate(NamedTuple):
    """A figure and the interval that 95% of the draws fall into; None where nothing was said or asked for."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One field over all articles; for a share the three estimates are one and the same."""

    counts: Counts
    precision: Estimate
    recall: Estimate
    f1: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One article: counts in the order of FIELDS, and in words what it missed and what it added."""

    article: Article
    counts: tuple[Counts, ...]
    missed: tuple[tuple[str, tuple[str, ...]], ...]
    added: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def error_count(self) -> int:
        """How much was missed and added, each once: a strict miss is a miss already."""
        return sum(
            (count.due - count.hit) + (0 if field in SHARES else count.said - count.hit)
            for field, count in zip(FIELDS, self.counts, strict=True)
            if field != "measures_strict"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All comparisons in the order of the articles, the figures by field, and what was wrong with the labels."""

    comparisons: tuple[Comparison, ...]
    figures: dict[str, Figure]
    failures: tuple[Failure, ...]

    def worst(self, count: int) -> list[Comparison]:
        """The articles with most errors, most first; none without an error."""
        ranked = sorted(
            self.comparisons, key=lambda comparison: (-comparison.error_count, comparison.article.id)
        )
        return [comparison for comparison in ranked[: max(0, count)] if comparison.error_count]


def evaluate(rows: Sequence[Gold], articles: Iterable[Article], engine: Engine) -> Report:
    """The report on the articles that have labels; labels without an article are failures."""
    waiting = {row.id: row for row in rows}
    comparisons: list[Comparison] = []
    failures: list[Failure] = []
    for article in articles:
        row = waiting.pop(article.id, None)
        if row is None:
            continue
        failures.extend(quotation_failures(row, article))
        comparisons.append(compare(row, analyse(article, engine)))
    failures.extend(
        Failure(
            place=row.place,
            reason=f"no article has the id {row.id!r}",
            mend="Add the article, or drop the row",
        )
        for row in waiting.values()
    )
    return Report(comparisons=tuple(comparisons), figures=figures_of(comparisons), failures=tuple(failures))


def compare(gold: Gold, analysis: Analysis) -> Comparison:
    """One reading against its labels."""
    due = {sector.id: sector for sector in gold.sectors if not sector.is_passing}
    passing = {sector.id for sector in gold.sectors if sector.is_passing}
    said = {reading.sector: reading for reading in analysis.readings if reading.sector not in passing}
    both = [id for id in due if id in said]
    text = analysis.article.text
    wrong_outlooks = [id for id in both if said[id].outlook not in due[id].outlooks]
    unproven = [id for id in both if not _is_grounded(due[id], said[id], text)]
    acts = [act_of(measure, text) for measure in analysis.measures]
    loose, strict = (_count_measures(gold.measures, acts, is_strict=is_strict) for is_strict in (False, True))
    pairs_due = {(id, channel) for id, sector in due.items() for channel in sector.channels}
    allowed = {(id, channel) for id, sector in due.items() for channel in sector.optional}
    pairs_said = {(id, channel) for id, reading in said.items() for channel in reading.channels} - allowed
    places_said = {place.iso3 for place in analysis.places} - gold.places_optional
    missed = (
        ("sectors", _sorted(set(due) - set(said))),
        ("channels", _sorted(map(_pair, pairs_due - pairs_said))),
        (
            "outlook",
            _sorted(
                f"{id} {'/'.join(due[id].outlooks)}, read as {said[id].outlook}" for id in wrong_outlooks
            ),
        ),
        ("measures", tuple(_in_words(measure.variants[0]) for measure in loose.missed)),
        ("places", _sorted(gold.places - places_said)),
        ("evidence", _sorted(unproven)),
    )
    added = (
        ("sectors", _sorted(set(said) - set(due))),
        ("channels", _sorted(map(_pair, pairs_said - pairs_due))),
        ("measures", tuple(map(_in_words, loose.added))),
        ("places", _sorted(places_said - gold.places)),
    )
    return Comparison(
        article=analysis.article,
        counts=(
            Counts(len(both), len(said), len(due)),
            Counts(len(pairs_due & pairs_said), len(pairs_said), len(pairs_due)),
            Counts(len(both) - len(wrong_outlooks), len(both), len(both)),
            loose.counts,
            strict.counts,
            Counts(len(gold.places & places_said), len(places_said), len(gold.places)),
            Counts(len(both) - len(unproven), len(both), len(both)),
        ),
        missed=tuple((field, words) for field, words in missed if words),
        added=tuple((field, words) for field, words in added if words),
    )


class _Matched(NamedTuple):
    counts: Counts
    missed: list[GoldMeasure]
    added: list[Act]


def _count_measures(gold: Sequence[GoldMeasure], said: Sequence[Act], *, is_strict: bool) -> _Matched:
    """The best pairing one to one; what then fits an optional measure only is no longer counted as said."""

    def fits(measure: GoldMeasure, act: Act) -> bool:
        return any(is_same(variant, act, is_strict=is_strict) for variant in measure.variants)

    due = [measure for measure in gold if not measure.is_optional]
    partner = _pairing(due, said, fits)
    used = set(partner.values())
    rest = [act for index, act in enumerate(said) if index not in used]
    allowed = set(_pairing([measure for measure in gold if measure.is_optional], rest, fits).values())
    return _Matched(
        Counts(len(partner), len(said) - len(allowed), len(due)),
        [measure for index, measure in enumerate(due) if index not in partner],
        [act for index, act in enumerate(rest) if index not in allowed],
    )


def is_same(one: Act, other: Act, *, is_strict: bool) -> bool:
    """Whether two readers mean the same measure; strictly, status, targets and sectors have to fit too."""
    if one.channel is not other.channel or one.stance is not other.stance:
        return False
    if not _overlap(one.implementers, other.implementers):
        return False
    if not is_strict:
        return True
    return (
        one.status is other.status
        and _overlap(one.targets, other.targets)
        and _overlap(one.sectors, other.sectors)
    )


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    """Sets that share a member, or are both empty: whoever names nobody does not say the same as who does."""
    return not one.isdisjoint(other) if one and other else not one and not other


def _pairing(left: Sequence[_L], right: Sequence[_R], fits: Callable[[_L, _R], bool]) -> dict[int, int]:
    """The largest pairing of left with right, as index to index: each left may push others on to a free partner."""
    owner: dict[int, int] = {}
    candidates = [[j for j, other in enumerate(right) if fits(one, other)] for one in left]

    def settle(index: int, tried: set[int]) -> bool:
        for candidate in candidates[index]:
            if candidate in tried:
                continue
            tried.add(candidate)
            if candidate not in owner or settle(owner[candidate], tried):
                owner[candidate] = index
                return True
        return False

    for index in range(len(left)):
        settle(index, set())
    return {index: candidate for candidate, index in owner.items()}


def _is_grounded(sector: GoldSector, reading: SectorReading, text: str) -> bool:
    due = set(chain.from_iterable(map(_runs, sector.evidence)))
    return any(not due.isdisjoint(_runs(text[start:end])) for start, end in reading.evidence)


def _runs(text: str) -> set[tuple[str, ...]]:
    """All runs of SHARED_WORDS words; a shorter text is one run."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHARED_WORDS:
        return {tuple(words)} if words else set()
    return {tuple(words[i : i + SHARED_WORDS]) for i in range(len(words) - SHARED_WORDS + 1)}


def figures_of(
    comparisons: Sequence[Comparison], *, draws: int = DRAWS, seed: int = SEED
) -> dict[str, Figure]:
    """Each field over all articles, with intervals from drawing whole articles anew, each draw as many as there are."""
    columns = [
        [tuple(comparison.counts[index][part] for comparison in comparisons) for part in range(3)]
        for index in range(len(FIELDS))
    ]
    drawn: list[list[Counts]] = [[] for _ in FIELDS]
    chance = random.Random(seed)
    size = len(comparisons)
    for _ in range(draws if size > 1 else 0):
        times = [0] * size
        for index in chance.choices(range(size), k=size):
            times[index] += 1
        for column, counts in zip(columns, drawn, strict=True):
            counts.append(Counts(*(sum(map(mul, times, part)) for part in column)))
    return {
        field: _figure(Counts(*map(sum, column)), counts)
        for field, column, counts in zip(FIELDS, columns, drawn, strict=True)
    }


def _figure(counts: Counts, drawn: Sequence[Counts]) -> Figure:
    return Figure(
        counts=counts,
        precision=_estimate(precision_of, counts, drawn),
        recall=_estimate(recall_of, counts, drawn),
        f1=_estimate(f1_of, counts, drawn),
    )


def _estimate(of: Callable[[Counts], float | None], counts: Counts, drawn: Sequence[Counts]) -> Estimate:
    values = [value for value in map(of, drawn) if value is not None]
    if len(values) < 2:
        return Estimate(of(counts), None, None)
    cuts = quantiles(values, n=40, method="inclusive")
    return Estimate(of(counts), cuts[0], cuts[-1])


def precision_of(counts: Counts) -> float | None:
    """The share of what was said that is right; unknown where nothing was said."""
    return counts.hit / counts.said if counts.said else None


def recall_of(counts: Counts) -> float | None:
    """The share of what was asked for that was said; unknown where nothing was asked for."""
    return counts.hit / counts.due if counts.due else None


def f1_of(counts: Counts) -> float | None:
    """The harmonic mean of both; unknown where nothing was said or asked for."""
    return 2 * counts.hit / (counts.said + counts.due) if counts.said or counts.due else None


def _pair(pair: tuple[str, str]) -> str:
    return f"{pair[0]} by {pair[1]}"


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words))


def _in_words(act: Act) -> str:
    """One measure on one line: what, which way, how certain, who on whom, on what, and the words that say it."""
    who = " ".join(sorted(act.implementers)) or "unknown"
    whom = " ".join(sorted(act.targets)) or "unknown"
    what = " ".join(sorted(act.sectors)) or "all sectors"
    words = f': "{act.evidence[0]}"' if act.evidence else ""
    return f"{act.channel}, {act.stance}, {act.status}, {who} on {whom}, {what}{words}"
