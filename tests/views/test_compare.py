"""Articles beside each other: who names what, how they differ, and figures of any size."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from tests.corpus_kit import add, record, write_lines
from tests.views.conftest import HOSTILE, html_of
from views import words
from views.compare_charts import dumbbell, dumbbell_alt, glyphs, glyphs_alt
from views.compare_exports import (
    COLUMNS,
    brief_html,
    brief_markdown,
    comparison_csv,
    comparison_json,
    records,
)
from views.compare_parts import article_list, comparison_table, shared_list
from views.compared import (
    CELL_COLUMNS,
    PAIR_COLUMNS,
    ROW_COLUMNS,
    Compared,
    grid_frames,
    lede_of,
    lettered,
    pair_frame,
    sectors_of,
    shared_of,
    turns_of,
)
from views.exposure import Exposure
from views.filters import Filters
from views.loaders import STORES_VARIABLE, Draft

Dashboard = Callable[..., AppTest]
Expose = Callable[[str], Exposure]
STEEL = "Steel duty\n\nOttawa imposed a 25% tariff on Chinese steel on Monday. Canola exporters wait."
RELIEF = "Steel relief\n\nOttawa lifted its tariff on Chinese steel. It hopes that wheat exports grow."
NOTHING = "A garden\n\nThe roses are in bloom."


@pytest.fixture(scope="module")
def pair(expose: Expose) -> tuple[Compared, ...]:
    return lettered([expose(STEEL), expose(RELIEF)])


def pairs_of(count: int) -> pd.DataFrame:
    outlooks = ("opportunity", "risk", "mixed", "watch")
    records = [
        (
            f"s{i}",
            f"Sector {i}",
            None if i % 5 == 1 else 90.0 - i,
            None if i % 5 == 2 else 3.0 * i,
            "" if i % 5 == 1 else outlooks[i % 4],
            "" if i % 5 == 2 else outlooks[(i + 1) % 4],
            i % 2 == 0,
            i == 0,
        )
        for i in range(count)
    ]
    return pd.DataFrame(records, columns=list(PAIR_COLUMNS)).astype({"a": float, "b": float})


@pytest.mark.parametrize("count", [0, 1, 7, 29])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_dumbbell_draws_any_number_of_rows(count: int, mode: str) -> None:
    pairs = pairs_of(count)
    lines, a, b = dumbbell(pairs, mode).data
    assert len(a.x or ()) == pairs["a"].notna().sum()
    assert len(b.x or ()) == pairs["b"].notna().sum()
    assert len(lines.x or ()) == 3 * (pairs["a"].notna() & pairs["b"].notna()).sum()
    assert [point[0] for point in a.customdata or ()] == pairs.loc[pairs["a"].notna(), "sector"].tolist()
    assert dumbbell_alt(pairs)


def test_the_ends_of_a_dumbbell_differ_by_more_than_colour() -> None:
    _, a, b = dumbbell(pairs_of(7), "light").data
    assert set(a.marker.color) == {"#FFFFFF"}
    assert "#FFFFFF" not in set(b.marker.color)
    assert a.marker.size > b.marker.size
    assert len(set(a.marker.symbol)) > 2


def test_two_equal_numbers_are_written_once() -> None:
    same = pairs_of(1).assign(a=40.0, b=40.0, a_outlook="risk", b_outlook="risk")
    _, a, b = dumbbell(same, "light").data
    assert [text.strip() for text in (*a.text, *b.text)] == ["", "40"]


@pytest.mark.parametrize("count", [0, 1, 7, 29])
def test_the_glyph_matrix_draws_any_number_of_rows(count: int) -> None:
    rows = pd.DataFrame([(f"s{i}", f"Sector {i}") for i in range(count)], columns=list(ROW_COLUMNS))
    cells = pd.DataFrame(
        [(f"s{i}", "ABC"[i % 3], "risk", "hoped", 2.0, 5.0, "a\nb", False, i == 0) for i in range(count)],
        columns=list(CELL_COLUMNS),
    )
    figure = glyphs(rows, cells, "ABC", "dark")
    assert [tuple(point) for point in figure.data[1].customdata or ()] == [
        (f"s{i}", "") for i in range(count)
    ]
    assert list(figure.layout.xaxis.ticktext) == ["<b>A</b>", "<b>B</b>", "<b>C</b>"]
    assert figure.layout.height >= 38 * count
    assert glyphs_alt(rows, cells, "ABC")


def test_sectors_that_differ_most_come_first_and_filters_change_no_order(pair: tuple[Compared, ...]) -> None:
    frame = pair_frame(pair, Filters())
    gaps = (frame["a"].fillna(0) - frame["b"].fillna(0)).abs().tolist()
    assert gaps == sorted(gaps, reverse=True)
    narrowed = pair_frame(pair, Filters(sectors=("metals",), outlooks=("risk",)))
    assert narrowed["sector"].tolist() == frame["sector"].tolist()
    assert narrowed.loc[narrowed["is_selected"], "sector"].tolist() == ["metals"]


def test_what_only_one_names_and_what_turns_is_told(pair: tuple[Compared, ...]) -> None:
    shared = shared_of(pair)
    assert any("etal" in name for name in shared.everywhere)
    assert turns_of(pair) == [("Steel, aluminium and base metals", "B", "A")]
    lede = lede_of(pair)
    assert "is an opportunity in B and a risk in A." in lede
    assert len(lede) <= 320


def test_the_widest_gap_is_told_also_where_one_names_no_such_sector(expose: Expose) -> None:
    told = lede_of(lettered([expose(STEEL), expose("China banned exports of gallium to Japan. Gallium makers waited.")]))
    assert re.search(r"They differ most on [\w &,]+: (exposure \d+|not named) in A, (exposure \d+|not named) in B\.", told)
    assert "not named in" in told


@given(st.lists(st.sampled_from([STEEL, RELIEF, NOTHING]), min_size=2, max_size=6))
def test_any_articles_are_told_apart_completely(expose: Expose, texts: list[str]) -> None:
    articles = lettered([expose(text) for text in texts])
    shared, sectors = shared_of(articles), sectors_of(articles)
    alone = [name for names in shared.alone.values() for name in names]
    assert len(set(alone) | set(shared.everywhere)) == len(alone) + len(shared.everywhere) <= len(sectors)
    rows, cells = grid_frames(articles, Filters())
    assert rows["sector"].tolist() == sectors
    assert len(cells) == sum(article.row(sector) is not None for sector in sectors for article in articles)
    assert len(lede_of(articles)) <= 320


def test_the_csv_holds_a_row_per_sector_and_article_that_passes(pair: tuple[Compared, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(comparison_csv(pair, Filters()).decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 2 * len(sectors_of(pair))
    only = records(pair, Filters(sectors=("metals",)))
    assert {record["sector"] for record in only} == {"metals"}
    document = json.loads(comparison_json(pair, Filters()))
    assert set(document["evidence"]) == {"A", "B"}
    assert [article["title"] for article in document["articles"]] == ["Steel duty", "Steel relief"]


def test_a_hostile_article_is_literal_in_every_piece(expose: Expose, pair: tuple[Compared, ...]) -> None:
    articles = lettered([expose(HOSTILE), pair[0].exposure])
    pieces = [article_list(articles), shared_list(articles), comparison_table(articles)]
    pieces += [brief_html(articles, Filters()).decode()]
    for piece in pieces:
        assert "<script>alert" not in piece
        assert "<img" not in piece
    assert "<script>" not in brief_markdown(articles, Filters()).decode().replace("\\<script\\>", "")


PICKED = ["seed_article", "example_export_control"]


def test_the_page_compares_the_open_article_with_an_example(dashboard: Dashboard) -> None:
    at = dashboard().switch_page("views/compare.py").run()
    assert not at.exception
    assert at.multiselect(key="compare_pick").value[0] == "seed_article"
    html = html_of(at.multiselect(key="compare_pick").set_value(PICKED).run())
    assert "10 sectors are named in all: 1 by both" in html
    assert html.count('class="reader"') == 2
    figure = json.loads(at.get("plotly_chart")[0].proto.spec)
    assert len(figure["data"]) == 3
    link = next(code.value for code in at.code)
    assert "article=seed_article&article=example_export_control" in link


def test_two_articles_of_one_title_can_be_told_apart(dashboard: Dashboard) -> None:
    at = dashboard()
    at.session_state["own_drafts"] = {f"own:{n}": Draft(text) for n, text in enumerate((STEEL, RELIEF), 1)}
    at.session_state["own_drafts"] |= {"own:3": Draft(RELIEF + " Wheat too.", "Steel relief")}
    at.session_state["own_drafts"] |= {"own:4": Draft(NOTHING, "Steel relief")}
    at.switch_page("views/compare.py").run()
    options = at.multiselect(key="compare_pick").options
    assert {"Steel relief", "Steel relief (2)"} <= set(options)
    assert len(options) == len(set(options))


def test_a_third_article_turns_the_chart_into_a_glyph_matrix(dashboard: Dashboard) -> None:
    at = dashboard().switch_page("views/compare.py").run()
    picked = [*at.multiselect(key="compare_pick").value, "example_steel_tariff"]
    at.multiselect(key="compare_pick").set_value(picked).run()
    assert not at.exception
    figure = json.loads(at.get("plotly_chart")[0].proto.spec)
    assert figure["layout"]["xaxis"]["ticktext"] == ["<b>A</b>", "<b>B</b>", "<b>C</b>"]
    assert html_of(at).count('class="reader"') == 3
    assert at.query_params["article"] == picked


@pytest.mark.parametrize("picked", [[], ["seed_article"]])
def test_with_fewer_than_two_articles_the_page_asks_for_more(dashboard: Dashboard, picked: list[str]) -> None:
    at = dashboard().switch_page("views/compare.py").run()
    at.multiselect(key="compare_pick").set_value(picked).run()
    assert not at.exception
    assert words.CHOOSE_TWO in html_of(at)
    assert not at.get("plotly_chart")


def test_articles_that_name_no_sector_leave_no_empty_axes(dashboard: Dashboard) -> None:
    at = dashboard().switch_page("views/compare.py").run()
    at.button(key="source_open").click().run()
    at.text_area(key="dialog_text").set_value(NOTHING)
    at.button(key="dialog_analyse").click().run()
    own = at.multiselect(key="compare_pick").value[-1]
    at.multiselect(key="compare_pick").set_value([own, "example_no_trade"]).run()
    assert not at.exception
    assert not at.get("plotly_chart")
    assert words.COMPARE_NOTHING in html_of(at)


def test_a_pasted_text_is_compared_but_never_in_the_link(dashboard: Dashboard) -> None:
    at = dashboard().switch_page("views/compare.py").run()
    at.button(key="source_open").click().run()
    at.text_area(key="dialog_text").set_value(STEEL)
    at.button(key="dialog_analyse").click().run()
    assert not at.exception
    assert "Steel duty" in html_of(at)
    assert len(at.multiselect(key="compare_pick").value) == 3
    assert all(not key.startswith("own:") for key in at.query_params["article"])


def test_filters_count_over_all_articles_and_narrow_every_pane(dashboard: Dashboard) -> None:
    at = dashboard().switch_page("views/compare.py").run()
    at.multiselect(key="compare_pick").set_value(PICKED).run()
    at.pills(key="filter_outlooks").set_value(["risk"]).run()
    assert not at.exception
    html = html_of(at)
    assert "A: Showing 0 of" in html
    assert "B: Showing 2 of" in html
    at.multiselect(key="filter_places").set_value(["CAN"]).run()
    assert words.NO_MATCH in html_of(at)
    assert not at.get("plotly_chart")


def test_a_link_to_articles_that_are_not_at_hand_says_so(dashboard: Dashboard) -> None:
    at = dashboard()
    at.query_params["article"] = ["seed_article", "example_steel_tariff", "corpus:nowhere", "<b>x</b>"]
    at.switch_page("views/compare.py").run()
    assert not at.exception
    assert at.multiselect(key="compare_pick").value == ["seed_article", "example_steel_tariff"]
    assert any("2 articles in this link are not at hand" in toast.value for toast in at.toast)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compare")
    add(path / "store", write_lines(path / "in.jsonl", [record(n) for n in range(20)]))
    return path / "store"


def test_an_article_of_the_corpus_is_found_chosen_and_linked(
    dashboard: Dashboard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORES_VARIABLE, str(folder))
    at = dashboard().switch_page("views/compare.py").run()
    assert not [label for label in at.multiselect(key="compare_pick").options if label.startswith("Story 7 ")]
    at.text_input(key="compare_find").set_value("Story 7 ").run()
    found = next(
        label for label in at.multiselect(key="compare_pick").options if label.startswith("Story 7 ")
    )
    at.multiselect(key="compare_pick").select(found).run()
    assert not at.exception
    keys = at.query_params["article"]
    assert keys[-1].startswith("corpus:")
    again = dashboard()
    again.query_params["article"] = keys
    again.switch_page("views/compare.py").run()
    assert again.multiselect(key="compare_pick").value == keys
    assert found in html_of(again)


def test_words_that_no_article_of_the_corpus_holds_are_said_so(
    dashboard: Dashboard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORES_VARIABLE, str(folder))
    at = dashboard().switch_page("views/compare.py").run()
    at.text_input(key="compare_find").set_value("'; DROP VIEW claims; --").run()
    assert not at.exception
    assert words.NONE_FOUND in html_of(at)
