"""trade import, status and remove as they are typed: what is printed, where, and the exit status."""

import json
from pathlib import Path

import pytest

from analysis.cli import main
from tests.trade_kit import BACI_NAME, baci_file, sdmx

ROWS = [(2023, 124, 156, 120510, "1.5"), (2023, 124, 697, 120510, "7")]


@pytest.fixture
def place(tmp_path: Path) -> list[str]:
    return ["--database", str(tmp_path / "trade.duckdb")]


def test_import_says_what_it_loaded_and_what_it_passed_over(tmp_path: Path, place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path = str(baci_file(tmp_path, ROWS))
    assert main(["trade", "import", path, *place]) == 0
    told = capsys.readouterr().out
    assert f"{BACI_NAME}: import 1, 1 figure of 2023 (baci_hs22_v202501; HS 2022)." in told
    assert "1 row passed over: an area that is no country of today (7,000 dollars)." in told
    assert main(["trade", "import", path, *place]) == 0
    assert "is there already, as import 1" in capsys.readouterr().out


def test_import_goes_on_after_a_file_that_is_none(tmp_path: Path, place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = str(baci_file(tmp_path, ROWS)), tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n")
    assert main(["trade", "import", str(bad), *place]) == 2
    assert main(["trade", "import", str(bad), good, *place]) == 1
    told = capsys.readouterr()
    assert "bad.csv:1: is no known table of trade figures" in told.err
    assert "import 1" in told.out


def test_import_refuses_a_file_with_bad_rows_unless_told_otherwise(tmp_path: Path, place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path = str(baci_file(tmp_path, [*ROWS, (2023, 124, 156, 120590, "x")]))
    assert main(["trade", "import", path, *place]) == 2
    told = capsys.readouterr().err
    assert f"{BACI_NAME}:4: v: 'x' is no value. Write a number with a point." in told
    assert "was not loaded because of 1 bad row. Mend what is named, or give --skip-bad." in told
    assert main(["trade", "import", "--skip-bad", path, *place]) == 1
    assert "1 bad row left out, so its sums are too small" in capsys.readouterr().err


def test_a_rate_is_kept_and_told(tmp_path: Path, place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "comext.csv"
    path.write_text(sdmx(("DE", "CN", "870380", "2", "VALUE_IN_EUROS", "2024", "1000")))
    assert main(["trade", "import", str(path), "--usd-per-eur", "1.1", *place]) == 0
    assert main(["trade", "status", *place]) == 0
    assert "converted at 1.1 dollars a euro" in capsys.readouterr().out


def test_status_says_source_years_and_licence(tmp_path: Path, place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trade", "status", *place]) == 0
    assert "no figures of your own yet" in capsys.readouterr().out
    main(["trade", "import", str(baci_file(tmp_path, ROWS)), *place])
    capsys.readouterr()
    assert main(["trade", "status", *place]) == 0
    told = capsys.readouterr().out
    assert "baci_hs22_v202501: reconciled from both sides, FOB, HS 2022, 2023" in told
    assert "Licence: Licence Ouverte Etalab 2.0." in told
    assert main(["trade", "status", "--format", "json", *place]) == 0
    known = json.loads(capsys.readouterr().out)
    assert (known["imports"][0]["row_count"], known["sources"][0]["valuation"]) == (1, "FOB")


def test_status_lists_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trade", "status", "--tables"]) == 0
    assert "usd            BIGINT     US dollars" in capsys.readouterr().out


def test_remove_takes_an_import_out(tmp_path: Path, place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["trade", "import", str(baci_file(tmp_path, ROWS)), *place])
    assert main(["trade", "remove", "1", *place]) == 0
    assert main(["trade", "remove", "1", *place]) == 2
    assert "has no import 1. See: trade status." in capsys.readouterr().err


def test_own_figures_that_cannot_be_read_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "trade.duckdb"
    monkeypatch.setenv("TRADE_DATABASE", str(path))
    assert main(["trade", "what-if", "CAN", "USA", "metals", "--to", "25"]) == 0
    assert capsys.readouterr().err == ""
    path.write_bytes(b"no database" * 500)
    assert main(["trade", "what-if", "CAN", "USA", "metals", "--to", "25"]) == 0
    assert "Only the figures that come with the project are used." in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [["import", "x.csv", "--usd-per-eur", "108"], ["import", "x.csv", "--hs-edition", "21"], ["fetch", "--reporter", "CAN"],
     ["fetch", "--reporter", "CAN", "--partner", "CHN", "--year", "24"], ["import", "x.csv", "--seconds", "0"]],
)  # fmt: skip
def test_options_that_make_no_sense_are_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["trade", *words])
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err
