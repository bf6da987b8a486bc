"""Crosswalk and embedded figures: every code has one sector, every value comes from the tables, unknown is no zero."""

import csv
import gzip
import os
import re
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.hs import LAST_HEADING
from analysis.taxonomy import DEFAULT_TAXONOMY, Taxonomy, load_taxonomy
from analysis.trade.crosswalk import DATA, SCHEMES, CrosswalkError, load_crosswalk, read_table
from analysis.trade.embedded import BACI, BY_SECTOR, CENSUS, TOTALS, load_embedded
from analysis.trade.model import (
    ALL_GOODS,
    ALL_PARTNERS,
    EU_MEMBERS,
    UNSPECIFIED,
    Chained,
    Flow,
    FlowKind,
    Gap,
    Missing,
    Source,
    Valuation,
)

CROSSWALK = load_crosswalk()
FIGURES = load_embedded()
HEADINGS = [f"{chapter:02d}{n:02d}" for chapter, last in LAST_HEADING.items() for n in range(1, last + 1)]


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy(DEFAULT_TAXONOMY)


@given(st.sampled_from(HEADINGS), st.integers(0, 99))
def test_every_code_that_the_nomenclature_has_room_for_belongs_to_one_sector(
    heading: str, subheading: int
) -> None:
    code = f"{heading}{subheading:02d}"
    sector = CROSSWALK.sector_of_hs(code)
    listed = [prefix for prefix in CROSSWALK.hs if code.startswith(prefix)]
    assert CROSSWALK.hs[max(listed, key=len)] == sector
    assert sector in CROSSWALK.goods or code[:2] in ("98", "99")


def test_all_subheadings_of_hs_2022_have_a_sector() -> None:
    """Needs the nomenclature as CSV with columns hscode and level: HS2022_LIST=hs2022_codes.csv.gz pytest ..."""
    path = os.environ.get("HS2022_LIST")
    if not path:
        pytest.skip("HS2022_LIST does not name the list of HS 2022 codes, which is not part of the project")
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        codes = [row["hscode"] for row in csv.DictReader(lines) if row["level"] == "6"]
    sectors = Counter(map(CROSSWALK.sector_of_hs, codes))
    assert len(codes) == len(set(codes)) == sum(sectors.values()) == 5613
    assert sectors[UNSPECIFIED] == 1
    assert set(sectors) - {UNSPECIFIED} == CROSSWALK.goods


def test_no_line_of_the_crosswalk_is_double_or_says_what_a_shorter_one_says() -> None:
    rows = read_table("hs_to_sector.csv")
    assert len(rows) == len(CROSSWALK.hs)
    for prefix, sector in CROSSWALK.hs.items():
        assert re.fullmatch(r"\d{2}|\d{4}|\d{6}", prefix)
        shorter = [CROSSWALK.hs[prefix[:n]] for n in (4, 2) if n < len(prefix) and prefix[:n] in CROSSWALK.hs]
        assert not shorter or shorter[0] != sector, prefix


def test_the_crosswalk_and_the_sectors_file_give_each_code_to_the_same_sector(taxonomy: Taxonomy) -> None:
    own = {code: sector.id for sector in taxonomy.sectors for code in sector.hs}
    assert own == {code: sector for code, sector in CROSSWALK.hs.items() if sector != UNSPECIFIED}
    for scheme, attribute in (("isic4", "isic"), ("naics2022", "naics")):
        codes = {code: s.id for s in taxonomy.sectors for code in getattr(s, attribute)}
        listed = CROSSWALK.industries[scheme]
        assert codes == {code: listed[max(filter(code.startswith, listed), key=len)] for code in codes}
    known = {sector.id for sector in taxonomy.sectors} | {UNSPECIFIED}
    assert all(set(CROSSWALK.industries[scheme].values()) <= known for scheme in SCHEMES)


