"""The commands: what they print, and the sentence for every mistake."""

import json
import re
from pathlib import Path

import pytest

from analysis.cli import main
from tests.corpus_kit import mini_file, record, write_lines

WATCHLIST = """\
watches:
  - name: Steel
    sectors: [metals]
  - name: Tariffs on Canada
    places: [CAN]
    channels: [tariff]
"""


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", [*(record(n) for n in range(30)), {"text": ""}])


def corpus(*arguments: str | Path) -> int:
    return main(["corpus", *map(str, arguments)])


def add(store: Path, *inputs: Path) -> int:
    return corpus("add", store, *inputs, "--runner", "serial", "--taxonomy", mini_file())


def test_a_store_from_addition_to_answer(feed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "store"
    assert add(store, feed) == 1
    assert capsys.readouterr().out == (
        "30 articles added, 1 not read (corpus rejects says why). The store holds 30 articles.\n"
    )
    assert add(store, feed) == 1
    assert "0 articles added, 30 were there already" in capsys.readouterr().out
    assert corpus("check", store) == 0
    assert capsys.readouterr().out == "30 articles, 1 shard: nothing lost, nothing double.\n"
    assert corpus("rejects", store, "--format", "jsonl") == 0
    assert json.loads(capsys.readouterr().out)["reason"] == "has an empty text"
    assert corpus("status", store) == 0
    assert capsys.readouterr().out.startswith("30 articles, 30 stories, 0 copies, 5 outlets\n")
    assert corpus("query", store, "select count(*) as n from articles", "--format", "csv") == 0
    assert capsys.readouterr().out == "n\n30\n"
    assert corpus("threads", store, "--format", "jsonl", "--steps") == corpus("threads", store, "--steps") == 0
    capsys.readouterr()
    assert corpus("threads", store) == 0
    heads, first, *_ = capsys.readouterr().out.splitlines()
    assert heads.startswith("IMPLEMENTER")
    assert re.match(r"[A-Z][A-Za-z ]+ \([A-Z]{3}\)  ", first)
    assert corpus("query", store, "select key from articles", "--most", "2") == 0
    assert "Only the first 2 rows are shown" in capsys.readouterr().err
    assert corpus("query", store, "select key from articles", "--most", "1") == 0
    assert "Only the first 1 row is shown" in capsys.readouterr().err


def test_what_was_not_read_read_with_a_fault_and_a_copy_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, story = tmp_path / "store", record(1)
    again = {**story, "url": "https://example.net/2", "source": "another"}
    lines = [story, {"text": ""}, {**record(2), "date": "someday"}, again, story]
    assert add(store, write_lines(tmp_path / "in.jsonl", lines)) == 1
    assert capsys.readouterr().out == (
        "3 articles added, 1 was there already and skipped, 1 not read, 1 read with a fault (corpus rejects says why). "
        "The store holds 3 articles.\n"
    )
    corpus("rejects", store, "--format", "jsonl")
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["outcome"], row["place"].rpartition(":")[2]) for row in told] == [("not read", "2"), ("read with a fault", "3"), ("copy", "4")]
    assert "the article was kept without it" in told[1]["reason"]
    assert told[2]["reason"].endswith("in.jsonl:1")
    corpus("status", store)
    out = capsys.readouterr().out
    assert out.startswith("3 articles, 2 stories, 1 copy, 3 outlets\n")
    assert "inputs: 1 not read, 1 read with a fault, 1 copy that counts with its story (corpus rejects)\n" in out


def test_news_are_what_came_since_the_last_look(feed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, watchlist = tmp_path / "store", tmp_path / "watch.yaml"
    watchlist.write_text(WATCHLIST)
    add(store, feed)

    def look(*more: str) -> list[dict[str, object]]:
        capsys.readouterr()
        assert corpus("watch", store, watchlist, "--format", "jsonl", *more) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    first = look("--keep")
    assert {news["watch"] for news in first} == {"Steel", "Tariffs on Canada"}
    assert look() == first
    assert look() == []
    add(store, write_lines(tmp_path / "more.jsonl", [record(n) for n in range(30, 60)]))
    new = look()
    assert new
    assert all(int(str(news["article_no"])) > 30 for news in new)
    assert look("--all")[: len(new)] != []
    assert len(look("--all")) == len(first) + len(new)


def test_a_day_is_given_to_articles_that_have_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in" / "own.jsonl", [{**record(1), "date": "2026-01-05"}])
    (tmp_path / "in" / "text.txt").write_text("Canada imposed a tariff on steel.")
    corpus("add", tmp_path / "store", tmp_path / "in", "--runner", "serial", "--date", "2026-04-03")
    corpus("query", tmp_path / "store", "select published from articles order by 1", "--format", "csv")
    assert capsys.readouterr().out.splitlines()[-2:] == ["2026-01-05", "2026-04-03"]


def test_no_threads_without_days_is_said_to_be_for_want_of_days(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    undated, store = tmp_path / "a.txt", tmp_path / "store"
    undated.write_text("Tariff\n\nOttawa laid a 25% duty on Chinese steel.\n", encoding="utf-8")
    assert add(store, undated) == 0
    capsys.readouterr()
    assert corpus("threads", store) == 0
    assert "1 article says no day and cannot be followed (--date)" in capsys.readouterr().err


def test_a_story_of_two_watches_is_one_story(feed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    watchlist = tmp_path / "watch.yaml"
    watchlist.write_text("watches: [{name: Steel, sectors: [metals]}, {name: Steel too, sectors: [metals]}]")
    add(tmp_path / "store", feed)
    capsys.readouterr()
    corpus("watch", tmp_path / "store", watchlist, "--format", "jsonl")
    out, err = capsys.readouterr()
    rows = len(out.splitlines())
    assert rows
    assert err == (
        f"{rows // 2} stories in the whole store, {rows} rows: a story of two watches is listed under each.\n"
        "Marked as seen: the next look shows only what comes after. --keep looks without marking.\n"
    )
    corpus("watch", tmp_path / "store", watchlist, "--keep")
    assert "Marked" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("watches: []", "must hold a list"),
        ("watches:\n  - sectors: [metals]", "has no name"),
        ("watches:\n  - name: a\n    sectors: [stele]", "watch.yaml:3: stele is not one of the sectors"),
        ("watches:\n  - name: a\n    places: [Canada]", "Canada is not one of the places"),
        ("watches:\n  - name: a\n    color: red", "key color is not known"),
        ("watches:\n  - name: a", "asks for nothing"),
        ("watches:\n  - {name: a, sectors: []}", "asks for nothing"),
        ("watches:\n  - {name: a, text: b}\n  - {name: a, text: c}", "stands twice"),
        ("watches: [", "is not YAML"),
    ],
)
def test_a_watchlist_is_checked_with_lines(text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "watch.yaml").write_text(text)
    add(tmp_path / "store")
    assert corpus("watch", tmp_path / "store", tmp_path / "watch.yaml") == 2
    err = capsys.readouterr().err
    assert said in err
    assert ("is not one of" in said) <= ("asks for nothing" not in err)


@pytest.mark.parametrize("verb", ["status", "check", "rejects", "threads"])
def test_a_store_that_is_not_there_is_one_sentence(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus(verb, tmp_path / "none") == 2
    assert "is not a store. Make one with: corpus add" in capsys.readouterr().err


def test_tables_are_listed_without_a_store(capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus("query", "--tables") == 0
    assert "articles: one row per article as received" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        corpus("query")


def test_a_bad_map_is_one_sentence(feed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus("add", tmp_path / "store", feed, "--map", "words=body") == 2
    assert "is not FIELD=COLUMN" in capsys.readouterr().err
