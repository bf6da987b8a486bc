"""A user's own figures as a body of figures: answers of the database, always with source, year and basis.

Figures of one source are never mixed with those of another, nor codes of different length: a total is taken at the
level of codes that holds most (finer ones leave out what is withheld), a sector at the finest that holds nearly all.
Codes of chapters and headings that several sectors share give a range. The European Union is the sum of its members
where the source has no row of its own. Codes of an older HS edition are read with the crosswalk of HS 2022, and the
note says so: what HS 2022 dropped takes the sector of its heading, else of its chapter.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.trade.database import reading, rows_of, stamp_of
from analysis.trade.formats import NEWEST_EDITION
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
from analysis.trade.sheets import TradeDataError
from analysis.trade.splitting import Products, known_sectors, split_values

_FEW_CHAPTERS = 20
_REASONS = {
    Gap.NO_PAIR: "Your own figures do not hold this pair.",
    Gap.NO_SPLIT: "Your own figures hold this pair, but not split so finely.",
    Gap.NO_FLOW: "Your own figures record no such trade for this pair.",
    Gap.NO_YEAR: "Your own figures hold this pair for other years or sources only.",
    Gap.NOT_GOODS: "A service, or a sector of your own taxonomy: the figures of goods held do not show it.",
    Gap.SAME_COUNTRY: "A country does not trade with itself.",
}
_ONE_PARTNER = "Your own figures hold its trade with one partner only, which makes no total."
_UNION_LACKS = (
    "Your own figures hold {count} of the 27 members of the European Union, which makes no figure for it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """Who sends to whom: sets of countries where sums are asked for."""

    exporter: str
    importer: str
    product: str

    @property
    def ends(self) -> tuple[str, str]:
        return self.exporter, self.importer


@dataclass(slots=True)
class _Body:
    """What one source holds on a question in one year: values by level and product, months, partners, members."""

    source: str
    year: int
    editions: set[str] = field(default_factory=set)
    levels: dict[int, Products] = field(default_factory=dict)
    months: set[int] = field(default_factory=set)
    partners: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFigures:
    """The figures of one database; it is opened for reading only as long as a question takes, so that it can be loaded.

    What is held between two countries is remembered until the database changes.
    An answer is the newest year asked for; of two sources for it, the exact one, then the one loaded last.
    TradeDataError where the database cannot be read.
    """

    path: Path
    # a database that cannot be read then answers like one that holds nothing, with the reason
    is_lenient: bool = False

    def flow(
        self, exporter: str, importer: str, product: str, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """What an exporter sent to an importer, of a sector, an HS code or all goods."""
        if exporter == importer:
            return _missing(Gap.SAME_COUNTRY)
        if not product.isdigit() and product not in (ALL_GOODS, *known_sectors()):
            return _missing(Gap.NOT_GOODS)
        return self._answer(_Question(exporter=exporter, importer=importer, product=product), year, source)

    def pair_total(
        self, exporter: str, importer: str, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """All goods between two countries."""
        return self.flow(exporter, importer, ALL_GOODS, year=year, source=source)

    def exporter_total(
        self, exporter: str, product: str = ALL_GOODS, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """To every partner held; the source's own total over all partners where it has one."""
        return self.flow(exporter, ALL_PARTNERS, product, year=year, source=source)

    def importer_total(
        self, importer: str, product: str = ALL_GOODS, *, year: int | None = None, source: str = ""
    ) -> Flow | Missing:
        """From every partner held."""
        return self.flow(ALL_PARTNERS, importer, product, year=year, source=source)

    def years(self, exporter: str, importer: str) -> tuple[int, ...]:
        """Every year with a row for the pair, newest first."""
        where, values = _where(exporter, importer, None, "")
        try:
            with reading(self.path) as con:
                rows = rows_of(con, f"SELECT DISTINCT year FROM flows WHERE {where} ORDER BY 1 DESC", values)
        except TradeDataError:
            if not self.is_lenient:
                raise
            return ()
        return tuple(year for (year,) in rows)

    def sources(self) -> tuple[Source, ...]:
        """Every source that was loaded."""
        try:
            return tuple(basis.source for basis in _sources(self.path, stamp_of(self.path)).values())
        except TradeDataError:
            if not self.is_lenient:
                raise
            return ()

    def _answer(self, question: _Question, year: int | None, source: str) -> Flow | Missing:
        stamp = stamp_of(self.path)
        try:
            bodies, is_held = _held(self.path, stamp, *question.ends, year, source)
            known = _sources(self.path, stamp)
        except TradeDataError as error:
            if not self.is_lenient:
                raise
            return Missing(gap=Gap.NO_PAIR, reason=str(error))
        if not bodies:
            return _missing(Gap.NO_YEAR if is_held else Gap.NO_PAIR)
        answers = [_flow(question, body, known[body.source]) for body in bodies]
        flows = [answer for answer in answers if isinstance(answer, Flow)]
        if flows:
            return max(flows, key=lambda flow: (flow.year, flow.is_exact, known[flow.source.id].last_import))
        return answers[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Basis:
    source: Source
    kind: FlowKind
    valuation: Valuation
    last_import: int


@lru_cache(maxsize=4)
def _sources(path: Path, _stamp: tuple[int, ...]) -> dict[str, _Basis]:
    sql = "SELECT id, name, attribution, licence, url, kind, valuation, import_id FROM sources ORDER BY id"
    with reading(path) as con:
        rows = rows_of(con, sql)
    return {
        row[0]: _Basis(
            source=Source(id=row[0], name=row[1], attribution=row[2], licence=row[3], url=row[4]),
            kind=FlowKind(row[5]), valuation=Valuation(row[6]), last_import=row[7],
        )
        for row in rows
    }  # fmt: skip


@lru_cache(maxsize=256)
def _held(
    path: Path, _stamp: tuple[int, ...], exporter: str, importer: str, year: int | None, source: str
) -> tuple[tuple[_Body, ...], bool]:
    """What is held between two ends, whatever the product; and whether anything is, of any year and source."""
    where, values = _where(exporter, importer, year, source)
    with reading(path) as con:
        bodies = tuple(_bodies(con, exporter, importer, where, values))
        held, bound = _where(exporter, importer, None, "")
        return bodies, bool(bodies or rows_of(con, f"SELECT 1 FROM flows WHERE {held} LIMIT 1", bound))


def _missing(gap: Gap) -> Missing:
    return Missing(gap=gap, reason=_REASONS[gap])


def _side(country: str) -> tuple[str, list[Any]]:
    """SQL that finds a country's rows, with those of members for the European Union."""
    if country == ALL_PARTNERS:
        return "true", []
    if country == EUROPEAN_UNION:
        return "list_contains(?, {})", [[EUROPEAN_UNION, *sorted(EU_MEMBERS)]]
    return "{} = ?", [country]


def _where(exporter: str, importer: str, year: int | None, source: str) -> tuple[str, list[Any]]:
    (sends, first), (takes, second) = _side(exporter), _side(importer)
    parts, values = [sends.format("exporter"), takes.format("importer")], [*first, *second]
    if year is not None:
        parts.append("year = ?")
        values.append(year)
    if source:
        parts.append("source = ?")
        values.append(source)
    if ALL_PARTNERS not in (exporter, importer):
        parts.append("exporter <> 'ALL' AND importer <> 'ALL'")
    return " AND ".join(parts), values


def _bodies(con: Any, exporter: str, importer: str, where: str, values: list[Any]) -> list[_Body]:
    """What each source and year holds, the newest year first, every flow counted once."""
    pairs = rows_of(con, f"SELECT DISTINCT source, year, exporter, importer FROM flows WHERE {where}", values)
    ends: dict[tuple[str, int], set[tuple[str, str]]] = {}
    for source, year, *pair in pairs:
        ends.setdefault((source, year), set()).add((pair[0], pair[1]))
    bodies = []
    for (source, year), held in sorted(ends.items(), key=lambda item: (-item[0][1], item[0][0])):
        body = _Body(source=source, year=year)
        chosen = _chosen((exporter, importer), held, body)
        if chosen:
            _fill(con, body, chosen)
            bodies.append(body)
    return bodies


def _chosen(ends: tuple[str, str], held: set[tuple[str, str]], body: _Body) -> set[tuple[str, str]]:
    """The pairs to add up: a total of the source before its parts, a union before its members, no trade inside."""
    chosen = held
    for at, asked in enumerate(ends):
        present = {pair[at] for pair in chosen}
        if asked == ALL_PARTNERS:
            if ALL_PARTNERS in present:
                keep: Collection[str] = {ALL_PARTNERS}
                body.notes.append("the source's own total over all partners")
            else:
                # the members are the union
                keep = present - {EUROPEAN_UNION} if present & EU_MEMBERS else present
                if ends[1 - at] == EUROPEAN_UNION:
                    keep = set(keep) - EU_MEMBERS - {EUROPEAN_UNION}
        elif asked == EUROPEAN_UNION:
            keep = {EUROPEAN_UNION} if EUROPEAN_UNION in present else present
            body.members |= set(keep) - {EUROPEAN_UNION}
        else:
            keep = {asked}
        chosen = {pair for pair in chosen if pair[at] in keep}
        if asked == ALL_PARTNERS:
            body.partners = {pair[at] for pair in chosen}
    return {pair for pair in chosen if pair[0] != pair[1]}


def _fill(con: Any, body: _Body, chosen: set[tuple[str, str]]) -> None:
    exporters, importers = sorted({pair[0] for pair in chosen}), sorted({pair[1] for pair in chosen})
    # a whole year of a pair and level counts before its months
    sql = (
        "SELECT hs_edition, level, product, sum(usd), list(DISTINCT month) FROM ("
        "SELECT *, min(month) OVER (PARTITION BY exporter, importer, level) AS first_month FROM flows "
        "WHERE source = ? AND year = ? AND list_contains(?, exporter) AND list_contains(?, importer) "
        "AND exporter <> importer) WHERE first_month > 0 OR month = 0 GROUP BY 1, 2, 3"
    )
    for edition, level, product, usd, months in rows_of(
        con, sql, [body.source, body.year, exporters, importers]
    ):
        body.editions.add(edition)
        products = body.levels.setdefault(level, {})
        products[product] = products.get(product, 0) + int(usd)
        body.months |= set(months)


def _flow(question: _Question, body: _Body, basis: _Basis) -> Flow | Missing:
    """The figure, or why the rows give none."""
    if len(body.partners) == 1 and ALL_PARTNERS not in body.partners:
        return Missing(gap=Gap.NO_PAIR, reason=_ONE_PARTNER)
    if body.members and basis.kind is not FlowKind.RECONCILED and len(body.members) < len(EU_MEMBERS):
        return Missing(gap=Gap.NO_PAIR, reason=_UNION_LACKS.format(count=len(body.members)))
    found = split_values(question.product, body.levels)
    if isinstance(found, Gap):
        return _missing(found)
    low, best, high = found
    notes = _notes(body, is_split=question.product != ALL_GOODS, is_range=low < high)
    return Flow(
        exporter=question.exporter, importer=question.importer, product=question.product, year=body.year, low=low,
        high=high, best=best, valuation=basis.valuation, kind=basis.kind, hs_edition=", ".join(sorted(body.editions)),
        source=basis.source, partners=max(1, len(body.partners)), note="; ".join(notes),
    )  # fmt: skip


def _notes(body: _Body, *, is_split: bool, is_range: bool) -> Iterable[str]:
    yield from body.notes
    if body.members:
        absent = sorted(EU_MEMBERS - body.members)
        yield f"sum of {len(body.members)} members of the European Union" + (
            f", without {', '.join(absent)}, for which the source has no row" if absent else ""
        )
    if body.months - {0} and len(body.months - {0}) < 12:
        yield f"months {_runs(body.months - {0})} of {body.year} only"
    chapters = {code[:2] for products in body.levels.values() for code in products if code}
    if chapters and len(chapters) < _FEW_CHAPTERS and 0 not in body.levels:
        yield f"{len(chapters)} of 97 HS chapters are held"
    if is_range:
        yield (
            f"{A_RANGE} HS chapters or headings are held: from codes wholly in the sector to every code that touches it"
        )
    older = sorted(body.editions - {NEWEST_EDITION})
    if older and is_split:
        yield f"{', '.join(older)} codes read with the {NEWEST_EDITION} crosswalk"


def _runs(months: set[int]) -> str:
    ordered = sorted(months)
    is_run = ordered == list(range(ordered[0], ordered[-1] + 1))
    return f"{ordered[0]} to {ordered[-1]}" if is_run and len(ordered) > 1 else ", ".join(map(str, ordered))


def load_stored(path: Path) -> StoredFigures | None:
    """The figures of a database for readers who can do without, or None where there is no such file."""
    return StoredFigures(path=path, is_lenient=True) if path.exists() else None
