"""Figures of a corpus from frames of any size: colours that can be read, labels that are words, no axis without a mark."""

import json
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.model import Channel
from views import corpus_frames, corpus_parts, grids, timelines, words
from views.charts import label_of
from views.filters import Filters
from views.theme import palette_of

SIZES = [0, 1, 7, 29]
HOSTILE = "<script>alert(1)</script> *x* $5bn & <b>"


def name_of(sector: str) -> str:
    return f"Sector {sector}"


def heatmap(count: int) -> pd.DataFrame:
    channels = list(map(str, Channel))
    rows = [
        (f"s{i}", channels[(i * 5 + j) % 18], 3 * i + j + 1, j, 2 * i, i, 1 + 0 * j)
        for i in range(count)
        for j in range(3)
    ]
    return pd.DataFrame(rows, columns=["sector", "channel", *corpus_frames.COUNTS])


def totals(count: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"value": [f"s{i}" for i in range(count)], "story_count": [9 * i + 9 for i in range(count)]}
    )


def grid_of(count: int, filters: Filters = Filters()) -> corpus_frames.Grid:  # noqa: B008
    return corpus_frames.heat_grid(
        heatmap(count), totals(count), sectors=[f"s{i}" for i in range(count)], channels=list(map(str, Channel)),
        filters=filters, name=name_of,
    )  # fmt: skip


def figure_of(grid: corpus_frames.Grid, colour: str = "volume", mode: str = "light") -> dict[str, Any]:
    rows = list(zip(grid.rows, grid.row_names, strict=True))
    columns = list(zip(grid.columns, grid.column_names, strict=True))
    return dict(json.loads(grids.grid(grid.cells, rows, columns, mode, colour).to_json()))


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("colour", ["volume", "net"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_heatmap_of_any_size_has_a_number_and_a_click_in_every_cell(
    count: int, colour: str, mode: str
) -> None:
    grid = grid_of(count)
    tiles, clicks = figure_of(grid, colour, mode)["data"]
    assert tiles["type"] == "heatmap"
    assert clicks["marker"]["opacity"] == 0
    assert len(clicks["customdata"]) == len(clicks["text"]) == len(tiles["z"]) == 4 * count
    assert all(any(c.isdigit() for c in text) for text in clicks["text"])
    assert {sector for sector, _ in clicks["customdata"]} == set(grid.rows)


@pytest.mark.parametrize("count", SIZES)
def test_the_alternative_of_a_grid_is_a_sentence(count: int) -> None:
    grid = grid_of(count)
    told = grids.grid_alt(
        grid.cells,
        list(zip(grid.rows, grid.row_names, strict=True)),
        list(zip(grid.columns, grid.column_names, strict=True)),
        "X",
    )
    assert told.endswith(".")
    assert ("no cell" in told) == (count == 0)


@given(
    count=st.integers(1, 10_000), most=st.integers(1, 10_000), net=st.floats(-1, 1) | st.just(float("nan")),
    colour=st.sampled_from(["volume", "net"]), mode=st.sampled_from(["light", "dark"]), is_faded=st.booleans(),
)  # fmt: skip
def test_a_number_can_be_read_on_any_cell(
    count: int, most: int, net: float, colour: str, mode: str, is_faded: bool
) -> None:
    record = {"story_count": min(count, most), "net": net, "is_faded": is_faded}
    background = grids.cell_colour(record, most, colour, mode)
    assert grids.contrast(grids.ink_on(background), background) >= 4.5


def test_what_is_filtered_is_ringed_and_the_rest_is_faded_and_stays() -> None:
    before, after = grid_of(7), grid_of(7, Filters(sectors=("s2",), channels=("tariff",)))
    assert list(before.cells["column"]) == list(after.cells["column"])
    assert not before.cells["is_selected"].any()
    picked = after.cells[after.cells["is_selected"]]
    assert set(picked["row"]) <= {"s2"}
    assert set(picked["column"]) <= {"tariff"}
    assert after.cells[after.cells["row"] != "s2"]["is_faded"].all()
    sector = grid_of(7, Filters(sectors=("s2",))).cells
    assert list(sector[sector["is_selected"]]["column"]) == [corpus_frames.ALL]


def test_a_sector_of_one_story_is_paler_than_one_of_many() -> None:
    few, many = ({"story_count": n, "net": 1.0, "is_faded": False} for n in (1, 100))
    blue = grids.cell_colour(many, 100, "net", "light")
    assert grids.luminance(blue) < grids.luminance(grids.cell_colour(few, 100, "net", "light"))


def test_names_are_words_in_every_figure() -> None:
    grid = corpus_frames.heat_grid(
        heatmap(1),
        totals(1),
        sectors=["s0"],
        channels=list(map(str, Channel)),
        filters=Filters(),
        name=lambda _: HOSTILE,
    )
    figure = figure_of(grid)
    assert "<script>" not in json.dumps(figure)
    assert "<script>" not in corpus_parts.grid_list(grid, HOSTILE)
    panels = timelines.panels([("s", label_of(HOSTILE), [1], [1])], [date(2026, 1, 5)], "dark")
    assert "<script>" not in panels.to_json()


def weeks_of(sectors: int, weeks: int, step: int = 7) -> pd.DataFrame:
    first = date(2020, 1, 6)
    rows = [
        (pd.Timestamp(first + timedelta(days=step * w)), f"s{i}", w % 5 + 4, w % 3, w % 2, 1, 1)
        for i in range(sectors) for w in range(0, weeks, 2)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["week", "sector", *corpus_frames.COUNTS])


@pytest.mark.parametrize("count", [1, 2, 6, 12])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_panels_share_one_scale_and_have_two_traces_each(count: int, mode: str) -> None:
    weeks = corpus_frames.week_bars(weeks_of(count, 20))
    figure = timelines.panels(
        [(s, s, *weeks.panels[s]) for s in weeks.panels], weeks.bins, mode, across=min(3, count)
    )
    spec = json.loads(figure.to_json())
    assert len(spec["data"]) == 2 * count
    ranges = {tuple(axis["range"]) for name, axis in spec["layout"].items() if name.startswith("yaxis")}
    assert len(ranges) == 1
    assert all(v <= 0 for trace in spec["data"][1::2] for v in trace["y"])


@pytest.mark.parametrize("across", [1, 3])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 30, 31, 104])
@pytest.mark.parametrize("step", [7, 31])
def test_days_under_a_panel_never_meet(count: int, across: int, step: int) -> None:
    bins = [date(2025, 12, 1) + timedelta(days=step * n) for n in range(count)]
    labels = timelines.day_labels(bins, is_wide=across == 1)
    # 11 px letters are 7 px wide at most; the narrowest panels have 120 and 300 px
    wide, ends = 300 if across == 1 else 120, 0.0
    for text, share, side in labels:
        begin = share * wide - 7 * len(text) * {"left": 0, "center": 0.5, "right": 1}[side]
        assert begin >= ends - 1
        ends = begin + 7 * len(text)
    assert ends <= wide + 1
    assert str(bins[-1].year) in labels[-1][0]
    figure = timelines.panels([("s", "s", [1] * count, [0] * count)] * across, bins, "light", across=across)
    texts = [note.text for note in figure.layout.annotations]
    assert texts.count(labels[-1][0]) == across
    assert not any(axis.showticklabels for axis in figure.select_xaxes())


