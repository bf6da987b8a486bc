"""The project's own labelled articles against their floors. Raising is a command; lowering takes a reason."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analysis.engine import Engine, load_engine
from analysis.evaluate import FIELDS, Report, evaluate
from analysis.floors import breaches, read_floors
from analysis.gold import Gold, digest_of, load_gold
from analysis.intake.door import read_path
from analysis.model import Article, Channel, Status
from analysis.sources import Failure

FOLDER = Path(__file__).parent / "gold"
GOLD, ARTICLES, FLOORS = FOLDER / "gold.jsonl", FOLDER / "articles.jsonl", FOLDER / "floors.json"
SMALLEST, LARGEST = 120, 350  # words


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


@pytest.fixture(scope="module")
def rows(engine: Engine) -> list[Gold]:
    rows, failures = load_gold(GOLD, {sector.id for sector in engine.taxonomy.sectors})
    assert not failures, failures[0]
    return rows


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    found = list(read_path(ARTICLES))
    assert not [item for item in found if isinstance(item, Failure)]
    return [item for item in found if isinstance(item, Article)]


@pytest.fixture(scope="module")
def report(engine: Engine, rows: list[Gold], articles: list[Article]) -> Report:
    return evaluate(rows, articles, engine)


@pytest.mark.parametrize("field", FIELDS)
def test_no_figure_is_below_its_floor(report: Report, field: str) -> None:
    floor = read_floors(FLOORS).floors[field]
    value = report.figures[field].f1.value
    assert value is not None
    assert value >= floor.floor, f"{field} fell below its floor; tests/gold/README.md says what to do"


def test_the_floors_were_set_for_these_labels_and_hold(report: Report) -> None:
    assert breaches(read_floors(FLOORS), report.figures, digest_of(GOLD, ARTICLES)) == []


def test_the_labels_have_nothing_to_mend(report: Report, articles: list[Article]) -> None:
    assert report.failures == ()
    assert len(report.comparisons) == len(articles)


def test_articles_are_short_and_those_without_trade_have_no_measure(
    articles: list[Article], rows: list[Gold]
) -> None:
    assert len(articles) >= 30
    for article in articles:
        assert SMALLEST <= len(article.text[article.title_end :].split()) <= LARGEST, article.id
    silent = [row for row in rows if not row.measures]
    assert len(silent) >= 5
    assert all(sector.is_passing for row in silent for sector in row.sectors)


def test_every_channel_and_status_and_most_sectors_are_asked_for(rows: list[Gold], engine: Engine) -> None:
    due = [measure.variants[0] for row in rows for measure in row.measures if not measure.is_optional]
    assert {act.channel for act in due} == set(Channel)
    assert {act.status for act in due} == set(Status)
    asked = {sector.id for row in rows for sector in row.sectors if not sector.is_passing}
    assert len(asked) >= 0.9 * len(engine.taxonomy.sectors)
    assert len({place for row in rows for place in row.places}) >= 30


def test_measures_concern_sectors_that_are_labelled_by_their_channel(rows: list[Gold]) -> None:
    for row in rows:
        sectors = {sector.id: sector for sector in row.sectors}
        for measure in row.measures:
            act = measure.variants[0]
            if measure.is_optional:
                continue
            assert act.sectors <= set(sectors), (row.place, act.evidence)
            for id in act.sectors:
                labelled = sectors[id]
                assert labelled.is_passing or act.channel in labelled.channels | labelled.optional, (
                    row.place,
                    id,
                )


def test_every_line_says_what_it_is_and_no_text_is_there_twice(articles: list[Article]) -> None:
    assert "written for this project" in (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()[0]
    sentences = Counter(
        part.strip() for article in articles for part in article.text.split("\n") if part.strip()
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_whatever_was_lowered_has_a_reason() -> None:
    record: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert all(entry["reason"].strip() for entry in record["lowered"])
