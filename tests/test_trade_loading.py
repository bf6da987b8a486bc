"""Files of trade figures into the database: the traps of each format, bad rows, whole or not at all, only once."""

import errno
import gzip
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.trade import database as databases
from analysis.trade import loading, sheets, staging
from analysis.trade.areas import COMEXT, COMTRADE, comtrade_codes, iso3_by_code
from analysis.trade.database import TABLES, staging_of
from analysis.trade.formats import Options
from analysis.trade.loading import BadRowsError, Outcome, load_file, remove_import, status_of
from analysis.trade.sheets import TradeDataError
from tests.trade_kit import BACI_NAME, SDMX_HEADER, baci, baci_file, bulk, record, reply, sdmx

ROW = (2023, 124, 156, 120510, "1.5", 2.0)
RATE = Options(usd_per_eur=1.1)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "trade.duckdb"


def load(database: Path, path: Path, options: Options | None = None, **more: Any) -> Outcome:
    (outcome,) = load_file(database, path, options, **more)
    return outcome


def flows(database: Path, columns: str = "exporter, importer, product, usd") -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as con:
        return con.execute(f"SELECT {columns} FROM flows ORDER BY ALL").fetchall()


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


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
    outcome = load(database, baci_file(tmp_path, [ROW], "BACI_HS17_Y2023_V202601.csv"))
    assert (outcome.editions, outcome.sources) == (("HS 2017",), ("baci_hs17_v202601",))


def test_without_an_edition_it_has_to_be_said(database: Path, tmp_path: Path) -> None:
    path = baci_file(tmp_path, [ROW], "trade.csv")
    with pytest.raises(TradeDataError, match=r"trade\.csv: the name does not tell the HS edition\. Give --hs-edition"):
        load(database, path)
    assert load(database, path, Options(hs_edition="96")).editions == ("HS 1996",)


def test_a_year_that_is_not_the_files_is_a_bad_row(database: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRowsError, match=r"BACI_HS22_Y2023_V202501\.csv:3: t: '2022' is not 2023"):
        load(database, baci_file(tmp_path, [ROW, (2022, 124, 156, 120510, "1")]))


def test_areas_that_are_no_country_are_passed_over_and_counted(database: Path, tmp_path: Path) -> None:
    outcome = load(database, baci_file(tmp_path, [ROW, (2023, 124, 697, 120510, "7"), (2023, 58, 156, 120510, "5")]))
    assert outcome.skipped == (("an area that is no country of today", 2, 12_000.0),)
    assert outcome.row_count == 1


def test_an_archive_is_read_without_its_companions(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS22_V202501.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("BACI_HS22_Y2022_V202501.csv", baci([(2022, 124, 156, 120510, "1")]))
        archive.writestr("BACI_HS22_Y2023_V202501.csv", baci([ROW]))
        archive.writestr("country_codes_V202501.csv", "country_code,country_name,country_iso2,country_iso3\n4,x,y,z\n")
        archive.writestr("product_codes_HS22_V202501.csv", "code,description\n010121,Horses\n")
        archive.writestr("Readme.txt", "BACI\n")
    assert [outcome.years for outcome in load_file(database, path)] == [(2022,), (2023,)]


def test_the_same_content_packed_is_the_same_import(database: Path, tmp_path: Path) -> None:
    first = load(database, baci_file(tmp_path, [ROW]))
    packed = tmp_path / f"{BACI_NAME}.gz"
    packed.write_bytes(gzip.compress(baci([ROW]).encode()))
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
    path = written(tmp_path, "BACI_HS22.csv", baci([ROW]) + row + "\n" + baci([(2023, 4, 8, 10121, "1")]).split("\n")[1] + "\n")
    with pytest.raises(BadRowsError) as refused:
        load(database, path)
    (bad,) = refused.value.bad
    assert str(bad).startswith(f"BACI_HS22.csv:3: {says}")
    assert bad.mend
    assert not database.exists() or flows(database) == []


def test_bad_rows_may_be_left_out_and_are_counted(database: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "BACI_HS22.csv", baci([ROW, ROW]) + "2023,124\n")
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


def comtrade_file(folder: Path, records: Sequence[dict[str, Any]]) -> Path:
    path = folder / "comtrade.json"
    path.write_bytes(reply(records))
    return path


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


def census_file(folder: Path, header: Sequence[str], *rows: Sequence[str], name: str = "census.json") -> Path:
    path = folder / name
    if name.endswith(".csv"):
        path.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in (header, *rows)) + "\n")
    else:
        path.write_text(json.dumps([header, *rows]))
    return path


