"""The Corpus page: it opens, every filter narrows it, and whatever is missing is said in words."""

import csv
import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from tests.corpus_kit import add, doubtful_records, record, write_lines
from tests.views.conftest import HOSTILE, html_of
from views import corpus_exports, corpus_loaders, loaders, words
from views.corpus_view import CHOICES, CorpusView, from_params, to_params
from views.filters import Filters

COUNT = 150
PAGE = "views/corpus_page.py"
Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with copies, doubt, a date ahead, rows that cannot be read, a hostile article and one without a day."""
    path = tmp_path_factory.mktemp("page")
    lines = doubtful_records(COUNT)
    lines.append({**lines[5], "source": "another outlet", "url": "https://example.net/copy"})
    lines.append(
        {
            "id": "h",
            "title": "=1+1 <b>*bold*</b> $5 to C$6",
            "text": HOSTILE.replace("\x00", ""),
            "date": "2026-04-09",
        }
    )
    lines.append({"id": "u", "title": "No day", "text": "China imposed a tariff on Canadian wheat."})
    bad = path / "bad.jsonl"
    bad.write_text('{"nothing": 1}\nnot json\n', encoding="utf-8")
    add(path / "store", write_lines(path / "in.jsonl", lines), bad)
    return path / "store"


@pytest.fixture
def opened(folder: Path, dashboard: Open, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The Corpus page over that store, with query parameters."""

    def make(context: dict[str, str] | None = None, **params: str | list[str]) -> AppTest:
        monkeypatch.setenv(loaders.STORES_VARIABLE, str(folder))
        at = dashboard(context)
        for key, value in params.items():
            at.query_params[key] = value
        return at.switch_page(PAGE).run()

    return make


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_opens_with_an_answer(theme: str, opened: Open) -> None:
    at = opened({"theme": theme, "locale": "fr-CA"})
    assert not at.exception
    assert not at.error
    html = html_of(at)
    assert html.count("<h1") == 1
    assert "153 articles" in html
    assert "1 copy of a story is not counted" in html
    assert "1 without a day" in html
    assert "name a sector; " in html
    assert len(at.get("plotly_chart")) == 2
    surface = {"light": "#FFFFFF", "dark": "#0F141B"}[theme]
    specs = [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]
    assert {spec["layout"]["paper_bgcolor"] for spec in specs} == {surface}
    assert all(chart.proto.alt for chart in at.get("plotly_chart"))


def passing(at: AppTest) -> int:
    return int(html_of(at).split("Showing <b>")[1].split("</b>")[0].replace(",", ""))


@pytest.mark.parametrize(
    ("widget", "facet", "value"),
    [
        ("multiselect", "sectors", "metals"),
        ("button_group", "channels", "tariff"),
        ("button_group", "outlooks", "opportunity"),
        ("button_group", "statuses", "threatened"),
        ("multiselect", "places", "CAN"),
    ],
)
def test_each_facet_narrows_the_page_and_stands_in_the_url(
    widget: str, facet: str, value: str, opened: Open, folder: Path
) -> None:
    at = opened()
    getattr(at, widget)(key=f"filter_{facet}").set_value([value]).run()
    assert not at.exception
    assert value in str(dict(at.query_params))
    expected = loaders.ask(loaders.open_store(str(folder)), "totals", Filters(**{facet: (value,)}))
    assert passing(at) == expected["passing_count"].iloc[0]
    at.button(key="filter_reset").click().run()
    assert "Showing <b>" not in html_of(at)
    assert not dict(at.query_params)


def test_words_and_days_narrow_the_page(opened: Open) -> None:
    at = opened()
    at.text_input(key="filter_text").set_value("  banned   imports ").run()
    some = passing(at)
    assert 0 < some < COUNT
    assert at.query_params["q"] in ("banned imports", ["banned imports"])
    at.date_input(key="filter_since").set_value(pd.Timestamp("2026-02-01").date()).run()
    assert 0 < passing(at) < some
    assert "from 2026-02-01" in html_of(at)
    at.date_input(key="filter_until").set_value(pd.Timestamp("2026-02-20").date()).run()
    assert not at.exception
    assert "since=" not in html_of(at)
    assert at.query_params["until"] in ("2026-02-20", ["2026-02-20"])


