"""What comes of trade figures and a reading together: trade at stake, effects by role, a what-if. Frozen values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from analysis.model import Channel, Outlook, Span, Status
from analysis.trade.model import Flow, Missing

# the highest rate, in per cent of the value, that a what-if takes
HIGHEST_RATE = 1000.0


class ShareOf(StrEnum):
    """What a flow is a share of; numerator and denominator are always of one source, year and basis."""

    PAIR = "pair"  # of all goods that this exporter sends to this importer
    EXPORTER = "exporter"  # of what this exporter sends to all partners held
    EXPORTER_SECTOR = "exporter_sector"  # of what this exporter sends to all partners held in this sector
    IMPORTER_SECTOR = "importer_sector"  # of what this importer takes from all partners held in this sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, 0 to 1, as a range where one of them is one."""

    of: ShareOf
    low: float
    high: float
    part: Flow
    whole: Flow


class Stake(NamedTuple):
    """The trade of one sector and direction that measures of an article touch.

    sector is WHOLE_ECONOMY in the lane of measures that name no industry. exporter or importer is "" where the text
    does not say it. measures are indexes into Analysis.measures; stated are the sums of money that the text names in
    them, as written, and are no part of flow. pair is all goods in the same direction;
    opposite and opposite_pair are the other direction.
    """

    sector: str
    exporter: str
    importer: str
    flow: Flow | Missing
    opposite: Flow | Missing
    pair: Flow | Missing
    opposite_pair: Flow | Missing
    shares: tuple[Share, ...]
    measures: tuple[int, ...]
    channels: tuple[Channel, ...]
    statuses: tuple[Status, ...]
    stated: tuple[str, ...]
    is_inferred: bool  # between whom is taken from the talks that the text names elsewhere


class Role(StrEnum):
    """Whose trade it is: the roles of the project's policy taxonomy."""

    EXPORTER = "exporter"
    PRODUCER = "producer"  # competes with imports at home
    IMPORTER = "importer"  # or industrial user
    CONSUMER = "consumer"
    RIVAL = "rival"  # exports from a country that the measure does not name


class Position(StrEnum):
    """Where a country stands to a measure."""

    TARGET = "target"
    IMPLEMENTER = "implementer"
    PARTY = "party"  # of a deal, talks or a disruption that has no one side
    THIRD = "third"
    UNSTATED = "unstated"  # the text does not say whom it hits


class Basis(StrEnum):
    """What an effect rests on."""

    DERIVED = "derived"  # the table of role effects
    STATED = "stated"  # the words of the article


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAs:
    """Whose eyes an article is read with: a country, and one of its roles or all of them (None)."""

    country: str
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedEffect:
    """An effect on a role that the text itself states; country is "" where the words name none."""

    role: Role
    country: str
    outlook: Outlook
    sectors: tuple[str, ...]
    evidence: Span
    cue: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEffect:
    """What a measure means for one role of one country; why is a sentence of the table, or "" where the text says it.

    measure is an index into Analysis.measures, -1 where the text states the effect apart from any measure.
    """

    role: Role
    position: Position
    outlook: Outlook
    basis: Basis
    why: str
    measure: int
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorView:
    """One sector as somebody reads it: the outlook, what the text's own reading was, and every effect behind it."""

    sector: str
    outlook: Outlook
    before: Outlook
    basis: Basis
    effects: tuple[RoleEffect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A number in words: what it is, the arithmetic with its figures, the result as a range in US dollars."""

    name: str
    arithmetic: str
    low: float
    high: float
    source: str
    is_model: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A rate change on a flow: rates in per cent of the value, every result with its formula."""

    flow: Flow
    rate_before: float
    rate_after: float
    results: tuple[Formula, ...]
