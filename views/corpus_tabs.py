"""The tabs of the Corpus page; only the one that is open is asked for and drawn."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.errors import AnalysisError
from analysis.inert import bare, without_folders
from views import corpus_frames, corpus_parts, grids, parts, session, timelines, words
from views.charts import CONFIG
from views.corpus_exports import table_csv
from views.corpus_loaders import (
    NEAR_DAYS,
    configured_watchlist,
    followed_count,
    mark_seen,
    watch_news,
    watchlist_text,
)
from views.corpus_sidebar import sector_name
from views.corpus_threads import threads_list
from views.filters import Click
from views.loaders import OpenStore, ask, ask_contests, ask_outcomes, ask_rejects, ask_steps, may_name_paths
from views.watcher import is_warm, theme_mode

PAGE = 50
MOST_THREADS = 20
MOST_NEWS = 500
_TABLE_ROWS = 12


def draw_corpus_tabs(store: OpenStore, totals: Mapping[str, Any]) -> None:
    """Articles, measures over time, actors, dates ahead, uncertainty, watchlist, what was not read."""
    labels = {
        "articles": words.TAB_ARTICLES,
        "threads": words.TAB_THREADS,
        "actors": words.TAB_ACTORS,
        "dates": words.TAB_DATES_AHEAD,
        "uncertainty": words.TAB_DOUBT,
        "watch": words.TAB_WATCH,
        "rejects": words.TAB_REJECTS,
    }
    draws: dict[str, Callable[[], None]] = {
        "articles": lambda: _draw_articles(store, int(totals["passing_count"])),
        "threads": lambda: _draw_threads(store),
        "actors": lambda: _draw_actors(store),
        "dates": lambda: _draw_dates(store, totals),
        "uncertainty": lambda: _draw_doubt(store),
        "watch": lambda: _draw_watch(store),
        "rejects": lambda: _draw_rejects(store),
    }
    st.session_state["corpus_tabs"] = labels[session.shown_as().tab]
    names = {label: name for name, label in labels.items()}
    tabs = st.tabs(list(labels.values()), key="corpus_tabs", on_change=_take_tab, args=(names,))
    for name, tab in zip(labels, tabs, strict=True):
        if tab.open:
            with tab:
                draws[name]()


def _take_tab(names: dict[str, str]) -> None:
    session.show_as(tab=names.get(str(st.session_state["corpus_tabs"]), "articles"))


def _draw_articles(store: OpenStore, total: int) -> None:
    if not total:
        st.html(parts.notice(words.NO_STORY, role="presentation"))
        return
    filters = session.filters()
    place = session.digest_of((filters, store))
    offset = st.session_state.get("corpus_offset", (place, 0))
    start = offset[1] if offset[0] == place and offset[1] < total else 0
    frame = ask(store, "articles", filters, most=PAGE, offset=start)
    told = words.ARTICLES_HINT.format(
        first=f"{start + 1:,}", last=f"{start + len(frame):,}", total=f"{total:,}"
    )
    st.html(f'<p class="note">{told}</p>')
    draw_stories(
        store,
        corpus_frames.article_table(frame, sector_name),
        frame["article_no"].tolist(),
        words.ARTICLES_ALT,
    )
    if total > PAGE:
        with st.container(horizontal=True, key="pager"):
            for label, key, to in (
                (words.NEWER, "newer", start - PAGE),
                (words.OLDER, "older", start + PAGE),
            ):
                st.button(
                    label,
                    key=f"corpus_{key}",
                    disabled=not 0 <= to < total,
                    on_click=_turn,
                    args=((place, max(0, to)),),
                )


def _turn(offset: tuple[str, int]) -> None:
    st.session_state["corpus_offset"] = offset


_WIDTHS = {
    words.ARTICLE_HEADS[0]: 92, words.ARTICLE_HEADS[1]: 360, words.ARTICLE_HEADS[2]: 270, words.ARTICLE_HEADS[3]: 110,
    words.ARTICLE_HEADS[4]: 105, words.ARTICLE_HEADS[5]: 190, words.WATCH_HEADS[0]: 120, words.WATCH_HEADS[3]: 270,
}  # fmt: skip


def draw_stories(store: OpenStore, table: pd.DataFrame, numbers: list[int], alt: str) -> None:
    """A list whose row opens the story on the Article page."""
    height = min(38 + 35 * len(table), 38 + 35 * _TABLE_ROWS)
    if not is_warm():
        st.skeleton(height)
        return
    # the key changes with the rows, so a selection never outlives the rows that it was made among
    key = f"corpus_stories_{session.digest_of((numbers, store.stamp))}"
    st.dataframe(
        table,
        key=key,
        hide_index=True,
        selection_mode="single-row",
        on_select=lambda: _take_story(store, numbers, key),
        alt=alt,
        height=height,
        column_config={name: st.column_config.Column(width=_WIDTHS.get(name)) for name in table.columns},
    )
    if st.session_state.pop("is_story_open", False):
        # with its address, so that Back leads here and not to an Article page without one
        st.switch_page("views/article.py", query_params=session.stored_address())


def _take_story(store: OpenStore, numbers: list[int], key: str) -> None:
    for row in st.session_state[key]["selection"]["rows"]:
        if session.open_stored(store, int(numbers[row])):
            st.session_state["is_story_open"] = True
        else:
            st.session_state["corpus_note"] = words.NO_LONGER_THERE


def _draw_threads(store: OpenStore) -> None:
    threads = ask(store, "threads", session.filters(), most=MOST_THREADS)
    if threads.empty:
        st.html(parts.notice(words.NO_THREADS, role="presentation"))
        return
    names = tuple(threads["thread"])
    total = int(threads["thread_count"].iloc[0])
    shown = words.THREADS_SHOWN.format(count=len(threads)) if total > len(threads) else words.THREADS_ALL
    told = words.THREADS_NOTE.format(followed=followed_count(total), shown=shown, days=NEAR_DAYS)
    st.html(
        f'<p class="note">{told}</p>'
        + threads_list(threads, ask_steps(store, names), ask_contests(store, names), sector_name)
    )


def _draw_actors(store: OpenStore) -> None:
    frame = ask(store, "actors", session.filters())
    if frame.empty:
        st.html(parts.notice(words.NO_ACTORS, role="presentation"))
        return
    if session.shown_as().style == "tables":
        st.html(corpus_parts.actors_table(frame))
        return
    grid = corpus_frames.actor_grid(frame, session.filters())
    rows = list(zip(grid.rows, grid.row_names, strict=True))
    columns = list(zip(grid.columns, grid.column_names, strict=True))
    st.html(f'<p class="note wide">{words.ACTORS_NOTE}</p>')
    with st.container(key="wide_actors"):
        if is_warm():
            st.plotly_chart(
                grids.grid(grid.cells, rows, columns, theme_mode(), "net"),
                theme=None,
                key="corpus_actors",
                on_select=_take_pair,
                selection_mode="points",
                config=CONFIG,
                alt=grids.grid_alt(grid.cells, rows, columns, words.ACTORS_ALT),
            )
        else:
            st.skeleton(grids.grid_height(len(rows)))
    with st.container(key="list_actors"):
        st.html(corpus_parts.actors_table(frame))


def _take_pair() -> None:
    points = st.session_state["corpus_actors"]["selection"]["points"]
    pairs = [tuple(map(str, point["customdata"][:2])) for point in points if point.get("customdata")]
    last: Click | None = st.session_state.get("corpus_pair")
    pair = Click(*pairs[-1]) if pairs else last
    if pair is None:
        return
    places = tuple(dict.fromkeys(place for place in pair if place and place != "ALL"))
    filters = session.filters()
    is_same = set(filters.places) == set(places)
    session.set_filters(filters.asking("places", () if is_same else places))
    st.session_state["corpus_pair"] = pair


def _draw_dates(store: OpenStore, totals: Mapping[str, Any]) -> None:
    today = date.today()
    last = None if bare(totals["last_day"]) is None else totals["last_day"].date()
    start = corpus_frames.horizon(today, last, session.filters().until)
    frame = ask(store, "dates_ahead", session.filters(), today=start, most=60)
    if frame.empty:
        st.html(parts.notice(words.NO_AHEAD, role="presentation"))
        return
    told = words.AHEAD_NOTE if start == today else words.AHEAD_OLD
    st.html(f'<p class="note">{told.format(day=start)}</p>' + corpus_parts.dates_table(frame, today))


def _draw_doubt(store: OpenStore) -> None:
    frame = ask(store, "uncertainty", session.filters())
    if frame.empty:
        st.html(parts.notice(words.NO_DOUBT, role="presentation"))
        return
    line = corpus_frames.doubt_line(frame)
    unit = corpus_frames.BIN_NAMES[corpus_frames.bin_kind(*_span_of(frame))]
    told = words.DOUBT_NOTE.format(
        unit=unit,
        hits=f"{int(frame['uncertain_count'].sum()):,}",
        total=f"{int(frame['story_count'].sum()):,}",
    )
    st.html(f'<p class="note">{told}</p>')
    if session.shown_as().style == "tables":
        st.dataframe(
            corpus_frames.doubt_table(line),
            hide_index=True,
            height=380,
            alt=words.DOUBT_AXIS.format(unit=unit),
        )
        return
    if is_warm():
        st.plotly_chart(
            timelines.doubt(line, theme_mode(), words.DOUBT_AXIS.format(unit=unit)),
            theme=None,
            key="corpus_doubt",
            config=CONFIG,
            alt=corpus_frames.doubt_alt(line),
        )
    else:
        st.skeleton(timelines.LINE_HEIGHT)
    with st.expander(words.AS_TABLE):
        st.html(corpus_parts.doubt_table(corpus_frames.doubt_table(line)))


def _span_of(frame: pd.DataFrame) -> tuple[date, date]:
    weeks = pd.to_datetime(frame["week"])
    return weeks.min().date(), weeks.max().date()


def _draw_watch(store: OpenStore) -> None:
    st.html(f'<p class="note">{words.WATCH_NOTE}</p>')
    path = _watch_path()
    filters = session.filters()
    if filters.is_on:
        st.download_button(
            words.WATCH_SAVE,
            data=lambda: watchlist_text(filters, words.WATCH_NAME),
            file_name="watchlist.yaml",
            mime="application/yaml",
            key="watch_save",
            on_click="ignore",
        )
    else:
        st.html(f'<p class="note">{words.WATCH_SAVE_HINT}</p>')
    if not path:
        return
    try:
        is_all = st.toggle(words.WATCH_ALL, key="watch_all", persist_state="session")
        _draw_news(store, path, is_all=is_all)
    except AnalysisError as error:
        st.error("\n\n".join(map(session.literal, without_folders(str(error)).splitlines())))


def _watch_path() -> str:
    """The watchlist that is open: the one typed here, else the one the dashboard was started with."""
    path = str(st.session_state.get("watch_path") or configured_watchlist())
    if may_name_paths():
        st.session_state["watch_path_input"] = path
        st.text_input(
            words.WATCH_PATH,
            key="watch_path_input",
            placeholder=words.WATCH_PATH_HINT,
            on_change=lambda: st.session_state.update(watch_path=st.session_state["watch_path_input"]),
        )
    return path


def _draw_news(store: OpenStore, path: str, *, is_all: bool) -> None:
    news = watch_news(store, path, is_all=is_all)
    distinct = news.stories["article_no"].nunique()
    count = corpus_frames.stories(distinct)
    told = (
        words.WATCH_EVERY if is_all
        else words.WATCH_FIRST if not news.mark
        else words.WATCH_NEW if len(news.stories)
        else words.WATCH_NOTHING
    )  # fmt: skip
    line = told.format(count=count, watches=", ".join(news.watches))
    if len(news.stories) > distinct:
        line += f" {words.WATCH_TWICE.format(count=f'{len(news.stories):,}')}"
    st.html(parts.notice(line))
    if told := st.session_state.pop("watch_told", ""):
        st.html(parts.notice(told))
    with st.container(horizontal=True, key="watchbuttons"):
        if may_name_paths():  # it changes what all visitors are shown
            st.button(words.WATCH_SEEN, key="watch_seen", on_click=_take_seen, args=(store, path))
        st.download_button(
            words.WATCH_CSV,
            data=lambda: table_csv(news.stories),
            file_name=f"watchlist_{date.today().isoformat()}.csv",
            mime="text/csv",
            key="watch_csv",
            on_click="ignore",
        )
    if len(news.stories):
        shown = news.stories.head(MOST_NEWS)
        if len(news.stories) > MOST_NEWS:
            st.html(f'<p class="note">{words.WATCH_CUT.format(count=MOST_NEWS)}</p>')
        table = corpus_frames.news_table(shown, sector_name)
        draw_stories(store, table, shown["article_no"].tolist(), words.WATCH_ALT)


def _take_seen(store: OpenStore, path: str) -> None:
    try:
        mark_seen(store, path)
        st.session_state["watch_told"] = words.WATCH_MARKED
    except AnalysisError as error:
        st.session_state["watch_told"] = without_folders(str(error))


def _draw_rejects(store: OpenStore) -> None:
    frame = ask_rejects(store, most=500)
    if frame.empty:
        st.html(parts.notice(words.REJECTS_NONE, role="presentation"))
        return
    outcomes = dict(ask_outcomes(store).iloc[0])
    st.html(f'<p class="note">{corpus_frames.told_outcomes(outcomes, len(frame))}</p>')
    st.dataframe(
        corpus_frames.reject_table(frame),
        hide_index=True,
        key="corpus_rejects",
        height=min(38 + 35 * len(frame), 38 + 35 * _TABLE_ROWS),
        alt=words.REJECTS_ALT,
    )
    st.download_button(
        words.REJECTS_CSV,
        data=lambda: table_csv(corpus_frames.reject_table(ask_rejects(store, most=1_000_000))),
        file_name="faulty_inputs.csv",
        mime="text/csv",
        key="corpus_rejects_csv",
        on_click="ignore",
    )
