"""The vocabulary of trade figures: a flow, where it comes from, why there is none. Standard library only.

Economies are ISO 3166-1 alpha-3 codes as in `analysis.model`, the European Union is EUU. A product is "" for all
goods, a sector id of the taxonomy ("metals", also "unspecified" for goods that belong to no sector), or an HS code of
2, 4 or 6 digits. Values are whole US dollars; what is unknown is a Missing with its reason, never 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

ALL_GOODS = ""
# how the note of a range begins that says why it is one
A_RANGE = "a range, as only"
UNSPECIFIED = "unspecified"
# stands for the other side of a flow that is summed over every partner that a source holds
ALL_PARTNERS = "ALL"
EUROPEAN_UNION = "EUU"
EU_MEMBERS = frozenset(
    "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN "
    "SWE".split()
)


class Valuation(StrEnum):
    """The basis of a value; values of different bases are never added up or divided by each other."""

    FOB = "FOB"
    CIF = "CIF"
    FAS = "FAS"
    CUSTOMS_VALUE = "customs value"


class FlowKind(StrEnum):
    """Who recorded a flow."""

    REPORTED_EXPORTS = "reported by the exporter"
    REPORTED_IMPORTS = "reported by the importer"
    RECONCILED = "reconciled from both sides"


class Gap(StrEnum):
    """Why there is no figure."""

    NO_PAIR = "no_pair"  # the source does not hold this pair
    NO_SPLIT = "no_split"  # the pair is held, but not by sector or HS code
    NO_FLOW = "no_flow"  # the pair is held by product, and none is recorded for this one
    NO_YEAR = "no_year"  # the pair is held, but not for this year
    NOT_GOODS = "not_goods"  # a service: goods statistics cannot show it
    NONE_RECORDED = "none_recorded"  # the source covers the pair and has no row: none or unknown
    HOLE = "hole"  # the source has a known hole here
    NO_COUNTRY = "no_country"  # the text does not say between whom
    ONLY_BUYS = "only_buys"  # the sector buys what the measure is on
    SAME_COUNTRY = "same_country"  # a country does not trade with itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A body of figures as it has to be cited; attribution is the line to show, licence names the terms."""

    id: str
    name: str
    attribution: str
    licence: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Goods sent from exporter to importer in a year, in whole US dollars: between low and high, both included.

    low == high is an exact figure. best is the source's own central figure inside a range (None where it has none):
    good for sums, never shown alone. partners counts the importers that are added up (1 for a pair). note says what
    is left out, "" where nothing is.
    """

    exporter: str
    importer: str
    product: str
    year: int
    low: int
    high: int
    valuation: Valuation
    kind: FlowKind
    hs_edition: str
    source: Source
    best: int | None = None
    partners: int = 1
    note: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"a flow lies between {self.low} and {self.high}: give 0 <= low <= high")
        if self.best is not None and not self.low <= self.best <= self.high:
            raise ValueError(f"best {self.best} lies outside {self.low} to {self.high}")

    @property
    def is_exact(self) -> bool:
        """Whether one number says it."""
        return self.low == self.high

    @property
    def why_range(self) -> str:
        """Why this is a range and what its ends count; "" for one number."""
        if self.is_exact:
            return ""
        return "; ".join(part for part in self.note.split("; ") if part.startswith(A_RANGE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Why there is no figure: the kind of gap, and a sentence for people."""

    gap: Gap
    reason: str


class Figures(Protocol):
    """A body of trade figures: the embedded tables are one, a user's own store is another.

    Without a year the newest that the source holds for exactly this question is answered. `source` asks for figures
    of one Source.id only, so that shares are taken within one basis.
    """

    def flow(
        self, exporter: str, importer: str, product: str, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """What an exporter sent to an importer of one product (sector id or HS code)."""
        ...

    def pair_total(
        self, exporter: str, importer: str, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """All goods that an exporter sent to an importer; product is ALL_GOODS."""
        ...

    def exporter_total(
        self, exporter: str, product: str = ALL_GOODS, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """What an exporter sent to all partners held, importer ALL_PARTNERS, partners counted; blocs count once."""
        ...

    def importer_total(
        self, importer: str, product: str = ALL_GOODS, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """What an importer took from all partners held, exporter ALL_PARTNERS, partners counted; blocs count once."""
        ...

    def years(self, exporter: str, importer: str) -> tuple[int, ...]:
        """Every year with a figure for the pair, newest first."""
        ...

    def sources(self) -> tuple[Source, ...]:
        """Everything that may have to be cited."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Chained:
    """Several bodies of figures asked in turn: the first that has an answer gives it, else the best reason stands.

    A user's own store goes before the embedded tables.
    """

    bodies: tuple[Figures, ...]

    def flow(
        self, exporter: str, importer: str, product: str, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """The first answer."""
        return _first(
            body.flow(exporter, importer, product, year=year, source=source) for body in self.bodies
        )

    def pair_total(
        self, exporter: str, importer: str, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """The first answer."""
        return _first(body.pair_total(exporter, importer, year=year, source=source) for body in self.bodies)

    def exporter_total(
        self, exporter: str, product: str = ALL_GOODS, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """The first answer."""
        return _first(
            body.exporter_total(exporter, product, year=year, source=source) for body in self.bodies
        )

    def importer_total(
        self, importer: str, product: str = ALL_GOODS, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """The first answer."""
        return _first(
            body.importer_total(importer, product, year=year, source=source) for body in self.bodies
        )

    def years(self, exporter: str, importer: str) -> tuple[int, ...]:
        """Every year that any of them holds, newest first."""
        held = {year for body in self.bodies for year in body.years(exporter, importer)}
        return tuple(sorted(held, reverse=True))

    def sources(self) -> tuple[Source, ...]:
        """The sources of all of them."""
        return tuple(dict.fromkeys(source for body in self.bodies for source in body.sources()))


# a body that holds the pair by product knows more of it than one that holds its total, or nothing
_KNOWN_BY_GAP = {Gap.NO_YEAR: 1, Gap.HOLE: 2, Gap.NONE_RECORDED: 2, Gap.NO_SPLIT: 3, Gap.NO_FLOW: 4}


def _first(answers: Iterable[Flow | Missing]) -> Flow | Missing:
    best = Missing(gap=Gap.NO_PAIR, reason="no trade figures are held")
    for answer in answers:
        if isinstance(answer, Flow):
            return answer
        if _KNOWN_BY_GAP.get(answer.gap, 0) >= _KNOWN_BY_GAP.get(best.gap, 0):
            best = answer
    return best
