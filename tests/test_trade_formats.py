"""Files of trade figures, each with the traps of its format: BACI, Comtrade, Census, Eurostat; and rows that are bad."""

import gzip
import zipfile
from pathlib import Path
from typing import Any

import pytest

from analysis.trade import staging
from analysis.trade.formats import Options
from analysis.trade.loading import BadRowsError, load_file, status_of
from analysis.trade.sheets import TradeDataError
from tests.trade_kit import (
    AT_A_RATE,
    BACI_NAME,
    CANOLA_TO_CHINA,
    CENSUS_IMPORTS,
    baci,
    baci_file,
    bulk,
    census_file,
    comtrade_file,
    flows,
    load,
    record,
    sdmx,
    written,
)

# BACI


def test_a_lost_leading_zero_is_put_back_and_thousands_become_dollars(database: Path, tmp_path: Path) -> None:
    load(database, baci_file(tmp_path, [(2023, 710, 842, 10599, "0.001", 0.001), (2023, 710, 842, 271600, "44.45")]))
    assert flows(database) == [("ZAF", "USA", "010599", 1), ("ZAF", "USA", "271600", 44_450)]


@pytest.mark.parametrize(
    ("code", "iso3"), [(842, "USA"), (251, "FRA"), (757, "CHE"), (579, "NOR"), (699, "IND"), (490, "TWN"), (516, "NAM")]
)
def test_codes_of_countries_are_comtrades(database: Path, tmp_path: Path, code: int, iso3: str) -> None:
    load(database, baci_file(tmp_path, [(2023, code, 124, 120510, "1")]))
    assert flows(database, "exporter") == [(iso3,)]


def test_a_quantity_that_is_padded_or_not_given_does_not_matter(database: Path, tmp_path: Path) -> None:
    outcome = load(database, baci_file(tmp_path, [(2023, 4, 156, 80212, "3", 1.0), (2023, 4, 156, 80290, "4")]))
    assert (outcome.row_count, outcome.bad_count) == (2, 0)


def test_the_edition_of_the_hs_stands_in_the_name(database: Path, tmp_path: Path) -> None:
    outcome = load(database, baci_file(tmp_path, [CANOLA_TO_CHINA], "BACI_HS17_Y2023_V202601.csv"))
    assert (outcome.editions, outcome.sources) == (("HS 2017",), ("baci_hs17_v202601",))


def test_without_an_edition_it_has_to_be_said(database: Path, tmp_path: Path) -> None:
    path = baci_file(tmp_path, [CANOLA_TO_CHINA], "trade.csv")
    with pytest.raises(TradeDataError, match=r"trade\.csv: the name does not tell the HS edition\. Give --hs-edition"):
        load(database, path)
    assert load(database, path, Options(hs_edition="96")).editions == ("HS 1996",)


def test_a_year_that_is_not_the_files_is_a_bad_row(database: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRowsError, match=r"BACI_HS22_Y2023_V202501\.csv:3: t: '2022' is not 2023"):
        load(database, baci_file(tmp_path, [CANOLA_TO_CHINA, (2022, 124, 156, 120510, "1")]))


def test_areas_that_are_no_country_are_passed_over_and_counted(database: Path, tmp_path: Path) -> None:
    outcome = load(database, baci_file(tmp_path, [CANOLA_TO_CHINA, (2023, 124, 697, 120510, "7"), (2023, 58, 156, 120510, "5")]))
    assert outcome.skipped == (("an area that is no country of today", 2, 12_000.0),)
    assert outcome.row_count == 1