def test_filters_that_match_nothing_say_so_and_offer_a_way_out(opened: Open) -> None:
    at = opened(sector="metals", place="QAT")
    assert not at.exception
    assert "No story matches these filters." in html_of(at)
    assert not at.get("plotly_chart")
    at.button(key="corpus_reset").click().run()
    assert at.get("plotly_chart")


@pytest.mark.parametrize("tab", CHOICES["tab"][1])
@pytest.mark.parametrize("style", ["charts", "tables"])
def test_every_tab_is_drawn_with_rows_and_without(tab: str, style: str, opened: Open) -> None:
    for params in ({}, {"q": "no such words anywhere"}, {"since": "2030-01-01"}):
        at = opened(tab=tab, **{"as": style}, **params)
        assert not at.exception
        assert not at.error


def test_numbers_say_that_they_count_stories(opened: Open) -> None:
    told = html_of(opened())
    assert words.COUNTS_STORIES in told
    assert told.count("<small>stories</small>") >= 2


def test_how_many_panels_is_asked_only_where_there_are_more(opened: Open) -> None:
    def is_asked(at: AppTest) -> bool:
        return any(group.key == "corpus_top" for group in at.get("button_group"))

    assert not is_asked(opened())  # the stories of this store speak of three sectors
    assert is_asked(opened(top="12"))  # a link may ask for more, and the way back stays


def test_tabs_say_what_is_in_them(opened: Open) -> None:
    assert "1 to 50 of " in html_of(opened())
    threads = html_of(opened(tab="threads"))
    assert 'class="why threads"' in threads
    assert "→" in threads
    assert "2026-04-14" in html_of(opened(tab="dates"))
    assert f"{COUNT // 10} of " in html_of(opened(tab="uncertainty"))
    rejects = opened(tab="rejects")
    assert "2 inputs were not read and are in no figure. 1 copy was read and counts with its story." in html_of(rejects)
    assert any("not JSON" in str(value) for value in rejects.dataframe[0].value["Why"])
    assert "All countries" in str([chart.proto.spec for chart in opened(tab="actors").get("plotly_chart")])


