"""Editing a taxonomy as text: what is written is what was meant, and what it changes is told."""

import pytest

from analysis import analyse, article_from_text
from analysis.engine import Engine, engine_for
from analysis.taxonomy import parse_taxonomy
from tests.conftest import MINI_TAXONOMY
from views.engine_facts import sector_facts, written_terms
from views.impact import impact_of, near_terms, traces_of
from views.loaders import own_taxonomy_source, taxonomy_of
from views.taxonomy_text import lines_of, lost_comments, scalar, with_lines, with_terms


@pytest.mark.parametrize("source", [MINI_TAXONOMY, None], ids=["mini", "own"])
def test_a_sector_written_anew_from_its_terms_reads_the_same(source: str | None) -> None:
    source = source or own_taxonomy_source()
    for sector in sector_facts(source)[:6]:
        block = lines_of(source, sector.first_line, sector.last_line)
        again = with_lines(
            source,
            sector.first_line,
            sector.last_line,
            with_terms(block, sector.segments, [], written_terms(source, sector.id)),
        )
        assert parse_taxonomy(again).digest == taxonomy_of(source).digest


COMMENTED = """  - id: grain  # the oldest
    name: Grain
    segments:
      # what is milled
      - id: bread
        name: Bread
        terms: [wheat, "rye # 1"]  # and spelt
      # what is fed
      - id: feed
        name: Feed
        terms: [barley]
        # a last word
    hs: [1001]  # after the segments
"""


def test_an_edit_keeps_what_it_does_not_touch_comments_included() -> None:
    names = {"bread": "Bread", "feed": "Feed"}
    before = [
        {"segment": s, "term": t, "kind": "term"}
        for s, t in (("bread", "wheat"), ("bread", "rye # 1"), ("feed", "barley"))
    ]
    assert with_terms(COMMENTED, names, before, before) == COMMENTED.rstrip()
    after = [*before[:2], {"segment": "feed", "term": "oats", "kind": "term", "needs": ""}]
    edited = with_terms(COMMENTED, names, before, after)
    assert lost_comments(COMMENTED, before, after) == 1
    kept = [
        line
        for line in COMMENTED.splitlines()
        if "feed" not in line.lower() and "barley" not in line and "fed" not in line
    ]
    assert [line for line in kept if line not in edited] == []
    assert "terms: [oats]" in edited
    assert edited.splitlines()[-1] == "    hs: [1001]  # after the segments"


def test_without_an_edit_no_comment_is_lost_and_a_hash_in_quotes_is_none() -> None:
    before = [{"segment": "bread", "term": "wheat"}]
    assert lost_comments(COMMENTED, before, before) == 0
    assert lost_comments(COMMENTED, before, []) == 2


@pytest.mark.parametrize(
    "text", ["no", "0713", "a: b", "it's", "x, y", "[z]", "# n", "“q”", "null", "U.S. beef", "- a"]
)
def test_a_scalar_comes_back_as_written(text: str) -> None:
    import yaml

    assert yaml.safe_load(f"[{scalar(text)}]") == [text]


def test_an_added_term_is_told_before_it_is_applied(mini_engine: Engine) -> None:
    sector = sector_facts(MINI_TAXONOMY)[0]
    block = lines_of(MINI_TAXONOMY, sector.first_line, sector.last_line)
    edited = with_lines(
        MINI_TAXONOMY, sector.first_line, sector.last_line, block.replace("[wheat, barley]", "[rye, barley]")
    )
    article = article_from_text("Wheat prices rose. Rye prices fell. Rye exports stopped.")
    other = engine_for(parse_taxonomy(edited))
    change = impact_of(analyse(article, mini_engine), analyse(article, other))
    assert [match.term for match in change.added] == ["rye", "rye"]
    assert [match.term for match in change.removed] == ["wheat"]


def test_a_phrase_is_traced_to_rule_and_reason(engine: Engine) -> None:
    traces = traces_of(analyse(article_from_text("He turned a silver lining into wheat exports."), engine))
    assert [(t.words, t.counts) for t in traces] == [("silver", False), ("wheat", True)]
    assert "silver lining" in traces[0].because


def test_words_without_an_entry_meet_their_neighbours() -> None:
    terms = [("canola oil", "Agri-food"), ("canola", "Agriculture"), ("steel", "Metals")]
    assert near_terms("the canola thing", terms) == (("canola", "Agriculture"), ("canola oil", "Agri-food"))
