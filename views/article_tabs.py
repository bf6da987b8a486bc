"""The tabs under the matrix; only the one that is open is drawn."""

from functools import partial

import streamlit as st

from views import details, frames, session, trade_words, words
from views.exposure import Exposure
from views.filters import Click, Filters, toggle
from views.trade_tab import draw_values
from views.watcher import is_warm

_TABLE_ROWS = 9


def draw_tabs(exposure: Exposure, filters: Filters) -> None:
    """Table, Who acts on whom, Dates, Trade value, Why this score, Why not."""
    names = [
        words.TAB_TABLE,
        words.TAB_WHO,
        words.TAB_DATES,
        trade_words.TAB_VALUE,
        words.TAB_WHY,
        words.TAB_WHY_NOT,
    ]
    table, who, dates, value, why, why_not = st.tabs(names, key="article_tabs", on_change="rerun")
    if table.open:
        with table:
            _draw_table(exposure, filters)
    if value.open:
        with value:
            draw_values(exposure, filters)
    for tab, draw in (
        (who, details.who_acts),
        (dates, details.dates),
        (why, details.why),
        (why_not, details.why_not),
    ):
        if tab.open:
            with tab:
                st.html(draw(exposure, filters))


def _draw_table(exposure: Exposure, filters: Filters) -> None:
    frame = frames.table_frame(exposure, filters)
    if frame.empty:
        st.html(
            f'<p class="note" role="status">{words.NO_MATCH if exposure.claims else words.NO_EVIDENCE}</p>'
        )
        return
    st.html(f'<p class="note">{words.TABLE_HINT}</p>')
    height = min(38 + 35 * len(frame), 38 + 35 * _TABLE_ROWS)
    if not is_warm():
        st.skeleton(height)
        return
    # the key changes with the filters, so a selection never outlives the rows that it was made among
    key = f"article_table_{session.digest_of((filters, exposure.article.id))}"
    st.dataframe(
        frame,
        key=key,
        hide_index=True,
        column_order=list(words.TABLE_HEADS),
        selection_mode="single-row",
        # Streamlit keeps the callback of a table that is gone: it must hold no reading
        on_select=partial(_take_row, key),
        alt=words.TABLE_ALT,
        height=height,
        column_config={
            name: st.column_config.Column(label, width=_WIDTHS.get(name))
            for name, label in words.TABLE_HEADS.items()
        },
    )


_WIDTHS: dict[str, int] = {
    "sector_name": 200, "channel": 190, "outlook": 110, "status": 95, "places": 170, "paragraph": 45, "sentence": 350,
}  # fmt: skip


def _take_row(key: str) -> None:
    exposure, filters = session.exposure(), session.filters()
    rows = st.session_state[key]["selection"]["rows"]
    frame = frames.table_frame(exposure, filters)
    clicked = tuple(Click(str(frame["sector"].iloc[row]), str(frame["channel_id"].iloc[row])) for row in rows)
    if clicked:
        wanted, last = toggle(filters, None, clicked)
        session.set_filters(wanted)
        session.set_last_click(last)
