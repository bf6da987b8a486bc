"""analyse(article, engine) -> Analysis: pure, no disk, no clock, no randomness. Each stage returns new values."""

from bisect import bisect_right
from typing import Final

from analysis import anaphora, exclusions
from analysis.anaphora import find_references
from analysis.boilerplate import find_boilerplate
from analysis.dates import DateMention, find_dates, find_events
from analysis.engine import Engine
from analysis.exclusions import excluded_hits
from analysis.matcher import CueHit, Matches, PlaceHit, TermHit
from analysis.measures import read_measures
from analysis.model import ENGINE_VERSION, Analysis, Article, DatedEvent, Suppressed
from analysis.page import Page
from analysis.places import settle_places, weigh_places
from analysis.scoring import read_sectors, tally_sectors
from analysis.senses import settle_senses
from analysis.spans import span_of

SHORT_ARTICLE_WORDS: Final = 40
# these have stages of their own
_NO_POLICY: Final = frozenset((anaphora.CUE_KIND, exclusions.CUE_KIND))


def analyse(article: Article, engine: Engine) -> Analysis:
    """The reading of one article; any text is read, and the same text always gives the same reading."""
    page = Page(article)
    matches = engine.matcher.match(page)
    suppressed = list(matches.suppressed)
    boilerplate = find_boilerplate(page.text, page.sentences, article.title_end)
    terms, places = _without_boilerplate(matches, boilerplate, suppressed)
    terms = _without_excluded(page, terms, matches.cues, suppressed)
    terms = settle_senses(terms, suppressed)
    references = find_references(page, terms, matches.cues)
    policy = _policy_cues(matches.cues, boilerplate)
    dates = _dates(page, boilerplate)
    places = settle_places(page, places)
    findings = read_measures(page, engine.matcher, policy, places, terms, references, dates)
    readings, passing = read_sectors(page, tally_sectors(page, terms, references), findings)
    in_story, merely_named = weigh_places(page, places)
    return Analysis(
        article=article,
        readings=readings,
        passing=passing,
        measures=findings.measures,
        places=in_story,
        named_places=merely_named,
        links=findings.links,
        events=_events(page, dates),
        suppressed=tuple(sorted((*suppressed, *findings.suppressed), key=lambda s: (s.span, s.sector, s.term))),
        notes=_notes(article),
        engine_version=ENGINE_VERSION,
        taxonomy_digest=engine.taxonomy.digest,
    )


def _without_boilerplate(
    matches: Matches, boilerplate: list[tuple[int, int, str]], suppressed: list[Suppressed]
) -> tuple[list[TermHit], list[PlaceHit]]:
    if not boilerplate:
        return matches.terms, matches.places
    starts = [start for start, _, _ in boilerplate]
    terms = []
    for hit in matches.terms:
        reason = _reason_at(boilerplate, starts, hit.start)
        if reason:
            suppressed.append(_put_aside(hit, f"boilerplate: {reason}"))
        else:
            terms.append(hit)
    return terms, [hit for hit in matches.places if not _reason_at(boilerplate, starts, hit.start)]


def _reason_at(boilerplate: list[tuple[int, int, str]], starts: list[int], offset: int) -> str:
    """Why what stands at an offset is boilerplate, empty where it is not; the spans stand in order and apart."""
    index = bisect_right(starts, offset) - 1
    return boilerplate[index][2] if index >= 0 and offset < boilerplate[index][1] else ""


def _policy_cues(cues: list[CueHit], boilerplate: list[tuple[int, int, str]]) -> list[CueHit]:
    """What measures are read from: no cue of another stage, none in boilerplate."""
    policy = [hit for hit in cues if hit.cue.kind not in _NO_POLICY]
    if not boilerplate:
        return policy
    starts = [start for start, _, _ in boilerplate]
    return [hit for hit in policy if not _reason_at(boilerplate, starts, hit.start)]


def _without_excluded(
    page: Page, terms: list[TermHit], cues: list[CueHit], suppressed: list[Suppressed]
) -> list[TermHit]:
    excluded = excluded_hits(page, terms, cues)
    if not excluded:
        return terms
    suppressed.extend(_put_aside(terms[index], "left out by its own sentence") for index in sorted(excluded))
    return [hit for index, hit in enumerate(terms) if index not in excluded]


def _put_aside(hit: TermHit, reason: str) -> Suppressed:
    return Suppressed(hit.span, hit.term.surface, hit.term.sector, reason)


def _dates(page: Page, boilerplate: list[tuple[int, int, str]]) -> list[DateMention]:
    dates = find_dates(page.text, page.sentences, page.article.published)
    if boilerplate:
        starts = [start for start, _, _ in boilerplate]
        return [day for day in dates if not _reason_at(boilerplate, starts, day.start)]
    return dates


def _events(page: Page, dates: list[DateMention]) -> tuple[DatedEvent, ...]:
    if not dates:
        return ()
    clauses = find_events(page.text, page.sentences, dates)
    return tuple([
        DatedEvent(page.text[day.start : day.end], what, day.first, day.last, span_of(start, end), day.note)
        for day, (start, end, what) in zip(dates, clauses, strict=True)
    ])


def _notes(article: Article) -> tuple[str, ...]:
    words = article.text.split(None, SHORT_ARTICLE_WORDS)
    if not words:
        return ("The text is empty.",)
    return ("Very short text: counts mean little.",) if len(words) < SHORT_ARTICLE_WORDS else ()
