"""What is held in memory to be counted: stories only, and one outlook where several channels touch the whole economy."""

from pathlib import Path

import pytest

from analysis.corpus.connect import Connection, QueryError, connect
from analysis.corpus.counted import hold_counted
from analysis.corpus.filters import FIND_HITS, HITS
from analysis.corpus.store import Store
from tests.corpus_kit import add, record, write_lines

CLAIM = "INSERT INTO claims VALUES (?, DATE '2026-11-02', ?, ?, ?, 'in_force', ['USA'], 1, 'A tariff.')"


@pytest.fixture
def con(tmp_path: Path) -> Connection:
    """A connection to a store, whose claims are replaced by a table that a test fills."""
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", [record(1)]))
    con = connect(Store(tmp_path / "store"))
    con.execute("CREATE TABLE own AS FROM claims LIMIT 0; CREATE TABLE doubled AS FROM copies LIMIT 0")
    for name, table in (("claims", "own"), ("copies", "doubled")):
        con.execute(f"DROP VIEW {name}; ALTER TABLE {table} RENAME TO {name}")
    return con


@pytest.mark.parametrize(
    ("outlooks", "whole"),
    [
        (("risk", "watch"), "risk"),
        (("watch", "opportunity"), "opportunity"),
        (("opportunity", "risk"), "mixed"),
        (("mixed", "watch"), "mixed"),
        (("watch",), "watch"),
    ],
)
def test_the_outlook_of_the_whole_economy_joins_its_channels(
    con: Connection, outlooks: tuple[str, ...], whole: str
) -> None:
    for channel, outlook in zip(("tariff", "subsidy"), outlooks, strict=False):
        con.execute(CLAIM, [9, "whole_economy", channel, outlook])
    hold_counted(con)
    found = con.execute("SELECT outlook::VARCHAR FROM told_sums WHERE article_no = 9").fetchall()
    assert found == [(whole,)]


def test_copies_are_not_held(con: Connection) -> None:
    for number in (7, 8):
        con.execute(CLAIM, [number, "energy", "tariff", "risk"])
    con.execute("INSERT INTO copies (article_no, story_no) VALUES (8, 7)")
    hold_counted(con)
    assert con.execute("SELECT article_no FROM told").fetchall() == [(7,)]
    assert con.execute("SELECT article_no, place::VARCHAR FROM told_places").fetchall() == [(7, "USA")]


def test_words_are_held_once_a_story_whatever_their_case_and_accents(con: Connection) -> None:
    for channel in ("tariff", "subsidy"):
        con.execute(CLAIM.replace("A tariff.", "São Tomé DUTIES"), [7, "energy", channel, "risk"])
    hold_counted(con)
    con.execute(HITS)
    assert con.execute("SELECT words FROM told_words WHERE article_no = 7").fetchall() == [("sao tome duties",)]
    for asked, found in (("TOMÉ dut", [(7,)]), ("tome  duties", [])):
        con.execute(FIND_HITS, {"text": asked})
        assert con.execute("SELECT article_no FROM hits WHERE text = ?", [asked]).fetchall() == found


def test_after_a_failure_midway_all_can_be_held_again(con: Connection) -> None:
    con.execute(CLAIM, [7, "energy", "tariff", "risk"])
    con.execute("ALTER VIEW events RENAME TO gone")
    with pytest.raises(QueryError, match="events"):
        hold_counted(con)
    con.execute("ALTER VIEW gone RENAME TO events")
    hold_counted(con)
    assert con.execute("SELECT article_no FROM told WHERE article_no = 7").fetchall() == [(7,)]