def test_an_archive_is_read_without_its_companions(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS22_V202501.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("BACI_HS22_Y2022_V202501.csv", baci([(2022, 124, 156, 120510, "1")]))
        archive.writestr("BACI_HS22_Y2023_V202501.csv", baci([CANOLA_TO_CHINA]))
        archive.writestr("country_codes_V202501.csv", "country_code,country_name,country_iso2,country_iso3\n4,x,y,z\n")
        archive.writestr("product_codes_HS22_V202501.csv", "code,description\n010121,Horses\n")
        archive.writestr("Readme.txt", "BACI\n")
    assert [outcome.years for outcome in load_file(database, path)] == [(2022,), (2023,)]


def test_the_same_content_packed_is_the_same_import(database: Path, tmp_path: Path) -> None:
    first = load(database, baci_file(tmp_path, [CANOLA_TO_CHINA]))
    packed = tmp_path / f"{BACI_NAME}.gz"
    packed.write_bytes(gzip.compress(baci([CANOLA_TO_CHINA]).encode()))
    again = load(database, packed)
    assert (again.is_new, again.import_id) == (False, first.import_id)
    assert len(flows(database)) == 1


# bad rows


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2023,124,156,120510,x,1", "v: 'x' is no value"),
        ("2023,124,156,120510,,1", "v: '' is no value"),
        ("2023,124,156,120510,nan,1", "v: 'nan' is no value"),
        ("2023,124,156,120510,-1,1", "v: '-1' is out of range"),
        ("2023,124,156,120510,1e300,1", "v: '1e300' is out of range"),
        ("2023,124,156,770110,1,1", "k: '770110' is no HS code"),
        ("2023,124,156,12.5,1,1", "k: '12.5' is no HS code"),
        ("2023,124,156,00,1,1", "k: '00' is no HS code"),
        ("2023,999,156,120510,1,1", "i: '999' is a code of no area that is known"),
        ("2023,124,CHN,120510,1,1", "j: 'CHN' is a code of no area that is known"),
        ("20x3,124,156,120510,1,1", "t: '20x3' is no year of the HS"),
        ("2023,124,156", "row: has 3 fields where the header has 6"),
        ("2023,124,156,120510,1.5,9", "t, i, j, k: are the same as in line 2"),
    ],
)
def test_a_bad_row_is_named_with_line_field_and_mend(database: Path, tmp_path: Path, row: str, says: str) -> None:
    path = written(tmp_path, "BACI_HS22.csv", baci([CANOLA_TO_CHINA]) + row + "\n" + baci([(2023, 4, 8, 10121, "1")]).split("\n")[1] + "\n")
    with pytest.raises(BadRowsError) as refused:
        load(database, path)
    (bad,) = refused.value.bad
    assert str(bad).startswith(f"BACI_HS22.csv:3: {says}")
    assert bad.mend
    assert not database.exists() or flows(database) == []


def test_bad_rows_may_be_left_out_and_are_counted(database: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "BACI_HS22.csv", baci([CANOLA_TO_CHINA, CANOLA_TO_CHINA]) + "2023,124\n")
    outcome = load(database, path, skip_bad=True)
    assert (outcome.bad_count, flows(database, "usd")) == (2, [(1500,)])
    (status,), _ = status_of(database)
    assert status["bad_count"] == 2


def test_all_bad_rows_are_counted_and_the_first_ones_listed(database: Path, tmp_path: Path) -> None:
    rows = "".join(f"2023,124,156,120510,oops{number},1\n" for number in range(staging.MOST_BAD + 50))
    with pytest.raises(BadRowsError, match=r"\.\.\. and 50 more\.") as refused:
        load(database, written(tmp_path, "BACI_HS22.csv", "t,i,j,k,v,q\n" + rows))
    assert (len(refused.value.bad), refused.value.count) == (100, 150)


def test_lines_are_counted_right_past_blank_and_shapeless_ones(database: Path, tmp_path: Path) -> None:
    text = "t,i,j,k,v,q\n\n2023,1\n2023,124,156,120510,1,1\n\n2023,124,156,120510,bad,1\n"
    with pytest.raises(BadRowsError) as refused:
        load(database, written(tmp_path, "BACI_HS22.csv", text))
    assert [bad.line for bad in refused.value.bad] == [3, 6]


# Comtrade


@pytest.mark.parametrize(
    "part",
    [
        {"partner2Code": 36, "primaryValue": 40.0},
        {"motCode": 2100, "primaryValue": 40.0},
        {"customsCode": "C01", "primaryValue": 40.0},
        {"flowCode": "RX", "primaryValue": 40.0},
    ],
)
def test_parts_of_a_total_do_not_double_it(database: Path, tmp_path: Path, part: dict[str, Any]) -> None:
    outcome = load(database, comtrade_file(tmp_path, [record(), record(**part)]))
    assert flows(database) == [("CAN", "CHN", "12", 111)]
    assert [(count, usd) for _, count, usd in outcome.skipped] == [(1, 40.0)]


def test_levels_of_codes_are_kept_apart(database: Path, tmp_path: Path) -> None:
    codes = [("TOTAL", 0), ("12", 2), ("1205", 4), ("120510", 6)]
    load(database, comtrade_file(tmp_path, [record(cmdCode=code, aggrLevel=level) for code, level in codes]))
    assert flows(database, "level, product") == [(0, ""), (2, "12"), (4, "1205"), (6, "120510")]


def test_imports_are_turned_round_and_their_basis_told(database: Path, tmp_path: Path) -> None:
    cif = record(flowCode="M", cifvalue=111.0, fobvalue=None)
    fob = record(flowCode="M", cmdCode="13")
    load(database, comtrade_file(tmp_path, [cif, fob]))
    assert flows(database, "exporter, importer, product, source") == [
        ("CHN", "CAN", "12", "comtrade_imports"),
        ("CHN", "CAN", "13", "comtrade_imports_fob"),
    ]
    _, sources = status_of(database)
    assert {row["id"]: row["valuation"] for row in sources} == {"comtrade_imports": "CIF", "comtrade_imports_fob": "FOB"}


