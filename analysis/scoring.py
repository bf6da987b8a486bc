"""Mentions to sector readings: what each sector weighs in the article, and which are truly implicated.

All weights are set by hand and tested on the development half of the evaluation data; none is learned.
"""

import re
from bisect import bisect_left
from typing import Final

from analysis.anaphora import Reference
from analysis.drafts import EFFECT
from analysis.matcher import TermHit
from analysis.measures import Findings
from analysis.model import Centrality, Channel, Measure, Mention, Outlook, SectorReading, Span
from analysis.outlook import channels_for, channels_of, measures_for, outlook_of
from analysis.page import Page
from analysis.reactions import reacts
from analysis.senses import STRONG_ROLES
from analysis.taxonomy import Term

# what one mention weighs by the kind of word that it is
PLAIN_WEIGHT: Final = 1.0
COMPANY_WEIGHT: Final = 0.7
# a refinery or a cargo names an industry less surely than its product does
WEAK_WEIGHT: Final = 0.5
# the Wheat Board speaks for wheat, but is often only the source of a figure
BODY_WEIGHT: Final = 0.3
# where it stands: newswire puts what a story is about into headline and first sentence
TITLE_FACTOR: Final = 3.0
LEAD_FACTOR: Final = 2.0
# a sector is implicated when it weighs at least this share of the heaviest one
SHARE_IMPLICATED: Final = 0.3
SHARE_PRIMARY: Final = 0.6
# the object of a policy measure needs less, for the measure itself says that something happens to it
SHARE_OF_OBJECT: Final = 0.05
DENSITY_OF_OBJECT: Final = 0.03
# channels that report a flow or a mood, not an act on the sector
SOFT_CHANNELS: Final = frozenset((
    Channel.PURCHASES, Channel.UNCERTAINTY, Channel.DIVERSIFICATION, Channel.INVESTMENT, Channel.LOGISTICS,
    Channel.MOBILITY,
))  # fmt: skip
# an article with a policy measure for every so many sentences is about policy: there a sector named once is affected
SENTENCES_A_MEASURE: Final = 4
# weak words and companies alone carry a sector only where hardly anything else is named
SHARE_ALONE: Final = 0.6
LEAST_ALONE: Final = 1.5
# an article of n sentences needs so many weighed mentions before its heaviest sector counts at all
LEAST_WEIGHT: Final = 1.0
# a sentence that names so many sectors, and calls them that, lists them
LEAST_LISTED: Final = 3
LEAST_DENSITY: Final = 0.14

# the parts of the score, and the most that each of them gives
SHARE_POINTS: Final = 50
HEADLINE_POINTS: Final = 20
LEAD_POINTS: Final = 10
SPREAD_POINTS: Final = 20
POINTS: Final = {
    "share of mentions": SHARE_POINTS, "headline": HEADLINE_POINTS, "lead": LEAD_POINTS,
    "spread over sentences": SPREAD_POINTS,
}  # fmt: skip
# those that are given whole or not at all
WHOLE_POINTS: Final = frozenset(("headline", "lead"))

_SECTOR_NOUN: Final = re.compile(r"\b(?:sectors|industries)\b", re.IGNORECASE)

_RULES: Final = {
    "body": "part of an organisation's name",
    "sense": "takes the sense that the article gives it",
    "subject": "subject of the sentence",
    "object": "takes the sector of its object",
}


class Tally:
    """What speaks for one sector in one article."""

    __slots__ = ("body", "hits", "is_listed", "lead", "measures", "references", "sector", "strong", "title")

    def __init__(self, sector: str) -> None:
        self.sector = sector
        self.hits: list[TermHit] = []
        self.references: list[Reference] = []
        self.title, self.lead, self.body = 0.0, 0.0, 0.0
        self.strong, self.is_listed = 0, False
        self.measures: tuple[Measure, ...] = ()

    @property
    def weight(self) -> float:
        """All that the sector weighs."""
        return self.title + self.lead + self.body


