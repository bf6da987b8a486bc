"""One sector over a corpus: what is counted, what is said, and what the page shows where there is nothing."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.model import Status
from tests.corpus_kit import add, record, write_lines
from tests.views.conftest import ROOT, html_of
from views import corpus_exports, words
from views.corpus_frames import week_bars
from views.corpus_loaders import evidence_rows
from views.filters import Filters
from views.loaders import STORES_VARIABLE, ask, ask_outlooks, open_store
from views.sector_exports import brief_html, brief_markdown
from views.sector_parts import (
    Change,
    SectorFacts,
    bins_table,
    cards_of,
    change_of,
    evidence,
    fact_strip,
    lede,
    status_grid,
    status_table,
    weeks_alt,
)
from views.timelines import panels

Sector = Callable[..., AppTest]
HOSTILE_TITLE = "<script>alert(1)</script> *steel* $5bn to C$6bn :red[tariff]"
FACTS = SectorFacts(
    name="Metals", story_count=30, of_all=120, by_outlook={"risk": 20, "opportunity": 10}, by_channel={"tariff": 25},
    firmest=Status.IN_FORCE, last_day="2026-04-04",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sector")
    hostile = {**record(1000), "title": HOSTILE_TITLE, "date": "2026-06-01"}
    add(path / "store", write_lines(path / "in.jsonl", [*(record(n) for n in range(60)), hostile]))
    return path / "store"


@pytest.fixture
def sector(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Sector:
    monkeypatch.setenv(STORES_VARIABLE, str(folder))

    def make(**params: str | list[str]) -> AppTest:
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        at.session_state["is_warm"] = True
        at.run()
        for key, value in params.items():
            at.query_params[key] = value
        return at.switch_page("views/sector_page.py").run()

    return make


def statuses_of(count: int) -> pd.DataFrame:
    channels, statuses = ["tariff", "sanctions", "subsidy", "dispute"], ["hoped", None, "in_force"]
    rows = [(channels[i % 4], statuses[i % 3], i + 1) for i in range(min(count, 12))]
    return pd.DataFrame(rows, columns=["channel", "status", "story_count"])


def weeks_of(count: int) -> pd.DataFrame:
    days = pd.date_range("2026-01-05", periods=count, freq="7D")
    columns = [
        "week",
        "sector",
        "story_count",
        "opportunity_count",
        "risk_count",
        "mixed_count",
        "watch_count",
    ]
    rows = [(day, "metals", i + 2, i % 3, 1, 0, 1) for i, day in enumerate(days)]
    return pd.DataFrame(rows, columns=columns)


@pytest.mark.parametrize("count", [0, 1, 7, 29])
def test_bars_and_their_table_hold_any_number_of_weeks(count: int) -> None:
    weeks = week_bars(weeks_of(count))
    rows = re.findall(r"<tr><td", bins_table(weeks))
    assert len(rows) == len(weeks.bins) == count
    assert weeks_alt(weeks, "Metals")
    figure = panels([(s, "Metals", *bars) for s, bars in weeks.panels.items()], weeks.bins, "dark", across=1)
    assert sum(len(bar.x) for bar in figure.data if bar.type == "bar") == 2 * count


@pytest.mark.parametrize("count", [0, 1, 7, 29])
def test_channel_by_status_keeps_every_story(count: int) -> None:
    frame = statuses_of(count)
    heads, rows = status_grid(frame)
    assert sum(sum(counts) for _, counts in rows) == frame["story_count"].sum()
    assert all(len(counts) == len(heads) for _, counts in rows)
    totals = [sum(counts) for _, counts in rows]
    assert totals == sorted(totals, reverse=True)
    assert (words.NO_STATUS_STATED in heads) == frame["status"].isna().any()
    assert status_table(frame).count("<tr>") == len(rows) + 1


def test_the_lede_says_count_direction_channel_and_change() -> None:
    told = lede(FACTS, Change(0.1, 0.25, 28))
    assert "Metals is touched by 30 of 120 stories (25%)." in told
    assert "20 of them see a risk, 10 an opportunity." in told
    assert "Most often it is about tariffs, in 25 of them." in told
    assert "25.0% of the stories of the last 28 days touch it, 10.0% of the 28 days before." in told
    bare = FACTS._replace(story_count=0, of_all=0, by_outlook={}, by_channel={}, firmest=None)
    assert lede(bare, None) == "Metals is touched by 0 of 0 stories (0%)."
    assert words.NOT_STATED in fact_strip(bare)
    assert "In force" in fact_strip(FACTS)


def test_a_story_of_two_directions_is_counted_once(tmp_path: Path) -> None:
    both = "Canada imposed a tariff on Chinese steel. Canada and China signed a free-trade agreement that opens markets for steel."
    lines = [{**record(0), "text": both}, {**record(1), "text": "Canada imposed a tariff on Chinese steel."}]
    add(tmp_path / "store", write_lines(tmp_path / "in.jsonl", lines))
    store = open_store(str(tmp_path / "store"))
    claims = ask(store, "options", Filters(sectors=("metals",)), facet="outlooks")
    assert claims["story_count"].sum() == 3  # one story has a claim in each direction
    stories = ask_outlooks(store, "metals")
    assert stories["story_count"].sum() == ask(store, "totals", Filters(sectors=("metals",)))["passing_count"].iloc[0] == 2
    assert dict(stories.itertuples(index=False))["risk"] == 1


def test_the_directions_of_the_lede_and_the_facts_add_up(sector: Sector, folder: Path) -> None:
    html = html_of(sector(sector="metals"))
    touched, rest = re.search(r"is touched by ([\d,]+) of .*?\. (.*?)\. ", html).groups()  # type: ignore[union-attr]
    assert sum(map(int, re.findall(r"\d+", rest))) == int(touched)
    shares = [int(share) for share in re.findall(r"</b> <small>(?:story|stories)</small> <small>\((\d+)%\)</small>", html)]
    assert len(shares) == 2
    opportunity, risk = shares
    facts = {row.outlook: row.story_count for row in ask_outlooks(open_store(str(folder)), "metals").itertuples()}
    assert abs(opportunity - 100 * facts.get("opportunity", 0) / int(touched)) <= 1
    assert abs(risk - 100 * facts.get("risk", 0) / int(touched)) <= 1


def test_a_row_of_the_table_says_how_many_stories_it_holds() -> None:
    html = status_table(statuses_of(7))
    _, rows = status_grid(statuses_of(7))
    assert all(f"<b>{sum(counts)}</b>" in html for _, counts in rows)
    assert words.SECTOR_STORIES in html


@pytest.mark.parametrize(("first", "second", "is_told"), [(2, 2, False), (2, 3, True)])
def test_a_change_is_told_only_where_stories_stand_behind_it(first: int, second: int, is_told: bool) -> None:
    frame = pd.DataFrame(
        {
            "sector": ["metals"],
            "first_count": [first],
            "second_count": [second],
            "first_total": [20],
            "second_total": [20],
            "first_share": [0.1],
            "second_share": [0.2],
        }
    )
    assert (change_of(frame, "metals", 28) is not None) == is_told
    assert change_of(frame, "energy", 28) is None
    assert change_of(frame.assign(first_total=9), "metals", 28) is None


def test_claims_of_one_passage_are_one_card() -> None:
    frame = pd.DataFrame(
        {
            "article_no": [1, 1, 2],
            "quote": ["A duty.", "A duty.", "A duty."],
            "outlook": ["risk", "watch", "risk"],
            "channel": ["tariff", None, "tariff"],
            "status": ["in_force", None, None],
            "published": ["2026-01-05", "2026-01-05", None],
            "outlet": ["Wire", "Wire", ""],
            "title": ["<b>T</b>", "<b>T</b>", ""],
        }
    )
    assert [len(card["claims"]) for card in cards_of(frame)] == [2, 1]
    html = evidence(frame)
    assert html.count("<article") == 2
    assert "<b>T</b>" not in html
    assert words.UNTITLED in html
    assert f'<p class="for">{words.NO_DAY}</p>' in html


def test_the_page_shows_the_sector_of_the_link(sector: Sector, folder: Path) -> None:
    at = sector(sector="agriculture")
    assert not at.exception
    html = html_of(at)
    store = open_store(str(folder))
    count = int(ask(store, "totals", Filters(sectors=("agriculture",))).iloc[0]["passing_count"])
    assert f"is touched by {count} of 61 stories" in html
    assert at.selectbox(key="sector_pick").value == "agriculture"
    figure = json.loads(at.get("plotly_chart")[0].proto.spec)
    assert [trace["type"] for trace in figure["data"]].count("bar") == 2
    assert words.SECTOR_HOW_NOTE in html
    assert 'class="quote' in html


def test_a_sector_without_a_story_is_told_and_another_shown(sector: Sector) -> None:
    html = html_of(sector(sector="pharma"))
    assert re.search(r"No story of this corpus touches Pharmaceuticals[^.]*\. [\w ,]+ is shown instead\.", html)
    assert "is shown instead" not in html_of(sector(sector="metals"))


def test_another_sector_is_chosen_on_the_page_and_stands_in_the_link(sector: Sector) -> None:
    at = sector(sector="agriculture")
    at.selectbox(key="sector_pick").set_value("energy").run()
    assert not at.exception
    assert at.query_params["sector"] == "energy"
    assert at.selectbox(key="sector_pick").value == "energy"


def test_filters_narrow_what_is_shown_but_not_the_lede(sector: Sector) -> None:
    before = html_of(sector(sector="agriculture"))
    at = sector(sector="agriculture", status="in_force")
    html = html_of(at)
    assert re.search(r'class="lede">(.*?)<', before)[1] == re.search(r'class="lede">(.*?)<', html)[1]
    assert 'class="showing"' in html
    assert 'class="showing"' not in before


def test_filters_that_match_nothing_leave_a_message_and_a_way_out(sector: Sector) -> None:
    at = sector(sector="agriculture", since="2026-12-31")
    assert not at.exception
    assert words.NO_STORY in html_of(at)
    assert not at.get("plotly_chart")
    at.button(key="sector_reset").click().run()
    assert at.get("plotly_chart")


def test_without_a_store_the_page_says_how_to_make_one(
    monkeypatch: pytest.MonkeyPatch, sector: Sector
) -> None:
    monkeypatch.delenv(STORES_VARIABLE)
    at = sector()
    assert not at.exception
    assert words.NO_STORE in html_of(at)


def test_a_store_that_cannot_be_opened_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, sector: Sector, tmp_path: Path
) -> None:
    monkeypatch.setenv(STORES_VARIABLE, str(tmp_path / "nowhere"))
    at = sector()
    assert not at.exception
    assert "is not a store" in at.error[0].value.replace("\\", "")


def test_a_hostile_title_is_literal_on_the_page_and_in_briefs(sector: Sector, folder: Path) -> None:
    at = sector()
    assert not at.exception
    assert "<script>alert" not in html_of(at)
    store = open_store(str(folder))
    frames = [ask(store, name, Filters()) for name in ("statuses", "actors", "evidence")]
    page = brief_html("Metals & more", "A lede.", *frames, "How.").decode()
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "Metals &amp; more" in page
    assert "<script>" not in brief_markdown("Metals", "A lede.", *frames, "How.").decode()


def test_files_hold_the_sector_alone(sector: Sector, folder: Path) -> None:
    at = sector(sector="energy")
    data = {button.key: button for button in at.get("download_button")}
    assert {"share_csv", "share_json", "share_md", "share_brief", "share_matrix"} <= set(data)
    store = open_store(str(folder))
    rows = corpus_exports.rows_csv(corpus_exports.records(evidence_rows(store, Filters(sectors=("energy",)))))
    read = list(csv.DictReader(io.StringIO(rows.decode("utf-8-sig"))))
    assert {row["sector"] for row in read} == {"energy"}


@pytest.mark.parametrize("params", [{}, {"sector": ["energy", "metals"]}], ids=["the first", "two named"])
def test_the_filters_beside_a_sector_count_its_stories(sector: Sector, folder: Path, params: dict[str, list[str]]) -> None:
    at = sector(**params)
    shown = str(at.selectbox(key="sector_pick").value)
    own = ask(open_store(str(folder)), "options", Filters(sectors=(shown,)), facet="statuses")
    every = ask(open_store(str(folder)), "options", Filters(sectors=tuple(params.get("sector", ()))), facet="statuses")
    assert dict(zip(own["value"], own["story_count"], strict=True)) != dict(
        zip(every["value"], every["story_count"], strict=True)
    )
    (pills,) = (group for group in at.button_group if group.key == "filter_statuses")
    counts = sorted((int(option.rsplit(" ", 1)[1].replace(",", "")) for option in pills.options), reverse=True)
    assert [count for count in counts if count] == sorted(own["story_count"].tolist(), reverse=True)
