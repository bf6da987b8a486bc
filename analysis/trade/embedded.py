"""The figures that come with the project: two small tables, read when first asked.

Pairs with the United States by sector, 2024 (US Census Bureau): exact where every HS6 line was at hand, else a range,
in which a chapter counts for every sector that touches it (high) or only where it lies wholly in the sector (low).
Totals of goods for all pairs of 20 economies, 2023 (CEPII BACI). What is not in them is Missing, never 0; a row of 0 to
0 is no trade recorded. The two have different bases and are never added to or divided by each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from analysis.place_names import place_name
from analysis.trade.crosswalk import load_crosswalk, read_table
from analysis.trade.model import (
    A_RANGE,
    ALL_GOODS,
    ALL_PARTNERS,
    EU_MEMBERS,
    EUROPEAN_UNION,
    Flow,
    FlowKind,
    Gap,
    Missing,
    Source,
    Valuation,
)

BY_SECTOR = "us_pairs_by_sector_2024.csv"
TOTALS = "pair_totals_2023_20econ.csv"
CENSUS, BACI = "census_2024", "baci_2023"
HS_EDITION = "HS 2022"
_BASES = {
    "imports_consumption_customs_value": (
        Valuation.CUSTOMS_VALUE, FlowKind.REPORTED_IMPORTS, "imports for consumption",
    ),
    "exports_fas": (Valuation.FAS, FlowKind.REPORTED_EXPORTS, "re-exports included"),
}  # fmt: skip
_BY_CHAPTER = (
    f"{A_RANGE} HS chapters are held: from chapters wholly in the sector to every chapter that touches it"
)
_PARTIAL = "without {exporter} to {importer}, which the source does not hold"
_REASONS = {
    Gap.NO_PAIR: "No figure is held for this pair.",
    Gap.NO_SPLIT: "Only the total of goods is held for this pair, not its sectors.",
    Gap.NO_FLOW: "No trade in this sector is recorded for this pair.",
    Gap.NO_YEAR: "This pair is held for another year only.",
    Gap.NOT_GOODS: "A service, or a sector of your own taxonomy: the figures of goods held do not show it.",
    Gap.HOLE: "This edition of the source has a hole here: neither side's figure is in it.",
    Gap.NONE_RECORDED: "The source records no trade for this pair, which may be none or unknown.",
    Gap.SAME_COUNTRY: "A country does not trade with itself.",
}
_ONE_PARTNER = "Its trade in a sector is held with one partner only, which makes no total."
_Pair = tuple[str, str]


def missing(gap: Gap) -> Missing:
    """The gap with its usual sentence."""
    return Missing(gap=gap, reason=_REASONS[gap])


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedFigures:
    """The two tables as a body of figures; holes are pairs that the source lists and cannot give."""

    by_sector: Mapping[_Pair, Mapping[str, Flow]]
    totals: Mapping[_Pair, Flow]
    holes: Mapping[_Pair, Gap]
    goods: frozenset[str]
    all_sources: tuple[Source, ...]

    def flow(
        self, exporter: str, importer: str, product: str, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """By sector for pairs with the United States; any HS code is answered with NO_SPLIT."""
        if exporter == importer:
            return missing(Gap.SAME_COUNTRY)
        if product == ALL_GOODS:
            return self.pair_total(exporter, importer, year=year, source=source)
        pair = (exporter, importer)
        split = self.by_sector.get(pair)
        is_code = product.isdigit()
        if not is_code and product not in self.goods and not (split and product in split):
            return missing(Gap.NOT_GOODS)
        if split and not is_code:
            return _chosen([split[product]], year, source) if product in split else missing(Gap.NO_FLOW)
        return missing(Gap.NO_SPLIT if split or pair in self.totals else self._gap_of(pair))

    def pair_total(
        self, exporter: str, importer: str, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """The sum over the sectors, `unspecified` included, else the total of the other table."""
        if exporter == importer:
            return missing(Gap.SAME_COUNTRY)
        pair = (exporter, importer)
        found = [_summed(self.by_sector[pair].values(), exporter, importer)] if pair in self.by_sector else []
        found += [self.totals[pair]] if pair in self.totals else []
        return _chosen(found, year, source) if found else missing(self._gap_of(pair))

    def _gap_of(self, pair: _Pair) -> Gap:
        return self.holes.get(pair, Gap.NO_PAIR)

    def exporter_total(
        self, exporter: str, product: str = ALL_GOODS, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """Over the partners held; by sector only for the United States."""
        return self._total(exporter, 0, product, year, source)

    def importer_total(
        self, importer: str, product: str = ALL_GOODS, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """Over the partners held; by sector only for the United States."""
        return self._total(importer, 1, product, year, source)

    def _total(self, country: str, side: int, product: str, year: int | None, source: str) -> Flow | Missing:
        if product != ALL_GOODS and product not in self.goods:
            return missing(Gap.NO_SPLIT if product.isdigit() else Gap.NOT_GOODS)
        partners = {pair[1 - side]: pair for pair in self.by_sector if pair[side] == country}
        if EUROPEAN_UNION in partners:  # the bloc counts once
            partners = {partner: pair for partner, pair in partners.items() if partner not in EU_MEMBERS}
        ends = (country, ALL_PARTNERS) if side == 0 else (ALL_PARTNERS, country)
        found = []
        if len(partners) > 1:
            splits = [self.by_sector[pair] for pair in partners.values()]
            flows = [_summed(s.values(), *ends) if product == ALL_GOODS else s.get(product) for s in splits]
            found.append(_over_partners([flow for flow in flows if flow], *ends))
        if product == ALL_GOODS:
            held = [flow for pair, flow in self.totals.items() if pair[side] == country]
            absent = [pair for pair in sorted(self.holes) if pair[side] == country]
            if held:
                found.append(_over_partners(held, *ends, absent=absent))
        if found:
            return _chosen(found, year, source)
        if partners:
            return Missing(gap=Gap.NO_SPLIT, reason=_ONE_PARTNER)
        held_at_all = any(pair[side] == country for pair in self.totals)
        return missing(Gap.NO_SPLIT if held_at_all else Gap.NO_PAIR)

    def years(self, exporter: str, importer: str) -> tuple[int, ...]:
        """2024 for pairs with the United States, 2023 for pairs of the 20 economies."""
        split = self.by_sector.get((exporter, importer), {})
        total = self.totals.get((exporter, importer))
        held = {flow.year for flow in split.values()} | ({total.year} if total else set())
        return tuple(sorted(held, reverse=True))

    def sources(self) -> tuple[Source, ...]:
        """The two sources."""
        return self.all_sources


def _chosen(found: list[Flow], year: int | None, source: str) -> Flow | Missing:
    """The newest of the figures that are of the year and source asked for."""
    fit = [f for f in found if (year is None or f.year == year) and source in ("", f.source.id)]
    return max(fit, key=lambda flow: flow.year) if fit else missing(Gap.NO_YEAR)


def _summed(flows: Iterable[Flow], exporter: str, importer: str) -> Flow:
    """All sectors of a pair as one exact figure: a chapter is split in doubt, but it is counted once."""
    flows = list(flows)
    total = sum(_best(flow) for flow in flows)
    return _like(flows[0], exporter, importer, ALL_GOODS, total, total, total, _basis_note(flows[0]))


def _over_partners(flows: list[Flow], exporter: str, importer: str, absent: Iterable[_Pair] = ()) -> Flow:
    notes = [part for flow in flows for part in flow.note.split("; ") if part]
    notes += [_without(*pair) for pair in absent]
    return _like(
        flows[0], exporter, importer, flows[0].product, sum(f.low for f in flows), sum(f.high for f in flows),
        sum(map(_best, flows)), "; ".join(dict.fromkeys(notes)), partners=len(flows),
    )  # fmt: skip


def _without(exporter: str, importer: str) -> str:
    return _PARTIAL.format(exporter=place_name(exporter), importer=place_name(importer))


def _best(flow: Flow) -> int:
    return flow.low if flow.best is None else flow.best


def _basis_note(flow: Flow) -> str:
    return flow.note.removesuffix(_BY_CHAPTER).removesuffix("; ")


def _like(
    flow: Flow,
    exporter: str,
    importer: str,
    product: str,
    low: int,
    high: int,
    best: int,
    note: str,
    partners: int = 1,
) -> Flow:
    return Flow(
        exporter=exporter, importer=importer, product=product, year=flow.year, low=low, high=high, best=best,
        valuation=flow.valuation, kind=flow.kind, hs_edition=flow.hs_edition, source=flow.source,
        partners=partners, note=note,
    )  # fmt: skip


@cache
def load_embedded() -> EmbeddedFigures:
    """The embedded tables, read once."""
    sources = {row["id"]: Source(**row) for row in read_table("sources.csv")}
    by_sector: dict[_Pair, dict[str, Flow]] = {}
    for row in read_table(BY_SECTOR):
        flow = _sector_flow(row, sources[CENSUS])
        by_sector.setdefault((flow.exporter, flow.importer), {})[flow.product] = flow
    totals, holes = {}, {}
    for row in read_table(TOTALS):
        pair = (row["exporter"], row["importer"])
        if row["usd"]:
            totals[pair] = _total_flow(row, sources[BACI])
        else:
            holes[pair] = Gap.HOLE if row["status"] == "missing" else Gap.NONE_RECORDED
    return EmbeddedFigures(
        by_sector=by_sector, totals=totals, holes=holes, goods=load_crosswalk().goods,
        all_sources=tuple(sources.values()),
    )  # fmt: skip


def _sector_flow(row: Mapping[str, str], source: Source) -> Flow:
    valuation, kind, note = _BASES[row["valuation"]]
    low, high = int(row["usd_min"]), int(row["usd_max"])
    return Flow(
        exporter=row["exporter"], importer=row["importer"], product=row["sector"], year=int(row["year"]),
        low=low, high=high, best=int(row["usd"]), valuation=valuation, kind=kind, hs_edition=HS_EDITION, source=source,
        note=note if low == high else f"{note}; {_BY_CHAPTER}",
    )  # fmt: skip


def _total_flow(row: Mapping[str, str], source: Source) -> Flow:
    usd = int(row["usd"])
    note = _without(*row["missing_flows"].split(">")) if row["missing_flows"] else ""
    return Flow(
        exporter=row["exporter"], importer=row["importer"], product=ALL_GOODS, year=int(row["year"]), low=usd, high=usd,
        valuation=Valuation.FOB, kind=FlowKind.RECONCILED, hs_edition=HS_EDITION, source=source, note=note,
    )  # fmt: skip
