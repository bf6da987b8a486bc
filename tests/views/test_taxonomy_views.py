"""Editing a taxonomy as text: what is written is what was meant, and what it changes is told."""

import pytest

from analysis import analyse, article_from_text
from analysis.engine import Engine, engine_for
from analysis.taxonomy import parse_taxonomy
from tests.conftest import MINI_TAXONOMY
from views.impact import impact_of, near_terms, traces_of
from views.loaders import own_taxonomy_source, sector_facts, taxonomy_of, written_terms
from views.taxonomy_text import lines_of, scalar, with_lines, with_terms


@pytest.mark.parametrize("source", [MINI_TAXONOMY, None], ids=["mini", "own"])
def test_a_sector_written_anew_from_its_terms_reads_the_same(source: str | None) -> None:
    source = source or own_taxonomy_source()
    for sector in sector_facts(source)[:6]:
        block = lines_of(source, sector.first_line, sector.last_line)
        again = with_lines(
            source,
            sector.first_line,
            sector.last_line,
            with_terms(block, sector.segments, written_terms(source, sector.id)),
        )
        assert parse_taxonomy(again).digest == taxonomy_of(source).digest


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