@pytest.mark.parametrize("code", ["770000", "00", "1", "", "abc", "０１"])
def test_a_code_that_does_not_exist_is_refused(code: str) -> None:
    with pytest.raises(CrosswalkError, match="HS"):
        CROSSWALK.sector_of_hs(code)


@pytest.mark.parametrize(
    ("code", "sector"),
    [("040110", "agriculture"), ("040610", "agri_food"), ("260300", "critical_minerals"), ("7208", "metals"),
     ("870380", "ev_supply_chain"), ("870323", "automotive"), ("9999", "unspecified"), ("0713.40"[:4], "agriculture")],
)  # fmt: skip
def test_the_longest_prefix_wins(code: str, sector: str) -> None:
    assert CROSSWALK.sector_of_hs(code) == sector


def test_values_reproduce_from_the_tables_by_the_documented_query() -> None:
    """The query stands in README.md; here it is run and compared with what the code answers."""
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    query = re.search(r"```sql\n(.*?)```", readme, re.S)
    assert query
    rows = duckdb.sql(query[1].replace("analysis/trade/data", DATA.as_posix())).fetchall()
    assert len(rows) == 74
    for exporter, importer, year, sectors_usd, unspecified_usd, total_usd in rows:
        total = FIGURES.pair_total(exporter, importer, source=CENSUS)
        assert isinstance(total, Flow)
        assert (total.year, total.low, total.high) == (year, total_usd, total_usd)
        assert sectors_usd + unspecified_usd == total_usd
        unspecified = FIGURES.flow(exporter, importer, UNSPECIFIED)
        assert isinstance(unspecified, Flow)
        assert unspecified.best == unspecified_usd


@pytest.mark.parametrize(
    ("exporter", "importer", "billion"),
    # published totals: HS10 lines and NAICS months of the Census Bureau, Comtrade, BACI
    [("CHN", "USA", 429.426), ("USA", "CHN", 143.27), ("CAN", "CHN", 27.66), ("BRA", "CHN", 104.6)],
)
def test_pair_totals_are_those_that_are_published(exporter: str, importer: str, billion: float) -> None:
    total = FIGURES.pair_total(exporter, importer)
    assert isinstance(total, Flow)
    assert total.low / 1e9 == pytest.approx(billion, rel=2e-3)


def test_every_row_of_the_tables_is_answered_as_it_stands() -> None:
    for row in read_table(BY_SECTOR):
        flow = FIGURES.flow(row["exporter"], row["importer"], row["sector"])
        assert isinstance(flow, Flow)
        assert (flow.low, flow.high, flow.best) == (int(row["usd_min"]), int(row["usd_max"]), int(row["usd"]))
        assert flow.is_exact or row["method"] == "hs2_default"
        assert flow.source.attribution == "US Census Bureau, International Trade in Goods, 2024"
        assert flow.valuation is (Valuation.CUSTOMS_VALUE if row["importer"] == "USA" else Valuation.FAS)
    for row in read_table(TOTALS):
        total = FIGURES.pair_total(row["exporter"], row["importer"], source=BACI)
        if row["usd"]:
            assert isinstance(total, Flow)
            assert total.low == total.high == int(row["usd"])
            assert bool(total.note) == (row["status"] == "partial")
        else:
            assert isinstance(total, Missing)


ASKED = [
    (("KOR", "VNM", ALL_GOODS), Gap.HOLE),
    (("KOR", "VNM", "metals"), Gap.HOLE),
    (("QAT", "RUS", ALL_GOODS), Gap.NONE_RECORDED),
    (("CAN", "CHN", "agriculture"), Gap.NO_SPLIT),
    (("CAN", "USA", "8703"), Gap.NO_SPLIT),
    (("CAN", "USA", "tourism"), Gap.NOT_GOODS),
    (("FJI", "TON", "metals"), Gap.NO_PAIR),
    (("FJI", "TON", ALL_GOODS), Gap.NO_PAIR),
    (("CAN", "CAN", "metals"), Gap.SAME_COUNTRY),
    (("USA", "RUS", "metals"), Gap.NO_SPLIT),
]