def tally_sectors(page: Page, hits: list[TermHit], references: list[Reference]) -> dict[str, Tally]:
    """One tally for each sector that is named, in order of first mention."""
    tallies: dict[str, Tally] = {}
    lead, title_end = _lead_sentence(page), page.article.title_end
    for hit in hits:
        term, role = hit.term, hit.role
        tally = tallies.get(term.sector)
        if tally is None:
            tally = tallies[term.sector] = Tally(term.sector)
        tally.hits.append(hit)
        weight = _weight_of(term, role)
        if hit.start < title_end:
            tally.title += weight * TITLE_FACTOR
        elif hit.sentence == lead:
            tally.lead += weight * LEAD_FACTOR
        else:
            tally.body += weight
        tally.strong += role in STRONG_ROLES and not term.weak and not term.company
    if len(tallies) >= LEAST_LISTED:
        listed = _sentences_that_list(page, hits)
        for tally in tallies.values():
            tally.is_listed = any(hit.sentence in listed for hit in tally.hits)
    for reference in references:
        for sector in sorted({hit.term.sector for hit in reference.antecedents}):
            tallies[sector].references.append(reference)
    return tallies


def _weight_of(term: Term, role: str) -> float:
    if role == "body":
        return BODY_WEIGHT
    if term.weak or role == "object":
        return WEAK_WEIGHT
    return COMPANY_WEIGHT if term.company else PLAIN_WEIGHT


def _lead_sentence(page: Page) -> int:
    """Index of the first sentence after the headline."""
    lead = bisect_left(page.starts, page.article.title_end)
    return lead if lead < len(page.starts) else -1


def _sentences_that_list(page: Page, hits: list[TermHit]) -> set[int]:
    """Sentences that enumerate sectors as such: "sectors are watching, including energy, farming and steel"."""
    sectors: dict[int, set[str]] = {}
    for hit in hits:
        if hit.role == "word":
            sectors.setdefault(hit.sentence, set()).add(hit.term.sector)
    return {
        sentence
        for sentence, named in sectors.items()
        if len(named) >= LEAST_LISTED and _SECTOR_NOUN.search(page.text, *page.sentences[sentence])
    }


def is_implicated(
    tally: Tally, heaviest: float, page: Page, *, is_policy: bool = False, is_policy_story: bool = False
) -> bool:
    """Whether the article says something about the sector, not merely its name; is_policy: it is full of policy."""
    if tally.references or tally.is_listed:
        return True
    if not tally.strong:
        return tally.weight >= LEAST_ALONE and tally.weight >= SHARE_ALONE * heaviest
    if tally.title >= TITLE_FACTOR * WEAK_WEIGHT or (is_policy and tally.weight >= LEAST_WEIGHT):
        return True
    if any(_is_act_on(measure) for measure in tally.measures):
        is_heavy = tally.weight >= max(SHARE_OF_OBJECT * heaviest, DENSITY_OF_OBJECT * len(page.sentences))
    else:
        least = max(LEAST_WEIGHT, LEAST_DENSITY * len(page.sentences), SHARE_IMPLICATED * heaviest)
        is_heavy = tally.weight >= least
    return is_heavy or (is_policy_story and any(reacts(page, hit) for hit in tally.hits))


def _is_act_on(measure: Measure) -> bool:
    """Whether something is done to the sectors of the measure, or they are said to feel it."""
    return measure.channel not in SOFT_CHANNELS or any(rule.startswith(EFFECT) for rule in measure.rules)


def read_sectors(
    page: Page, tallies: dict[str, Tally], findings: Findings
) -> tuple[tuple[SectorReading, ...], tuple[SectorReading, ...]]:
    """(implicated, passing) sectors, highest score first, then by id."""
    if not tallies:
        return (), ()
    heaviest = max([tally.weight for tally in tallies.values()])
    acts = sum(measure.channel not in SOFT_CHANNELS for measure in findings.measures)
    is_policy = 0 < len(page.sentences) <= acts * SENTENCES_A_MEASURE
    implicated, passing = [], []
    for tally in tallies.values():
        tally.measures = measures_for(tally.sector, findings.measures)
        if is_implicated(tally, heaviest, page, is_policy=is_policy, is_policy_story=acts > 0):
            central = Centrality.PRIMARY if tally.weight >= SHARE_PRIMARY * heaviest else Centrality.SECONDARY
            implicated.append(_reading(page, tally, central, heaviest, findings))
        else:
            passing.append(_reading(page, tally, Centrality.PASSING, heaviest, findings))
    return _ranked(implicated), _ranked(passing)


