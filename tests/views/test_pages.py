"""Every page runs, filters work, and what goes wrong is said in words."""

import gc
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from analysis import scoring
from tests.fuzz.targets import small_pdf
from tests.intake.page_pieces import CANOLA
from tests.intake.page_systems import wordpress_classic
from tests.views.conftest import HOSTILE, ROOT, html_of
from views import engine_facts, loaders, method_words, session, words
from views.method_words import FIGURE_NAMES

Dashboard = Callable[..., AppTest]
EVERYTHING = (
    "Tariffs on everything\n\nExport sectors are watching, including wheat, beef, lobster, lumber, crude oil, lithium, "
    "steel, gold, plastics, potash, vaccines, footwear, semiconductors, smartphones, machine tools, cars, electric "
    "vehicles, solar panels, aircraft, locomotives, furniture, container shipping, hotels, insurers, cloud computing, "
    "cement, retailers and universities, which hope for lower tariffs."
)


def rows_of(html: str) -> list[list[str]]:
    """The cells of every row of every table."""
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", html)]


PAGES = ["views/article.py", "views/taxonomy_page.py", "views/method.py"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_runs(page: str, theme: str, dashboard: Dashboard) -> None:
    at = dashboard({"theme": theme, "locale": "fr-CA"}).switch_page(page).run()
    assert not at.exception
    assert not at.error
    assert html_of(at).count("<h1") == 1


def test_the_page_opens_on_the_analysed_seed(dashboard: Dashboard) -> None:
    at = dashboard()
    assert "Canada Seeks Trade Deal" in html_of(at)
    assert "7 of 29 sectors are named" in html_of(at)
    assert "<b>critical minerals</b>" in html_of(at)
    assert at.get("plotly_chart")


def test_what_the_numbers_of_the_filters_count_is_told(dashboard: Dashboard) -> None:
    assert words.COUNTS_EVIDENCE in html_of(dashboard())


@pytest.mark.parametrize(("theme", "surface"), [("light", "#FFFFFF"), ("dark", "#0F141B")])
def test_the_chart_takes_the_colours_of_the_theme(theme: str, surface: str, dashboard: Dashboard) -> None:
    spec = json.loads(dashboard({"theme": theme}).get("plotly_chart")[0].proto.spec)
    assert spec["layout"]["paper_bgcolor"] == surface


@pytest.mark.parametrize(
    ("widget", "facet", "value"),
    [
        ("multiselect", "sectors", "energy"),
        ("button_group", "channels", "market_access"),
        ("button_group", "outlooks", "opportunity"),
        ("button_group", "statuses", "hoped"),
        ("multiselect", "places", "CAN"),
    ],
)
def test_each_filter_narrows_the_page_and_stands_in_the_url(
    widget: str, facet: str, value: str, dashboard: Dashboard
) -> None:
    at = dashboard()
    getattr(at, widget)(key=f"filter_{facet}").set_value([value]).run()
    assert not at.exception
    assert at.session_state["filters"].is_on
    assert value in str(dict(at.query_params))
    assert "Showing " in html_of(at)
    at.button(key="filter_reset").click().run()
    assert not at.session_state["filters"].is_on
    assert "Showing " not in html_of(at)


def test_filters_that_match_nothing_say_so_and_offer_a_way_out(dashboard: Dashboard) -> None:
    at = dashboard(sector="energy", place="QAT")
    assert not at.exception
    assert "No evidence matches these filters." in html_of(at)
    assert not at.get("plotly_chart")
    at.button(key="article_reset").click().run()
    assert at.get("plotly_chart")


def test_an_unknown_id_in_a_link_is_dropped_with_a_word(dashboard: Dashboard) -> None:
    at = dashboard(sector=["energy", "witchcraft"], outlook="bright")
    assert "2 filters in this link are no longer known: witchcraft, bright" in at.toast[0].value
    assert at.session_state["filters"].sectors == ("energy",)


@pytest.mark.parametrize("params", [{"article": "../../etc/passwd"}, {"src": "<script>"}, {"view": "*"}])
def test_a_bent_link_opens_the_seed(params: dict[str, str], dashboard: Dashboard) -> None:
    at = dashboard(**params)
    assert not at.exception
    assert "Canada Seeks Trade Deal" in html_of(at)


def test_a_link_to_a_pasted_text_says_that_it_holds_none(dashboard: Dashboard) -> None:
    assert "which a link does not hold" in html_of(dashboard(src="pasted"))


def test_an_article_without_trade_shows_a_sentence_and_no_chart(dashboard: Dashboard) -> None:
    at = dashboard(article="example_no_trade")
    assert "No sector is named in this text." in html_of(at)
    assert not at.get("plotly_chart")


@pytest.mark.parametrize("article", ["example_steel_tariff", "example_export_control"])
def test_the_other_examples_open_by_their_link(article: str, dashboard: Dashboard) -> None:
    at = dashboard(article=article, view="text")
    assert not at.exception
    assert '<mark id="s1"' in html_of(at)


def open_dialog(at: AppTest) -> AppTest:
    return at.button(key="source_open").click().run()


def test_a_pasted_text_is_read_on_the_button(dashboard: Dashboard) -> None:
    at = open_dialog(dashboard())
    at.text_area(key="dialog_text").set_value("Steel tariffs\n\nA 25% tariff on steel took effect.")
    at.button(key="dialog_analyse").click().run()
    assert not at.exception
    assert "Steel tariffs</h1>" in html_of(at)
    assert at.query_params["src"] in ("pasted", ["pasted"])
    assert "Very short text" in html_of(at)


def test_a_pasted_text_with_its_day_has_its_dates_resolved(dashboard: Dashboard) -> None:
    at = open_dialog(dashboard())
    at.text_area(key="dialog_text").set_value("Steel tariffs\n\nA 25% tariff on steel takes effect on April 1.")
    at.date_input(key="dialog_day").set_value(date(2026, 3, 3))
    at.button(key="dialog_analyse").click().run()
    assert "3 March 2026" in html_of(at)
    at.session_state["article_tabs"] = "Dates"
    assert "2026-04-01" in html_of(at.run())


def test_the_brief_can_be_copied(dashboard: Dashboard) -> None:
    at = dashboard(sector="energy")
    assert not [code for code in at.code if code.value.startswith("# Canada")]
    at.session_state["share_copy"] = True
    at.run()
    assert not at.exception
    assert [code for code in at.code if code.value.startswith("# Canada") and "All seven hope to gain, most often through market access." in code.value]


def test_pasting_nothing_is_told(dashboard: Dashboard) -> None:
    at = open_dialog(dashboard())
    at.button(key="dialog_analyse").click().run()
    assert "There is no text to read yet" in at.session_state["dialog_error"]


def test_a_saved_page_is_read(dashboard: Dashboard) -> None:
    at = open_dialog(dashboard())
    page = "<html><head><title>Wheat news</title></head><body><article><h1>Wheat news</h1>" + (
        "<p>Wheat exports to China fell after a 25% tariff took effect on Monday, growers said.</p>" * 6
    )
    at.file_uploader(key="dialog_file_0").set_value(("wheat.html", page.encode(), "text/html"))
    at.button(key="dialog_analyse_file").click().run()
    assert not at.exception
    assert "Wheat news</h1>" in html_of(at)


def test_a_file_is_read(dashboard: Dashboard) -> None:
    at = open_dialog(dashboard())
    at.file_uploader(key="dialog_file_0").set_value(
        ("news.txt", b"Wheat news\n\nWheat exports fell.", "text/plain")
    )
    at.button(key="dialog_analyse_file").click().run()
    assert not at.exception
    assert "Wheat news</h1>" in html_of(at)
    assert "news.txt" in html_of(at)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.txt", b"", "is empty"),
        ("bad.jsonl", b'{"id": 1, "text": "x"}', "is a number"),
        ("bin.txt", b"\xff\x00\x81\x00", "Save it as"),
        ("page.pdf", b"<html><p>Steel", "is no PDF, whatever it is called"),
        ("sheet.html", b"\x89PNG", "is a picture"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_cause(
    name: str, data: bytes, told: str, dashboard: Dashboard
) -> None:
    at = open_dialog(dashboard())
    at.file_uploader(key="dialog_file_0").set_value((name, data, "text/plain"))
    at.button(key="dialog_analyse_file").click().run()
    assert not at.exception
    said = at.session_state["dialog_error"].replace("\\", "")
    assert name in said
    assert told in said


def test_a_hostile_article_is_words_everywhere(dashboard: Dashboard) -> None:
    at = open_dialog(dashboard(view="text"))
    at.text_area(key="dialog_text").set_value(HOSTILE.replace("\x00", ""))
    at.button(key="dialog_analyse").click().run()
    assert not at.exception
    html = html_of(at)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>" not in at.get("plotly_chart")[0].proto.spec
    assert ":red[" not in "".join(element.value for element in at.markdown)


def test_a_text_of_a_million_characters_is_cut_and_says_so(dashboard: Dashboard) -> None:
    at = open_dialog(dashboard())
    at.text_area(key="dialog_text").set_value(
        "A long story\n\n" + "A tariff on steel from China is in force. " * 25_000
    )
    at.button(key="dialog_analyse").click().run()
    assert not at.exception
    assert "the first 200,000 were read" in html_of(at)


def test_a_phrase_is_traced_on_the_taxonomy_page(dashboard: Dashboard) -> None:
    at = dashboard().switch_page("views/taxonomy_page.py").run()
    at.text_input(key="taxonomy_phrase").set_value("Ottawa lifts its tariff on canola oil").run()
    assert not at.exception
    assert "Agri-food processing" in html_of(at)
    at.text_input(key="taxonomy_phrase").set_value("zzz qqq").run()
    assert "No entry of the taxonomy is in these words." in html_of(at)


def test_the_taxonomy_is_searched_by_term(dashboard: Dashboard) -> None:
    at = dashboard().switch_page("views/taxonomy_page.py").run()
    at.text_input(key="taxonomy_search").set_value("gigafactory").run()
    assert list(at.dataframe[0].value["Sector"]) == ["EV supply chain"]
    at.text_input(key="taxonomy_search").set_value("zzzz").run()
    assert "No sector, term or code matches" in html_of(at)


def edited_text(at: AppTest, change: Callable[[str], str]) -> AppTest:
    at.session_state["taxonomy_sector"] = "energy"
    at.session_state["taxonomy_tabs"] = "As text"
    at.switch_page("views/taxonomy_page.py").run()
    area = next(area for area in at.text_area if area.key.startswith("taxonomy_text_energy"))
    return area.set_value(change(area.value)).run()


def test_an_edit_is_previewed_applied_and_undone(dashboard: Dashboard) -> None:
    at = edited_text(
        dashboard(),
        lambda text: text.replace("terms: [", "terms: [zeppelin diplomacy, diplomatic friction, ", 1),
    )
    assert not at.exception
    assert "Adds 1 match, removes 0 matches" in html_of(at)
    at.button(key="taxonomy_apply").click().run()
    assert not at.exception
    assert "diplomatic friction" in at.session_state["taxonomy_source"]
    at.button(key="taxonomy_undo").click().run()
    assert at.session_state["taxonomy_source"] is None


def test_an_invalid_edit_names_the_line_and_cannot_be_applied(dashboard: Dashboard) -> None:
    at = edited_text(dashboard(), lambda text: text.replace("segments:", "colour: blue\n    segments:", 1))
    assert not at.exception
    assert "unknown key colour" in html_of(at)
    assert "sectors.yaml:" in html_of(at)
    assert at.button(key="taxonomy_apply").disabled


def test_lists_of_choices_show_their_words_as_they_are(dashboard: Dashboard) -> None:
    at = dashboard(sector="agri_food")
    shown = [*at.selectbox(key="source_pick").options, *at.multiselect(key="filter_sectors").options]
    assert any("U.S. Influence" in label for label in shown)
    assert any(label.startswith("Agri-food processing") for label in shown)
    assert not [label for label in shown if "\\" in label]


def test_the_method_page_says_the_points_that_the_engine_gives(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(scoring.POINTS, "headline", 37)
    html = html_of(dashboard().switch_page("views/method.py").run())
    assert "<td>headline</td><td>37</td>" in html
    assert f"<td>up to {scoring.POINTS['share of mentions']}</td>" in html
    assert set(scoring.POINTS) == set(method_words.COMPONENTS)


def test_the_method_page_reads_its_figures_from_the_floors_file(dashboard: Dashboard) -> None:
    floors = json.loads((ROOT / "tests" / "gold" / "floors.json").read_text(encoding="utf-8"))
    html = html_of(dashboard().switch_page("views/method.py").run())
    for name, entry in floors["floors"].items():
        reached = entry["reached"]
        cells = [
            FIGURE_NAMES[name],
            f"{reached['value']:.3f}",
            f"{reached['low']:.3f} to {reached['high']:.3f}",
            str(reached["labels"]),
            f"{entry['floor']:.3f}",
        ]
        assert cells in rows_of(html)
    assert floors["digest"] not in html
    assert "Margin" not in html
    assert "python -m analysis evaluate" in html


def test_a_floor_without_a_figure_is_shown_alone(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"floors": {"sectors": {"floor": 0.8, "margin": 0.02}}}', encoding="utf-8")
    monkeypatch.setattr(engine_facts, "FLOORS", floors)
    engine_facts.published_figures.clear()
    html = html_of(dashboard().switch_page("views/method.py").run())
    engine_facts.published_figures.clear()
    assert ["Sectors", "0.800"] in rows_of(html)
    assert "95% interval" not in html


def test_a_file_of_many_articles_lists_them_and_opens_the_one_that_is_picked(dashboard: Dashboard) -> None:
    lines = [
        json.dumps({"id": f"a{i}", "title": "", "text": f"Wheat news {i}\n\nWheat exports fell."})
        for i in range(7)
    ]
    data = "\n".join([*lines, "not json", "nor this"]).encode()
    at = open_dialog(dashboard())
    at.file_uploader(key="dialog_file_0").set_value(("news.jsonl", data, "application/jsonl"))
    at.button(key="dialog_analyse_file").click().run()
    assert not at.exception
    at = open_dialog(at)  # the test harness closes a dialog on every click
    assert "7 articles were found" in at.selectbox(key="dialog_pick").label
    assert "and 1 more" in at.warning[0].value
    at.selectbox(key="dialog_pick").set_value(3)
    at.button(key="dialog_open_picked").click().run()
    assert not at.exception
    assert "Wheat news 3</h1>" in html_of(at)
    assert "(and 1 more)" in html_of(at)


def test_a_scan_is_named_and_the_others_of_the_batch_go_on(dashboard: Dashboard) -> None:
    at = open_dialog(dashboard())
    at.file_uploader(key="dialog_file_0").set_value(
        [
            ("report.pdf", small_pdf(""), "application/pdf"),
            ("page.html", wordpress_classic(CANOLA).encode(), "text/html"),
        ]
    )
    at.button(key="dialog_analyse_file").click().run()
    assert not at.exception
    html = html_of(at)
    assert f"{CANOLA.title}</h1>" in html
    assert "report.pdf: has no text layer (scan)." in html
    assert CANOLA.site in html


def test_a_table_of_many_sectors_is_cut_and_shown_whole_on_demand(dashboard: Dashboard) -> None:
    at = open_dialog(dashboard())
    at.text_area(key="dialog_text").set_value(EVERYTHING)
    at.button(key="dialog_analyse").click().run()
    before = json.loads(at.get("plotly_chart")[0].proto.spec)["layout"]["height"]
    at.toggle(key="article_all").set_value(True).run()
    after = json.loads(at.get("plotly_chart")[0].proto.spec)["layout"]["height"]
    assert after > before
    assert not at.exception


LINES = b'{"id": "a", "text": "Wheat exports fell."}\n{"id": "b", "text": "Steel exports fell."}\n'


@pytest.mark.parametrize(
    ("name", "data"),
    [("news.txt", b"Wheat news\n\nWheat exports fell."), ("empty.txt", b""), ("two.jsonl", LINES)],
    ids=["opened", "not read", "to be picked"],
)
def test_the_bytes_of_an_upload_are_dropped_whatever_comes_of_them(
    name: str, data: bytes, dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped: list[str] = []
    monkeypatch.setattr(
        MemoryUploadedFileManager, "remove_file", lambda self, session_id, file_id: dropped.append(file_id)
    )
    at = open_dialog(dashboard())
    at.file_uploader(key="dialog_file_0").set_value((name, data, "text/plain"))
    at.button(key="dialog_analyse_file").click().run()
    assert not at.exception
    assert len(dropped) == 1
    # whoever tries again finds an empty uploader, and not one that names what is gone
    at = open_dialog(open_dialog(at))  # the first only closes where an article was opened
    assert not at.file_uploader(key="dialog_file_1").value


def test_a_rerun_reads_and_hashes_nothing_again(dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    at = dashboard()
    asked: list[object] = []
    monkeypatch.setattr(session, "read_draft", lambda *draft: asked.append(draft))
    before = loaders.engine_of.cache_info()
    at.multiselect(key="filter_sectors").set_value(["energy"]).run()
    assert not at.exception
    assert asked == []
    assert loaders.engine_of.cache_info().misses == before.misses
    at.selectbox(key="source_pick").set_value("example_steel_tariff").run()
    assert len(asked) == 1  # another text is read, though not what the stand-in gives


def test_what_is_there_for_good_is_not_looked_through_after_each_run(dashboard: Dashboard) -> None:
    at = dashboard()
    at.run()
    assert loaders.settle() > 100_000
    assert gc.get_freeze_count() >= 0.9 * loaders.settle()
