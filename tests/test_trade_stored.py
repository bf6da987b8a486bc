"""A user's own figures as answers: basis, year and source, ranges, the European Union, levels, gaps."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.trade.crosswalk import load_crosswalk
from analysis.trade.embedded import load_embedded
from analysis.trade.formats import Options
from analysis.trade.held import held_figures, held_stamp
from analysis.trade.loading import load_file, remove_import
from analysis.trade.model import UNSPECIFIED, Flow, Gap, Missing, Valuation
from analysis.trade.stored import StoredFigures, load_stored
from tests.trade_kit import CENSUS_IMPORTS, baci_file, bulk, census_file, comtrade_file, record

CANADA, CHINA, US, GERMANY, FRANCE = 124, 156, 842, 276, 251


@pytest.fixture
def own(tmp_path: Path) -> StoredFigures:
    return StoredFigures(path=tmp_path / "trade.duckdb")


def load(own: StoredFigures, path: Path, options: Options | None = None) -> int:
    (outcome,) = load_file(own.path, path, options)
    return outcome.import_id


def baci(own: StoredFigures, *rows: tuple[Any, ...], name: str = "BACI_HS22_V202501.csv") -> int:
    return load(own, baci_file(own.path.parent, rows, name))


def flow(answer: Flow | Missing) -> Flow:
    assert isinstance(answer, Flow), answer
    return answer


def gap(answer: Flow | Missing) -> Gap:
    assert isinstance(answer, Missing), answer
    assert answer.reason.endswith(".")
    return answer.gap


def test_a_figure_says_source_year_basis_and_edition(own: StoredFigures) -> None:
    baci(own, (2023, CANADA, CHINA, 120510, "1.5"), (2023, CANADA, CHINA, 270900, "2"))
    found = flow(own.flow("CAN", "CHN", "agriculture"))
    assert (found.low, found.high, found.year, found.hs_edition) == (1500, 1500, 2023, "HS 2022")
    assert (found.valuation, found.source.id) == (Valuation.FOB, "baci_hs22_v202501")
    assert "CEPII, BACI (HS22, V202501)" in found.source.attribution
    assert flow(own.pair_total("CAN", "CHN")).low == 3500
    assert own.sources() == (found.source,)


def test_codes_are_answered_by_their_length(own: StoredFigures) -> None:
    baci(own, (2023, CANADA, CHINA, 120510, "1"), (2023, CANADA, CHINA, 120590, "2"), (2023, CANADA, CHINA, 120110, "4"))
    values = {code: flow(own.flow("CAN", "CHN", code)).low for code in ("12", "1205", "120510")}
    assert values == {"12": 7000, "1205": 3000, "120510": 1000}
    assert gap(own.flow("CAN", "CHN", "27")) is Gap.NO_FLOW


def test_gaps_are_told_apart(own: StoredFigures) -> None:
    baci(own, (2023, CANADA, CHINA, 120510, "1"))
    assert gap(own.flow("CHN", "CAN", "agriculture")) is Gap.NO_PAIR
    assert gap(own.flow("CAN", "CHN", "metals")) is Gap.NO_FLOW
    assert gap(own.flow("CAN", "CHN", "agriculture", year=1999)) is Gap.NO_YEAR
    assert gap(own.flow("CAN", "CHN", "agriculture", source="other")) is Gap.NO_YEAR
    assert gap(own.flow("CAN", "CHN", "tourism")) is Gap.NOT_GOODS
    assert gap(own.flow("CAN", "CAN", "metals")) is Gap.SAME_COUNTRY


def test_the_newest_year_is_answered(own: StoredFigures) -> None:
    baci(own, (2022, CANADA, CHINA, 120510, "1"), (2023, CANADA, CHINA, 120510, "2"), (2021, CANADA, CHINA, 120510, "3"))
    assert own.years("CAN", "CHN") == (2023, 2022, 2021)
    assert flow(own.pair_total("CAN", "CHN")).year == 2023
    assert flow(own.pair_total("CAN", "CHN", year=2021)).low == 3000


def test_chapters_give_a_range_for_sectors_that_share_one(own: StoredFigures, tmp_path: Path) -> None:
    load(own, comtrade_file(tmp_path, [record(cmdCode="87", primaryValue=100.0), record(cmdCode="72", primaryValue=40.0)]))
    cars = flow(own.flow("CAN", "CHN", "automotive"))
    assert (cars.low, cars.best, cars.high) == (0, 100, 100)
    assert cars.why_range in cars.note
    assert cars.why_range.startswith("a range, as only HS chapters or headings are held: from")
    electric = flow(own.flow("CAN", "CHN", "ev_supply_chain"))
    assert (electric.low, electric.best, electric.high) == (0, 0, 100)
    assert gap(own.flow("CAN", "CHN", "1205")) is Gap.NO_SPLIT


def test_levels_are_never_added_up(own: StoredFigures, tmp_path: Path) -> None:
    codes = [("TOTAL", 0), ("87", 2), ("8703", 4), ("870380", 6)]
    load(own, comtrade_file(tmp_path, [record(cmdCode=code, aggrLevel=level) for code, level in codes]))
    assert flow(own.pair_total("CAN", "CHN")).low == 111
    electric = flow(own.flow("CAN", "CHN", "ev_supply_chain"))
    assert (electric.low, electric.high) == (111, 111)


def test_a_finer_level_that_lacks_much_is_not_used(own: StoredFigures, tmp_path: Path) -> None:
    fine = record(cmdCode="870380", aggrLevel=6, primaryValue=10.0)
    load(own, comtrade_file(tmp_path, [record(cmdCode="87", primaryValue=100.0), fine]))
    electric = flow(own.flow("CAN", "CHN", "ev_supply_chain"))
    assert (electric.low, electric.high) == (0, 100)
    assert flow(own.flow("CAN", "CHN", "870380")).low == 10


def test_only_a_total_has_no_split(own: StoredFigures, tmp_path: Path) -> None:
    load(own, comtrade_file(tmp_path, [record(cmdCode="TOTAL", aggrLevel=0)]))
    assert flow(own.pair_total("CAN", "CHN")).low == 111
    assert gap(own.flow("CAN", "CHN", "metals")) is Gap.NO_SPLIT


def test_an_older_edition_is_said(own: StoredFigures) -> None:
    baci(own, (2021, CANADA, CHINA, 870390, "1"), name="BACI_HS92_Y2021_V202301.csv")
    found = flow(own.flow("CAN", "CHN", "automotive"))
    assert (found.hs_edition, found.low) == ("HS 1992", 1000)
    assert "HS 1992 codes read with the HS 2022 crosswalk" in found.note


def test_the_union_is_the_sum_of_its_members_without_trade_inside(own: StoredFigures) -> None:
    baci(
        own, (2023, GERMANY, CHINA, 870380, "1"), (2023, FRANCE, CHINA, 870380, "2"), (2023, GERMANY, FRANCE, 870380, "50"),
        (2023, GERMANY, US, 870380, "4"),
    )  # fmt: skip
    found = flow(own.flow("EUU", "CHN", "ev_supply_chain"))
    assert found.low == 3000
    assert "sum of 2 members of the European Union, without AUT" in found.note
    total = flow(own.exporter_total("EUU"))
    assert (total.low, total.partners) == (7000, 2)
    assert flow(own.exporter_total("DEU")).low == 55_000


def test_a_reporters_source_needs_every_member(own: StoredFigures, tmp_path: Path) -> None:
    path = tmp_path / "full_202452.dat"
    path.write_text(bulk(("DE", "CN", "87038010", "2", "202452", "100"), ("FR", "CN", "87038010", "2", "202452", "10")))
    load(own, path, Options(usd_per_eur=1.0))
    answer = own.flow("EUU", "CHN", "ev_supply_chain")
    assert gap(answer) is Gap.NO_PAIR
    assert "2 of the 27 members" in getattr(answer, "reason", "")


def test_a_row_of_the_union_stands_before_the_sum_and_is_not_added(own: StoredFigures, tmp_path: Path) -> None:
    rows = [("EU", "70", "12", "2024-12", "HS2", "0003"), ("DE", "30", "12", "2024-12", "HS2", "4280"), ("CA", "5", "12", "2024-12", "HS2", "1220")]
    load(own, census_file(tmp_path, CENSUS_IMPORTS, *rows))
    assert flow(own.pair_total("EUU", "USA")).low == 70
    total = flow(own.importer_total("USA"))
    assert (total.low, total.partners) == (35, 2)


def test_the_sources_own_total_stands_before_the_sum_of_partners(own: StoredFigures, tmp_path: Path) -> None:
    load(own, comtrade_file(tmp_path, [record(), record(partnerCode=US), record(partnerCode=0, primaryValue=999.0)]))
    total = flow(own.exporter_total("CAN"))
    assert (total.low, total.importer) == (999, "ALL")
    assert "own total" in total.note


def test_one_partner_makes_no_total(own: StoredFigures) -> None:
    baci(own, (2023, CANADA, CHINA, 120510, "1"))
    assert gap(own.exporter_total("CAN")) is Gap.NO_PAIR


def test_months_are_summed_and_missing_ones_told(own: StoredFigures, tmp_path: Path) -> None:
    header = ("CTY_CODE", "E_COMMODITY", "ALL_VAL_MO", "time")
    for month in (1, 2, 3):
        load(own, census_file(tmp_path, header, ("1220", "120510", "10", f"2024-{month:02}")))
    found = flow(own.pair_total("USA", "CAN"))
    assert found.low == 30
    assert "months 1 to 3 of 2024 only" in found.note
    assert "1 of 97 HS chapters are held" in found.note


def test_a_whole_year_stands_before_its_months(own: StoredFigures, tmp_path: Path) -> None:
    load(own, census_file(tmp_path, ("CTY_CODE", "E_COMMODITY", "ALL_VAL_MO", "time"), ("1220", "12", "10", "2024-01")))
    load(own, census_file(tmp_path, ("CTY_CODE", "E_COMMODITY", "ALL_VAL_YR", "time"), ("1220", "12", "130", "2024-12")))
    found = flow(own.pair_total("USA", "CAN"))
    assert (found.low, "months" in found.note) == (130, False)


def test_sources_are_not_mixed(own: StoredFigures, tmp_path: Path) -> None:
    baci(own, (2024, CANADA, CHINA, 120510, "1"))
    load(own, comtrade_file(tmp_path, [record(), record(cmdCode="27")]))
    by_source = {source.id: flow(own.pair_total("CAN", "CHN", source=source.id)).low for source in own.sources()}
    assert by_source == {"baci_hs22_v202501": 1000, "comtrade_exports": 222}
    # both are exact and of one year: the one loaded last answers
    assert flow(own.pair_total("CAN", "CHN")).low == 222


def test_an_answer_follows_the_database(own: StoredFigures) -> None:
    number = baci(own, (2023, CANADA, CHINA, 120510, "1"))
    assert flow(own.pair_total("CAN", "CHN")).low == 1000
    remove_import(own.path, number)
    assert gap(own.pair_total("CAN", "CHN")) is Gap.NO_PAIR


def test_own_figures_go_before_the_embedded_ones(own: StoredFigures, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded = flow(load_embedded().pair_total("CAN", "CHN"))
    assert flow(held_figures().pair_total("CAN", "CHN")) == embedded
    baci(own, (2023, CANADA, CHINA, 120510, "1"))
    monkeypatch.setenv("TRADE_DATABASE", str(own.path))
    assert flow(held_figures().pair_total("CAN", "CHN")).low == 1000
    # what is not in the database comes from the embedded tables
    assert flow(held_figures().pair_total("CAN", "USA")) == flow(load_embedded().pair_total("CAN", "USA"))


def test_the_reason_is_of_the_body_that_knows_most(own: StoredFigures, monkeypatch: pytest.MonkeyPatch) -> None:
    assert gap(held_figures().flow("CAN", "CHN", "metals")) is Gap.NO_SPLIT
    baci(own, (2023, CANADA, CHINA, 120510, "1"))
    monkeypatch.setenv("TRADE_DATABASE", str(own.path))
    assert gap(held_figures().flow("CAN", "CHN", "metals")) is Gap.NO_FLOW
    assert gap(held_figures().flow("CHN", "CAN", "metals")) is Gap.NO_SPLIT


def test_the_stamp_changes_with_what_is_held(own: StoredFigures, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADE_DATABASE", str(own.path))
    stamps = [held_stamp()]
    number = baci(own, (2023, CANADA, CHINA, 120510, "1"))
    stamps.append(held_stamp())
    remove_import(own.path, number)
    stamps.append(held_stamp())
    assert stamps[0] == ()
    assert len(set(stamps)) == 3


def test_a_database_that_cannot_be_read_gives_way_to_the_embedded_ones(
    own: StoredFigures, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.path.write_bytes(b"no database" * 500)
    monkeypatch.setenv("TRADE_DATABASE", str(own.path))
    assert flow(held_figures().pair_total("CAN", "CHN")) == flow(load_embedded().pair_total("CAN", "CHN"))
    assert held_figures().years("CAN", "CHN") == load_embedded().years("CAN", "CHN")
    lenient = load_stored(own.path)
    assert lenient
    assert "cannot be used" in getattr(lenient.pair_total("CAN", "CHN"), "reason", "")


def test_no_database_is_none() -> None:
    assert load_stored(Path("nowhere") / "trade.duckdb") is None


_CODE = st.sampled_from(["010121", "030111", "120510", "270900", "310420", "720851", "850760", "870380", "870322", "999999"])
_PAIRS = st.dictionaries(st.tuples(st.sampled_from([CHINA, US, GERMANY, 392]), _CODE), st.integers(1, 10**6), min_size=1)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_PAIRS, level=st.sampled_from([2, 4, 6]))
def test_the_sectors_of_a_pair_hold_its_total(tmp_path: Path, rows: dict[tuple[int, str], int], level: int) -> None:
    summed: dict[tuple[int, str], int] = {}
    for (partner, code), usd in rows.items():
        key = (partner, code[:level])
        summed[key] = summed.get(key, 0) + usd
    records = [record(partnerCode=partner, cmdCode=code, primaryValue=float(usd)) for (partner, code), usd in summed.items()]
    own = StoredFigures(path=tmp_path / f"{len(list(tmp_path.iterdir()))}.duckdb")
    load(own, comtrade_file(tmp_path, records))
    sectors = {*load_crosswalk().hs.values(), UNSPECIFIED}
    codes = {"CHN": CHINA, "USA": US, "DEU": GERMANY, "JPN": 392}
    for iso3, number in codes.items():
        held = [usd for (partner, _), usd in summed.items() if partner == number]
        total = own.pair_total("CAN", iso3)
        if not held:
            assert gap(total) is Gap.NO_PAIR
            continue
        assert flow(total).low == sum(held)
        parts = [part for part in (own.flow("CAN", iso3, sector) for sector in sectors) if isinstance(part, Flow)]
        assert sum(part.low for part in parts) <= sum(held) <= sum(part.high for part in parts)
        assert sum(part.best or 0 for part in parts) == sum(held)
        if level == 6:
            assert all(part.is_exact for part in parts)