def test_a_kept_article_is_never_told_as_not_read(tmp_path: Path, dashboard: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [record(1), {**record(2), "date": "someday"}]
    add(tmp_path / "deep" / "store", write_lines(tmp_path / "in.jsonl", lines))
    monkeypatch.setenv(loaders.STORES_VARIABLE, str(tmp_path / "deep" / "store"))
    at = dashboard(None)
    at.query_params["tab"] = "rejects"
    at.switch_page(PAGE).run()
    html = html_of(at)
    assert "<dt>Inputs not read</dt><dd><b>0</b>" in html
    assert "1 article was read with a fault: it counts, without what the fault cost." in html
    row = at.dataframe[0].value.iloc[0]
    assert (row["Outcome"], row["Where"]) == ("read with a fault", "in.jsonl:2")


def test_an_error_names_no_folder_of_this_machine(tmp_path: Path, dashboard: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret place" / "no store"
    monkeypatch.setenv(loaders.STORES_VARIABLE, str(secret))
    for page in (PAGE, "views/sector_page.py"):
        at = dashboard(None).switch_page(page).run()
        told = at.error[0].value.replace("\\", "")
        assert told.startswith("no store: is not a store")
        assert "secret" not in str([element.value for element in at.error]) + html_of(at)
    at.text_input(key="store_path_page").set_value(str(tmp_path / "hidden" / "none"))
    at.button(key="store_take_page").click().run()
    assert "hidden" not in str([element.value for element in at.error])
    assert any("none: is not a store" in element.value.replace("\\", "") for element in at.error)


def test_charts_and_tables_hold_the_same_numbers(opened: Open) -> None:
    at = opened(rows="all")
    spec = json.loads(at.get("plotly_chart")[0].proto.spec)
    clicks = spec["data"][1]
    drawn = {tuple(key): text for key, text in zip(clicks["customdata"], clicks["text"], strict=True)}
    table = opened(rows="all", **{"as": "tables"}).dataframe[0].value
    steel = table[table["Sector"].str.startswith("metals") | table["Sector"].str.startswith("Steel")].iloc[0]
    assert f"{steel['Tariffs']:,}" == drawn["metals", "tariff"]
    assert f"{steel['All']:,}" == drawn["metals", ""]


def test_the_state_of_the_page_is_in_the_url_and_comes_back(opened: Open) -> None:
    at = opened()
    at.button_group(key="corpus_colour").set_value("net").run()
    at.button_group(key="corpus_span").set_value("91").run()
    kept = {key: at.query_params[key] for key in at.query_params}
    assert kept.keys() == {"colour", "span"}
    again = opened(**kept)
    assert again.session_state["corpus_view"] == CorpusView(colour="net", span="91")


def test_a_bent_link_is_mended_with_a_word(opened: Open) -> None:
    at = opened(
        sector=["metals", "witchcraft"], since="yesterday", tab="<script>", store="../../etc", colour="red"
    )
    assert not at.exception
    assert "5 filters in this link are no longer known" in at.toast[0].value
    assert at.session_state["corpus_filters"] == Filters(sectors=("metals",))


def test_the_view_of_a_corpus_survives_its_link() -> None:
    for name, (_, values) in CHOICES.items():
        for value in values:
            view = CorpusView(**{name: value})
            assert from_params(to_params(view)) == (view, ())


def test_without_a_store_the_page_says_how_to_make_one(
    dashboard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(loaders.STORES_VARIABLE, raising=False)
    at = dashboard().switch_page(PAGE).run()
    assert not at.exception
    assert "No corpus is open yet." in html_of(at)
    assert at.code[0].value == "python -m analysis corpus add STORE INPUT..."
    at.text_input(key="store_path_page").set_value("/no/such/folder")
    at.button(key="store_take_page").click().run()
    assert "is not a store" in at.error[0].value


def test_a_path_opens_a_store(dashboard: Open, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(loaders.STORES_VARIABLE, raising=False)
    at = dashboard().switch_page(PAGE).run()
    at.text_input(key="store_path_page").set_value(str(folder))
    at.button(key="store_take_page").click().run()
    assert "153 articles" in html_of(at)
    assert str(folder) not in str(dict(at.query_params))


def test_where_others_can_look_in_no_path_can_be_named(
    dashboard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(loaders.STORES_VARIABLE, raising=False)
    monkeypatch.setattr(
        loaders.st, "get_option", lambda name: "0.0.0.0" if name == "server.address" else None
    )
    at = dashboard().switch_page(PAGE).run()
    assert "no folder can be named or made here" in html_of(at)
    assert "store_make_seeds_page" not in [widget.key for widget in at.button]
    assert "store_path_page" not in [widget.key for widget in at.text_input]


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ('{"store_version": 0}', "is a store of an older version"),
        ("{", "is damaged"),
        (None, "is not a store"),
    ],
)
def test_a_store_that_cannot_be_opened_says_why(
    manifest: str | None, told: str, dashboard: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    monkeypatch.setenv(loaders.STORES_VARIABLE, str(tmp_path))
    at = dashboard().switch_page(PAGE).run()
    assert not at.exception
    assert told in at.error[0].value.replace("\\", "")
    assert html_of(at).count("<h1") == 1


def test_a_small_store_is_made_of_the_examples(dashboard: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(loaders.STORES_VARIABLE, raising=False)
    at = dashboard().switch_page(PAGE).run()
    at.button(key="store_make_seeds_page").click().run()
    assert not at.exception
    assert f"{len(loaders.examples())} articles added" in html_of(at)
    assert "no article carries a day of publication" in html_of(at)
    assert "so there is no course over time" in html_of(at)
    assert "It is gone when the dashboard ends." in html_of(at)
    assert tempfile.gettempdir() not in html_of(at)


@pytest.mark.parametrize(("data", "told"), [(b"Wheat\n\nWheat exports fell.", "1 article added"), (b"", "No article could be read")])
def test_uploads_of_which_a_store_is_made_are_dropped_and_the_uploader_is_emptied(
    data: bytes, told: str, dashboard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(loaders.STORES_VARIABLE, raising=False)
    dropped: list[str] = []
    monkeypatch.setattr(
        MemoryUploadedFileManager, "remove_file", lambda self, session_id, file_id: dropped.append(file_id)
    )
    at = dashboard().switch_page(PAGE).run()
    at.file_uploader(key="store_files_page_0").set_value([("news.txt", data, "text/plain")]).run()
    at.button(key="store_make_files_page").click().run()
    assert not at.exception
    assert told in html_of(at) + "".join(error.value for error in at.error)
    assert len(dropped) == 1
    if at.error:
        assert not at.file_uploader(key="store_files_page_1").value


def test_a_small_store_is_made_of_uploads_and_what_cannot_be_read_is_told() -> None:
    heard: list[int] = []
    files = [
        ("news.jsonl", json.dumps(record(1)).encode() + b"\nnonsense\n"),
        ("../../x.txt", b"Wheat\n\nA tariff on wheat took effect."),
    ]
    built = corpus_loaders.build_from_uploads(files, lambda share, count: heard.append(count))
    assert "2 articles added" in built.sentence
    assert "1 not read" in built.sentence
    assert heard[-1] == 2
    with pytest.raises(corpus_loaders.StoreError, match="No article could be read"):
        corpus_loaders.build_from_uploads([("empty.jsonl", b"nonsense")], lambda share, count: None)


def test_an_article_of_the_corpus_opens_by_its_link(opened: Open, folder: Path, dashboard: Open) -> None:
    opened()
    store = loaders.open_store(str(folder))
    number = int(loaders.ask(store, "articles", most=1)["article_no"].iloc[0])
    found = loaders.stored_article(store, number=number)
    assert found is not None
    at = dashboard(src="corpus", article=found.key)
    assert not at.exception
    assert found.draft.title.split()[0] in html_of(at).split("</h1>")[0]
    assert at.query_params["article"] in (found.key, [found.key])
    gone = dashboard(src="corpus", article="0" * 32)
    assert "a corpus that is not open here" in html_of(gone)
    assert "Canada Seeks Trade Deal" in html_of(gone)


def test_a_story_opens_through_the_dialog(opened: Open) -> None:
    at = opened().switch_page("views/article.py").run()
    at.button(key="source_open").click().run()
    at.text_input(key="dialog_corpus_text").set_value("story 17 ")
    at.button(key="source_open").click().run()
    at.button(key="dialog_open_story").click().run()
    assert not at.exception
    assert "Story 17 of" in html_of(at).split("</h1>")[0]
    assert at.query_params["src"] in ("corpus", ["corpus"])


def test_filters_of_articles_and_of_the_corpus_are_kept_apart(opened: Open) -> None:
    at = opened(sector="metals")
    at.query_params.clear()  # as a browser does on its way to another page
    at.switch_page("views/article.py").run()
    assert not at.session_state["filters"].is_on
    assert "Canada Seeks Trade Deal" in html_of(at)
    at.switch_page(PAGE).run()
    assert at.session_state["corpus_filters"].sectors == ("metals",)


def test_a_watchlist_shows_what_is_new_until_it_is_marked_as_seen(
    tmp_path: Path, dashboard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, watchlist = tmp_path / "store", tmp_path / "watch.yaml"
    add(store, write_lines(tmp_path / "one.jsonl", [record(n) for n in range(30)]))
    watchlist.write_bytes(
        corpus_loaders.watchlist_text(Filters(sectors=("metals",), text='a "quote" of steel'), "Steel: *now*")
    )
    assert corpus_loaders.watch_news(loaders.open_store(str(store)), str(watchlist)).watches == (
        "Steel: *now*",
    )
    watchlist.write_text("watches: [{name: Steel, sectors: [metals]}]", encoding="utf-8")
    monkeypatch.setenv(loaders.STORES_VARIABLE, str(store))
    monkeypatch.setenv(corpus_loaders.WATCHLIST_VARIABLE, str(watchlist))

    def watch() -> AppTest:
        at = dashboard()
        at.query_params["tab"] = "watch"
        return at.switch_page(PAGE).run()

    at = watch()
    assert "You have not looked before." in html_of(at)
    assert set(at.dataframe[0].value["Watch"]) == {"Steel"}
    at.button(key="watch_seen").click().run()
    assert "Nothing new since you last looked, for Steel." in html_of(at)
    add(store, write_lines(tmp_path / "two.jsonl", [record(n) for n in range(30, 60)]))
    at = watch()
    assert " new since you last looked, for Steel." in html_of(at)
    new = len(at.dataframe[0].value)
    at.toggle(key="watch_all").set_value(True).run()
    assert len(at.dataframe[0].value) > new
    assert not at.exception


def test_where_others_can_look_in_nobody_marks_a_watchlist_as_seen_for_all(
    tmp_path: Path, dashboard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, watchlist = tmp_path / "store", tmp_path / "watch.yaml"
    add(store, write_lines(tmp_path / "one.jsonl", [record(n) for n in range(30)]))
    watchlist.write_text("watches: [{name: Steel, sectors: [metals]}]", encoding="utf-8")
    monkeypatch.setenv(loaders.STORES_VARIABLE, str(store))
    monkeypatch.setenv(corpus_loaders.WATCHLIST_VARIABLE, str(watchlist))
    monkeypatch.setattr(
        loaders.st, "get_option", lambda name: "0.0.0.0" if name == "server.address" else None
    )
    at = dashboard()
    at.query_params["tab"] = "watch"
    at = at.switch_page(PAGE).run()
    assert "in the whole corpus, for Steel." in html_of(at)
    assert "watch_seen" not in [widget.key for widget in at.button]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("watches: [{name: x, sectors: [witchcraft]}]", "witchcraft is not one of the sectors"),
        ("- 1", "is not a watch"),
        ("watches: [{name: x}]", "asks for nothing"),
        (None, "cannot be read"),
    ],
)
def test_a_watchlist_that_cannot_be_used_names_the_line(
    text: str | None, told: str, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "watch.yaml"
    if text:
        path.write_text(text, encoding="utf-8")
    monkeypatch.setenv(corpus_loaders.WATCHLIST_VARIABLE, str(path))
    at = opened(tab="watch")
    assert not at.exception
    assert told in at.error[0].value.replace("\\", "")


def test_exports_hold_the_rows_that_pass_and_no_formula(folder: Path) -> None:
    store = loaders.open_store(str(folder))
    scope = Filters(channels=("tariff",), since=pd.Timestamp("2026-02-01").date())
    rows = corpus_exports.records(corpus_loaders.evidence_rows(store, scope))
    assert {row["article_no"] for row in rows} == set(
        loaders.ask(store, "articles", scope, most=1_000)["article_no"]
    )
    text = corpus_exports.rows_csv(
        corpus_exports.records(corpus_loaders.evidence_rows(store, Filters()))
    ).decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(text)))
    assert len(read) == len(corpus_loaders.evidence_rows(store, Filters()))
    assert any(row["title"].startswith("'=1+1") for row in read)
    assert not any(value.startswith(("=", "+", "-", "@")) for row in read for value in row.values())
    document = json.loads(corpus_exports.rows_json(rows, scope))
    assert document["filters"] == {"channels": ["tariff"], "since": "2026-02-01"}
    assert document["evidence"] == json.loads(json.dumps(rows))
    heat = corpus_exports.heat_csv(loaders.ask(store, "heatmap")).decode("utf-8-sig")
    assert heat.startswith("sector,channel,story_count")


def test_a_hostile_corpus_is_words_everywhere(opened: Open) -> None:
    for tab in ("articles", "threads", "dates", "rejects"):
        at = opened(tab=tab, q="<b>*bold*</b>" if tab == "articles" else "")
        assert not at.exception
        assert "<script>alert" not in html_of(at)
        assert "<b>*bold" not in html_of(at)
        assert ":red[" not in "".join(element.value for element in at.markdown)