IMPORTS = ("CTY_NAME", "CON_VAL_YR", "I_COMMODITY", "time", "COMM_LVL", "CTY_CODE")


@pytest.mark.parametrize("name", ["census.json", "census.csv"])
def test_census_lines_are_summed_to_six_digits(database: Path, tmp_path: Path, name: str) -> None:
    rows = [("CANADA", "100", "1205100010", "2024-12", "HS10", "1220"), ("CANADA", "20", "1205100020", "2024-12", "HS10", "1220")]
    load(database, census_file(tmp_path, IMPORTS, *rows, name=name))
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
    outcome = load(database, census_file(tmp_path, IMPORTS, *rows))
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
    load(database, path, RATE)
    assert flows(database) == [("DEU", "CHN", "870380", 1100)]
    with pytest.raises(TradeDataError, match=r"converted at 1\.1 dollars a euro"):
        load(database, path, Options(usd_per_eur=1.2))


def test_quantities_and_withheld_values_are_no_values(database: Path, tmp_path: Path) -> None:
    rows = [
        ("DE", "CN", "870380", "2", "VALUE_IN_EUROS", "2024", "1000"),
        ("DE", "CN", "870380", "2", "QUANTITY_IN_100KG", "2024", "7"),
        ("DE", "CN", "870340", "2", "VALUE_IN_EUROS", "2024", ":"),
    ]
    outcome = load(database, written(tmp_path, "comext.csv", sdmx(*rows)), RATE)
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


# whole or not at all, only once


def test_a_later_file_replaces_the_same_figures_only(database: Path, tmp_path: Path) -> None:
    load(database, census_file(tmp_path, IMPORTS, ("C", "100", "12", "2024-12", "HS2", "1220"), ("C", "7", "13", "2024-12", "HS2", "1220")))
    outcome = load(database, census_file(tmp_path, IMPORTS, ("C", "110", "12", "2024-12", "HS2", "1220")))
    assert outcome.replaced_count == 1
    assert flows(database) == [("CAN", "USA", "12", 110), ("CAN", "USA", "13", 7)]


def test_a_file_that_made_way_says_so_when_it_comes_again(database: Path, tmp_path: Path) -> None:
    first = load(database, baci_file(tmp_path, [ROW]))
    load(database, baci_file(tmp_path, [(*ROW[:4], "9")]))
    again = load(database, baci_file(tmp_path, [ROW]))
    assert (again.is_new, again.import_id, again.replaced_count) == (False, first.import_id, 1)
    remove_import(database, first.import_id)
    load(database, baci_file(tmp_path, [ROW]))
    assert flows(database, "usd") == [(1500,)]


def test_an_import_can_be_taken_out(database: Path, tmp_path: Path) -> None:
    outcome = load(database, baci_file(tmp_path, [ROW]))
    assert remove_import(database, outcome.import_id) == 1
    assert flows(database) == []
    with pytest.raises(TradeDataError, match="has no import 1"):
        remove_import(database, 1)
    assert load(database, baci_file(tmp_path, [ROW])).is_new


def test_nothing_is_kept_when_the_last_step_fails(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database, baci_file(tmp_path, [ROW]))

    def fail(*_: object) -> None:
        raise duckdb.OutOfMemoryException("no space left on disk")

    monkeypatch.setattr(loading, "_note_sources", fail)
    with pytest.raises(TradeDataError, match="Nothing was changed"):
        load(database, baci_file(tmp_path, [(2023, 124, 156, 120510, "9")], "BACI_HS22_V202601.csv"))
    assert flows(database, "usd") == [(1500,)]
    assert len(status_of(database)[0]) == 1


_STALLING = """
import sys, time
from pathlib import Path
from analysis.trade import loading
where = sys.argv[3]
def stall(*_):
    print("there", flush=True)
    time.sleep(60)
if where == "reading":
    for _ in loading.load_file(Path(sys.argv[1]), Path(sys.argv[2]), tell=stall): pass
else:
    loading._note_sources = stall
    for _ in loading.load_file(Path(sys.argv[1]), Path(sys.argv[2])): pass
"""


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal of POSIX")
@pytest.mark.parametrize("where", ["reading", "the transaction"])
def test_a_kill_leaves_nothing_half_loaded(database: Path, tmp_path: Path, where: str) -> None:
    load(database, baci_file(tmp_path, [ROW], "BACI_HS17_Y2023_V202501.csv"))
    before = flows(database, "source, usd")
    rows = [(2023, exporter, 156, code, "2.5") for exporter in (124, 842, 251) for code in (10121, 120510, 270900)]
    path = baci_file(tmp_path, rows)
    with subprocess.Popen(
        [sys.executable, "-c", _STALLING, str(database), str(path), where], stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parent.parent,
    ) as loader:  # fmt: skip
        assert loader.stdout
        assert loader.stdout.readline() == "there\n"
        if where == "reading":  # until the last moment a database can be asked while it is loaded
            assert flows(database, "source, usd") == before
        loader.send_signal(signal.SIGKILL)
    assert flows(database, "source, usd") == before
    assert load(database, path).row_count == len(rows)
    assert len(flows(database)) == len(before) + len(rows)
    assert not staging_of(database).exists()


