"""The Corpus page: what is rising, where, and since when."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.inert import bare
from analysis.model import WHOLE_ECONOMY
from views import corpus_frames, corpus_parts, grids, parts, session, timelines, words
from views.charts import CONFIG, label_of
from views.corpus_exports import draw_corpus_share
from views.corpus_frames import Grid, Periods
from views.corpus_sidebar import sector_name
from views.corpus_tabs import draw_corpus_tabs
from views.corpus_view import CorpusView
from views.filters import Click, toggle
from views.loaders import OpenStore, ask, ask_outcomes
from views.store_dialog import store_or_help
from views.watcher import is_shift_held, is_warm, theme_mode

TOP_ROWS = 10
_LEDE_DAYS = 28


def main() -> None:
    """Draw the page: what answers first is written first."""
    store = store_or_help()
    if store is None:
        return
    whole = _first(ask(store, "totals"))
    with st.container(gap="xsmall", key="answer"):
        with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
            st.html(corpus_parts.headline(session.store_name(store.folder), whole))
            draw_corpus_share(store)
        if told := st.session_state.pop("corpus_note", ""):
            st.html(parts.notice(told))
        _draw_answer(store, whole)
    filters = session.filters()
    totals = _first(ask(store, "totals", filters))
    if filters.is_on:
        st.html(corpus_parts.showing(filters, totals, whole, sector_name))
    if not totals["passing_count"]:
        st.html(parts.notice(words.NO_STORY))
        if filters.is_on:
            st.button(words.RESET, key="corpus_reset", on_click=session.reset_filters)
        draw_corpus_tabs(store, totals)
        return
    _draw_where(store)
    with st.container(key="two"):
        left, right = st.columns([6, 4], gap="medium")
        with left:
            _draw_since(store)
        with right:
            _draw_changes(store, whole)
    draw_corpus_tabs(store, totals)


def _first(frame: pd.DataFrame) -> dict[str, Any]:
    """The one row of a frame."""
    return {str(name): value for name, value in frame.iloc[0].items()}


def _draw_answer(store: OpenStore, whole: Mapping[str, Any]) -> None:
    """The lede and the facts, which no filter changes."""
    by_outlook = ask(store, "options", facet="outlooks")
    counts = {
        str(value): int(count)
        for value, count in zip(by_outlook["value"], by_outlook["story_count"], strict=True)
    }
    threads = ask(store, "threads", most=1)
    thread_count = int(threads["thread_count"].iloc[0]) if len(threads) else 0
    periods = _periods(store, whole, is_filtered=False)
    empty = ask(store, "compare", first=_NEVER, second=_NEVER)
    changes = ask(store, "compare", first=periods.first, second=periods.second) if periods else empty
    sectors = ask(store, "options", facet="sectors")
    lede = corpus_parts.lede(
        whole, sectors[sectors["value"] != WHOLE_ECONOMY], ask(store, "options", facet="channels"), changes,
        sector_name, days=_LEDE_DAYS,
    )  # fmt: skip
    rejected = int(ask_outcomes(store)["unread_count"].iloc[0])
    st.html(parts.lede(lede) + corpus_parts.fact_strip(whole, counts, thread_count, rejected))


_NEVER = (date.min, date.min)


def _periods(store: OpenStore, whole: Mapping[str, Any], *, is_filtered: bool = True) -> Periods | None:
    if bare(whole["last_day"]) is None:
        return None
    filters = session.filters() if is_filtered else type(session.filters())()
    days = int(session.shown_as().span) if is_filtered else _LEDE_DAYS
    return corpus_frames.periods_of(filters, whole["first_day"].date(), whole["last_day"].date(), days)


def control(name: str, label: str, options: Mapping[str, str]) -> None:
    """A control that changes how the corpus is shown; the value lives in the session, not in the widget."""
    key = f"corpus_{name}"
    st.session_state[key] = getattr(session.shown_as(), name)
    st.segmented_control(
        label,
        list(options),
        key=key,
        format_func=lambda value: options[value],
        on_change=_take_control,
        args=(name,),
        required=True,
        label_visibility="collapsed",
    )


def _take_control(name: str) -> None:
    session.show_as(**{name: st.session_state[f"corpus_{name}"]})


def _draw_where(store: OpenStore) -> None:
    view = session.shown_as()
    every = ask(store, "options", facet="sectors")["value"].tolist()
    every = [*(s for s in every if s != WHOLE_ECONOMY), *(s for s in every if s == WHOLE_ECONOMY)]
    with st.container(horizontal=True, vertical_alignment="center", key="wherehead"):
        st.header(words.WHERE, anchor=False, width="stretch")
        if len(every) > TOP_ROWS:
            told = words.ALL_ROWS.format(count=len(every))
            control("rows", told, {"top": words.TOP_ROWS.format(count=TOP_ROWS), "all": told})
        control("colour", words.COLOUR, {"volume": words.VOLUME, "net": words.NET})
        control("style", words.STYLE, {"charts": words.CHARTS, "tables": words.TABLES})
    chosen = session.filters().sectors
    shown = every if view.rows == "all" else [s for i, s in enumerate(every) if i < TOP_ROWS or s in chosen]
    _draw_heat(_grid(store, shown))
    st.html(f'<p class="note">{words.NET_NOTE if view.colour == "net" else words.VOLUME_NOTE}</p>')


def _grid(store: OpenStore, sectors: list[str]) -> Grid:
    filters = session.filters()
    whole = filters.asking("channels", ()).asking("sectors", ())
    return corpus_frames.heat_grid(
        ask(store, "heatmap", whole),
        ask(store, "options", whole, facet="sectors"),
        sectors=sectors,
        channels=ask(store, "options", facet="channels")["value"],
        filters=filters,
        name=sector_name,
    )


def _draw_heat(grid: Grid) -> None:
    view = session.shown_as()
    if view.style == "tables":
        _draw_heat_table(grid)
        return
    st.html(f'<p class="note wide">{words.CORPUS_HINT}</p>')
    with st.container(key="mxwrap"):
        draw_grid(grid, view.colour, "corpus_heat", words.WHERE_ALT, take_cell)
    with st.container(key="cards"):
        st.html(corpus_parts.grid_list(grid, words.WHERE_ALT))


def draw_grid(grid: Grid, colour: str, key: str, alt: str, take: Any) -> None:
    """A grid as a chart that takes clicks; before the first page stands, only its place."""
    if not is_warm():
        st.skeleton(grids.grid_height(len(grid.rows)))
        return
    rows = list(zip(grid.rows, grid.row_names, strict=True))
    columns = list(zip(grid.columns, grid.column_names, strict=True))
    st.plotly_chart(
        grids.grid(grid.cells, rows, columns, theme_mode(), colour),
        theme=None,
        key=key,
        on_select=take,
        selection_mode="points",
        config=CONFIG,
        alt=grids.grid_alt(grid.cells, rows, columns, alt),
    )


def clicked_on(key: str) -> tuple[Click, ...]:
    """The cells that are selected in a chart."""
    points = st.session_state[key]["selection"]["points"]
    return tuple(Click(*map(str, point["customdata"][:2])) for point in points if point.get("customdata"))


def take_cell() -> None:
    """A click on a cell becomes a filter, the same again clears it."""
    filters, last = toggle(
        session.filters(), session.last_click(), clicked_on("corpus_heat"), adds=is_shift_held()
    )
    session.set_filters(filters)
    session.set_last_click(last)


def _draw_heat_table(grid: Grid) -> None:
    key = f"corpus_heat_table_{session.digest_of((session.filters(), grid.rows))}"
    st.dataframe(
        corpus_frames.grid_table(grid, words.SECTOR),
        key=key,
        hide_index=True,
        selection_mode="single-cell",
        on_select=lambda: _take_table_cell(grid, key),
        alt=words.WHERE_ALT,
        height=min(38 + 35 * len(grid.rows), 460),
        column_config={words.SECTOR: st.column_config.Column(width=220, pinned=True)},
    )


def _take_table_cell(grid: Grid, key: str) -> None:
    for row, column in st.session_state[key]["selection"]["cells"]:
        names = dict(zip(grid.column_names, grid.columns, strict=True))
        click = Click(grid.rows[int(row)], names.get(str(column), ""))
        filters, last = toggle(session.filters(), None, (click,))
        session.set_filters(filters)
        session.set_last_click(last)


def _draw_since(store: OpenStore) -> None:
    view = session.shown_as()
    frame = ask(store, "weeks", session.filters(), most=int(view.top))
    with st.container(horizontal=True, vertical_alignment="center", key="sincehead"):
        st.header(words.SINCE_WHEN, anchor=False, width="stretch")
        # with fewer sectors than are asked for there is nothing to choose
        if frame["sector"].nunique() == int(view.top) or view.top != CorpusView().top:
            control("top", words.PANELS, {"6": words.TOP_SIX, "12": words.TOP_TWELVE})
    if frame.empty:
        st.html(parts.notice(words.NO_WEEKS, role="presentation"))
        return
    if view.style == "tables":
        table = corpus_frames.week_table(frame, sector_name)
        st.dataframe(table, hide_index=True, height=380, alt=words.SINCE_WHEN, key="corpus_weeks_table")
        return
    weeks = corpus_frames.week_bars(frame)
    st.html(f'<p class="note">{words.PANEL_NOTE.format(unit=corpus_frames.BIN_NAMES[weeks.kind])}</p>')
    with st.container(key="wide_weeks"):
        if is_warm():
            st.plotly_chart(
                timelines.panels(
                    [(s, _panel_title(s, weeks), *weeks.panels[s]) for s in weeks.panels],
                    weeks.bins, theme_mode(), across=min(3, len(weeks.panels)),
                ),
                theme=None,
                key="corpus_weeks",
                config=CONFIG,
                alt=words.PANELS_ALT.format(count=len(weeks.panels), unit=corpus_frames.BIN_NAMES[weeks.kind]),
            )  # fmt: skip
        else:
            st.skeleton(timelines.panels_height(len(weeks.panels), 3))
    with st.container(key="list_weeks"):
        st.html(corpus_parts.weeks_list(weeks, sector_name))


def _panel_title(sector: str, weeks: corpus_frames.Weeks) -> str:
    """The name, cut to what stands over a panel, and its stories."""
    return f"{label_of(sector_name(sector), 22, 1)} {grids.short_count(weeks.totals[sector]['story_count'])}"


def _draw_changes(store: OpenStore, whole: Mapping[str, Any]) -> None:
    filters = session.filters()
    with st.container(horizontal=True, vertical_alignment="center", key="rosehead"):
        st.header(words.ROSE, anchor=False, width="stretch")
        if filters.since is None:
            control("span", words.SPAN, words.SPANS)
    periods = _periods(store, whole)
    changes = ask(store, "compare", filters, first=periods.first, second=periods.second) if periods else None
    if periods is None or changes is None or changes.empty:
        st.html(parts.notice(words.NO_CHANGE, role="presentation"))
        return
    st.html(corpus_parts.changes_table(changes, periods, sector_name))


main()
