"""Trade at stake: which flow a measure touches, by its channel and who acts on whom, and how much trade that is.

An import barrier by A on goods of B touches what B sends to A; an export barrier by A against B what A sends to B; a
deal, talks or a disruption both. What the text leaves open is left open with its reason.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from analysis.magnitude import is_price, is_rate
from analysis.model import WHOLE_ECONOMY, Analysis, Channel, Measure
from analysis.trade.findings import Share, ShareOf, Stake
from analysis.trade.model import ALL_GOODS, ALL_PARTNERS, Figures, Flow, Gap, Missing
from analysis.trade.roles import is_asked_for, resolved
from analysis.trade.stated import buyers_in
from analysis.trade.told import told_after

# goods go from target to implementer
_IMPORT_SIDE = frozenset((
    Channel.TARIFF, Channel.TRADE_DEFENCE, Channel.IMPORT_RESTRICTION, Channel.STANDARDS, Channel.MARKET_ACCESS,
    Channel.PROCUREMENT, Channel.PURCHASES, Channel.SUBSIDY,
))  # fmt: skip
_EXPORT_SIDE = frozenset((Channel.EXPORT_RESTRICTION,))
_NO_GOODS = {
    Channel.INVESTMENT: "It concerns investment, which goods trade figures do not show.",
    Channel.MOBILITY: "It concerns people, whom goods trade figures do not show.",
    Channel.DIGITAL_RULES: "It concerns data and digital services, which goods trade figures do not show.",
}
_NOBODY = "The text does not say between which countries."
_NO_TARGET = "The text does not say whom it hits."
_NO_IMPLEMENTER = "The text does not say who acts."
_NOBODY_ASKED = "The text does not say who could grant it."
_BUYER = Missing(gap=Gap.ONLY_BUYS, reason="It buys what the measure is on; its own trade is not touched.")
_CURRENCIES = ("dollar", "euro", "pound", "yuan", "yen")
MOST_WAYS = 40
# a share that lies between the two says nothing
_NOTHING, _EVERYTHING = 0.005, 0.995
_ALL = "ALL"


class Touched(NamedTuple):
    """The direction of a flow; a side is "" where the text does not say it, why says so."""

    exporter: str
    importer: str
    gap: Gap | None = None
    why: str = ""


def flows_touched(measure: Measure) -> tuple[Touched, ...]:
    """The directions that a measure touches; never empty: what is left open has a gap."""
    if measure.channel in _NO_GOODS:
        return (Touched("", "", Gap.NOT_GOODS, _NO_GOODS[measure.channel]),)
    actors, targets = measure.implementers, tuple(t for t in measure.targets if t not in measure.implementers)
    is_one_sided = measure.channel in _IMPORT_SIDE | _EXPORT_SIDE
    if not is_one_sided or (len(actors) > 1 and not targets):
        return _both_ways(tuple(dict.fromkeys((*actors, *targets))))
    if not targets and measure.scope == "all":
        targets = (_ALL,)
    if is_asked_for(measure):
        return tuple(Touched(a, "", Gap.NO_COUNTRY, _NOBODY_ASKED) for a in actors)
    if not actors and not targets:
        return (Touched("", "", Gap.NO_COUNTRY, _NOBODY),)
    is_import = measure.channel in _IMPORT_SIDE
    if not actors:
        return tuple(
            Touched(t, "", Gap.NO_COUNTRY, _NO_IMPLEMENTER) if is_import
            else Touched("", t, Gap.NO_COUNTRY, _NO_IMPLEMENTER) for t in targets
        )  # fmt: skip
    if not targets:
        return tuple(
            Touched("", a, Gap.NO_COUNTRY, _NO_TARGET) if is_import
            else Touched(a, "", Gap.NO_COUNTRY, _NO_TARGET) for a in actors
        )  # fmt: skip
    return tuple(Touched(t, a) if is_import else Touched(a, t) for a in actors for t in targets)


def _both_ways(sides: tuple[str, ...]) -> tuple[Touched, ...]:
    named = [side for side in sides if side != _ALL]
    if _ALL in sides and named:
        return tuple(way for one in named for way in (Touched(one, _ALL), Touched(_ALL, one)))
    if len(named) < 2:
        return (Touched("", "", Gap.NO_COUNTRY, _NOBODY),)
    pairs = [(one, other) for index, one in enumerate(named) for other in named[index + 1 :]]
    return tuple(way for one, other in pairs for way in (Touched(one, other), Touched(other, one)))


class LeftOut(NamedTuple):
    """A measure that touches more directions than are kept; kept are the first in the order of its countries."""

    measure: int
    kept: int
    left: int


class Quotation(NamedTuple):
    """What the figures say of one product and direction."""

    flow: Flow | Missing
    opposite: Flow | Missing
    pair: Flow | Missing
    opposite_pair: Flow | Missing
    shares: tuple[Share, ...]


class Ledger:
    """Figures with a memory: each product and direction is looked up once, however many articles touch it."""

    __slots__ = ("_known", "_ways", "figures")

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self._known: dict[tuple[str, Touched], Quotation] = {}
        self._ways: dict[tuple[object, ...], tuple[Touched, ...]] = {}

    def ways(self, measure: Measure) -> tuple[Touched, ...]:
        """The directions that a measure touches, worked out once for measures alike in what decides it."""
        is_asked = is_asked_for(measure)
        key = (measure.channel, measure.implementers, measure.targets, measure.scope == "all", is_asked)
        known = self._ways.get(key)
        if known is None:
            known = self._ways[key] = flows_touched(measure)
        return known

    def quote(self, product: str, way: Touched) -> Quotation:
        """What is known of a product on its way; reasons where the way is open."""
        known = self._known.get((product, way))
        if known is None:
            known = self._known[product, way] = _quoted(self.figures, product, way)
        return known


def _quoted(figures: Figures, product: str, way: Touched) -> Quotation:
    if way.gap is not None:
        gap = Missing(gap=way.gap, reason=way.why)
        return Quotation(gap, gap, gap, gap, ())
    flow = _asked(figures, way.exporter, way.importer, product)
    opposite = _asked(figures, way.importer, way.exporter, product)
    pair = _pair_of(figures, way, flow)
    opposite_pair = _pair_of(figures, Touched(way.importer, way.exporter), opposite)
    return Quotation(flow, opposite, pair, opposite_pair, tuple(_shares(figures, way, product, flow, pair)))


def stakes_of(analysis: Analysis, ledger: Ledger) -> tuple[Stake, ...]:
    """One stake per sector and direction that measures touch: sectors as the reading ranks them, economy-wide last.

    Of a measure that touches many directions the first MOST_WAYS are kept; `directions_left_out` says of which.
    """
    touched: dict[tuple[str, Touched, bool], list[int]] = {}
    measures, inferred = resolved(analysis.measures)
    told, buyers = told_after(analysis), buyers_in(analysis)
    for index, measure in enumerate(measures):
        for way in ledger.ways(measure)[:MOST_WAYS]:
            for sector in measure.sectors or (WHOLE_ECONOMY,):
                touched.setdefault((sector, way, (index, sector) in buyers), []).append(index)
    rank = {reading.sector: index for index, reading in enumerate((*analysis.readings, *analysis.passing))}
    rank[WHOLE_ECONOMY] = len(rank) + 1
    keys = sorted(touched, key=lambda key: (rank.get(key[0], len(rank) - 1), touched[key][0]))
    found = []
    for key in keys:
        stake = _stake(*key[:2], touched[key], measures, inferred, told, ledger)
        found.append(stake._replace(flow=_BUYER, opposite=_BUYER, shares=(), stated=()) if key[2] else stake)
    return tuple(found)


def directions_left_out(analysis: Analysis, ledger: Ledger) -> tuple[LeftOut, ...]:
    """The measures of which `stakes_of` leaves directions out, and how many."""
    counts = [(index, len(ledger.ways(measure))) for index, measure in enumerate(resolved(analysis.measures)[0])]
    return tuple(LeftOut(index, MOST_WAYS, count - MOST_WAYS) for index, count in counts if count > MOST_WAYS)


def _stake(
    sector: str,
    way: Touched,
    indexes: list[int],
    every: tuple[Measure, ...],
    inferred: frozenset[int],
    told: Mapping[int, tuple[str, ...]],
    ledger: Ledger,
) -> Stake:
    flow, opposite, pair, opposite_pair, shares = ledger.quote(ALL_GOODS if sector == WHOLE_ECONOMY else sector, way)
    measures = [every[index] for index in indexes]
    after = [quote for index in indexes for quote in told.get(index, ())] if told else []
    return Stake(
        sector=sector, exporter=way.exporter, importer=way.importer, flow=flow, opposite=opposite, pair=pair,
        opposite_pair=opposite_pair,
        shares=shares, measures=tuple(indexes), channels=tuple(dict.fromkeys([m.channel for m in measures])),
        statuses=tuple(dict.fromkeys([m.status for m in measures])), stated=stated_amounts(measures, after),
        is_inferred=inferred.issuperset(indexes),
    )  # fmt: skip


def stated_amounts(measures: Iterable[Measure], after: Iterable[str] = ()) -> tuple[str, ...]:
    """The sums of money that the text names in measures and after them, as written; no rates, quantities, prices."""
    named = dict.fromkeys([*(quote for measure in measures for quote in measure.magnitudes), *after])
    if not named:
        return ()
    return tuple(quote for quote in named if _is_money(quote) and not is_rate(quote) and not is_price(quote))


def _is_money(quote: str) -> bool:
    return any(sign in quote for sign in "$€£¥") or any(word in quote.lower() for word in _CURRENCIES)


def _asked(figures: Figures, exporter: str, importer: str, product: str, source: str = "") -> Flow | Missing:
    if importer == ALL_PARTNERS:
        return figures.exporter_total(exporter, product, source=source)
    if exporter == ALL_PARTNERS:
        return figures.importer_total(importer, product, source=source)
    return figures.flow(exporter, importer, product, source=source)


def _pair_of(figures: Figures, way: Touched, flow: Flow | Missing) -> Flow | Missing:
    """All goods in the same direction, from the source of the flow where there is one."""
    source = flow.source.id if isinstance(flow, Flow) else ""
    return _asked(figures, way.exporter, way.importer, ALL_GOODS, source)


def _shares(
    figures: Figures, way: Touched, product: str, flow: Flow | Missing, pair: Flow | Missing
) -> Iterable[Share]:
    if ALL_PARTNERS in way:
        return
    if isinstance(flow, Flow) and isinstance(pair, Flow) and product != ALL_GOODS:
        yield from _share(ShareOf.PAIR, flow, pair)
    if isinstance(pair, Flow):
        whole = _same_basis(figures.exporter_total, way.exporter, ALL_GOODS, pair)
        yield from _share(ShareOf.EXPORTER, pair, whole)
        if not isinstance(whole, Flow):
            yield from _other_basis(figures, way)
    if isinstance(flow, Flow) and product != ALL_GOODS:
        total = _same_basis(figures.exporter_total, way.exporter, product, flow)
        yield from _share(ShareOf.EXPORTER_SECTOR, flow, total)
        total = _same_basis(figures.importer_total, way.importer, product, flow)
        yield from _share(ShareOf.IMPORTER_SECTOR, flow, total)


def _other_basis(figures: Figures, way: Touched) -> Iterable[Share]:
    """The exporter's share by another source that holds both the pair and the total."""
    whole = figures.exporter_total(way.exporter)
    if isinstance(whole, Flow):
        pair = figures.pair_total(way.exporter, way.importer, year=whole.year, source=whole.source.id)
        yield from _share(ShareOf.EXPORTER, pair, whole)


def _same_basis(ask: Callable[..., Flow | Missing], country: str, product: str, flow: Flow) -> Flow | Missing:
    return ask(country, product, year=flow.year, source=flow.source.id)


def _share(of: ShareOf, part: Flow | Missing, whole: Flow | Missing) -> Iterable[Share]:
    """The share, if both are of one basis; in a range the rest of the whole lies between its own bounds."""
    if not (isinstance(part, Flow) and isinstance(whole, Flow)):
        return
    if (part.source.id, part.year, part.valuation) != (whole.source.id, whole.year, whole.valuation):
        return
    if whole.is_exact:
        low, high = _ratio(part.low, whole.low), min(1.0, _ratio(part.high, whole.low))
    else:
        most, least = max(0, whole.high - part.high), max(0, whole.low - part.low)
        low, high = _ratio(part.low, part.low + most), _ratio(part.high, part.high + least)
    if whole.high and not (low < _NOTHING and high > _EVERYTHING):
        yield Share(of=of, low=low, high=high, part=part, whole=whole)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
