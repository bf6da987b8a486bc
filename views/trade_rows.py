"""Stakes as rows that table, chart and exports share: what is touched, in which direction, how much, why not. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from analysis.trade.amounts import span_of, usd_of
from analysis.trade.findings import WHOLE_ECONOMY, Share, Stake
from analysis.trade.model import ALL_PARTNERS, Flow, Missing
from views import trade_words, words
from views.exposure import Exposure
from views.filters import Filters
from views.place_names import place_name

TOUCHED, OTHER, BOTH = "touched", "other", "both"
DIRECTIONS = (TOUCHED, OTHER, BOTH)


class ValueRow(NamedTuple):
    """One sector and direction; totals of pairs have the sector WHOLE_ECONOMY. stated are quotes, never added."""

    sector: str
    name: str
    exporter: str
    importer: str
    flow: Flow | Missing
    shares: tuple[Share, ...]
    stated: tuple[str, ...]
    stake: Stake

    @property
    def way(self) -> str:
        """Who sells to whom, in words."""
        return f"{_side(self.exporter)} → {_side(self.importer)}"

    @property
    def stated_usd(self) -> tuple[float, ...]:
        """The stated sums that are US dollars."""
        return tuple(usd for quote in self.stated if (usd := usd_of(quote)) is not None)


def _side(country: str) -> str:
    if country == ALL_PARTNERS:
        return trade_words.ALL_PARTNERS
    return place_name(country) if country else words.NOT_STATED


def rows_of(
    exposure: Exposure, stakes: Iterable[Stake], filters: Filters, direction: str
) -> tuple[ValueRow, ...]:
    """The rows of the stakes that pass, sectors first, then the lane of totals, each pair in it once."""
    sectors: list[ValueRow] = []
    totals: dict[tuple[str, str], ValueRow] = {}
    for stake in stakes:
        if not _passes(stake, filters):
            continue
        for flow, pair, exporter, importer in _turned(stake, direction):
            is_touched = (exporter, importer) == (stake.exporter, stake.importer)
            shares, stated = (stake.shares, stake.stated) if is_touched else ((), ())
            row = ValueRow(
                stake.sector, exposure.name(stake.sector), exporter, importer, flow, shares, stated, stake
            )
            if stake.sector != WHOLE_ECONOMY:
                sectors.append(row)
                if isinstance(flow, Flow) or not isinstance(pair, Flow):
                    continue
                # the sector has no figure of its own: what is known of the pair is shown as what it is
                row = row._replace(sector=WHOLE_ECONOMY, flow=pair, stated=())
            key = (exporter, importer)
            kept = totals.get(key)
            if kept is None or (isinstance(kept.flow, Missing) and isinstance(row.flow, Flow)):
                totals[key] = row._replace(name=trade_words.ALL_GOODS)
            elif row.stated:
                totals[key] = kept._replace(stated=tuple(dict.fromkeys((*kept.stated, *row.stated))))
    return (*sectors, *totals.values())


def _turned(stake: Stake, direction: str) -> list[tuple[Flow | Missing, Flow | Missing, str, str]]:
    touched = (stake.flow, stake.pair, stake.exporter, stake.importer)
    other = (stake.opposite, stake.opposite_pair, stake.importer, stake.exporter)
    return [touched] if direction == TOUCHED else [other] if direction == OTHER else [touched, other]


def _passes(stake: Stake, filters: Filters) -> bool:
    facets: tuple[tuple[Iterable[str], Iterable[str]], ...] = (
        (filters.sectors, (stake.sector,)),
        (filters.channels, map(str, stake.channels)),
        (filters.statuses, map(str, stake.statuses)),
        (filters.places, (stake.exporter, stake.importer)),
    )
    return all(not set(wanted) or set(wanted) & set(held) for wanted, held in facets)


def value_words(row: ValueRow) -> str:
    """The figure as a range of US dollars, or the reason why there is none."""
    flow = row.flow
    return span_of(flow.low, flow.high) if isinstance(flow, Flow) else flow.reason


def source_words(flow: Flow | Missing) -> str:
    """Year, source, basis, HS edition and what is left out."""
    if isinstance(flow, Missing):
        return ""
    parts = [f"{flow.year}", flow.source.name, str(flow.valuation), str(flow.kind), flow.hs_edition]
    if flow.partners > 1:
        parts.append(trade_words.PARTNERS.format(count=flow.partners))
    return ", ".join([*parts, *([flow.note] if flow.note else [])])


def share_words(share: Share) -> str:
    """A share in per cent with what it is a share of."""
    low, high = _per_cent(share.low), _per_cent(share.high)
    return trade_words.SHARES[str(share.of)].format(
        share=low if low == high else f"{low} to {high}",
        seller=_side(share.part.exporter),
        buyer=_side(share.part.importer),
        count=share.whole.partners,
        year=share.whole.year,
    )


def share_formula(share: Share) -> str:
    """The division behind a share."""
    part, whole = span_of(share.part.low, share.part.high), span_of(share.whole.low, share.whole.high)
    return f"{part} / {whole}, {share.whole.source.name} {share.whole.valuation}"


def _per_cent(value: float) -> str:
    scaled = 100 * value
    return "under 0.1 %" if 0 < scaled < 0.1 else f"{scaled:.1f} %" if 0 < scaled < 10 else f"{scaled:.0f} %"
