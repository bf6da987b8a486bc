"""The Article page: the answer, the matrix, and the words that prove it."""

import pandas as pd
import streamlit as st

from views import (
    charts,
    frames,
    parts,
    perspective,
    reader,
    session,
    trade_loaders,
    trade_words,
    value_bars,
    words,
)
from views.article_tabs import draw_tabs
from views.dialog import open_dialog
from views.exposure import Exposure
from views.filters import Click, Filters, toggle
from views.lede import lede_of
from views.notes import notes_of
from views.share import draw_share
from views.watcher import is_shift_held, is_warm, theme_mode
from views.web import draw_wanted

MOST_ROWS = 20


def main() -> None:
    """Draw the page: what answers first is written first, the chart comes last."""
    exposure, filters = session.exposure(), session.filters()
    with st.container(gap="xsmall", key="answer"):
        with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
            st.html(parts.headline(exposure))
            draw_share(exposure, filters)
        _draw_notices(exposure)
        st.html(parts.lede(lede_of(exposure)) + parts.fact_strip(exposure))
    with st.container(key="two"):
        left, right = st.columns([6, 4], gap="medium")
        with right:
            _draw_reader(exposure, filters)
        with left:
            _draw_matrix(exposure, filters)
    if exposure.rows or exposure.analysis.suppressed:
        draw_tabs(exposure, filters)


def _draw_notices(exposure: Exposure) -> None:
    current = session.opened()
    if st.session_state.get("is_text_missing"):
        st.html(parts.notice(words.NO_TEXT_IN_LINK))
    if st.session_state.get("is_corpus_missing"):
        st.html(parts.notice(words.STORE_NOT_IN_LINK))
    if st.session_state.get("taxonomy_source"):
        st.html(parts.notice(words.EDITED_TAXONOMY))
    if told := perspective.notice():
        st.html(told)
    if current.note:
        st.html(parts.notice(current.note))
    if draw_wanted():
        open_dialog()
    for note in notes_of(exposure, session.draft().text):
        st.html(parts.notice(note, kind="warn"))
    if current.draft is None and not st.session_state.get("is_hint_hidden"):
        with st.container(horizontal=True, vertical_alignment="center", key="hint"):
            st.html(f'<p class="note">{words.IS_EXAMPLE}</p>', width="content")
            is_asked = st.button(words.OPEN_OWN, key="article_open", type="tertiary")
            st.button(words.DISMISS, key="article_dismiss", type="tertiary", on_click=_hide_hint)
        if is_asked:
            open_dialog()


def _hide_hint() -> None:
    st.session_state["is_hint_hidden"] = True


def _draw_reader(exposure: Exposure, filters: Filters) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="readerhead"
    ):
        st.header(words.EVIDENCE, width="content", anchor=False)
        st.session_state["article_view"] = session.view()
        st.segmented_control(
            words.SHOW_EVIDENCE_AS,
            session.VIEWS,
            key="article_view",
            on_change=_take_view,
            required=True,
            format_func=lambda v: words.SENTENCES if v == "sentences" else words.FULL_TEXT,
            label_visibility="collapsed",
        )
    is_text = session.view() == "text"
    st.html(reader.full_text(exposure, filters) if is_text else reader.sentences(exposure, filters))


def _take_view() -> None:
    session.set_view(st.session_state["article_view"])


def _draw_matrix(exposure: Exposure, filters: Filters) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="matrixhead"):
        st.header(words.WHICH, anchor=False)
        flows = value_bars.largest_flows(trade_loaders.stakes(exposure.analysis)) if is_warm() else {}
        is_by_value = bool(flows) and _pick_measure() == trade_words.BAR_VALUE
    if not exposure.rows:
        st.html(parts.nothing_found(exposure))
        if exposure.analysis.suppressed:
            st.page_link("views/taxonomy_page.py", label=words.TRY_PHRASE)
        return
    st.html(parts.showing(exposure, filters) if filters.is_on else parts.glyph_key())
    passing = filters.narrowed(exposure.claims)
    if not passing:
        st.html(parts.notice(words.NO_MATCH, role="presentation"))
        st.button(words.RESET, key="article_reset", on_click=session.reset_filters)
        return
    most = None
    if len(exposure.rows) > MOST_ROWS:
        label = words.SHOW_ALL.format(count=len(exposure.rows))
        most = None if st.toggle(label, key="article_all", persist_state="session") else MOST_ROWS
    rows, cells = frames.row_frame(exposure, filters, most=most), frames.cell_frame(exposure, filters)
    if is_by_value:
        rows = value_bars.by_value(rows, flows)
    with st.container(key="mxwrap"):
        _draw_chart(rows, cells)
    with st.container(key="cards"):
        st.html(parts.cards(exposure, filters))
    under = trade_words.UNDER_MATRIX_READ_AS if perspective.read_as() else words.UNDER_MATRIX
    st.html(f'<p class="note">{under}</p>')


def _pick_measure() -> str:
    """What the bars measure; offered where a sector has a value."""
    picked: str | None = st.segmented_control(
        trade_words.BAR_MEASURE,
        (trade_words.BAR_EVIDENCE, trade_words.BAR_VALUE),
        key="article_measure",
        default=trade_words.BAR_EVIDENCE,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return picked or trade_words.BAR_EVIDENCE


def _draw_chart(rows: pd.DataFrame, cells: pd.DataFrame) -> None:
    if is_warm():
        st.plotly_chart(
            charts.matrix(rows, cells, theme_mode()),
            theme=None,
            key="article_matrix",
            on_select=_take_click,
            selection_mode="points",
            config=charts.CONFIG,
            alt=charts.matrix_alt(rows, cells),
        )
    else:
        st.skeleton(charts.height_of(len(rows)))


def _take_click() -> None:
    points = st.session_state["article_matrix"]["selection"]["points"]
    clicked = tuple(Click(*map(str, point["customdata"][:2])) for point in points if point.get("customdata"))
    filters, last = toggle(session.filters(), session.last_click(), clicked, adds=is_shift_held())
    session.set_filters(filters)
    session.set_last_click(last)


main()
