"""The Compare page: what differs between two to six articles, and the words behind it."""

import streamlit as st

from views import (
    charts,
    compare_charts,
    compare_exports,
    compare_parts,
    comparing,
    parts,
    reader,
    session,
    words,
)
from views.compared import MOST, Compared, grid_frames, lede_of, lettered, pair_frame, sectors_of
from views.dialog import open_dialog
from views.filters import Click, Filters, toggle
from views.share import File, draw_popover, figure_files
from views.watcher import is_shift_held, is_warm, theme_mode


def main() -> None:
    """Draw the page: the answer first, then the chart, the table, the evidence."""
    articles, filters = lettered(comparing.exposures()), session.filters()
    with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
        st.html(f'<h1 class="title">{words.COMPARE}</h1><p class="source">{words.COMPARE_INTRO}</p>')
        if len(articles) > 1:
            is_own = any(key.startswith(session.OWN_ID) for key in session.compared())
            draw_popover(
                filters, lambda scope: _files(articles, scope), of_link=words.LINK_KEEPS if is_own else ""
            )
    _draw_chooser()
    if len(articles) < 2:
        st.html(parts.notice(words.CHOOSE_TWO))
        return
    st.html(parts.lede(lede_of(articles)) + compare_parts.article_list(articles))
    if not sectors_of(articles):
        return
    with st.container(key="two"):
        left, right = st.columns([7, 3], gap="medium")
        with left:
            _draw_differences(articles, filters)
        with right:
            st.header(words.SHARED, anchor=False)
            st.html(compare_parts.shared_list(articles))
    st.header(words.COMPARE_TABLE, anchor=False)
    st.html(compare_parts.comparison_table(articles))
    _draw_evidence(articles, filters)


def _draw_chooser() -> None:
    with st.container(key="compare_chooser"):
        query = ""
        if comparing.has_store():
            query = st.text_input(
                words.FIND_IN_CORPUS, key="compare_find", placeholder=words.FIND_HINT, persist_state="session"
            ).strip()
            if query and not comparing.find(query):
                st.html(f'<p class="note" role="status">{words.NONE_FOUND}</p>')
        labels = comparing.options(query)
        st.session_state["compare_pick"] = list(comparing.chosen())
        st.multiselect(
            words.COMPARED,
            list(labels),
            key="compare_pick",
            max_selections=MOST,
            placeholder=words.CHOOSE,
            format_func=lambda key: labels.get(key, key),  # a chip shows its text as it is
            on_change=_take_choice,
        )
        if st.button(words.OPEN, key="source_open", type="primary"):
            open_dialog()


def _take_choice() -> None:
    session.compare(st.session_state["compare_pick"])
    st.session_state["compare_click"] = None


def _draw_differences(articles: tuple[Compared, ...], filters: Filters) -> None:
    if filters.is_on and not any(filters.narrowed(article.exposure.claims) for article in articles):
        st.header(words.DIFFERS, anchor=False)
        st.html(parts.notice(words.NO_MATCH, role="presentation"))
        st.button(words.RESET, key="compare_reset", on_click=session.reset_filters)
        return
    with st.container(key="wide_differs"):  # on a phone the table alone says it
        st.header(words.DIFFERS, anchor=False)
        with st.container(key="mxwrap"):
            st.html(compare_parts.key_of(articles))
            if is_warm():
                st.plotly_chart(
                    _figure(articles, filters, theme_mode()),
                    theme=None,
                    key=f"compare_chart_{'pair' if len(articles) == 2 else 'grid'}",
                    on_select=_take_click,
                    selection_mode="points",
                    config=charts.CONFIG,
                    alt=_alt(articles, filters),
                )
            else:
                st.skeleton(compare_charts.height_of(len(sectors_of(articles))))
        st.html(f'<p class="note">{words.UNDER_PAIR if len(articles) == 2 else words.UNDER_MATRIX}</p>')


def _figure(articles: tuple[Compared, ...], filters: Filters, mode: str) -> charts.Figure:
    if len(articles) == 2:
        return compare_charts.dumbbell(pair_frame(articles, filters), mode)
    rows, cells = grid_frames(articles, filters)
    return compare_charts.glyphs(rows, cells, [article.letter for article in articles], mode)


def _alt(articles: tuple[Compared, ...], filters: Filters) -> str:
    if len(articles) == 2:
        return compare_charts.dumbbell_alt(pair_frame(articles, filters))
    rows, cells = grid_frames(articles, filters)
    return compare_charts.glyphs_alt(rows, cells, [article.letter for article in articles])


def _take_click() -> None:
    key = "compare_chart_pair" if len(comparing.chosen()) == 2 else "compare_chart_grid"
    points = st.session_state[key]["selection"]["points"]
    clicked = tuple(Click(str(point["customdata"][0])) for point in points if point.get("customdata"))
    wanted, last = toggle(
        session.filters(), st.session_state.get("compare_click"), clicked, adds=is_shift_held()
    )
    session.set_filters(wanted)
    st.session_state["compare_click"] = last


def _draw_evidence(articles: tuple[Compared, ...], filters: Filters) -> None:
    st.header(words.EVIDENCE, anchor=False)
    if filters.is_on:
        st.html(
            "".join(parts.showing(article.exposure, filters, letter=article.letter) for article in articles)
        )
    for start in range(0, len(articles), 2):
        with st.container(key=f"panes_{start}"):
            for column, article in zip(
                st.columns(2, gap="medium"), articles[start : start + 2], strict=False
            ):
                with column:
                    label = words.EVIDENCE_OF.format(letter=article.letter, title=article.title)
                    st.html(
                        compare_parts.pane_title(article)
                        + reader.sentences(article.exposure, filters, label=label)
                    )


def _files(articles: tuple[Compared, ...], scope: Filters) -> list[File]:
    mode = theme_mode()

    def named(suffix: str) -> str:
        return compare_exports.file_name(articles, suffix)

    files = [
        File(
            words.AS_TABLE_CSV,
            "csv",
            "text/csv",
            named("csv"),
            lambda: compare_exports.comparison_csv(articles, scope),
        ),
        File(
            words.AS_COMPARED_JSON,
            "json",
            "application/json",
            named("json"),
            lambda: compare_exports.comparison_json(articles, scope),
        ),
        File(
            words.AS_MD,
            "md",
            "text/markdown",
            named("md"),
            lambda: compare_exports.brief_markdown(articles, scope),
        ),
        File(
            words.AS_HTML,
            "brief",
            "text/html",
            named("html"),
            lambda: compare_exports.brief_html(articles, scope),
        ),
    ]
    labels = (words.AS_CHART, words.AS_CHART_PNG)
    return files + figure_files(labels, named, lambda: _figure(articles, scope, mode), words.COMPARE)


main()