_LOADING = """
import sys
from pathlib import Path
from analysis.trade import loading
def stall(*words):
    print("there", flush=True)
    sys.stdin.readline()
    return keep(*words)
if sys.argv[3] == "reading":
    tell = lambda _: (print("there", flush=True), sys.stdin.readline())
    print(*loading.load_file(Path(sys.argv[1]), Path(sys.argv[2]), tell=tell))
else:
    keep, loading._keep = loading._keep, stall
    print(*loading.load_file(Path(sys.argv[1]), Path(sys.argv[2])))
"""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EAGAIN, "another process is loading figures into it"),
        (errno.EACCES, "another process is loading figures into it"),
        (errno.ENOLCK, f"cannot be held alone: {os.strerror(errno.ENOLCK)}"),
    ],
)
def test_a_lock_that_fails_says_why(number: int, said: str, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(databases, "hold", failing)
    with pytest.raises(TradeDataError, match=f"trade.duckdb: {said}"), databases.loading_alone(database):
        pass


@pytest.mark.parametrize("where", ["reading", "between reading and keeping"])
def test_only_one_may_load_at_a_time(where: str, database: Path, tmp_path: Path) -> None:
    load(database, baci_file(tmp_path, [(*ROW[:4], "2")], "BACI_HS17_Y2023_V202501.csv"))
    path = baci_file(tmp_path, [ROW])
    other_path = baci_file(tmp_path, [(*ROW[:4], "9")], "BACI_HS96_Y2023_V202501.csv")
    with subprocess.Popen(
        [sys.executable, "-c", _LOADING, str(database), str(path), where], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent,
    ) as first:  # fmt: skip
        assert first.stdout
        assert first.stdin
        assert first.stdout.readline() == "there\n"
        with pytest.raises(TradeDataError, match=r"another process is loading figures into it\. Wait until it is done"):
            load(database, other_path)
        first.stdin.write("\n")
        first.stdin.flush()
        assert "row_count=1" in first.stdout.read()
    assert [row[0] for row in flows(database, "source")] == ["baci_hs17_v202501", "baci_hs22_v202501"]
    assert load(database, other_path).is_new  # whoever comes after finds the way free


def test_the_same_file_read_as_another_edition_is_refused(database: Path, tmp_path: Path) -> None:
    path = baci_file(tmp_path, [ROW], "trade.csv")
    first = load(database, path, Options(hs_edition="17"))
    assert not load(database, path, Options(hs_edition="17")).is_new
    with pytest.raises(TradeDataError, match=r"is there as import 1, read as HS 2017, not as HS 2022\. .*: trade remove 1"):
        load(database, path, Options(hs_edition="22"))
    remove_import(database, first.import_id)
    assert load(database, path, Options(hs_edition="22")).editions == ("HS 2022",)


def test_a_name_and_an_option_that_differ_are_refused(database: Path, tmp_path: Path) -> None:
    path = baci_file(tmp_path, [ROW])
    with pytest.raises(TradeDataError, match="the name says HS22, --hs-edition says 17"):
        load(database, path, Options(hs_edition="17"))
    assert load(database, path, Options(hs_edition="22")).is_new


def test_all_doubled_rows_are_counted_however_many(database: Path, tmp_path: Path) -> None:
    rows = [(2023, 124, 156, 100000 + code, "1") for code in range(10_100, 10_200)] * 120
    with pytest.raises(BadRowsError) as refused:
        load(database, baci_file(tmp_path, rows))
    assert refused.value.count == 11_900
    assert len(refused.value.bad) == staging.MOST_BAD
    assert load(database, baci_file(tmp_path, rows), skip_bad=True).bad_count == 11_900
    assert len(flows(database)) == 100


# limits and files that are none


def test_limits_of_rows_bytes_and_time_are_said(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = baci_file(tmp_path, [ROW, (2023, 4, 8, 10121, "1")])
    with pytest.raises(TradeDataError, match="took too long"):
        load(database, path, seconds=0.0)
    monkeypatch.setattr(staging, "MOST_ROWS", 1)
    with pytest.raises(TradeDataError, match="has more than 1 rows"):
        load(database, path)
    monkeypatch.setattr(sheets, "MOST_BYTES", 20)
    with pytest.raises(TradeDataError, match=r"unpacked\. Split it"):
        load(database, path)
    assert not staging_of(database).exists()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.csv", b"", "is empty"),
        ("BACI_HS22.csv", b"t,i,j,k,v,q\n", "holds no figure that can be used"),
        ("BACI_HS96.csv", b"t,i,j,k,v,q\n2023,124,156,120510,\xff,1\n", "Save it as UTF-8"),
        ("BACI_HS12.csv", b"t,i,j,k,v,q\n" + b"1" * (9 << 20), "holds a line of more than 4 MB"),
        ("other.csv", b"a,b\n1,2\n", "is no known table of trade figures"),
        ("broken.zip", b"PK\x03\x04 nonsense", "is damaged"),
        ("cut.csv.gz", gzip.compress(baci([ROW] * 2000).encode())[:60], "damaged|breaks off|cannot be read"),
        ("cut.json", reply([record()])[:300], "is no whole JSON document"),
        ("none.json", reply([]), "holds no rows"),
        ("what.json", b'{"data": 5}', "is no table"),
        ("full_202452.7z", b"7z", "Unpack it first"),
        ("deep.json", b"[" * 100_000, "is no whole JSON document"),
    ],
)
def test_a_file_that_is_none_gets_a_sentence(database: Path, tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(TradeDataError, match=says):
        load(database, path)


def test_a_file_that_is_not_there(database: Path, tmp_path: Path) -> None:
    with pytest.raises(TradeDataError, match=r"cannot be read: No such file or directory\. Check the path"):
        load(database, tmp_path / "no.csv")


def test_a_database_that_is_none_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "notes.duckdb", "my notes, not a database, but long enough to look like one " * 50)
    before = path.read_bytes()
    with pytest.raises(TradeDataError, match=r"notes\.duckdb: cannot be used"):
        load(path, baci_file(tmp_path, [ROW]))
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE format (version INTEGER)")
    with pytest.raises(TradeDataError, match="is no trade database of this version"):
        load(path, baci_file(tmp_path, [ROW]))


