"""The Article page: the answer, the matrix, and the words that prove it."""

import streamlit as st

from views import charts, frames, parts, reader, session, words
from views.filters import Click, toggle
from views.lede import lede_of
from views.theme import palette_of  # noqa: F401
from views.watcher import theme_mode


def main() -> None:
    """Draw the page."""
    exposure, filters = session.exposure(), session.filters()
    st.html(parts.headline(exposure) + parts.lede(lede_of(exposure)))
    st.html(parts.fact_strip(exposure))
    left, right = st.columns([6, 4], gap="medium")
    with left:
        st.header(words.WHICH)
        _draw_matrix()
    with right:
        st.header(words.EVIDENCE)
        st.html(reader.sentences(exposure, filters) if session.view() == "sentences" else reader.full_text(exposure, filters))


def _draw_matrix() -> None:
    exposure, filters = session.exposure(), session.filters()
    if not exposure.rows:
        st.html(parts.notice(words.ONLY_PASSING if exposure.analysis.passing else words.NO_SECTOR))
        return
    rows, cells = frames.row_frame(exposure, filters), frames.cell_frame(exposure, filters)
    with st.container(key="mxwrap"):
        st.plotly_chart(
            charts.matrix(rows, cells, theme_mode()), theme=None, key="article_matrix", on_select=_take_click,
            selection_mode="points", config=charts.CONFIG, alt=charts.matrix_alt(rows, cells),
        )  # fmt: skip
    with st.container(key="cards"):
        st.html(parts.cards(exposure, filters))


def _take_click() -> None:
    points = st.session_state["article_matrix"]["selection"]["points"]
    clicked = tuple(Click(*map(str, point["customdata"][:2])) for point in points if point.get("customdata"))
    filters, last = toggle(session.filters(), session.last_click(), clicked)
    session.set_filters(filters)
    st.session_state["last_click"] = last


main()
