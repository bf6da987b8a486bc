"""What pages ask: counts that agree with plain Python over the same articles, filters that bind, SQL that cannot harm."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import opened
from analysis.corpus.connect import connect, run_select
from analysis.corpus.filters import FACETS, Filters
from analysis.corpus.manifest import StoreError
from analysis.corpus.queries import Corpus
from analysis.corpus.store import Store
from analysis.corpus.tables import BY_NAME, TABLES, describe
from analysis.corpus.uncertainty import uncertain_sentence
from analysis.model import Channel, Outlook, Status
from tests.corpus_kit import DOUBT, add, doubtful_records, record, rows_of, write_lines

COUNT = 250


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queries")
    add(path / "store", write_lines(path / "in.jsonl", doubtful_records(COUNT)))
    return path / "store"


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Iterator[Corpus]:
    corpus = Corpus(folder)
    yield corpus
    corpus.close()


@pytest.fixture(scope="module")
def claims(folder: Path) -> list[dict[str, Any]]:
    return [dict(zip(BY_NAME["claims"].names, row, strict=True)) for row in rows_of(folder)["claims"]]


def passes(claim: dict[str, Any], filters: Filters) -> bool:
    return (
        (not filters.sectors or claim["sector"] in filters.sectors)
        and (not filters.channels or claim["channel"] in filters.channels)
        and (not filters.outlooks or claim["outlook"] in filters.outlooks)
        and (not filters.statuses or claim["status"] in filters.statuses)
        and (not filters.places or bool(set(claim["places"]) & set(filters.places)))
        and (filters.since is None or claim["published"] >= filters.since)
        and (filters.until is None or claim["published"] <= filters.until)
        and claim["article_no"] > filters.after_no
    )


def some(values: Any) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(map(str, values))), max_size=3, unique=True).map(tuple)


FILTERS = st.builds(
    Filters,
    sectors=some(["metals", "agriculture", "energy", "whole_economy"]),
    channels=some(Channel),
    outlooks=some(Outlook),
    statuses=some(Status),
    places=some(["USA", "CAN", "CHN", "EUU"]),
    since=st.none() | st.dates(date(2026, 1, 1), date(2026, 4, 30)),
    until=st.none() | st.dates(date(2026, 1, 1), date(2026, 4, 30)),
    after_no=st.sampled_from([0, 100]),
)


@given(filters=FILTERS)
def test_the_heatmap_counts_what_python_counts_and_ignores_what_it_shows(
    filters: Filters, corpus: Corpus, claims: list[dict[str, Any]]
) -> None:
    open_filters = replace(filters, sectors=(), channels=(), text="")
    expected = Counter((c["sector"], c["channel"]) for c in claims if c["channel"] and passes(c, open_filters))
    frame = corpus.heatmap(filters)
    assert {(row.sector, row.channel): row.story_count for row in frame.itertuples()} == expected
    by_outlook = frame[["opportunity_count", "risk_count", "mixed_count", "watch_count"]].sum(axis=1)
    assert (by_outlook == frame["story_count"]).all()


@given(filters=FILTERS, facet=st.sampled_from(FACETS))
def test_every_query_answers_every_filter(filters: Filters, facet: str, corpus: Corpus, claims: list[dict[str, Any]]) -> None:
    passing = {claim["article_no"] for claim in claims if passes(claim, filters)}
    assert corpus.totals(filters).iloc[0].passing_count == len(passing)
    assert set(corpus.articles(filters, most=1_000)["article_no"]) == passing
    assert corpus.evidence(filters, most=5)["article_no"].isin(passing).all()
    assert corpus.weeks(filters)["story_count"].sum() == len({(c["article_no"], c["sector"]) for c in claims if passes(c, filters)})
    assert set(corpus.options(filters, facet).columns) == {"value", "story_count"}
    assert set(corpus.dates_ahead(filters, today=date(2026, 1, 1))["article_no"]) <= passing
    for frame in (corpus.actors(filters), corpus.threads(filters), corpus.statuses(filters), corpus.uncertainty(filters)):
        assert len(frame.columns) > 2


def test_a_frame_keeps_its_columns_when_it_has_no_row(corpus: Corpus) -> None:
    nothing = Filters(sectors=("no such sector",))
    for name in ("heatmap", "weeks", "actors", "articles", "threads", "evidence", "statuses"):
        empty, full = (getattr(corpus, name)(f) for f in (nothing if name != "heatmap" else Filters(places=("XXX",)), Filters()))
        assert len(empty) == 0, name
        assert list(empty.columns) == list(full.columns), name


def test_text_is_looked_for_in_titles_and_passages(corpus: Corpus) -> None:
    assert 17 in set(corpus.articles(Filters(text="STORY 16 "), most=10)["article_no"])
    assert len(corpus.articles(Filters(text="banned imports"))) > 5
    assert len(corpus.articles(Filters(text="%' OR true --"))) == 0
    for pattern in ("banned.imports", "(banned", "[", "\\\\", "$", "STORY.*"):
        assert len(corpus.articles(Filters(text=pattern))) == 0
    assert len(corpus.articles(Filters(text="Monday."))) == len(corpus.articles(Filters(text="MONDAY.")))


def test_every_view_of_a_text_shows_the_same_stories_and_old_texts_are_forgotten(corpus: Corpus) -> None:
    filters = Filters(text="Banned Imports")
    stories = set(corpus.articles(filters, most=1_000)["article_no"])
    assert 5 < len(stories) < COUNT
    assert corpus.totals(filters).iloc[0].passing_count == len(stories)
    assert set(corpus.evidence(filters, most=10_000)["article_no"]) == stories
    for n in range(40):
        corpus.totals(Filters(text=f"story {n} "))
    kept = corpus._con.execute("SELECT count(DISTINCT text) FROM hits").fetchone()
    assert kept is not None
    assert kept[0] <= 32
    assert set(corpus.articles(filters, most=1_000)["article_no"]) == stories


def test_dates_ahead_are_ahead(corpus: Corpus) -> None:
    frame = corpus.dates_ahead(Filters(), today=date(2026, 4, 10))
    assert [str(day)[:10] for day in frame["on_day"]] == ["2026-04-14"]
    assert frame.iloc[0].quote == "The tariff takes effect on April 14, 2026."
    assert corpus.dates_ahead(Filters(), today=date(2026, 4, 15)).empty


def test_a_signature_is_no_date_ahead(tmp_path: Path) -> None:
    text = "Canada imposed a tariff on Chinese steel.\n\nMinister of Trade Mary Ng, January 25, 2026\n\nThe tariff ends on January 30, 2026."
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", [{**record(1), "text": text, "date": "2026-01-20"}]))
    frame = Corpus(tmp_path / "store").dates_ahead(Filters(), today=date(2026, 1, 20))
    assert frame["what"].tolist() == ["The tariff ends"]


def test_two_periods_are_compared_by_share(corpus: Corpus, claims: list[dict[str, Any]]) -> None:
    first, second = (date(2026, 1, 5), date(2026, 1, 31)), (date(2026, 2, 1), date(2026, 2, 28))
    frame = corpus.compare(Filters(), first, second).set_index("sector")
    stories = [row[8] for row in rows_of(corpus.store.folder)["articles"]]
    inside = {c["article_no"] for c in claims if c["sector"] == "metals" and first[0] <= c["published"] <= first[1]}
    assert frame.loc["metals"].first_count == len(inside)
    assert frame.loc["metals"].first_share == pytest.approx(len(inside) / sum(first[0] <= day <= first[1] for day in stories))
    assert frame.loc["metals"].share_difference == pytest.approx(frame.loc["metals"].second_share - frame.loc["metals"].first_share)


def test_uncertainty_is_a_share_of_all_stories(corpus: Corpus) -> None:
    frame = corpus.uncertainty(Filters())
    assert frame["uncertain_count"].sum() == COUNT / 10
    assert frame["story_count"].sum() == COUNT
    assert (frame["uncertain_share"] == frame["uncertain_count"] / frame["story_count"]).all()
    wheat = corpus.uncertainty(Filters(sectors=("agriculture",)))
    assert wheat["story_count"].sum() == COUNT
    assert 0 < wheat["uncertain_count"].sum() < COUNT / 10


UNCERTAIN = (
    DOUBT,
    "Trade policy uncertainty rose to a record.",
    "It is unclear whether the new tariffs will apply to Mexico.",
    "The fate of the tariffs remains uncertain.",
    "Uncertainty about President Donald Trump's tariffs has frozen hiring.",
    "Uncertainty about the future of the USMCA trade agreement persists.",
    "The on-again, off-again tariffs have tired buyers.",
    "Exporters spoke of confusion over import licences.",
)
CERTAIN = (
    "Economic uncertainty weighed on steel orders as tariffs stayed in place.",
    "It is unclear whether the company will close its plant, hit by tariffs.",
    "The outlook for the economy is uncertain, and tariffs add to costs.",
    "Uncertainty over demand grew; tariffs were unchanged.",
    "The deal ended uncertainty over tariffs.",
    "Doubts about the recovery deepened, and duties rose.",
    "Tariffs rose on Monday.",
)


@pytest.mark.parametrize("text", UNCERTAIN)
def test_doubt_about_the_policy_counts(text: str) -> None:
    assert uncertain_sentence(f"Nothing here. {text} Nothing there.") == text


@pytest.mark.parametrize("text", CERTAIN)
def test_doubt_about_anything_else_does_not_count(text: str) -> None:
    assert uncertain_sentence(f"Nothing here. {text} Nothing there.") == ""


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DROP VIEW articles", "is not one SELECT"),
        ("SELECT 1; SELECT 2", "is not one SELECT"),
        ("COPY articles TO '/tmp/out.csv'", "is not one SELECT"),
        ("SET memory_limit = '9GB'", "is not one SELECT"),
        ("INSTALL httpfs", "is not one SELECT"),
        ("ATTACH '/tmp/x.db'", "is not one SELECT"),
        ("SELECT * FROM read_text('/etc/passwd')", "disabled"),
        ("SELECT * FROM read_csv('/etc/passwd')", "disabled"),
        ("SELECT * FROM '/etc/passwd'", "disabled|exist"),
        ("SELECT * FROM glob('/*')", "disabled"),
        ("SELECT nothing FROM articles", "nothing"),
        ("SELEC", "syntax error"),
        ("", "is not one SELECT"),
    ],
)
def test_sql_that_is_not_one_select_over_this_store_is_refused(sql: str, said: str, folder: Path) -> None:
    with pytest.raises(StoreError, match=said):
        run_select(Store(folder), sql, most_rows=10)


def test_sql_that_takes_too_long_is_stopped(folder: Path) -> None:
    endless = "SELECT sum(a.range * b.range) FROM range(100000) a, range(1000000) b"
    with pytest.raises(StoreError, match="took longer than"):
        run_select(Store(folder), endless, most_rows=10, seconds=0.3)


def test_sql_over_every_table_and_no_variable_of_python(folder: Path) -> None:
    secret = [1]  # noqa: F841
    with pytest.raises(StoreError, match="does not exist"):
        run_select(Store(folder), "SELECT * FROM secret", most_rows=10)
    for table in TABLES:
        names, _ = run_select(Store(folder), f"FROM {table.name} LIMIT 3", most_rows=10)
        assert tuple(names) == table.names
    assert len(run_select(Store(folder), "SELECT article_no FROM articles", most_rows=10)[1]) == 11


def test_every_column_is_described() -> None:
    text = describe()
    assert all(f"  {column.name} " in text and column.about in text for table in TABLES for column in table.columns)


def test_a_store_whose_files_are_swept_away_has_changed(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "store")
    corpus = Corpus(tmp_path / "store")
    shutil.rmtree(tmp_path / "store" / "data")
    with pytest.raises(StoreError, match=r"store: has changed since it was opened\. Open it again\."):
        corpus.article(number=1)
    corpus.close()


def test_a_damaged_file_is_told_as_damage(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "store")
    corpus = Corpus(tmp_path / "store")
    for path in (tmp_path / "store").rglob("articles*.parquet"):
        path.write_bytes(b"PAR1" + bytes(100))
    with pytest.raises(StoreError, match=r"store: cannot be asked: .+ Try: corpus check\."):
        corpus.article(number=1)
    corpus.close()


def test_a_lack_of_memory_is_told_and_the_next_question_is_answered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    con = connect(Store(folder))
    monkeypatch.setattr(opened, "connect", lambda store: con)
    corpus = Corpus(folder)
    con.execute("SET memory_limit = '1MB'")
    with pytest.raises(StoreError, match=r"store: the question needs more than the 400MB of memory"):
        corpus.totals()
    con.execute("SET memory_limit = '400MB'")
    assert corpus.totals()["article_count"].item() == COUNT
    corpus.close()


def test_what_is_spilled_is_gone_with_the_corpus(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    corpus = Corpus(folder)
    (spill,) = tmp_path.iterdir()
    corpus.totals()
    corpus.close()
    assert not spill.exists()


def test_a_corpus_opens_where_nothing_can_be_spilled(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    corpus = Corpus(folder)
    assert corpus.totals()["article_count"].item() == COUNT
    corpus.close()
