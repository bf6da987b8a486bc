"""`python -m analysis evaluate`: what it prints, what it finds, how it changes floors."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.cli import main
from analysis.evaluate import (
    FIELDS,
)
from analysis.floors import (
    read_floors,
)
from tests.gold_kit import TEXT, row

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def files(write: Callable[..., Path], mini_file: Path) -> list[str]:
    """GOLD ARTICLES --taxonomy FILE, for the command line."""
    gold = write(row(), row(id="b", sectors=[], measures=[], places=[]))
    articles = write({"id": "a", "text": TEXT}, {"id": "b", "text": "Nothing."}, name="articles.jsonl")
    return [str(gold), str(articles), "--taxonomy", str(mini_file)]


def test_the_command_prints_a_table(files: list[str], capsys: Captured) -> None:
    assert main(["evaluate", *files]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("2 labelled articles; 95% intervals from 1,000 draws of whole articles\n")
    assert all(field.replace("_", " ") in out for field in FIELDS)


def test_the_command_prints_json(files: list[str], capsys: Captured) -> None:
    assert main(["evaluate", *files, "--format", "json", "--worst", "1"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["articles"] == 2
    assert record["figures"]["places"]["due"] == 2
    assert set(record["figures"]["outlook"]) == {"share", "hit", "said", "due"}
    assert len(record["worst"]) <= 1


def test_labels_to_mend_are_findings_with_their_line(files: list[str], capsys: Captured) -> None:
    gold = Path(files[0])
    gold.write_text(gold.read_text() + "\n{bad\n" + json.dumps(row(id="c")))
    assert main(["evaluate", *files]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("2 labelled articles")
    assert f"{gold}:3: is not JSON" in err
    assert f"{gold}:4: no article has the id 'c'. Add the article, or drop the row.\n" in err


def test_an_article_that_cannot_be_read_is_a_finding(files: list[str], capsys: Captured) -> None:
    Path(files[1]).write_text(json.dumps({"id": "a", "text": TEXT}) + "\n{bad")
    assert main(["evaluate", *files]) == 1
    err = capsys.readouterr().err
    assert f"{files[1]}:2: is not JSON" in err
    assert "no article has the id 'b'" in err


@pytest.mark.parametrize("missing", [0, 1])
def test_without_labels_or_articles_nothing_is_usable(
    files: list[str], capsys: Captured, missing: int
) -> None:
    Path(files[missing]).unlink()
    assert main(["evaluate", *files]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{files[missing]}: cannot be read" in err


def test_floors_are_made_checked_and_lowered_by_the_command(
    files: list[str], tmp_path: Path, capsys: Captured
) -> None:
    floors = tmp_path / "floors.json"
    with_floors = ["evaluate", *files, "--floors", str(floors)]
    assert main(with_floors) == 2
    assert "--raise-floors" in capsys.readouterr().err
    assert main([*with_floors, "--raise-floors"]) == 0
    assert main(with_floors) == 0
    capsys.readouterr()
    assert main([*with_floors, "--lower-floor", "places=0.5"]) == 2
    assert capsys.readouterr().err == "--lower-floor: has no reason. Say why with --reason TEXT.\n"
    assert main([*with_floors, "--lower-floor", "places=0.5", "--reason", "too few"]) == 0
    assert capsys.readouterr().out == "places: the floor is 0.500 now.\n"
    assert read_floors(floors).lowered[0].reason == "too few"
    assert main(with_floors) == 0
    assert "0.500" in capsys.readouterr().out


def test_a_figure_below_its_floor_is_a_finding_and_nothing_is_raised(
    files: list[str], tmp_path: Path, capsys: Captured
) -> None:
    floors = tmp_path / "floors.json"
    with_floors = ["evaluate", *files, "--floors", str(floors)]
    main([*with_floors, "--raise-floors"])
    Path(files[0]).write_text(json.dumps(row(places=["USA", "MEX"])))
    before = floors.read_text()
    assert main(with_floors) == 1
    err = capsys.readouterr().err
    assert "places: " in err
    assert "set for other labels" in err
    assert main([*with_floors, "--raise-floors"]) == 1
    assert "no floor was raised" in capsys.readouterr().err
    assert floors.read_text() == before


@pytest.mark.parametrize(
    "wrong",
    [
        ["--worst", "-1"], ["--worst", "many"], ["--lower-floor", "places"], ["--lower-floor", "places=2"],
        ["--lower-floor", "places=nan"], ["--raise-floors", "--lower-floor", "places=0.5"],
    ],
)  # fmt: skip
def test_an_option_that_makes_no_sense_is_unusable(
    files: list[str], wrong: list[str], capsys: Captured
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["evaluate", *files, *wrong])
    assert stop.value.code == 2
    assert "usage: python -m analysis evaluate" in capsys.readouterr().err


def test_changing_floors_takes_the_file(files: list[str], capsys: Captured) -> None:
    assert main(["evaluate", *files, "--raise-floors"]) == 2
    assert capsys.readouterr().err == "--floors: is missing. Name the file whose floors are to change.\n"