@pytest.mark.parametrize(("asked", "gap"), ASKED)
def test_what_is_not_held_is_missing_with_a_reason(asked: tuple[str, str, str], gap: Gap) -> None:
    answer = FIGURES.flow(*asked)
    assert isinstance(answer, Missing)
    assert answer.gap is gap
    assert answer.reason.endswith(".")


def test_a_year_that_is_not_held_is_missing() -> None:
    assert isinstance(FIGURES.flow("CAN", "USA", "metals", year=2019), Missing)
    assert FIGURES.years("CAN", "USA") == (2024, 2023)
    assert FIGURES.years("CAN", "CHN") == (2023,)
    assert FIGURES.years("FJI", "TON") == ()


def test_the_european_union_counts_once_in_a_total() -> None:
    total = FIGURES.exporter_total("USA", "machinery")
    assert isinstance(total, Flow)
    partners = {row["importer"] for row in read_table(BY_SECTOR) if row["exporter"] == "USA"}
    assert total.partners == len(partners - EU_MEMBERS)
    assert total.importer == ALL_PARTNERS
    assert total.low < (total.best or 0) < total.high


def test_one_partner_makes_no_total() -> None:
    answer = FIGURES.exporter_total("CAN", "metals")
    assert isinstance(answer, Missing)
    assert answer.gap is Gap.NO_SPLIT


def test_a_total_names_what_the_source_lacks() -> None:
    total = FIGURES.exporter_total("KOR")
    assert isinstance(total, Flow)
    assert total.partners == 17
    assert "without South Korea to Vietnam, which the source does not hold" in total.note


def test_the_first_body_with_an_answer_gives_it() -> None:
    source = Source(id="own", name="Own", attribution="Own figures", licence="own")
    own = Flow(
        exporter="CAN", importer="CHN", product="agriculture", year=2022, low=5, high=5, valuation=Valuation.FOB,
        kind=FlowKind.REPORTED_EXPORTS, hs_edition="HS 2022", source=source,
    )  # fmt: skip

    class Store:
        def flow(
            self, exporter: str, importer: str, product: str, *, year: int | None = None, source: str = ""
        ) -> Flow | Missing:
            held = (exporter, importer, product) == ("CAN", "CHN", "agriculture")
            return own if held else Missing(gap=Gap.NO_PAIR, reason="none")

        def pair_total(
            self, exporter: str, importer: str, *, year: int | None = None, source: str = ""
        ) -> Flow | Missing:
            return Missing(gap=Gap.NO_PAIR, reason="none")

        exporter_total = importer_total = pair_total

        def years(self, exporter: str, importer: str) -> tuple[int, ...]:
            return (2022,)

        def sources(self) -> tuple[Source, ...]:
            return (source,)

    both = Chained(bodies=(Store(), FIGURES))  # type: ignore[arg-type]
    assert both.flow("CAN", "CHN", "agriculture") is own
    assert both.flow("CAN", "USA", "metals") == FIGURES.flow("CAN", "USA", "metals")
    assert both.pair_total("CAN", "CHN") == FIGURES.pair_total("CAN", "CHN")
    assert both.years("CAN", "USA") == (2024, 2023, 2022)
    assert source in both.sources()
    assert len(both.sources()) == 3


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_a_flow_lies_between_its_bounds(low: int, high: int) -> None:
    source = FIGURES.sources()[0]

    def make() -> Flow:
        return Flow(
            exporter="CAN", importer="USA", product="", year=2024, low=low, high=high, valuation=Valuation.FOB,
            kind=FlowKind.RECONCILED, hs_edition="HS 2022", source=source,
        )  # fmt: skip

    if 0 <= low <= high:
        assert make().is_exact == (low == high)
    else:
        with pytest.raises(ValueError, match="give 0 <= low <= high"):
            make()