# what is documented


def test_the_tables_are_as_documented(database: Path, tmp_path: Path) -> None:
    load(database, baci_file(tmp_path, [ROW]))
    with duckdb.connect(str(database), read_only=True) as con:
        for table, columns in TABLES.items():
            held = con.execute(f"DESCRIBE {table}").fetchall()
            assert [(row[0], row[1]) for row in held] == [(name, kind) for name, kind, _, _ in columns]
        assert con.execute("SELECT sector, usd FROM sector_flows").fetchall() == [("agriculture", 1500)]


def test_codes_of_areas_are_consistent() -> None:
    known = iso3_by_code(COMTRADE)
    assert all(known[code] == iso3 for iso3, code in comtrade_codes().items())
    assert comtrade_codes()["USA"] == "842"
    assert {"FR": "FRA", "EL": "GRC", "GR": "GRC", "XS": "SRB"}.items() <= iso3_by_code(COMEXT).items()
    assert SDMX_HEADER.count(",") == 10


_CODES = st.sampled_from([10121, 20130, 120510, 270900, 720851, 870380, 870899, 999999])
_ROWS = st.dictionaries(
    st.tuples(st.sampled_from([124, 842, 251, 490]), st.sampled_from([156, 392]), _CODES),
    st.integers(0, 10**9),
    min_size=1,
    max_size=30,
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS, crlf=st.booleans(), tail=st.sampled_from(["", "\n", "\n\n"]))
def test_every_dollar_of_a_sound_file_is_in_the_database(
    tmp_path: Path, rows: dict[tuple[int, int, int], int], crlf: bool, tail: str
) -> None:
    folder = tmp_path / str(time.monotonic_ns())
    folder.mkdir()
    text = baci([(2023, *key, f"{usd / 1000:.3f}") for key, usd in rows.items()]) + tail
    path = folder / BACI_NAME
    path.write_bytes((text.replace("\n", "\r\n") if crlf else text).encode())
    outcome = load(folder / "trade.duckdb", path)
    assert outcome.row_count == len(rows)
    assert sum(usd for (usd,) in flows(folder / "trade.duckdb", "usd")) == sum(rows.values())