def _ranked(readings: list[SectorReading]) -> tuple[SectorReading, ...]:
    if len(readings) > 1:
        readings.sort(key=lambda reading: (-reading.score, reading.sector))
    return tuple(readings)


def _reading(
    page: Page, tally: Tally, centrality: Centrality, heaviest: float, findings: Findings
) -> SectorReading:
    sentences = {hit.sentence for hit in tally.hits} | {reference.sentence for reference in tally.references}
    components = _components(tally, heaviest, len(sentences), len(page.sentences))
    is_passing = centrality is Centrality.PASSING
    beside = () if is_passing or tally.measures else _beside(page, sentences, findings.measures)
    channels = channels_for(tally.sector, tally.measures, findings.links)
    return SectorReading(
        sector=tally.sector,
        centrality=centrality,
        outlook=Outlook.NONE if is_passing else _outlook(tally, beside, findings),
        score=round(sum([points for _, points in components])),
        components=components,
        segments=tuple(dict.fromkeys([hit.term.segment for hit in tally.hits])),
        # what an outlook rests on is said with it
        channels=channels or channels_of(beside),
        evidence=_evidence(page, tally, sentences),
        mentions=tuple([_mention(hit) for hit in tally.hits]),
    )


def _beside(page: Page, named: set[int], measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The measures in whose sentences a sector is named that none of them names as its own."""
    return tuple([m for m in measures if any(page.sentence_at(span.start) in named for span in m.evidence)])


def _outlook(tally: Tally, beside: tuple[Measure, ...], findings: Findings) -> Outlook:
    """That of its own measures; without any, of those beside which it is named, then of its channels."""
    if tally.measures:
        return outlook_of(tally.measures)
    outlook = outlook_of(beside)
    if outlook is not Outlook.WATCH:
        return outlook
    linked = {link.channel for link in findings.links if link.sector == tally.sector}
    return outlook_of([measure for measure in findings.measures if measure.channel in linked])


def _components(tally: Tally, heaviest: float, named: int, sentences: int) -> tuple[tuple[str, float], ...]:
    """The named parts of the score; they add up to it. named is how many of the sentences name the sector."""
    share = tally.weight / heaviest if heaviest else 0.0
    return (
        ("share of mentions", _rounded(SHARE_POINTS * share)),
        ("headline", float(HEADLINE_POINTS if tally.title > 0 else 0)),
        ("lead", float(LEAD_POINTS if tally.lead > 0 else 0)),
        ("spread over sentences", _rounded(SPREAD_POINTS * (named / max(1, sentences)))),
    )


def _rounded(points: float) -> float:
    """To one digit; most are whole, and telling that is faster than rounding."""
    return points if points.is_integer() else round(points, 1)


def _evidence(page: Page, tally: Tally, named: set[int]) -> tuple[Span, ...]:
    """Sentences that name the sector or its measures, in order; the headline only where the body is silent."""
    measured = {page.sentence_at(span.start) for measure in tally.measures for span in measure.evidence}
    told, title_end = sorted(named | measured), page.article.title_end
    in_body = [sentence for sentence in told if page.starts[sentence] >= title_end]
    return tuple([page.span_of(sentence) for sentence in in_body or told])


def _mention(hit: TermHit) -> Mention:
    term = hit.term
    rule = _RULES.get(hit.role) or ("guarded term" if term.is_guarded else "term")
    return Mention(hit.span, hit.sentence, term.surface, term.sector, term.segment, rule)
