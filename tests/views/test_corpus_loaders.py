"""The door to stores: what opens, what is refused in which words, and answers that never outlive the state they are of."""

from datetime import date
from pathlib import Path

import pytest

from analysis.corpus.manifest import StoreError
from tests.corpus_kit import add, record, write_lines
from views import loaders
from views.filters import Filters


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("loaders")
    add(path / "store", write_lines(path / "in.jsonl", [record(n) for n in range(40)]))
    return path / "store"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("", "No folder is named"),
        ("https://example.org/store", "is an address"),
        ("//host/share/store", "is an address"),
        ("\\\\host\\share", "is an address"),
        ("/no/such/folder", "is not a store. Make one with: corpus add /no/such/folder INPUT"),
        (__file__, "is a file, not a store"),
        ("a\x00b", "cannot be opened"),
    ],
)
def test_what_is_no_store_is_refused_in_words(path: str, told: str) -> None:
    with pytest.raises(StoreError) as caught:
        loaders.open_store(path)
    assert told in str(caught.value)


def test_a_store_of_an_older_version_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"store_version": 0}', encoding="utf-8")
    with pytest.raises(StoreError, match="is a store of an older version"):
        loaders.open_store(str(tmp_path))


def test_every_question_is_answered_under_filters_of_the_pages(folder: Path) -> None:
    store = loaders.open_store(str(folder))
    filters = Filters(sectors=("metals",), since=date(2026, 1, 10), text="tariff")
    period = (date(2026, 1, 1), date(2026, 1, 31))
    more = {
        "options": {"facet": "places"},
        "dates_ahead": {"today": date(2026, 1, 1)},
        "compare": {"first": period, "second": period},
    }
    for question in loaders.Question.__args__:
        frame = loaders.ask(store, question, filters, **more.get(question, {}))
        assert len(frame.columns) > 1, question
    passing = loaders.ask(store, "articles", filters, most=100)
    assert 0 < len(passing) < 40
    assert (passing["published"] >= "2026-01-10").all()
    assert loaders.ask(store, "totals", filters).iloc[0]["passing_count"] == len(passing)


def test_words_that_look_like_sql_are_words(folder: Path) -> None:
    store = loaders.open_store(str(folder))
    for text in ("'; DROP VIEW claims; --", "%", "\x00", "$text"):
        assert loaders.ask(store, "totals", Filters(text=text)).iloc[0]["article_count"] == 40
    assert loaders.ask(store, "totals", Filters(text="' OR true --")).iloc[0]["passing_count"] == 0


def test_an_answer_belongs_to_the_state_of_the_store(tmp_path: Path) -> None:
    add(tmp_path / "store", write_lines(tmp_path / "one.jsonl", [record(n) for n in range(5)]))
    before = loaders.open_store(str(tmp_path / "store"))
    assert loaders.ask(before, "totals").iloc[0]["article_count"] == 5
    add(tmp_path / "store", write_lines(tmp_path / "two.jsonl", [record(n) for n in range(5, 12)]))
    after = loaders.open_store(str(tmp_path / "store"))
    assert after.stamp != before.stamp
    assert loaders.ask(after, "totals").iloc[0]["article_count"] == 12


def test_a_state_that_is_gone_is_answered_by_the_state_of_now(tmp_path: Path) -> None:
    add(tmp_path / "store", write_lines(tmp_path / "one.jsonl", [record(n) for n in range(5)]))
    before = loaders.open_store(str(tmp_path / "store"))
    for n in range(2):  # the second writer sweeps away what the first has replaced
        add(tmp_path / "store", write_lines(tmp_path / "two.jsonl", [record(20 + n)]))
    assert len(loaders.ask(before, "threads", least_steps=1).columns) > 5


def test_an_article_is_found_by_number_and_by_key(folder: Path) -> None:
    store = loaders.open_store(str(folder))
    found = loaders.stored_article(store, number=7)
    assert found is not None
    assert found.draft.title == record(6)["title"]
    assert found.draft.published == date.fromisoformat(record(6)["date"])
    assert loaders.stored_article(store, key=found.key) == found
    assert loaders.stored_article(store, number=700) is None
    assert loaders.stored_article(store, key="' OR true --") is None


def test_stores_are_named_by_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(loaders.STORES_VARIABLE, "/a:/b::")
    assert loaders.configured_stores() == ("/a", "/b")
    monkeypatch.delenv(loaders.STORES_VARIABLE)
    assert loaders.configured_stores() == ()
