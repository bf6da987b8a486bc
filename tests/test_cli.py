"""The command line, as a user meets it: what is printed, where, and the exit status."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import cli
from analysis.cli import main
from analysis.export import FORMATS
from analysis.model import ENGINE_VERSION
from analysis.taxonomy import load_taxonomy

ROOT = Path(__file__).parent.parent
STORY = "Wheat falls\n\nWheat prices fell on Monday. Growers of wheat and barley hope for better access to China.\n"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """Two good lines around a bad one."""
    path = tmp_path / "feed.jsonl"
    lines = [json.dumps({"id": "a", "text": STORY}), "{bad", json.dumps({"id": "b", "text": "Steel rose."})]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, arguments)],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_one_article_is_one_json_object(story: Path, mini_file: Path, capsys: Captured) -> None:
    assert main(["read", str(story), "--format", "json", "--taxonomy", str(mini_file)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["text"] == STORY
    assert [sector["id"] for sector in record["sectors"]] == ["agriculture"]
    evidence = record["sectors"][0]["evidence"]
    assert evidence
    assert all(STORY[e["start"] : e["end"]] == e["text"] for e in evidence)


def test_several_articles_are_an_array_in_the_order_given(
    story: Path, feed: Path, mini_file: Path, capsys: Captured
) -> None:
    main(["read", str(feed), str(story), "--format", "json", "--taxonomy", str(mini_file)])
    assert [record["id"] for record in json.loads(capsys.readouterr().out)][:2] == ["a", "b"]


def test_a_day_is_given_to_articles_that_have_none(tmp_path: Path, mini_file: Path, capsys: Captured) -> None:
    (tmp_path / "own.jsonl").write_text('{"id": "a", "text": "The tariff on steel takes effect on Friday.", "date": "2025-02-04"}\n')
    (tmp_path / "none.txt").write_text("The tariff on steel takes effect on Friday.")
    paths = [str(tmp_path / name) for name in ("own.jsonl", "none.txt")]
    assert main(["read", *paths, "--format", "json", "--taxonomy", str(mini_file), "--date", "2026-04-03"]) == 0
    days = [record["events"][0]["on"] for record in json.loads(capsys.readouterr().out)]
    assert days == ["2025-02-07", "2026-04-03"]
    for wrong in ("Friday", "0001-01-01", "2026-02-30"):
        with pytest.raises(SystemExit, match="2"):
            main(["read", *paths, "--date", wrong])
        assert f"'{wrong}' is no day. Write YYYY-MM-DD" in capsys.readouterr().err


def test_a_bad_line_is_told_and_the_rest_goes_on(feed: Path, mini_file: Path, capsys: Captured) -> None:
    assert main(["read", str(feed), "--format", "jsonl", "--taxonomy", str(mini_file)]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "b"]
    assert err.startswith(f"{feed}:2: is not JSON")
    assert err.count("\n") == 1


def test_a_missing_file_among_others_is_a_finding(story: Path, mini_file: Path, capsys: Captured) -> None:
    missing = str(story.with_name("missing.txt"))
    assert main(["read", missing, str(story), "--taxonomy", str(mini_file)]) == 1
    out, err = capsys.readouterr()
    assert "Wheat falls" in out
    assert err == f"{missing}: cannot be read: No such file or directory. Check the path.\n"


def test_nothing_but_a_missing_file_is_unusable(tmp_path: Path, mini_file: Path, capsys: Captured) -> None:
    assert main(["read", str(tmp_path / "missing.txt"), "--taxonomy", str(mini_file)]) == 2
    assert "No such file" in capsys.readouterr().err


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_names_the_sector(story: Path, mini_file: Path, capsys: Captured, style: str) -> None:
    assert main(["read", str(story), "--format", style, "--taxonomy", str(mini_file)]) == 0
    assert "Agriculture" in capsys.readouterr().out


def test_the_table_is_what_one_gets_without_asking(story: Path, mini_file: Path, capsys: Captured) -> None:
    main(["read", str(story), "--taxonomy", str(mini_file)])
    plain = capsys.readouterr().out
    main(["read", str(story), "--format", "table", "--taxonomy", str(mini_file)])
    assert plain == capsys.readouterr().out
    assert plain.startswith("Wheat falls\n")


def test_a_note_on_the_reading_stands_in_the_result(tmp_path: Path, mini_file: Path, capsys: Captured) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Café prices and wheat".encode("cp1252"))
    assert main(["read", str(path), "--format", "json", "--taxonomy", str(mini_file)]) == 0
    out, err = capsys.readouterr()
    assert "The text is not UTF-8 and was read as Windows-1252." in json.loads(out)["notes"]
    assert "Windows-1252" in err


def test_a_bad_taxonomy_is_unusable_and_every_problem_is_told(
    story: Path, tmp_path: Path, capsys: Captured
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("sectors:\n  - id: a\n    nmae: A\n")
    assert main(["read", str(story), "--taxonomy", str(bad)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("bad.yaml:") > 1
    assert "nmae" in err


def test_a_clean_taxonomy_passes(mini_file: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["taxonomy", "check", str(mini_file)]) == 0
    assert capsys.readouterr().out == "mini.yaml: 3 sectors, 8 terms, nothing to mend.\n"
    small = tmp_path / "small.yaml"
    segment = "segments: [{id: b, name: B, terms: [wheat]}]"
    sector = f"{{id: a, name: A, group: goods, description: C., hs: ['10'], {segment}}}"
    small.write_text(f"version: '1'\nsectors: [{sector}]\n", encoding="utf-8")
    assert main(["taxonomy", "check", str(small)]) == 0
    assert capsys.readouterr().out == "small.yaml: 1 sector, 1 term, nothing to mend.\n"


def test_unwise_entries_are_findings(mini_file: Path, capsys: Captured) -> None:
    mini_file.write_text(mini_file.read_text().replace("[wheat, barley]", "[wheat, ox]"))
    assert main(["taxonomy", "check", str(mini_file)]) == 1
    assert capsys.readouterr().out.startswith("mini.yaml:11: term ox has fewer than three letters.")


@pytest.mark.parametrize("content", ["sectors: ]", "", "sectors: 7", "\x00"])
def test_a_taxonomy_that_cannot_be_loaded_is_unusable(mini_file: Path, capsys: Captured, content: str) -> None:
    mini_file.write_text(content)
    assert main(["taxonomy", "check", str(mini_file)]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("mini.yaml:1: ")
    assert err == ""


def test_the_sectors_of_a_taxonomy_are_listed(mini_file: Path, capsys: Captured) -> None:
    assert main(["taxonomy", "list", str(mini_file)]) == 0
    heads, *rows = capsys.readouterr().out.splitlines()
    assert heads.split() == ["ID", "NAME", "GROUP", "SEGMENTS"]
    assert len(rows) == len(load_taxonomy(mini_file).sectors)
    assert all("  goods  " in row for row in rows)


def test_a_taxonomy_that_is_not_there_is_unusable(tmp_path: Path, capsys: Captured) -> None:
    assert main(["taxonomy", "check", str(tmp_path / "none.yaml")]) == 2
    assert "cannot be read" in capsys.readouterr().out


def test_results_go_to_a_file_whole(story: Path, mini_file: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    out.chmod(0o640)
    assert main(["read", str(story), "--format", "json", "--taxonomy", str(mini_file), "--out", str(out)]) == 0
    assert json.loads(out.read_text())["title"] == "Wheat falls"
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert capsys.readouterr().out == ""
    assert not list(tmp_path.glob(".*.part"))


def test_a_csv_file_opens_with_the_mark_that_spreadsheets_need(story: Path, mini_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    main(["read", str(story), "--format", "csv", "--taxonomy", str(mini_file), "--out", str(out)])
    assert out.read_bytes().startswith(b"\xef\xbb\xbfarticle_id,title,sector,")


def test_a_file_stays_as_it_was_when_nothing_could_be_read(mini_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    missing = str(tmp_path / "missing.txt")
    assert main(["read", missing, "--taxonomy", str(mini_file), "--out", str(out)]) == 2
    assert out.read_text() == "old"
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("name", ["", "no/such/folder/out.csv"])
def test_a_file_that_cannot_be_written_is_unusable(
    story: Path, mini_file: Path, tmp_path: Path, capsys: Captured, name: str
) -> None:
    out = str(tmp_path / name)
    assert main(["read", str(story), "--taxonomy", str(mini_file), "--out", out]) == 2
    assert capsys.readouterr().err.startswith(f"{out}: cannot be written: ")


def test_an_interruption_is_told_in_a_word_and_leaves_nothing_behind(
    story: Path, mini_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.pipeline.analyse", interrupt)
    out = tmp_path / "out.json"
    assert main(["read", str(story), "--taxonomy", str(mini_file), "--out", str(out)]) == 130
    assert capsys.readouterr().err == "Interrupted.\n"
    assert list(tmp_path.iterdir()) == [] or not out.exists()
    assert not list(tmp_path.glob(".*.part"))


def test_standard_input_is_read_and_nothing_but_results_is_printed(mini_file: Path) -> None:
    done = run("read", "-", "--format", "jsonl", "--taxonomy", mini_file, stdin=STORY)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["title"] == "Wheat falls"


def test_a_reader_that_leaves_early_is_no_accident(feed: Path, mini_file: Path) -> None:
    readable, writable = os.pipe()
    os.close(readable)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "analysis", "read", str(feed), "--taxonomy", str(mini_file)],
            cwd=ROOT,
            stdout=writable,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    finally:
        os.close(writable)
    assert done.returncode == 141
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_without_a_traceback(story: Path, mini_file: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "analysis", "read", str(story), "--taxonomy", str(mini_file)],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == (
        "standard output: cannot be written: No space left on device. Free some space, or use --out FILE.\n"
    )


def test_the_version_is_printed() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"trade-sector-exposure {ENGINE_VERSION}\n")


@pytest.mark.parametrize("arguments", [[], ["read"], ["read", "x.txt", "--format", "xml"], ["taxonomy"], ["write"]])
def test_a_command_that_makes_no_sense_is_unusable(arguments: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "usage: python -m analysis" in capsys.readouterr().err


def test_every_option_of_every_command_has_help() -> None:
    waiting = [cli._parser()]
    seen = 0
    while waiting:
        for action in waiting.pop()._actions:
            seen += 1
            if isinstance(action.choices, dict):
                waiting.extend(action.choices.values())
                assert all(choice.help for choice in action._get_subactions())
            else:
                assert action.help, action
    assert seen > 8


def test_the_command_starts_without_the_dashboard() -> None:
    code = "import sys, analysis.cli; print([m for m in ('streamlit', 'plotly', 'pandas') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout == "[]\n"
