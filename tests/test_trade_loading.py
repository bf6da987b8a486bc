"""Files of trade figures into the database: whole or not at all, only once, within limits, as documented."""

import errno
import gzip
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.trade import database as databases
from analysis.trade import loading, sheets, staging
from analysis.trade.areas import COMEXT, COMTRADE, comtrade_codes, iso3_by_code
from analysis.trade.database import TABLES, staging_of
from analysis.trade.formats import Options
from analysis.trade.loading import BadRowsError, remove_import, status_of
from analysis.trade.sheets import TradeDataError
from tests.trade_kit import (
    BACI_NAME,
    CANOLA_TO_CHINA,
    CENSUS_IMPORTS,
    SDMX_HEADER,
    baci,
    baci_file,
    census_file,
    flows,
    load,
    record,
    reply,
    written,
)

# whole or not at all, only once


def test_a_later_file_replaces_the_same_figures_only(database: Path, tmp_path: Path) -> None:
    load(database, census_file(tmp_path, CENSUS_IMPORTS, ("C", "100", "12", "2024-12", "HS2", "1220"), ("C", "7", "13", "2024-12", "HS2", "1220")))
    outcome = load(database, census_file(tmp_path, CENSUS_IMPORTS, ("C", "110", "12", "2024-12", "HS2", "1220")))
    assert outcome.replaced_count == 1
    assert flows(database) == [("CAN", "USA", "12", 110), ("CAN", "USA", "13", 7)]


def test_a_file_that_made_way_says_so_when_it_comes_again(database: Path, tmp_path: Path) -> None:
    first = load(database, baci_file(tmp_path, [CANOLA_TO_CHINA]))
    load(database, baci_file(tmp_path, [(*CANOLA_TO_CHINA[:4], "9")]))
    again = load(database, baci_file(tmp_path, [CANOLA_TO_CHINA]))
    assert (again.is_new, again.import_id, again.replaced_count) == (False, first.import_id, 1)
    remove_import(database, first.import_id)
    load(database, baci_file(tmp_path, [CANOLA_TO_CHINA]))
    assert flows(database, "usd") == [(1500,)]


def test_an_import_can_be_taken_out(database: Path, tmp_path: Path) -> None:
    outcome = load(database, baci_file(tmp_path, [CANOLA_TO_CHINA]))
    assert remove_import(database, outcome.import_id) == 1
    assert flows(database) == []
    with pytest.raises(TradeDataError, match="has no import 1"):
        remove_import(database, 1)
    assert load(database, baci_file(tmp_path, [CANOLA_TO_CHINA])).is_new


def test_nothing_is_kept_when_the_last_step_fails(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database, baci_file(tmp_path, [CANOLA_TO_CHINA]))

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
    load(database, baci_file(tmp_path, [CANOLA_TO_CHINA], "BACI_HS17_Y2023_V202501.csv"))
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
    load(database, baci_file(tmp_path, [(*CANOLA_TO_CHINA[:4], "2")], "BACI_HS17_Y2023_V202501.csv"))
    path = baci_file(tmp_path, [CANOLA_TO_CHINA])
    other_path = baci_file(tmp_path, [(*CANOLA_TO_CHINA[:4], "9")], "BACI_HS96_Y2023_V202501.csv")
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
    path = baci_file(tmp_path, [CANOLA_TO_CHINA], "trade.csv")
    first = load(database, path, Options(hs_edition="17"))
    assert not load(database, path, Options(hs_edition="17")).is_new
    with pytest.raises(TradeDataError, match=r"is there as import 1, read as HS 2017, not as HS 2022\. .*: trade remove 1"):
        load(database, path, Options(hs_edition="22"))
    remove_import(database, first.import_id)
    assert load(database, path, Options(hs_edition="22")).editions == ("HS 2022",)


def test_a_name_and_an_option_that_differ_are_refused(database: Path, tmp_path: Path) -> None:
    path = baci_file(tmp_path, [CANOLA_TO_CHINA])
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
    path = baci_file(tmp_path, [CANOLA_TO_CHINA, (2023, 4, 8, 10121, "1")])
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
        ("cut.csv.gz", gzip.compress(baci([CANOLA_TO_CHINA] * 2000).encode())[:60], "damaged|breaks off|cannot be read"),
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
        load(path, baci_file(tmp_path, [CANOLA_TO_CHINA]))
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE format (version INTEGER)")
    with pytest.raises(TradeDataError, match="is no trade database of this version"):
        load(path, baci_file(tmp_path, [CANOLA_TO_CHINA]))


# what is documented


def test_the_tables_are_as_documented(database: Path, tmp_path: Path) -> None:
    load(database, baci_file(tmp_path, [CANOLA_TO_CHINA]))
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
