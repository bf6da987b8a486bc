"""What a phrase meets in a taxonomy, and what an edited taxonomy changes in the open article. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.model import Analysis


class Match(NamedTuple):
    """One mention as it can be compared between two taxonomies."""

    start: int
    end: int
    sector: str
    term: str


class Impact(NamedTuple):
    """Matches that come and go, and sectors that become or stop being implicated."""

    added: tuple[Match, ...]
    removed: tuple[Match, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def matches_of(analysis: Analysis) -> set[Match]:
    """All that counts as a mention."""
    readings = (*analysis.readings, *analysis.passing)
    return {Match(*mention.span, mention.sector, mention.term) for r in readings for mention in r.mentions}


def impact_of(before: Analysis, after: Analysis) -> Impact:
    """What another taxonomy changes in the same article."""
    old, new = matches_of(before), matches_of(after)
    had, has = [{reading.sector for reading in analysis.readings} for analysis in (before, after)]
    return Impact(
        added=tuple(sorted(new - old)),
        removed=tuple(sorted(old - new)),
        gained=tuple(sorted(has - had)),
        lost=tuple(sorted(had - has)),
    )


class Trace(NamedTuple):
    """One line of the phrase tester: the words, the entry, its sector, and the rule or the reason against."""

    words: str
    term: str
    sector: str
    counts: bool
    because: str


def traces_of(analysis: Analysis) -> tuple[Trace, ...]:
    """What a phrase meets, in the order of its words."""
    text = analysis.article.text
    found = [
        (m.span, Trace(text[m.span.start : m.span.end], m.term, m.sector, True, m.rule))
        for reading in (*analysis.readings, *analysis.passing)
        for m in reading.mentions
    ]
    found += [
        (s.span, Trace(text[s.span.start : s.span.end], s.term, s.sector, False, s.reason))
        for s in analysis.suppressed
    ]
    return tuple(
        trace for _, trace in sorted(found, key=lambda pair: (pair[0], not pair[1].counts, pair[1].sector))
    )


def near_terms(phrase: str, terms: Sequence[tuple[str, str]], most: int = 8) -> tuple[tuple[str, str], ...]:
    """Entries (term, sector) that share a word with a phrase, the shortest first."""
    wanted = {word.strip(".,;:'\"").lower() for word in phrase.split() if len(word) > 2}
    shared = [pair for pair in terms if wanted & set(pair[0].lower().replace("-", " ").split())]
    return tuple(sorted(shared, key=lambda pair: (len(pair[0]), pair))[:most])
