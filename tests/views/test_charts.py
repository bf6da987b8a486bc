"""Figures from frames of any size, and labels that cannot be anything but words."""

import json
import re

import pandas as pd
import pytest

from analysis.model import Channel, Outlook, Status
from views.charts import FADED, can_make_png, faded, label_of, matrix, matrix_alt, to_html, to_png
from views.exposure import Exposure
from views.filters import Filters
from views.frames import CELL_COLUMNS, ROW_COLUMNS, cell_frame, row_frame, table_frame

BARS = 4


def rows_of(count: int, name: str = "Sector") -> pd.DataFrame:
    records = [(f"s{i}", f"{name} {i}", 90.0 - i, False, False, 20.0, 5.0, 5.0, 10.0) for i in range(count)]
    return pd.DataFrame(records, columns=list(ROW_COLUMNS))


def cells_of(count: int) -> pd.DataFrame:
    channels, outlooks, statuses = list(Channel), list(Outlook)[:4], [*map(str, Status), ""]
    records = [
        (
            f"s{i}",
            str(channels[i % 18]),
            "x",
            str(outlooks[i % 4]),
            statuses[i % 7],
            float(i + 1),
            "a\nb\nc",
            i % 2 == 0,
            i == 0,
        )
        for i in range(count)
    ]
    return pd.DataFrame(records, columns=list(CELL_COLUMNS))


@pytest.mark.parametrize("count", [0, 1, 7, 29])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_matrix_draws_any_number_of_rows(count: int, mode: str) -> None:
    figure = matrix(rows_of(count), cells_of(count), mode)
    bars, glyphs = figure.data[:BARS], figure.data[BARS + 2]
    assert len(figure.data) == BARS + 5
    assert all(len(bar.customdata or ()) == count for bar in bars)
    assert [tuple(point) for point in glyphs.customdata or ()] == list(
        zip(cells_of(count)["sector"], cells_of(count)["channel"], strict=True)
    )
    assert figure.layout.height >= 38 * count
    assert figure.layout.xaxis.fixedrange
    assert figure.layout.dragmode is False
    assert matrix_alt(rows_of(count), cells_of(count))


def test_a_bar_with_a_pattern_keeps_its_colour_under_it() -> None:
    rows = rows_of(3).assign(is_faded=[False, True, False])
    *_, mixed, watch, risk = matrix(rows, cells_of(3), "light").data[:BARS]
    for bar in (mixed, risk):
        assert isinstance(bar.marker.color, str)  # a list of colours would be drawn in place of the background
        assert list(bar.marker.pattern.bgcolor) == [faded(bar.marker.color, FADED) if i == 1 else bar.marker.color for i in range(3)]
        assert bar.marker.pattern.fillmode == "replace"
    assert watch.marker.color[1] == faded(watch.marker.color[0], FADED)


def test_what_stands_between_two_dollars_is_no_formula() -> None:
    assert label_of("$15.0 bn to $25.4 bn") == "&#36;15.0 bn to &#36;25.4 bn"


def test_a_column_of_several_channels_filters_by_its_sector_alone() -> None:
    glyphs = matrix(rows_of(2), cells_of(2).assign(channel="other"), "light").data[BARS + 2]
    assert [tuple(point) for point in glyphs.customdata] == [("s0", ""), ("s1", "")]


def test_cells_of_a_sector_that_is_not_drawn_are_left_out() -> None:
    figure = matrix(rows_of(2), cells_of(7), "light")
    assert len(figure.data[BARS + 2].customdata) == 2


def test_a_second_channel_is_symbol_and_fill_not_only_colour() -> None:
    marker = matrix(rows_of(7), cells_of(7), "light").data[BARS + 2].marker
    assert len(set(marker.symbol)) == 4
    assert len(set(marker.color)) > 2


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<b>bold</b>", "a & b", '<a href="x">y</a>'])
def test_a_label_is_shown_literally(text: str) -> None:
    assert "<" not in label_of(text, 200).replace("<br>", "")


def test_a_long_label_is_wrapped_and_cut() -> None:
    assert label_of("word " * 40).count("<br>") == 1
    assert label_of("word " * 40).endswith("…")


def test_the_seed_has_one_row_a_sector_and_the_lead_first(seed: Exposure) -> None:
    rows = row_frame(seed, Filters())
    assert len(rows) == 7
    assert rows["sector"].iloc[0] == "ev_supply_chain"
    shares = rows[["opportunity", "mixed", "watch", "risk"]].sum(axis=1)
    assert (shares - rows["score"]).abs().max() < 1e-6


def test_rows_keep_their_order_while_filtering(seed: Exposure) -> None:
    plain, narrowed = (
        row_frame(seed, Filters()),
        row_frame(seed, Filters(sectors=("energy",), outlooks=("risk",))),
    )
    assert list(plain["sector"]) == list(narrowed["sector"])


def test_the_chart_of_the_seed_is_small(seed: Exposure) -> None:
    figure = matrix(row_frame(seed, Filters()), cell_frame(seed, Filters()), "light")
    assert len(figure.to_json()) < 150_000


def test_frames_without_a_row_keep_their_columns(seed: Exposure) -> None:
    nothing = Filters(sectors=("energy",), places=("QAT",))
    table = table_frame(seed, nothing)
    assert table.empty
    assert "sentence" in table.columns


def test_a_hostile_article_cannot_leave_a_figure(hostile: Exposure) -> None:
    figure = matrix(row_frame(hostile, Filters()), cell_frame(hostile, Filters()), "light")
    words = json.dumps(figure.to_plotly_json(), default=list)
    assert "<script>" not in words
    assert "<img" not in words
    page = to_html(figure, hostile.article.title).decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.skipif(not can_make_png(), reason="needs kaleido and a Chrome: pip install '.[png]'")
def test_a_figure_becomes_a_picture() -> None:
    picture = to_png(matrix(rows_of(3), cells_of(3), "light"))
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert (width, height) == (2000, 2 * matrix(rows_of(3), cells_of(3), "light").layout.height)


@pytest.mark.skipif(not can_make_png(), reason="needs kaleido and a Chrome: pip install '.[png]'")
def test_the_page_of_a_picture_names_no_other_host(monkeypatch: pytest.MonkeyPatch) -> None:
    from kaleido import PageGenerator

    pages: list[str] = []
    make = PageGenerator.generate_index
    monkeypatch.setattr(PageGenerator, "generate_index", lambda self: pages.append(make(self)) or pages[-1])
    to_png(matrix(rows_of(3), cells_of(3), "light"))
    assert len(pages) == 1
    scripts = re.findall(r'src="([^"]*)"', pages[0])
    assert scripts
    assert [script for script in scripts if not script.startswith("file:///")] == []
    assert "http" not in pages[0]