def test_no_week_gives_no_panel() -> None:
    empty = weeks_of(0, 0)
    assert corpus_frames.week_bars(empty) == corpus_frames.Weeks((), "W", {}, {})
    assert list(corpus_frames.week_table(empty, name_of).columns)
    assert corpus_parts.weeks_list(corpus_frames.week_bars(empty), name_of).endswith("</ul>")


def test_weeks_without_a_story_are_there_as_nothing() -> None:
    weeks = corpus_frames.week_bars(weeks_of(1, 9))
    assert len(weeks.bins) == 9
    up, down = weeks.panels["s0"]
    assert up[1] == down[1] == 0
    assert sum(up) == weeks.totals["s0"]["opportunity_count"]


@pytest.mark.parametrize(("weeks", "kind"), [(100, "W"), (400, "MS"), (1200, "QS")])
def test_a_long_time_is_told_in_larger_units_and_loses_no_story(weeks: int, kind: str) -> None:
    frame = weeks_of(2, weeks)
    told = corpus_frames.week_bars(frame)
    assert told.kind == kind
    assert len(told.bins) <= corpus_frames.MOST_BARS + 2
    assert sum(t["story_count"] for t in told.totals.values()) == frame["story_count"].sum()


def doubts(count: int) -> pd.DataFrame:
    first = date(2026, 1, 5)
    rows = [(pd.Timestamp(first + timedelta(days=14 * w)), 10, 5, w % 4, (w % 4) / 10) for w in range(count)]
    return pd.DataFrame(
        rows, columns=["week", "story_count", "trade_count", "uncertain_count", "uncertain_share"]
    )


