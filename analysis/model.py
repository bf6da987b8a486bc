"""The vocabulary of the engine: closed enums and small values that nothing changes. Standard library only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

ENGINE_VERSION = "0.1.0"
# stands in the place of a sector for measures that name no industry; it is no sector and is never split over sectors
WHOLE_ECONOMY = "whole_economy"


class Channel(StrEnum):
    """How trade in a sector is touched; the 18 channels of the project's policy taxonomy."""

    TARIFF = "tariff"
    TRADE_DEFENCE = "trade_defence"
    IMPORT_RESTRICTION = "import_restriction"
    EXPORT_RESTRICTION = "export_restriction"
    SANCTIONS = "sanctions"
    STANDARDS = "standards"
    MARKET_ACCESS = "market_access"
    TRADE_AGREEMENT = "trade_agreement"
    SUBSIDY = "subsidy"
    PROCUREMENT = "procurement"
    INVESTMENT = "investment"
    DIGITAL_RULES = "digital_rules"
    MOBILITY = "mobility"
    PURCHASES = "purchases"
    LOGISTICS = "logistics"
    DISPUTE = "dispute"
    DIVERSIFICATION = "diversification"
    UNCERTAINTY = "uncertainty"


class Stance(StrEnum):
    """What a measure does to trade: instrument sign times action sign."""

    RESTRICTIVE = "restrictive"
    LIBERALISING = "liberalising"
    NEUTRAL = "neutral"


class Status(StrEnum):
    """How certain a measure is, softest first; rejected stands apart."""

    HOPED = "hoped"
    THREATENED = "threatened"
    NEGOTIATING = "negotiating"
    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    REJECTED = "rejected"


# what stands or may come is told first; a refusal is told where there is nothing else
FIRMEST = (
    Status.IN_FORCE, Status.ANNOUNCED, Status.NEGOTIATING, Status.THREATENED, Status.HOPED, Status.REJECTED,
)  # fmt: skip


def firmest_of(told: Iterable[tuple[Channel | None, Status | None]]) -> Status | None:
    """The firmest status of what is told of measures, each with its channel; None where none is told.

    A dispute counts where there is nothing else: it says how far a complaint has come and not the measure.
    """
    known = {(channel is Channel.DISPUTE, status) for channel, status in told if status}
    return next((s for is_dispute in (False, True) for s in FIRMEST if (is_dispute, s) in known), None)


class Outlook(StrEnum):
    """What the text says for trade in a sector; silence is WATCH, never a guess."""

    RISK = "risk"
    OPPORTUNITY = "opportunity"
    MIXED = "mixed"
    WATCH = "watch"
    NONE = "none"


class Centrality(StrEnum):
    """How much the article is about a sector."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    PASSING = "passing"


class Span(NamedTuple):
    """Half-open character offsets into Article.text; text[start:end] is the quotation."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as received: text is title, blank line, body; title_end is where the title stops.

    language is an ISO 639-1 code, empty where it is not known.
    """

    id: str
    text: str
    title: str = ""
    title_end: int = 0
    published: date | None = None
    url: str = ""
    source: str = ""
    language: str = ""


# What a reading consists of is not declared frozen, although nothing ever assigns to it: a frozen value takes three
# times as long to make as a plain one, and an article ends in some twenty of them.


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """One place where a sector is named, and by which entry of the taxonomy."""

    span: Span
    sentence: int
    term: str
    sector: str
    segment: str
    rule: str


@dataclass(slots=True, unsafe_hash=True)
class Suppressed:
    """A candidate that does not count, kept with its reason."""

    span: Span
    term: str
    sector: str
    reason: str


class Slot(NamedTuple):
    """A part of a measure that was read from words: which part, and the words."""

    name: str
    span: Span


@dataclass(slots=True, kw_only=True, unsafe_hash=True)
class Measure:
    """One act that touches trade: what, which way, how certain, by whom, against whom, on what.

    slots says which words each part was read from; scope is named, all, exempted or unknown; is_historic marks
    what the text places in an earlier time; magnitudes, dates and legal_basis are quoted as written.
    """

    channel: Channel
    stance: Stance
    status: Status
    implementers: tuple[str, ...]
    targets: tuple[str, ...]
    sectors: tuple[str, ...]
    evidence: tuple[Span, ...]
    rules: tuple[str, ...]
    action: str = ""
    scope: str = "unknown"
    magnitudes: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    speaker: str = ""
    is_historic: bool = False
    slots: tuple[Slot, ...] = ()


@dataclass(slots=True, kw_only=True, unsafe_hash=True)
class Link:
    """A channel through which the text links something to a sector, and the words that do."""

    sector: str
    channel: Channel
    span: Span


@dataclass(slots=True, kw_only=True, unsafe_hash=True)
class SectorReading:
    """What an article says about one sector; score is 0-100 with its named parts in components."""

    sector: str
    centrality: Centrality
    outlook: Outlook
    score: int
    components: tuple[tuple[str, float], ...]
    segments: tuple[str, ...]
    channels: tuple[Channel, ...]
    evidence: tuple[Span, ...]
    mentions: tuple[Mention, ...]


@dataclass(slots=True, unsafe_hash=True)
class PlaceReading:
    """A country (ISO 3166-1 alpha-3, EU as EUU) that plays a part, and where it is named."""

    iso3: str
    evidence: tuple[Span, ...]


@dataclass(slots=True, unsafe_hash=True)
class DatedEvent:
    """Something with a date; on and until are None where the date cannot be resolved from the text."""

    when: str
    what: str
    on: date | None
    until: date | None
    evidence: Span
    note: str


@dataclass(slots=True, kw_only=True, unsafe_hash=True)
class Analysis:
    """The reading of one article; readings and places play a part, passing and named_places are merely mentioned."""

    article: Article
    readings: tuple[SectorReading, ...]
    passing: tuple[SectorReading, ...]
    measures: tuple[Measure, ...]
    links: tuple[Link, ...]
    places: tuple[PlaceReading, ...]
    named_places: tuple[PlaceReading, ...]
    events: tuple[DatedEvent, ...]
    suppressed: tuple[Suppressed, ...]
    notes: tuple[str, ...]
    engine_version: str
    taxonomy_digest: str