def test_the_web_download_with_one_comma_more_is_read(database: Path, tmp_path: Path) -> None:
    fields = record(cmdDesc="Oil seeds, etc")
    line = ",".join(f'"{value}"' if value is not None else "" for value in fields.values())
    load(database, written(tmp_path, "TradeData.csv", ",".join(fields) + "\n" + line + ",\n"))
    assert flows(database) == [("CAN", "CHN", "12", 111)]


def test_figures_of_another_classification_are_refused(database: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRowsError, match="'S3' is no edition of the HS"):
        load(database, comtrade_file(tmp_path, [record(classificationCode="S3")]))


# Census


@pytest.mark.parametrize("name", ["census.json", "census.csv"])
def test_census_lines_are_summed_to_six_digits(database: Path, tmp_path: Path, name: str) -> None:
    rows = [("CANADA", "100", "1205100010", "2024-12", "HS10", "1220"), ("CANADA", "20", "1205100020", "2024-12", "HS10", "1220")]
    load(database, census_file(tmp_path, CENSUS_IMPORTS, *rows, name=name))
    assert flows(database, "exporter, importer, product, level, month, usd") == [("CAN", "USA", "120510", 10, 0, 120)]


def test_groups_of_countries_and_years_to_date_are_passed_over(database: Path, tmp_path: Path) -> None:
    rows = [
        ("CANADA", "100", "12", "2024-12", "HS2", "1220"),
        ("CANADA", "50", "12", "2024-06", "HS2", "1220"),
        ("NORTH AMERICA", "900", "12", "2024-12", "HS2", "1XXX"),
        ("OPEC", "900", "12", "2024-12", "HS2", "0001"),
        ("EUROPEAN UNION", "70", "12", "2024-12", "HS2", "0003"),
        ("TOTAL", "999", "12", "2024-12", "HS2", "-"),
    ]
    outcome = load(database, census_file(tmp_path, CENSUS_IMPORTS, *rows))
    assert flows(database) == [("ALL", "USA", "12", 999), ("CAN", "USA", "12", 100), ("EUU", "USA", "12", 70)]
    assert sum(count for _, count, _ in outcome.skipped) == 3


def test_a_census_table_without_values_says_what_to_ask_for(database: Path, tmp_path: Path) -> None:
    path = census_file(tmp_path, ("CTY_CODE", "E_COMMODITY", "time", "CON_VAL_MO"), ("1220", "12", "2024-01", "5"))
    with pytest.raises(TradeDataError, match=r"has no column of values\. Ask for one of ALL_VAL_YR"):
        load(database, path)


# Eurostat


def test_euros_need_a_rate(database: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "comext.csv", sdmx(("DE", "CN", "870380", "2", "VALUE_IN_EUROS", "2024", "1000")))
    with pytest.raises(TradeDataError, match=r"comext\.csv: is in euros\. Give --usd-per-eur RATE"):
        load(database, path)
    load(database, path, AT_A_RATE)
    assert flows(database) == [("DEU", "CHN", "870380", 1100)]
    with pytest.raises(TradeDataError, match=r"converted at 1\.1 dollars a euro"):
        load(database, path, Options(usd_per_eur=1.2))


def test_quantities_and_withheld_values_are_no_values(database: Path, tmp_path: Path) -> None:
    rows = [
        ("DE", "CN", "870380", "2", "VALUE_IN_EUROS", "2024", "1000"),
        ("DE", "CN", "870380", "2", "QUANTITY_IN_100KG", "2024", "7"),
        ("DE", "CN", "870340", "2", "VALUE_IN_EUROS", "2024", ":"),
    ]
    outcome = load(database, written(tmp_path, "comext.csv", sdmx(*rows)), AT_A_RATE)
    assert (outcome.row_count, len(outcome.skipped)) == (1, 2)


def test_the_bulk_file_of_a_year_is_summed_over_what_is_finer(database: Path, tmp_path: Path) -> None:
    rows = [
        ("GR", "CN", "12051010", "2", "202452", "100"),
        ("GR", "CN", "12051090", "2", "202452", "50"),
        ("AT", "US", "27XXXXXX", "2", "202452", "9"),
        ("AT", "XS", "12051090", "1", "202406", "30"),
        ("AT", "QV", "12051090", "1", "202406", "30"),
        ("AT", "NA", "12051090", "2", "202452", "4"),  # Namibia, and not "not available"
    ]
    load(database, written(tmp_path, "full_202452.dat", bulk(*rows)), Options(usd_per_eur=1.0))
    assert flows(database, "exporter, importer, product, level, month, usd") == [
        ("AUT", "NAM", "120510", 8, 0, 4),
        ("AUT", "USA", "27", 8, 0, 9),
        ("GRC", "CHN", "120510", 8, 0, 150),
        ("SRB", "AUT", "120510", 8, 6, 30),
    ]
