"""`python -m analysis trade ...` as a user meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import cli
from analysis.trade.findings import Role

ROOT = Path(__file__).parent.parent
SEED = str(ROOT / "seeds" / "seed_article.txt")
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text(
        "Tariff on metal\n\nThe United States imposed a 25% tariff on $12 billion of Canadian steel on Monday. "
        "American brewers will pay more for cans.\n",
        encoding="utf-8",
    )
    return str(path)


def test_value_adds_keys_and_leaves_the_reading_as_it_is(story: str, capsys: Captured) -> None:
    assert cli.main(["read", story, "--format", "json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert cli.main(["trade", "value", story, "--format", "json"]) == 0
    valued = json.loads(capsys.readouterr().out)
    assert {key: valued[key] for key in plain} == plain
    assert set(valued) - set(plain) == {"trade"}
    stake = valued["trade"]["stakes"][0]
    assert (stake["sector"], stake["exporter"], stake["importer"], stake["year"]) == (
        "metals",
        "CAN",
        "USA",
        2024,
    )
    assert stake["value"]["low_usd"] == stake["value"]["high_usd"] > 30_000_000_000
    assert stake["stated_amounts"] == ["$12 billion"]
    assert stake["source"] in valued["trade"]["attribution"]
    assert {"26", "72", "73"} <= set(stake["hs_codes"])
    assert stake["pair_total"]["hs_codes"] == []


def test_a_perspective_marks_what_is_derived_and_quotes_what_is_stated(story: str, capsys: Captured) -> None:
    assert cli.main(["trade", "value", story, "--as", "usa", "--format", "jsonl"]) == 0
    record = json.loads(capsys.readouterr().out)
    metals = record["read_as"]["sectors"][0]
    assert record["read_as"]["country"] == "USA"
    assert metals["outlook"] == "mixed"
    by_role = {effect["role"]: effect for effect in metals["effects"]}
    assert by_role["importer"]["basis"] == "stated"
    assert by_role["importer"]["evidence"][0]["text"] == "American brewers will pay more for cans."
    assert by_role["producer"]["basis"] == "derived"
    assert by_role["producer"]["why"]


def test_the_seed_as_text(capsys: Captured) -> None:
    assert cli.main(["trade", "value", SEED, "--as", "CAN", "--role", "exporter"]) == 0
    told = capsys.readouterr().out
    assert told.count("$27.7 bn") == 1
    assert "Canada (CAN) to China (CHN): all goods $27.7 bn (2023, CEPII BACI 2023, FOB, reconciled from both sides, HS 2022)" in told
    assert told.count("Only the total of goods is held for this pair, not its sectors.") == 2  # each way
    hopes = next(line for line in told.splitlines() if line.startswith("    market access, standards, uncertainty"))
    assert "(hoped; between whom: by the talks): EV supply chain, Agri-food processing" in hopes
    assert "exporter opportunity by market access, hoped: gains access, if the talks bring it" in told
    assert "Read as Canada, exporter (derived" in told
    assert "Source: CEPII, BACI" in told


def test_trade_with_everybody_is_told_in_words(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "all.txt").write_text("Duties\n\nWashington imposed a 10% tariff on all imports on Monday.")
    assert cli.main(["trade", "value", str(tmp_path / "all.txt")]) == 0
    told = capsys.readouterr().out
    assert "all partners to United States (USA): all goods $3.1 tn" in told
    assert "ALL" not in told


def test_several_articles_are_an_array(story: str, capsys: Captured) -> None:
    assert cli.main(["trade", "value", story, SEED, "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_a_file_that_cannot_be_read_is_named(story: str, capsys: Captured) -> None:
    assert cli.main(["trade", "value", story, "nowhere.txt"]) == 1
    assert "nowhere.txt" in capsys.readouterr().err
    assert cli.main(["trade", "value", "nowhere.txt"]) == 2


def test_a_role_without_a_country_is_refused(story: str, capsys: Captured) -> None:
    assert cli.main(["trade", "value", story, "--role", "exporter"]) == 2
    assert "Say --as CAN" in capsys.readouterr().err


@pytest.mark.parametrize("code", ["Canada", "C", "12A", ""])
def test_a_country_is_three_letters(code: str, story: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        cli.main(["trade", "value", story, "--as", code])
    assert "ISO 3166-1" in capsys.readouterr().err


def test_what_if_shows_every_formula(capsys: Captured) -> None:
    assert cli.main(["trade", "what-if", "CAN", "USA", "metals", "--to", "25"]) == 0
    told = capsys.readouterr().out
    assert "change in duty (arithmetic): $7.8 bn\n    = $31.0 bn x (25% - 0%)" in told
    assert told.count("(model)") == 3
    assert told.count("American Economic Review") == 2


def test_what_if_as_json_says_what_is_a_model(capsys: Captured) -> None:
    assert cli.main(["trade", "what-if", "CAN", "CHN", "--from", "5", "--to", "0", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [result["is_model"] for result in record["results"]] == [False, True, True, True]
    assert record["results"][0]["low_usd"] == round(-0.05 * 27_661_862_590)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["CAN", "CHN", "metals", "--to", "25"], "not its sectors"),
        (["CAN", "USA", "tourism", "--to", "25"], "A service"),
        (["CAN", "USA", "metals", "--to", "-3"], "is no rate"),
    ],
)
def test_what_if_without_an_answer_says_why(arguments: list[str], told: str, capsys: Captured) -> None:
    assert cli.main(["trade", "what-if", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_every_role_can_be_asked_for(story: str, capsys: Captured) -> None:
    for role in Role:
        assert (
            cli.main(["trade", "value", story, "--as", "USA", "--role", str(role), "--format", "json"]) == 0
        )
        assert json.loads(capsys.readouterr().out)["read_as"]["role"] == str(role)


def test_reading_an_article_loads_no_trade_figures() -> None:
    """The tables are read when somebody asks for a value, and not before."""
    code = (
        "import sys, analysis, analysis.options as o; from analysis.trade.embedded import load_embedded as e; "
        "engine = analysis.load_engine(); analysis.analyse(analysis.article_from_text('Tariffs on steel.'), engine); "
        "sys.exit(e.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=120).returncode == 0
