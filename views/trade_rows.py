"""Stakes as rows that table, chart and exports share: what is touched, in which direction, how much, why not. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from analysis.model import WHOLE_ECONOMY
from analysis.place_names import place_name
from analysis.trade.amounts import span_of, usd_of
from analysis.trade.findings import Share, Stake
from analysis.trade.model import ALL_PARTNERS, Flow, Gap, Missing
from analysis.trade.pairs import Through, through
from views import trade_words, words
from views.exposure import Exposure
from views.filters import Filters

# what a total of goods has nothing to do with
_NOT_IN_TOTAL = (Gap.ONLY_BUYS, Gap.NOT_GOODS)
TOUCHED, OTHER, BOTH = "touched", "other", "both"
DIRECTIONS = (TOUCHED, OTHER, BOTH)


class ValueRow(NamedTuple):
    """One sector and direction; totals of pairs have the sector WHOLE_ECONOMY. stated are quotes, never added.

    through are the measures that touch it, sectors by their names. lacking are (sector's name, reason) for what a total
    stands in for, as the pair is not held by sector.
    """

    sector: str
    name: str
    exporter: str
    importer: str
    flow: Flow | Missing
    shares: tuple[Share, ...]
    stated: tuple[str, ...]
    through: tuple[Through, ...]
    lacking: tuple[tuple[str, str], ...] = ()

    @property
    def way(self) -> str:
        """Who sells to whom, in words."""
        return way_words(self.exporter, self.importer)

    @property
    def stated_usd(self) -> tuple[float, ...]:
        """The stated sums that are US dollars."""
        return tuple(usd for quote in self.stated if (usd := usd_of(quote)) is not None)


def way_words(exporter: str, importer: str) -> str:
    """Who sells to whom, in words."""
    return f"{_side(exporter)} → {_side(importer)}"


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
    touching: dict[tuple[str, str], list[Stake]] = {}
    for stake in stakes:
        if not _passes(stake, filters):
            continue
        for flow, pair, exporter, importer in _turned(stake, direction):
            is_touched = (exporter, importer) == (stake.exporter, stake.importer)
            shares, stated = (stake.shares, stake.stated) if is_touched else ((), ())
            name, by = exposure.name(stake.sector), _through(exposure, (stake,))
            row = ValueRow(stake.sector, name, exporter, importer, flow, shares, stated, by)
            if stake.sector != WHOLE_ECONOMY:
                sectors.append(row)
                if isinstance(flow, Flow) or not isinstance(pair, Flow) or flow.gap in _NOT_IN_TOTAL:
                    continue
                # the sector has no figure of its own: what is known of the pair is shown as what it is
                row = row._replace(sector=WHOLE_ECONOMY, flow=pair, stated=(), lacking=((name, flow.reason),))
            key = (exporter, importer)
            touching.setdefault(key, []).append(stake)
            kept = totals.get(key)
            if kept is not None:
                row = row._replace(lacking=(*kept.lacking, *row.lacking))
                kept = totals[key] = kept._replace(lacking=row.lacking)
            if kept is None or (isinstance(kept.flow, Missing) and isinstance(row.flow, Flow)):
                totals[key] = row._replace(name=trade_words.ALL_GOODS)
            elif row.stated:
                totals[key] = kept._replace(stated=tuple(dict.fromkeys((*kept.stated, *row.stated))))
    lane = [row._replace(through=_through(exposure, touching[key])) for key, row in totals.items()]
    return (*sectors, *lane)


def _through(exposure: Exposure, stakes: Iterable[Stake]) -> tuple[Through, ...]:
    found = through(stakes, exposure.analysis.measures)
    return tuple(one._replace(sectors=tuple(map(exposure.name, one.sectors))) for one in found)


def by_pair(rows: Iterable[ValueRow]) -> tuple[ValueRow, ...]:
    """The rows with a figure by pair and direction, the total before the sectors of it."""
    groups: dict[tuple[str, str], list[ValueRow]] = {}
    for row in rows:
        if isinstance(row.flow, Flow):
            groups.setdefault((row.exporter, row.importer), []).append(row)
    return tuple(
        row for group in groups.values() for row in sorted(group, key=lambda row: row.sector != WHOLE_ECONOMY)
    )


def without_figure(rows: Iterable[ValueRow]) -> tuple[ValueRow, ...]:
    """The rows without a figure of which no total tells: alike but for the sector they are one row, names joined."""
    rows = tuple(rows)
    told = {(row.exporter, row.importer, *lacking) for row in rows for lacking in row.lacking}
    groups: dict[tuple[object, ...], list[ValueRow]] = {}
    for row in rows:
        if isinstance(row.flow, Flow) or (row.exporter, row.importer, row.name, row.flow.reason) in told:
            continue
        by = tuple((one.channels, one.status, one.is_inferred) for one in row.through)
        groups.setdefault((row.exporter, row.importer, row.flow.reason, by), []).append(row)
    return tuple(
        group[0]._replace(
            name=", ".join(dict.fromkeys(row.name for row in group)),
            stated=tuple(dict.fromkeys(quote for row in group for quote in row.stated)),
        )
        for group in groups.values()
    )


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


def range_words(flow: Flow | Missing) -> str:
    """Why a figure is a range, and what its ends count; empty for one number and for none."""
    return flow.why_range if isinstance(flow, Flow) else ""


def source_words(flow: Flow | Missing) -> str:
    """Year, source, basis, HS edition and what is left out; why it is a range stands with the range."""
    if isinstance(flow, Missing):
        return ""
    notes = [part for part in flow.note.split("; ") if part and part not in flow.why_range]
    parts = [f"{flow.year}", flow.source.name, str(flow.valuation), str(flow.kind), flow.hs_edition]
    if flow.partners > 1:
        parts.append(trade_words.PARTNERS.format(count=flow.partners))
    return ", ".join([*parts, *(["; ".join(notes)] if notes else [])])


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
    told = f"{part} / {whole}, {source_words(share.whole)}"
    why = range_words(share.part) or range_words(share.whole)
    return f"{told}; {why}" if why else told


def _per_cent(value: float) -> str:
    scaled = 100 * value
    return "under 0.1%" if 0 < scaled < 0.1 else f"{scaled:.1f}%" if 0 < scaled < 10 else f"{scaled:.0f}%"
