"""An Analysis as the pages show it: numbered pieces of evidence, claims about sectors, ranked rows. Pure.

A claim says that a piece of evidence links one sector to one channel, with an outlook and a status; every mark, tag
and row on the page stands for claims. The reading itself is the engine's: nothing is decided anew here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from analysis.model import (
    WHOLE_ECONOMY,
    Analysis,
    Article,
    Centrality,
    Channel,
    Measure,
    Outlook,
    SectorReading,
    Span,
    Status,
    firmest_of,
)
from views.theme import strongest

# a measure that is aimed at no sector concerns the whole economy, which is no sector and is ranked last
WHOLE_ECONOMY_NAME = "Whole economy"
ECONOMY_SCOPE = "all"

OutlookOf = Callable[[Iterable[Measure]], Outlook]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the taxonomy calls its sectors and segments; order is that of the file."""

    sectors: Mapping[str, str]
    segments: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One link between a piece of evidence and a sector; channel and status are None where none is stated."""

    sector: str
    channel: Channel | None
    outlook: Outlook
    status: Status | None
    unit: int
    places: tuple[str, ...]
    measure: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One piece of evidence: its number in the order of the text, its span, and the paragraph it stands in."""

    number: int
    span: Span
    paragraph: int
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sector in the ranking."""

    sector: str
    name: str
    outlook: Outlook
    score: int
    reading: SectorReading | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is claimed of one sector through one channel."""

    sector: str
    channel: Channel
    outlook: Outlook
    statuses: tuple[Status, ...]
    units: tuple[int, ...]

    @property
    def status(self) -> Status | None:
        """The firmest status."""
        return firmest_of((self.channel, status) for status in self.statuses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """All that the pages show of one article."""

    analysis: Analysis
    names: Names
    rows: tuple[Row, ...]
    units: tuple[Unit, ...]
    claims: tuple[Claim, ...]
    cells: tuple[Cell, ...]
    outlooks: tuple[Outlook, ...]

    @property
    def article(self) -> Article:
        """The article that was read."""
        return self.analysis.article

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.analysis.article.text[span.start : span.end]

    def name(self, sector: str) -> str:
        """The name of a sector or of the whole economy."""
        return WHOLE_ECONOMY_NAME if sector == WHOLE_ECONOMY else self.names.sectors.get(sector, sector)


def exposure_of(analysis: Analysis, names: Names, outlook_of: OutlookOf) -> Exposure:
    """The exposure of an article; outlook_of is the engine's own judgement of a set of measures."""
    spans = _merged(
        [span for reading in analysis.readings for span in reading.evidence]
        + [
            span
            for measure in analysis.measures
            if _concerned(analysis, measure)
            for span in measure.evidence
        ]
        + [span for spans in _loose_links(analysis).values() for span in spans]
    )
    marks = sorted({mention.span for reading in analysis.readings for mention in reading.mentions})
    paragraphs = _paragraph_starts(analysis.article)
    units = tuple(
        Unit(
            number=number,
            span=span,
            paragraph=bisect_right(paragraphs, span.start),
            marks=tuple(mark for mark in _within(marks, span) if mark.end <= span.end),
        )
        for number, span in enumerate(spans, start=1)
    )
    claims = _claims(analysis, units, outlook_of)
    return Exposure(
        analysis=analysis,
        names=names,
        rows=_rows(analysis, names, claims),
        units=units,
        claims=claims,
        cells=_cells(analysis, claims, outlook_of),
        outlooks=tuple(outlook_of((measure,)) for measure in analysis.measures),
    )


def _concerned(analysis: Analysis, measure: Measure) -> tuple[str, ...]:
    """The implicated sectors that a measure concerns, or the whole economy, or none."""
    if not measure.sectors and measure.scope == ECONOMY_SCOPE:
        return (WHOLE_ECONOMY,)
    implicated = {reading.sector for reading in analysis.readings}
    return tuple(sector for sector in measure.sectors if sector in implicated)


def _loose_links(analysis: Analysis) -> dict[tuple[str, Channel], list[Span]]:
    """Where the text links an implicated sector to a channel of which no measure on that sector speaks."""
    named = {(reading.sector, channel) for reading in analysis.readings for channel in reading.channels}
    stated = {
        (sector, m.channel) for m in analysis.measures if m.evidence for sector in _concerned(analysis, m)
    }
    loose: dict[tuple[str, Channel], list[Span]] = {}
    for link in analysis.links:
        if (link.sector, link.channel) in named - stated:
            loose.setdefault((link.sector, link.channel), []).append(link.span)
    return loose


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in the order of the text, those that overlap made one."""
    merged: list[Span] = []
    for span in sorted(set(spans)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        elif span.end > span.start:
            merged.append(span)
    return merged


def _paragraph_starts(article: Article) -> list[int]:
    """Where the paragraphs of the body start; a paragraph ends at a line without words."""
    starts, offset, is_open = [], 0, False
    for line in article.text.splitlines(keepends=True):
        if not line.strip():
            is_open = False
        elif not is_open and offset >= article.title_end:
            starts.append(offset)
            is_open = True
        offset += len(line)
    return starts


def _claims(analysis: Analysis, units: tuple[Unit, ...], outlook_of: OutlookOf) -> tuple[Claim, ...]:
    starts = [unit.span.start for unit in units]
    places = _places_by_unit(analysis, units)
    claims: dict[Claim, None] = {}
    for index, measure in enumerate(analysis.measures):
        sectors = _concerned(analysis, measure)
        outlook = outlook_of((measure,))
        for sector in sectors:
            for number in _numbers(measure.evidence, starts):
                named = dict.fromkeys((*measure.implementers, *measure.targets, *places.get(number, ())))
                claim = Claim(
                    sector=sector, channel=measure.channel, outlook=outlook, status=measure.status, unit=number,
                    places=tuple(named), measure=index,
                )  # fmt: skip
                claims[claim] = None

    def add(sector: str, channel: Channel | None, number: int) -> None:
        claim = Claim(
            sector=sector, channel=channel, outlook=Outlook.WATCH, status=None, unit=number,
            places=places.get(number, ()),
        )  # fmt: skip
        claims[claim] = None

    for (sector, channel), spans in _loose_links(analysis).items():
        for number in _numbers(spans, starts):
            add(sector, channel, number)
    for sector, index in _beside(analysis, {claim.sector for claim in claims}):
        measure = analysis.measures[index]
        for number in _numbers(measure.evidence, starts):
            claim = Claim(
                sector=sector, channel=measure.channel, outlook=outlook_of((measure,)), status=measure.status,
                unit=number, places=places.get(number, ()), measure=index,
            )  # fmt: skip
            claims[claim] = None
    covered = {(claim.sector, claim.unit) for claim in claims}
    for reading in analysis.readings:
        for number in _numbers(reading.evidence, starts):
            if (reading.sector, number) not in covered:
                add(reading.sector, None, number)
    return tuple(sorted(claims, key=lambda claim: claim.unit))


def _beside(analysis: Analysis, claimed: set[str]) -> list[tuple[str, int]]:
    """Sectors of which no measure and no channel speaks, each with the measures told of where they are named.

    The engine takes their outlook from these (analysis/scoring.py), so the page shows it where it comes from.
    """
    return [
        (reading.sector, index)
        for reading in analysis.readings
        if reading.sector not in claimed
        for index, measure in enumerate(analysis.measures)
        if measure.channel in reading.channels and _meet(reading.evidence, measure.evidence)
    ]


def _meet(ours: tuple[Span, ...], theirs: tuple[Span, ...]) -> bool:
    return any(one.start <= other.start < one.end for one in ours for other in theirs)


def _within(spans: list[Span], outer: Span) -> list[Span]:
    """Those of sorted spans that start inside another."""
    return spans[bisect_left(spans, (outer.start, 0)) : bisect_left(spans, (outer.end, 0))]


def _numbers(spans: Iterable[Span], starts: list[int]) -> list[int]:
    """The numbers of the units that hold the spans."""
    return list(dict.fromkeys(bisect_right(starts, span.start) for span in spans))


def _places_by_unit(analysis: Analysis, units: tuple[Unit, ...]) -> dict[int, tuple[str, ...]]:
    named = sorted((span, place.iso3) for place in analysis.places for span in place.evidence)
    spans = [span for span, _ in named]
    places: dict[int, tuple[str, ...]] = {}
    for unit in units:
        first, last = bisect_left(spans, (unit.span.start, 0)), bisect_left(spans, (unit.span.end, 0))
        places[unit.number] = tuple(dict.fromkeys(iso3 for _, iso3 in named[first:last]))
    return places


def _rows(analysis: Analysis, names: Names, claims: tuple[Claim, ...]) -> tuple[Row, ...]:
    """Sectors by score, ties by first mention; the whole economy stands last."""

    def first_mention(reading: SectorReading) -> int:
        return min((span.start for span in reading.evidence), default=0)

    def first_word(reading: SectorReading) -> int:
        return min((mention.span.start for mention in reading.mentions), default=0)

    ranked = sorted(analysis.readings, key=lambda r: (-r.score, first_mention(r), first_word(r)))
    rows = [
        Row(
            sector=reading.sector, name=names.sectors.get(reading.sector, reading.sector), outlook=reading.outlook,
            score=reading.score, reading=reading,
        )
        for reading in ranked
    ]  # fmt: skip
    economy = {claim.outlook for claim in claims if claim.sector == WHOLE_ECONOMY}
    if economy:
        rows.append(
            Row(
                sector=WHOLE_ECONOMY,
                name=WHOLE_ECONOMY_NAME,
                outlook=strongest(economy),
                score=0,
                reading=None,
            )
        )
    return tuple(rows)


def _cells(analysis: Analysis, claims: tuple[Claim, ...], outlook_of: OutlookOf) -> tuple[Cell, ...]:
    grouped: dict[tuple[str, Channel], list[Claim]] = {}
    for claim in claims:
        if claim.channel:
            grouped.setdefault((claim.sector, claim.channel), []).append(claim)

    def judged(group: list[Claim]) -> Outlook:
        indexes = sorted({claim.measure for claim in group if claim.measure is not None})
        return outlook_of(analysis.measures[index] for index in indexes)

    return tuple(
        Cell(
            sector=sector,
            channel=channel,
            outlook=judged(group),
            statuses=tuple(dict.fromkeys(claim.status for claim in group if claim.status)),
            units=tuple(dict.fromkeys(claim.unit for claim in group)),
        )
        for (sector, channel), group in grouped.items()
    )


def counted_rows(exposure: Exposure) -> tuple[Row, ...]:
    """The rows that are sectors: primary or secondary, the whole economy left out."""
    return tuple(
        row for row in exposure.rows if row.reading and row.reading.centrality is not Centrality.PASSING
    )