@pytest.mark.parametrize("count", SIZES)
def test_the_line_of_uncertainty_breaks_where_no_story_is(count: int) -> None:
    line = corpus_frames.doubt_line(doubts(count))
    spec = json.loads(timelines.doubt(line, "dark", "told").to_json())
    shares = spec["data"][0]["y"]
    assert len(shares) == max(0, 2 * count - 1)
    assert shares[1::2] == [None] * max(0, count - 1)
    assert spec["layout"]["yaxis"]["range"][0] == 0
    if count:
        assert "highest is" in corpus_frames.doubt_alt(line)
        assert corpus_parts.doubt_table(corpus_frames.doubt_table(line)).count("<tr>") == 2 * count


def actors(count: int) -> pd.DataFrame:
    places = ["USA", "CAN", "CHN", "EUU", "MEX", "JPN"]
    rows = [
        (places[i % 6], "ALL" if i % 5 == 0 else places[(i // 6 + 1) % 6], i + 1, i, 1, 0, 0)
        for i in range(count)
    ]
    frame = pd.DataFrame(rows, columns=["actor", "target", *corpus_frames.COUNTS])
    return frame.drop_duplicates(["actor", "target"])


@pytest.mark.parametrize("count", SIZES)
def test_actors_meet_in_a_grid_of_any_size(count: int) -> None:
    frame = actors(count)
    grid = corpus_frames.actor_grid(frame, Filters(places=("USA", "CHN")))
    assert len(grid.cells) == len(frame)
    every = grid.cells[grid.cells["column"] == "ALL"]
    assert all(" acts on all countries\n" in hover for hover in every["hover"])
    assert len(every) > 0 or not count
    assert len(figure_of(grid, "net")["data"][1]["x"]) == len(frame)
    assert corpus_parts.actors_table(frame).count("<tr>") == len(frame) + 1


@given(
    since=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)), until=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    days=st.sampled_from([28, 91, 364]),
)  # fmt: skip
def test_two_periods_are_as_long_as_each_other_and_touch(
    since: date | None, until: date | None, days: int
) -> None:
    first, second = corpus_frames.periods_of(
        Filters(since=since, until=until), date(2021, 1, 1), date(2026, 11, 24), days
    )
    assert (first[1] - first[0]) == (second[1] - second[0])
    assert second[0] - first[1] == timedelta(days=1)
    if since and until and since <= until:
        assert second == (since, until)
    elif until and not since:
        assert second == (until - timedelta(days=days - 1), until)


def test_a_change_without_stories_to_compare_is_said_to_be_none() -> None:
    columns = [
        "sector", "first_count", "second_count", "first_total", "second_total", "first_share", "second_share", "share_difference"
    ]  # fmt: skip
    changes = pd.DataFrame(
        [("s0", 10, 30, 100, 100, 0.1, 0.3, 0.2), ("s1", 30, 10, 100, 100, 0.3, 0.1, -0.2), ("s2", 0, 1, 100, 100, None, 0.1, None)],
        columns=columns,
    )
    periods = corpus_frames.Periods(
        (date(2026, 1, 1), date(2026, 1, 28)), (date(2026, 1, 29), date(2026, 2, 25))
    )
    html = corpus_parts.changes_table(changes, periods, name_of)
    assert html.index("↑ 20.0") < html.index("↓ 20.0") < html.index("not comparable")
    assert "Sector s2 <span" in html  # few
    assert "10.0%" in html
    assert "(30)" in html
    assert "(100 stories) against" in html
    assert words.FEW_IN_PERIOD not in html


def test_a_period_of_few_stories_makes_no_headline() -> None:
    change = {"sector": ["s0"], "first_count": [3], "second_count": [4], "first_share": [0.429], "second_share": [1.0], "share_difference": [0.571]}
    totals = {"passing_count": 96, "story_count": 102}
    counts = pd.DataFrame({"value": ["s0"], "story_count": [26]})
    periods = corpus_frames.Periods((date(2026, 1, 1), date(2026, 1, 28)), (date(2026, 1, 29), date(2026, 2, 25)))
    for total, is_told in ((7, False), (10, True)):
        changes = pd.DataFrame({**change, "first_total": [total], "second_total": [total]})
        told = corpus_parts.lede(totals, counts, counts.head(0), changes, name_of, days=28)
        assert ("100.0% of the stories of the last 28 days, 42.9% of those before" in told) == is_told
        assert (words.FEW_IN_PERIOD in corpus_parts.changes_table(changes, periods, name_of)) != is_told


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_surface_of_a_figure_is_that_of_the_page(mode: str) -> None:
    assert figure_of(grid_of(1), mode=mode)["layout"]["paper_bgcolor"] == palette_of(mode).surface
