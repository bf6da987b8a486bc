"""The Trade value tab and the switch Read as: what is drawn, what is told, what stands in the URL and in the files."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from analysis.model import WHOLE_ECONOMY
from analysis.trade.findings import ReadAs, Role
from analysis.trade.model import Flow
from tests.views.conftest import ROOT, html_of
from views import trade_loaders, value_exports, whatif
from views.exports import brief_html, brief_markdown, evidence_json
from views.exposure import Exposure
from views.filters import Filters
from views.trade_html import value_table, view_table, what_if_table
from views.trade_rows import BOTH, OTHER, TOUCHED, rows_of, share_formula, share_words, without_figure
from views.value_chart import Dot, dot_alt, dot_plot, is_log

Dashboard = Callable[..., AppTest]
Expose = Callable[[str], Exposure]
ALUMINIUM = "example_value_at_stake"
STORY = (
    "The United States raised its tariff on aluminium from Canada to 50% on Monday, hitting about $12 billion of trade. "
    "American brewers will pay more for cans."
)


def values_tab(at: AppTest) -> AppTest:
    """The page with the tab open; the test harness cannot click a tab."""
    at.session_state["article_tabs"] = "Trade value"
    return at.run()


@pytest.fixture
def story(expose: Expose) -> Exposure:
    return expose(STORY)


def test_the_tab_shows_values_with_year_source_and_shares(dashboard: Dashboard) -> None:
    at = values_tab(dashboard(article=ALUMINIUM))
    assert not at.exception
    told = html_of(at)
    assert "$31.0 bn" in told
    assert "2024, US Census Bureau 2024, customs value" in told
    assert "US Census Bureau, International Trade in Goods, 2024" in told
    assert "of all goods that Canada sells to United States (2024)" in told
    assert "$12 billion" in told
    assert len(at.get("plotly_chart")) == 2


def test_the_seed_tells_the_total_of_the_pair_and_why_there_is_no_sector(dashboard: Dashboard) -> None:
    told = html_of(values_tab(dashboard()))
    assert "$27.7 bn" in told
    assert "Only the total of goods is held for this pair, not its sectors." in told
    assert "Licence Ouverte Etalab 2.0" in told


def test_the_seed_tells_each_total_once_with_the_measures_under_it(seed: Exposure) -> None:
    rows = rows_of(seed, trade_loaders.stakes(seed.analysis), Filters(), TOUCHED)
    table = value_table(rows)
    assert table.count("<b>$27.7 bn</b>") == table.count("<b>$61.9 bn</b>") == 1
    assert "Market access, Standards and regulation, Uncertainty (hoped)" in table
    assert table.count("on 7 sectors") == 2
    assert table.count("Only the total of goods is held for this pair, not its sectors.") == 2
    assert "1 flow without a figure" in table or "flows without a figure" in table
    extras = value_exports.extras_of(seed, Filters(), seed.analysis, None)
    text = brief_markdown(seed, Filters(), value_exports.brief_lines(seed, extras)).decode().replace("\\", "")
    page = brief_html(seed, Filters(), value_exports.brief_part(seed, extras)).decode()
    for brief in (text, page):
        assert brief.count("$27.7 bn") == 1, brief
        assert "The text does not say between which countries." in brief


def test_a_total_is_not_shown_for_who_only_buys_or_for_a_service(expose: Expose) -> None:
    article = expose((ROOT / "seeds" / f"{ALUMINIUM}.txt").read_text(encoding="utf-8"))
    rows = rows_of(article, trade_loaders.stakes(article.analysis), Filters(), TOUCHED)
    assert not [row for row in rows if row.sector == WHOLE_ECONOMY]
    (row,) = without_figure(rows)
    assert (row.sector, row.way) == ("agri_food", "Canada → United States")
    assert "its own trade is not touched" in value_table(rows)


def test_a_range_says_why_in_the_tab_and_in_every_file(expose: Expose) -> None:
    story = expose("China imposed a 25% tariff on soybeans from the United States on Monday.")
    rows = rows_of(story, trade_loaders.stakes(story.analysis), Filters(), TOUCHED)
    (row,) = (row for row in rows if isinstance(row.flow, Flow) and not row.flow.is_exact)
    assert isinstance(row.flow, Flow)
    why = row.flow.why_range
    assert why in value_table(rows)
    assert all(why in share_formula(share) for share in row.shares if share.low != share.high)
    extras = value_exports.extras_of(story, Filters(), story.analysis, None)
    text = brief_markdown(story, Filters(), value_exports.brief_lines(story, extras)).decode().replace("\\", "")
    for file in (
        text,
        brief_html(story, Filters(), value_exports.brief_part(story, extras)).decode(),
        value_exports.values_csv(story, extras.rows).decode(),
        json.dumps(trade_loaders.trade_document(story.analysis, None)),
    ):
        assert why in file


def test_flows_left_out_are_told_in_tab_and_files(seed: Exposure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.trade.stake.MOST_WAYS", 1)
    (*_, last) = trade_loaders.left_out(seed.analysis)
    assert "1 are left out" in last
    extras = value_exports.extras_of(seed, Filters(), seed.analysis, None)
    assert last in brief_html(seed, Filters(), value_exports.brief_part(seed, extras)).decode()
    records = list(csv.DictReader(io.StringIO(value_exports.values_csv(seed, extras.rows, extras.left).decode("utf-8-sig"))))
    assert (records[-1]["reason"], records[-1]["sector"]) == (last, "")


def test_an_article_without_measures_has_nothing_at_stake(dashboard: Dashboard) -> None:
    at = dashboard(article="example_no_trade")
    assert not at.exception


def test_what_if_recalculates_and_shows_its_formulas(dashboard: Dashboard) -> None:
    at = values_tab(dashboard(article=ALUMINIUM))
    assert "$31.0 bn x (25% - 0%)" in html_of(at)
    at.number_input(key="whatif_after").set_value(10.0).run()
    told = html_of(at)
    assert "$31.0 bn x (10% - 0%)" in told
    assert "$3.1 bn" in told
    assert told.count('<td data-head="Kind">model</td>') == 3


def test_the_switch_changes_outlooks_says_so_and_stands_in_the_url(dashboard: Dashboard) -> None:
    at = dashboard(article=ALUMINIUM)
    assert "Read as <b>" not in html_of(at)
    at.selectbox(key="read_as_country").set_value("MEX").run()
    assert not at.exception
    assert "MEX" in str(at.query_params["as"])
    assert "Read as <b>Mexico, all roles</b>" in html_of(at)
    at.selectbox(key="read_as_role").set_value("rival").run()
    assert "rival" in str(at.query_params["role"])
    assert "Read as <b>Mexico, rival exporter, third country</b>" in html_of(at)
    metals = next(row for row in at.session_state["exposure"].rows if row.sector == "metals")
    assert str(metals.outlook) == "opportunity"
    at.selectbox(key="read_as_country").set_value("").run()
    assert "as" not in at.query_params
    assert "Read as <b>" not in html_of(at)


def test_a_link_opens_the_same_perspective(dashboard: Dashboard) -> None:
    at = dashboard(article=ALUMINIUM, **{"as": "USA"}, role="producer")
    assert at.session_state["read_as"] == ReadAs(country="USA", role=Role.PRODUCER)
    assert at.selectbox(key="read_as_country").value == "USA"
    told = html_of(values_tab(at))
    assert "Import-competing producer" in told
    assert "Domestic smelters stand to gain, two unions said." in told


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"as": "ATLANTIS"}, "ATLANTIS"),
        ({"as": "CAN", "role": "king"}, "king"),
        ({"role": "exporter"}, "exporter"),
    ],
)
def test_who_is_not_known_is_dropped_with_a_word(
    params: dict[str, str], told: str, dashboard: Dashboard
) -> None:
    at = dashboard(**params)
    assert not at.exception
    assert told in at.toast[0].value


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_seed_has_another_face_for_each_of_three(theme: str, dashboard: Dashboard) -> None:
    faces = {}
    for country in ("CAN", "CHN", "USA"):
        at = values_tab(dashboard({"theme": theme}, **{"as": country}))
        assert not at.exception
        faces[country] = {row.sector: str(row.outlook) for row in at.session_state["exposure"].rows}
        assert "(derived)" in html_of(at)
    assert set(faces["CAN"].values()) >= {"opportunity"}
    assert (faces["CHN"]["energy"], faces["USA"]["energy"]) == ("mixed", "risk")
    assert faces["CAN"]["energy"] == "opportunity"


def test_rows_turn_with_the_direction(story: Exposure) -> None:
    stakes = trade_loaders.stakes(story.analysis)
    ways = {
        direction: [(row.exporter, row.importer) for row in rows_of(story, stakes, Filters(), direction)]
        for direction in (TOUCHED, OTHER, BOTH)
    }
    assert ways[TOUCHED] == [("CAN", "USA")]
    assert ways[OTHER] == [("USA", "CAN")]
    assert ways[BOTH] == [("CAN", "USA"), ("USA", "CAN")]


def test_what_the_text_states_is_a_series_of_its_own(story: Exposure) -> None:
    (row,) = rows_of(story, trade_loaders.stakes(story.analysis), Filters(), TOUCHED)
    assert isinstance(row.flow, Flow)
    dot = Dot(row.name, row.flow.low, row.flow.high, row.stated_usd, False, "")
    figure = dot_plot((dot,), "light", "reference", "stated").to_dict()
    by_name: dict[str, list[float]] = {}
    for trace in figure["data"]:
        by_name.setdefault(trace.get("name", ""), []).extend(trace["x"])
    assert by_name["reference"] == [row.flow.low]
    assert by_name["stated"] == [12e9]


@pytest.mark.parametrize("count", [1, 7, 29])
def test_the_plot_holds_any_number_of_rows(count: int) -> None:
    dots = tuple([Dot(f"<b>row</b> {n}", 10.0**n, 10.0**n * (1 + n % 2), (), n > 5, "x") for n in range(count)])
    figure = dot_plot(dots, "dark", "reference", "stated")
    assert len(figure.layout.yaxis.ticktext) == count
    assert "&lt;b&gt;" in figure.layout.yaxis.ticktext[0]
    assert is_log(dots) == (count > 2)
    assert str(count) in dot_alt(dots)


def test_a_range_from_nothing_and_a_row_without_a_figure_can_be_drawn() -> None:
    dots = (Dot("a", 0.0, 5e9, (), False, ""), Dot("b", None, None, (1e7,), False, ""))
    figure = dot_plot(dots, "light", "reference", "stated")
    assert figure.layout.xaxis.type == "log"
    assert all(value > 0 for trace in figure.data for value in trace.x if value is not None)
    assert dot_alt(()) == "No value to draw."


def test_files_hold_values_sources_and_the_reader(story: Exposure) -> None:
    reader = ReadAs(country="USA")
    extras = value_exports.extras_of(story, Filters(), story.analysis, reader)
    (record,) = csv.DictReader(io.StringIO(value_exports.values_csv(story, extras.rows).decode("utf-8-sig")))
    assert (record["exporter"], record["importer"], record["year"], record["stated_in_text"]) == (
        "CAN",
        "USA",
        "2024",
        "$12 billion",
    )
    assert int(record["low_usd"]) == int(record["high_usd"]) > 30_000_000_000
    assert record["hs_codes"].startswith("26 ")
    text = brief_markdown(story, Filters(), value_exports.brief_lines(story, extras)).decode()
    page = brief_html(story, Filters(), value_exports.brief_part(story, extras)).decode()
    for brief in (text.replace("\\", ""), page):
        assert "$31.0 bn" in brief
        assert "US Census Bureau, International Trade in Goods, 2024" in brief
        assert "Read as United States, all roles" in brief
    document = json.loads(
        evidence_json(story, Filters(), "USA", trade_loaders.trade_document(story.analysis, reader))
    )
    assert document["read_as"]["country"] == "USA"
    assert document["trade"]["stakes"][0]["year"] == 2024
    assert {record["read_as"] for record in document["evidence"]} == {"USA"}


def test_a_what_if_goes_into_the_files_with_its_formulas(story: Exposure) -> None:
    (row,) = rows_of(story, trade_loaders.stakes(story.analysis), Filters(), TOUCHED)
    assert isinstance(row.flow, Flow)
    reckoned = trade_loaders.what_if(row.flow, before=0, after=25)
    extras = value_exports.extras_of(story, Filters(), story.analysis, None, reckoned)
    text = brief_markdown(story, Filters(), value_exports.brief_lines(story, extras)).decode().replace("\\", "")
    page = brief_html(story, Filters(), value_exports.brief_part(story, extras)).decode()
    for brief in (text, page):
        assert "Change in duty (arithmetic): $7.8 bn = $31.0 bn x (25% - 0%)" in brief
        assert brief.count("(model)") == 3
    document = trade_loaders.trade_document(story.analysis, None, reckoned)
    assert document["what_if"]["rate_after"] == 25


def test_a_what_if_stands_in_the_url_and_a_link_opens_it(dashboard: Dashboard) -> None:
    at = values_tab(dashboard(article=ALUMINIUM))
    assert "whatif" not in at.query_params  # an example that nobody asked for
    at.number_input(key="whatif_after").set_value(10.0).run()
    at.selectbox(key="whatif_flow").set_value("CHN-USA-critical_minerals").run()
    assert not at.exception
    assert "CHN-USA-critical_minerals" in str(at.query_params["whatif"])
    assert "10" in str(at.query_params["to"])
    assert "from" not in at.query_params
    there = dashboard(article=ALUMINIUM, whatif="CHN-USA-critical_minerals", to="10")
    there.run()
    assert there.selectbox(key="whatif_flow").value == "CHN-USA-critical_minerals"
    assert there.number_input(key="whatif_after").value == 10.0
    assert "x (10% - 0%)" in html_of(there)
    there.selectbox(key="source_pick").set_value("seed_article").run()
    assert "whatif" not in there.query_params


def test_a_link_may_ask_about_the_other_direction_or_what_is_filtered_out(dashboard: Dashboard) -> None:
    at = dashboard(article=ALUMINIUM, whatif="USA-CAN-metals", **{"from": "5"}, to="2.5", sector="critical_minerals")
    at.run()
    assert not at.exception
    assert at.selectbox(key="whatif_flow").value == "USA-CAN-metals"
    assert "x (2.5% - 5%)" in html_of(at)
    assert "5" in str(at.query_params["from"])
    assert "2.5" in str(at.query_params["to"])


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"whatif": "CAN-MARS-metals"}, "MARS"),
        ({"whatif": "CAN-USA-unicorns"}, "unicorns"),
        ({"whatif": "CAN-USA-metals-more"}, "more"),
        ({"whatif": "<b>-USA"}, "USA"),
        ({"whatif": "CAN-USA-metals", "to": "1e3"}, "1e3"),
        ({"whatif": "CAN-USA-metals", "to": "-5"}, "5"),
        ({"whatif": "CAN-USA-metals", "from": "1001"}, "1001"),
        ({"whatif": "CAN-USA-metals", "to": "nan"}, "nan"),
        ({"to": "25"}, "25"),
    ],
)
def test_a_bent_what_if_is_dropped_whole_with_a_word(params: dict[str, str], told: str, dashboard: Dashboard) -> None:
    at = dashboard(article=ALUMINIUM, **params)
    assert not at.exception
    assert told in at.toast[0].value.replace("\\", "")
    assert not {"whatif", "from", "to"} & set(at.query_params)


def test_a_what_if_of_a_flow_that_is_not_touched_is_told_and_not_reckoned(dashboard: Dashboard) -> None:
    at = dashboard(article=ALUMINIUM, whatif="JPN-KOR-metals")
    at.run()
    assert "a flow that this article does not touch" in html_of(at)
    assert "$31.0 bn x (25% - 0%)" in html_of(at)
    assert whatif.reckon(whatif.Asked("JPN", "KOR", "metals"), trade_loaders.stakes(at.session_state["exposure"].analysis)) is None


def test_what_is_asked_goes_into_the_files_and_an_example_does_not(story: Exposure) -> None:
    stakes = trade_loaders.stakes(story.analysis)
    reckoned = whatif.reckon(whatif.Asked("CAN", "USA", "metals", 0.0, 10.0), stakes)
    assert reckoned is not None
    assert (reckoned.flow.product, reckoned.rate_after) == ("metals", 10.0)
    assert whatif.reckon(None, stakes) is None
    everything = whatif.reckon(whatif.Asked("CAN", "USA", ""), stakes)
    assert everything is not None
    assert everything.flow.product == ""
    assert "what_if" not in trade_loaders.trade_document(story.analysis, None, None)


def test_an_unknown_value_is_an_empty_cell(seed: Exposure) -> None:
    extras = value_exports.extras_of(seed, Filters(), seed.analysis, None)
    records = list(
        csv.DictReader(io.StringIO(value_exports.values_csv(seed, extras.rows).decode("utf-8-sig")))
    )
    without = [record for record in records if record["reason"]]
    assert without
    assert all(record["low_usd"] == record["high_usd"] == "" for record in without)
    assert extras.reader == ""


def test_hostile_words_stay_words(hostile: Exposure) -> None:
    stakes = trade_loaders.stakes(hostile.analysis)
    rows = rows_of(hostile, stakes, Filters(), BOTH)
    views = trade_loaders.views_of(hostile.analysis, ReadAs(country="CAN"))
    extras = value_exports.extras_of(hostile, Filters(), hostile.analysis, ReadAs(country="CAN"))
    for html in (
        value_table(rows),
        view_table(hostile, views, "<b>"),
        value_exports.brief_part(hostile, extras),
    ):
        assert "<script" not in html
        assert "<img" not in html


def test_every_result_of_a_what_if_has_its_formula_a_click_away(story: Exposure) -> None:
    (row,) = rows_of(story, trade_loaders.stakes(story.analysis), Filters(), TOUCHED)
    assert isinstance(row.flow, Flow)
    html = what_if_table(trade_loaders.what_if(row.flow, before=0, after=25))
    assert html.count("<details>") == html.count("how reckoned") == 4
    assert "arithmetic</td>" in html
    assert row.shares
    assert all(share_words(share).endswith(")") for share in row.shares)


def test_the_bars_of_the_matrix_can_show_values(dashboard: Dashboard) -> None:
    at = dashboard(article=ALUMINIUM)
    at.button_group(key="article_measure").set_value("Largest flow").run()
    assert not at.exception
    spec = json.loads(at.get("plotly_chart")[0].proto.spec)
    labels = next(trace["text"] for trace in spec["data"] if trace.get("mode") == "text")
    assert "\u00a0&#36;31.0 bn" in labels
    assert spec["layout"]["annotations"][0]["text"] == "Largest flow, US$"


def test_what_is_drawn_again_is_not_built_again() -> None:
    dots = (Dot("a", 1e9, 2e9, (), False, ""),)
    assert dot_plot(dots, "light", "r", "s") is dot_plot((*dots,), "light", "r", "s")
    assert dot_plot(dots, "light", "r", "s") != dot_plot(dots, "dark", "r", "s")


def test_without_a_value_the_bars_keep_to_evidence(dashboard: Dashboard) -> None:
    assert not [g for g in dashboard().get("button_group") if g.key == "article_measure"]
